// A text with Mustache tags as a row of tokens. Of Mustache there are values {{x}}, sections {{#x}}…{{/x}} and
// {{^x}}…{{/x}}, and comments {{! }}; partials, other delimiters and unescaped values are refused, so that a template
// can read nothing and escape nothing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/error.hpp"

namespace zhixing {

// A tag is wrong at some byte of the text. Whoever gave the text knows where that is and throws its own error.
struct TagError {
    std::string code;  // `template.tag`, `template.section`, `template.limit`
    Text message;
    std::size_t at;
};

struct Token {
    enum class Kind : unsigned char { text, newline, value, open, inverted, close };
    Kind kind = Kind::text;
    std::string_view text;      // of a tag its name
    std::size_t at = 0;         // byte in the text
    std::size_t partner = 0;    // of a section's tag: the token of the other one
};

inline constexpr std::size_t kMaxSectionDepth = 8;
inline constexpr std::size_t kMaxTags = 4096;

// The tokens from byte `begin` on; comments are left out (and the line of one that stands alone). @throws TagError
[[nodiscard]] std::vector<Token> read_tags(std::string_view text, std::size_t begin = 0);

}  // namespace zhixing
