// The prose of reviews, in Chinese and English. Made only when asked for.
#include <array>
#include <cstdlib>

#include "review/evaluation.hpp"

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

std::string of(std::int32_t number, const char* one, const char* many) {
    return std::to_string(number) + " " + (number == 1 ? one : many);
}

const Rule& rule_of(const Rulebook& rulebook, std::uint16_t number) { return rulebook.compiled().rules.at(number); }

// What the finding says of the duty or act named `name`.
Text outcome_text(const Finding& finding, const Text& name) {
    const std::string due = finding.due == kNoDate ? std::string{} : to_string(finding.due);
    const std::int32_t late = std::abs(finding.days);
    const std::string days_zh = std::to_string(late) + " 天";
    const std::string days_en = of(late, "day", "days");
    switch (finding.outcome) {
        case Outcome::overdue: return {name.zh + "：应于 " + due + " 前完成，已逾期 " + days_zh, name.en + ": due by " + due + ", " + days_en + " overdue"};
        case Outcome::late: return {name.zh + "：应于 " + due + " 前完成，逾期 " + days_zh + "才完成", name.en + ": due by " + due + ", done " + days_en + " late"};
        case Outcome::lapsed: return {name.zh + "：应于 " + due + " 前完成，始终未办", name.en + ": due by " + due + ", never done"};
        case Outcome::due_soon: return {name.zh + "：应于 " + due + " 前完成，还有 " + days_zh, name.en + ": due by " + due + ", " + days_en + " left"};
        case Outcome::expired:
            if (finding.other != kNoEvent) return {name.zh + "：效力于 " + due + " 届满，" + days_zh + "后才解除", name.en + ": ran out on " + due + ", ended " + days_en + " later"};
            return {name.zh + "：效力已于 " + due + " 届满，未续行也未解除", name.en + ": ran out on " + due + ", neither renewed nor lifted"};
        case Outcome::expiring: return {name.zh + "：效力将于 " + due + " 届满，还有 " + days_zh, name.en + ": runs out on " + due + ", " + days_en + " left"};
        case Outcome::renewed_late: return {name.zh + "：效力于 " + due + " 届满，" + days_zh + "后才续行", name.en + ": ran out on " + due + ", renewed " + days_en + " later"};
        case Outcome::over_term: return {name.zh + "：文书所载期限超过最长期限（至 " + due + "）" + days_zh, name.en + ": the end stated is " + days_en + " beyond the longest term (" + due + ")"};
        case Outcome::too_early: return {name.zh + "：最早可于 " + due + "，早了 " + days_zh, name.en + ": lawful from " + due + ", done " + days_en + " too early"};
        case Outcome::not_allowed: return {name.zh + "：不具备前提条件即已实施", name.en + ": done without what it needs"};
        case Outcome::blocked: return {name.zh + "：目前依法不得实施" + (due.empty() ? "" : "，最早 " + due), name.en + ": not allowed now" + (due.empty() ? "" : ", lawful from " + due)};
        case Outcome::missing: return {name.zh + "：缺少", name.en + ": missing"};
        case Outcome::failed: return {name.zh + "：检查不通过", name.en + ": the check fails"};
        case Outcome::illegal_step:
        case Outcome::record: break;  // said elsewhere
    }
    return {};
}

Text illegal_step_text(const Finding& finding, const Dossier& dossier, const Text& process, const Text& state) {
    const KindInfo& act = Catalogue::bundled().kind(dossier.events()[static_cast<std::size_t>(finding.trigger)].kind);
    return {process.zh + "：“" + state.zh + "”状态下不得“" + act.zh + "”", process.en + ": \"" + act.en + "\" is not allowed in state \"" + state.en + "\""};
}

Text remark_text(const Finding& finding) {
    const std::string column{to_string(finding.column)};
    const std::string zh{Catalogue::bundled().column_zh(finding.column)};
    switch (finding.remark) {
        case Remark::Code::unknown_kind: return {"事件目录中没有该事件，不参与判断", "the catalogue has no such kind of event; it takes part in nothing"};
        case Remark::Code::unknown_word: return {zh + "栏的词不在目录中", "the word in column " + column + " is not in the catalogue"};
        case Remark::Code::missing_column: return {"缺少" + zh + "栏", "column " + column + " is missing"};
        case Remark::Code::unexpected_column: return {"该事件不应有" + zh + "栏", "column " + column + " does not belong to this kind"};
        case Remark::Code::no_date: return {"没有日期", "has no date"};
        case Remark::Code::duplicate: return {"与另一事件重复，不参与判断", "repeats another event; it takes part in nothing"};
        case Remark::Code::unknown_party: return {"当事人未在卷宗中列明", "names a party that the dossier does not declare"};
        case Remark::Code::wrong_role: return {"该岗位无权记录此事件", "recorded by an office that may not record it"};
    }
    return {};
}

