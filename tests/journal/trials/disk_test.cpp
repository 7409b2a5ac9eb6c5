// Disks that fail, are full, or lose their power.
#include <array>
#include <fstream>
#include <sqlite3.h>

#include "faulty_disk.hpp"

namespace zhixing::test {
namespace {

// SQLite copies its log into the file at 1,000 pages; here much earlier, so that this is tried too.
constexpr int kCheckpointPages = 12;
int checkpoint_early(sqlite3* connection, const char**, const sqlite3_api_routines*) { return sqlite3_wal_autocheckpoint(connection, kCheckpointPages); }

class DiskTest : public testing::Test {
protected:
    // @param events most events of a part
    explicit DiskTest(std::size_t events = 4) : script_{events} {}
    void SetUp() override { sqlite3_auto_extension(reinterpret_cast<void (*)()>(checkpoint_early)); }
    void TearDown() override { sqlite3_reset_auto_extension(); }
    [[nodiscard]] Journal open() const { return Journal::open(place_.url(), rulebook()); }
    // A journal with the first requests of the script.
    void begin(std::size_t requests) {
        Journal journal = Script::create(place_);
        for (std::size_t n = 0; n < requests; ++n) (void)journal.append(script_.request(n));
    }
    void put(const FaultyDisk::Image& files) const { put(files, place_); }
    static void put(const FaultyDisk::Image& files, const Place& place) {
        for (const char* end : {"", "-wal", "-shm", "-journal"}) {
            const auto found = files.find(end);
            if (found == files.end()) std::filesystem::remove(place.file().string() + end);
            else std::ofstream{place.file().string() + end, std::ios::binary} << found->second;
        }
    }
    [[nodiscard]] FaultyDisk::Image files() const {
        FaultyDisk::Image image;
        for (const char* end : {"", "-wal"}) {
            std::ifstream in{place_.file().string() + end, std::ios::binary};
            if (in) image[end] = {std::istreambuf_iterator<char>{in}, {}};
        }
        return image;
    }

