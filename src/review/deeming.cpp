#include "review/deeming.hpp"

#include <algorithm>

#include "review/evaluation.hpp"

namespace zhixing {
namespace {

Doubt column_doubt(std::int32_t event, Column column) { return {Unknown::Missing::column, column, static_cast<std::uint32_t>(event), true}; }

class Deemer {
public:
    Deemer(const CompiledRules& rules, const Record& record, const Calendar& calendar)
        : rules_{rules}, record_{record}, calendar_{calendar}, judge_{record, calendar} {}

    std::vector<Deeming> run() {
        for (const Start& start : rules_.deeming) apply(start);
        const auto place = [this](const Deeming& d) { return std::tuple{record_.rank(d.source), d.rule, d.kind}; };
        std::sort(found_.begin(), found_.end(), [&](const Deeming& a, const Deeming& b) { return place(a) < place(b); });
        for (Deeming& deeming : found_) yield_to_later_source(deeming);
        for (Deeming& deeming : found_) yield_to_record(deeming);
        for (Deeming& deeming : found_) yield_to_earlier(deeming);
        return std::move(found_);
    }

private:
    [[nodiscard]] const Deemed& rule_of(const Deeming& deeming) const { return *rules_.rules[deeming.rule].versions[deeming.version].deemed; }

    void apply(const Start& start) {
        const RuleVersion& version = rules_.rules[start.rule].versions[start.version];
        for (const Kind kind : version.trigger.kinds) {
            for (std::int32_t event = record_.first(kind); event != kNoEvent; event = record_.next(event)) {
                if (start.in_force(record_.event(event).on)) apply(start, version, event);
            }
        }
        for (const std::int32_t event : record_.undated()) {
            const auto& kinds = version.trigger.kinds;
            const bool of_kind = std::find(kinds.begin(), kinds.end(), record_.event(event).kind) != kinds.end();
            if (of_kind && start.in_force(record_.as_of())) apply(start, version, event);
        }
    }

    void apply(const Start& start, const RuleVersion& version, std::int32_t source) {
        const Event& event = record_.event(source);
        Context context{record_.as_of(), source, event.on, event.ref, event.party};
        context.starts = &rules_.starts;
        Verdict verdict = record_.matches(version.trigger, source, Match::none, context);
        if (verdict.truth == Truth::no) return;
        const Verdict when = judge_.judge(version.when, context);
        if (when.truth != Truth::yes) verdict = verdict.truth == Truth::yes || when.truth == Truth::no ? when : verdict;
        Deeming deeming;
        deeming.rule = start.rule;
        deeming.version = start.version;
        deeming.source = source;
        deeming.kind = version.deemed->kind_for(event.document);
        deeming.truth = verdict.truth;
        deeming.doubt = verdict.doubt;
        if (!event.has_date() && deeming.truth == Truth::yes) doubt(deeming, {Unknown::Missing::date, Column::on, static_cast<std::uint32_t>(source), true});
        deeming.on = event.on;
        if (event.has_date() && version.deemed->after) {
            deeming.on = last_day_of(event.on, *version.deemed->after, calendar_, {}, &deeming.provisional).value_or(kLastDate);
        }
        found_.push_back(deeming);
        if (record_.dossier().text(event, Column::document).empty() && deeming.truth != Truth::no) add_possible(deeming);
    }

    // Of a source that does not say which document it is about: it may be one that goes by a kind of its own.
    void add_possible(Deeming deeming) {
        doubt(deeming, column_doubt(deeming.source, Column::document));
        for (const Deemed::Given& given : rule_of(deeming).gives) {
            if (given.documents.empty()) continue;
            deeming.kind = given.kind;
            found_.push_back(deeming);
        }
    }

    static void doubt(Deeming& deeming, const Doubt& about) {
        deeming.truth = Truth::unknown;
        deeming.doubt.keep_first(about);
    }
    static void yield(Deeming& deeming, std::int32_t instead) {
        deeming.truth = Truth::no;
        deeming.instead = instead;
    }

    // Whether two events are about the same document for the same party. Where one leaves one of them out it cannot be told.
    [[nodiscard]] Verdict same(std::int32_t one, std::int32_t other, bool of_one_document) const {
        const Event &a = record_.event(one), &b = record_.event(other);
        if (a.ref != 0 && b.ref != 0 && a.ref != b.ref) return {Truth::no, {}};
        if (a.party != 0 && b.party != 0 && a.party != b.party) return {Truth::no, {}};
        const std::string_view text_a = record_.dossier().text(a, Column::document), text_b = record_.dossier().text(b, Column::document);
        const bool documents_told = of_one_document || text_a.empty() == text_b.empty();
        if (!of_one_document && !text_a.empty() && !text_b.empty() && (a.document != b.document || (a.document == 0 && text_a != text_b))) return {Truth::no, {}};
        if (!documents_told) return {Truth::unknown, column_doubt(text_a.empty() ? one : other, Column::document)};
        if ((a.party == 0) != (b.party == 0)) return {Truth::unknown, column_doubt(a.party == 0 ? one : other, Column::party)};
        return {};
    }

