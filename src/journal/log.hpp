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

/// Entries from which a second thread is worth its start, and how many it hashes before it hands them on.
inline constexpr std::size_t kEnoughForTwo = 128, kHashedAtOnce = 16;

/// Where the log ends.
struct LogEnd {
    std::uint64_t size = 0;
    std::string recorded;  ///< of the last entry, ISO 8601
    Hash link{};
};
[[nodiscard]] LogEnd log_end(Database& database);
/// The same, and keeps other writers out until the end of the transaction.
[[nodiscard]] LogEnd lock_log(Database& database);

/// An entry with its hash, and with its place in the chain once it is inserted.
struct HashedEntry {
    Entry entry;
    Hash leaf{}, link{};
};

/// Adds entries behind the end. In a transaction that holds the lock.
class LogWriter {
public:
    LogWriter(Database& database, Digest& digest);

    /// Size and time with what was added, the link without what is not inserted yet.
    [[nodiscard]] const LogEnd& end() const noexcept { return end_; }
    /// Sets the time of the entries that follow: never before that of an earlier one. @throws JournalError `journal.recorded`.
    void set_recorded(DateTime recorded);
    [[nodiscard]] const std::string& recorded() const noexcept { return times_.back(); }
    /// The position that the next entry gets.
    [[nodiscard]] std::uint64_t next_position() const noexcept { return end_.size + 1; }
    /// Position and time are set here; the entry's texts must live until flush(). @return its position.
    std::uint64_t add(Entry entry);
    /// The line of the entry that was added last. @pre it is not written yet.
    [[nodiscard]] std::string last_line() const;
    /// Writes what was added. Many entries are hashed by a second thread while this one writes them.
    void flush();
    void finish();

    // What flush() does, in steps. A thread of its own may add and hash while another one chains and inserts.

    /// Before up to so many entries are hashed.
    void expect(std::size_t entries);
    [[nodiscard]] std::size_t pending() const noexcept { return pending_.size(); }
    /// Hashes the first of what was added and gives them out, to be inserted in this order; they must live until finish().
    [[nodiscard]] std::vector<HashedEntry> hash(std::size_t most);
    void insert(std::vector<HashedEntry>& entries);

private:
    /// Of the first that were added.
    [[nodiscard]] std::vector<Hash> next_leaves(std::size_t count);
    void add_to_tile(const Hash& leaf);
    void hash_and_insert_at_once(std::deque<std::vector<HashedEntry>>& inserted);
    void add_nodes();
    Database& database_;
    Digest& digest_;
    Digest chain_;  ///< for the links
    LogEnd end_;
    std::uint64_t written_;          ///< entries
    std::deque<std::string> times_;  ///< of the entries added, the last one is in force
    std::deque<Entry> pending_;      ///< added and not hashed
    std::string lines_;  ///< room
    std::vector<Hash> tile_, roots_;  ///< leaves of the tile that fills up; roots of those that became full and are not written
    bool tile_known_;                 ///< whether `tile_` has the leaves that were written before
    Insert insert_;
};

/// Whole subtrees of the log, from the rows that are there.
[[nodiscard]] Subtree subtrees(Database& database, Digest& digest);

}  // namespace zhixing::journal
