// The less usual conditions: the latest event, dates and stretches of time, what is told, every party of a role.
#include <algorithm>

#include "review/condition.hpp"

namespace zhixing {
namespace {

using date::days;

Verdict answer(bool holds) { return {holds ? Truth::yes : Truth::no, {}}; }

Doubt missing_column(std::int32_t event, Column column) { return {Unknown::Missing::column, column, static_cast<std::uint32_t>(event), true}; }
Doubt missing_kind(const Pattern& pattern) { return {Unknown::Missing::kind, Column::kind, static_cast<std::uint32_t>(pattern.kinds.front()), true}; }
Doubt missing_fact(std::string_view id) {
    return {Unknown::Missing::fact, Column::kind, static_cast<std::uint32_t>(Catalogue::bundled().find_fact(id).value()), true};
}

template <class Value>
bool holds(Compare compare, Value left, Value right) {
    switch (compare) {
        case Compare::at_least: return left >= right;
        case Compare::at_most: return left <= right;
        case Compare::over: return left > right;
        case Compare::under: return left < right;
    }
    return false;
}

// The first or the last event that surely matches; one in doubt may be it.
std::int32_t outermost(const Pattern& pattern, bool first, const Record& record, const Context& context, Doubt& doubt) {
    std::int32_t found = kNoEvent;
    record.each(pattern, Match::none, context, [&](std::int32_t event) {
        if (found == kNoEvent || (record.rank(event) < record.rank(found)) == first) found = event;
    }, &doubt);
    return found;
}

struct ToldDate {
    Date day = kNoDate;
    Doubt doubt;
};

ToldDate stated(std::int32_t event, Column column, Date day) { return {day, day == kNoDate ? missing_column(event, column) : Doubt{}}; }

ToldDate recorded(const Event& event, std::int32_t position) {
    constexpr std::int64_t day = 86400;
    const bool told = event.recorded != std::numeric_limits<std::int64_t>::min();
    const std::int64_t whole = told ? (event.recorded - (event.recorded % day + day) % day) / day : 0;
    return stated(position, Column::recorded, told ? Date{days{static_cast<int>(whole)}} : kNoDate);
}

ToldDate date_of(const DateOf& date, const Record& record, const Context& context) {
    if (date.of == DateOf::Of::first || date.of == DateOf::Of::last) {
        Doubt doubt;
        const std::int32_t event = outermost(date.pattern, date.of == DateOf::Of::first, record, context, doubt);
        if (event == kNoEvent) doubt.keep_first(missing_kind(date.pattern));
        return {event == kNoEvent ? kNoDate : record.event(event).on, doubt};
    }
    if (context.trigger == kNoEvent) return {kNoDate, missing_fact("dossier.kind")};  // about no event: nothing to compare
    const Event& event = record.event(context.trigger);
    if (date.of == DateOf::Of::trigger_on) return stated(context.trigger, Column::on, event.on);
    if (date.of == DateOf::Of::trigger_until) return stated(context.trigger, Column::until, event.until);
    return recorded(event, context.trigger);
}

Date later(Date day, const std::optional<PeriodRule>& plus, const Calendar& calendar) { return plus ? *last_day_of(day, *plus, calendar) : day; }

// The days of the stretches, those that overlap once.
int total_days(std::vector<Stretch> stretches) {
    std::sort(stretches.begin(), stretches.end());
    int total = 0;
    Date reached = kNoDate;
    for (const auto& [from, to] : stretches) {
        const Date start = std::max(from, reached);
        if (to <= start) continue;
        total += (to - start).count();
        reached = to;
    }
    return total;
}

Verdict judge_date(const Particulars& asked, const Record& record, const Calendar& calendar, const Context& context) {
    const ToldDate left = date_of(asked.date, record, context), right = date_of(asked.bound, record, context);
    if (left.doubt.any) return {Truth::unknown, left.doubt};
    if (right.doubt.any) return {Truth::unknown, right.doubt};
    return answer(holds(asked.compare, later(left.day, asked.date.plus, calendar), later(right.day, asked.bound.plus, calendar)));
}

Verdict judge_days(const Particulars& asked, const Record& record, const Context& context) {
    Doubt doubt;
    const int total = total_days(stretches(asked.spans, record, context, doubt));
    if (doubt.any) return {Truth::unknown, doubt};
    return answer(holds(asked.compare, total, asked.days));
}

Verdict judge_time(const Particulars& asked, const Record& record, const Context& context) {
    if (context.trigger == kNoEvent) return answer(false);
    const std::int32_t second = record.event(context.trigger).second;
    if (second < 0) return {Truth::unknown, {Unknown::Missing::time, Column::on, static_cast<std::uint32_t>(context.trigger), true}};
    return answer(asked.from * 60 <= second && second < asked.to * 60);
}

bool is_workday(Date day, const Calendar& calendar) { return day >= kFirstDate && day <= kLastDate && calendar.is_workday(day); }

}  // namespace

std::vector<Stretch> stretches(const Spans& spans, const Record& record, const Context& context, Doubt& doubt) {
    std::vector<Stretch> found;
    record.each(spans.from, Match::none, context, [&](std::int32_t position) {
        const Event& start = record.event(position);
        Context own{context.day, position, start.on, start.ref, start.party};
        own.starts = context.starts;
        const Found end = record.find(spans.to, spans.match, own, start.on);
        if (end.early_doubt) doubt.keep_first(end.doubt);
        Date to = end.sure() ? record.event(end.event).on : context.day;
        if (!end.sure() && start.has_until()) to = std::min(to, start.until);
        found.emplace_back(start.on, to);
    }, &doubt);
    return found;
}

// Of several on the last day of which it is not told which came last, all must agree.
Verdict Judge::judge_latest(const Condition& condition, const Context& context) const {
    Doubt doubt;
    const std::int32_t latest = outermost(condition.pattern, false, record_, context, doubt);
    if (doubt.any) return {Truth::unknown, doubt};
    if (latest == kNoEvent) return answer(false);
    if (evidence_ != nullptr) evidence_->push_back(latest);
    const Pattern& is = condition.particulars->is;
    const auto judge_one = [&](std::int32_t event) {
        const bool of_kind = std::find(is.kinds.begin(), is.kinds.end(), record_.event(event).kind) != is.kinds.end();
        return of_kind ? record_.matches(is, event, Match::none, context) : answer(false);
    };
    Verdict verdict = judge_one(latest);
    const Event& last = record_.event(latest);
    record_.each(condition.pattern, Match::none, context, [&](std::int32_t position) {
        const Event& event = record_.event(position);
        const bool before = event.on < last.on || (event.second >= 0 && last.second > event.second);
        if (before || verdict.truth == Truth::unknown || judge_one(position).truth == verdict.truth) return;
        const std::int32_t untold = event.second < 0 ? position : latest;
        verdict = {Truth::unknown, {Unknown::Missing::time, Column::on, static_cast<std::uint32_t>(untold), true}};
    });
    return verdict;
}

Verdict Judge::judge_every(const Condition& condition, const Context& context) const {
    const std::vector<Word>& roles = condition.particulars->party_roles;
    const auto parties = record_.dossier().parties();
    Verdict result;
    if (parties.empty()) return {Truth::unknown, missing_fact("party.role")};
    for (std::size_t i = 0; i < parties.size(); ++i) {
        const bool untold = parties[i].role == 0;
        if (!untold && std::find(roles.begin(), roles.end(), parties[i].role) == roles.end()) continue;
        Context own = context;
        own.party = static_cast<std::uint16_t>(i + 1);
        own.each_party = true;
        Verdict verdict = judge(condition.parts.front(), own);
        if (untold && verdict.truth == Truth::no) verdict = {Truth::unknown, missing_fact("party.role")};
        if (verdict.truth == Truth::no) return verdict;
        if (verdict.truth == Truth::unknown) {
            result.truth = Truth::unknown;
            result.doubt.keep_first(verdict.doubt);
        }
    }
    return result;
}

Verdict Judge::judge_particular(const Condition& condition, const Context& context) const {
    const Particulars& asked = *condition.particulars;
    switch (condition.op) {
        case Condition::Op::latest: return judge_latest(condition, context);
        case Condition::Op::date: return judge_date(asked, record_, calendar_, context);
        case Condition::Op::days: return judge_days(asked, record_, context);
        case Condition::Op::told: return answer(fact_told(asked.fact, record_, context));
        case Condition::Op::every: return judge_every(condition, context);
        case Condition::Op::workday: return answer(is_workday(context.trigger == kNoEvent ? context.day : context.trigger_day, calendar_));
        case Condition::Op::time: return judge_time(asked, record_, context);
        default: return {};
    }
}

// The day on which stretches that still run reach the number of days asked for.
void Judge::turning_day_of_spans(const Particulars& asked, const Context& context, std::vector<Date>& days) const {
    Doubt doubt;
    Context far = context;
    far.day = kLastDate;
    std::vector<Stretch> running = stretches(asked.spans, record_, far, doubt);
    std::sort(running.begin(), running.end());
    const int enough = asked.days + (asked.compare == Compare::over || asked.compare == Compare::at_most ? 1 : 0);
    int total = 0;
    Date reached = kNoDate;
    for (const auto& [from, to] : running) {
        const Date start = std::max(from, reached);
        if (to <= start) continue;
        const int length = (to - start).count();
        if (total + length >= enough) {
            days.push_back(start + date::days{enough - total});
            return;
        }
        total += length;
        reached = to;
    }
}

}  // namespace zhixing
