#include "dossier/csv_values.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "dossier/csv_scanner.hpp"
#include "value/utf8.hpp"

namespace zhixing {
namespace {

constexpr std::string_view kFormulaStarts = "=+-@\t\r";

/// Takes a number of one or two digits off and writes it with two.
bool take_two_digits(std::string_view& text, std::string& out) {
    const std::size_t digits = count_digits(text);
    if (digits == 0 || digits > 2) return false;
    if (digits == 1) out += '0';
    out += text.substr(0, digits);
    text.remove_prefix(digits);
    return true;
}

struct DateMarks {
    std::string_view after_year, after_month, after_day;
};
constexpr std::array<DateMarks, 4> kDateMarks = {
    {{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}}};

/// Takes a date off the front of `text` and writes it as ISO 8601.
bool take_date(std::string_view& text, const DateMarks& marks, std::string& out) {
    if (count_digits(text) != 4) return false;
    out = text.substr(0, 4);
    text.remove_prefix(4);
    if (!take_prefix(text, marks.after_year)) return false;
    out += '-';
    if (!take_two_digits(text, out) || !take_prefix(text, marks.after_month)) return false;
    out += '-';
    return take_two_digits(text, out) && take_prefix(text, marks.after_day);
}

}  // namespace

bool is_header_kind(std::string_view kind) noexcept { return kind == kHeaderKind || kind == "卷宗"; }

bool needs_protection(std::string_view value) noexcept {
    value.remove_prefix(std::min(value.find_first_not_of('\''), value.size()));
    if (value.empty()) return false;
    return kFormulaStarts.find(value.front()) != std::string_view::npos || is_header_kind(value);
}

std::string_view without_protection(std::string_view cell) noexcept {
    if (cell.starts_with('\'') && needs_protection(cell)) cell.remove_prefix(1);
    return cell;
}

std::string iso_date(std::string_view written) {
    for (const DateMarks& marks : kDateMarks) {
        std::string_view rest = without_outer_space(written);
        std::string date;
        if (!take_date(rest, marks, date)) continue;
        if (rest.empty()) return date;
        if (!take_prefix(rest, "T")) rest = without_outer_space(rest);
        date += 'T';
        if (!take_two_digits(rest, date)) break;
        return date += rest;
    }
    return std::string{without_outer_space(written)};
}

std::string without_grouping(std::string_view amount) {
    amount = without_outer_space(amount);
    std::string plain;
    std::string_view rest = amount;
    if (take_prefix(rest, "-")) plain += '-';
    const std::size_t first = count_digits(rest);
    if (first == 0 || first > 3) return std::string{amount};
    plain += rest.substr(0, first);
    rest.remove_prefix(first);
    while (take_prefix(rest, ",")) {
        if (count_digits(rest) != 3) return std::string{amount};
        plain += rest.substr(0, 3);
        rest.remove_prefix(3);
    }
    return plain += rest;
}

}  // namespace zhixing
