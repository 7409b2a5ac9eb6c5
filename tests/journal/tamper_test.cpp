// Somebody changes the database behind the journal's back.
#include <fstream>
#include <set>
#include <sqlite3.h>

#include "script.hpp"

namespace zhixing::test {
namespace {

// Another connection to the file, without the journal.
class Intruder {
public:
    explicit Intruder(const Place& place) {
        EXPECT_EQ(sqlite3_open(place.file().c_str(), &connection_), SQLITE_OK);
        EXPECT_TRUE(run("PRAGMA synchronous = OFF"));
    }
    ~Intruder() { sqlite3_close(connection_); }
    Intruder(const Intruder&) = delete;
    Intruder& operator=(const Intruder&) = delete;

    // @return whether the database let it happen
    bool run(const std::string& sql) { return sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK; }
    std::vector<std::vector<std::string>> rows(const std::string& sql) {
        std::vector<std::vector<std::string>> found;
        sqlite3_stmt* statement = nullptr;
        EXPECT_EQ(sqlite3_prepare_v2(connection_, sql.c_str(), -1, &statement, nullptr), SQLITE_OK) << sql;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            auto& row = found.emplace_back();
            for (int i = 0; i < sqlite3_column_count(statement); ++i) {
                const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
                row.emplace_back(text == nullptr ? "NULL" : text);
            }
        }
        sqlite3_finalize(statement);
        return found;
    }

private:
    sqlite3* connection_ = nullptr;
};

class TamperTest : public testing::Test {
protected:
    void SetUp() override {
        journal_.emplace(Script::create(place_));
        for (std::size_t n = 0; n < 4; ++n) (void)journal_->append(script_.request(n));
        head_ = journal_->head();
        ASSERT_TRUE(journal_->verify(head_).sound());
    }
    // Everything that the journal tells.
    static std::string told(Journal& journal) {
        std::string all;
        journal.export_lines([&](std::string_view line) { (all += line) += '\n'; }, everything());
        journal.each_dossier([&](const Dossier& dossier) { return all += dossier.to_json(), true; }, everything());
        for (std::size_t i = 0; i < 5; ++i) all += std::to_string(journal.seq(number_of(i), everything()));
        return all;
    }
    // What a journal that is opened again finds; `open`: it was not opened.
    static std::vector<std::string> found(Journal& journal, const std::optional<Head>& trusted = {}) {
        std::vector<std::string> codes;
        for (const auto& fault : journal.verify(trusted).faults) codes.push_back(fault.code + " " + std::to_string(fault.position));
        return codes;
    }
    static std::vector<std::string> found(const Place& place, const std::optional<Head>& trusted = {}) {
        try {
            Journal journal = Journal::open(place.url(), rulebook());
            return found(journal, trusted);
        } catch (const Error& error) {
            return {"open"};
        }
    }
    using Codes = std::vector<std::string>;

