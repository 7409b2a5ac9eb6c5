/// @file
/// Checking a journal against itself, and against a head that was kept outside.
#pragma once

#include <optional>

#include "journal/digest.hpp"
#include "journal/schema.hpp"
#include "journal/sql.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {

[[nodiscard]] Verification verify(Database& database, const Identity& identity, Digest& digest, const std::optional<Head>& trusted);

}  // namespace zhixing::journal
