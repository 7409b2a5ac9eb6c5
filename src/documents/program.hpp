// A template as it is carried out: its text taken apart once, so that making a document only puts values in.
// What a value says is never read as a tag or as Markdown: it comes in after both have been read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "documents/model.hpp"
#include "documents/template_text.hpp"
#include "documents/value.hpp"

namespace zhixing::documents {

// What a tag names: a field of the document, or a column of the list that a section goes through.
struct Slot {
    static constexpr std::uint16_t kItem = 0xFFFF;   // `field` of {{index}} and {{#last}}, and of a list of parties its party
    static constexpr std::uint16_t kFirst = 0xFFFE;  // of {{#first}}
    std::uint8_t depth = 0;     // 0: of the document; n: of the n-th section over a list, from outside
    std::uint16_t field = 0;    // in CompiledTemplate::fields, or in the items of the list
    FieldType type = FieldType::text;
    Print print{};
    bool required = true;       // nothing on record: the value is missing
    std::string name{};         // as the tag has it
    Text label{};

    // {{index}}, {{#first}} and {{#last}}: of the place in the list, not of what stands there.
    [[nodiscard]] bool of_place() const noexcept { return depth > 0 && (field == kFirst || (field == kItem && (type == FieldType::number || type == FieldType::flag))); }
};

// A tag of a section: what it asks, and of a list that it goes through the items.
struct Section {
    Slot slot;
    bool inverted = false, loop = false;
};

struct Op {
    enum class Kind : std::uint8_t { paragraph, item, text, value, open, close, table, row, cell, page, signature, xml };
    Kind kind = Kind::text;
    Style style = Style::body;  // paragraph
    bool bold = false;          // text, value
    bool block = false;         // open: round whole paragraphs or rows
    std::uint32_t at = 0;       // text, xml: in texts; value: in slots; open: in sections; table: in tables; item: its number if the list has just begun
    std::uint32_t end = 0;      // open: position of its close
};

struct TableHead {
    std::vector<Align> columns;
};

// Names and sections of a template's tags.
struct TagTable {
    std::vector<Field> fields;      // of the document, as they are first named
    std::vector<Slot> slots;
    std::vector<Section> sections;
};

struct DocxTemplate;

struct CompiledTemplate {
    TemplateInfo info;
    TagTable tags;
    std::vector<Op> ops;
    std::vector<std::string> texts;
    std::vector<TableHead> tables;
    std::shared_ptr<const FieldBook> book;
    std::vector<Field> own;                     // that its front matter declares
    std::shared_ptr<const DocxTemplate> docx;   // a court's own layout of it; null: ours
};

// Names tags in the order in which they stand in a text. Every tag is checked: that there is such a field, that it can be
// printed or asked so, that what may be absent is only printed where it is there.
class TagNamer {
public:
    // @param own fields of the template, which come before those of the book. All must outlive the namer.
    TagNamer(const FieldBook& book, const std::vector<Field>& own, const TemplateText& source) : book_{book}, own_{own}, source_{source} {}

    std::uint32_t value(const Token& token);   // position in slots
    std::uint32_t open(const Token& token);    // position in sections; `close` ends it
    void close();
    [[nodiscard]] TagTable take();

private:
    [[nodiscard]] Slot resolve(const Token& token);
    [[nodiscard]] bool resolve_in(const Field& list, std::uint8_t depth, const std::string& name, Slot& slot) const;
    [[nodiscard]] bool finish(const Field& field, std::string_view rest, Slot& slot) const;
    [[nodiscard]] bool guarded(const Slot& slot) const;
    [[nodiscard]] std::uint16_t use(const Field& field);  // its position in `used_`
    [[nodiscard]] const Field& field_of(const Slot& slot) const;

    const FieldBook& book_;
    const std::vector<Field>& own_;
    const TemplateText& source_;
    TagTable table_;
    std::vector<const Field*> used_;
    std::vector<std::uint32_t> open_;          // sections
    std::vector<const Field*> lists_;          // that open sections go through
};

// Reads the body of a template from byte `begin` of `source` on. @throws TemplateError
void compile_body(const TemplateText& source, std::size_t begin, TagNamer& namer, CompiledTemplate& out);

// Reads a whole template. @throws TemplateError, RuleError
[[nodiscard]] CompiledTemplate compile_template(const TemplateText& source, const std::shared_ptr<const FieldBook>& book, const Rulebook& rulebook);

}  // namespace zhixing::documents
