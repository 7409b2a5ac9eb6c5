/// @file
/// What spreadsheets do to values, and how it is undone.
#pragma once

#include <string>
#include <string_view>

namespace zhixing {

/// The kind of the row that holds a dossier's header.
inline constexpr std::string_view kHeaderKind = "dossier";
[[nodiscard]] bool is_header_kind(std::string_view kind) noexcept;

/// Spreadsheets run a cell that begins with one of `= + - @`, tab or carriage return as a formula. An
/// apostrophe in front keeps them from it; a value that already looks so protected gets one more, so that
/// nothing is lost. So does the word for a header row, which an event may have as its unknown kind.
[[nodiscard]] bool needs_protection(std::string_view value) noexcept;
/// Takes one such apostrophe off.
[[nodiscard]] std::string_view without_protection(std::string_view cell) noexcept;

/// Appends a cell of CSV: protected, and quoted where it must be.
void append_csv_cell(std::string& out, std::string_view value);

/// `2023/2/6`, `2023.2.6`, `2023-2-6`, `2023年2月6日`, also with a time behind it, as `2023-02-06` and
/// `2023-02-06T09:05`; anything else as it is.
[[nodiscard]] std::string iso_date(std::string_view written);

/// `1,234.50` as `1234.50`; anything else as it is.
[[nodiscard]] std::string without_grouping(std::string_view amount);

}  // namespace zhixing
