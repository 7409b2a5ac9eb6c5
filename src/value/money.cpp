#include "zhixing/money.hpp"

#include <array>
#include <limits>

#include "value/utf8.hpp"
#include "zhixing/error.hpp"

namespace zhixing {
namespace {

using Fen = std::int64_t;
using Magnitude = std::uint64_t;

/// Without undefined behaviour for the least int64, whose magnitude is no int64.
constexpr Magnitude magnitude(Fen fen) noexcept {
    return fen < 0 ? Magnitude{0} - static_cast<Magnitude>(fen) : static_cast<Magnitude>(fen);
}

[[noreturn]] void refuse(const char* code, std::string_view written, const char* zh, const char* en) {
    const std::string text{written.substr(0, 64)};
    throw InputError{code, {"金额“" + text + "”：" + zh, "amount '" + text + "': " + en}};
}

[[noreturn]] void overflow() {
    throw InputError{"money.overflow",
                     {"金额超出可表示的范围（约正负9.22亿亿元）",
                      "the amount is out of range; expected less than about 92 quadrillion (9.2e16) yuan"}};
}

struct Decimal {
    bool negative;
    std::string_view yuan, decimals;
};

/// Splits `-1234.5`, and refuses everything that is not written so.
Decimal split(std::string_view written) {
    std::string_view rest = written;
    const bool negative = take_prefix(rest, "-");
    const std::string_view yuan = rest.substr(0, count_digits(rest));
    rest.remove_prefix(yuan.size());
    const bool point = take_prefix(rest, ".");
    const bool padded = yuan.size() > 1 && yuan.front() == '0';
    if (yuan.empty() || padded || (point ? !all_digits(rest) : !rest.empty())) {
        refuse("money.format", written, "应为以元为单位的小数，如 1234.50，不带千分位、空格、加号",
               "expected a decimal amount of yuan such as 1234.50, without grouping, spaces or a plus sign");
    }
    if (rest.size() > 2) {
        refuse("money.precision", written, "最多两位小数（分）", "expected at most two decimals (fen)");
    }
    return {negative, yuan, rest};
}

constexpr std::array<std::string_view, 10> kDigits = {"零", "壹", "贰", "叁", "肆",
                                                      "伍", "陆", "柒", "捌", "玖"};

struct Unit {
    Magnitude value;
    std::string_view name;
};
constexpr std::array kUnits = {Unit{100'000'000, "亿"}, Unit{10'000, "万"}, Unit{1'000, "仟"},
                               Unit{100, "佰"}, Unit{10, "拾"}};

/// Writes a positive number: what counts the largest unit, the unit, and the rest in the same way, with
/// one 零 between when the place next below the unit is empty. Amounts of 10^16 and more so come out as
/// 玖亿…亿, which needs no unit beyond 亿.
void append_number(std::string& out, Magnitude number) {
    for (const Unit& unit : kUnits) {
        if (number < unit.value) continue;
        append_number(out, number / unit.value);
        out += unit.name;
        const Magnitude rest = number % unit.value;
        if (rest == 0) return;
        if (rest < unit.value / 10) out += "零";
        append_number(out, rest);
        return;
    }
    out += kDigits[number];
}

}  // namespace

Money Money::parse(std::string_view written) {
    const Decimal decimal = split(written);
    // Summed up on the negative side, which reaches one fen further.
    Fen fen = 0;
    const auto append = [&](char digit) {
        if (__builtin_mul_overflow(fen, 10, &fen) || __builtin_sub_overflow(fen, digit - '0', &fen)) {
            refuse("money.overflow", written, "超出可表示的范围（约正负9.22亿亿元）",
                   "out of range; expected less than about 92 quadrillion (9.2e16) yuan");
        }
    };
    for (const char digit : decimal.yuan) append(digit);
    for (const char digit : decimal.decimals) append(digit);
    for (std::size_t i = decimal.decimals.size(); i < 2; ++i) append('0');
    return decimal.negative ? from_fen(fen) : -from_fen(fen);
}

std::string Money::to_string() const {
    const Magnitude all = magnitude(fen_);
    const Magnitude fen = all % 100;
    std::string out = fen_ < 0 ? "-" : "";
    out += std::to_string(all / 100);
    out += fen < 10 ? ".0" : ".";
    return out += std::to_string(fen);
}

// 《正确填写票据和结算凭证的基本规定》: an amount that ends at 元 ends in 整; one that ends at 角 may, and
// always does here; one that ends at 分 does not. Zeros: 角 empty but 分 not gives 零. Where only the 元
// place is 0 and 角 is not (1680.32), or only the 万 place is 0 (107000), the rules leave 零 to the writer;
// we leave it out.
std::string Money::to_capitals() const {
    const Magnitude all = magnitude(fen_);
    const Magnitude yuan = all / 100;
    const Magnitude jiao = all / 10 % 10;
    const Magnitude fen = all % 10;
    std::string out = fen_ < 0 ? "负人民币" : "人民币";
    if (all == 0) return out + "零元整";
    if (yuan != 0) {
        append_number(out, yuan);
        out += "元";
    }
    if (jiao != 0) (out += kDigits[jiao]) += "角";
    if (fen == 0) return out + "整";
    if (jiao == 0 && yuan != 0) out += "零";
    return (out += kDigits[fen]) += "分";
}

Money operator+(Money left, Money right) {
    Fen sum = 0;
    if (__builtin_add_overflow(left.fen_, right.fen_, &sum)) overflow();
    return Money{sum};
}

Money operator-(Money left, Money right) {
    Fen difference = 0;
    if (__builtin_sub_overflow(left.fen_, right.fen_, &difference)) overflow();
    return Money{difference};
}

Money operator-(Money amount) { return Money{} - amount; }

}  // namespace zhixing
