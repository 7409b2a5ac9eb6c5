#include "zhixing/journal.hpp"

#include <array>
#include <openssl/rand.h>

#include "journal/append.hpp"
#include "journal/merkle.hpp"
#include "journal/policy_in_force.hpp"
#include "journal/projection.hpp"
#include "journal/query.hpp"
#include "journal/reading.hpp"
#include "journal/standing.hpp"
#include "journal/state.hpp"
#include "journal/transfer.hpp"
#include "journal/verify.hpp"
#include "value/json_writer.hpp"

namespace zhixing {

using journal::Database;
using journal::Transaction;

namespace {

std::string random_id() {
    Hash bytes;
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) throw JournalError{"journal.hash", {"密码库不能产生随机数", "the cryptographic library gives no random numbers"}};
    return to_string(bytes).substr(0, 32);
}

[[noreturn]] void no_entry(std::uint64_t position) {
    const std::string number = std::to_string(position);
    throw JournalError{"journal.no_entry", {"日志没有第 " + number + " 条", "the journal has no entry " + number}};
}

// Runs `read` on one moment of the journal.
template <typename Read>
auto snapshot(journal::Connections& connections, Read&& read) {
    const auto lease = connections.lease();
    const Transaction transaction{*lease, Database::Access::read};
    return std::forward<Read>(read)(*lease);
}

// Records something in a transaction of its own.
template <typename Write>
auto recorded(Journal::State& state, DateTime when, Write&& write) {
    const auto lease = state.connections.lease();
    const auto alone = state.connections.writing(*lease);
    Transaction transaction{*lease, Database::Access::write};
    journal::LogWriter log{*lease, state.tools.digest};
    log.set_recorded(when);
    auto result = std::forward<Write>(write)(*lease, log);
    transaction.commit();
    return result;
}

}  // namespace

Journal::Journal(std::unique_ptr<State> state) : state_{std::move(state)} {}
Journal::~Journal() = default;
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;

Journal Journal::create(const std::string& url, const Rulebook& rulebook, const JournalSettings& settings) {
    journal::Address address = journal::parse_address(url);
    auto database = journal::open_database(address, true);
    Transaction transaction{*database, Database::Access::write};
    journal::create_schema(*database, {settings.id.empty() ? random_id() : settings.id, settings.hash});
    journal::Identity identity = journal::open_schema(*database, false);
    transaction.commit();
    return Journal{std::make_unique<State>(std::move(address), std::move(database), std::move(identity), rulebook, settings.policy)};
}

Journal Journal::open(const std::string& url, const Rulebook& rulebook, const OpenOptions& options) {
    journal::Address address = journal::parse_address(url);
    auto database = journal::open_database(address, false);
    journal::Identity identity = journal::open_schema(*database, options.check_file);
    return Journal{std::make_unique<State>(std::move(address), std::move(database), std::move(identity), rulebook, options.policy)};
}

const std::string& Journal::id() const noexcept { return state_->identity.id; }
const Rulebook& Journal::rulebook() const noexcept { return state_->rulebook; }

Receipt Journal::append(const Append& batch) {
    const auto lease = state_->connections.lease();
    const auto alone = state_->connections.writing(*lease);
    Transaction transaction{*lease, Database::Access::write};
    Receipt receipt = journal::Appender{*lease, state_->tools, state_->rulebook, state_->policy, batch}.run();
    transaction.commit();
    return receipt;
}

Dossier Journal::dossier(std::string_view number, const Reader& reader, std::optional<DateTime> known_at, std::optional<Date> as_of) {
    const journal::Reading reading{state_->policy, reader};
    const journal::ReadRequest request{number, known_at, as_of};
    journal::ReadAnswer answer = snapshot(state_->connections, [&](Database& database) { return reading.read(database, request); });
    if (answer.record.empty()) return std::move(answer.content);
    // What is seen is what was there when it was recorded that it is.
    return recorded(*state_, reader.recorded, [&](Database& database, journal::LogWriter& log) {
        journal::ReadAnswer seen = reading.read(database, request);
        reading.record(database, log, request, seen);
        return std::move(seen.content);
    });
}

