/// @file
/// Chinese numerals and dates as court documents write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "zhixing/date.hpp"

namespace zhixing {

/// 二〇二四年三月五日: year digit by digit with 〇, month and day as numbers.
[[nodiscard]] std::string chinese_date(Date day);

/// 一百零三, 二十, 十五 (leading 一 dropped before 十 as usual below twenty). Range 0 to 9999 9999.
/// @throws InputError `number.range`.
[[nodiscard]] std::string chinese_number(std::int64_t number);

/// Reads what chinese_number writes (also 一十五); empty when it is not such a number.
[[nodiscard]] std::optional<std::int64_t> parse_chinese_number(std::string_view text);

/// Reads 二〇二四年三月五日, also with ○, Ｏ or 零 for 〇 and Arabic digits (2024年3月5日);
/// empty when it is not a date that exists.
[[nodiscard]] std::optional<Date> parse_chinese_date(std::string_view text);

}  // namespace zhixing
