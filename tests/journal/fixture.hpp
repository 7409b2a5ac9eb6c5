// A journal in each database that is there: SQLite always, PostgreSQL where ZHIXING_TEST_POSTGRESQL names a server.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <libpq-fe.h>
#include <string>
#include <unistd.h>

#include "zhixing/journal.hpp"

namespace zhixing::test {

inline DateTime at(const char* text) { return *parse_date_time(text); }

inline const Rulebook& rulebook() {
    static const Rulebook rules = Rulebook::bundled("neixiang");
    return rules;
}

inline Actor handler(std::string id = "h1") { return {std::move(id), "豫1325", {"handler"}}; }
inline Actor the_system() { return {"platform-1", {}, {"system"}}; }
// Who sees everything, and whose reading is not recorded.
inline Reader everything() { return {the_system(), "review", at("2023-03-01T09:00:00")}; }

// A new place for a journal, gone at the end.
class Place {
public:
    // @param directory of the file
    explicit Place(bool postgresql, const std::filesystem::path& directory = std::filesystem::temp_directory_path()) {
        static int count = 0;
        const std::string name = "zhixing_" + std::to_string(getpid()) + "_" + std::to_string(++count);
        if (postgresql) {
            database_ = name;
            run("CREATE DATABASE " + name);
            url_ = std::string{server()} + "/" + name;
        } else {
            file_ = directory / (name + ".db");
            url_ = "sqlite:" + file_.string();
        }
    }
    ~Place() {
        if (!database_.empty()) run("DROP DATABASE " + database_ + " WITH (FORCE)");
        else for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file_.string() + end);
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    [[nodiscard]] const std::string& url() const { return url_; }
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    // A directory whose files need not reach a disk, for tests that write very many.
    static std::filesystem::path quick() { return std::filesystem::is_directory("/dev/shm") ? "/dev/shm" : std::filesystem::temp_directory_path(); }
    static const char* server() { return std::getenv("ZHIXING_TEST_POSTGRESQL"); }

private:
    static void run(const std::string& sql) {
        PGconn* const connection = PQconnectdb((std::string{server()} + "/postgres").c_str());
        PGresult* const result = PQexec(connection, sql.c_str());
        EXPECT_EQ(PQresultStatus(result), PGRES_COMMAND_OK) << PQerrorMessage(connection);
        PQclear(result);
        PQfinish(connection);
    }
    std::string url_, database_;
    std::filesystem::path file_;
};

// The same tests on both databases.
class JournalTest : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        if (GetParam() && Place::server() == nullptr) GTEST_SKIP() << "no PostgreSQL: ZHIXING_TEST_POSTGRESQL is not set";
        place_ = std::make_unique<Place>(GetParam());
    }
    [[nodiscard]] Journal create(const JournalSettings& settings = {}) const { return Journal::create(place_->url(), rulebook(), settings); }
    [[nodiscard]] Journal open() const { return Journal::open(place_->url(), rulebook()); }
    std::unique_ptr<Place> place_;
};

inline constexpr const char* kNumber = "（2023）豫1325执123号";
inline constexpr const char* kHeader =
    R"({"schema":"zhixing.dossier/1","number":"（2023）豫1325执123号","court":"豫1325","kind":"enforcement",)"
    R"("parties":[{"id":"p1","role":"applicant","kind":"natural","name":"张某"},{"id":"p2","role":"respondent","kind":"legal","name":"某某公司"}]})";

// A batch of one dossier.
inline Append batch(std::vector<std::string> events, const char* recorded = "2023-03-01T09:00:00") {
    return {handler(), {}, at(recorded), false, {{kNumber, {}, {}, std::move(events)}}};
}
// The same as old data, which the system alone may record.
inline Append as_import(Append append) {
    append.actor = the_system();
    append.import = true;
    return append;
}
inline Append new_dossier(std::vector<std::string> events = {}) {
    Append append = batch(std::move(events));
    append.parts[0].header = kHeader;
    append.parts[0].expect = 0;
    return append;
}

}  // namespace zhixing::test
