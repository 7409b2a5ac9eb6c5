// A way to PostgreSQL that can be cut: a socket in a directory of its own, behind which the server stands.
#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace zhixing::test {

class Proxy {
public:
    // @param server URL of a server that listens on a socket
    explicit Proxy(const std::string& server);
    ~Proxy();
    Proxy(const Proxy&) = delete;
    Proxy& operator=(const Proxy&) = delete;

    [[nodiscard]] const std::string& url() const noexcept { return url_; }
    // Cuts the connections, the ones that are there and the next, once so many more bytes have gone, to and fro.
    void cut_after(std::size_t bytes) { left_ = bytes; }
    // The same, counted from where the next COMMIT begins.
    void cut_in_commit(std::size_t bytes) { left_in_commit_ = bytes; }
    // Cuts after COMMIT reached the server and before its answer comes back.
    void cut_answer_to_commit() { cut_commit_ = true; }
    void mend() { left_ = left_in_commit_ = kForever, cut_commit_ = false; }
    [[nodiscard]] std::size_t passed() const noexcept { return passed_; }

private:
    static constexpr std::size_t kForever = static_cast<std::size_t>(-1);
    void listen_on();
    void connect_through(int client);
    // Passes on what there is to read. @return false: the connection ends
    bool pass(int from, int to, bool from_client);
    [[nodiscard]] static int connect_to(const std::filesystem::path& socket);

    std::filesystem::path server_, home_;
    std::string url_;
    int listener_ = -1;
    std::atomic<std::size_t> left_ = kForever, left_in_commit_ = kForever, passed_ = 0;
    std::atomic<bool> cut_commit_ = false, over_ = false;
    std::thread accepting_;
    std::vector<std::thread> connections_;
};

}  // namespace zhixing::test
