/// @file
/// Recording a batch.
#pragma once

#include <deque>
#include <set>

#include "journal/log.hpp"
#include "journal/stored.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {

/// Records one batch in a transaction of somebody else. One use.
class Appender {
public:
    Appender(Database& database, Digest& digest, const Rulebook& rulebook, const Append& batch);
    [[nodiscard]] Receipt run();

private:
    /// An event that is not on record.
    struct Fresh {
        std::size_t position;    ///< in the part
        std::string_view given;
        std::string_view id{};   ///< known once the dossier was read, as is `body`
        std::string_view body{}; ///< in canonical form
    };
    /// A dossier of the batch: what is there and what comes to it.
    struct Draft {
        const AppendPart& part;
        std::size_t index;  ///< of the part
        std::string_view number;
        std::optional<DossierRow> row;
        StoredDossier stored;
        bool new_header = false;
        std::vector<Fresh> fresh;
        std::vector<std::string> ids;              ///< of all events of the part; empty: not told yet
        std::size_t replayed = 0;
    };
    [[nodiscard]] Receipt::Part take(const AppendPart& part, std::size_t index);
    void take_header(Draft& draft) const;
    void take_events(Draft& draft) const;
    /// @param at where the stored event of that id stands
    void expect_same(const Draft& draft, std::size_t at, std::string_view given) const;
    void expect_seq(const Draft& draft) const;
    /// What is there and what comes to it, read once; valid until the next is read.
    [[nodiscard]] const Dossier& read(const Draft& draft);
    /// Brings the fresh events into canonical form, with what the journal knows of them, and tells their ids.
    void canonize(Draft& draft, const Dossier& whole);
    void check_author(const Draft& draft, const Dossier& dossier, const Event& event, std::size_t position) const;
    /// @return the dossier with the events as they are recorded
    [[nodiscard]] Dossier admit_all(const Draft& draft) const;
    [[nodiscard]] std::uint64_t write(const Draft& draft, std::int64_t id);
    void project(const Draft& draft, std::int64_t id, std::uint64_t size, const Dossier& dossier);
    [[nodiscard]] Place place(const Draft& draft, std::string_view member) const;

    Database& database_;
    const Rulebook& rulebook_;
    const Append& batch_;
    std::string_view office_;
    LogWriter log_;
    DossierReader reader_;
    std::set<std::string, std::less<>> numbers_;
    std::deque<std::string> texts_;  ///< what entries are views into
};

}  // namespace zhixing::journal
