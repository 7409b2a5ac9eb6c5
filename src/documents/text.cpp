#include <algorithm>

#include "documents/output.hpp"
#include "value/utf8.hpp"

namespace zhixing::documents {
namespace {

constexpr std::size_t kLine = 56;  // columns: 28 characters, as a line of a court paper has

// Columns that a text takes where Chinese characters take two.
std::size_t width(std::string_view text) {
    std::size_t columns = 0;
    while (!text.empty()) columns += take_glyph(text).code >= 0x1100 ? std::size_t{2} : std::size_t{1};
    return columns;
}

std::string joined(const std::vector<Run>& runs) {
    std::string text;
    for (const Run& run : runs) text += run.text;
    return text;
}

template <typename Put>
void each_line(std::string_view text, Put&& put) {
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        put(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    put(text);
}

void put_padded(std::string& out, std::string_view line, std::size_t before) {
    out.append(before, ' ').append(line) += '\n';
}

void write(std::string& out, const Paragraph& paragraph) {
    constexpr std::string_view kIndent = "　　";
    bool first = true;
    each_line(joined(paragraph.runs), [&](std::string_view line) {
        const std::size_t free = kLine - std::min(width(line), kLine);
        switch (paragraph.style) {
            case Style::court: case Style::title: put_padded(out, line, free / 2); break;
            case Style::number: case Style::signature: case Style::date: put_padded(out, line, free); break;
            case Style::body: case Style::heading: out.append(first ? kIndent : "").append(line) += '\n'; break;
            default: put_padded(out, line, 0);
        }
        first = false;
    });
    if (paragraph.style == Style::title || paragraph.style == Style::number) out += '\n';
}

std::string in_one_line(const Cell& cell) {
    std::string text = joined(cell.runs);
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

void write(std::string& out, const Table& table) {
    std::vector<std::vector<std::string>> rows;
    const auto add = [&](const std::vector<Cell>& cells) {
        std::vector<std::string> row;
        for (const Cell& cell : cells) row.push_back(in_one_line(cell));
        row.resize(table.columns.size());
        rows.push_back(std::move(row));
    };
    const bool headed = std::any_of(table.header.begin(), table.header.end(), [](const Cell& cell) { return !cell.runs.empty(); });
    if (headed) add(table.header);
    for (const auto& row : table.rows) add(row);
    std::vector<std::size_t> widths(table.columns.size(), 2);
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    }
    std::string rule = "+";
    for (const std::size_t one : widths) rule.append(one + 2, '-') += '+';
    rule += '\n';
    out += rule;
    for (const auto& row : rows) {
        out += '|';
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::size_t free = widths[i] - width(row[i]);
            const std::size_t before = table.columns[i] == Align::right ? free : table.columns[i] == Align::centre ? free / 2 : 0;
            out.append(1 + before, ' ').append(row[i]).append(free - before + 1, ' ') += '|';
        }
        out += '\n';
        out += rule;
    }
}

void write(std::string& out, const PageBreak&) {
    out += '\n';
    for (std::size_t i = 0; i < kLine / 2; ++i) out += "─";
    out += "\n\n";
}

}  // namespace

std::string to_text(const Document& document) {
    std::string out;
    for (const Block& block : document.blocks) std::visit([&](const auto& one) { write(out, one); }, block);
    return out;
}

}  // namespace zhixing::documents
