// Exports of journals: whatever the lines, either a journal that exports the same lines and is sound, or an error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "journal/schema.hpp"
#include "journal/transfer.hpp"
#include "journal/verify.hpp"

namespace {

using namespace zhixing;

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

void require(bool holds) {
    if (!holds) std::abort();
}

void restore(const std::vector<std::string_view>& lines) {
    const journal::Identity identity = journal::parse_first_line(lines.empty() ? std::string_view{} : lines.front());
    const auto database = journal::open_sqlite(":memory:", true);
    journal::Transaction transaction{*database, journal::Database::Access::write};
    journal::create_schema(*database, identity);
    journal::Digest digest{identity.hash};
    std::size_t next = 1;
    journal::restore_lines(*database, identity, digest, [&](std::string_view& line) { return next < lines.size() && (line = lines[next++], true); }, "fuzz");
    require(journal::verify(*database, identity, digest, {}).sound());
    std::size_t at = 0;
    for (journal::ExportLines exported{*database, identity}; exported.next(); ++at) {
        if (at > 0 && at < lines.size()) require(exported.line() == lines[at]);
    }
    require(at == lines.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        restore(lines_of({reinterpret_cast<const char*>(data), size}));
    } catch (const Error& error) {
        require(!error.code().empty());
    }
    return 0;
}
