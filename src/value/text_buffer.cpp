#include "value/text_buffer.hpp"

#include <utility>

namespace zhixing {
namespace {

// "00" to "99".
constexpr std::array<std::array<char, 2>, 100> kTwoDigits = [] {
    std::array<std::array<char, 2>, 100> digits{};
    for (std::size_t i = 0; i < digits.size(); ++i) digits[i] = {static_cast<char>('0' + i / 10), static_cast<char>('0' + i % 10)};
    return digits;
}();

}  // namespace

TextBuffer& TextBuffer::put_long(std::string_view piece) {
    flush();
    text_ += piece;
    return *this;
}

TextBuffer& TextBuffer::put_escaped(std::string_view piece) {
    flush();
    append_json_escaped(text_, piece);
    return *this;
}

TextBuffer& TextBuffer::number(std::int64_t value) {
    std::array<char, 20> digits;
    char* const end = digits.data() + digits.size();
    char* at = end;
    std::uint64_t rest = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    do *--at = static_cast<char>('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (value < 0) *--at = '-';
    return put(std::string_view{at, static_cast<std::size_t>(end - at)});
}

TextBuffer& TextBuffer::day(Date day) {
    if (day < kFirstDate || day > kLastDate) return put(to_string(day));
    const date::year_month_day civil{day};
    const auto year = static_cast<unsigned>(static_cast<int>(civil.year()));
    char* const to = take(10);
    const auto two_digits = [to](std::size_t place, unsigned value) { std::memcpy(to + place, &kTwoDigits[value], 2); };
    two_digits(0, year / 100);
    two_digits(2, year % 100);
    to[4] = to[7] = '-';
    two_digits(5, static_cast<unsigned>(civil.month()));
    two_digits(8, static_cast<unsigned>(civil.day()));
    return *this;
}

}  // namespace zhixing
