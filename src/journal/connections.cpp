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
    idle_.reserve(idle_.size() + busy_.size() + 1);  // giving back allocates nothing
    busy_.push_back(database.get());
    return {*this, std::move(database)};
}

Connections::Lease::~Lease() { pool_->give_back(std::move(database_)); }

void Connections::give_back(std::unique_ptr<Database> database) noexcept {
    const std::lock_guard lock{mutex_};
    std::erase(busy_, database.get());
    if (database->usable()) idle_.push_back(std::move(database));
}

void Connections::interrupt() noexcept {
    const std::lock_guard lock{mutex_};
    for (Database* database : busy_) database->interrupt();
}

}  // namespace zhixing::journal
