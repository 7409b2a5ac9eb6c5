#include "journal/log.hpp"

#include <algorithm>

#include "journal/worker.hpp"

namespace zhixing::journal {
namespace {

constexpr std::string_view kInsertEntries =
    "INSERT INTO journal_entries (position, dossier, seq, what, event, recorded, actor, office, court, mark, body, leaf, link)";
constexpr std::size_t kEntryColumnCount = 13;
std::vector<Hash> hashes(Database& database, std::string_view sql, std::initializer_list<Value> values, std::size_t count) {
    std::vector<Hash> found;
    const auto rows = database.query(sql, values);
    while (rows->next()) found.push_back(hash_of(rows->bytes(0), "hash"));
    if (found.size() != count) throw JournalError{"journal.damaged", {"日志缺少条目", "entries of the journal are missing"}};
    return found;
}

std::vector<Hash> leaves(Database& database, std::uint64_t first, std::uint64_t count) {
    return hashes(database, "SELECT leaf FROM journal_entries WHERE position > $1 AND position <= $2 ORDER BY position",
                  {static_cast<std::int64_t>(first), static_cast<std::int64_t>(first + count)}, count);
}

std::vector<Hash> nodes(Database& database, std::int64_t level, std::uint64_t first, std::uint64_t count) {
    return hashes(database, "SELECT hash FROM journal_nodes WHERE level = $1 AND number >= $2 AND number < $3 ORDER BY number",
                  {level, static_cast<std::int64_t>(first), static_cast<std::int64_t>(first + count)}, count);
}

LogEnd end_at(Rows& head) {
    if (!head.next()) throw JournalError{"journal.damaged", {"日志缺少日志头", "the journal has no head"}};
    return {static_cast<std::uint64_t>(head.integer(0)), std::string{head.text(1)}, hash_of(head.bytes(2), "head's link")};
}

}  // namespace

LogEnd log_end(Database& database) { return end_at(*database.query("SELECT size, recorded, link FROM journal_head WHERE id = 1")); }

LogEnd lock_log(Database& database) { return end_at(*database.query("UPDATE journal_head SET size = size WHERE id = 1 RETURNING size, recorded, link")); }

LogWriter::LogWriter(Database& database, Digest& digest)
    : database_{database}, digest_{digest}, chain_{digest.algorithm()}, end_{lock_log(database)}, written_{end_.size}, tile_known_{written_ % kTileSize == 0},
      insert_{database, kInsertEntries, kEntryColumnCount} {}

void LogWriter::set_recorded(DateTime recorded) {
    if (const auto last = parse_date_time(end_.recorded); last && recorded < *last) {
        if (*last - recorded > kClockTolerance) {
            const std::string given = to_string(recorded);
            throw JournalError{"journal.recorded", {"记录时间 " + given + " 早于最后一条记录的时间 " + end_.recorded + "，请检查时钟",
                                                    "recorded at " + given + ", which is before the last entry (" + end_.recorded + "): check the clock"}};
        }
        recorded = *last;
    }
    std::string text = to_string(recorded);
    if (times_.empty() || times_.back() != text) times_.push_back(std::move(text));
}

std::uint64_t LogWriter::add(Entry entry) {
    entry.position = ++end_.size;
    entry.recorded = times_.back();
    end_.recorded = times_.back();
    pending_.push_back(entry);
    return entry.position;
}

std::string LogWriter::last_line() const {
    std::string line;
    append_line(line, pending_.back());
    return line;
}

void LogWriter::flush() {
    expect(pending_.size());
    std::deque<std::vector<HashedEntry>> hashed;
    if (pending_.size() >= kEnoughForTwo) hash_and_insert_at_once(hashed);
    else insert(hashed.emplace_back(hash(pending_.size())));
    insert_.finish();
    add_nodes();
    written_ = end_.size;
}

// The tile is needed only where it becomes full.
void LogWriter::expect(std::size_t entries) {
    const std::uint64_t there = written_ % kTileSize;
    if (tile_known_ || there + entries < kTileSize) return;
    tile_ = leaves(database_, written_ - there, there);
    tile_known_ = true;
}

std::vector<HashedEntry> LogWriter::hash(std::size_t most) {
    const std::size_t count = std::min(most, pending_.size());
    std::vector<HashedEntry> hashed;
    hashed.reserve(count);
    for (const Hash& leaf : next_leaves(count)) {
        hashed.push_back({pending_.front(), leaf});
        pending_.pop_front();
        add_to_tile(leaf);
    }
    return hashed;
}

std::vector<Hash> LogWriter::next_leaves(std::size_t count) {
    lines_.clear();
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < count; ++i) {
        lines_ += kLeafMark;
        append_line(lines_, pending_[i]);
        ends.push_back(lines_.size());
    }
    std::vector<std::string_view> texts;
    for (std::size_t i = 0, begin = 0; i < count; begin = ends[i++]) texts.push_back(std::string_view{lines_}.substr(begin, ends[i] - begin));
    std::vector<Hash> leaves(count);
    digest_.all(texts, leaves);
    return leaves;
}

