/// @file
/// Dossiers as the journal keeps them: a header and events, each as JSON.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/json_reader.hpp"
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
    std::vector<std::string> ids;     ///< of the events

    /// As one document.
    [[nodiscard]] std::string json() const;
};
/// @param until entries recorded later are not seen, ISO 8601; empty: all are.
[[nodiscard]] StoredDossier load_dossier(Database& database, std::int64_t id, std::string_view until = {});

/// All dossiers, by id, one at a time: of one moment, if the transaction reads.
class StoredCursor {
public:
    /// @param until entries recorded later are not seen, ISO 8601; empty: all are.
    explicit StoredCursor(Database& database, std::string until = {});

    /// Goes to the next dossier; false behind the last.
    [[nodiscard]] bool next();
    [[nodiscard]] std::int64_t id() const noexcept { return id_; }
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }           ///< entries
    [[nodiscard]] const std::string& recorded() const noexcept { return recorded_; }  ///< of the last one
    [[nodiscard]] const std::string& text() const noexcept { return text_; }      ///< the document

private:
    [[nodiscard]] bool advance();
    void add_row();
    Database& database_;
    std::string until_;
    std::unique_ptr<Rows> rows_;
    bool pending_ = false, done_ = false;  ///< whether a row was read that is not taken yet; whether there are no more
    std::int64_t page_rows_ = 0;
    std::int64_t id_ = 0;
    std::uint64_t size_ = 0;
    std::string recorded_, text_, header_, events_;
};

/// Reads one stored dossier after another; memory is reused.
class DossierReader {
public:
    /// @return valid until the next one is read
    const Dossier& read(std::string_view json) {
        reader_.read(json, false, builder_, dossier_);
        return dossier_;
    }

private:
    JsonPlaces places_{"journal"};
    DossierBuilder builder_{places_};
    JsonReader reader_{places_};
    Dossier dossier_;
};

}  // namespace zhixing::journal
