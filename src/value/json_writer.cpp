#include "value/json_writer.hpp"

#include <cstdint>
#include <cstring>

namespace zhixing {
namespace {

bool needs_escape(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

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

}  // namespace

void JsonWriter::quote(std::string_view value) {
    out_ += '"';
    std::size_t from = 0;  // plain stretches are copied whole
    for (std::size_t i = 0; i < value.size(); ++i) {
        while (i + 8 <= value.size() && !any_needs_escape(value.data() + i)) i += 8;
        if (i == value.size()) break;
        if (!needs_escape(value[i])) continue;
        out_.append(value.substr(from, i - from));
        append_escape(out_, value[i]);
        from = i + 1;
    }
    out_.append(value.substr(from));
    out_ += '"';
}

}  // namespace zhixing
