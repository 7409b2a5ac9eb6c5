#include "journal/reading.hpp"

#include <algorithm>

#include "journal/policy_in_force.hpp"
#include "journal/stored.hpp"
#include "review/access_policy.hpp"
#include "value/json_writer.hpp"

namespace zhixing::journal {
namespace {

std::string until(const std::optional<DateTime>& known_at) { return known_at ? to_string(*known_at) : std::string{}; }

// Without the events that are dated later.
Dossier as_of_day(StoredDossier stored, Date day) {
    const Dossier dossier = Dossier::from_json(stored.json());
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < stored.events.size(); ++i) {
        const Event& event = dossier.events()[i];
        if (!event.has_date() || event.on <= day) kept.push_back(std::move(stored.events[i]));
    }
    stored.events = std::move(kept);
    return Dossier::from_json(stored.json());
}

std::vector<std::string> both(const std::vector<std::string>& one, const std::vector<std::string>& other) {
    std::vector<std::string> out;
    std::ranges::copy_if(one, std::back_inserter(out), [&](const std::string& item) { return std::ranges::find(other, item) != other.end(); });
    return out;
}

void write_items(JsonWriter& json, const std::vector<std::string>& items) {
    json.name("items").open('[');
    for (const std::string& item : items) json.text(item);
    json.close(']');
}

// How who reads was identified; the number itself is in the dossier already.
void write_identity(JsonWriter& json, const IdentityCheck& check) {
    json.name("identity").open('{').member("kind", check.kind).member("document", check.document).member("by", check.by).member("at", to_string(check.at)).close('}');
}

}  // namespace

Reading::Reading(KnownPolicy policy, Reader reader) : policy_{std::move(policy)}, reader_{std::move(reader)} {
    if (reader_.purpose.find_first_not_of(" \t\r\n") == std::string::npos) throw AccessError{"access.purpose", {"未说明查阅理由", "it is not said why this is read"}};
}

AccessDecision Reading::require(const CaseFacts& facts, Wish wish) const {
    AccessDecision decision = decide(policy_, reader_.actor, facts, wish, reader_.recorded);
    if (!decision.allowed) throw AccessError{std::move(decision)};
    return decision;
}

ReadAnswer Reading::read(Database& database, const ReadRequest& request) const {
    const std::string key = number_key(request.number);
    const auto row = find_dossier(database, key);
    if (!row) {
        (void)require(case_facts(key), Wish::read);
        throw JournalError{"journal.no_dossier", {"日志中没有“" + key + "”", "the journal has no dossier '" + key + "'"}};
    }
    const Dossier today = Dossier::from_json(load_dossier(database, row->id).json());
    ReadAnswer answer{row->id, {}, require(case_facts(today, policy_), Wish::read), {}};
    StoredDossier stored = load_dossier(database, row->id, until(request.known_at));
    if (stored.header.empty()) throw JournalError{"journal.no_dossier", {"“" + key + "”当时尚未录入", "'" + key + "' was not on record then"}};
    const Dossier whole = request.as_of ? as_of_day(std::move(stored), *request.as_of) : Dossier::from_json(stored.json());
    const MaskedDossier masked = mask(whole, policy_, answer.decision.view, answer.decision.own);
    answer.content = Dossier::from_json(masked.json);
    answer.record = both(answer.decision.recorded, masked.seen);
    return answer;
}

std::uint64_t Reading::seq(Database& database, std::string_view number) const {
    const std::string key = number_key(number);
    const auto row = find_dossier(database, key);
    const CaseFacts facts = row ? case_facts(Dossier::from_json(load_dossier(database, row->id).json()), policy_) : case_facts(key);
    if (!decide(policy_, reader_.actor, facts, Wish::write, reader_.recorded).allowed) (void)require(facts, Wish::read);
    return row ? row->size : 0;
}

bool Reading::sees_everything() const {
    const AccessDecision every = decide(policy_, reader_.actor, {}, Wish::read_all, reader_.recorded);
    const View* const view = every.allowed ? policy_.data().view(every.view) : nullptr;
    return view != nullptr && view->whole() && every.recorded.empty();
}

