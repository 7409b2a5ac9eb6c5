/// @file
/// A journal as lines: what it is, its entries, its head.
#pragma once

#include <functional>
#include <string_view>

#include "journal/digest.hpp"
#include "journal/schema.hpp"
#include "journal/sql.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {

[[nodiscard]] Head head_of(Database& database, const Identity& identity, Digest& digest);
void export_lines(Database& database, const Identity& identity, Digest& digest, const std::function<void(std::string_view line)>& take);

/// The first line of an export. @throws InputError.
[[nodiscard]] Identity parse_first_line(std::string_view line);
/// Records the lines behind the first as they are, in an empty journal, and compares the head at the end.
/// In a transaction of somebody else. @throws InputError with the number of the line.
void restore_lines(Database& database, const Identity& identity, Digest& digest, const NextLine& next, std::string_view file);

}  // namespace zhixing::journal
