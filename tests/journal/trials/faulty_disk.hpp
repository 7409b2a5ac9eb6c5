// A disk for SQLite on which calls fail when told, and which knows what would be left of its files if power were lost.
// It is what SQLite opens files by as long as it lives; the files themselves are real.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "../script.hpp"

namespace zhixing::test {

enum class Call : std::uint8_t { read, write, sync, truncate, other };

class FaultyDisk {
public:
    FaultyDisk();
    ~FaultyDisk();
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    // ---- Calls that fail

    struct Fault {
        Call call = Call::write;
        int code = 0;           // of SQLite
        std::size_t first = 1;  // the call of that kind that fails, from 1
        bool stays = false;     // whether all later ones of that kind do too
    };
    void fail(const Fault& fault) { fault_ = fault, seen_ = 0; }
    // @return whether the call came that was to fail
    bool heal();
    // Failing of such a call, if it is to fail now. Otherwise 0.
    int strike(Call call);

    // ---- Power that is lost

    // Files as they are found when the power is back, by the end of their names: "" for the database, "-wal", …
    using Image = std::map<std::string, std::string>;
    // What survives of the writes that were not synced.
    enum class Survivors : std::uint8_t { none, all, some, sectors };
    [[nodiscard]] Image image(Survivors survivors, Random& random) const;
    // Looks at the files of the database from now on. @pre all of them are synced.
    void watch(const std::string& database);
    // Called before each call that changes something in a watched file.
    std::function<void()> before_change;

    // What SQLite tells: called by the file methods.
    void wrote(const std::string& file, std::int64_t offset, std::string_view bytes);
    void truncated(const std::string& file, std::int64_t size);
    void synced(const std::string& file);
    void deleted(const std::string& file, bool durably);
    void changes(const std::string& file);

private:
    struct Change {
        std::int64_t offset;
        std::string bytes;
        bool truncates;
    };
    struct Contents {
        std::optional<std::string> durable;  // none: a loss of power leaves no such file
        std::optional<std::string> now;
        std::vector<Change> pending;         // between the two
    };
    [[nodiscard]] Contents* watched(const std::string& file);

    std::optional<Fault> fault_;
    std::size_t seen_ = 0;
    bool struck_ = false;
    std::string database_;
    std::map<std::string, Contents> files_;
};

}  // namespace zhixing::test
