/// @file
/// Walking UTF-8 text one character at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace zhixing {

inline constexpr char32_t kMalformed = 0xFFFF'FFFF;

/// One character: its code point and the bytes it was written with.
struct Glyph {
    char32_t code;
    std::string_view bytes;
};

/// First character of a text that is not empty; bytes that are no UTF-8 come one by one as kMalformed.
inline Glyph first_glyph(std::string_view text) noexcept {
    const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(0);
    if (lead < 0x80) return {lead, text.substr(0, 1)};
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return {kMalformed, text.substr(0, 1)};
    char32_t code = lead & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0U) != 0x80) return {kMalformed, text.substr(0, 1)};
        code = code << 6 | (byte(i) & 0x3FU);
    }
    const char32_t least = size == 4 ? 0x10000 : size == 3 ? 0x800 : 0x80;
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < least || code > 0x10FFFF || surrogate) return {kMalformed, text.substr(0, 1)};
    return {code, text.substr(0, size)};
}

/// Takes the first character off `text`, which is not empty.
inline Glyph take_glyph(std::string_view& text) noexcept {
    const Glyph glyph = first_glyph(text);
    text.remove_prefix(glyph.bytes.size());
    return glyph;
}

/// Takes `prefix` off `text` if it stands there.
inline bool take_prefix(std::string_view& text, std::string_view prefix) noexcept {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

/// Takes `suffix` off `text` if it stands there.
inline bool take_suffix(std::string_view& text, std::string_view suffix) noexcept {
    if (!text.ends_with(suffix)) return false;
    text.remove_suffix(suffix.size());
    return true;
}

/// `isdigit` without a locale.
inline constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

inline bool all_digits(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// The value of decimal digits; the caller has seen to it that there are at most 18 of them.
inline constexpr long long digits_value(std::string_view digits) noexcept {
    long long value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

/// How many ASCII digits `text` begins with.
inline std::size_t count_digits(std::string_view text) noexcept {
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

}  // namespace zhixing
