#include "journal/text_mask.hpp"

#include <algorithm>
#include <array>

#include "value/utf8.hpp"
#include "zhixing/date.hpp"

namespace zhixing {
namespace {

constexpr std::string_view kCross = "×";
constexpr std::size_t kLeastCrossed = 4;
constexpr std::size_t kLongNumber = 7;

std::vector<Glyph> glyphs_of(std::string_view text) {
    std::vector<Glyph> glyphs;
    while (!text.empty()) glyphs.push_back(take_glyph(text));
    return glyphs;
}

bool is_digit_of_any_width(char32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }
bool is_latin(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_check_character(char32_t c) { return c == 'X' || c == 'x' || c == 0xFF38 || c == 0xFF58; }
bool is_capital(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 0xFF21 && c <= 0xFF3A); }

// What people put between the digits of one number, and what nobody sees.
bool is_between(char32_t c) {
    constexpr std::array<char32_t, 19> kBetween{' ', '\t', '-', '_', '.', '*', '/', 0xA0, 0xAD, 0xB7, 0x200B, 0x200C, 0x200D, 0x2010, 0x2013, 0x2014, 0x2060, 0x3000, 0xFEFF};
    return std::ranges::find(kBetween, c) != kBetween.end() || c == 0xFF0D || c == 0x00D7 || (c >= 0x2000 && c <= 0x200A);
}

bool is_province(std::string_view character) {
    constexpr std::string_view kProvinces = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新使领学警港澳军空海";
    for (std::size_t at = 0; at < kProvinces.size(); at += 3) {
        if (kProvinces.substr(at, 3) == character) return true;
    }
    return false;
}

// Walks free text and crosses out as it goes.
class Scanner {
public:
    Scanner(std::string_view text, const std::vector<std::pair<std::string, std::string>>& names) : text_{text}, names_{names} {}

    std::string run() {
        while (!text_.empty()) {
            if (!take_name() && !take_date() && !take_number() && !take_plate()) out_ += take_glyph(text_).bytes;
        }
        return std::move(out_);
    }

private:
    bool take_name() {
        for (const auto& [name, masked] : names_) {
            if (!take_prefix(text_, name)) continue;
            out_ += masked;
            return true;
        }
        return false;
    }

    // 2023-03-01, with no digit before it or behind it, nor anything that could bind it to one.
    bool take_date() {
        constexpr std::size_t kLength = 10;
        if (!parse_date(text_.substr(0, kLength)) || (text_.size() > kLength && is_digit_of_any_width(after(kLength)))) return false;
        if (text_.size() > kLength && is_between(after(kLength)) && digits_follow(text_.substr(kLength))) return false;
        out_ += text_.substr(0, kLength);
        text_.remove_prefix(kLength);
        return true;
    }
    [[nodiscard]] char32_t after(std::size_t at) const { return first_glyph(text_.substr(at)).code; }
    static bool digits_follow(std::string_view rest) {
        while (!rest.empty() && is_between(first_glyph(rest).code)) (void)take_glyph(rest);
        return !rest.empty() && is_digit_of_any_width(first_glyph(rest).code);
    }

    // A run of digits with whatever stands between them; crossed out if it is long.
    bool take_number() {
        if (!is_digit_of_any_width(first_glyph(text_).code)) return false;
        std::string_view rest = text_, end = text_;
        std::size_t digits = 0;
        while (!rest.empty() && (is_digit_of_any_width(first_glyph(rest).code) || is_between(first_glyph(rest).code))) {
            if (!is_digit_of_any_width(take_glyph(rest).code)) continue;
            ++digits;
            end = rest;
        }
        std::string_view run = text_.substr(0, text_.size() - end.size());
        text_ = end;
        if (digits < kLongNumber) {
            out_ += run;
            return true;
        }
        if (!text_.empty() && is_check_character(first_glyph(text_).code)) (void)take_glyph(text_), ++digits;
        for (std::size_t i = 0; i < digits; ++i) out_ += kCross;
        return true;
    }

    // 豫R12345, 豫R·D12345: a province, a letter, five or six letters and digits.
    bool take_plate() {
        std::string_view rest = text_;
        if (!is_province(take_glyph(rest).bytes) || rest.empty() || !is_capital(take_glyph(rest).code)) return false;
        const std::string_view head = text_.substr(0, text_.size() - rest.size());
        std::size_t places = 0;
        while (!rest.empty() && places < 6) {
            const char32_t c = first_glyph(rest).code;
            if (is_capital(c) || is_latin(c) || is_digit_of_any_width(c)) ++places;
            else if (!is_between(c)) break;
            (void)take_glyph(rest);
        }
        if (places < 5) return false;
        out_ += head;
        for (std::size_t i = 0; i < places; ++i) out_ += kCross;
        text_ = rest;
        return true;
    }

    std::string_view text_;
    const std::vector<std::pair<std::string, std::string>>& names_;
    std::string out_;
};

}  // namespace

std::string cross(std::string_view text, std::size_t first, std::size_t last) {
    const std::vector<Glyph> glyphs = glyphs_of(text);
    if (first + last + kLeastCrossed > glyphs.size()) first = last = 0;
    std::string out;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        const bool kept = i < first || i >= glyphs.size() - last;
        out += kept ? glyphs[i].bytes : kCross;
    }
    return out;
}

std::string surname_only(std::string_view name, const std::vector<std::string>& compound) {
    if (name.empty()) return {};
    const Glyph first = first_glyph(name);
    if (is_latin(first.code)) return std::string{first.bytes};
    for (const std::string& surname : compound) {
        if (name.starts_with(surname) && name.size() > surname.size()) return surname + "某";
    }
    return std::string{first.bytes} + "某";
}

std::string county_of(std::string_view address) {
    constexpr std::string_view kRegion = "自治区", kMarket = "市场";
    constexpr std::array<std::string_view, 11> kBelow{"路", "街", "巷", "号", "村", "镇", "组", "栋", "幢", "楼", "园"};  // what follows a county
    std::string kept, city;
    while (!address.empty()) {
        if (take_prefix(address, kRegion)) {
            kept += kRegion;
            continue;
        }
        if (address.starts_with(kMarket)) break;
        const std::string_view character = take_glyph(address).bytes;
        if (std::ranges::find(kBelow, character) != kBelow.end()) break;
        kept += character;
        if (character == "市") city = kept;
        if (character == "县" || character == "旗" || (character == "区" && !city.empty())) return kept;
    }
    return city;
}

std::string scan(std::string_view text, const std::vector<std::pair<std::string, std::string>>& names) { return Scanner{text, names}.run(); }

}  // namespace zhixing
