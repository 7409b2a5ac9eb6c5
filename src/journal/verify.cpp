#include "journal/verify.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <simdjson.h>

#include "journal/entry.hpp"
#include "journal/log.hpp"
#include "journal/outbox_rows.hpp"
#include "journal/policy_in_force.hpp"
#include "journal/projection.hpp"

namespace zhixing::journal {
namespace {

constexpr std::int64_t kPage = 4096;

// The roots of whole subtrees that end with the leaves so far: those of equal size make one of the next.
class RunningTree {
public:
    explicit RunningTree(Digest& digest) : digest_{digest} {}
    void add(Hash hash) {
        std::uint64_t size = 1, tile = kTileSize;
        std::size_t level = 0;
        for (std::uint64_t n = count_++; (n & 1U) != 0; n >>= 1U) {
            hash = node_hash(digest_, roots_.back(), hash);
            roots_.pop_back();
            if ((size *= 2) != tile) continue;
            tile *= kTileSize;
            if (tiles_.size() <= level) tiles_.emplace_back();
            tiles_[level++].push_back(hash);
        }
        roots_.push_back(hash);
    }
    /// What journal_nodes holds: by level, from 1, and number.
    [[nodiscard]] const std::vector<std::vector<Hash>>& tiles() const noexcept { return tiles_; }
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
    std::vector<std::vector<Hash>> tiles_;
};

class Verifier {
public:
    Verifier(Database& database, const Identity& identity, Digest& digest, const std::optional<Head>& trusted)
        : database_{database}, digest_{digest}, trusted_{trusted}, tree_{digest} {
        head_.journal = identity.id;
        head_.algorithm = identity.hash;
        head_.chain = link_ = first_link(digest, identity.id);
    }

    [[nodiscard]] Verification run() {
        if (const std::string damage = database_.damage(true); !damage.empty()) fault("database", 0, {"数据库文件已损坏：" + damage, "the database file is damaged: " + damage});
        check_trusted();  // of an empty journal
        while (check_page()) {}
        check_end();
        check_derived();
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
        sql += " FROM journal_entries e LEFT JOIN journal_dossiers d ON d.id = e.dossier WHERE e.position >= $1 ORDER BY e.position LIMIT $2";
        const auto rows = database_.query(sql, {next_, kPage});
        bool any = false;
        while (rows->next()) {
            const std::int64_t position = rows->integer(0);
            any = position != std::numeric_limits<std::int64_t>::max();
            next_ = any ? position + 1 : position;
            if (position < 1) {
                fault("inserted", 0, {"第 1 条之前有条目", "an entry stands before the first one"});
                continue;
            }
            count(static_cast<std::uint64_t>(position));
            try {
                check_entry(*rows);
            } catch (const JournalError& error) {
                if (error.code() != "journal.damaged") throw;
                fault("changed", head_.size, error.message());
            }
        }
        return any;
    }

    void count(std::uint64_t position) {
        const std::uint64_t expected = ++head_.size;
        if (position == expected) return;
        fault("removed", expected, at(expected, "缺失", "is missing"));
        head_.size = position;  // what follows is told by its own position
    }

