// A PostgreSQL that goes away, comes back, or is cut off.
#include <atomic>
#include <mutex>

#include "../script.hpp"
#include "proxy.hpp"

namespace zhixing::test {
namespace {

class ServerTest : public testing::Test {
protected:
    void SetUp() override {
        if (Place::server() == nullptr) GTEST_SKIP() << "no PostgreSQL: ZHIXING_TEST_POSTGRESQL is not set";
        place_ = std::make_unique<Place>(true);
    }
    // The URL of the same database through the proxy.
    [[nodiscard]] std::string through(const Proxy& proxy) const { return proxy.url() + place_->url().substr(place_->url().rfind('/')); }
    [[nodiscard]] Journal open() const { return Journal::open(place_->url(), rulebook()); }

    // Tries until the request is recorded, as a host would. @return the codes of the errors on the way
    static std::vector<std::string> insist(Journal& journal, const Append& request) {
        std::vector<std::string> errors;
        for (;;) {
            try {
                (void)journal.append(request);
                return errors;
            } catch (const JournalError& error) {
                errors.emplace_back(error.code());
                EXPECT_TRUE(is_told(errors.back())) << error.code() << ": " << error.what();
                std::this_thread::sleep_for(std::chrono::milliseconds{5});
            }
        }
    }
    static bool is_told(std::string_view code) { return code == "journal.connection" || code == "journal.uncertain" || code == "journal.open"; }

    std::unique_ptr<Place> place_;
    Script script_;
};

TEST_F(ServerTest, AnAnswerToCommitThatIsLostIsToldAsUncertain) {
    (void)Script::create(*place_);
    Proxy proxy{Place::server()};
    Journal journal = Journal::open(through(proxy), rulebook());
    (void)journal.append(script_.request(0));
    proxy.cut_answer_to_commit();
    try {
        (void)journal.append(script_.request(1));
        FAIL() << "the answer came";
    } catch (const JournalError& error) {
        EXPECT_EQ(error.code(), "journal.uncertain") << error.what();
    }
    proxy.mend();
    EXPECT_EQ(journal.head(), script_.after(2)) << "it was recorded";
    const Receipt receipt = journal.append(script_.request(1));
    EXPECT_EQ(receipt.parts[0].replayed, receipt.parts[0].ids.size());
    EXPECT_EQ(journal.head(), script_.after(2));
}

// The connection is cut at each of many bytes of opening and appending.
TEST_F(ServerTest, ConnectionsThatAreCutAnywhereLoseNothing) {
    (void)Script::create(*place_);
    Proxy proxy{Place::server()};
    Random random{5};
    std::size_t done = 0, told = 0, uncertain = 0, recorded = 0;
    const int cuts = trials(30, 2000);
    for (int i = 0; i < cuts && !HasFailure(); ++i) {
        std::string code;
        try {
            Journal journal = Journal::open(through(proxy), rulebook());
            const std::size_t before = proxy.passed();
            (void)journal.append(script_.request(done++));
            if (i % 2 == 0) proxy.cut_after(random(proxy.passed() - before));
            else proxy.cut_in_commit(random(32));
            (void)journal.append(script_.request(done));
            ++done;
        } catch (const JournalError& error) {
            code = error.code();
            EXPECT_TRUE(is_told(code)) << code << ": " << error.what();
        }
        proxy.mend();
        Journal journal = open();
        if (code.empty()) {
            EXPECT_EQ(journal.head(), script_.after(done));
            continue;
        }
        // The server may still be at what reached it: the repetition waits for that.
        const Head head = journal.head();
        (void)journal.append(script_.request(done));
        EXPECT_EQ(journal.head(), script_.after(done + 1));
        EXPECT_TRUE(code == "journal.uncertain" || head == script_.after(done)) << code;
        recorded += head == script_.after(done + 1);
        ++done, ++told, uncertain += code == "journal.uncertain";
    }
    EXPECT_TRUE(open().verify(script_.after(done)).sound());
    std::printf("cut %d times, told %zu times; uncertain %zu times, and recorded in %zu of them\n", cuts, told, uncertain, recorded);
}

// The server throws connections out while four writers append.
TEST_F(ServerTest, ConnectionsThatTheServerEndsLoseNothing) {
    constexpr std::size_t kWriters = 4;
    const auto requests = static_cast<std::size_t>(trials(25, 1000));
    Journal journal = Script::create(*place_);
    std::atomic<std::size_t> errors = 0, recorded = 0, running = kWriters;
    std::vector<std::thread> writers;
    for (std::size_t writer = 0; writer < kWriters; ++writer) {
        writers.emplace_back([&, writer] {
            for (std::size_t n = 0; n < requests; ++n) {
                const std::string id = std::to_string(writer) + "-" + std::to_string(n);
                const Append append{the_system(), {}, at("2023-03-01T09:00:00"), true, {{number_of(writer), n == 0 ? std::optional<std::uint64_t>{} : n + 1, header_of(writer), {note(id)}}}};
                errors += insist(journal, append).size();
                ++recorded;
            }
            --running;
        });
    }
    PGconn* const other = PQconnectdb((std::string{Place::server()} + "/postgres").c_str());
    std::size_t ended = 0, seen = 0;
    Random random{6};
    while (running != 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds{random(15)});
        const std::size_t now = recorded;
        if (now == seen) continue;  // the writers get on, on a slow machine too
        seen = now;
        PGresult* const result = PQexec(other, ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + place_->url().substr(place_->url().rfind('/') + 1) +
                                                "' ORDER BY random() LIMIT 1").c_str());
        ended += static_cast<std::size_t>(PQntuples(result));
        PQclear(result);
    }
    PQfinish(other);
    for (std::thread& writer : writers) writer.join();
    Journal again = open();
    EXPECT_EQ(again.head().size, kWriters * (requests + 1));
    EXPECT_TRUE(again.verify().sound());
    std::printf("%zu connections ended by the server, %zu errors told, %zu requests recorded once\n", ended, errors.load(), kWriters * requests);
}

TEST_F(ServerTest, AServerThatIsKilledAndStartedAgainLosesNothing) {
    const char* const restart = std::getenv("ZHIXING_TEST_POSTGRESQL_RESTART");
    if (restart == nullptr || std::getenv("ZHIXING_TEST_POSTGRESQL_ALONE") == nullptr) GTEST_SKIP() << "the server is not this test's own";
    Journal journal = Script::create(*place_);
    const int restarts = trials(2, 60);
    std::atomic<bool> over = false;
    std::atomic<std::size_t> done = 0;
    std::size_t errors = 0;
    std::thread writer{[&] {
        while (!over) {
            errors += insist(journal, script_.request(done)).size();
            ++done;
        }
    }};
    for (int i = 0; i < restarts; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{150 + 37 * i % 100});
        EXPECT_EQ(std::system(("bash -c '" + std::string{restart} + "'").c_str()), 0);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    over = true;
    writer.join();
    EXPECT_EQ(journal.head(), script_.after(done));
    EXPECT_TRUE(journal.verify(script_.after(done)).sound());
    std::printf("server killed %d times; %zu requests recorded once, %zu errors told\n", restarts, done.load(), errors);
}

}  // namespace
}  // namespace zhixing::test
