// A document as DOCX, laid out by the courts' norm (docx_styles.hpp).
#pragma once

#include <string>

#include "documents/model.hpp"

namespace zhixing::documents {

// The same bytes whenever and wherever it is made; nothing in them tells the time.
[[nodiscard]] std::string to_docx(const Document& document);

// The part word/document.xml of it.
[[nodiscard]] std::string document_xml(const Document& document);

}  // namespace zhixing::documents
