/// @file
/// A journal as lines: what it is, its entries, its head.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "journal/digest.hpp"
#include "journal/entry.hpp"
#include "journal/schema.hpp"
#include "journal/sql.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {

[[nodiscard]] Head head_of(Database& database, const Identity& identity, Digest& digest);

/// What a journal is, its entries, its head: one line at a time.
class ExportLines {
public:
    ExportLines(Database& database, const Identity& identity) : database_{database}, identity_{identity}, entries_{database, 1} {}

    /// Goes to the next line; false behind the last.
    [[nodiscard]] bool next();
    [[nodiscard]] std::string_view line() const noexcept { return line_; }

private:
    enum class Part : std::uint8_t { first, entries, end };
    Database& database_;
    const Identity& identity_;
    EntryCursor entries_;
    Part part_ = Part::first;
    std::string line_;
};

/// The first line of an export. @throws InputError.
[[nodiscard]] Identity parse_first_line(std::string_view line);
/// Records the lines behind the first as they are, in an empty journal, and compares the head at the end.
/// In a transaction of somebody else. @throws InputError with the number of the line.
void restore_lines(Database& database, const Identity& identity, Digest& digest, const NextLine& next, std::string_view file);

}  // namespace zhixing::journal
