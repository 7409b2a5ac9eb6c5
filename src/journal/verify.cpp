#include "journal/verify.hpp"

#include <algorithm>
#include <map>
#include <simdjson.h>

#include "journal/entry.hpp"
#include "journal/log.hpp"

namespace zhixing::journal {
namespace {

constexpr std::int64_t kPage = 4096;

// The roots of whole subtrees that end with the leaves so far: those of equal size make one of the next.
class RunningTree {
public:
    explicit RunningTree(Digest& digest) : digest_{digest} {}
    void add(Hash hash) {
        for (std::uint64_t n = count_++; (n & 1U) != 0; n >>= 1U) {
            hash = node_hash(digest_, roots_.back(), hash);
            roots_.pop_back();
        }
        roots_.push_back(hash);
    }
    [[nodiscard]] Hash root() const {
        if (roots_.empty()) return digest_({});
        Hash hash = roots_.back();
        for (std::size_t i = roots_.size() - 1; i-- > 0;) hash = node_hash(digest_, roots_[i], hash);
        return hash;
    }

private:
    Digest& digest_;
    std::uint64_t count_ = 0;
    std::vector<Hash> roots_;  // large ones first
};

class Verifier {
public:
    Verifier(Database& database, const Identity& identity, Digest& digest, const std::optional<Head>& trusted)
        : database_{database}, digest_{digest}, trusted_{trusted}, tree_{digest} {
        head_.journal = identity.id;
        head_.algorithm = identity.hash;
        head_.chain = first_link(digest, identity.id);
    }

    [[nodiscard]] Verification run() {
        if (const std::string damage = database_.damage(); !damage.empty()) fault("database", 0, {"数据库文件已损坏：" + damage, "the database file is damaged: " + damage});
        check_trusted();  // of an empty journal
        while (check_page()) {}
        check_end();
        check_dossiers();
        check_nodes();
        head_.root = tree_.root();
        return {head_, std::move(faults_)};
    }

private:
    void fault(std::string_view code, std::uint64_t position, Text text) {
        const bool known = std::ranges::any_of(faults_, [&](const Verification::Fault& fault) { return fault.code == code; });
        if (!known) faults_.push_back({std::string{code}, position, std::move(text)});
    }
    static Text at(std::uint64_t position, const char* zh, const char* en) {
        const std::string number = std::to_string(position);
        return {"第 " + number + " 条" + zh, "entry " + number + ' ' + en};
    }

    [[nodiscard]] bool check_page() {
        std::string sql = "SELECT ";
        sql += kEntryColumns;
        sql += " FROM journal_entries e LEFT JOIN journal_dossiers d ON d.id = e.dossier WHERE e.position > $1 ORDER BY e.position LIMIT $2";
        const auto rows = database_.query(sql, {static_cast<std::int64_t>(last_), kPage});
        bool any = false;
        while (rows->next()) {
            any = true;
            check_entry(*rows);
        }
        return any;
    }

    void check_entry(Rows& rows) {
        const Entry entry = entry_at(rows);
        last_ = entry.position;
        const std::uint64_t expected = ++head_.size;
        if (entry.position != expected) {
            fault("removed", expected, at(expected, "缺失", "is missing"));
            head_.size = entry.position;  // what follows is told by its own position
        }
        line_.clear();
        append_line(line_, entry);
        const Hash leaf = leaf_hash(digest_, line_);
        check_hashes(entry, leaf, rows);
        if (entry.recorded < head_.recorded) fault("reordered", entry.position, at(entry.position, "早于前一条", "is earlier than the one before it"));
        head_.recorded = entry.recorded;
        tree_.add(leaf);
        check_index(entry);
        check_trusted();
    }

    void check_hashes(const Entry& entry, const Hash& leaf, Rows& rows) {
        head_.chain = next_link(digest_, head_.chain, leaf);
        const bool sound = rows.bytes(kLeafColumn) == bytes_of(leaf);
        const bool chained = rows.bytes(kLinkColumn) == bytes_of(head_.chain);
        if (sound && chained) return;
        const bool in_order = entry.seq == 0 || entry.seq == sizes_[entry.dossier] + 1;
        if (!in_order) fault("reordered", entry.position, at(entry.position, "不在其位", "is not in its place"));
        else if (!sound) fault("changed", entry.position, at(entry.position, "与其杂凑值不符，已被改动", "is not what was hashed: it was changed"));
        else fault("inserted", entry.position, at(entry.position, "不接前一条", "does not follow the one before it"));
    }

