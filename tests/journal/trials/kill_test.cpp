// A process that appends is killed at any moment: what it acknowledged is there, and what it was at is there whole or not at all.
#include <csignal>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "../script.hpp"

namespace zhixing::test {
namespace {

constexpr char kOpened = 'o', kDone = '.';

// Appends request after request and tells each that is acknowledged. Does not return.
[[noreturn]] void append_for_ever(const std::string& url, const Script& script, std::size_t next, int out) {
    try {
        Journal journal = Journal::open(url, rulebook(), {false});
        if (write(out, &kOpened, 1) != 1) _exit(2);
        for (;;) {
            (void)journal.append(script.request(next++));
            if (write(out, &kDone, 1) != 1) _exit(2);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "the child failed: %s\n", error.what());
        _exit(1);
    }
}

class KillTest : public JournalTest {
protected:
    // Starts such a process, kills it after a while. @return how many requests it acknowledged
    std::size_t run_and_kill(const Script& script, std::size_t next, std::chrono::microseconds after) const {
        int ends[2];
        EXPECT_EQ(pipe(ends), 0);
        const pid_t child = fork();
        if (child == 0) append_for_ever(place_->url(), script, next, ends[1]);
        close(ends[1]);
        char told = 0;
        EXPECT_EQ(read(ends[0], &told, 1), 1);
        std::this_thread::sleep_for(after);
        kill(child, SIGKILL);
        std::size_t done = 0;
        while (read(ends[0], &told, 1) == 1) ++done;
        close(ends[0]);
        int status = 0;
        waitpid(child, &status, 0);
        EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
        return done;
    }
};

TEST_P(KillTest, WhatWasAcknowledgedIsThere) {
    const int rounds = trials(GetParam() ? 30 : 120, GetParam() ? 2000 : 5000);
    constexpr int kRoundsOfOneJournal = 50;
    Random random{GetParam() ? 1U : 2U};
    Script script;
    std::size_t done = 0, acknowledged = 0, unacknowledged = 0;
    for (int round = 0; round < rounds && !HasFailure(); ++round) {
        if (round % kRoundsOfOneJournal == 0) {
            place_ = std::make_unique<Place>(GetParam(), Place::quick());  // files outlive the process wherever they are
            (void)Script::create(*place_);
            done = 0;
        }
        const std::size_t more = run_and_kill(script, done, std::chrono::microseconds{random(10'000)});
        (void)script.after(done += more);
        acknowledged += more;
        Journal journal = open();
        unacknowledged += script.expect(journal, done++);
    }
    std::printf("killed %d times; %zu requests acknowledged, %zu recorded and not acknowledged\n", rounds, acknowledged, unacknowledged);
}

INSTANTIATE_TEST_SUITE_P(Databases, KillTest, testing::Bool(), [](const auto& kind) { return kind.param ? "postgresql" : "sqlite"; });

}  // namespace
}  // namespace zhixing::test
