// Journals of earlier versions of the schema, as the library of that time made them.
#include <fstream>
#include <sqlite3.h>
#include <sstream>

#include "fixture.hpp"

namespace zhixing::test {
namespace {

std::string data(const std::string& name) {
    std::ifstream file{std::string{ZHIXING_SOURCE_DIR} + "/tests/journal/data/" + name, std::ios::binary};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

class MigrationTest : public JournalTest {
protected:
    void run(const std::string& sql) const {
        if (GetParam()) {
            PGconn* const connection = PQconnectdb(place_->url().c_str());
            PGresult* const result = PQexec(connection, sql.c_str());
            EXPECT_EQ(PQresultStatus(result), PGRES_COMMAND_OK) << PQerrorMessage(connection);
            PQclear(result);
            PQfinish(connection);
        } else {
            sqlite3* connection = nullptr;
            EXPECT_EQ(sqlite3_open(place_->file().c_str(), &connection), SQLITE_OK);
            EXPECT_EQ(sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(connection);
            sqlite3_close(connection);
        }
    }
    void restore(const std::string& version) const { run(data(version + (GetParam() ? ".postgresql.sql" : ".sqlite.sql"))); }
    static std::string lines_of(Journal& journal) {
        std::string lines;
        journal.export_lines([&](std::string_view line) { (lines += line) += '\n'; }, everything());
        return lines;
    }
    static Head head_of(const std::string& lines) { return parse_head(std::string_view{lines}.substr(lines.rfind("{\"schema"), lines.size() - lines.rfind("{\"schema") - 1)); }
};

TEST_P(MigrationTest, AJournalOfVersion1IsBroughtForward) {
    const std::string exported = data("version-1.ndjson");
    restore("version-1");
    {
        Journal journal = open();
        const Verification verification = journal.verify(head_of(exported));
        EXPECT_TRUE(verification.sound()) << to_json(verification);
        EXPECT_EQ(journal.head(), head_of(exported));
        EXPECT_EQ(lines_of(journal), exported);
        (void)journal.reindex(make_date(2023, 3, 2));  // the rules may be others by now
        EXPECT_TRUE(journal.verify_standings().sound());
        // And is written on.
        (void)journal.append(batch({R"({"id":"new","kind":"notice.issued","on":"2023-03-01","party":"p2","document":"执行通知书"})"}, "2023-03-02T09:00:00"));
        EXPECT_TRUE(journal.verify(head_of(exported)).sound());
    }
    Journal again = open();
    EXPECT_EQ(again.head().size, head_of(exported).size + 1);
    EXPECT_TRUE(again.verify().sound());
}

TEST_P(MigrationTest, TheExportOfVersion1IsRestored) {
    std::istringstream exported{data("version-1.ndjson")};
    std::string line;
    const NextLine next = [&](std::string_view& out) { return std::getline(exported, line) ? (out = line, true) : false; };
    Journal journal = Journal::restore(place_->url(), rulebook(), next);
    EXPECT_EQ(lines_of(journal), data("version-1.ndjson"));
    EXPECT_TRUE(journal.verify().sound());
}

TEST_P(MigrationTest, AMigrationThatFailsChangesNothing) {
    restore("version-1");
    run("CREATE TABLE journal_policy (x BIGINT)");  // stands in the way
    EXPECT_THROW((void)open(), JournalError);
    run("DROP TABLE journal_policy");
    EXPECT_TRUE(open().verify().sound());
}

TEST_P(MigrationTest, ALaterVersionIsRefused) {
    (void)create();
    run("UPDATE journal_about SET value = '3' WHERE name = 'schema'");
    try {
        (void)open();
        FAIL() << "opened";
    } catch (const JournalError& error) {
        EXPECT_EQ(error.code(), "journal.schema");
    }
    for (const char* version : {"0", "-1", "", "x"}) {
        run("UPDATE journal_about SET value = '" + std::string{version} + "' WHERE name = 'schema'");
        EXPECT_THROW((void)open(), JournalError) << version;
    }
}

INSTANTIATE_TEST_SUITE_P(Databases, MigrationTest, testing::Bool(), [](const auto& kind) { return kind.param ? "postgresql" : "sqlite"; });

}  // namespace
}  // namespace zhixing::test
