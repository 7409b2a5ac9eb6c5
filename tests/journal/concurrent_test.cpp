// Many writers at once, in threads and in processes; calls that are interrupted; processes that fork.
#include <atomic>
#include <csignal>
#include <map>
#include <sqlite3.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "script.hpp"

namespace zhixing::test {
namespace {

using Clock = std::chrono::steady_clock;

Append one_note(std::size_t dossier, std::optional<std::uint64_t> expect, const std::string& id) {
    return {the_system(), {}, at("2023-03-01T09:00:00"), true, {{number_of(dossier), expect, {}, {note(id)}}}};
}

// Appends notes to a dossier, each behind what is there: reads the number, and again after each conflict.
// @return conflicts
std::size_t write_notes(Journal& journal, std::size_t dossier, const std::string& writer, std::size_t count) {
    std::size_t conflicts = 0;
    std::uint64_t seq = journal.seq(number_of(dossier), everything());
    for (std::size_t n = 0; n < count;) {
        try {
            seq = journal.append(one_note(dossier, seq, writer + "-" + std::to_string(n))).parts[0].seq;
            ++n;
        } catch (const ConflictError& conflict) {
            EXPECT_GT(conflict.seq(), seq);
            EXPECT_EQ(conflict.between().size(), std::min<std::size_t>(conflict.seq() - seq, 100)) << "who wrote in between is told";
            seq = conflict.seq();
            ++conflicts;
        }
    }
    return conflicts;
}

// Whether each note of each writer is there, once, in the order in which its writer wrote.
void expect_notes(Journal& journal, std::size_t dossiers, std::size_t writers, std::size_t count) {
    std::map<std::string, std::size_t> next;
    for (std::size_t i = 0; i < dossiers; ++i) {
        const Dossier dossier = journal.dossier(number_of(i), everything());
        for (const Event& event : dossier.events()) {
            const std::string id{dossier.event_id(event)};
            const std::size_t dash = id.find('-');
            EXPECT_EQ(std::stoul(id.substr(dash + 1)), next[id.substr(0, dash)]++) << id;
        }
    }
    EXPECT_EQ(next.size(), writers);
    for (const auto& [writer, notes] : next) EXPECT_EQ(notes, count) << writer;
    EXPECT_EQ(journal.head().size, dossiers + writers * count);
    const Verification verification = journal.verify(journal.head());
    EXPECT_TRUE(verification.sound()) << to_json(verification);
}

struct Writers {
    std::size_t writers, dossiers;
    bool processes;
};
void PrintTo(const Writers& kind, std::ostream* out) { *out << kind.writers << " on " << kind.dossiers; }

class WritersTest : public testing::TestWithParam<std::tuple<bool, Writers>> {
protected:
    void SetUp() override {
        if (postgresql() && Place::server() == nullptr) GTEST_SKIP() << "no PostgreSQL: ZHIXING_TEST_POSTGRESQL is not set";
        place_ = std::make_unique<Place>(postgresql());
        Journal journal = Script::create(*place_);
        for (std::size_t i = 0; i < kind().dossiers; ++i) (void)journal.append({the_system(), {}, at("2023-03-01T09:00:00"), true, {{number_of(i), 0, header_of(i), {}}}});
    }
    static bool postgresql() { return std::get<0>(GetParam()); }
    static const Writers& kind() { return std::get<1>(GetParam()); }
    [[nodiscard]] Journal open() const { return Journal::open(place_->url(), rulebook()); }

