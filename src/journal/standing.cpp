#include "journal/standing.hpp"

#include <algorithm>
#include <simdjson.h>

#include "journal/insert.hpp"
#include "journal/log.hpp"
#include "journal/stored.hpp"
#include "law/rule.hpp"
#include "value/json_writer.hpp"
#include "zhixing/journal.hpp"

namespace zhixing {
namespace {

class Shortener {
public:
    Shortener(const Dossier& dossier, const Rulebook& rulebook) : dossier_{dossier}, rulebook_{rulebook} {}

    [[nodiscard]] StandingFinding operator()(const Finding& finding) const {
        StandingFinding told;
        told.rule = finding.rule == kNoRule ? "record" : rulebook_.rule(finding.rule).id;
        told.severity = finding.severity;
        told.outcome = finding.outcome;
        told.due = finding.due;
        told.holds_from = finding.holds_from;
        told.holds_to = finding.holds_to;
        told.trigger = event_id(finding.trigger);
        if (finding.other != finding.trigger) told.other = event_id(finding.other);
        told.party = party_id(finding.party);
        told.item = item_id(finding);
        told.round = finding.round;
        told.provisional = finding.provisional;
        told.bounded = finding.bounded;
        return told;
    }

    [[nodiscard]] StandingObligation operator()(const Obligation& obligation) const {
        return {rulebook_.rule(obligation.rule).id, obligation.state,       obligation.due, event_id(obligation.trigger), party_id(obligation.party),
                obligation.round,                   obligation.provisional, obligation.bounded};
    }

private:
    [[nodiscard]] std::string event_id(std::int32_t event) const {
        return event == kNoEvent ? std::string{} : std::string{dossier_.event_id(dossier_.events()[static_cast<std::size_t>(event)])};
    }
    [[nodiscard]] std::string party_id(std::uint16_t party) const { return party == 0 ? std::string{} : std::string{dossier_.party_id(party)}; }
    [[nodiscard]] std::string item_id(const Finding& finding) const {
        if (finding.item == 0) return {};
        const RuleVersion& version = rulebook_.compiled().rules[finding.rule].versions[finding.version];
        return version.process ? version.process->states[finding.item - 1U].id : version.items[finding.item - 1U].id;
    }
    const Dossier& dossier_;
    const Rulebook& rulebook_;
};

bool to_be_done(const Obligation& obligation) { return obligation.state == State::open || obligation.state == State::overdue || obligation.state == State::suspended; }

void keep_earlier(std::optional<Date>& day, Date other) {
    if (!day || other < *day) day = other;
}

void write_day(JsonWriter& json, Date day) {
    if (day == kNoDate) json.raw("null");
    else json.word(to_string(day));
}

}  // namespace

Standing standing_of(const Review& review, const Dossier& dossier, const Rulebook& rulebook) {
    const Shortener shorten{dossier, rulebook};
    Standing standing;
    standing.as_of = review.as_of;
    standing.next_change = review.next_change;
    // On its day an event that is dated later happens.
    for (const Event& event : dossier.events()) {
        if (event.has_date() && event.on > review.as_of) keep_earlier(standing.next_change, event.on);
    }
    for (const Finding& finding : review.findings) {
        standing.findings.push_back(shorten(finding));
        if (!standing.worst || finding.severity < *standing.worst) standing.worst = finding.severity;
    }
    for (const Obligation& obligation : review.obligations) {
        if (!to_be_done(obligation)) continue;
        standing.obligations.push_back(shorten(obligation));
        if (obligation.state == State::open && obligation.due != kNoDate) keep_earlier(standing.next_due, obligation.due);
    }
    return standing;
}

std::string to_json(const Standing& standing) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("as_of", to_string(standing.as_of)).name("next_change");
    write_day(json, standing.next_change.value_or(kNoDate));
    json.name("next_due");
    write_day(json, standing.next_due.value_or(kNoDate));
    if (standing.worst) json.member("worst", to_string(*standing.worst));
    json.name("obligations").open('[');
    for (const StandingObligation& obligation : standing.obligations) {
        json.open('{').member("rule", obligation.rule);
        if (!obligation.trigger.empty()) json.member("trigger", obligation.trigger);
        if (!obligation.party.empty()) json.member("party", obligation.party);
        if (obligation.round != 0) json.member("round", obligation.round);
        json.name("due");
        write_day(json, obligation.due);
        json.member("state", to_string(obligation.state));
        if (obligation.provisional) json.flag("provisional", true);
        if (obligation.bounded) json.flag("bounded", true);
        json.close('}');
    }
    json.close(']').name("findings").open('[');
    for (const StandingFinding& finding : standing.findings) {
        json.open('{').member("rule", finding.rule);
        if (!finding.party.empty()) json.member("party", finding.party);
        if (!finding.item.empty()) json.member("item", finding.item);
        if (finding.round != 0) json.member("round", finding.round);
        json.member("severity", to_string(finding.severity)).member("outcome", to_string(finding.outcome));
        if (finding.due != kNoDate) json.member("due", to_string(finding.due));
        json.name("events").open('[');
        for (const std::string* id : {&finding.trigger, &finding.other}) {
            if (!id->empty()) json.text(*id);
        }
        json.close(']').name("holds").open('[');
        write_day(json, finding.holds_from);
        write_day(json, finding.holds_to);
        json.close(']');
        if (finding.provisional) json.flag("provisional", true);
        if (finding.bounded) json.flag("bounded", true);
        json.close('}');
    }
    json.close(']').close('}');
    return out;
}