std::uint64_t Journal::seq(std::string_view number, const Reader& reader) {
    const journal::Reading reading{state_->policy, reader};
    return snapshot(state_->connections, [&](Database& database) { return reading.seq(database, number); });
}

void Journal::each_dossier(const std::function<bool(const Dossier&)>& take, const Reader& reader, std::optional<DateTime> known_at) {
    DossierCursor cursor = dossiers(reader, known_at);
    while (cursor.next() && take(cursor.dossier())) {}
}

std::vector<AccessRecord> Journal::accesses(std::string_view number, const Reader& reader) {
    const journal::Reading reading{state_->policy, reader};
    return snapshot(state_->connections, [&](Database& database) { return reading.accesses(database, number); });
}

void Journal::record_all(const journal::Reading& reading, Wish wish, const Reader& reader, std::optional<DateTime> known_at) {
    const std::vector<std::string> items = wish == Wish::take_out ? reading.items_of_journal() : reading.items_of_all();
    if (items.empty()) return;
    recorded(*state_, reader.recorded, [&](Database& database, journal::LogWriter& log) {
        reading.record_all(database, log, wish, known_at, items);
        return true;
    });
}

class DossierCursor::State {
public:
    State(journal::Connections& connections, journal::Reading reading, std::optional<DateTime> known_at)
        : lease_{connections.lease()}, transaction_{*lease_, Database::Access::read}, cursor_{*lease_, known_at ? to_string(*known_at) : std::string{}}, reading_{std::move(reading)},
          known_at_{known_at}, everything_{reading_.sees_everything()} {}

    [[nodiscard]] bool next() {
        read_ = nullptr;
        while (cursor_.next()) {
            if (everything_) return true;
            seen_ = reading_.see(*lease_, cursor_.id(), reader_.read(cursor_.text()), known_at_);
            if (!seen_) continue;
            json_ = seen_->dossier.to_json();
            return true;
        }
        return false;
    }
    [[nodiscard]] const Dossier& dossier() {
        if (!everything_) return seen_->dossier;
        if (read_ == nullptr) read_ = &reader_.read(cursor_.text());
        return *read_;
    }
    [[nodiscard]] std::string_view json() const noexcept { return everything_ ? std::string_view{cursor_.text()} : std::string_view{json_}; }

private:
    journal::Connections::Lease lease_;
    Transaction transaction_;
    journal::StoredCursor cursor_;
    journal::DossierReader reader_;
    journal::Reading reading_;
    std::optional<DateTime> known_at_;
    bool everything_;  // the reader sees each dossier as it is stored
    const Dossier* read_ = nullptr;
    std::optional<journal::Reading::Seen> seen_;
    std::string json_;
};

DossierCursor::DossierCursor(std::unique_ptr<State> state) : state_{std::move(state)} {}
DossierCursor::~DossierCursor() = default;
DossierCursor::DossierCursor(DossierCursor&&) noexcept = default;
DossierCursor& DossierCursor::operator=(DossierCursor&&) noexcept = default;

bool DossierCursor::next() { return state_->next(); }
const Dossier& DossierCursor::dossier() { return state_->dossier(); }
std::string_view DossierCursor::json() const noexcept { return state_->json(); }

DossierCursor Journal::dossiers(const Reader& reader, std::optional<DateTime> known_at) {
    journal::Reading reading{state_->policy, reader};
    record_all(reading, Wish::read_all, reader, known_at);
    return DossierCursor{std::make_unique<DossierCursor::State>(state_->connections, std::move(reading), known_at)};
}

Page Journal::query(const Query& query, const Reader& reader) {
    const journal::Reading reading{state_->policy, reader};
    record_all(reading, Wish::read_all, reader, query.known_at);
    return snapshot(state_->connections, [&](Database& database) {
        journal::Look look;
        if (!reading.sees_everything()) {
            look = [&](std::int64_t id) -> std::optional<journal::Sight> {
                const auto seen = reading.see(database, id, Dossier::from_json(journal::load_dossier(database, id).json()), {});
                if (!seen) return std::nullopt;
                return journal::Sight{journal::projection_of(seen->dossier, 0, {}), seen->whole};
            };
        }
        return journal::answer(database, state_->rulebook, query, look);
    });
}