    std::size_t write_in_threads(std::size_t count) {
        Journal journal = open();
        std::atomic<std::size_t> conflicts = 0;
        std::atomic<bool> over = false;
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < kind().writers; ++i) threads.emplace_back([&, i] { conflicts += write_notes(journal, i % kind().dossiers, std::to_string(i), count); });
        // Readers beside them see whole batches only.
        std::thread reader{[&] {
            while (!over) {
                const Head head = journal.head();
                EXPECT_TRUE(journal.verify(head).sound());
                journal.each_dossier([](const Dossier& dossier) { return !dossier.number().empty(); }, everything());
            }
        }};
        for (std::thread& thread : threads) thread.join();
        over = true;
        reader.join();
        return conflicts;
    }
    // No journal is open in this process meanwhile.
    std::size_t write_in_processes(std::size_t count) {
        std::vector<pid_t> children;
        int ends[2];
        EXPECT_EQ(pipe(ends), 0);
        for (std::size_t i = 0; i < kind().writers; ++i) {
            const pid_t child = fork();
            if (child == 0) {
                try {
                    Journal journal = Journal::open(place_->url(), rulebook(), {false});
                    const std::size_t conflicts = write_notes(journal, i % kind().dossiers, std::to_string(i), count);
                    _exit(HasFailure() || write(ends[1], &conflicts, sizeof conflicts) != sizeof conflicts ? 1 : 0);
                } catch (const std::exception& error) {
                    std::fprintf(stderr, "writer %zu: %s\n", i, error.what());
                    _exit(2);
                }
            }
            children.push_back(child);
        }
        for (const pid_t child : children) {
            int status = 0;
            waitpid(child, &status, 0);
            EXPECT_EQ(status, 0);
        }
        close(ends[1]);
        std::size_t all = 0;
        for (std::size_t conflicts = 0; read(ends[0], &conflicts, sizeof conflicts) == sizeof conflicts;) all += conflicts;
        close(ends[0]);
        return all;
    }