std::string to_json(const IndexState& state) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.index/1").member("rulebook", state.rulebook).flag("stale", state.stale);
    json.member("dossiers", static_cast<std::int64_t>(state.dossiers)).member("changed", static_cast<std::int64_t>(state.changed)).name("next_change");
    write_day(json, state.next_change.value_or(kNoDate));
    json.close('}');
    return out;
}

std::string to_json(const Sweep& sweep) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.sweep/1").member("as_of", to_string(sweep.as_of)).member("reviewed", static_cast<std::int64_t>(sweep.reviewed));
    json.name("changed").open('[');
    for (const std::string& number : sweep.changed) json.text(number);
    json.close(']').close('}');
    return out;
}

namespace journal {
namespace {

// Dossiers of one transaction of a sweep.
constexpr std::int64_t kBatch = 500;

constexpr std::int64_t kProvisional = 1, kBounded = 2;

std::int64_t flags(bool provisional, bool bounded) { return (provisional ? kProvisional : 0) | (bounded ? kBounded : 0); }

std::string day_text(Date day) { return day == kNoDate ? std::string{} : to_string(day); }
std::string day_text(const std::optional<Date>& day) { return day ? to_string(*day) : std::string{}; }
std::optional<Date> day_of(std::string_view text) { return text.empty() ? std::nullopt : parse_date(text); }

[[noreturn]] void damaged() { throw JournalError{"journal.damaged", {"现状索引的内容无法读取，请重建", "the index of standings cannot be read; make it again"}}; }

// The members of a row, one after another.
class Members {
public:
    explicit Members(simdjson::dom::element row) {
        if (row.get(array_) != simdjson::SUCCESS) damaged();
        next_ = array_.begin();
    }
    std::string text() {
        std::string_view text;
        if (next_ == array_.end() || (*next_).get(text) != simdjson::SUCCESS) damaged();
        ++next_;
        return std::string{text};
    }
    std::int64_t number() {
        std::int64_t number = 0;
        if (next_ == array_.end() || (*next_).get(number) != simdjson::SUCCESS) damaged();
        ++next_;
        return number;
    }
    Date day() { return day_of(text()).value_or(kNoDate); }

private:
    simdjson::dom::array array_;
    simdjson::dom::array::iterator next_;
};

StandingFinding read_finding(Members row) {
    StandingFinding finding;
    finding.rule = row.text();
    finding.severity = static_cast<Severity>(row.number());
    finding.outcome = static_cast<Outcome>(row.number());
    finding.due = row.day();
    finding.holds_from = row.day();
    finding.holds_to = row.day();
    for (std::string* text : {&finding.trigger, &finding.other, &finding.party, &finding.item}) *text = row.text();
    finding.round = static_cast<std::uint16_t>(row.number());
    const std::int64_t set = row.number();
    finding.provisional = (set & kProvisional) != 0;
    finding.bounded = (set & kBounded) != 0;
    return finding;
}

StandingObligation read_obligation(Members row) {
    StandingObligation obligation;
    obligation.rule = row.text();
    obligation.state = static_cast<State>(row.number());
    obligation.due = row.day();
    for (std::string* text : {&obligation.trigger, &obligation.party}) *text = row.text();
    obligation.round = static_cast<std::uint16_t>(row.number());
    const std::int64_t set = row.number();
    obligation.provisional = (set & kProvisional) != 0;
    obligation.bounded = (set & kBounded) != 0;
    return obligation;
}

// Reviews the dossiers of one batch and replaces their rows.
class Renewal {
public:
    Renewal(Database& database, Reviewer& reviewer, Sweep& done)
        : database_{database}, reviewer_{reviewer}, done_{done},
          insert_{database, "INSERT INTO journal_standing (dossier, as_of, next_change, next_due, worst, answer)", 6,
                  "ON CONFLICT (dossier) DO UPDATE SET as_of = excluded.as_of, next_change = excluded.next_change, next_due = excluded.next_due, "
                  "worst = excluded.worst, answer = excluded.answer"} {}