    void check_entry(Rows& rows) {
        const Entry entry = entry_at(rows);
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

    // Each entry against what stands beside it, so that one that is wrong does not accuse all that follow.
    void check_hashes(const Entry& entry, const Hash& leaf, Rows& rows) {
        const Hash before = link_, stored_leaf = hash_of(rows.bytes(kLeafColumn), "leaf");
        const bool sound = stored_leaf == leaf;
        const bool agreed = sound && before == head_.chain;
        head_.chain = next_link(digest_, head_.chain, leaf);
        link_ = hash_of(rows.bytes(kLinkColumn), "link");
        const bool chained = link_ == (agreed ? head_.chain : next_link(digest_, before, stored_leaf));
        if (sound && chained) return;
        const bool in_order = entry.seq == 0 || entry.seq == dossiers_[entry.dossier].size + 1;
        if (!in_order) fault("reordered", entry.position, at(entry.position, "不在其位", "is not in its place"));
        else if (!sound) fault("changed", entry.position, at(entry.position, "与其杂凑值不符，已被改动", "is not what was hashed: it was changed"));
        else fault("changed", entry.position, at(entry.position, "不接前一条", "does not follow the one before it"));
    }

    // What stands beside the entry and is not hashed.
    void check_index(const Entry& entry) {
        if (entry.dossier == 0 && entry.seq == 0) {  // of no dossier: that all of them were read, or by which policy
            if (entry.what == "policy") policy_ = {policy_digest(entry.body), entry.position};
            if (!entry.event.empty()) fault("index", entry.position, at(entry.position, "的事件编号与内容不符", "has an event id that is not that of its contents"));
            return;
        }
        const auto [found, first] = dossiers_.try_emplace(entry.dossier);
        if (entry.number.empty() || (first && entry.dossier != static_cast<std::int64_t>(entry.position))) {
            fault("index", entry.position, at(entry.position, "没有卷宗", "has no dossier"));
        }
        if (entry.seq != 0) {
            if (entry.seq != found->second.size + 1) fault("index", entry.position, at(entry.position, "在卷宗中的序号不连续", "has a number in its dossier that does not follow"));
            found->second.size = entry.seq;
        }
        simdjson::dom::element body;
        std::string_view id;
        if (!entry.body.empty() && parser_.parse(entry.body.data(), entry.body.size()).get(body) == simdjson::SUCCESS) {
            if (entry.what == "event" && body["id"].get(id) != simdjson::SUCCESS) id = {};
            if (std::string_view court; entry.what == "header") found->second.court = body["court"].get(court) == simdjson::SUCCESS ? court : "";
        }
        outbox_.see(entry);
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
        if (trusted_ && trusted_->size > head_.size) fault("truncated", head_.size + 1, at(head_.size + 1, "起缺失（留存的日志头有更多条）", "and those behind it are missing: the head that was kept has more"));
        try {
            const LogEnd end = log_end(database_);
            if (end.size > head_.size) fault("truncated", head_.size + 1, at(head_.size + 1, "起缺失", "and those behind it are missing"));
            else if (end.size < head_.size) fault("inserted", end.size + 1, at(end.size + 1, "起在日志头之后", "and those behind it stand beyond the head"));
            else if (faults_.empty() && (end.link != head_.chain || end.recorded != head_.recorded)) fault("head", 0, {"日志头与条目不符", "the head is not that of the entries"});
        } catch (const JournalError& error) {
            if (error.code() != "journal.damaged") throw;
            fault("head", 0, error.message());
        }
    }

    // What is made of the entries; it would only be wrong in the same place as they are.
    void check_derived() {
        if (!faults_.empty()) return;
        try {
            check_dossiers();
            check_nodes();
            check_outbox();
            check_policy();
            check_lists();
        } catch (const JournalError& error) {
            if (error.code() != "journal.damaged") throw;
            fault("index", 0, error.message());
        }
    }

    void check_dossiers() {
        const auto rows = database_.query("SELECT id, size, court FROM journal_dossiers ORDER BY id");
        while (rows->next()) {
            const auto found = dossiers_.find(rows->integer(0));
            const auto id = static_cast<std::uint64_t>(rows->integer(0));
            const bool agrees = found != dossiers_.end() && found->second.size == static_cast<std::uint64_t>(rows->integer(1)) && found->second.court == rows->text(2);
            if (!agrees) fault("index", id, at(id, "所在卷宗的条数或法院不符", "is of a dossier whose count or court is wrong"));
        }
        const auto odd = database_.query("SELECT position FROM journal_entries WHERE seq <= 0 ORDER BY position LIMIT 1");
        if (!odd->next()) return;
        const auto position = static_cast<std::uint64_t>(odd->integer(0));
        fault("index", position, at(position, "的序号不是正数", "has a number in its dossier that is not positive"));
    }

    // What lists of dossiers are asked by.
    void check_lists() {
        const auto wrong = [&](std::int64_t dossier) {
            const auto id = static_cast<std::uint64_t>(dossier);
            fault("index", id, at(id, "所在卷宗的检索项与内容不符", "is of a dossier that lists tell wrongly"));
        };
        if (!faults_.empty()) return;
        check_projections(database_, [&](std::int64_t dossier, const Projection&, const Projection&) { return wrong(dossier), false; });
        const auto rows = database_.query("SELECT MIN(dossier) FROM journal_parties WHERE dossier <> id / $1 OR dossier NOT IN (SELECT id FROM journal_dossiers)", {kPartyPlaces});
        if (rows->next() && rows->integer(0) != 0) wrong(rows->integer(0));
    }

    void check_nodes() {
        const auto rows = database_.query("SELECT level, number, hash FROM journal_nodes ORDER BY level, number");
        bool agrees = true;
        for (std::size_t level = 0; level < tree_.tiles().size(); ++level) {
            const std::vector<Hash>& tiles = tree_.tiles()[level];
            for (std::size_t number = 0; number < tiles.size(); ++number) {
                agrees = agrees && rows->next() && rows->integer(0) == static_cast<std::int64_t>(level + 1) &&
                         rows->integer(1) == static_cast<std::int64_t>(number) && rows->bytes(2) == bytes_of(tiles[number]);
            }
        }
        if (!agrees || rows->next()) fault("index", 0, {"默克尔树节点与条目不符", "nodes of the tree are not those of the entries"});
    }

    void check_outbox() {
        if (const std::uint64_t position = outbox_.differs(database_); position != 0) fault("index", position, at(position, "的消息状态与记录不符", "is a message of which the outbox says otherwise"));
    }

    void check_policy() {
        if (policy_in_force(database_) != policy_) fault("index", policy_.position, {"现行权限规则与记录不符", "the access policy in force is not that of the entries"});
    }

    struct DossierState {
        std::uint64_t size = 0;
        std::string court;  // of its last header
    };
    Database& database_;
    Digest& digest_;
    const std::optional<Head>& trusted_;
    OutboxReplay outbox_;
    PolicyInForce policy_;
    RunningTree tree_;
    Head head_;
    Hash link_;  // of the entry before, as it is stored
    std::int64_t next_ = std::numeric_limits<std::int64_t>::min();
    std::map<std::int64_t, DossierState> dossiers_;
    std::vector<Verification::Fault> faults_;
    std::string line_;
    simdjson::dom::parser parser_;
};

}  // namespace

Verification verify(Database& database, const Identity& identity, Digest& digest, const std::optional<Head>& trusted) {
    return Verifier{database, identity, digest, trusted}.run();
}

}  // namespace zhixing::journal
