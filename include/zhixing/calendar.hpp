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

/// What a day is. `statutory_holiday` is a day that the 放假办法 itself makes a holiday, also when it
/// falls on a Saturday or Sunday; `weekend` any other Saturday or Sunday that is not worked, also inside
/// a holiday; `moved_rest_day` a weekday that only the yearly notice makes a rest day.
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
/// A year whose notice is not out is computed from the statute alone, in the version of that year:
/// Saturdays and Sundays, and the statutory holidays (lunar feasts and 清明 by their astronomical dates,
/// known for 1991 to 2060). The days off that make up for a holiday on a weekend are not guessed. Every
/// answer that leans on such a year is provisional.
class Calendar {
public:
    /// The calendar of mainland China: notices of 2004 to 2026, later and earlier years from the statute.
    [[nodiscard]] static const Calendar& china();

    /// Reads `date,name,off|work` lines (a header line first; blank lines and lines that begin with `#`
    /// are skipped). The years it covers are those that occur in it; a statutory holiday of such a year
    /// that it does not name stays one. @throws InputError with the line.
    [[nodiscard]] static Calendar parse(std::string_view csv, std::string_view file);

    [[nodiscard]] DayKind kind(Date day) const;
    /// Name of the holiday that makes the day a rest day or a make-up working day (春节, …), or empty.
    /// In the words of the year's notice where there is one.
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
    /// The same n for many days at once; `out` may be `days` itself. Writes nothing when it throws.
    void add_workdays(const Date* days, std::size_t count, int n, Date* out) const;

private:
    Calendar() = default;
    friend class CalendarBuilder;

    static constexpr std::uint8_t kProvisionalBit = 0x80;
    /// Position of a day in the tables. @throws InputError `calendar.range`.
    static std::size_t index_of(Date day) {
        if (day < kFirstDate || day > kLastDate) throw_out_of_range();
        return static_cast<std::size_t>((day - kFirstDate).count());
    }
    [[noreturn]] static void throw_out_of_range();

    std::vector<std::uint8_t> kinds_;            ///< a DayKind a day, and the provisional bit
    std::vector<std::uint8_t> names_;            ///< index into holiday_names_, a day each
    std::vector<std::string> holiday_names_;     ///< the first is empty
    std::vector<std::int32_t> workdays_before_;  ///< working days before a day; one entry past the last day
    std::vector<Date> workday_;                  ///< the working days in order
};

// Inline, since a batch asks these of every period. The tables are each other's inverse: the number of
// working days before a day is also the position of the first working day that is not before it.

inline DayKind Calendar::kind(Date day) const {
    return static_cast<DayKind>(kinds_[index_of(day)] & ~kProvisionalBit);
}

inline bool Calendar::is_workday(Date day) const { return kind(day) <= DayKind::make_up_working_day; }

inline bool Calendar::is_provisional(Date day) const {
    return (kinds_[index_of(day)] & kProvisionalBit) != 0;
}

inline Date Calendar::roll_forward(Date day) const {
    const auto position = static_cast<std::size_t>(workdays_before_[index_of(day)]);
    if (position == workday_.size()) throw_out_of_range();
    return workday_[position];
}

inline Date Calendar::roll_back(Date day) const {
    const auto position = static_cast<std::size_t>(workdays_before_[index_of(day) + 1]);
    if (position == 0) throw_out_of_range();
    return workday_[position - 1];
}

inline Date Calendar::add_workdays(Date day, int n) const {
    const std::size_t i = index_of(day);
    if (n == 0) return day;
    // Forward, the first working day after `day` stands at the count up to and including it.
    const std::int64_t position =
        n > 0 ? std::int64_t{workdays_before_[i + 1]} + n - 1 : std::int64_t{workdays_before_[i]} + n;
    if (position < 0 || position >= static_cast<std::int64_t>(workday_.size())) throw_out_of_range();
    return workday_[static_cast<std::size_t>(position)];
}

inline int Calendar::workdays_between(Date from, Date to) const {
    return workdays_before_[index_of(to) + 1] - workdays_before_[index_of(from) + 1];
}

}  // namespace zhixing
