/// @file
/// Dossiers as the journal keeps them: a header and events, each as JSON.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/sql.hpp"
#include "zhixing/dossier.hpp"

namespace zhixing::journal {

/// The 案号 by which a dossier is found: one spelling for all. @throws JournalError `journal.number` if it is empty.
[[nodiscard]] std::string number_key(std::string_view number);

/// A row of journal_dossiers.
struct DossierRow {
    std::int64_t id = 0;
    std::uint64_t size = 0;
};
[[nodiscard]] std::optional<DossierRow> find_dossier(Database& database, std::string_view key);
/// @throws JournalError `journal.no_dossier`.
[[nodiscard]] DossierRow require_dossier(Database& database, std::string_view key);

/// A dossier in pieces.
struct StoredDossier {
    std::string header;               ///< JSON; empty: there is none
    std::vector<std::string> events;  ///< JSON

    /// As one document.
    [[nodiscard]] std::string json() const;
};
/// @param until entries recorded later are not seen, ISO 8601; empty: all are.
[[nodiscard]] StoredDossier load_dossier(Database& database, std::int64_t id, std::string_view until = {});
/// All of them, by id; ends when `take` returns false. @param text the document, until the next.
void each_stored(Database& database, std::string_view until, const std::function<bool(std::int64_t id, std::string_view text)>& take);

}  // namespace zhixing::journal
