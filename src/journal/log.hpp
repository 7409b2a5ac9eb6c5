/// @file
/// The log of all entries: the chain, the tree, and where it ends.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "journal/digest.hpp"
#include "journal/entry.hpp"
#include "journal/insert.hpp"
#include "journal/merkle.hpp"
#include "journal/sql.hpp"

namespace zhixing::journal {

/// Where the log ends.
struct LogEnd {
    std::uint64_t size = 0;
    std::string recorded;  ///< of the last entry, ISO 8601
    Hash link{};
};
[[nodiscard]] LogEnd log_end(Database& database);
/// The same, and keeps other writers out until the end of the transaction.
[[nodiscard]] LogEnd lock_log(Database& database);

/// Adds entries behind the end. In a transaction that holds the lock.
class LogWriter {
public:
    LogWriter(Database& database, Digest& digest);

    [[nodiscard]] const LogEnd& end() const noexcept { return end_; }
    /// Sets the time of the entries that follow: never before that of an earlier one. @throws JournalError `journal.recorded`.
    void set_recorded(DateTime recorded);
    [[nodiscard]] const std::string& recorded() const noexcept { return times_.back(); }
    /// The position that the next entry gets.
    [[nodiscard]] std::uint64_t next_position() const noexcept { return end_.size + 1; }
    /// Position and time are set here; the entry's texts must live until finish(). @return its position.
    std::uint64_t add(Entry entry);
    /// The line of the entry that was added last.
    [[nodiscard]] std::string_view last_line() const noexcept { return line_; }
    /// Writes what was added: its texts are not needed any longer.
    void flush() { insert_.finish(); }
    void finish();

private:
    void add_nodes(std::uint64_t old_size);
    Database& database_;
    Digest& digest_;
    LogEnd end_;
    std::uint64_t old_size_;
    std::deque<std::string> times_;  ///< of the entries added, the last one is in force
    std::string line_;
    Insert insert_;
};

/// Whole subtrees of the log, from the rows that are there.
[[nodiscard]] Subtree subtrees(Database& database, Digest& digest);

}  // namespace zhixing::journal
