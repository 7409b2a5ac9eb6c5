#include "dossier/csv_scanner.hpp"
#include "dossier/csv_values.hpp"
#include "dossier/writer.hpp"

namespace zhixing {
void append_csv_cell(std::string& out, std::string_view value) {
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

    append_csv_cell(out, dossier_.number());
    (out += ",,") += kHeaderKind;
    out.append(kColumnCount - 1, ',');
    append_csv_cell(out, header);
    out += '\n';
}

void DossierWriter::append_csv_row(std::string& out, const Event& event) const {
    std::string rendered;
    const ColumnTexts texts = column_texts(event, rendered);
    append_csv_cell(out, dossier_.number());
    for (std::size_t i = 0; i < kColumnCount; ++i) {
        out += ',';
        // An amount is a number and cannot be a formula, also with a minus sign in front.
        if (static_cast<Column>(i) == Column::amount)
            out += texts[i];
        else
            append_csv_cell(out, texts[i]);
    }
    out += ',';
    const std::string_view extra = dossier_.extra(event);
    if (!extra.empty()) append_csv_cell(out, '{' + std::string{extra} + '}');
    out += '\n';
}

}  // namespace zhixing