void LogWriter::add_to_tile(const Hash& leaf) {
    if (!tile_known_) return;
    tile_.push_back(leaf);
    if (tile_.size() < kTileSize) return;
    roots_.push_back(tree_hash(digest_, tile_));
    tile_.clear();
}

void LogWriter::insert(std::vector<HashedEntry>& entries) {
    for (auto& [entry, leaf, link] : entries) {
        link = end_.link = next_link(chain_, end_.link, leaf);
        const Value seq = entry.seq == 0 ? Value{nullptr} : Value{static_cast<std::int64_t>(entry.seq)};
        insert_.add({static_cast<std::int64_t>(entry.position), entry.dossier, seq, entry.what, text_or_null(entry.event), entry.recorded, entry.actor,
                     entry.office, entry.court, entry.mark, entry.body, Bytes{bytes_of(leaf)}, Bytes{bytes_of(link)}});
    }
}

void LogWriter::hash_and_insert_at_once(std::deque<std::vector<HashedEntry>>& inserted) {
    Channel<std::vector<HashedEntry>> hashed;
    std::future<void> done = start_worker([&] {
        const Closing closing{hashed};
        while (!pending_.empty()) hashed.push(hash(kHashedAtOnce));
    });
    while (auto some = hashed.pop()) insert(inserted.emplace_back(std::move(*some)));
    done.get();
}

void LogWriter::finish() {
    flush();
    database_.execute("UPDATE journal_head SET size = $1, recorded = $2, link = $3 WHERE id = 1",
                      {static_cast<std::int64_t>(end_.size), end_.recorded, Bytes{bytes_of(end_.link)}});
}

// The subtrees that became whole.
void LogWriter::add_nodes() {
    std::uint64_t before = written_ / kTileSize, after = end_.size / kTileSize;
    for (std::int64_t level = 1; before < after; ++level, before /= kTileSize, after /= kTileSize) {
        for (std::uint64_t number = before; number < after; ++number) {
            const Hash hash = level == 1 ? roots_[number - before] : tree_hash(digest_, nodes(database_, level - 1, number * kTileSize, kTileSize));
            database_.execute("INSERT INTO journal_nodes (level, number, hash) VALUES ($1, $2, $3)", {level, static_cast<std::int64_t>(number), Bytes{bytes_of(hash)}});
        }
    }
    roots_.clear();
}

Subtree subtrees(Database& database, Digest& digest) {
    return [&database, &digest](std::uint64_t first, std::uint64_t count) {
        std::int64_t level = 0;
        while (count >= kTileSize) ++level, first /= kTileSize, count /= kTileSize;
        return tree_hash(digest, level == 0 ? leaves(database, first, count) : nodes(database, level, first, count));
    };
}

}  // namespace zhixing::journal