    void renew(std::int64_t dossier, std::string_view number, bool had_changed) {
        const Dossier& facts = reader_.read(load_dossier(database_, dossier).json());
        reviewer_.review(facts, {done_.as_of, {}}, review_);
        const Standing standing = standing_of(review_, facts, reviewer_.rulebook());
        std::string answer = write_answer(standing);
        if (answer != answer_of(dossier)) done_.changed.emplace_back(number);
        const auto kept = [this](std::string text) { return insert_.keep(std::move(text)); };
        const Value worst = standing.worst ? Value{static_cast<std::int64_t>(*standing.worst)} : Value{nullptr};
        insert_.add({dossier, kept(to_string(standing.as_of)), text_or_null(kept(day_text(standing.next_change))), text_or_null(kept(day_text(standing.next_due))),
                     worst, kept(std::move(answer))});
        if (had_changed) database_.execute("DELETE FROM journal_changed WHERE dossier = $1", {dossier});
        ++done_.reviewed;
    }
    void finish() { insert_.finish(); }

private:
    [[nodiscard]] std::string answer_of(std::int64_t dossier) {
        const auto rows = database_.query("SELECT answer FROM journal_standing WHERE dossier = $1", {dossier});
        return rows->next() ? std::string{rows->text(0)} : std::string{};
    }
    Database& database_;
    Reviewer& reviewer_;
    Sweep& done_;
    DossierReader reader_;
    Review review_;
    Insert insert_;
};

struct Due {
    std::int64_t dossier;
    std::string number;
};

std::vector<Due> due_dossiers(Database& database, std::string_view sql, std::initializer_list<Value> values) {
    std::vector<Due> found;
    const auto rows = database.query(sql, values);
    while (rows->next()) found.push_back({rows->integer(0), std::string{rows->text(1)}});
    return found;
}

}  // namespace

std::string write_answer(const Standing& standing) {
    std::string out;
    out.reserve(96 * (standing.findings.size() + standing.obligations.size()) + 64);
    JsonWriter json{out};
    json.open('{').name("findings").open('[');
    for (const StandingFinding& f : standing.findings) {
        json.open('[').text(f.rule).number(static_cast<std::int64_t>(f.severity)).number(static_cast<std::int64_t>(f.outcome));
        for (const Date day : {f.due, f.holds_from, f.holds_to}) json.word(day_text(day));
        for (const std::string* text : {&f.trigger, &f.other, &f.party, &f.item}) json.text(*text);
        json.number(f.round).number(flags(f.provisional, f.bounded)).close(']');
    }
    json.close(']').name("obligations").open('[');
    for (const StandingObligation& o : standing.obligations) {
        json.open('[').text(o.rule).number(static_cast<std::int64_t>(o.state)).word(day_text(o.due)).text(o.trigger).text(o.party);
        json.number(o.round).number(flags(o.provisional, o.bounded)).close(']');
    }
    json.close(']').close('}');
    return out;
}

void read_answer(std::string_view answer, Standing& standing) {
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    simdjson::dom::array findings, obligations;
    if (parser.parse(answer.data(), answer.size()).get(root) != simdjson::SUCCESS) damaged();
    if (root["findings"].get(findings) != simdjson::SUCCESS || root["obligations"].get(obligations) != simdjson::SUCCESS) damaged();
    for (const simdjson::dom::element row : findings) standing.findings.push_back(read_finding(Members{row}));
    for (const simdjson::dom::element row : obligations) standing.obligations.push_back(read_obligation(Members{row}));
}

Standing standing_at(Rows& rows, int column) {
    Standing standing;
    standing.as_of = day_of(rows.text(column)).value_or(kNoDate);
    standing.next_change = day_of(rows.text(column + 1));
    standing.next_due = day_of(rows.text(column + 2));
    if (const std::int64_t worst = rows.integer(column + 3); worst != 0) standing.worst = static_cast<Severity>(worst);
    read_answer(rows.text(column + 4), standing);
    return standing;
}

IndexRow index_row(Database& database) {
    const auto rows = database.query("SELECT rulebook, as_of FROM journal_index WHERE id = 1");
    if (!rows->next()) damaged();
    return {std::string{rows->text(0)}, std::string{rows->text(1)}};
}

IndexState index_state(Database& database, const Rulebook& rulebook) {
    IndexState state;
    state.rulebook = index_row(database).rulebook;
    state.stale = !state.rulebook.empty() && state.rulebook != rulebook.digest();
    const auto rows = database.query("SELECT (SELECT COUNT(*) FROM journal_dossiers), (SELECT COUNT(*) FROM journal_changed), (SELECT MIN(next_change) FROM journal_standing)");
    if (!rows->next()) damaged();
    state.dossiers = static_cast<std::uint64_t>(rows->integer(0));
    state.changed = static_cast<std::uint64_t>(rows->integer(1));
    state.next_change = day_of(rows->text(2));
    return state;
}

Sweep sweep(Database& database, const std::function<void(const std::function<void()>&)>& write, const Rulebook& rulebook, Date as_of) {
    Sweep done;
    done.as_of = as_of;
    const std::string day = to_string(as_of);
    Reviewer reviewer{rulebook};
    const auto renew = [&](std::string_view sql, std::initializer_list<Value> values, bool had_changed) {
        bool more = true;
        while (more) {
            write([&] {
                (void)lock_log(database);  // so that nothing is recorded between reading and replacing
                const IndexRow index = index_row(database);
                if (!index.rulebook.empty() && index.rulebook != rulebook.digest()) {
                    throw JournalError{"journal.index", {"现状索引由另一规则库生成，请重建索引", "how dossiers stand was told by another rulebook: make the index again"}};
                }
                database.execute("UPDATE journal_index SET rulebook = $1, as_of = $2 WHERE id = 1", {rulebook.digest(), std::max<std::string_view>(day, index.as_of)});
                const std::vector<Due> due = due_dossiers(database, sql, values);
                Renewal renewal{database, reviewer, done};
                for (const Due& one : due) renewal.renew(one.dossier, one.number, had_changed);
                renewal.finish();
                more = static_cast<std::int64_t>(due.size()) == kBatch;
            });
        }
    };
    renew("SELECT c.dossier, d.number FROM journal_changed c JOIN journal_dossiers d ON d.id = c.dossier ORDER BY c.dossier LIMIT $1", {kBatch}, true);
    renew("SELECT s.dossier, d.number FROM journal_standing s JOIN journal_dossiers d ON d.id = s.dossier WHERE s.next_change <= $1 ORDER BY s.next_change LIMIT $2",
          {day, kBatch}, false);
    return done;
}

void forget_standings(Database& database, const Rulebook& rulebook) {
    database.execute("DELETE FROM journal_standing");
    database.execute("INSERT INTO journal_changed (dossier) SELECT id FROM journal_dossiers WHERE id NOT IN (SELECT dossier FROM journal_changed)");
    database.execute("UPDATE journal_index SET rulebook = $1, as_of = $2 WHERE id = 1", {rulebook.digest(), std::string_view{}});
}

void check_standings(Database& database, const Rulebook& rulebook, const std::function<bool(std::int64_t)>& differs) {
    if (index_row(database).rulebook != rulebook.digest()) return;  // all of them are stale
    Reviewer reviewer{rulebook};
    Review review;
    DossierReader reader;
    for (StoredCursor cursor{database}; cursor.next();) {
        const auto rows = database.query("SELECT s.as_of, s.next_change, s.next_due, s.worst, s.answer FROM journal_dossiers d LEFT JOIN journal_standing s ON s.dossier = d.id "
                                         "LEFT JOIN journal_changed c ON c.dossier = d.id WHERE d.id = $1 AND c.dossier IS NULL", {cursor.id()});
        if (!rows->next()) continue;
        const std::optional<Date> day = day_of(rows->text(0));
        if (day) {
            const Dossier& dossier = reader.read(cursor.text());
            reviewer.review(dossier, {*day, {}}, review);
            if (standing_of(review, dossier, rulebook) == standing_at(*rows, 0)) continue;
        }
        if (!differs(cursor.id())) return;
    }
}

}  // namespace journal
}  // namespace zhixing
