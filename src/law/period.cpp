#include "zhixing/period.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "law/range.hpp"

namespace zhixing {
namespace {

struct UnitName {
    Unit unit;
    std::string_view name;
    std::string_view zh;
    std::string_view en;
};
constexpr UnitName kUnits[] = {{Unit::hour, "hour", " 小时", " hour"},
                               {Unit::day, "day", " 日", " day"},
                               {Unit::workday, "workday", " 个工作日", " working day"},
                               {Unit::month, "month", " 个月", " month"},
                               {Unit::year, "year", " 年", " year"}};

const UnitName& name_of(Unit unit) { return kUnits[static_cast<std::size_t>(unit) - 1]; }

constexpr std::string_view kWeekdays[][2] = {
    {"星期日", "Sunday"},   {"星期一", "Monday"}, {"星期二", "Tuesday"}, {"星期三", "Wednesday"},
    {"星期四", "Thursday"}, {"星期五", "Friday"}, {"星期六", "Saturday"}};

constexpr int days_between(Date from, Date to) { return (to - from).count(); }

// ---------------------------------------------------------------- what a count tells of itself
//
// The count is written once, for a teller. The silent one costs nothing; the other writes the steps.

struct Silent {
    void start(Date, int) {}
    void count(Date, PeriodRule, Date) {}
    void month_end(Date, Date) {}
    void pause(Date, Date, int, Unit, Date) {}
    void open_pause(Date, Date) {}
    void roll(Date, Date) {}
};

/// One string of many parts, allocated once.
template <class... Parts>
std::string joined(const Parts&... parts) {
    std::string text((std::string_view{parts}.size() + ...), '\0');
    char* at = text.data();
    const auto append = [&at](std::string_view part) { at = std::copy(part.begin(), part.end(), at); };
    (append(parts), ...);
    return text;
}

std::string_view plural(std::string_view n) { return n == "1" ? "" : "s"; }

/// Writes every step in words.
class Steps {
public:
    Steps(std::vector<PeriodStep>& steps, const Calendar& calendar) : steps_{steps}, calendar_{calendar} {
        steps_.reserve(6);
    }

    void start(Date day, int n) {
        const std::string at = to_string(day);
        if (n < 0) {
            add(PeriodStep::Kind::start, day, 0, joined(at, " 当日不计入，向前倒算"),
                joined(at, " itself is not counted; the count goes back from it"));
            return;
        }
        const std::string first = to_string(day + date::days{1});
        add(PeriodStep::Kind::start, day, 0, joined(at, " 当日不计入，自 ", first, " 起算"),
            joined(at, " itself is not counted; the count runs from ", first));
    }

    void count(Date start, PeriodRule rule, Date end) {
        const std::string to = to_string(end);
        const std::string n = std::to_string(rule.n < 0 ? -rule.n : rule.n);
        const UnitName& unit = name_of(rule.unit);
        const bool back = rule.n < 0;
        add(PeriodStep::Kind::count, end, days_between(start, end),
            joined(back ? "倒算 " : "计 ", n, unit.zh, "，至 ", to),
            joined(n, unit.en, plural(n), back ? " back, to " : ", to ", to));
    }

    void month_end(Date start, Date end) {
        const date::day wanted = date::year_month_day{start}.day();
        if (date::year_month_day{end}.day() == wanted) return;
        const std::string day = std::to_string(static_cast<unsigned>(wanted));
        const std::string to = to_string(end);
        const std::string_view month = std::string_view{to}.substr(0, 7);
        add(PeriodStep::Kind::month_end, end, 0,
            joined(month, " 没有 ", day, " 日，以该月末日 ", to, " 为期间末日"),
            joined(month, " has no day ", day, ", so the period ends on its last day, ", to));
    }

    void pause(Date from, Date to, int excluded, Unit unit, Date end) {
        const std::string first = to_string(from + date::days{1});
        const std::string last = to_string(to);
        const std::string n = std::to_string(excluded);
        const UnitName& name = name_of(unit == Unit::workday ? unit : Unit::day);
        const std::string now = to_string(end);
        add(PeriodStep::Kind::pause, end, days_between(steps_.back().reached, end),
            joined(first, " 至 ", last, " 停止计算，扣除 ", n, name.zh, "，延至 ", now),
            joined(first, " to ", last, " do not count: ", n, name.en, plural(n), " more, to ", now));
    }

    void open_pause(Date from, Date end) {
        const std::string first = to_string(from + date::days{1});
        add(PeriodStep::Kind::open_pause, end, 0, joined("自 ", first, " 起停止计算，尚未恢复，期间末日待定"),
            joined("stands still from ", first, " on and has not resumed: the end is open"));
    }

