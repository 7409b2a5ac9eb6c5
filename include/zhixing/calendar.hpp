/// @file
/// Days of work and rest (法定休假日 and 调休) as the State Council announced them year by year.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/date.hpp"

namespace zhixing {

/// What a day is. `statutory_holiday` is a day that the 放假办法 itself makes a holiday,
/// `moved_rest_day` a rest day that only the yearly notice makes one.
enum class DayKind : std::uint8_t {
    working_day = 1,
    make_up_working_day = 2,
    weekend = 3,
    statutory_holiday = 4,
    moved_rest_day = 5
};

[[nodiscard]] std::string_view to_string(DayKind kind) noexcept;

/// A calendar: immutable, cheap to copy by reference, safe to share between threads.
///
/// A year whose notice is not out is computed from the statute alone (weekends and the fixed
/// statutory holidays; lunar feasts by their astronomical dates) and every answer that leans on it
/// is provisional.
class Calendar {
public:
    /// The calendar of mainland China: notices of 2004 to 2026, later and earlier years from the statute.
    [[nodiscard]] static const Calendar& china();

    /// Reads `date,name,off|work` lines (a header line first). The years it covers are those that
    /// occur in it. @throws InputError with the line.
    [[nodiscard]] static Calendar parse(std::string_view csv, std::string_view file);

    [[nodiscard]] DayKind kind(Date day) const;
    /// Name of the holiday that makes the day what it is (春节, …), or empty.
    [[nodiscard]] std::string_view holiday(Date day) const;
    [[nodiscard]] bool is_workday(Date day) const;
    /// True where the year's notice was not out, so that the answer is computed, not announced.
    [[nodiscard]] bool is_provisional(Date day) const;

    /// `day` itself if it is a working day, else the first working day after it. O(1).
    [[nodiscard]] Date roll_forward(Date day) const;
    /// `day` itself if it is a working day, else the last working day before it. O(1).
    [[nodiscard]] Date roll_back(Date day) const;
    /// The n-th working day after `day` (n > 0) or before it (n < 0); `day` itself for n = 0. O(1).
    /// @throws InputError `calendar.range` when the answer lies outside the supported dates.
    [[nodiscard]] Date add_workdays(Date day, int n) const;
    /// Working days in (from, to]; negative when to < from. O(1).
    [[nodiscard]] int workdays_between(Date from, Date to) const;
    /// The same n for many days at once; `out` may be `days` itself.
    void add_workdays(const Date* days, std::size_t count, int n, Date* out) const;

private:
    Calendar() = default;
    friend class CalendarBuilder;
    std::vector<std::uint8_t> kinds_;           ///< a DayKind a day, and the provisional bit
    std::vector<std::int32_t> workdays_up_to_;  ///< count of working days up to and including a day
    std::vector<std::int32_t> workday_;         ///< day offset of the n-th working day
    std::vector<std::uint8_t> names_;           ///< index into holiday_names_, a day each
    std::vector<std::string> holiday_names_;
};

}  // namespace zhixing