// An item of a checklist, or a state of a process.
const Text& item_name(const RuleVersion& version, std::uint16_t item) {
    return version.process ? version.process->states.at(item - 1U).name : version.items.at(item - 1U).name;
}

// "（p2 某某公司）": whose duty it is, where there are several.
std::string party_name(const Dossier& dossier, std::uint16_t party) {
    if (party == 0) return {};
    const auto parties = dossier.parties();
    if (party > parties.size()) return std::string{dossier.party_id(party)};
    const std::string_view name = dossier.text(parties[party - 1U].name);
    return std::string{name.empty() ? dossier.party_id(party) : name};
}

std::string event_name(const Dossier& dossier, const Event& event, bool zh) {
    const KindInfo& kind = Catalogue::bundled().kind(event.kind);
    const std::string word = event.kind == Kind::unknown ? std::string{dossier.text(event, Column::kind)} : zh ? kind.zh : kind.id;
    return std::string{dossier.event_id(event)} + " " + word;
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
    const std::string on = event.has_date() ? " " + to_string(event.on) : std::string{};
    return {event_name(record.dossier(), event, true) + on, event_name(record.dossier(), event, false) + on};
}

Text describe(const Doubt& doubt, const Dossier& dossier) {
    const Catalogue& catalogue = Catalogue::bundled();
    const auto event = [&](bool zh) { return event_name(dossier, dossier.events()[doubt.index], zh); };
    const std::string column{to_string(doubt.column)};
    switch (doubt.missing) {
        case Unknown::Missing::fact: {
            const FactInfo& fact = catalogue.facts()[doubt.index];
            return {"事实“" + fact.zh + "”", "fact " + fact.id};
        }
        case Unknown::Missing::kind: {
            const KindInfo& kind = catalogue.kind(static_cast<Kind>(doubt.index));
            return {"事件“" + kind.zh + "”的记录", "a record of " + kind.id};
        }
        case Unknown::Missing::date: return {"事件 " + event(true) + " 的日期", "event " + event(false) + ": on"};
        case Unknown::Missing::column: return {"事件 " + event(true) + " 的" + std::string{catalogue.column_zh(doubt.column)}, "event " + event(false) + ": " + column};
        case Unknown::Missing::time: return {"事件 " + event(true) + " 的时刻", "event " + event(false) + ": time of day"};
    }
    return {};
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

Text message(const Finding& finding, const Dossier& dossier, const Rulebook& rulebook) {
    if (finding.rule == kNoRule) {
        const Text text = remark_text(finding);
        const Event& event = dossier.events()[static_cast<std::size_t>(finding.trigger)];
        return {"事件 " + event_name(dossier, event, true) + "：" + text.zh, "event " + event_name(dossier, event, false) + ": " + text.en};
    }
    const Rule& rule = rule_of(rulebook, finding.rule);
    const RuleVersion& version = rule.versions.at(finding.version);
    Text name = rule.info.name;
    if (finding.item != 0) {
        const Text& item = item_name(version, finding.item);
        name = {name.zh + " · " + item.zh, name.en + " · " + item.en};
    }
    if (const std::string party = party_name(dossier, finding.party); !party.empty()) {
        name = {name.zh + "（" + party + "）", name.en + " (" + party + ")"};
    }
    Text text = finding.outcome == Outcome::illegal_step ? illegal_step_text(finding, dossier, rule.info.name, item_name(version, finding.item))
                                                         : outcome_text(finding, name);
    if (finding.bounded) {
        text.zh += "（按不早于起算点的事件计算）";
        text.en += " (counted from an event that bounds the start)";
    }
    if (finding.provisional) {
        text.zh += "（放假安排未公布，日期暂定）";
        text.en += " (holiday notice not out: provisional)";
    }
    const Source source = finding.item != 0 && !version.process ? version.items.at(finding.item - 1U).source : version.source;
    if (source != Source::read) {
        text.zh += "（依据未经核对）";
        text.en += " (its source was not verified)";
    }
    return text;
}

Text message(const Unknown& unknown, const Dossier& dossier, const Rulebook&) {
    return describe(Doubt{unknown.missing, unknown.column, unknown.index, true}, dossier);
}

}  // namespace zhixing
