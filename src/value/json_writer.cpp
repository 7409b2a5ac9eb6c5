#include "value/json_writer.hpp"

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

// Whether one of eight bytes needs an escape ("yes" may be said in vain, "no" never).
bool any_needs_escape(const char* bytes) {
    constexpr std::uint64_t ones = 0x0101010101010101ULL;
    constexpr std::uint64_t highs = 0x8080808080808080ULL;
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    const auto zero_in = [](std::uint64_t w) { return (w - ones) & ~w & highs; };
    const std::uint64_t control = (word - ones * 0x20) & ~word & highs;
    return (control | zero_in(word ^ (ones * '"')) | zero_in(word ^ (ones * '\\'))) != 0;
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

// The first character from `at` on that needs an escape, or the end.
std::size_t find_escape(std::string_view text, std::size_t at) {
    while (at + 8 <= text.size() && !any_needs_escape(text.data() + at)) at += 8;
    while (at < text.size() && !needs_escape(text[at])) ++at;
    return at;
}

// Plain stretches are copied whole.
void append_escaped(std::string& out, std::string_view text) {
    for (std::size_t from = 0;;) {
        const std::size_t escape = find_escape(text, from);
        out.append(text.substr(from, escape - from));
        if (escape == text.size()) return;
        append_escape(out, text[escape]);
        from = escape + 1;
    }
}

}  // namespace

void JsonWriter::quote(std::string_view value) {
    out_ += '"';
    append_escaped(out_, value);
    out_ += '"';
}

void JsonWriter::escape_from(std::size_t begin) {
    if (find_escape(out_, begin) == out_.size()) return;
    const std::string text = out_.substr(begin);
    out_.resize(begin);
    append_escaped(out_, text);
}

}  // namespace zhixing
