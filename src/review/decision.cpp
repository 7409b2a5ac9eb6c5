#include "zhixing/decision.hpp"

#include <algorithm>

#include "review/deeming.hpp"
#include "review/evaluation.hpp"
#include "review/table.hpp"
#include "value/json_writer.hpp"

namespace zhixing {
namespace {

class Asking {
public:
    Asking(const Rule& rule, const RuleVersion& version, const Record& record)
        : rule_{rule}, version_{version}, record_{record}, judge_{record, Calendar::china()} {}

    Decision ask(Context context) {
        Decision decision;
        decision.table = rule_.info.id;
        decision.event = record_.source(context.trigger);
        decision.citations = version_.citations;
        decision.gives = version_.table->otherwise;
        bool decided = false;
        for (const Table::Row& row : version_.table->rows) {
            Decision::Row said = judge(row, context);
            if (!decided && said.holds == Truth::yes) {
                decision.row = row.id;
                decision.gives = row.gives;
                decided = true;
            }
            decision.rows.push_back(std::move(said));
        }
        decision.certain = certain(decision);
        return decision;
    }

private:
    Decision::Row judge(const Table::Row& row, const Context& context) {
        Decision::Row said;
        said.id = row.id;
        said.name = row.name;
        said.gives = row.gives;
        said.citations = row.citations;
        judge_.collect_evidence(&said.evidence);
        const Verdict verdict = judge_.judge(row.when, context);
        judge_.collect_evidence(nullptr);
        for (std::int32_t& event : said.evidence) event = record_.source(event);
        said.holds = verdict.truth;
        if (verdict.truth == Truth::unknown) said.missing = describe(record_.told(verdict.doubt), record_.dossier());
        return said;
    }

    // A row above that cannot be told changes the answer only if it gives another.
    static bool certain(const Decision& decision) {
        for (const Decision::Row& row : decision.rows) {
            if (row.id == decision.row) break;
            if (row.holds == Truth::unknown && row.gives != decision.gives) return false;
        }
        return true;
    }

    const Rule& rule_;
    const RuleVersion& version_;
    const Record& record_;
    Judge judge_;
};

void write_answer(JsonWriter& json, const Decision::Answer& answer) {
    json.open('{');
    for (const auto& [name, value] : answer) json.key(name).text(value);
    json.close('}');
}

void write_events(JsonWriter& json, const std::vector<std::int32_t>& events, const Dossier& dossier) {
    json.open('[');
    for (const std::int32_t event : events) json.text(dossier.event_id(dossier.events()[static_cast<std::size_t>(event)]));
    json.close(']');
}

void write_row(JsonWriter& json, const Decision::Row& row, const Dossier& dossier) {
    json.open('{').member("id", row.id);
    json.name("name").both(row.name);
    json.name("holds").word(to_string(row.holds));
    if (row.holds == Truth::unknown) json.name("missing").both(row.missing);
    write_answer(json.name("gives"), row.gives);
    write_events(json.name("events"), row.evidence, dossier);
    if (!row.citations.empty()) json.name("citations").raw(to_json(row.citations));
    json.close('}');
}

}  // namespace

const Rule& table_named(const Rulebook& rulebook, std::string_view id) {
    const auto number = rulebook.find(id);
    if (!number) throw RuleError{"rule.unknown_rule", {"规则库中没有规则 " + std::string{id}, "the rulebook has no rule \"" + std::string{id} + "\""}, {}};
    const Rule& rule = rulebook.compiled().rules[*number];
    if (rule.form != Form::table) throw RuleError{"rule.no_table", {"规则 " + std::string{id} + " 不是决策表", "rule \"" + std::string{id} + "\" is not a table"}, {}};
    return rule;
}

Decision ask_table(const Rule& rule, const RuleVersion& version, const Record& record, const Context& context) {
    return Asking{rule, version, record}.ask(context);
}

std::vector<Decision> decide(const Dossier& dossier, const Rulebook& rulebook, std::string_view table, const ReviewOptions& options) {
    const Rule& rule = table_named(rulebook, table);
    Record record;
    record.load(dossier, options);
    take_in_deemed(rulebook.compiled(), record, Calendar::china());
    Context context{options.as_of};
    std::vector<Decision> decisions;
    const RuleVersion* today = rule.version_on(options.as_of);  // also of a variant that is switched off: it was asked by name
    if (today != nullptr && today->trigger.empty()) decisions.push_back(ask_table(rule, *today, record, context));
    if (today == nullptr || today->trigger.empty()) return decisions;
    for (const std::int32_t event : record.dated()) {
        if (!record.has_kind_of(today->trigger)) break;
        const auto& kinds = today->trigger.kinds;
        const Event& of = record.event(event);
        if (of.on > options.as_of) break;  // deemed to happen later
        if (std::find(kinds.begin(), kinds.end(), of.kind) == kinds.end()) continue;
        if (record.matches(today->trigger, event, Match::none, context).truth == Truth::no) continue;
        Context about{options.as_of, event, of.on, of.ref, of.party};
        about.starts = &rulebook.compiled().starts;
        decisions.push_back(ask_table(rule, *today, record, about));
    }
    return decisions;
}

std::string to_json(const std::vector<Decision>& decisions, const Dossier& dossier) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.decision/1");
    if (!dossier.number().empty()) json.member("number", dossier.number());
    json.name("decisions").open('[');
    for (const Decision& decision : decisions) {
        json.open('{').member("table", decision.table);
        if (decision.event != kNoEvent) json.member("event", dossier.event_id(dossier.events()[static_cast<std::size_t>(decision.event)]));
        json.name("row");
        if (decision.row.empty()) json.raw("null");
        else json.text(decision.row);
        write_answer(json.name("gives"), decision.gives);
        json.flag("certain", decision.certain).name("rows").open('[');
        for (const Decision::Row& row : decision.rows) write_row(json, row, dossier);
        json.close(']').name("citations").raw(to_json(decision.citations)).close('}');
    }
    json.close(']').close('}');
    return out;
}

}  // namespace zhixing