    std::unique_ptr<Place> place_;
};

TEST_P(WritersTest, NothingIsLost) {
    const std::size_t count = static_cast<std::size_t>(trials(postgresql() ? 48 : 96, 4000)) / kind().writers;
    const auto begin = Clock::now();
    const std::size_t conflicts = kind().processes ? write_in_processes(count) : write_in_threads(count);
    const auto taken = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count();
    Journal journal = open();
    expect_notes(journal, kind().dossiers, kind().writers, count);
    const auto notes = static_cast<long>(kind().writers * count);
    std::printf("%zu %s on %zu dossiers: %ld appends in %ld ms, %ld a second, %zu conflicts\n", kind().writers, kind().processes ? "processes" : "threads", kind().dossiers,
                notes, static_cast<long>(taken), notes * 1000 / std::max<long>(1, static_cast<long>(taken)), conflicts);
}

std::string name_of(const testing::TestParamInfo<std::tuple<bool, Writers>>& info) {
    const auto& [postgresql, kind] = info.param;
    return (postgresql ? "postgresql_" : "sqlite_") + std::to_string(kind.writers) + (kind.processes ? "_processes_on_" : "_threads_on_") + std::to_string(kind.dossiers);
}

INSTANTIATE_TEST_SUITE_P(Databases, WritersTest,
                         testing::Combine(testing::Bool(), testing::Values(Writers{2, 1, false}, Writers{16, 1, false}, Writers{16, 16, false}, Writers{2, 1, true}, Writers{16, 1, true},
                                                                           Writers{16, 16, true})),
                         name_of);

// ---- Interruption

class InterruptTest : public JournalTest {
protected:
    // Another program that writes, and does not come to an end as long as this lives.
    [[nodiscard]] std::shared_ptr<void> hold() const {
        if (GetParam()) {
            PGconn* const connection = PQconnectdb(place_->url().c_str());
            PQclear(PQexec(connection, "BEGIN; UPDATE journal_head SET size = size"));
            return {connection, PQfinish};
        }
        sqlite3* connection = nullptr;
        sqlite3_open(place_->file().c_str(), &connection);
        sqlite3_exec(connection, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
        return {connection, sqlite3_close};
    }
};

TEST_P(InterruptTest, CallsOfOtherThreadsEndAndWriteNothing) {
    Journal journal = Script::create(*place_);
    const Script script{40};
    std::atomic<bool> over = false;
    std::atomic<std::size_t> interrupted = 0;
    std::size_t done = 0, read = 0;
    const auto attempt = [&](auto&& call) {
        try {
            call();
            return true;
        } catch (const JournalError& error) {
            EXPECT_EQ(error.code(), "journal.interrupted") << error.what();
            ++interrupted;
            return false;
        }
    };
    std::thread writer{[&] {
        while (!over) done += attempt([&] { (void)journal.append(script.request(done)); });
    }};
    std::thread reader{[&] {
        while (!over) read += attempt([&] { (void)journal.verify(); });
    }};
    const auto enough = static_cast<std::size_t>(trials(20, 500));
    for (const auto begin = Clock::now(); interrupted < enough && Clock::now() - begin < std::chrono::seconds{60};) {
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
        journal.interrupt();
    }
    over = true;
    writer.join();
    reader.join();
    EXPECT_GE(interrupted, enough);
    Script same{40};
    EXPECT_EQ(journal.head(), same.after(done));
    EXPECT_TRUE(journal.verify(same.after(done)).sound());
    std::printf("%zu calls interrupted, %zu requests recorded, %zu verifications\n", interrupted.load(), done, read);
}

// A writer waits for another program that holds the database: it is interrupted too, and long before it would give up.
TEST_P(InterruptTest, AWriterThatWaitsIsInterrupted) {
    Journal journal = Script::create(*place_);
    const Script script;
    (void)journal.append(script.request(0));
    const auto holder = hold();
    std::atomic<std::size_t> ended = 0;
    std::vector<std::thread> writers;
    const auto begin = Clock::now();
    for (int i = 0; i < 2; ++i) {  // one waits for the database, one for the first
        writers.emplace_back([&] {
            try {
                (void)journal.append(script.request(1));
                ADD_FAILURE() << "recorded";
            } catch (const JournalError& error) {
                EXPECT_EQ(error.code(), "journal.interrupted") << error.what();
            }
            ++ended;
        });
    }
    while (ended < 2 && Clock::now() - begin < std::chrono::seconds{20}) {
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
        journal.interrupt();
    }
    for (std::thread& writer : writers) writer.join();
    EXPECT_LT(Clock::now() - begin, std::chrono::seconds{10});
}

INSTANTIATE_TEST_SUITE_P(Databases, InterruptTest, testing::Bool(), [](const auto& kind) { return kind.param ? "postgresql" : "sqlite"; });

// ---- Forks

class ForkTest : public JournalTest {
protected:
    // Runs it in a child. @return whether it returned true
    template <typename Run>
    static bool in_child(Run&& run) {
        const pid_t child = fork();
        if (child == 0) _exit(run() ? 0 : 1);
        int status = 0;
        waitpid(child, &status, 0);
        return status == 0;
    }
    template <typename Call>
    static bool refused(Call&& call) {
        try {
            call();
            return false;
        } catch (const JournalError& error) {
            return error.code() == "journal.forked";
        }
    }
};

TEST_P(ForkTest, TheChildIsRefusedAndTheParentGoesOn) {
    Script script;
    auto journal = std::make_unique<Journal>(Script::create(*place_));
    (void)journal->append(script.request(0));
    EXPECT_TRUE(in_child([&] {
        bool good = refused([&] { (void)journal->append(script.request(1)); }) && refused([&] { (void)journal->head(); }) && refused([&] { (void)journal->verify(); });
        journal->interrupt();
        journal.reset();  // says nothing to the parent's database
        return good;
    }));
    (void)journal->append(script.request(1));
    EXPECT_EQ(journal->head(), script.after(2));
    EXPECT_TRUE(journal->verify(script.after(2)).sound());
    // Where the parent has closed it, the child may open its own.
    journal.reset();
    EXPECT_TRUE(in_child([&] {
        Journal own = open();
        (void)own.append(script.request(2));
        return own.verify().sound();
    }));
    Journal again = open();
    EXPECT_EQ(again.head(), script.after(3));
}

// SQLite's locks of the parent would be taken by the child for its own, and the parent's log be lost under it.
TEST_P(ForkTest, NoChildWritesToAFileThatTheParentHasOpen) {
    Script script;
    auto journal = std::make_unique<Journal>(Script::create(*place_));
    (void)journal->append(script.request(0));
    int go[2];
    ASSERT_EQ(pipe(go), 0);
    const pid_t child = fork();
    if (child == 0) {
        try {
            Journal own = open();
            char told = 0;
            if (read(go[0], &told, 1) != 1) _exit(3);  // the parent has closed its own
            (void)own.append(script.request(1));
            _exit(0);  // as if it were killed: nothing is closed
        } catch (const JournalError& error) {
            _exit(error.code() == "journal.forked" ? 7 : 1);
        }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    journal.reset();
    EXPECT_EQ(write(go[1], ".", 1), 1);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), GetParam() ? 0 : 7);
    Journal again = open();
    EXPECT_EQ(again.head(), script.after(GetParam() ? 2 : 1));
    EXPECT_TRUE(again.verify().sound());
}

INSTANTIATE_TEST_SUITE_P(Databases, ForkTest, testing::Bool(), [](const auto& kind) { return kind.param ? "postgresql" : "sqlite"; });

}  // namespace
}  // namespace zhixing::test
