/// @file
/// Money in integer fen (分), checked for overflow. Never a floating-point number.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhixing {

/// An exact amount of renminbi. Arithmetic throws InputError `money.overflow` instead of wrapping.
class Money {
public:
    constexpr Money() = default;

    /// @param fen the amount in fen (1 yuan = 100 fen); may be negative.
    [[nodiscard]] static constexpr Money from_fen(std::int64_t fen) noexcept { return Money{fen}; }

    /// Reads a decimal amount of yuan: `1234`, `1234.5`, `-0.01`; grouping, signs other than `-`, spaces,
    /// exponents, padding zeros (`007`) and a third decimal are refused. @throws InputError `money.format`,
    /// `money.precision`, `money.overflow`.
    [[nodiscard]] static Money parse(std::string_view yuan);

    [[nodiscard]] constexpr std::int64_t fen() const noexcept { return fen_; }

    /// Decimal yuan with two decimals: `1234.50`.
    [[nodiscard]] std::string to_string() const;

    /// 人民币大写 as bills and court receipts write it: `人民币壹仟零伍元叁角整`; every zero rule of
    /// 《支付结算办法》 annex 1. Negative amounts begin with `负`.
    [[nodiscard]] std::string to_capitals() const;

    friend constexpr auto operator<=>(Money, Money) noexcept = default;
    friend Money operator+(Money left, Money right);
    friend Money operator-(Money left, Money right);
    friend Money operator-(Money amount);
    Money& operator+=(Money other) { return *this = *this + other; }
    Money& operator-=(Money other) { return *this = *this - other; }

private:
    constexpr explicit Money(std::int64_t fen) noexcept : fen_{fen} {}
    std::int64_t fen_ = 0;
};

}  // namespace zhixing
