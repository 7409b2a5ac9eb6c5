#include "documents/template_text.hpp"

#include <algorithm>

#include "value/utf8.hpp"

namespace zhixing::documents {

void TemplateText::fail(std::string code, Text message, std::size_t at) const {
    const std::string_view before = text.substr(0, std::min(at, text.size()));
    const auto line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    std::string_view in_line = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
    std::size_t column = 1;
    while (!in_line.empty()) {
        take_glyph(in_line);
        ++column;
    }
    throw TemplateError{std::move(code), std::move(message), std::string{file}, line, column};
}

std::vector<Token> TemplateText::tokens(std::size_t begin) const {
    try {
        return read_tags(text, begin);
    } catch (const TagError& error) {
        fail(error.code, error.message, error.at);
    }
}

}  // namespace zhixing::documents
