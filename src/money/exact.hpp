// Exact arithmetic on fen: products in 128 bits, and one rounding where a line is printed.
#pragma once

#include <cstdint>

#include "zhixing/money.hpp"

namespace zhixing {

__extension__ using Wide = __int128;

// How a quotient becomes fen (or whole yuan). No rule of law says; what was used is part of every answer.
enum class Rounding : std::uint8_t { half_up = 1, down, up };

// dividend / divisor, rounded; of a negative dividend the absolute value is rounded. @pre divisor > 0.
[[nodiscard]] Wide divide(Wide dividend, Wide divisor, Rounding rounding) noexcept;

// amount × numerator / denominator in fen. @pre denominator > 0.
// @throws InputError `money.overflow`.
[[nodiscard]] Money scaled(Money amount, Wide numerator, Wide denominator, Rounding rounding = Rounding::half_up);

// @throws InputError `money.overflow` if it does not fit an amount.
[[nodiscard]] Money to_money(Wide fen);

// Left times right. @throws InputError `money.overflow`.
[[nodiscard]] Wide product(Wide left, Wide right);

}  // namespace zhixing