    // What stands beside the entry and is not hashed.
    void check_index(const Entry& entry) {
        if (entry.number.empty() && (entry.dossier != 0 || entry.seq != 0)) fault("index", entry.position, at(entry.position, "没有卷宗", "has no dossier"));
        if (entry.seq != 0) {
            std::uint64_t& size = sizes_[entry.dossier];
            if (entry.seq != size + 1) fault("index", entry.position, at(entry.position, "在卷宗中的序号不连续", "has a number in its dossier that does not follow"));
            size = entry.seq;
        }
        std::string_view id;
        if (entry.what == "event") {
            simdjson::dom::element body;
            if (parser_.parse(entry.body.data(), entry.body.size()).get(body) != simdjson::SUCCESS || body["id"].get(id) != simdjson::SUCCESS) id = {};
        }
        if (id != entry.event) fault("index", entry.position, at(entry.position, "的事件编号与内容不符", "has an event id that is not that of its contents"));
    }

    void check_trusted() {
        if (!trusted_ || trusted_->size != head_.size) return;
        if (trusted_->journal != head_.journal || trusted_->algorithm != head_.algorithm) {
            fault("head", 0, {"留存的日志头属于另一日志", "the head that was kept is that of another journal"});
        } else if (trusted_->chain != head_.chain || trusted_->root != tree_.root()) {
            fault("changed", 0, {"前 " + std::to_string(head_.size) + " 条与留存的日志头不符", "the first " + std::to_string(head_.size) + " entries are not those of the head that was kept"});
        }
    }

    void check_end() {
        const LogEnd end = log_end(database_);
        if (end.size > head_.size) fault("truncated", head_.size + 1, at(head_.size + 1, "起缺失", "and those behind it are missing"));
        else if (end.size < head_.size) fault("inserted", end.size + 1, at(end.size + 1, "起在日志头之后", "and those behind it stand beyond the head"));
        else if (end.link != head_.chain || end.recorded != head_.recorded) fault("head", 0, {"日志头与条目不符", "the head is not that of the entries"});
        if (trusted_ && trusted_->size > head_.size) fault("truncated", head_.size + 1, at(head_.size + 1, "起缺失（留存的日志头有更多条）", "and those behind it are missing: the head that was kept has more"));
    }

    void check_dossiers() {
        const auto rows = database_.query("SELECT id, size FROM journal_dossiers ORDER BY id");
        while (rows->next()) {
            const auto found = sizes_.find(rows->integer(0));
            const auto size = static_cast<std::uint64_t>(rows->integer(1));
            const std::uint64_t there = found == sizes_.end() ? 0 : found->second;
            const auto id = static_cast<std::uint64_t>(rows->integer(0));
            if (there != size) fault("index", id, at(id, "所在卷宗的条数不符", "is of a dossier whose count is wrong"));
        }
    }

    void check_nodes() {
        if (!faults_.empty()) return;  // they would only be wrong in the same place
        try {
            if (head_.size != 0 && root(digest_, head_.size, subtrees(database_, digest_)) != tree_.root()) fault("index", 0, {"默克尔树节点与条目不符", "nodes of the tree are not those of the entries"});
        } catch (const JournalError& error) {
            fault("index", 0, error.message());
        }
        const auto rows = database_.query("SELECT COUNT(*) FROM journal_nodes");
        std::uint64_t count = 0;
        for (std::uint64_t n = head_.size / kTileSize; n != 0; n /= kTileSize) count += n;
        if (!rows->next() || static_cast<std::uint64_t>(rows->integer(0)) != count) fault("index", 0, {"默克尔树节点数不符", "the tree has a wrong number of nodes"});
    }

    Database& database_;
    Digest& digest_;
    const std::optional<Head>& trusted_;
    RunningTree tree_;
    Head head_;
    std::uint64_t last_ = 0;
    std::map<std::int64_t, std::uint64_t> sizes_;
    std::vector<Verification::Fault> faults_;
    std::string line_;
    simdjson::dom::parser parser_;
};

}  // namespace

Verification verify(Database& database, const Identity& identity, Digest& digest, const std::optional<Head>& trusted) {
    return Verifier{database, identity, digest, trusted}.run();
}

}  // namespace zhixing::journal
