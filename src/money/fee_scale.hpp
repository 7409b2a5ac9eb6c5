// What a scale of fees asks of an amount, for rules that compare the two.
#pragma once

#include <string_view>

#include "zhixing/money.hpp"

namespace zhixing::money {

// @param scale a parameter `money.fee.…` as JSON. @param rounding a word of `money.fee.rounding`.
[[nodiscard]] Money fee_on_scale(std::string_view scale, std::string_view rounding, Money amount);

}  // namespace zhixing::money