std::optional<Reading::Seen> Reading::see(Database& database, std::int64_t id, const Dossier& dossier, std::optional<DateTime> known_at) const {
    const CaseFacts facts = known_at ? case_facts(Dossier::from_json(load_dossier(database, id).json()), policy_) : case_facts(dossier, policy_);
    const AccessDecision decision = decide(policy_, reader_.actor, facts, Wish::read_all, reader_.recorded);
    if (!decision.allowed) return std::nullopt;
    const View* const view = policy_.data().view(decision.view);
    return Seen{Dossier::from_json(mask(dossier, policy_, decision.view, decision.own).json), view != nullptr && view->whole()};
}

std::vector<std::string> Reading::items_of_all() const {
    // The actor themself first: an empty question is refused for what they are, or for their scope.
    AccessDecision decision = decide(policy_, reader_.actor, {}, Wish::read_all, reader_.recorded);
    const auto items = zhixing::items_of_all(policy_.data(), reader_.actor);
    const bool in_order = decision.allowed || decision.code == "access.scope";
    if (!in_order || !items) throw AccessError{std::move(decision)};
    return policy_.data().names_of(*items);
}

std::vector<std::string> Reading::items_of_journal() const {
    (void)require({}, Wish::take_out);
    return items_of_all();
}

std::vector<AccessRecord> Reading::accesses(Database& database, std::string_view number) const {
    const std::string key = number_key(number);
    const auto row = find_dossier(database, key);
    (void)require(row ? case_facts(Dossier::from_json(load_dossier(database, row->id).json()), policy_) : case_facts(key), Wish::audit);
    std::string sql = "SELECT ";
    sql += kEntryColumns;
    sql += " FROM journal_entries e LEFT JOIN journal_dossiers d ON d.id = e.dossier WHERE e.what = 'access' AND (e.dossier = $1 OR e.dossier = 0) ORDER BY e.position";
    std::vector<AccessRecord> records;
    const auto rows = database.query(sql, {row ? row->id : std::int64_t{0}});
    while (rows->next()) {
        const Entry entry = entry_at(*rows);
        records.push_back({info(entry), std::string{entry.body}});
    }
    return records;
}

void Reading::record(Database& database, LogWriter& log, const ReadRequest& request, const ReadAnswer& answer) const {
    std::string body;
    JsonWriter json{body};
    json.open('{').member("purpose", reader_.purpose).member("scope", answer.decision.scope).member("view", answer.decision.view);
    write_items(json, answer.record);
    if (request.known_at) json.member("known_at", to_string(*request.known_at));
    if (request.as_of) json.member("as_of", to_string(*request.as_of));
    if (!answer.decision.own.empty()) {
        json.name("parties").open('[');
        for (const OwnParty& party : answer.decision.own) json.text(party.id);
        json.close(']');
        write_identity(json, *reader_.actor.identity);
    }
    json.member("policy", policy_.id() + " " + policy_.version()).close('}');
    add(database, log, answer.dossier, number_key(request.number), answer.decision.role, body);
}

void Reading::record_all(Database& database, LogWriter& log, Wish what, std::optional<DateTime> known_at, const std::vector<std::string>& items) const {
    std::string body;
    JsonWriter json{body};
    json.open('{').member("purpose", reader_.purpose).member("asked", to_string(what));
    write_items(json, items);
    if (known_at) json.member("known_at", to_string(*known_at));
    json.member("policy", policy_.id() + " " + policy_.version()).close('}');
    add(database, log, 0, {}, reader_.actor.roles.front(), body);
}

void Reading::add(Database& database, LogWriter& log, std::int64_t dossier, std::string_view number, std::string_view office, const std::string& body) const {
    Entry entry{0, 0, {}, 0, "policy", {}, {}, reader_.actor.id, office, reader_.actor.court, "admitted", {}};
    const std::string policy = change_of_policy(database, policy_);
    entry.body = policy;
    if (!policy.empty()) set_policy_in_force(database, policy_.digest(), log.add(entry));
    entry.what = "access";
    entry.dossier = dossier;
    entry.number = number;
    entry.body = body;
    (void)log.add(entry);
    log.finish();
}

}  // namespace zhixing::journal
