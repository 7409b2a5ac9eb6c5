#include "money/exact.hpp"

#include <limits>

#include "zhixing/error.hpp"

namespace zhixing {
namespace {

[[noreturn]] void overflow() {
    throw InputError{"money.overflow", {"金额超出可计算的范围", "the amount is out of range"}, {}};
}

}  // namespace

Wide divide(Wide dividend, Wide divisor, Rounding rounding) noexcept {
    const bool negative = dividend < 0;
    const Wide whole = negative ? -(dividend / divisor) : dividend / divisor;
    const Wide rest = negative ? -(dividend % divisor) : dividend % divisor;
    const bool raise = rounding == Rounding::up ? rest != 0 : rounding == Rounding::half_up && rest >= divisor - rest;
    const Wide rounded = whole + (raise ? 1 : 0);
    return negative ? -rounded : rounded;
}

Wide product(Wide left, Wide right) {
    Wide result = 0;
    if (__builtin_mul_overflow(left, right, &result)) overflow();
    return result;
}

Money to_money(Wide fen) {
    if (fen < std::numeric_limits<std::int64_t>::min() || fen > std::numeric_limits<std::int64_t>::max()) overflow();
    return Money::from_fen(static_cast<std::int64_t>(fen));
}

Money scaled(Money amount, Wide numerator, Wide denominator, Rounding rounding) {
    return to_money(divide(product(amount.fen(), numerator), denominator, rounding));
}

}  // namespace zhixing
