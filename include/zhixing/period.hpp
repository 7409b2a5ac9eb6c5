/// @file
/// Periods (期间) as 民事诉讼法 85, 民诉法解释 125 and 民法典 202-203 count them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/calendar.hpp"
#include "zhixing/date.hpp"
#include "zhixing/error.hpp"

namespace zhixing {

enum class Unit : std::uint8_t { hour = 1, day = 2, workday = 3, month = 4, year = 5 };

[[nodiscard]] std::string_view to_string(Unit unit) noexcept;
[[nodiscard]] std::optional<Unit> parse_unit(std::string_view text) noexcept;

/// An interval that a clock stands still for. The first day still counts, the last does not run:
/// the excluded days are (from, to], none when `to` is not after `from`. An empty `to` is a pause that
/// has not ended.
struct Pause {
    Date from;
    std::optional<Date> to;
};

/// How a period is counted.
struct PeriodRule {
    int n = 0;  ///< how many; negative counts backwards from the start
    Unit unit = Unit::day;
    bool roll = true;  ///< the last day rolls off a rest day: forward, or back when n is negative
};

/// One step of the count, for the explanation: what happened, and the day reached by it.
struct PeriodStep {
    enum class Kind : std::uint8_t {
        start = 1,
        count = 2,
        month_end = 3,
        pause = 4,
        roll = 5,
        open_pause = 6
    };
    Kind kind;
    Date reached;
    int days = 0;  ///< days added by this step
    Text text;     ///< the step in words
};

/// The answer.
struct Period {
    std::optional<Date> end;   ///< last day of the period; empty while a pause is open
    Date raw_end;              ///< before rolling, with the pauses that have ended
    bool provisional = false;  ///< leans on a year whose holiday notice is not out
    std::vector<PeriodStep> steps;
};

/// The end of a period in days, working days, months or years that starts (its first day not
/// counted) on `start`. `pauses` may overlap and be in any order; each excluded day counts once, and
/// only when it lies inside the running period: days, months and years end later by the excluded days,
/// working days by the excluded working days. An open pause that begins before the end leaves it empty.
/// Pauses do not apply to backward counts. The answer is provisional when a day that was asked whether
/// it is a working day lies in a year whose notice is not out. @throws InputError `period.unit` for hours,
/// `calendar.range` out of the supported dates.
[[nodiscard]] Period period_end(Date start, PeriodRule rule, const Calendar& calendar,
                                std::span<const Pause> pauses = {});

/// The same without the explanation: for batches. `provisional` may be null.
[[nodiscard]] std::optional<Date> period_end_day(Date start, PeriodRule rule, const Calendar& calendar,
                                                 std::span<const Pause> pauses, bool* provisional);

/// The end of `n` hours: the hour in which `start` lies is not counted (民诉法解释 125), so the count runs
/// from the next full hour, or for negative `n` back from the last one. Hours never roll.
/// @throws InputError `calendar.range` out of the supported dates.
[[nodiscard]] DateTime period_end_hours(DateTime start, int n);

}  // namespace zhixing
