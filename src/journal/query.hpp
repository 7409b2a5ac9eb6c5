/// @file
/// Answers a question to all dossiers from the tables that are derived with the appends.
#pragma once

#include "journal/sql.hpp"
#include "zhixing/query.hpp"
#include "zhixing/rulebook.hpp"

namespace zhixing::journal {

/// In a transaction that reads. @throws InputError `input.query` for a limit, day or token that cannot be.
[[nodiscard]] Page answer(Database& database, const Rulebook& rulebook, const Query& query);

}  // namespace zhixing::journal
