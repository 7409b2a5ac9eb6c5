// The text of a template in its file, so that what is wrong with it is told with file, line and column.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "law/tags.hpp"
#include "zhixing/template.hpp"

namespace zhixing::documents {

inline constexpr std::size_t kMaxTemplateBytes = 256 * 1024;

struct TemplateText {
    std::string_view text;
    std::string_view file;

    // @param at byte of `text`. The column counts characters.
    [[noreturn]] void fail(std::string code, Text message, std::size_t at) const;

    // The tokens from byte `begin` on (law/tags.hpp). @throws TemplateError
    [[nodiscard]] std::vector<Token> tokens(std::size_t begin = 0) const;
};

}  // namespace zhixing::documents
