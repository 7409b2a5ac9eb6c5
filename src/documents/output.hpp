// A document as text and as HTML.
#pragma once

#include <string>

#include "documents/model.hpp"

namespace zhixing::documents {

[[nodiscard]] std::string to_text(const Document& document);
[[nodiscard]] std::string to_html(const Document& document);

}  // namespace zhixing::documents