    // Of several publications the last counts, if it was made before the notice before it had run out.
    void yield_to_later_source(Deeming& deeming) {
        if (deeming.truth == Truth::no || !rule_of(deeming).latest) return;
        for (const Deeming& later : found_) {
            const bool after = later.rule == deeming.rule && later.kind == deeming.kind && later.truth != Truth::no && later.source != deeming.source &&
                               record_.rank(later.source) > record_.rank(deeming.source);
            if (!after || !record_.event(later.source).has_date() || record_.event(later.source).on > deeming.on) continue;
            const Verdict verdict = same(deeming.source, later.source, false);
            if (verdict.truth == Truth::yes && later.truth == Truth::yes) return yield(deeming, later.source);
            if (verdict.truth != Truth::no) doubt(deeming, verdict.truth == Truth::unknown ? verdict.doubt : later.doubt);
        }
    }

    // What is on record counts, whatever its day.
    void yield_to_record(Deeming& deeming) {
        if (deeming.truth == Truth::no) return;
        const auto weigh = [&](std::int32_t event, const Deemed::Given& given) {
            const bool by_kind = !given.documents.empty();
            if (by_kind && given.kind != deeming.kind) return;
            const Verdict verdict = same(deeming.source, event, by_kind);
            if (verdict.truth == Truth::yes) yield(deeming, event);
            else if (verdict.truth == Truth::unknown) doubt(deeming, verdict.doubt);
        };
        for (const Deemed::Given& given : rule_of(deeming).gives) {
            for (std::int32_t event = record_.first(given.kind); event != kNoEvent && deeming.truth != Truth::no; event = record_.next(event)) weigh(event, given);
            for (const std::int32_t event : record_.undated()) {
                if (deeming.truth != Truth::no && record_.event(event).kind == given.kind) weigh(event, given);
            }
        }
    }

    void yield_to_earlier(Deeming& deeming) {
        if (deeming.truth == Truth::no) return;
        for (const Deeming& other : found_) {
            if (&other == &deeming || other.truth != Truth::yes || other.kind != deeming.kind) continue;
            const auto place = [this](const Deeming& d) { return std::tuple{d.on, record_.rank(d.source), d.rule}; };
            if (place(other) >= place(deeming)) continue;
            const Verdict verdict = same(deeming.source, other.source, false);
            if (verdict.truth == Truth::yes) return yield(deeming, other.source);
            if (verdict.truth == Truth::unknown) doubt(deeming, verdict.doubt);
        }
    }

    const CompiledRules& rules_;
    const Record& record_;
    const Calendar& calendar_;
    Judge judge_;
    std::vector<Deeming> found_;
};

}  // namespace

std::vector<Deeming> deem(const CompiledRules& rules, const Record& record, const Calendar& calendar) { return Deemer{rules, record, calendar}.run(); }

std::vector<DeemedEvent> deemed_events(const std::vector<Deeming>& deemings) {
    std::vector<DeemedEvent> events;
    for (const Deeming& deeming : deemings) {
        if (deeming.truth != Truth::no) events.push_back({deeming.source, deeming.kind, deeming.on, deeming.doubt});
    }
    return events;
}

std::vector<Deeming> take_in_deemed(const CompiledRules& rules, Record& record, const Calendar& calendar) {
    if (!record.has_kind_of(rules.deeming_mask)) return {};
    std::vector<Deeming> deemings = deem(rules, record, calendar);
    record.take_in(deemed_events(deemings));
    return deemings;
}

void add_steps(const Deeming& deeming, const Record& record, const RuleVersion& version, const Calendar& calendar, std::vector<Text>& steps) {
    const auto say = [&](std::string zh, std::string en) { steps.push_back({std::move(zh), std::move(en)}); };
    const KindInfo& kind = Catalogue::bundled().kind(deeming.kind);
    if (deeming.truth == Truth::no && deeming.instead == kNoEvent) return say("适用条件不成立，不发生推定", "its condition does not hold: nothing is deemed");
    if (deeming.truth == Truth::no) {
        const Text other = describe(record, deeming.instead);
        return say("以 " + other.zh + " 为准，不另推定", other.en + " counts instead: nothing else is deemed");
    }
    if (deeming.truth == Truth::unknown) {
        const Text missing = describe(deeming.doubt, record.dossier());
        return say("无法判断：缺少" + missing.zh, "cannot be told: " + missing.en + " is missing");
    }
    if (version.deemed->after && deeming.on != kLastDate) {
        for (const PeriodStep& step : period_end(record.event(deeming.source).on, *version.deemed->after, calendar).steps) steps.push_back(step.text);
    }
    say("视为“" + kind.zh + "” " + to_string(deeming.on), kind.id + " is deemed to have happened on " + to_string(deeming.on));
}

}  // namespace zhixing
