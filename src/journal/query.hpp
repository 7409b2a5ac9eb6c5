/// @file
/// Answers a question to all dossiers from the tables that are derived with the appends.
#pragma once

#include <functional>
#include <optional>

#include "journal/projection.hpp"
#include "journal/sql.hpp"
#include "zhixing/query.hpp"
#include "zhixing/rulebook.hpp"

namespace zhixing::journal {

/// What somebody sees of a dossier.
struct Sight {
    Projection projection;  ///< of the dossier as they see it
    bool whole = false;     ///< whether they see all of it, and so may be told how it stands
};
/// Empty: they do not see the dossier.
using Look = std::function<std::optional<Sight>(std::int64_t dossier)>;

/// In a transaction that reads. @param look the reader's; null: they see everything. What they do not see is neither told
/// nor looked for, and takes no room on a page.
/// @throws InputError `input.query` for a limit, day or token that cannot be.
[[nodiscard]] Page answer(Database& database, const Rulebook& rulebook, const Query& query, const Look& look);

}  // namespace zhixing::journal