Sweep Journal::sweep(Date as_of) {
    const auto lease = state_->connections.lease();
    const auto write = [&](const std::function<void()>& batch) {
        const auto alone = state_->connections.writing(*lease);
        Transaction transaction{*lease, Database::Access::write};
        batch();
        transaction.commit();
    };
    return journal::sweep(*lease, write, state_->rulebook, as_of);
}

IndexState Journal::index_state() {
    return snapshot(state_->connections, [&](Database& database) { return journal::index_state(database, state_->rulebook); });
}

Sweep Journal::reindex(Date as_of) {
    {
        const auto lease = state_->connections.lease();
        const auto alone = state_->connections.writing(*lease);
        Transaction transaction{*lease, Database::Access::write};
        (void)journal::lock_log(*lease);
        journal::rebuild_projections(*lease);
        journal::rebuild_policy_in_force(*lease);
        journal::forget_standings(*lease, state_->rulebook);
        transaction.commit();
    }
    return sweep(as_of);
}

Head Journal::head() {
    return snapshot(state_->connections, [&](Database& database) {
        journal::Digest digest = state_->digest();
        return journal::head_of(database, state_->identity, digest);
    });
}

Verification Journal::verify(const std::optional<Head>& trusted) {
    return snapshot(state_->connections, [&](Database& database) {
        journal::Digest digest = state_->digest();
        return journal::verify(database, state_->identity, digest, trusted);
    });
}

Verification Journal::verify_standings() {
    return snapshot(state_->connections, [&](Database& database) {
        journal::Digest digest = state_->digest();
        Verification verification{journal::head_of(database, state_->identity, digest), {}};
        journal::check_standings(database, state_->rulebook, [&](std::int64_t dossier) {
            const std::string number = std::to_string(dossier);
            verification.faults.push_back({"index", static_cast<std::uint64_t>(dossier),
                                           {"第 " + number + " 条所在卷宗的现状与重新审查的结果不符", "the dossier of entry " + number + " does not stand as a review says"}});
            return false;
        });
        return verification;
    });
}

InclusionProof Journal::prove_inclusion(std::uint64_t position, std::uint64_t size) {
    return snapshot(state_->connections, [&](Database& database) {
        journal::Digest digest = state_->digest();
        if (position == 0 || position > size) no_entry(position);
        if (size > journal::log_end(database).size) no_entry(size);
        return journal::prove_inclusion(digest, position, size, journal::subtrees(database, digest));
    });
}

ConsistencyProof Journal::prove_consistency(std::uint64_t first, std::uint64_t second) {
    return snapshot(state_->connections, [&](Database& database) {
        journal::Digest digest = state_->digest();
        if (first > second) no_entry(first);
        if (second > journal::log_end(database).size) no_entry(second);
        return journal::prove_consistency(digest, first, second, journal::subtrees(database, digest));
    });
}

std::string Journal::entry(std::uint64_t position, const Reader& reader) {
    record_all(journal::Reading{state_->policy, reader}, Wish::take_out, reader, {});
    return snapshot(state_->connections, [&](Database& database) {
        std::string line;
        journal::each_entry(database, position, [&](const journal::Entry& entry) {
            if (entry.position == position) journal::append_line(line, entry);
            return false;
        });
        if (line.empty()) no_entry(position);
        return line;
    });
}

class ExportCursor::State {
public:
    State(journal::Connections& connections, const journal::Identity& identity)
        : lease_{connections.lease()}, transaction_{*lease_, Database::Access::read}, lines_{*lease_, identity} {}

    journal::Connections::Lease lease_;
    Transaction transaction_;
    journal::ExportLines lines_;
};

ExportCursor::ExportCursor(std::unique_ptr<State> state) : state_{std::move(state)} {}
ExportCursor::~ExportCursor() = default;
ExportCursor::ExportCursor(ExportCursor&&) noexcept = default;
ExportCursor& ExportCursor::operator=(ExportCursor&&) noexcept = default;

