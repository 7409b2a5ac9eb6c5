// The words of the options of money, in the order of their enums; enums begin at 1.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "zhixing/error.hpp"

namespace zhixing::money {

using Words = std::span<const std::string_view>;

inline constexpr std::array<std::string_view, 5> kFeeKinds{"execution", "preservation", "acceptance", "payment-order", "bankruptcy"};
inline constexpr std::array<std::string_view, 4> kFeeRoundings{"fen_half_up", "yuan_half_up", "yuan_floor", "tens_half_up"};
inline constexpr std::array<std::string_view, 7> kFeeLines{"flat", "band", "divided", "halved", "cap", "rounding", "local"};
inline constexpr std::array<std::string_view, 3> kPieceParts{"general", "old", "doubled"};
inline constexpr std::array<std::string_view, 4> kHeads{"costs", "interest", "principal", "doubled"};
inline constexpr std::array<std::string_view, 4> kOrders{"interest_first", "principal_first", "pro_rata", "agreed"};
inline constexpr std::array<std::string_view, 2> kInterestRoundings{"line", "once"};
inline constexpr std::array<std::string_view, 2> kDayCounts{"both_ends", "end_exclusive"};
inline constexpr std::array<std::string_view, 2> kLprTerms{"1y", "5y"};
inline constexpr std::array<std::string_view, 5> kLoanTiers{"6m", "1y", "3y", "5y", "over5y"};

template <typename Enum>
[[nodiscard]] constexpr std::string_view word_of(Words words, Enum value) noexcept {
    return words[static_cast<std::size_t>(value) - 1];
}

// The value that a word names. @throws InputError `input.word`.
template <typename Enum>
[[nodiscard]] Enum named(Words words, std::string_view word) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) {
        std::string known;
        for (const std::string_view one : words) known += (known.empty() ? "" : ", ") + std::string{one};
        throw InputError{"input.word", {"应为其中之一：" + known, "one of these is expected: " + known}, {}};
    }
    return static_cast<Enum>(found - words.begin() + 1);
}

}  // namespace zhixing::money
