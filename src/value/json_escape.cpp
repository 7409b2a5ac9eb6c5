#include "value/json_escape.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace zhixing {
namespace {

constexpr std::array<bool, 256> kNeedsEscape = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < 0x20; ++c) table[c] = true;
    table['"'] = table['\\'] = true;
    return table;
}();

bool needs_escape(char c) { return kNeedsEscape[static_cast<unsigned char>(c)]; }

constexpr std::uint64_t kOnes = 0x0101010101010101ULL;

// Eight bytes; the high bit of one is set if it needs an escape ("yes" may be said in vain, "no" never).
std::uint64_t escapes_of(const char* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    const auto below = [](std::uint64_t w, std::uint64_t bound) { return (w - kOnes * bound) & ~w; };
    return (below(word, 0x20) | below(word ^ (kOnes * '"'), 1) | below(word ^ (kOnes * '\\'), 1)) & (kOnes << 7U);
}

void append_escape(std::string& out, char c) {
    constexpr std::string_view hex = "0123456789abcdef";
    switch (c) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: break;
    }
    out += "\\u00";
    out += hex[static_cast<unsigned char>(c) >> 4U];
    out += hex[static_cast<unsigned char>(c) & 15U];
}

}  // namespace

std::size_t find_json_escape(std::string_view text, std::size_t at) noexcept {
    while (at + 8 <= text.size() && escapes_of(text.data() + at) == 0) at += 8;
    while (at < text.size() && !needs_escape(text[at])) ++at;
    return at;
}

bool needs_json_escape(std::string_view text) noexcept {
    if (text.size() < 8) return std::any_of(text.begin(), text.end(), needs_escape);
    std::uint64_t perhaps = escapes_of(text.data() + text.size() - 8);  // the last eight may have been seen
    for (std::size_t at = 0; at + 8 < text.size(); at += 8) perhaps |= escapes_of(text.data() + at);
    return perhaps != 0 && find_json_escape(text, 0) != text.size();
}

// Plain stretches are copied whole.
void append_json_escaped(std::string& out, std::string_view text) {
    for (std::size_t from = 0;;) {
        const std::size_t escape = find_json_escape(text, from);
        out.append(text.substr(from, escape - from));
        if (escape == text.size()) return;
        append_escape(out, text[escape]);
        from = escape + 1;
    }
}

}  // namespace zhixing
