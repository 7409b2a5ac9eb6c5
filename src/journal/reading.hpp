/// @file
/// Reading by somebody: decided, masked, recorded.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/log.hpp"
#include "journal/policy_in_force.hpp"
#include "journal/sql.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {

/// What is asked for.
struct ReadRequest {
    std::string_view number;
    std::optional<DateTime> known_at{};
    std::optional<Date> as_of{};
};

/// A dossier as the reader may see it, and what of it is to be recorded before they do.
struct ReadAnswer {
    std::int64_t dossier = 0;  ///< row
    Dossier content;
    AccessDecision decision;
    std::vector<std::string> record;  ///< items; empty: nothing is recorded
};

/// Reads for one reader, in transactions of somebody else.
class Reading {
public:
    /// @throws AccessError `access.purpose` if it is not said why.
    Reading(KnownPolicy policy, Reader reader);

    /// @throws AccessError, JournalError.
    [[nodiscard]] ReadAnswer read(Database& database, const ReadRequest& request) const;
    /// Whether they may see that the dossier is there. @throws AccessError.
    [[nodiscard]] std::uint64_t seq(Database& database, std::string_view number) const;
    /// Whether they see all of every dossier, and nothing is recorded of it: the sweep over millions needs no look at each.
    [[nodiscard]] bool sees_everything() const;
    /// One of many, as they may see it; empty: they may not. @param known_at of the document; the record of today decides.
    struct Seen {
        Dossier dossier;
        bool whole = false;  ///< nothing of it is masked or withheld
    };
    [[nodiscard]] std::optional<Seen> see(Database& database, std::int64_t id, const Dossier& dossier, std::optional<DateTime> known_at) const;
    /// @throws AccessError if they may not read dossiers without naming one. @return items that are recorded
    [[nodiscard]] std::vector<std::string> items_of_all() const;
    /// @throws AccessError if they may not take the journal out. @return items that are recorded
    [[nodiscard]] std::vector<std::string> items_of_journal() const;
    [[nodiscard]] std::vector<AccessRecord> accesses(Database& database, std::string_view number) const;

    void record(Database& database, LogWriter& log, const ReadRequest& request, const ReadAnswer& answer) const;
    /// Of no dossier in particular. @param what `read_all`, `take_out`.
    void record_all(Database& database, LogWriter& log, Wish what, std::optional<DateTime> known_at, const std::vector<std::string>& items) const;

private:
    [[nodiscard]] AccessDecision require(const CaseFacts& facts, Wish wish) const;
    void add(Database& database, LogWriter& log, std::int64_t dossier, std::string_view number, std::string_view office, const std::string& body) const;

    KnownPolicy policy_;
    Reader reader_;
};

}  // namespace zhixing::journal
