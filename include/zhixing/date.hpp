/// @file
/// Civil dates and date-times. Courts work in one civil time (Asia/Shanghai has no offset changes),
/// so a date-time carries no zone.
#pragma once

#include <date/date.h>

#include <optional>
#include <string>
#include <string_view>

namespace zhixing {

/// A civil day. Arithmetic and comparison are those of Howard Hinnant's `date::sys_days`.
using Date = date::sys_days;

/// A civil day and time to the second.
using DateTime = date::sys_seconds;

/// First and last day the library works with; a date outside is an InputError (`input.date`).
inline constexpr Date kFirstDate = date::sys_days{date::year{1900} / 1 / 1};
inline constexpr Date kLastDate = date::sys_days{date::year{2199} / 12 / 31};

/// Makes a date from its numbers. @throws InputError `input.date` when there is no such day.
[[nodiscard]] Date make_date(int year, unsigned month, unsigned day);

/// Reads `YYYY-MM-DD`; nothing else is a date. Empty when it is not one or lies out of range.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text) noexcept;

/// Reads `YYYY-MM-DDThh:mm[:ss]` (also with a space, a trailing `Z` or `+08:00`, all civil time);
/// a bare date is its first second. Empty when it is neither.
[[nodiscard]] std::optional<DateTime> parse_date_time(std::string_view text) noexcept;

/// `YYYY-MM-DD`.
[[nodiscard]] std::string to_string(Date day);

/// `YYYY-MM-DDThh:mm:ss`.
[[nodiscard]] std::string to_string(DateTime time);

}  // namespace zhixing
