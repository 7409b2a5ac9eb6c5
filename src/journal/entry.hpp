/// @file
/// An entry of the journal and its one canonical form: the line that is hashed and exported.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "journal/sql.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {

/// Views into texts of somebody else.
struct Entry {
    std::uint64_t position = 0;
    std::int64_t dossier = 0;  ///< row of the dossier; 0: of none, when all were read at once
    std::string_view number;   ///< its 案号
    std::uint64_t seq = 0;     ///< 0: no part of the dossier
    std::string_view what, event, recorded, actor, office, court, mark;
    std::string_view body;     ///< JSON
};

/// The columns of a query whose rows are read by entry_at().
inline constexpr std::string_view kEntryColumns =
    "e.position, e.dossier, COALESCE(d.number, ''), COALESCE(e.seq, 0), e.what, e.event, e.recorded, e.actor, e.office, e.court, e.mark, e.body, e.leaf, e.link";
inline constexpr int kLeafColumn = 12, kLinkColumn = 13;
/// Valid until the rows go on.
[[nodiscard]] Entry entry_at(Rows& rows);
[[nodiscard]] EntryInfo info(const Entry& entry);

/// Entries from a position on, in their order.
class EntryCursor {
public:
    EntryCursor(Database& database, std::uint64_t from) : database_{database}, from_{from} {}

    /// Goes to the next entry; false behind the last.
    [[nodiscard]] bool next();
    [[nodiscard]] const Entry& entry() const noexcept { return entry_; }  ///< valid until the next

private:
    Database& database_;
    std::uint64_t from_;  ///< where the next page begins
    std::unique_ptr<Rows> rows_;
    Entry entry_;
};
/// The same, until `take` returns false.
void each_entry(Database& database, std::uint64_t from, const std::function<bool(const Entry&)>& take);

/// Appends the line without a line feed. Members stand in one order; `seq` is left out where it is 0.
void append_line(std::string& out, const Entry& entry);

}  // namespace zhixing::journal
