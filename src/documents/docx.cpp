#include "documents/docx.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "documents/docx_styles.hpp"
#include "documents/package.hpp"
#include "documents/xml_text.hpp"
#include "value/utf8.hpp"

namespace zhixing::documents {
namespace {

constexpr std::string_view kHead =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
    R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>)";
// Where the seal is set: programs that seal papers look for the bookmark. It covers nothing.
constexpr std::string_view kSealBegin = R"(<w:bookmarkStart w:id="0" w:name="seal"/>)", kSealEnd = R"(<w:bookmarkEnd w:id="0"/>)";

// The width of a text in columns of half a character; one of two bytes or less is narrow.
std::size_t width_of(const Cell& cell) {
    std::size_t width = 0, widest = 0;
    for (const Run& run : cell.runs) {
        for (std::string_view text = run.text; !text.empty();) {
            const Glyph glyph = take_glyph(text);
            width = glyph.code == '\n' ? 0 : width + (glyph.bytes.size() > 2 ? 2 : 1);
            widest = std::max(widest, width);
        }
    }
    return widest;
}

constexpr std::size_t kLeast = 6, kMost = 36;  // of a column, in half characters

std::size_t column_weight(const Table& table, std::size_t column) {
    const auto width = [column](const std::vector<Cell>& cells) { return column < cells.size() ? width_of(cells[column]) : 0; };
    std::size_t widest = 0;
    for (const auto& row : table.rows) widest = std::max(widest, width(row));
    // Where nothing stands, someone is to write.
    const std::size_t head = width(table.header);
    if (widest == 0) return head == 0 ? kMost : std::max(head + 2, kMost / 3);
    return std::clamp(std::max(widest, head) + 2, kLeast, kMost);
}

// Room by what stands in them, but none too narrow to read and none that takes all; together the width of the type area.
std::vector<int> column_widths(const Table& table) {
    std::vector<std::size_t> weights;
    for (std::size_t i = 0; i < table.columns.size(); ++i) weights.push_back(column_weight(table, i));
    const auto sum = static_cast<int>(std::accumulate(weights.begin(), weights.end(), std::size_t{0}));
    std::vector<int> widths;
    for (const std::size_t weight : weights) widths.push_back(kPage.type_width * static_cast<int>(weight) / sum);
    return widths;
}

class Writer {
public:
    explicit Writer(const Document& document) : document_{document} { xml_.reserve(16 * 1024); }

    std::string write() {
        xml_ += kHead;
        for (at_ = 0; at_ < document_.blocks.size(); ++at_) std::visit([this](const auto& block) { put(block); }, document_.blocks[at_]);
        // A table must not be the last of a body.
        if (after_table_) gap(0);
        static const std::string section = section_xml();
        return std::move(xml_.append(section).append("</w:body></w:document>"));
    }

private:
    const Block* next() const { return at_ + 1 < document_.blocks.size() ? &document_.blocks[at_ + 1] : nullptr; }
    const Block* previous() const { return at_ > 0 ? &document_.blocks[at_ - 1] : nullptr; }
    static bool is(const Block* block, Style style) {
        const auto* const paragraph = block ? std::get_if<Paragraph>(block) : nullptr;
        return paragraph && paragraph->style == style;
    }
    static bool closes(const Block* block) { return is(block, Style::signature) || is(block, Style::date); }

    void put(const PageBreak&) {
        if (!next()) return;
        new_page_ = true;
    }

    void put(const Paragraph& paragraph) {
        xml_.append(R"(<w:p><w:pPr><w:pStyle w:val=")").append(style_id(paragraph.style)).append("\"/>");
        // The closing stands on a page with the text before it, never alone.
        if (paragraph.style != Style::signature && closes(next())) xml_ += "<w:keepNext/>";
        take_page_break();
        if (closes(&document_.blocks[at_])) room_for_seal(paragraph.style);
        xml_ += "</w:pPr>";
        const bool seal = document_.seal && paragraph.style == Style::date;
        if (seal) xml_ += kSealBegin;
        runs(paragraph.runs);
        if (seal) xml_ += kSealEnd;
        xml_ += "</w:p>";
        after_table_ = false;
    }

