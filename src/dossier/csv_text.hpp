/// @file
/// What every reader of CSV does first: the encoding, and what a row that cannot be split is called.
#pragma once

#include <string>
#include <string_view>

#include "dossier/csv_scanner.hpp"
#include "zhixing/error.hpp"

namespace zhixing {

/// The text as UTF-8 without a byte order mark. @param room keeps what had to be converted from GB18030.
/// @throws InputError `input.encoding` if it is neither.
[[nodiscard]] std::string_view utf8_of_csv(std::string_view text, std::string_view file, std::string& room);

/// `input.limit` or `input.csv`.
[[nodiscard]] InputError csv_error(CsvFault fault, Place place);

/// The header row is there and can be split; the scanner stands behind it.
/// @throws InputError `input.empty` or that of csv_error().
void read_header_row(CsvScanner& scanner, std::string_view file);

/// A cell stands under no name. @throws InputError `input.csv`.
[[noreturn]] void refuse_unnamed_cell(std::size_t column, Place place);

}  // namespace zhixing
