/// @file
/// Templates of court documents (文书模板): checked once, filled many times.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "zhixing/catalogue.hpp"
#include "zhixing/error.hpp"
#include "zhixing/rulebook.hpp"

namespace zhixing {

/// A template is wrong: what, in which file, line and column. The code says what: `template.tag`, `template.field`,
/// `template.type`, `template.section`, `template.optional`, `template.markdown`, …
class TemplateError : public RuleError {
public:
    TemplateError(std::string code, Text message, std::string file, std::size_t line, std::size_t column);
    [[nodiscard]] std::size_t column() const noexcept { return column_; }  ///< in characters from 1; 0: of the whole line
    [[nodiscard]] std::string detail() const override;                     ///< `{"column":7}`

private:
    std::size_t column_;
};

/// What the command centre may do with a document (seed guideline, article 5).
enum class DocumentClass : std::uint8_t {
    a = 1,  ///< made by the centre, in bulk
    b,      ///< made only where the decision that it rests on is on record
    c       ///< decided by a panel or the president: never made by the centre
};

enum class FieldType : std::uint8_t { text = 1, number, money, date, limit, flag, party, list, law };

[[nodiscard]] std::string_view to_string(DocumentClass document_class) noexcept;  ///< `A`, `B`, `C`
[[nodiscard]] std::string_view to_string(FieldType type) noexcept;

/// A field that a template prints or asks.
struct TemplateField {
    std::string name;                  ///< as a tag names it, `court.phone`
    FieldType type = FieldType::text;
    Text label;
    bool needed = true;                ///< a document without it is refused
    std::string from;                  ///< where its value is taken from, as JSON; empty: the host gives it
    std::vector<std::string> members;  ///< of a party: those that the template prints (`name`, `address`)
    std::vector<TemplateField> items;  ///< of a list: the fields of each item that the template prints
};

/// What is made one of: a document for the case, for each party of a role, for each instance that events of a kind name.
struct TemplatePer {
    Word party_role = 0;        ///< 0: not for each party
    Kind kind = Kind::unknown;  ///< unknown: not for each instance
};

/// An office whose approval has to be on record, and how it stands in the signature block.
struct TemplateSign {
    Word role = 0;
    std::string zh;
    bool print = true;
};

/// A template as one who looks for it sees it.
struct TemplateInfo {
    std::string id, file;
    Word document = 0;             ///< a word of the catalogue; 0: one that it does not know
    std::string document_text;     ///< the same as written
    Text name, purpose;
    DocumentClass document_class = DocumentClass::c;
    TemplatePer per;
    bool seal = false;
    std::vector<TemplateSign> signs;
    std::vector<Kind> decision;       ///< any of these records what the document rests on; empty: nothing is asked
    std::vector<Word> outcomes;       ///< with one of these outcomes; empty: any but `denied`
    std::vector<Word> roles;          ///< by one of these offices; empty: whoever recorded it
    std::vector<std::pair<Kind, Kind>> with;  ///< one of the first kind counts only where one of the second is on record too
    std::vector<Citation> gate;       ///< why the class is what it is
    std::vector<std::string> seed;    ///< guideline articles
    bool own = false;                 ///< a court's own, not one of the library
};

namespace documents {
struct CompiledTemplate;
}

/// The templates that are in use with one rulebook. Immutable, cheap to copy, safe to share between threads.
class Templates {
public:
    /// The templates compiled into the library. @throws TemplateError, RuleError.
    [[nodiscard]] static Templates bundled(const Rulebook& rulebook);

    /// A copy with a court's own template, which replaces one of the same id. Its class is never less strict than that
    /// of the bundled templates of the same document; of a document that the library has no template of it is C.
    /// @param text the whole file: front matter and body. @param file its name, for errors.
    /// @throws TemplateError, RuleError.
    [[nodiscard]] Templates with(std::string_view text, std::string_view file) const;

    /// A copy in which a court's own DOCX lays out a template: the same tags, in its text, tables, headers and footers; all else of it is
    /// kept. A section that opens and closes in cells of one row repeats the row, one that does in paragraphs of their own what is between.
    /// Text and HTML are still made from the template's Markdown, gate and signers are its own.
    /// @param docx the file, 16 MB at most, without macros or links to outside. @param file its name, for errors.
    /// @throws RuleError `template.unknown`; InputError `docx.package` if it cannot be used; TemplateError whose file is the part
    /// (`form.docx/word/document.xml`) and whose line is the paragraph.
    [[nodiscard]] Templates with_docx(std::string_view id, std::string docx, std::string_view file) const;

    [[nodiscard]] std::size_t size() const noexcept;
    [[nodiscard]] const TemplateInfo& info(std::size_t index) const;
    /// Finds a template by its id or Chinese name.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const noexcept;
    /// @throws RuleError `template.unknown`.
    [[nodiscard]] std::size_t at(std::string_view id) const;
    /// The template that with() put in last; empty if none was.
    [[nodiscard]] std::optional<std::size_t> last() const noexcept;
    /// The fields that it uses, in the order in which it does.
    [[nodiscard]] std::vector<TemplateField> fields(std::size_t index) const;
    [[nodiscard]] const Rulebook& rulebook() const noexcept;

    /// @private for the layer itself
    [[nodiscard]] const documents::CompiledTemplate& compiled(std::size_t index) const;
    struct State;

private:
    explicit Templates(std::shared_ptr<const State> state) : state_{std::move(state)} {}
    std::shared_ptr<const State> state_;
};

/// `zhixing.templates/1`: all of them, without their fields.
[[nodiscard]] std::string to_json(const Templates& templates);
/// `zhixing.template/1`: one, with its fields.
[[nodiscard]] std::string template_json(const Templates& templates, std::size_t index);

}  // namespace zhixing
