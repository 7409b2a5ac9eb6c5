#include "proxy.hpp"

#include <cstring>
#include <poll.h>
#include <stdexcept>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace zhixing::test {
namespace {

constexpr const char* kSocket = ".s.PGSQL.5432";
constexpr int kPollMilliseconds = 20;

sockaddr_un address_of(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    return address;
}

// The path that stands in a URL with %2F for each slash.
std::filesystem::path directory_of(std::string url) {
    std::string path = url.substr(url.find('@') + 1);
    for (std::size_t at = 0; (at = path.find("%2F", at)) != std::string::npos;) path.replace(at, 3, "/");
    return path;
}

}  // namespace

Proxy::Proxy(const std::string& server) : server_{directory_of(server) / kSocket} {
    std::string name = (std::filesystem::temp_directory_path() / "zhixing-proxy.XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no directory for the socket"};
    home_ = name;
    url_ = "postgresql://zhixing@";
    for (const char c : name) c == '/' ? url_ += "%2F" : url_ += c;
    listener_ = socket(AF_UNIX, SOCK_STREAM, 0);
    const sockaddr_un address = address_of(home_ / kSocket);
    if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || listen(listener_, 16) != 0) throw std::runtime_error{"no socket"};
    accepting_ = std::thread{[this] { listen_on(); }};
}

Proxy::~Proxy() {
    over_ = true;
    accepting_.join();
    for (std::thread& connection : connections_) connection.join();
    close(listener_);
    std::filesystem::remove_all(home_);
}

void Proxy::listen_on() {
    while (!over_) {
        pollfd ready{listener_, POLLIN, 0};
        if (poll(&ready, 1, kPollMilliseconds) == 1) connections_.emplace_back([this, client = accept(listener_, nullptr, nullptr)] { connect_through(client); });
    }
}

int Proxy::connect_to(const std::filesystem::path& path) {
    const int handle = socket(AF_UNIX, SOCK_STREAM, 0);
    const sockaddr_un address = address_of(path);
    if (connect(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return handle;
    close(handle);
    return -1;
}

void Proxy::connect_through(int client) {
    const int server = connect_to(server_);
    for (bool open = server >= 0; open && !over_;) {
        pollfd ready[2]{{client, POLLIN, 0}, {server, POLLIN, 0}};
        poll(ready, 2, kPollMilliseconds);
        if (ready[0].revents != 0) open = pass(client, server, true);
        if (open && ready[1].revents != 0) open = pass(server, client, false);
    }
    if (server >= 0) close(server);
    close(client);
}

bool Proxy::pass(int from, int to, bool from_client) {
    char bytes[4096];
    const ssize_t count = read(from, bytes, sizeof bytes);
    if (count <= 0) return false;
    auto size = static_cast<std::size_t>(count);
    const bool commits = from_client && std::string_view{bytes, size}.find(std::string_view{"COMMIT", 7}) != std::string_view::npos;
    if (commits && left_in_commit_ != kForever) left_ = left_in_commit_.exchange(kForever);
    const std::size_t left = left_;
    const bool cut = left != kForever && size >= left;
    if (cut) size = left;
    if (left != kForever) left_ = left - size;
    if (send(to, bytes, size, MSG_NOSIGNAL) != static_cast<ssize_t>(size)) return false;
    passed_ += size;
    if (cut) return false;
    if (commits && cut_commit_) {
        (void)!read(to, bytes, sizeof bytes);  // the server has answered, so it is done
        return false;
    }
    return true;
}

}  // namespace zhixing::test
