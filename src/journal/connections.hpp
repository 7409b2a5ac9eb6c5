/// @file
/// The connections of an open journal: each call takes one for itself.
#pragma once

#include <memory>
#include <mutex>
#include <sys/types.h>
#include <vector>

#include "journal/sql.hpp"

namespace zhixing::journal {

/// Safe from many threads.
class Connections {
public:
    /// @param first the connection by which the journal was opened.
    Connections(Address address, std::unique_ptr<Database> first);
    ~Connections();
    Connections(const Connections&) = delete;
    Connections& operator=(const Connections&) = delete;

    /// A connection for as long as this lives; then others may have it, unless it broke.
    class Lease {
    public:
        Lease(Connections& pool, std::unique_ptr<Database> database) : pool_{&pool}, database_{std::move(database)} {}
        ~Lease();
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        Database& operator*() const noexcept { return *database_; }
        Database* operator->() const noexcept { return database_.get(); }

    private:
        Connections* pool_;
        std::unique_ptr<Database> database_;
    };
    /// @throws JournalError `journal.forked` in a child of the process that opened the journal.
    [[nodiscard]] Lease lease();
    /// One writer of this process at a time: waiting here is cheaper and fairer than in the database.
    /// @throws JournalError `journal.interrupted` if the database is while this waits.
    [[nodiscard]] std::unique_lock<std::timed_mutex> writing(const Database& database);
    void interrupt() noexcept;

private:
    void give_back(std::unique_ptr<Database> database) noexcept;
    Address address_;
    pid_t process_;
    std::timed_mutex write_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Database>> idle_;
    std::vector<Database*> busy_;
};

}  // namespace zhixing::journal