bool ExportCursor::next() { return state_->lines_.next(); }
std::string_view ExportCursor::line() const noexcept { return state_->lines_.line(); }

ExportCursor Journal::exported(const Reader& reader) {
    record_all(journal::Reading{state_->policy, reader}, Wish::take_out, reader, {});
    return ExportCursor{std::make_unique<ExportCursor::State>(state_->connections, state_->identity)};
}

void Journal::export_lines(const std::function<void(std::string_view line)>& take, const Reader& reader) {
    for (ExportCursor cursor = exported(reader); cursor.next();) take(cursor.line());
}

Journal Journal::restore(const std::string& url, const Rulebook& rulebook, const NextLine& next, std::string_view file, const AccessPolicy& policy) {
    std::string_view first;
    if (!next(first)) first = {};
    const journal::Identity identity = journal::parse_first_line(first);
    journal::Address address = journal::parse_address(url);
    auto database = journal::open_database(address, true);
    Transaction transaction{*database, Database::Access::write};
    journal::create_schema(*database, identity);
    journal::Digest digest{identity.hash};
    journal::restore_lines(*database, identity, digest, next, file);
    transaction.commit();
    return Journal{std::make_unique<State>(std::move(address), std::move(database), identity, rulebook, policy)};
}

void Journal::back_up(const std::string& file, const Reader& reader) {
    record_all(journal::Reading{state_->policy, reader}, Wish::take_out, reader, {});
    state_->connections.lease()->back_up(file);
}
void Journal::interrupt() noexcept { state_->connections.interrupt(); }

std::string ConflictError::detail() const {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("number", number_).member("seq", static_cast<std::int64_t>(seq_)).name("between").open('[');
    for (const EntryInfo& entry : between_) {
        json.open('{').member("position", static_cast<std::int64_t>(entry.position)).member("seq", static_cast<std::int64_t>(entry.seq)).member("what", entry.what);
        json.member("event", entry.event).member("recorded", entry.recorded).member("actor", entry.actor).member("office", entry.office).member("court", entry.court).close('}');
    }
    json.close(']').close('}');
    return out;
}

std::string AccessError::detail() const { return decision_.code.empty() ? std::string{} : to_json(decision_); }

std::string to_json(const std::vector<AccessRecord>& records) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.accesses/1").name("accesses").open('[');
    for (const AccessRecord& record : records) {
        const EntryInfo& entry = record.entry;
        json.open('{').member("position", static_cast<std::int64_t>(entry.position));
        if (!entry.number.empty()) json.member("number", entry.number);
        json.member("recorded", entry.recorded).member("actor", entry.actor).member("office", entry.office).member("court", entry.court);
        json.name("read").raw(record.body).close('}');
    }
    json.close(']').close('}');
    return out;
}

std::string RefusedError::detail() const {
    std::string out;
    JsonWriter{out}.open('{').member("number", number_).name("admission").raw(to_json(admission_)).close('}');
    return out;
}

std::string to_json(const Verification& verification) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.verification/1").flag("sound", verification.sound()).name("head").raw(to_json(verification.head)).name("faults").open('[');
    for (const Verification::Fault& fault : verification.faults) {
        json.open('{').member("code", fault.code);
        if (fault.position != 0) json.member("position", static_cast<std::int64_t>(fault.position));
        json.name("message").both(fault.text).close('}');
    }
    json.close(']').close('}');
    return out;
}

std::string to_json(const Receipt& receipt) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.receipt/1").member("recorded", to_string(receipt.recorded)).member("size", static_cast<std::int64_t>(receipt.size)).name("parts").open('[');
    for (const Receipt::Part& part : receipt.parts) {
        json.open('{').member("number", part.number).member("seq", static_cast<std::int64_t>(part.seq)).name("ids").open('[');
        for (const std::string& id : part.ids) json.text(id);
        json.close(']').member("replayed", static_cast<std::int64_t>(part.replayed));
        if (!part.messages.empty()) {
            json.name("messages").open('[');
            for (const std::string& id : part.messages) json.text(id);
            json.close(']');
        }
        json.close('}');
    }
    json.close(']').close('}');
    return out;
}

}  // namespace zhixing
