// Batches for the journal: whatever the text, either it is recorded, read again and proved, or refused and nothing has changed.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>
#include <unistd.h>

#include "zhixing/journal.hpp"

namespace {

using namespace zhixing;

// A journal in a file that is gone when the program ends.
class TemporaryJournal {
public:
    TemporaryJournal() : file_{std::filesystem::temp_directory_path() / ("zhixing-fuzz-" + std::to_string(getpid()) + ".db")} { renew(); }
    ~TemporaryJournal() { remove(); }
    Journal& journal() { return *journal_; }
    void renew() {
        remove();
        journal_.emplace(Journal::create("sqlite:" + file_.string(), Rulebook::bundled("national"), {HashAlgorithm::sm3, "fuzz"}));
    }

private:
    void remove() {
        journal_.reset();
        for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file_.string() + end);
    }
    std::filesystem::path file_;
    std::optional<Journal> journal_;
};

void require(bool holds) {
    if (!holds) std::abort();
}

const Reader& whole() {
    static const Reader reader{{"fuzz", {}, {"system"}}, "fuzz", *parse_date_time("2023-03-01T09:00:00")};
    return reader;
}

// What is recorded is read, counted and proved.
void record(Journal& journal, const Append& batch) {
    const Receipt receipt = journal.append(batch);
    for (const Receipt::Part& part : receipt.parts) {
        require(journal.seq(part.number, whole()) == part.seq);
        require(journal.dossier(part.number, whole()).events().size() >= part.ids.size());
    }
    require(journal.head().size == receipt.size);
    require(to_json(parse_head(to_json(journal.head()))) == to_json(journal.head()));
    require(journal.verify(journal.head()).sound());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static TemporaryJournal place;
    constexpr std::uint64_t kMost = 200;
    if (place.journal().head().size > kMost) place.renew();
    Journal& journal = place.journal();
    const Head before = journal.head();
    try {
        record(journal, parse_append({reinterpret_cast<const char*>(data), size}));
    } catch (const Error& error) {
        require(!error.code().empty());
        require(journal.head() == before);
    }
    return 0;
}
