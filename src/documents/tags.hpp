// A text with Mustache tags as a row of tokens. Of Mustache there are values {{x}}, sections {{#x}}…{{/x}} and
// {{^x}}…{{/x}}, and comments {{! }}; partials, other delimiters and unescaped values are refused, so that a template
// can read nothing and escape nothing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/template.hpp"

namespace zhixing::documents {

// A file, in which a piece of text begins at some byte: where an error is.
struct TemplateText {
    std::string_view text;
    std::string_view file;

    // @param at byte of `text`. The column counts characters.
    [[noreturn]] void fail(std::string code, Text message, std::size_t at) const;
};

struct Token {
    enum class Kind : unsigned char { text, newline, value, open, inverted, close };
    Kind kind = Kind::text;
    std::string_view text;      // of a tag its name
    std::size_t at = 0;         // byte in TemplateText
    std::size_t partner = 0;    // of a section's tag: the token of the other one
};

inline constexpr std::size_t kMaxTemplateBytes = 256 * 1024;
inline constexpr std::size_t kMaxSectionDepth = 8;
inline constexpr std::size_t kMaxTags = 4096;

// The tokens from byte `begin` on; comments are left out (and the line of one that stands alone). @throws TemplateError
[[nodiscard]] std::vector<Token> read_tags(const TemplateText& source, std::size_t begin = 0);

}  // namespace zhixing::documents
