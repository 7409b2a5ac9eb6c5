// Rows that somebody changes by SQL in a database of several machines: seen as in a file.
#include "journal/sql.hpp"
#include "script.hpp"

namespace zhixing::test {
namespace {

class ServerTamperTest : public testing::Test {
protected:
    void SetUp() override {
        if (Place::server() == nullptr) GTEST_SKIP() << "no PostgreSQL: ZHIXING_TEST_POSTGRESQL is not set";
        place_.emplace(true);
        journal_.emplace(Script::create(*place_));
        for (std::size_t n = 0; n < 4; ++n) (void)journal_->append(script_.request(n));
        head_ = journal_->head();
        intruder_ = journal::open_database(journal::parse_address(place_->url()), false);
        for (const char* table : kTables) intruder_->run_script("CREATE TEMP TABLE kept_" + std::string{table} + " AS SELECT * FROM journal_" + table);
        ASSERT_EQ(found(), std::string{});
    }
    // The first fault; empty: there is none.
    [[nodiscard]] std::string found(const std::optional<Head>& trusted = {}) {
        const auto faults = journal_->verify(trusted).faults;
        return faults.empty() ? std::string{} : faults.front().code + " " + std::to_string(faults.front().position);
    }
    // What is found once this was done; then everything is put back.
    [[nodiscard]] std::string after(const std::string& sql, const std::optional<Head>& trusted = {}) {
        intruder_->run_script("BEGIN; " + sql + "; COMMIT");
        const std::string code = found(trusted);
        for (const char* table : kTables) {
            const std::string name = table;
            intruder_->run_script("BEGIN; DELETE FROM journal_" + name + "; INSERT INTO journal_" + name + " SELECT * FROM kept_" + name + "; COMMIT");
        }
        EXPECT_EQ(found(head_), std::string{}) << sql;
        return code;
    }
    static std::string at(std::uint64_t position) { return " WHERE position = " + std::to_string(position); }

    static constexpr const char* kTables[] = {"entries", "dossiers", "head", "nodes", "parties"};
    Script script_{3, 3};
    std::optional<Place> place_;
    std::optional<Journal> journal_;
    std::unique_ptr<journal::Database> intruder_;
    Head head_;
};

TEST_F(ServerTamperTest, EachValueThatIsChangedIsSeen) {
    for (const char* change : {"what = 'header'", "event = 'other'", "event = NULL", "recorded = '2023-03-01T09:00:09'", "actor = actor || 'x'", "office = 'handler'", "court = '豫1326'", "mark = 'admitted'",
                               "body = body || ' '", "body = replace(body, 'document.made', 'document.sent')", "leaf = link", "link = leaf", "leaf = '\\x00'", "dossier = 999", "seq = seq + 100", "seq = NULL"}) {
        for (const char* which : {"MIN", "MAX"}) {
            const std::string one = " WHERE position = (SELECT " + std::string{which} + "(position) FROM journal_entries WHERE what = 'event')";
            EXPECT_FALSE(after("UPDATE journal_entries SET " + std::string{change} + one).empty()) << change << ' ' << which;
        }
    }
    for (const char* change : {"dossiers SET size = size + 1", "dossiers SET court = 'x'", "dossiers SET handler = 'x'", "dossiers SET is_open = 0", "head SET size = size - 1", "head SET link = '\\x00'",
                               "head SET recorded = ''", "parties SET name = 'x'", "parties SET dossier = 999"}) {
        EXPECT_FALSE(after("UPDATE journal_" + std::string{change}).empty()) << change;
    }
}

TEST_F(ServerTamperTest, RowsThatAreRemovedMovedOrPutInAreNamed) {
    for (std::uint64_t position = 1; position <= head_.size; ++position) {
        const std::string here = std::to_string(position);
        EXPECT_EQ(after("DELETE FROM journal_entries" + at(position)), (position == head_.size ? "truncated " : "removed ") + here);
        if (position == head_.size) break;
        const std::string closed = after("DELETE FROM journal_entries" + at(position) + "; UPDATE journal_entries SET position = -position WHERE position > " + here +
                                         "; UPDATE journal_entries SET position = -position - 1 WHERE position < 0; UPDATE journal_head SET size = size - 1");
        EXPECT_TRUE(closed == "changed " + here || closed == "reordered " + here) << closed << ' ' << here;
        const std::string swapped = after("UPDATE journal_entries SET position = 0" + at(position) + "; UPDATE journal_entries SET position = " + here + at(position + 1) +
                                          "; UPDATE journal_entries SET position = " + std::to_string(position + 1) + at(0));
        EXPECT_TRUE(swapped == "changed " + here || swapped == "reordered " + here) << swapped << ' ' << here;
    }
    const std::string copy = ", dossier, (SELECT MAX(seq) + 1 FROM journal_entries WHERE dossier = 1), what, 'forged', recorded, actor, office, court, mark, body, leaf, link FROM journal_entries WHERE dossier = 1 AND what = 'event' LIMIT 1";
    const std::string behind = std::to_string(head_.size + 1);
    EXPECT_EQ(after("INSERT INTO journal_entries SELECT 0" + copy), "inserted 0");
    EXPECT_EQ(after("INSERT INTO journal_entries SELECT " + behind + copy), "changed " + behind);
    EXPECT_EQ(after("INSERT INTO journal_nodes VALUES (1, 0, '\\x00')"), "index 0");
    EXPECT_EQ(after("TRUNCATE journal_entries"), "truncated 1");
    EXPECT_EQ(after("DELETE FROM journal_head"), "head 0");
}

TEST_F(ServerTamperTest, ATailThatIsCutOffIsSeen) {
    const Head& shorter = script_.after(3);
    const std::string size = std::to_string(shorter.size), cut = "DELETE FROM journal_entries WHERE position > " + size;
    EXPECT_EQ(after(cut), "truncated " + std::to_string(shorter.size + 1));
    const std::string closed = cut + "; UPDATE journal_head SET size = " + size + ", recorded = e.recorded, link = e.link FROM journal_entries e WHERE e.position = " + size;
    EXPECT_EQ(after(closed, head_), "truncated " + std::to_string(shorter.size + 1));
}

}  // namespace
}  // namespace zhixing::test
