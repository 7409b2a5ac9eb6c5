#include "zhixing/closing.hpp"

#include <algorithm>
#include <tuple>

#include "review/engine.hpp"
#include "value/json_writer.hpp"

namespace zhixing {
namespace {

std::string hypothetical(const ClosingQuestion& question, Date day) {
    std::string event;
    JsonWriter json{event};
    json.open('{').member("kind", Catalogue::bundled().kind(question.closing).id).member("on", to_string(day));
    if (!question.ground.empty()) json.member("ground", question.ground);
    json.close('}');
    return event;
}

// The latest closing of that kind on record by the day.
std::int32_t closing_on_record(const Dossier& dossier, Kind closing, const ReviewOptions& options) {
    std::int32_t found = kNoEvent;
    for (const std::uint32_t index : dossier.by_date()) {
        const Event& event = dossier.events()[index];
        if (event.kind == closing && event.has_date() && !event.duplicate && Record::visible(event, options)) found = static_cast<std::int32_t>(index);
    }
    return found;
}

ClosingSheet::Line line_of(const Need& need, const Dossier& dossier) {
    const RuleVersion& version = *need.instance.version;
    ClosingSheet::Line line;
    line.rule = need.instance.rule_number;
    line.version = need.instance.version_number;
    line.item = need.item;
    line.party = need.instance.party;
    line.applies = need.applies;
    line.holds = need.truth;
    line.severity = need.severity;
    line.earliest = need.earliest;
    if (need.truth == Truth::unknown) line.missing = describe(need.doubt, dossier);
    for (const std::int32_t event : need.evidence) {
        if (event != need.instance.trigger) line.evidence.push_back(event);  // the closing does not prove itself
    }
    line.name = need.instance.rule->info.name;
    line.citations = version.citations;
    if (need.item == 0) return line;
    const ChecklistItem& item = version.items[need.item - 1U];
    line.name = item.name;
    line.document = item.document;
    line.citations = item.citations;
    return line;
}

void write_line(JsonWriter& json, const ClosingSheet::Line& line, const Dossier& dossier, const Rulebook& rulebook) {
    const Rule& rule = rulebook.compiled().rules[line.rule];
    json.open('{').member("rule", rule.info.id);
    if (line.item != 0) json.member("item", rule.versions[line.version].items[line.item - 1U].id);
    if (line.party != 0) json.member("party", dossier.party_id(line.party));
    json.name("name").both(line.name);
    json.name("result").word(line.applies ? to_string(line.holds) : "not_applicable");
    json.name("severity").word(to_string(line.severity));
    json.flag("hinders", line.hinders());
    if (line.applies && line.holds == Truth::unknown) json.name("missing").both(line.missing);
    if (line.earliest != kNoDate) json.name("earliest").word(to_string(line.earliest));
    if (!line.document.empty()) json.member("document", line.document);
    json.name("events").open('[');
    for (const std::int32_t event : line.evidence) json.text(dossier.event_id(dossier.events()[static_cast<std::size_t>(event)]));
    json.close(']').name("citations").raw(to_json(line.citations)).close('}');
}

}  // namespace

bool ClosingSheet::ready() const noexcept {
    const auto applies = [](const Line& line) { return line.applies; };
    return std::any_of(lines.begin(), lines.end(), applies) && std::none_of(lines.begin(), lines.end(), [](const Line& line) { return line.hinders(); });
}

ClosingSheet closing_sheet(const Dossier& dossier, const Rulebook& rulebook, const ClosingQuestion& question, const ReviewOptions& options) {
    ClosingSheet sheet;
    sheet.closing = question.closing;
    std::int32_t act = closing_on_record(dossier, question.closing, options);
    sheet.recorded = act != kNoEvent;
    sheet.day = sheet.recorded ? dossier.events()[static_cast<std::size_t>(act)].on : options.as_of;
    // A closing that has not happened is asked about as if it happened that day.
    const Dossier subject = sheet.recorded ? dossier : dossier.with(hypothetical(question, options.as_of));
    if (!sheet.recorded) act = static_cast<std::int32_t>(dossier.events().size());
    Reviewer reviewer{rulebook};
    std::vector<Need> needs;
    Review scratch;
    EngineAccess::engine(reviewer).review_act(subject, options, act, needs, scratch);
    for (const Need& need : needs) sheet.lines.push_back(line_of(need, subject));
    const auto place = [](const ClosingSheet::Line& line) { return std::tuple{line.rule, line.item, line.party}; };
    std::stable_sort(sheet.lines.begin(), sheet.lines.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
    return sheet;
}

std::string to_json(const ClosingSheet& sheet, const Dossier& dossier, const Rulebook& rulebook) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.closing/1");
    if (!dossier.number().empty()) json.member("number", dossier.number());
    json.member("closing", Catalogue::bundled().kind(sheet.closing).id).name("day").word(to_string(sheet.day));
    json.flag("recorded", sheet.recorded).flag("ready", sheet.ready());
    json.name("rulebook").open('{').member("id", rulebook.id()).member("version", rulebook.version()).member("digest", rulebook.digest()).close('}');
    json.name("lines").open('[');
    for (const ClosingSheet::Line& line : sheet.lines) write_line(json, line, dossier, rulebook);
    json.close(']').close('}');
    return out;
}

}  // namespace zhixing
