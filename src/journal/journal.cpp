#include "zhixing/journal.hpp"

#include <array>
#include <openssl/rand.h>

#include "journal/append.hpp"
#include "journal/merkle.hpp"
#include "journal/projection.hpp"
#include "journal/query.hpp"
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

std::string until(const std::optional<DateTime>& known_at) { return known_at ? to_string(*known_at) : std::string{}; }

// Without the events that are dated later.
Dossier as_of_day(journal::StoredDossier stored, Date day) {
    const Dossier dossier = Dossier::from_json(stored.json());
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < stored.events.size(); ++i) {
        const Event& event = dossier.events()[i];
        if (!event.has_date() || event.on <= day) kept.push_back(std::move(stored.events[i]));
    }
    stored.events = std::move(kept);
    return Dossier::from_json(stored.json());
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
    return Journal{std::make_unique<State>(std::move(address), std::move(database), std::move(identity), rulebook)};
}

Journal Journal::open(const std::string& url, const Rulebook& rulebook, const OpenOptions& options) {
    journal::Address address = journal::parse_address(url);
    auto database = journal::open_database(address, false);
    journal::Identity identity = journal::open_schema(*database, options.check_file);
    return Journal{std::make_unique<State>(std::move(address), std::move(database), std::move(identity), rulebook)};
}

const std::string& Journal::id() const noexcept { return state_->identity.id; }
const Rulebook& Journal::rulebook() const noexcept { return state_->rulebook; }

Receipt Journal::append(const Append& batch) {
    const auto lease = state_->connections.lease();
    const auto alone = state_->connections.writing(*lease);
    journal::Digest digest = state_->digest();
    Transaction transaction{*lease, Database::Access::write};
    Receipt receipt = journal::Appender{*lease, digest, state_->rulebook, batch}.run();
    transaction.commit();
    return receipt;
}

Dossier Journal::dossier(std::string_view number, std::optional<DateTime> known_at, std::optional<Date> as_of) {
    const std::string key = journal::number_key(number);
    journal::StoredDossier stored = snapshot(state_->connections, [&](Database& database) {
        return journal::load_dossier(database, journal::require_dossier(database, key).id, until(known_at));
    });
    if (stored.header.empty()) {
        throw JournalError{"journal.no_dossier", {"“" + key + "”当时尚未录入", "'" + key + "' was not on record then"}};
    }
    return as_of ? as_of_day(std::move(stored), *as_of) : Dossier::from_json(stored.json());
}

std::uint64_t Journal::seq(std::string_view number) {
    return snapshot(state_->connections, [&](Database& database) {
        const auto row = journal::find_dossier(database, journal::number_key(number));
        return row ? row->size : 0;
    });
}

void Journal::each_dossier(const std::function<bool(const Dossier&)>& take, std::optional<DateTime> known_at) {
    snapshot(state_->connections, [&](Database& database) {
        journal::DossierReader reader;
        journal::StoredCursor cursor{database, until(known_at)};
        while (cursor.next() && take(reader.read(cursor.text()))) {}
    });
}

class DossierCursor::State {
public:
    State(journal::Connections& connections, std::string until)
        : lease_{connections.lease()}, transaction_{*lease_, Database::Access::read}, cursor{*lease_, std::move(until)} {}

private:
    journal::Connections::Lease lease_;
    Transaction transaction_;

public:
    journal::StoredCursor cursor;
    journal::DossierReader reader;
    const Dossier* dossier = nullptr;
};

DossierCursor::DossierCursor(std::unique_ptr<State> state) : state_{std::move(state)} {}
DossierCursor::~DossierCursor() = default;
DossierCursor::DossierCursor(DossierCursor&&) noexcept = default;
DossierCursor& DossierCursor::operator=(DossierCursor&&) noexcept = default;

bool DossierCursor::next() {
    state_->dossier = nullptr;
    return state_->cursor.next();
}
const Dossier& DossierCursor::dossier() {
    if (state_->dossier == nullptr) state_->dossier = &state_->reader.read(json());
    return *state_->dossier;
}
std::string_view DossierCursor::json() const noexcept { return state_->cursor.text(); }

DossierCursor Journal::dossiers(std::optional<DateTime> known_at) {
    return DossierCursor{std::make_unique<DossierCursor::State>(state_->connections, until(known_at))};
}

Page Journal::query(const Query& query) {
    return snapshot(state_->connections, [&](Database& database) { return journal::answer(database, state_->rulebook, query); });
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

std::string Journal::entry(std::uint64_t position) {
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

void Journal::export_lines(const std::function<void(std::string_view line)>& take) {
    snapshot(state_->connections, [&](Database& database) {
        journal::Digest digest = state_->digest();
        journal::export_lines(database, state_->identity, digest, take);
    });
}

Journal Journal::restore(const std::string& url, const Rulebook& rulebook, const NextLine& next, std::string_view file) {
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
    return Journal{std::make_unique<State>(std::move(address), std::move(database), identity, rulebook)};
}

void Journal::back_up(const std::string& file) { state_->connections.lease()->back_up(file); }
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
