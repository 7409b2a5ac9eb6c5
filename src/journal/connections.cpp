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

Connections::Turn Connections::writing(const Database& database) {
    std::unique_lock lock{mutex_};
    turn_over_.wait(lock, [&] { return !writing_ || database.interrupted(); });
    database.check_interrupted();
    writing_ = true;
    return Turn{*this};
}

Connections::Turn::~Turn() {
    {
        const std::lock_guard lock{pool_.mutex_};
        pool_.writing_ = false;
    }
    pool_.turn_over_.notify_all();  // one that is interrupted just then takes no turn
}

void Connections::interrupt() noexcept {
    if (getpid() != process_) return;  // the calls are those of the parent
    const std::lock_guard lock{mutex_};
    for (Database* database : busy_) database->interrupt();
    turn_over_.notify_all();
}

}  // namespace zhixing::journal
