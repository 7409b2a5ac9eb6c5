// A court's own DOCX as the layout of a template: the same tags, in its document, headers and footers.
#pragma once

#include <string>
#include <vector>

#include "documents/program.hpp"

namespace zhixing::documents {

struct DocxTemplate {
    std::string package;
    std::vector<std::string> parts;  // that have tags
    CompiledTemplate program;        // the XML of these parts, each ended by a page, with values in it
};

// @param of the template that it lays out, whose fields it may use.
// @throws InputError `docx.package`, TemplateError with part, paragraph and text of what is wrong.
[[nodiscard]] DocxTemplate read_docx_template(std::string package, const std::string& file, const CompiledTemplate& of);

// The package with the parts that its program made; all else is kept to the byte, as it is compressed.
[[nodiscard]] std::string fill_docx(const DocxTemplate& layout, const Document& made);

}  // namespace zhixing::documents