    void roll(Date end, Date rolled) {
        const bool back = rolled < end;
        const std::string at = to_string(end);
        const std::string to = to_string(rolled);
        const std::string_view holiday = calendar_.holiday(end);
        const auto& weekday = kWeekdays[date::weekday{end}.c_encoding()];
        add(PeriodStep::Kind::roll, rolled, days_between(end, rolled),
            joined("末日 ", at, " 为法定休假日（", holiday.empty() ? weekday[0] : holiday,
                   back ? "），提前至 " : "），顺延至 ", to),
            joined("the last day ", at, " is a rest day (", holiday.empty() ? weekday[1] : holiday,
                   back ? "): moved back to " : "): moved on to ", to));
    }

private:
    void add(PeriodStep::Kind kind, Date reached, int days, std::string zh, std::string en) {
        steps_.push_back({kind, reached, days, {std::move(zh), std::move(en)}});
    }

    std::vector<PeriodStep>& steps_;
    const Calendar& calendar_;
};

// ---------------------------------------------------------------- the count

constexpr int kMonths = 12 * 300;

/// Days from kFirstDate to the first of every month, and to the end of the last: dates become months and
/// months dates without civil-calendar arithmetic, which would take most of the time of a period.
constexpr std::array<int, kMonths + 1> kMonthStarts = [] {
    std::array<int, kMonths + 1> starts{};
    for (int month = 0; month < kMonths; ++month) {
        const date::year_month_day_last end{
            date::year{1900 + month / 12},
            date::month_day_last{date::month{static_cast<unsigned>(month % 12) + 1}}};
        starts[static_cast<std::size_t>(month) + 1] = days_between(kFirstDate, date::sys_days{end}) + 1;
    }
    return starts;
}();

/// Month that holds the day so many days after kFirstDate, counted from 0.
std::size_t month_of(int day) {
    // The mean length of a month leads to the month or to the one before.
    const auto guess = static_cast<std::size_t>(std::max(day - 2, 0)) * 4800 / 146097;
    return guess + (kMonthStarts[guess + 1] <= day ? 1U : 0U);
}

/// The corresponding day `months` later, or the last day of that month where there is none (民法典 202).
Date add_months(Date start, std::int64_t months) {
    const int day = days_between(kFirstDate, start);
    const std::size_t month = month_of(day);
    const std::int64_t target = static_cast<std::int64_t>(month) + months;
    if (target < 0 || target >= kMonths) throw_out_of_range();
    const int* const starts = &kMonthStarts[static_cast<std::size_t>(target)];
    return kFirstDate + date::days{std::min(starts[0] + day - kMonthStarts[month], starts[1] - 1)};
}

Date count_from(Date start, PeriodRule rule, const Calendar& calendar) {
    switch (rule.unit) {
        case Unit::day:
            return shifted(start, rule.n);
        case Unit::workday:
            return calendar.add_workdays(start, rule.n);
        case Unit::month:
            return add_months(start, rule.n);
        case Unit::year:
            return add_months(start, std::int64_t{rule.n} * 12);
        case Unit::hour:
            break;
    }
    throw InputError{
        "period.unit",
        {"小时期间应以 period_end_hours 计算", "a period of hours is counted by period_end_hours"}};
}

/// Whether a day of [from, to] (in either order) lies in a year whose notice is not out. Notices cover
/// whole years, so a look at both ends and every 365 days between them sees every year.
bool leans_on_provisional(Date from, Date to, const Calendar& calendar) {
    constexpr date::days kStep{365};
    const Date last = std::max(from, to);
    for (Date day = std::min(from, to) + kStep; day < last; day += kStep) {
        if (calendar.is_provisional(day)) return true;
    }
    return calendar.is_provisional(from) || calendar.is_provisional(to);
}

struct Extended {
    Date end;
    bool open = false;  ///< a pause that has not ended began before the end
};

/// Moves `end` on by the days that the pauses, ordered by `from`, exclude from (start, end].
/// A pause that begins before the end lies inside the period as a whole, since the end moves past it.
template <class Teller>
Extended extend(Date start, Date end, Unit unit, const Calendar& calendar, std::span<const Pause> ordered,
                Teller& teller) {
    Date covered = start;  // the days up to this one are dealt with, so that an overlap counts once
    std::optional<Date> open_since;
    for (const Pause& pause : ordered) {
        const Date from = std::max(pause.from, covered);
        if (from >= end) break;
        if (!pause.to && !open_since) open_since = std::max(pause.from, start);
        if (!pause.to || *pause.to <= from) continue;
        const Date to = std::min(*pause.to, kLastDate);
        const int excluded =
            unit == Unit::workday ? calendar.workdays_between(from, to) : days_between(from, to);
        end = unit == Unit::workday ? calendar.add_workdays(end, excluded) : shifted(end, excluded);
        covered = to;
        teller.pause(from, to, excluded, unit, end);
    }
    if (open_since) teller.open_pause(*open_since, end);
    return {end, open_since.has_value()};
}

/// The same for pauses in any order; few are ordered without an allocation.
template <class Teller>
Extended extend_by_pauses(Date start, Date end, Unit unit, const Calendar& calendar,
                          std::span<const Pause> pauses, Teller& teller) {
    constexpr auto earlier = [](const Pause& a, const Pause& b) { return a.from < b.from; };
    if (std::is_sorted(pauses.begin(), pauses.end(), earlier)) {
        return extend(start, end, unit, calendar, pauses, teller);
    }
    std::array<Pause, 8> few;
    std::vector<Pause> many;
    std::span<Pause> ordered{few.data(), std::min(pauses.size(), few.size())};
    if (pauses.size() > few.size()) {
        many.resize(pauses.size());
        ordered = many;
    }
    std::copy(pauses.begin(), pauses.end(), ordered.begin());
    std::sort(ordered.begin(), ordered.end(), earlier);
    return extend(start, end, unit, calendar, std::span<const Pause>{ordered}, teller);
}

struct Outcome {
    Date raw_end;
    Date end;           ///< means nothing while a pause is open
    bool open = false;  ///< a flag and no optional, which compilers copy through memory
    bool provisional = false;
};

template <class Teller>
Outcome count(Date start, PeriodRule rule, const Calendar& calendar, std::span<const Pause> pauses,
              Teller& teller) {
    (void)shifted(start, 0);  // a start out of range is refused, whatever the unit
    Date end = count_from(start, rule, calendar);
    teller.start(start, rule.n);
    teller.count(start, rule, end);
    if (rule.unit >= Unit::month) teller.month_end(start, end);
    bool open = false;
    if (rule.n > 0 && !pauses.empty()) {
        const Extended extended = extend_by_pauses(start, end, rule.unit, calendar, pauses, teller);
        end = extended.end;
        open = extended.open;
    }
    bool provisional = false;
    if (rule.unit == Unit::workday && rule.n != 0) {
        const Date first = start + date::days{rule.n > 0 ? 1 : -1};
        provisional = leans_on_provisional(first, end, calendar);
    }
    Date rolled = end;
    if (rule.roll && !open) {
        rolled = rule.n < 0 ? calendar.roll_back(end) : calendar.roll_forward(end);
        if (rolled != end) teller.roll(end, rolled);
        provisional = leans_on_provisional(end, rolled, calendar) || provisional;
    }
    return {end, rolled, open, provisional};
}

}  // namespace

std::string_view to_string(Unit unit) noexcept { return name_of(unit).name; }

std::optional<Unit> parse_unit(std::string_view text) noexcept {
    for (const UnitName& unit : kUnits) {
        if (unit.name == text) return unit.unit;
    }
    return std::nullopt;
}

Period period_end(Date start, PeriodRule rule, const Calendar& calendar, std::span<const Pause> pauses) {
    Period period;
    Steps steps{period.steps, calendar};
    const Outcome outcome = count(start, rule, calendar, pauses, steps);
    if (!outcome.open) period.end = outcome.end;
    period.raw_end = outcome.raw_end;
    period.provisional = outcome.provisional;
    return period;
}

std::optional<Date> period_end_day(Date start, PeriodRule rule, const Calendar& calendar,
                                   std::span<const Pause> pauses, bool* provisional) {
    Silent silent;
    const Outcome outcome = count(start, rule, calendar, pauses, silent);
    if (provisional != nullptr) *provisional = outcome.provisional;
    return outcome.open ? std::nullopt : std::optional{outcome.end};
}

DateTime period_end_hours(DateTime start, int n) {
    const auto hour = date::floor<std::chrono::hours>(start);
    const std::int64_t hours = n < 0 ? n : std::int64_t{n} + 1;
    const DateTime end = hour + std::chrono::hours{hours};
    if (start < kFirstDate || end < kFirstDate || start >= kLastDate + date::days{1} ||
        end >= kLastDate + date::days{1}) {
        throw_out_of_range();
    }
    return end;
}

}  // namespace zhixing