    Script script_{3, 3};
    Place place_{false, Place::quick()};
    std::optional<Journal> journal_;
    Head head_;
};

// Each byte of each value of each row: changed, and changed back. Of an entry the position is named.
TEST_F(TamperTest, EachByteOfEachValueIsSeen) {
    Intruder intruder{place_};
    const std::string before = told(*journal_);
    std::size_t tried = 0, seen = 0;
    const std::size_t step = static_cast<std::size_t>(trials(5, 1));
    for (const char* table : {"journal_head", "journal_dossiers", "journal_entries", "journal_about"}) {
        for (const auto& column : intruder.rows("SELECT name FROM pragma_table_info('" + std::string{table} + "')")) {
            const std::string& name = column[0];
            for (const auto& row : intruder.rows("SELECT rowid, typeof(" + name + "), hex(CAST(" + name + " AS BLOB)), quote(" + name + ") FROM " + table)) {
                std::vector<std::string> values;
                if (row[1] == "integer") {
                    for (int bit = 0; bit < 63; ++bit) values.push_back(std::to_string(std::stoll(row[3]) ^ (std::int64_t{1} << bit)));
                    values.push_back("-" + row[3]);
                    values.emplace_back("NULL");
                } else if (row[1] != "null") {
                    for (std::size_t i = tried % step; i < row[2].size() / 2; i += step) {
                        std::string bytes = row[2];
                        const auto byte = static_cast<unsigned>(std::stoi(bytes.substr(2 * i, 2), nullptr, 16)) ^ 1U;
                        char digits[3];
                        std::snprintf(digits, sizeof digits, "%02X", byte);
                        bytes.replace(2 * i, 2, digits);
                        values.push_back(row[1] == "text" ? "CAST(x'" + bytes + "' AS TEXT)" : "x'" + bytes + "'");
                    }
                    values.push_back(row[1] == "text" ? "CAST(" + name + " AS BLOB)" : "CAST(" + name + " AS TEXT)");
                    values.emplace_back("''");
                    values.push_back(name + " || ' '");
                } else {
                    values = {"0", "1", "''", "'x'"};
                }
                const bool key = (name == "position" || name == "id") && row[1] == "integer";
                for (const std::string& value : values) {
                    if (!intruder.run("UPDATE " + std::string{table} + " SET " + name + " = " + value + " WHERE rowid = " + row[0])) continue;
                    ++tried;
                    const Codes codes = std::string{table} == "journal_about" ? found(place_, head_) : found(*journal_);
                    EXPECT_TRUE(!codes.empty() || told(*journal_) == before) << table << '.' << name << " of " << row[0] << ": " << value;
                    seen += !codes.empty();
                    if (std::string{table} == "journal_entries" && name != "position" && name != "dossier" && name != "seq" && !codes.empty()) {
                        EXPECT_EQ(codes.front().substr(codes.front().find(' ') + 1), row[0]) << name << ": " << value << ": " << codes.front();
                    }
                    const std::string there = key ? intruder.rows("SELECT " + value)[0][0] : row[0];
                    ASSERT_TRUE(intruder.run("UPDATE " + std::string{table} + " SET " + name + " = " + row[3] + " WHERE rowid = " + there));
                }
                ASSERT_EQ(found(*journal_, head_), Codes{});
            }
        }
    }
    std::printf("%zu values changed: %zu seen, %zu of no consequence\n", tried, seen, tried - seen);
    EXPECT_LE(tried - seen, 16U);  // such as an empty text where there was none, or a text of the lists kept as bytes
}

// Each byte of the file itself: seen, or of no consequence at all.
TEST_F(TamperTest, EachByteOfTheFileIsSeenOrOfNoConsequence) {
    const std::string before = told(*journal_);
    journal_.reset();  // its log goes into the file
    std::string file;
    {
        std::ifstream in{place_.file(), std::ios::binary};
        file.assign(std::istreambuf_iterator<char>{in}, {});
    }
    const std::size_t step = static_cast<std::size_t>(trials(53, 1));
    std::size_t seen = 0, idle = 0;
    const Place other{false, Place::quick()};
    for (std::size_t at = Random{7}(step); at < file.size(); at += step) {
        std::string changed = file;
        changed[at] = static_cast<char>(changed[at] ^ (1 << (at % 8)));
        std::ofstream{other.file(), std::ios::binary} << changed;
        for (const char* end : {"-wal", "-shm"}) std::filesystem::remove(other.file().string() + end);
        try {
            Journal journal = Journal::open(other.url(), rulebook());
            if (!journal.verify().sound()) {
                ++seen;
                continue;
            }
            ++idle;
            ASSERT_EQ(told(journal), before) << "byte " << at;
        } catch (const Error&) {
            ++seen;
        }
    }
    std::printf("%zu bytes changed: %zu seen, %zu of no consequence\n", seen + idle, seen, idle);
}

// Each byte of the log beside the file: it ends there, which a head that was kept shows.
TEST_F(TamperTest, EachByteOfTheLogIsSeenByAHeadThatWasKept) {
    std::map<std::string, std::string> files;
    for (const char* end : {"", "-wal"}) {
        std::ifstream in{place_.file().string() + end, std::ios::binary};
        files[end].assign(std::istreambuf_iterator<char>{in}, {});
    }
    const std::string before = told(*journal_);
    const std::size_t step = static_cast<std::size_t>(trials(499, 7));
    const Place other{false, Place::quick()};
    std::size_t seen = 0, idle = 0;
    for (std::size_t at = Random{8}(step); at < files["-wal"].size(); at += step) {
        std::string changed = files["-wal"];
        changed[at] = static_cast<char>(changed[at] ^ (1 << (at % 8)));
        std::ofstream{other.file(), std::ios::binary} << files[""];
        std::ofstream{other.file().string() + "-wal", std::ios::binary} << changed;
        std::filesystem::remove(other.file().string() + "-shm");
        try {
            Journal journal = Journal::open(other.url(), rulebook());
            if (!journal.verify(head_).sound()) {
                ++seen;
                continue;
            }
            ++idle;
            ASSERT_EQ(told(journal), before) << "byte " << at;
        } catch (const Error&) {
            ++seen;
        }
    }
    std::printf("%zu bytes changed: %zu seen, %zu of no consequence\n", seen + idle, seen, idle);
}

// Runs SQL, tells what is found, and puts everything back.
class RowsTest : public TamperTest {
protected:
    Codes after(const std::string& sql, const std::optional<Head>& trusted = {}) {
        Intruder intruder{place_};
        EXPECT_TRUE(intruder.run("CREATE TEMP TABLE e AS SELECT * FROM journal_entries; CREATE TEMP TABLE d AS SELECT * FROM journal_dossiers;"
                                 "CREATE TEMP TABLE h AS SELECT * FROM journal_head; CREATE TEMP TABLE n AS SELECT * FROM journal_nodes;"
                                 "CREATE TEMP TABLE p AS SELECT * FROM journal_parties"));
        EXPECT_TRUE(intruder.run("BEGIN; " + sql + "; COMMIT")) << sql;
        const Codes codes = found(*journal_, trusted);
        EXPECT_TRUE(intruder.run("BEGIN; DELETE FROM journal_entries; INSERT INTO journal_entries SELECT * FROM e;"
                                 "DELETE FROM journal_dossiers; INSERT INTO journal_dossiers SELECT * FROM d;"
                                 "DELETE FROM journal_parties; INSERT INTO journal_parties SELECT * FROM p;"
                                 "DELETE FROM journal_head; INSERT INTO journal_head SELECT * FROM h;"
                                 "DELETE FROM journal_nodes; INSERT INTO journal_nodes SELECT * FROM n; COMMIT"));
        EXPECT_EQ(found(*journal_, head_), Codes{});
        return codes;
    }
    static std::string where(std::uint64_t position) { return " WHERE position = " + std::to_string(position); }
};

TEST_F(RowsTest, ARowThatIsRemovedIsNamed) {
    for (std::uint64_t position = 1; position <= head_.size; ++position) {
        const Codes codes = after("DELETE FROM journal_entries" + where(position));
        ASSERT_FALSE(codes.empty()) << position;
        EXPECT_EQ(codes[0], (position == head_.size ? "truncated " : "removed ") + std::to_string(position));
    }
    EXPECT_EQ(after("DELETE FROM journal_head"), Codes{"head 0"});
    EXPECT_EQ(after("DELETE FROM journal_dossiers WHERE id = 1").front(), "changed 1");
    EXPECT_EQ(after("DELETE FROM journal_entries; UPDATE journal_head SET size = 0").front(), "head 0");
}

// And those behind it are moved up, as if it had never been.
TEST_F(RowsTest, ARowThatIsTakenOutWithTheGapClosedIsNamed) {
    for (std::uint64_t position = 1; position < head_.size; ++position) {
        const std::string at = std::to_string(position);
        const Codes codes = after("DELETE FROM journal_entries" + where(position) + "; UPDATE journal_entries SET position = -position WHERE position > " + at +
                                  "; UPDATE journal_entries SET position = -position - 1 WHERE position < 0; UPDATE journal_head SET size = size - 1");
        ASSERT_FALSE(codes.empty()) << position;
        EXPECT_TRUE(codes[0] == "changed " + at || codes[0] == "reordered " + at) << codes[0] << ' ' << position;
    }
}

TEST_F(RowsTest, RowsThatChangePlacesAreNamed) {
    for (std::uint64_t a = 1; a <= head_.size; ++a) {
        for (std::uint64_t b = a + 1; b <= head_.size; b += 2) {
            const Codes codes = after("UPDATE journal_entries SET position = 0" + where(a) + "; UPDATE journal_entries SET position = " + std::to_string(a) + where(b) +
                                      "; UPDATE journal_entries SET position = " + std::to_string(b) + where(0));
            ASSERT_FALSE(codes.empty()) << a << ' ' << b;
            EXPECT_TRUE(codes[0] == "changed " + std::to_string(a) || codes[0] == "reordered " + std::to_string(a)) << codes[0] << ": " << a << ' ' << b;
        }
    }
}

TEST_F(RowsTest, RowsThatArePutInAreNamed) {
    const std::string columns = ", dossier, (SELECT MAX(seq) + 1 FROM journal_entries WHERE dossier = 1), what, 'forged', recorded, actor, office, court, mark, body, leaf, link "
                                "FROM journal_entries WHERE dossier = 1 AND what = 'event' LIMIT 1";
    const std::string behind = std::to_string(head_.size + 1), insert = "INSERT INTO journal_entries SELECT ";
    EXPECT_EQ(after(insert + "-1" + columns).front(), "inserted 0");
    EXPECT_EQ(after(insert + "0" + columns).front(), "inserted 0");
    EXPECT_EQ(after(insert + "-9223372036854775808" + columns).front(), "inserted 0");
    EXPECT_EQ(after(insert + behind + columns).front(), "changed " + behind);
    EXPECT_EQ(after(insert + "9223372036854775807" + columns).front(), "removed " + behind);
    EXPECT_EQ(after("INSERT INTO journal_dossiers (id, number, size, recorded, court, case_type, kind, team, is_open) VALUES (77, '（2023）豫1325执77号', 0, '', '豫1325', '执', '', '', 1)"), Codes{"index 77"});
    EXPECT_EQ(after("INSERT INTO journal_nodes VALUES (1, 0, x'00')"), Codes{"index 0"});
    // An entry that is no part of a dossier is made one; what is hashed stays the same.
    EXPECT_EQ(after("UPDATE journal_entries SET seq = NULL" + where(2)).front(), "changed 2");
}

// What no journal can see by itself is seen by a head that was kept, and by that only.
TEST_F(RowsTest, ATailThatIsCutOffAndClosedAgainIsSeenByAHeadThatWasKept) {
    const Head& shorter = script_.after(3);
    const std::string size = std::to_string(shorter.size);
    const std::string cut = "DELETE FROM journal_entries WHERE position > " + size + "; UPDATE journal_head SET size = " + size +
                            ", recorded = (SELECT recorded FROM journal_entries WHERE position = " + size + "), link = (SELECT link FROM journal_entries WHERE position = " + size +
                            "); DELETE FROM journal_dossiers WHERE id > " + size +
                            "; DELETE FROM journal_parties WHERE dossier > " + size +
                            "; UPDATE journal_dossiers SET size = (SELECT MAX(seq) FROM journal_entries WHERE dossier = journal_dossiers.id)"
                            ", recorded = (SELECT MAX(recorded) FROM journal_entries WHERE dossier = journal_dossiers.id)";
    EXPECT_EQ(after(cut), Codes{});
    EXPECT_EQ(after(cut, shorter), Codes{});
    EXPECT_EQ(after(cut, head_), Codes{"truncated " + std::to_string(shorter.size + 1)});
}

// Somebody who knows how the journal is made writes all of it anew, with one event changed.
TEST_F(TamperTest, AJournalWrittenAnewIsSeenByAHeadThatWasKept) {
    for (std::size_t changed = 0; changed < 4; ++changed) {
        const Place place{false};
        Journal forged = Script::create(place);
        for (std::size_t n = 0; n < 4; ++n) {
            Append request = script_.request(n);
            if (n == changed) request.parts[0].events[0] = note(std::to_string(n) + "-x", "另一内容");
            (void)forged.append(request);
        }
        EXPECT_EQ(found(forged), Codes{}) << "by itself it is sound";
        EXPECT_EQ(found(forged, script_.after(changed)), Codes{}) << "what was before is the same";
        for (std::size_t n = changed + 1; n <= 4; ++n) EXPECT_EQ(found(forged, script_.after(n)), Codes{"changed 0"}) << n;
        // And no proof leads from one to the other.
        const Head head = forged.head(), kept = script_.after(changed + 1);
        EXPECT_FALSE(holds(forged.prove_consistency(kept.size, head.size), kept.root, head.root, head.algorithm));
    }
    Head other = head_;
    other.journal = "another";
    EXPECT_EQ(found(*journal_, other), Codes{"head 0"});
}

// Nodes of the tree, where there are some.
TEST(NodesTest, EachNodeIsSeen) {
    const Place place{false};
    Journal journal = Script::create(place);
    Append append{the_system(), {}, at("2023-03-01T09:00:00"), true, {{number_of(0), {}, header_of(0), {}}}};
    for (int i = 0; i < 800; ++i) append.parts[0].events.push_back(note(std::to_string(i)));
    (void)journal.append(append);
    ASSERT_TRUE(journal.verify().sound());
    Intruder intruder{place};
    for (const auto& row : intruder.rows("SELECT rowid, hex(hash) FROM journal_nodes")) {
        for (const char* change : {"hash = zeroblob(32)", "hash = zeroblob(31)", "hash = hex(hash)", "level = 2", "number = 3", "number = -1", "level = CAST('1' AS BLOB)"}) {
            ASSERT_TRUE(intruder.run("SAVEPOINT a; CREATE TEMP TABLE n AS SELECT rowid AS r, * FROM journal_nodes; UPDATE journal_nodes SET " + std::string{change} + " WHERE rowid = " + row[0] + "; RELEASE a"));
            EXPECT_FALSE(journal.verify().sound()) << change;
            ASSERT_TRUE(intruder.run("BEGIN; DELETE FROM journal_nodes; INSERT INTO journal_nodes (rowid, level, number, hash) SELECT * FROM n; COMMIT; DROP TABLE n"));
        }
    }
    EXPECT_TRUE(journal.verify().sound());
}

}  // namespace
}  // namespace zhixing::test
