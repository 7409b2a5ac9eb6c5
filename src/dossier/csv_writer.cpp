#include <array>

#include "dossier/csv_scanner.hpp"
#include "dossier/csv_values.hpp"
#include "dossier/writer.hpp"

namespace zhixing {
namespace {

void append_cell(std::string& out, std::string_view value) {
    std::string protected_value;
    if (needs_protection(value)) value = protected_value = '\'' + std::string{value};
    const bool quoted = value.find_first_of(",\"\r\n") != std::string_view::npos ||
                        without_outer_space(value).size() != value.size();
    if (!quoted) {
        out += value;
        return;
    }
    out += '"';
    for (const char c : value) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

}  // namespace

std::string csv_header() {
    std::string header = "case";
    for (std::size_t i = 0; i < kColumnCount; ++i) (header += ',') += to_string(static_cast<Column>(i));
    return header += ",extra\n";
}

std::string to_csv(const Dossier& dossier) {
    std::string out;
    DossierWriter{dossier}.append_csv(out);
    return out;
}

void DossierWriter::append_csv(std::string& out) const {
    append_csv_header_row(out);
    for (const Event& event : dossier_.events_) append_csv_row(out, event);
}

/// The row `dossier`: the header as JSON under `extra`.
void DossierWriter::append_csv_header_row(std::string& out) const {
    std::string header = "{";
    append_header(header);
    if (dossier_.extra_.length != 0) (header += ',') += dossier_.extra();
    header += '}';

    append_cell(out, dossier_.number());
    out += ",,dossier";
    out.append(kColumnCount - 1, ',');
    append_cell(out, header);
    out += '\n';
}

void DossierWriter::append_csv_row(std::string& out, const Event& event) const {
    std::array<std::string, kColumnCount + 1> values;
    for (const auto& cell : dossier_.cells(event)) {
        values[cell.column] = cell.column == kColumnCount ? '{' + std::string{dossier_.text(cell.text)} + '}'
                                                          : column_text(event, cell);
    }
    append_cell(out, dossier_.number());
    for (std::size_t column = 0; column < values.size(); ++column) {
        out += ',';
        // An amount is a number and cannot be a formula, also with a minus sign in front.
        if (column == static_cast<std::size_t>(Column::amount)) out += values[column];
        else append_cell(out, values[column]);
    }
    out += '\n';
}

}  // namespace zhixing
