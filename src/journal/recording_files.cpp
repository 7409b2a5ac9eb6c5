#include "zhixing/recording_files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "value/json_writer.hpp"
#include "zhixing/journal.hpp"

namespace zhixing {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;

// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number) noexcept : number_{number} {}
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
    Descriptor& operator=(Descriptor&& other) noexcept { return std::swap(number_, other.number_), *this; }
    [[nodiscard]] int operator*() const noexcept { return number_; }
    [[nodiscard]] explicit operator bool() const noexcept { return number_ >= 0; }

private:
    int number_;
};

std::string error_text() { return std::strerror(errno); }

std::vector<std::string> steps_of(const std::string& name) {
    std::vector<std::string> steps;
    for (std::size_t at = 0; at <= name.size();) {
        const std::size_t end = std::min(name.find('/', at), name.size());
        steps.push_back(name.substr(at, end - at));
        at = end + 1;
    }
    const bool plain = std::ranges::none_of(steps, [](const std::string& step) { return step.empty() || step == "." || step == ".." || step.find('\0') != std::string::npos; });
    if (!plain) throw InputError{"recording.file_name", {"文件名“" + name + "”不得离开存放目录", "the name '" + name + "' does not stay below the root"}};
    return steps;
}

// Opens step by step, so that no symbolic link is followed. O_NONBLOCK: a pipe must not keep us waiting.
Descriptor open_below(int root, const std::string& name) {
    const std::vector<std::string> steps = steps_of(name);
    Descriptor folder{dup(root)};
    for (std::size_t i = 0; i + 1 < steps.size() && folder; ++i) folder = Descriptor{openat(*folder, steps[i].c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
    if (!folder) return folder;
    return Descriptor{openat(*folder, steps.back().c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
}

// @return empty if it could not be read to its end; errno says why.
std::optional<FileDigest> digest_of(int file, const std::string& algorithm) {
    const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> method{EVP_MD_fetch(nullptr, algorithm == "sm3" ? "SM3" : "SHA256", nullptr), EVP_MD_free};
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> state{EVP_MD_CTX_new(), EVP_MD_CTX_free};
    if (!method || !state || EVP_DigestInit_ex2(state.get(), method.get(), nullptr) != 1) throw JournalError{"journal.hash", {"密码库不提供 " + algorithm, "the cryptographic library does not offer " + algorithm}};
    std::vector<char> piece(kPiece);
    std::uint64_t size = 0;
    for (;;) {
        const ssize_t count = read(file, piece.data(), piece.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return std::nullopt;
        if (count == 0) break;
        size += static_cast<std::uint64_t>(count);
        if (EVP_DigestUpdate(state.get(), piece.data(), static_cast<std::size_t>(count)) != 1) throw JournalError{"journal.hash", {"密码库出错", "the cryptographic library failed"}};
    }
    Hash hash;
    if (EVP_DigestFinal_ex(state.get(), hash.data(), nullptr) != 1) throw JournalError{"journal.hash", {"密码库出错", "the cryptographic library failed"}};
    return FileDigest{algorithm, to_string(hash), size};
}

bool is_plain_file(int file) {
    struct stat about {};
    if (fstat(file, &about) != 0) return false;
    if (S_ISREG(about.st_mode)) return true;
    errno = EINVAL;
    return false;
}

FileCheck check_one(const Recording& recording, int root, const FileNames& names) {
    FileCheck check{recording.ref, FileState::untold, {}, {}, {}};
    const auto stored = parse_file_digest(recording.digest);
    const auto named = names.find(recording.ref);
    if (named != names.end()) check.name = named->second;
    else if (stored) check.name = stored->algorithm + '/' + stored->hash;
    else return check;
    const bool disposed = recording.state == Recording::State::disposed;
    const Descriptor file = open_below(root, check.name);
    if (!file && errno == ENOENT) {
        check.state = disposed ? FileState::gone : FileState::missing;
        return check;
    }
    const auto found = file && is_plain_file(*file) ? digest_of(*file, stored ? stored->algorithm : "sm3") : std::nullopt;
    if (!found) {
        check.detail = error_text();
        check.state = FileState::unreadable;
        return check;
    }
    check.digest = to_string(*found);
    const bool same = stored && found->hash == stored->hash && (!stored->size || found->size == stored->size);
    check.state = disposed ? FileState::left : !stored ? FileState::untold : same ? FileState::same : FileState::changed;
    return check;
}

}  // namespace

std::string_view to_string(FileState state) noexcept {
    switch (state) {
        case FileState::same: return "same";
        case FileState::changed: return "changed";
        case FileState::missing: return "missing";
        case FileState::unreadable: return "unreadable";
        case FileState::untold: return "untold";
        case FileState::gone: return "gone";
        case FileState::left: return "left";
    }
    return {};
}

std::vector<FileCheck> check_files(const Recordings& recordings, const std::string& root, const FileNames& names) {
    const Descriptor folder{open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!folder) throw JournalError{"recording.root", {"无法打开存放目录：" + error_text(), "the folder of the files cannot be opened: " + error_text()}, {root, 0, {}}};
    for (const auto& [ref, name] : names) (void)steps_of(name);  // all of them, before anything is read
    std::vector<FileCheck> checks;
    for (const Recording& recording : recordings.recordings) checks.push_back(check_one(recording, *folder, names));
    return checks;
}

FileDigest digest_of_file(const std::string& file, HashAlgorithm algorithm) {
    const Descriptor open_file{open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
    const auto digest = open_file && is_plain_file(*open_file) ? digest_of(*open_file, std::string{to_string(algorithm)}) : std::nullopt;
    if (!digest) throw JournalError{"recording.file", {"无法读取文件：" + error_text(), "the file cannot be read: " + error_text()}, {file, 0, {}}};
    return *digest;
}

std::string to_json(const std::vector<FileCheck>& checks) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.file-check/1").name("files").open('[');
    for (const FileCheck& check : checks) {
        json.open('{').member("ref", check.ref).name("state").word(to_string(check.state));
        if (!check.name.empty()) json.member("name", check.name);
        if (!check.digest.empty()) json.name("digest").word(check.digest);
        if (!check.detail.empty()) json.member("detail", check.detail);
        json.close('}');
    }
    json.close(']').close('}');
    return out;
}

}  // namespace zhixing
