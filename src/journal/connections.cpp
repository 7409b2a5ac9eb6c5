#include "journal/connections.hpp"

#include <unistd.h>

#include "zhixing/journal.hpp"

namespace zhixing::journal {

Connections::Connections(Address address, std::unique_ptr<Database> first) : address_{std::move(address)}, process_{getpid()} { idle_.push_back(std::move(first)); }

Connections::~Connections() {
    if (getpid() == process_) return;
    for (const auto& database : idle_) database->abandon();
}

Connections::Lease Connections::lease() {
    if (getpid() != process_) {
        throw JournalError{"journal.forked", {"日志由父进程打开，子进程须另行打开", "the journal was opened by the parent process: open it again in the child"}};
    }
    std::unique_ptr<Database> database;
    const std::lock_guard lock{mutex_};
    busy_.reserve(busy_.size() + 1);
    if (!idle_.empty()) {
        database = std::move(idle_.back());
        idle_.pop_back();
    } else {
        database = open_database(address_, false);
    }
    database->resume();
    idle_.reserve(idle_.size() + busy_.size() + 1);  // giving back allocates nothing
    busy_.push_back(database.get());
    return {*this, std::move(database)};
}

Connections::Lease::~Lease() { pool_->give_back(std::move(database_)); }

void Connections::give_back(std::unique_ptr<Database> database) noexcept {
    const std::lock_guard lock{mutex_};
    std::erase(busy_, database.get());
    if (database->usable()) idle_.push_back(std::move(database));
    else idle_.clear();  // what broke this one, such as a server that went away, broke those that are waiting too
}

std::unique_lock<std::timed_mutex> Connections::writing(const Database& database) {
    constexpr std::chrono::milliseconds kLook{20};
    std::unique_lock lock{write_, std::defer_lock};
    while (!lock.try_lock_for(kLook)) database.check_interrupted();
    return lock;
}

void Connections::interrupt() noexcept {
    if (getpid() != process_) return;  // the calls are those of the parent
    const std::lock_guard lock{mutex_};
    for (Database* database : busy_) database->interrupt();
}

}  // namespace zhixing::journal
