#include "value/json_writer.hpp"

namespace zhixing {
namespace {

bool needs_escape(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

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
        if (!needs_escape(value[i])) continue;
        out_.append(value.substr(from, i - from));
        append_escape(out_, value[i]);
        from = i + 1;
    }
    out_.append(value.substr(from));
    out_ += '"';
}

}  // namespace zhixing
