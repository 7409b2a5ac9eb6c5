// How old a person is by their identity number.
#pragma once

#include <optional>
#include <string_view>

#include "zhixing/error.hpp"
#include "zhixing/identity.hpp"

namespace zhixing {

inline constexpr int kAdult = 18;

[[nodiscard]] inline int full_years(Date from, Date to) {
    const date::year_month_day a{from}, b{to};
    const bool before = b.month() < a.month() || (b.month() == a.month() && b.day() < a.day());
    return static_cast<int>(b.year()) - static_cast<int>(a.year()) - (before ? 1 : 0);
}

// Empty where the number cannot be read.
[[nodiscard]] inline std::optional<Identity> identity_of(std::string_view number) {
    try {
        return Identity::parse(number);
    } catch (const IdentityError&) {
        return std::nullopt;
    }
}

[[nodiscard]] inline bool is_minor(std::string_view number, Date on) {
    const auto identity = identity_of(number);
    return identity && identity->birth && full_years(*identity->birth, on) < kAdult;
}

}  // namespace zhixing