    FaultyDisk disk_;
    Place place_{false, Place::quick()};  // what reaches the disk and what does not is the faulty disk's
    Script script_;
};

struct Kind {
    const char* name;
    Call call;
    int code;
    const char* tells;  // code of the error when it strikes an append
};
void PrintTo(const Kind& kind, std::ostream* out) { *out << kind.name; }

class FaultTest : public DiskTest, public testing::WithParamInterface<Kind> {
protected:
    using DiskTest::DiskTest;
    // Appends until a call fails. @return the error's code, empty: none failed
    std::string append_some(Journal& journal, std::size_t& done) {
        bool appended = false;
        try {
            while (done < begun_ + tried_) (void)journal.append(script_.request(done)), ++done;
            appended = true;
            (void)journal.verify();
        } catch (const JournalError& error) {
            EXPECT_TRUE(appended || error.code() == GetParam().tells || error.code() == "journal.uncertain") << error.code() << ": " << error.what();
            return error.code();
        }
        return {};
    }
    void strike_each_call();
    std::size_t begun_ = 6, tried_ = 4;         // requests
    std::size_t step_once_ = 1, step_stays_ = static_cast<std::size_t>(trials(5, 1));  // from one call that fails to the next
};

// Each call of that kind fails in turn, once or from then on, from opening to closing.
void FaultTest::strike_each_call() {
    begin(begun_);
    const FaultyDisk::Image start = files();
    std::size_t faults = 0, told = 0;
    for (const bool stays : {false, true}) {
        bool struck = true;
        for (std::size_t first = 1; struck && !HasFailure(); first += stays ? step_stays_ : step_once_) {
            SCOPED_TRACE((stays ? "from call " : "call ") + std::to_string(first));
            put(start);
            std::size_t done = begun_;
            std::string failed = "open";
            bool there = false;
            struck = false;
            disk_.fail({GetParam().call, GetParam().code, first, stays});
            try {
                Journal journal = open();
                failed = append_some(journal, done);
                if (!failed.empty() && !stays) {  // the same journal works on
                    struck = disk_.heal();
                    there = script_.expect(journal, done++);
                }
            } catch (const JournalError&) {}  // it could not be opened
            struck = disk_.heal() || struck;
            Journal journal = open();
            there = script_.expect(journal, done) || there;
            EXPECT_TRUE(!there || failed == "journal.uncertain") << failed;
            faults += struck;
            told += !failed.empty();
        }
    }
    std::printf("%s: %zu faults, %zu of them told\n", GetParam().name, faults, told);
}

TEST_P(FaultTest, WhateverFailsNothingIsLostAndNothingIsHalf) { strike_each_call(); }

// Batches that two threads make.
class LargeFaultTest : public FaultTest {
protected:
    LargeFaultTest() : FaultTest{400} {
        begun_ = tried_ = 2;
        step_once_ = step_stays_ = static_cast<std::size_t>(trials(25, 1));
    }
};

TEST_P(LargeFaultTest, WhateverFailsNothingIsLostAndNothingIsHalf) { strike_each_call(); }

INSTANTIATE_TEST_SUITE_P(Kinds, LargeFaultTest,
                         testing::Values(Kind{"write", Call::write, SQLITE_IOERR_WRITE, "journal.database"}, Kind{"read", Call::read, SQLITE_IOERR_READ, "journal.database"}),
                         [](const auto& kind) { return kind.param.name; });
INSTANTIATE_TEST_SUITE_P(Kinds, FaultTest,
                         testing::Values(Kind{"write", Call::write, SQLITE_IOERR_WRITE, "journal.database"}, Kind{"full", Call::write, SQLITE_FULL, "journal.full"},
                                         Kind{"sync", Call::sync, SQLITE_IOERR_FSYNC, "journal.database"}, Kind{"read", Call::read, SQLITE_IOERR_READ, "journal.database"},
                                         Kind{"truncate", Call::truncate, SQLITE_IOERR_TRUNCATE, "journal.database"}, Kind{"other", Call::other, SQLITE_IOERR, "journal.database"}),
                         [](const auto& kind) { return kind.param.name; });

// At each write, sync and truncation the power is lost; what was not synced survives or not, whole or in sectors.
TEST_F(DiskTest, PowerIsLostAndWhatWasAcknowledgedIsThere) {
    using Survivors = FaultyDisk::Survivors;
    const auto requests = static_cast<std::size_t>(trials(8, 200));
    constexpr std::array kAll{Survivors::none, Survivors::all, Survivors::some, Survivors::sectors};
    begin(1);
    disk_.watch(std::filesystem::canonical(place_.file()).string());
    Random random{3};
    struct Loss {
        std::size_t done;
        FaultyDisk::Image files;
    };
    std::vector<Loss> losses;
    std::size_t done = 1, changes = 0, there = 0, lost = 0;
    disk_.before_change = [&] {
        ++changes;
        for (const Survivors survivors : kAll) losses.push_back({done, disk_.image(survivors, random)});
    };
    std::optional<Journal> journal{open()};
    const Place found{false, Place::quick()};
    const auto look = [&] {
        const auto change = std::exchange(disk_.before_change, nullptr);
        for (const Loss& loss : losses) {
            if (HasFailure()) break;
            put(loss.files, found);
            Journal again = Journal::open(found.url(), rulebook());
            ++lost;
            there += lost % 8 == 0 ? script_.expect(again, loss.done) : script_.expect_whole(again, loss.done);
        }
        losses.clear();
        disk_.before_change = change;
    };
    while (done <= requests && !HasFailure()) {
        (void)journal->append(script_.request(done));
        ++done;
        look();
    }
    journal.reset();
    look();
    disk_.before_change = nullptr;
    std::printf("power lost %zu times at %zu changes of the files; %zu times the request on its way was there\n", lost, changes, there);
}

// The power is lost while a journal is made: it is there, or there is none.
TEST_F(DiskTest, PowerIsLostWhileAJournalIsMade) {
    std::vector<FaultyDisk::Image> losses;
    Random random{4};
    disk_.watch((std::filesystem::canonical(place_.file().parent_path()) / place_.file().filename()).string());
    disk_.before_change = [&] {
        const int ways = trials(3, 8);
        for (int i = 0; i < ways; ++i) losses.push_back(disk_.image(i == 0 ? FaultyDisk::Survivors::none : FaultyDisk::Survivors::sectors, random));
    };
    (void)Script::create(place_);
    disk_.before_change = nullptr;
    std::size_t made = 0;
    for (const FaultyDisk::Image& loss : losses) {
        put(loss);
        try {
            Journal journal = open();
            ++made;
            script_.expect(journal, 0);
        } catch (const JournalError& error) {
            EXPECT_TRUE(error.code() == "journal.schema" || error.code() == "journal.open") << error.code() << ": " << error.what();
            Journal journal = Script::create(place_);  // and can be made at the same place
            script_.expect(journal, 0);
        }
    }
    std::printf("power lost %zu times; %zu times the journal was there\n", losses.size(), made);
}

}  // namespace
}  // namespace zhixing::test
