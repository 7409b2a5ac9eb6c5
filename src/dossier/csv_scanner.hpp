/// @file
/// Splits CSV (RFC 4180) into rows and cells.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zhixing {

inline constexpr std::size_t kMaxCsvColumns = 256;

enum class CsvFault : std::uint8_t { none, unclosed_quote, after_quote, too_many_cells, too_long };

/// A place in the text at which a row begins.
struct CsvRowStart {
    std::size_t offset = 0;
    std::size_t line = 1;
};

/// Reads one row after another. Cells are without quotes; cells that had none are without outer space too.
class CsvScanner {
public:
    explicit CsvScanner(std::string_view text) : text_{text} {}

    [[nodiscard]] bool at_end() const noexcept { return next_.offset >= text_.size(); }
    [[nodiscard]] CsvRowStart next_row() const noexcept { return next_; }
    void go_to(const CsvRowStart& row) noexcept { next_ = row; }

    /// Reads the next row. After a fault the cells before it can be used, and the scanner stands at the next
    /// line.
    /// @pre not at the end.
    CsvFault read_row();

    [[nodiscard]] const std::vector<std::string_view>& cells() const noexcept { return cells_; }
    /// A cell, empty if the row is too short for it.
    [[nodiscard]] std::string_view cell(std::size_t i) const noexcept {
        return i < cells_.size() ? cells_[i] : std::string_view{};
    }
    [[nodiscard]] bool is_blank() const noexcept;

private:
    struct RawCell {
        std::string_view text;
        bool has_doubled_quotes;
    };

    CsvFault split_row();
    CsvFault read_quoted();
    void read_plain();
    [[nodiscard]] bool is_cell_end() const noexcept;
    void end_line() noexcept;
    void unquote();

    std::string_view text_;
    CsvRowStart next_;
    std::vector<RawCell> raw_;
    std::vector<std::string_view> cells_;
    std::string unquoted_;  ///< texts of cells that had doubled quotes
};

/// Without spaces, tabs and ideographic spaces at both ends.
[[nodiscard]] std::string_view without_outer_space(std::string_view text) noexcept;

}  // namespace zhixing
