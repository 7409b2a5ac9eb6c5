// A part of a court's own DOCX (the document, a header, a footer): its text with the tags in it, and the XML round them.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "documents/template_text.hpp"

namespace zhixing::documents {

// XML up to a tag, and the tag: a position in the tokens. The last piece has no tag.
struct DocxPiece {
    static constexpr std::size_t kEnd = static_cast<std::size_t>(-1);
    std::string xml;
    std::size_t token = kEnd;
};

class DocxPart {
public:
    // @throws InputError `docx.package` if it is no XML, or too deep.
    DocxPart(std::string name, const std::string& xml, const std::string& file);
    ~DocxPart();
    DocxPart(DocxPart&&) noexcept;
    DocxPart& operator=(DocxPart&&) noexcept;

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    // Its paragraphs, a line each. Word splits a paragraph into runs where it likes, also within a tag; here it is whole.
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    [[nodiscard]] std::size_t paragraphs() const noexcept;

    // Takes the part apart at its tags, once. A section that opens and closes in paragraphs of their own goes round what is between
    // them, one that opens and closes in cells of a row round the row, one in rows of their own round the rows between; any other
    // stands within one paragraph.
    // @param source the texts of all parts, of which this one begins at byte `begin`. @param tokens of `source`.
    // @throws TemplateError `template.section` for a section that would leave the XML broken.
    [[nodiscard]] std::vector<DocxPiece> take_apart(const TemplateText& source, std::size_t begin, const std::vector<Token>& tokens);

private:
    struct Tree;
    std::string name_, text_;
    std::unique_ptr<Tree> tree_;
};

}  // namespace zhixing::documents
