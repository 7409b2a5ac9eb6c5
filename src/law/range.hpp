/// @file
/// The check that every count of days makes.
#pragma once

#include <cstdint>

#include "zhixing/date.hpp"

namespace zhixing {

/// @throws InputError `calendar.range`.
[[noreturn]] void throw_out_of_range();

/// The day `days` after `day`. @throws InputError `calendar.range` when it is not a supported date.
[[nodiscard]] inline Date shifted(Date day, std::int64_t days) {
    const std::int64_t number = day.time_since_epoch().count() + days;
    if (number < kFirstDate.time_since_epoch().count() || number > kLastDate.time_since_epoch().count()) {
        throw_out_of_range();
    }
    return Date{date::days{static_cast<int>(number)}};
}

}  // namespace zhixing
