#include "documents/output.hpp"

namespace zhixing::documents {
namespace {

// The layout of court papers: A4, type area 156 by 225 mm, 22 lines of 28 characters.
constexpr std::string_view kStyle = R"(@page{size:A4;margin:37mm 26mm 35mm 28mm}
body{max-width:156mm;margin:0 auto;font:16pt/28.9pt FangSong,仿宋,仿宋_GB2312,STFangsong,"Noto Serif CJK SC",serif;color:#000;background:#fff}
p{margin:0;text-align:justify;white-space:pre-line;overflow-wrap:anywhere}
h1{margin:0;font-weight:normal}
.court,.title{font-family:小标宋,方正小标宋简体,SimSun,宋体,"Noto Serif CJK SC",serif;font-size:22pt;line-height:36pt;text-align:center}
.number,.signature,.date{text-align:right;padding-right:2em}
.number{margin:14pt 0}
.heading{font-family:SimHei,黑体,"Noto Sans CJK SC",sans-serif;text-indent:2em}
.body{text-indent:2em}
.item{padding-left:2em}
.note{font-size:12pt;line-height:20pt}
table{border-collapse:collapse;width:100%;margin:8pt 0;font-size:12pt;line-height:20pt}
th,td{border:1px solid #000;padding:2pt 4pt;text-align:left;white-space:pre-line;overflow-wrap:anywhere}
.r{text-align:right}.c{text-align:center}
.missing{background:#ff0;color:#a00}
.page{break-after:page;border:0;margin:0}
)";

void escape(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
}

void write(std::string& out, const std::vector<Run>& runs) {
    for (const Run& run : runs) {
        if (run.missing) out += "<span class=\"missing\">";
        if (run.bold) out += "<b>";
        escape(out, run.text);
        if (run.bold) out += "</b>";
        if (run.missing) out += "</span>";
    }
}

std::string_view class_of(Style style) {
    constexpr std::string_view names[] = {"court", "title", "number", "heading", "body", "flush", "item", "signature", "date", "note"};
    return names[static_cast<std::size_t>(style)];
}

void write(std::string& out, const Paragraph& paragraph) {
    const std::string_view tag = paragraph.style == Style::court || paragraph.style == Style::title ? "h1" : "p";
    out.append("<").append(tag).append(" class=\"").append(class_of(paragraph.style)).append("\">");
    write(out, paragraph.runs);
    out.append("</").append(tag).append(">\n");
}

void write(std::string& out, const std::vector<Cell>& cells, const std::vector<Align>& columns, std::string_view tag) {
    out += "<tr>";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        out.append("<").append(tag);
        const Align align = i < columns.size() ? columns[i] : Align::left;
        if (align != Align::left) out += align == Align::right ? " class=\"r\"" : " class=\"c\"";
        out += '>';
        write(out, cells[i].runs);
        out.append("</").append(tag).append(">");
    }
    out += "</tr>\n";
}

void write(std::string& out, const Table& table) {
    bool headed = false;
    for (const Cell& cell : table.header) headed = headed || !cell.runs.empty();
    out += "<table>\n";
    if (headed) write(out, table.header, table.columns, "th");
    for (const auto& row : table.rows) write(out, row, table.columns, "td");
    out += "</table>\n";
}

void write(std::string& out, const PageBreak&) { out += "<hr class=\"page\">\n"; }

}  // namespace

std::string to_html(const Document& document) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>";
    escape(out, document.name);
    out.append("</title>\n<style>\n").append(kStyle).append("</style>\n</head>\n<body>\n");
    for (const Block& block : document.blocks) std::visit([&](const auto& one) { write(out, one); }, block);
    out += "</body>\n</html>\n";
    return out;
}

}  // namespace zhixing::documents
