#include "zhixing/chinese.hpp"

#include <array>
#include <cstddef>

#include "value/utf8.hpp"
#include "zhixing/error.hpp"

namespace zhixing {
namespace {

constexpr std::int64_t kGreatest = 9999'9999;
constexpr std::array<std::string_view, 10> kDigits = {"零", "一", "二", "三", "四",
                                                      "五", "六", "七", "八", "九"};

struct Unit {
    std::int64_t value;
    std::string_view name;
};
constexpr std::array kUnits = {Unit{10'000, "万"}, Unit{1'000, "千"}, Unit{100, "百"}, Unit{10, "十"}};

/// Writes a positive number, with one 零 where the place next below a unit is empty.
void append_number(std::string& out, std::int64_t number) {
    for (const Unit& unit : kUnits) {
        if (number < unit.value) continue;
        append_number(out, number / unit.value);
        out += unit.name;
        const std::int64_t rest = number % unit.value;
        if (rest == 0) return;
        if (rest < unit.value / 10) out += "零";
        append_number(out, rest);
        return;
    }
    out += kDigits[static_cast<std::size_t>(number)];
}

/// 零 to 九 at the front; also the signs that stand for zero in years, where `zero_signs` is set.
std::optional<int> take_digit(std::string_view& text, bool zero_signs) noexcept {
    for (std::size_t i = 0; i < kDigits.size(); ++i) {
        if (take_prefix(text, kDigits[i])) return static_cast<int>(i);
    }
    if (!zero_signs) return std::nullopt;
    // 〇 U+3007 is right; ○ U+25CB, 全角Ｏ, O, ◯ and Ο are what people type for it.
    for (const std::string_view zero : {"〇", "○", "Ｏ", "O", "◯", "Ο"}) {
        if (take_prefix(text, zero)) return 0;
    }
    return std::nullopt;
}

/// The value that a run of digits and units adds up to, right or wrong in form: 二百零三, 一十五, 十五万.
std::optional<std::int64_t> sum_up(std::string_view text) noexcept {
    std::int64_t myriads = 0;  // what stands before 万
    std::int64_t total = 0;
    std::optional<int> digit;
    while (!text.empty()) {
        if (const auto next = take_digit(text, false)) {
            digit = next;
        } else if (take_prefix(text, "万")) {
            if (myriads != 0) return std::nullopt;
            myriads = total + digit.value_or(0);
            total = 0;
            digit.reset();
        } else {
            const Unit* unit = kUnits.begin() + 1;
            while (unit != kUnits.end() && !take_prefix(text, unit->name)) ++unit;
            if (unit == kUnits.end()) return std::nullopt;
            total += digit.value_or(1) * unit->value;
            digit.reset();
        }
    }
    return myriads * 10'000 + total + digit.value_or(0);
}

/// The digits of a year: four Arabic ones, or four Chinese ones read one by one.
std::optional<int> parse_year(std::string_view text) noexcept {
    if (all_digits(text))
        return text.size() == 4 ? std::optional{static_cast<int>(digits_value(text))} : std::nullopt;
    int year = 0;
    for (int i = 0; i < 4; ++i) {
        if (text.empty()) return std::nullopt;
        const auto digit = take_digit(text, true);
        if (!digit) return std::nullopt;
        year = year * 10 + *digit;
    }
    return text.empty() ? std::optional{year} : std::nullopt;
}

/// A month or a day: 5, 05, 五, 十五, 三十一.
std::optional<unsigned> parse_small(std::string_view text) {
    if (all_digits(text)) {
        return text.size() <= 2 ? std::optional{static_cast<unsigned>(digits_value(text))} : std::nullopt;
    }
    const auto number = parse_chinese_number(text);
    return number && *number < 100 ? std::optional{static_cast<unsigned>(*number)} : std::nullopt;
}

/// What stands before `mark`, taken off together with it.
std::optional<std::string_view> take_until(std::string_view& text, std::string_view mark) noexcept {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(at + mark.size());
    return part;
}

}  // namespace

std::string chinese_number(std::int64_t number) {
    if (number < 0 || number > kGreatest) {
        const std::string written = std::to_string(number);
        throw InputError{"number.range",
                         {"数字" + written + "无法写成中文，应在0至99999999之间",
                          "cannot write " + written + " in Chinese; expected 0 to 99999999"}};
    }
    std::string out;
    append_number(out, number);
    if (out.starts_with("一十")) out.erase(0, std::string_view{"一"}.size());
    return out;
}

std::optional<std::int64_t> parse_chinese_number(std::string_view text) {
    const auto value = text.size() <= 64 ? sum_up(text) : std::nullopt;
    if (!value || *value > kGreatest) return std::nullopt;
    // The sum is lenient (二三 is 3 to it), so the form is judged by writing the value again.
    const std::string canonical = chinese_number(*value);
    const bool as_written = text == canonical || (canonical.starts_with("十") && text == "一" + canonical);
    return as_written ? value : std::nullopt;
}

std::string chinese_date(Date day) {
    const date::year_month_day ymd{day};
    std::string out;
    for (const char c : std::to_string(int{ymd.year()})) {
        out += c == '0' ? "〇" : is_digit(c) ? kDigits[static_cast<std::size_t>(c - '0')] : "负";
    }
    return out + "年" + chinese_number(unsigned{ymd.month()}) + "月" + chinese_number(unsigned{ymd.day()}) +
           "日";
}

std::optional<Date> parse_chinese_date(std::string_view text) {
    const auto year_text = take_until(text, "年");
    const auto month_text = take_until(text, "月");
    const auto day_text = take_until(text, "日");
    if (!year_text || !month_text || !day_text || !text.empty()) return std::nullopt;
    const auto year = parse_year(*year_text);
    const auto month = parse_small(*month_text);
    const auto day = parse_small(*day_text);
    if (!year || !month || !day) return std::nullopt;
    const date::year_month_day ymd{date::year{*year}, date::month{*month}, date::day{*day}};
    if (!ymd.ok() || Date{ymd} < kFirstDate || Date{ymd} > kLastDate) return std::nullopt;
    return Date{ymd};
}

}  // namespace zhixing
