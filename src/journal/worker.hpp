/// @file
/// A second thread for one call, and what goes from one thread to the other.
#pragma once

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <signal.h>
#include <utility>

namespace zhixing::journal {

/// One thread pushes and closes, another one pops.
template <typename Item>
class Channel {
public:
    void push(Item item) {
        {
            const std::lock_guard lock{mutex_};
            items_.push_back(std::move(item));
        }
        changed_.notify_one();
    }
    void close() {
        {
            const std::lock_guard lock{mutex_};
            closed_ = true;
        }
        changed_.notify_one();
    }
    /// Waits for the next; nothing when there will be no more.
    [[nodiscard]] std::optional<Item> pop() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return closed_ || !items_.empty(); });
        if (items_.empty()) return std::nullopt;
        std::optional<Item> item{std::move(items_.front())};
        items_.pop_front();
        return item;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Item> items_;
    bool closed_ = false;
};

/// Closes a channel at the end of its scope, however that is left.
template <typename Item>
class Closing {
public:
    explicit Closing(Channel<Item>& channel) : channel_{channel} {}
    ~Closing() { channel_.close(); }
    Closing(const Closing&) = delete;
    Closing& operator=(const Closing&) = delete;

private:
    Channel<Item>& channel_;
};

/// Runs `work` in a second thread, which takes none of the host's signals. The future waits for it when it ends.
template <typename Work>
[[nodiscard]] std::future<void> start_worker(Work&& work) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    struct Restore {
        const sigset_t& mask;
        ~Restore() { pthread_sigmask(SIG_SETMASK, &mask, nullptr); }
    } const restore{before};
    return std::async(std::launch::async, std::forward<Work>(work));
}

}  // namespace zhixing::journal
