// The prose of reviews, in Chinese and English. Made only when asked for.
#include <array>
#include <cstdlib>

#include "review/evaluation.hpp"
#include "value/text_buffer.hpp"

namespace zhixing {
namespace {

struct Name {
    std::string_view id, zh, en;
};

constexpr std::array<Name, 9> kStates{{{"", "", ""},
                                       {"open", "进行中", "running"},
                                       {"met", "按期完成", "met in time"},
                                       {"late", "逾期完成", "done late"},
                                       {"overdue", "已逾期", "overdue"},
                                       {"suspended", "停止计算", "suspended"},
                                       {"waived", "不再需要", "fell away"},
                                       {"lapsed", "逾期后终了，始终未办", "never done, fell away after the due date"},
                                       {"unknown", "无法判断", "cannot be told"}}};
constexpr std::array<Name, 8> kSeverities{{{"", "", ""},
                                           {"breach", "违法超期", "breach"},
                                           {"overdue", "管理超期", "overdue"},
                                           {"blocked", "依法不得", "blocked"},
                                           {"missing", "缺项", "missing"},
                                           {"anomaly", "异常", "anomaly"},
                                           {"warning", "提示", "warning"},
                                           {"note", "记录", "note"}}};
constexpr std::array<std::string_view, 16> kOutcomes{"",          "overdue",      "late",      "lapsed",      "due_soon",
                                                     "expired",   "expiring",     "renewed_late", "over_term", "too_early",
                                                     "not_allowed", "blocked",    "missing",   "failed",      "record",
                                                     "illegal_step"};

const Rule& rule_of(const Rulebook& rulebook, std::uint16_t number) { return rulebook.compiled().rules.at(number); }

const std::string& in(Language language, const Text& text) { return language == Language::zh ? text.zh : text.en; }
std::string_view in(Language language, std::string_view zh, std::string_view en) { return language == Language::zh ? zh : en; }

// What a finding says of the duty or act whose name stands before: `{due}` and `{days}` are filled in.
struct Phrase {
    std::string_view zh, en;
};

Phrase phrase_of(const Finding& finding) {
    switch (finding.outcome) {
        case Outcome::overdue: return {"：应于 {due} 前完成，已逾期 {days}", ": due by {due}, {days} overdue"};
        case Outcome::late: return {"：应于 {due} 前完成，逾期 {days}才完成", ": due by {due}, done {days} late"};
        case Outcome::lapsed: return {"：应于 {due} 前完成，始终未办", ": due by {due}, never done"};
        case Outcome::due_soon: return {"：应于 {due} 前完成，还有 {days}", ": due by {due}, {days} left"};
        case Outcome::expired:
            if (finding.other != kNoEvent) return {"：效力于 {due} 届满，{days}后才解除", ": ran out on {due}, ended {days} later"};
            return {"：效力已于 {due} 届满，未续行也未解除", ": ran out on {due}, neither renewed nor lifted"};
        case Outcome::expiring: return {"：效力将于 {due} 届满，还有 {days}", ": runs out on {due}, {days} left"};
        case Outcome::renewed_late: return {"：效力于 {due} 届满，{days}后才续行", ": ran out on {due}, renewed {days} later"};
        case Outcome::over_term: return {"：文书所载期限超过最长期限（至 {due}）{days}", ": the end stated is {days} beyond the longest term ({due})"};
        case Outcome::too_early: return {"：最早可于 {due}，早了 {days}", ": lawful from {due}, done {days} too early"};
        case Outcome::not_allowed: return {"：不具备前提条件即已实施", ": done without what it needs"};
        case Outcome::blocked:
            if (finding.due == kNoDate) return {"：目前依法不得实施", ": not allowed now"};
            return {"：目前依法不得实施，最早 {due}", ": not allowed now, lawful from {due}"};
        case Outcome::missing: return {"：缺少", ": missing"};
        case Outcome::failed: return {"：检查不通过", ": the check fails"};
        case Outcome::illegal_step:
        case Outcome::record: break;  // said elsewhere
    }
    return {};
}

void write_days(TextBuffer& out, Language language, std::int32_t days) {
    out.number(days).put(in(language, " 天", days == 1 ? " day" : " days"));
}

void write_phrase(TextBuffer& out, Language language, const Finding& finding) {
    constexpr std::string_view due = "{due}";
    const Phrase phrase = phrase_of(finding);
    std::string_view rest = in(language, phrase.zh, phrase.en);
    for (auto gap = rest.find('{'); gap != std::string_view::npos; gap = rest.find('{')) {
        out.put(rest.substr(0, gap));
        rest.remove_prefix(gap);
        if (rest.starts_with(due)) out.day(finding.due);
        else write_days(out, language, std::abs(finding.days));
        rest.remove_prefix(rest.find('}') + 1);
    }
    out.put(rest);
}

void write_illegal_step(TextBuffer& out, Language language, const Finding& finding, const Dossier& dossier, const Text& process, const Text& state) {
    const KindInfo& act = Catalogue::bundled().kind(dossier.events()[static_cast<std::size_t>(finding.trigger)].kind);
    if (language == Language::zh) out.text(process.zh).put("：“").text(state.zh).put("”状态下不得“").text(act.zh).put("”");
    else out.text(process.en).text(": \"").text(act.en).text("\" is not allowed in state \"").text(state.en).text("\"");
}

// What a remark says of its event; `{column}` is filled in.
Phrase phrase_of(Remark::Code remark) {
    switch (remark) {
        case Remark::Code::unknown_kind: return {"事件目录中没有该事件，不参与判断", "the catalogue has no such kind of event; it takes part in nothing"};
        case Remark::Code::unknown_word: return {"{column}栏的词不在目录中", "the word in column {column} is not in the catalogue"};
        case Remark::Code::missing_column: return {"缺少{column}栏", "column {column} is missing"};
        case Remark::Code::unexpected_column: return {"该事件不应有{column}栏", "column {column} does not belong to this kind"};
        case Remark::Code::no_date: return {"没有日期", "has no date"};
        case Remark::Code::duplicate: return {"与另一事件重复，不参与判断", "repeats another event; it takes part in nothing"};
        case Remark::Code::unknown_party: return {"当事人未在卷宗中列明", "names a party that the dossier does not declare"};
        case Remark::Code::wrong_role: return {"该岗位无权记录此事件", "recorded by an office that may not record it"};
    }
    return {};
}

void write_remark(TextBuffer& out, Language language, const Finding& finding) {
    constexpr std::string_view gap = "{column}";
    const Phrase phrase = phrase_of(finding.remark);
    const std::string_view text = in(language, phrase.zh, phrase.en);
    const std::size_t at = text.find(gap);
    out.put(text.substr(0, at));
    if (at == std::string_view::npos) return;
    out.text(language == Language::zh ? Catalogue::bundled().column_zh(finding.column) : to_string(finding.column)).put(text.substr(at + gap.size()));
}

// An item of a checklist, or a state of a process.
const Text& item_name(const RuleVersion& version, std::uint16_t item) {
    return version.process ? version.process->states.at(item - 1U).name : version.items.at(item - 1U).name;
}

// "（某某公司）": whose duty it is, where there are several.
std::string_view party_name(const Dossier& dossier, std::uint16_t party) {
    if (party == 0) return {};
    const auto parties = dossier.parties();
    if (party > parties.size()) return dossier.party_id(party);
    const std::string_view name = dossier.text(parties[party - 1U].name);
    return name.empty() ? dossier.party_id(party) : name;
}

// The duty or act that a finding is about.
void write_subject(TextBuffer& out, Language language, const Finding& finding, const Dossier& dossier, const Rule& rule) {
    const std::string& name = in(language, rule.info.name);
    if (rule.plain_name) out.put(name);
    else out.text(name);
    if (finding.item != 0) out.put(" · ").text(in(language, item_name(rule.versions.at(finding.version), finding.item)));
    const std::string_view party = party_name(dossier, finding.party);
    if (!party.empty()) out.put(in(language, "（", " (")).text(party).put(in(language, "）", ")"));
}

void write_event(TextBuffer& out, Language language, const Dossier& dossier, const Event& event) {
    out.text(dossier.event_id(event)).put(" ");
    const KindInfo& kind = Catalogue::bundled().kind(event.kind);
    if (event.kind == Kind::unknown) out.text(dossier.text(event, Column::kind));
    else out.text(language == Language::zh ? kind.zh : kind.id);
}

// A text whose two languages are written by the same function.
template <class Write>
Text in_both(Write&& write) {
    TextBuffer zh{TextBuffer::Of::plain};
    TextBuffer en{TextBuffer::Of::plain};
    write(zh, Language::zh);
    write(en, Language::en);
    return {zh.take_text(), en.take_text()};
}

}  // namespace

std::string_view to_string(Severity severity) noexcept { return kSeverities[static_cast<std::size_t>(severity)].id; }
std::string_view to_string(Truth truth) noexcept {
    constexpr std::array<std::string_view, 3> names{"no", "yes", "unknown"};
    return names[static_cast<std::size_t>(truth)];
}
std::string_view to_string(State state) noexcept { return kStates[static_cast<std::size_t>(state)].id; }
std::string_view to_string(Outcome outcome) noexcept { return kOutcomes[static_cast<std::size_t>(outcome)]; }

Text describe(State state) {
    const Name& name = kStates[static_cast<std::size_t>(state)];
    return {std::string{name.zh}, std::string{name.en}};
}

Text describe(const Record& record, std::int32_t position) {
    const Event& event = record.event(position);
    return in_both([&](TextBuffer& out, Language language) {
        write_event(out, language, record.dossier(), event);
        if (event.has_date()) out.put(" ").day(event.on);
        if (!record.is_deemed(position)) return;
        const Event& source = record.event(record.source(position));
        const KindInfo& kind = Catalogue::bundled().kind(source.kind);
        out.put(in(language, "（由“", " (deemed, from ")).text(language == Language::zh ? kind.zh : kind.id).put(in(language, "”", " of "));
        if (source.has_date()) out.day(source.on);
        out.put(in(language, "推定）", ")"));
    });
}

void write_missing(TextBuffer& out, Language language, const Doubt& doubt, const Dossier& dossier) {
    const Catalogue& catalogue = Catalogue::bundled();
    const bool zh = language == Language::zh;
    if (doubt.missing == Unknown::Missing::fact) {
        const FactInfo& fact = catalogue.facts()[doubt.index];
        if (zh) out.put("事实“").text(fact.zh).put("”");
        else out.put("fact ").text(fact.id);
        return;
    }
    if (doubt.missing == Unknown::Missing::kind) {
        const KindInfo& kind = catalogue.kind(static_cast<Kind>(doubt.index));
        if (zh) out.put("事件“").text(kind.zh).put("”的记录");
        else out.put("a record of ").text(kind.id);
        return;
    }
    out.put(in(language, "事件 ", "event "));
    write_event(out, language, dossier, dossier.events()[doubt.index]);
    out.put(in(language, " 的", ": "));
    switch (doubt.missing) {
        case Unknown::Missing::date: out.put(in(language, "日期", "on")); break;
        case Unknown::Missing::time: out.put(in(language, "时刻", "time of day")); break;
        default: out.text(zh ? catalogue.column_zh(doubt.column) : to_string(doubt.column)); break;
    }
}

Text describe(const Doubt& doubt, const Dossier& dossier) {
    return in_both([&](TextBuffer& out, Language language) { write_missing(out, language, doubt, dossier); });
}

Text describe(const Pattern& pattern) {
    Text text;
    for (const Kind kind : pattern.kinds) {
        const KindInfo& info = Catalogue::bundled().kind(kind);
        text.zh += (text.zh.empty() ? "" : "、") + info.zh;
        text.en += (text.en.empty() ? "" : ", ") + info.id;
    }
    return text;
}

void write_message(TextBuffer& out, Language language, const Finding& finding, const Dossier& dossier, const Rulebook& rulebook) {
    if (finding.rule == kNoRule) {
        out.put(in(language, "事件 ", "event "));
        write_event(out, language, dossier, dossier.events()[static_cast<std::size_t>(finding.trigger)]);
        out.put(in(language, "：", ": "));
        write_remark(out, language, finding);
        return;
    }
    const Rule& rule = rule_of(rulebook, finding.rule);
    const RuleVersion& version = rule.versions.at(finding.version);
    if (finding.outcome == Outcome::illegal_step) {
        write_illegal_step(out, language, finding, dossier, rule.info.name, item_name(version, finding.item));
    } else {
        write_subject(out, language, finding, dossier, rule);
        write_phrase(out, language, finding);
    }
    if (finding.bounded) out.put(in(language, "（按不早于起算点的事件计算）", " (counted from an event that bounds the start)"));
    if (finding.provisional) out.put(in(language, "（放假安排未公布，日期暂定）", " (holiday notice not out: provisional)"));
    const Source source = finding.item != 0 && !version.process ? version.items.at(finding.item - 1U).source : version.source;
    if (source != Source::read) out.put(in(language, "（依据未经核对）", " (its source was not verified)"));
}

Text message(const Finding& finding, const Dossier& dossier, const Rulebook& rulebook) {
    return in_both([&](TextBuffer& out, Language language) { write_message(out, language, finding, dossier, rulebook); });
}

Text message(const Unknown& unknown, const Dossier& dossier, const Rulebook&) {
    return describe(Doubt{unknown.missing, unknown.column, unknown.index, true}, dossier);
}

}  // namespace zhixing
