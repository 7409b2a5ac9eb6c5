#include "dossier/csv_scanner.hpp"

#include <algorithm>

#include "value/utf8.hpp"
#include "zhixing/dossier.hpp"

namespace zhixing {
namespace {

constexpr std::string_view kSpaces[] = {" ", "\t", "\u3000"};

}  // namespace

std::string_view without_outer_space(std::string_view text) noexcept {
    const auto take_any = [&text](auto take) {
        return std::ranges::any_of(kSpaces, [&](std::string_view space) { return take(text, space); });
    };
    while (take_any(take_prefix)) {
    }
    while (take_any(take_suffix)) {
    }
    return text;
}

bool CsvScanner::is_blank() const noexcept {
    return std::ranges::all_of(cells_, [](std::string_view cell) { return cell.empty(); });
}

CsvFault CsvScanner::read_row() {
    const CsvRowStart start = next_;
    CsvFault fault = split_row();
    if (fault == CsvFault::none && next_.offset - start.offset > kMaxDossierBytes) fault = CsvFault::too_long;
    unquote();
    return fault;
}

CsvFault CsvScanner::split_row() {
    raw_.clear();
    for (;;) {
        if (raw_.size() == kMaxCsvColumns) {
            end_line();
            return CsvFault::too_many_cells;
        }
        if (!at_end() && text_[next_.offset] == '"') {
            if (const CsvFault fault = read_quoted(); fault != CsvFault::none) return fault;
        } else {
            read_plain();
        }
        if (at_end()) return CsvFault::none;
        if (text_[next_.offset] == ',') {
            ++next_.offset;
            continue;
        }
        end_line();
        return CsvFault::none;
    }
}

/// Stops at the comma or the end of the line.
void CsvScanner::read_plain() {
    const std::size_t begin = next_.offset;
    next_.offset = std::min(text_.find_first_of(",\n", begin), text_.size());
    std::string_view cell = text_.substr(begin, next_.offset - begin);
    if (cell.ends_with('\r')) cell.remove_suffix(1);
    raw_.push_back({without_outer_space(cell), false});
}

/// Stops at the comma or the end of the line behind the closing quote.
CsvFault CsvScanner::read_quoted() {
    const std::size_t begin = next_.offset + 1;
    std::size_t end = text_.find('"', begin);
    bool doubled = false;
    while (end != std::string_view::npos && end + 1 < text_.size() && text_[end + 1] == '"') {
        doubled = true;
        end = text_.find('"', end + 2);
    }
    if (end == std::string_view::npos) {
        next_.offset = text_.size();
        return CsvFault::unclosed_quote;
    }
    const std::string_view cell = text_.substr(begin, end - begin);
    next_.line += static_cast<std::size_t>(std::ranges::count(cell, '\n'));
    next_.offset = end + 1;
    if (!is_cell_end()) {
        end_line();
        return CsvFault::after_quote;
    }
    raw_.push_back({cell, doubled});
    return CsvFault::none;
}

bool CsvScanner::is_cell_end() const noexcept {
    std::string_view rest = text_.substr(next_.offset, 2);
    if (rest.starts_with(',')) return true;
    take_prefix(rest, "\r");
    return rest.empty() || rest.starts_with('\n');
}

/// Goes to the beginning of the next line.
void CsvScanner::end_line() noexcept {
    const std::size_t end = text_.find('\n', next_.offset);
    next_.offset = end == std::string_view::npos ? text_.size() : end + 1;
    ++next_.line;
}

/// Makes the cells. Reserved beforehand, so that views into the text stay.
void CsvScanner::unquote() {
    std::size_t room = 0;
    for (const RawCell& raw : raw_) room += raw.has_doubled_quotes ? raw.text.size() : 0;
    unquoted_.clear();
    unquoted_.reserve(room);
    cells_.clear();
    for (const RawCell& raw : raw_) {
        if (!raw.has_doubled_quotes) {
            cells_.push_back(raw.text);
            continue;
        }
        const std::size_t begin = unquoted_.size();
        for (std::size_t i = 0; i < raw.text.size(); ++i) {
            unquoted_ += raw.text[i];
            if (raw.text[i] == '"') ++i;
        }
        cells_.push_back(std::string_view{unquoted_}.substr(begin));
    }
}

}  // namespace zhixing