    // A seal of 42 mm round the middle of the date reaches two lines up and down; no other text may stand there.
    void room_for_seal(Style style) {
        const bool first = !closes(previous());
        const bool sealed = document_.seal && style == Style::date;
        if (!first && !sealed) return;
        const int before = sealed ? 2 : 1;
        const int after = sealed && next() && !std::holds_alternative<PageBreak>(*next()) ? 2 : 0;
        xml_.append(R"(<w:spacing w:before=")").append(std::to_string(before * kPage.line())).append(R"(" w:after=")").append(std::to_string(after * kPage.line())).append("\"/>");
    }

    void put(const Table& table) {
        if (after_table_ || new_page_) gap(new_page_ ? 0 : kPage.line() / 2);
        const std::vector<int> widths = column_widths(table);
        xml_ += R"(<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>)";
        for (const int width : widths) xml_.append(R"(<w:gridCol w:w=")").append(std::to_string(width)).append("\"/>");
        xml_ += "</w:tblGrid>";
        if (std::ranges::any_of(table.header, [](const Cell& cell) { return !cell.runs.empty(); })) row(table, table.header, widths, true);
        for (const auto& cells : table.rows) row(table, cells, widths, false);
        xml_ += "</w:tbl>";
        after_table_ = true;
    }

    void row(const Table& table, const std::vector<Cell>& cells, const std::vector<int>& widths, bool head) {
        static const std::string begin = R"(<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=")" + std::to_string(kPage.line()) + R"(" w:hRule="atLeast"/>)";
        xml_.append(begin).append(head ? "<w:tblHeader/>" : "").append("</w:trPr>");
        for (std::size_t i = 0; i < widths.size(); ++i) {
            xml_.append(R"(<w:tc><w:tcPr><w:tcW w:w=")").append(std::to_string(widths[i])).append(R"(" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=")");
            xml_.append(head ? kTableHead : kTableText).append("\"/>");
            if (!head && table.columns[i] != Align::left) xml_.append(R"(<w:jc w:val=")").append(table.columns[i] == Align::right ? "right" : "center").append("\"/>");
            xml_ += "</w:pPr>";
            if (i < cells.size()) runs(cells[i].runs);
            xml_ += "</w:p></w:tc>";
        }
        xml_ += "</w:tr>";
    }

    void runs(const std::vector<Run>& all) {
        for (const Run& run : all) {
            xml_ += "<w:r>";
            if (run.bold || run.missing) xml_.append("<w:rPr>").append(run.bold ? "<w:b/>" : "").append(run.missing ? R"(<w:highlight w:val="yellow"/>)" : "").append("</w:rPr>");
            xml_ += R"(<w:t xml:space="preserve">)";
            append_word_text(xml_, run.text);
            xml_ += "</w:t></w:r>";
        }
    }

    void gap(int before) {
        xml_.append(R"(<w:p><w:pPr><w:pStyle w:val=")").append(kGap).append("\"/>");
        take_page_break();
        xml_.append(R"(<w:spacing w:before=")").append(std::to_string(before)).append("\"/></w:pPr></w:p>");
    }
    void take_page_break() {
        if (new_page_) xml_ += "<w:pageBreakBefore/>";
        new_page_ = false;
    }

    const Document& document_;
    std::string xml_;
    std::size_t at_ = 0;
    bool new_page_ = false;    // the next block begins one
    bool after_table_ = false;
};

std::string properties_xml(const Document& document) {
    std::string xml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties")"
                      R"( xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>)";
    append_xml(xml, document.name);
    return xml.append("</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>");
}

}  // namespace

std::string document_xml(const Document& document) { return Writer{document}.write(); }

std::string to_docx(const Document& document) {
    static const std::string fixed = with_parts({}, fixed_parts(), Packing::deflated);
    const std::array<Part, 2> own{{{"docProps/core.xml", properties_xml(document)}, {"word/document.xml", document_xml(document)}}};
    return with_parts(fixed, own, Packing::stored);
}

}  // namespace zhixing::documents
