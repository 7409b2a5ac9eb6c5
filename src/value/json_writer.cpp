#include "value/json_writer.hpp"

#include "value/json_escape.hpp"

namespace zhixing {

void JsonWriter::quote(std::string_view value) {
    out_ += '"';
    append_json_escaped(out_, value);
    out_ += '"';
}

void JsonWriter::escape_from(std::size_t begin) {
    if (find_json_escape(out_, begin) == out_.size()) return;
    const std::string text = out_.substr(begin);
    out_.resize(begin);
    append_json_escaped(out_, text);
}

}  // namespace zhixing
