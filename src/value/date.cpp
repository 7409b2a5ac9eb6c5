#include "zhixing/date.hpp"

#include <array>
#include <cstddef>
#include <cstdlib>

#include "zhixing/error.hpp"

namespace zhixing {
namespace {

constexpr unsigned kNoNumber = 10'000;  // more than any number of two digits and than their pairs

/// Two digits at `at`; kNoNumber when they are none. One comparison catches both sides of '0'…'9'.
constexpr unsigned two_digits(std::string_view text, std::size_t at) noexcept {
    const unsigned tens = static_cast<unsigned char>(text[at]) - unsigned{'0'};
    const unsigned ones = static_cast<unsigned char>(text[at + 1]) - unsigned{'0'};
    return tens > 9 || ones > 9 ? kNoNumber : tens * 10 + ones;
}

std::optional<Date> existing_day(unsigned year, unsigned month, unsigned day) noexcept {
    if (year < 1900 || year > 2199 || month > 12 || day > 31) return std::nullopt;
    const date::year_month_day ymd{date::year{static_cast<int>(year)}, date::month{month}, date::day{day}};
    if (!ymd.ok()) return std::nullopt;
    return Date{ymd};
}

/// `hh:mm[:ss]` without a zone.
std::optional<std::chrono::seconds> parse_time(std::string_view text) noexcept {
    const bool with_seconds = text.size() == 8;
    if ((text.size() != 5 && !with_seconds) || text[2] != ':') return std::nullopt;
    if (with_seconds && text[5] != ':') return std::nullopt;
    const unsigned hour = two_digits(text, 0);
    const unsigned minute = two_digits(text, 3);
    const unsigned second = with_seconds ? two_digits(text, 6) : 0;
    if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
    return std::chrono::seconds{hour * 3600 + minute * 60 + second};
}

/// The zone is dropped, not applied: the hosts that write one mean the civil time of the court.
std::string_view without_zone(std::string_view time) noexcept {
    if (time.ends_with('Z'))
        time.remove_suffix(1);
    else if (time.ends_with("+08:00"))
        time.remove_suffix(6);
    return time;
}

void append_padded(std::string& out, unsigned value, std::size_t width) {
    const std::size_t from = out.size();
    out.append(width, '0');
    for (std::size_t i = width; i-- > 0 && value != 0; value /= 10) out[from + i] = static_cast<char>('0' + value % 10);
}

constexpr char digit(unsigned value) { return static_cast<char>('0' + value % 10); }

std::string iso(date::year_month_day ymd) {
    const int year = int{ymd.year()};
    const unsigned month{ymd.month()};
    const unsigned day{ymd.day()};
    if (year >= 0 && year <= 9999) {  // at once: answers are full of dates
        const auto y = static_cast<unsigned>(year);
        const std::array text{digit(y / 1000), digit(y / 100), digit(y / 10), digit(y), '-', digit(month / 10), digit(month), '-', digit(day / 10), digit(day)};
        return {text.data(), text.size()};
    }
    std::string out = year < 0 ? "-" : "";
    append_padded(out, static_cast<unsigned>(std::abs(year)), 4);
    out += '-';
    append_padded(out, month, 2);
    out += '-';
    append_padded(out, day, 2);
    return out;
}

}  // namespace

Date make_date(int year, unsigned month, unsigned day) {
    // A negative year becomes a huge one and is refused with the others.
    if (const auto made = existing_day(static_cast<unsigned>(year), month, day)) return *made;
    const std::string written =
        std::to_string(year) + "-" + std::to_string(month) + "-" + std::to_string(day);
    throw InputError{"input.date",
                     {"没有这一天：" + written + "；应为1900年至2199年间存在的日期",
                      "no such day: " + written + "; expected a day that exists, 1900 to 2199"}};
}

std::optional<Date> parse_date(std::string_view text) noexcept {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    // What is no number is out of range for every part.
    return existing_day(two_digits(text, 0) * 100 + two_digits(text, 2), two_digits(text, 5),
                        two_digits(text, 8));
}

std::optional<DateTime> parse_date_time(std::string_view text) noexcept {
    const auto day = parse_date(text.substr(0, 10));
    if (!day || text.size() == 10) return day;
    if (text[10] != 'T' && text[10] != ' ') return std::nullopt;
    const auto time = parse_time(without_zone(text.substr(11)));
    if (!time) return std::nullopt;
    return *day + *time;
}

std::string to_string(Date day) { return iso(date::year_month_day{day}); }

std::string to_string(DateTime time) {
    const Date day = date::floor<date::days>(time);
    const auto seconds = static_cast<unsigned>((time - day).count());
    std::string out = to_string(day);
    out.reserve(out.size() + 9);
    char mark = 'T';
    for (const unsigned part : {seconds / 3600, seconds / 60 % 60, seconds % 60}) {
        const std::array text{mark, digit(part / 10), digit(part)};
        out.append(text.data(), text.size());
        mark = ':';
    }
    return out;
}

}  // namespace zhixing
