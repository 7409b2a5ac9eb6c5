#include "documents/files.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <memory>
#include <new>
#include <openssl/evp.h>
#include <system_error>
#include <unistd.h>
#include <zip.h>

namespace zhixing::documents {
namespace {

constexpr zip_uint16_t kDosDate = 1 << 5 | 1;  // 1980-01-01, the first day that ZIP can tell

[[noreturn]] void fail(const std::filesystem::path& file, int error) { throw std::system_error{error, std::generic_category(), file.string()}; }

struct Discard {
    void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};

void write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(file, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw std::system_error{errno, std::generic_category()};
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

}  // namespace

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash;
    unsigned size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), hash.data(), &size, EVP_sha256(), nullptr) != 1) throw std::bad_alloc{};
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (unsigned i = 0; i < size; ++i) (text += kDigits[hash[i] >> 4]) += kDigits[hash[i] & 15U];
    return text;
}

bool holds(const std::filesystem::path& file, std::string_view bytes) {
    std::error_code none;
    if (!std::filesystem::is_regular_file(std::filesystem::symlink_status(file, none)) || std::filesystem::file_size(file, none) != bytes.size()) return false;
    std::ifstream stream{file, std::ios::binary};
    std::string there(bytes.size(), '\0');
    return stream.read(there.data(), static_cast<std::streamsize>(there.size())) && there == bytes;
}

void write_whole(const std::filesystem::path& file, std::string_view bytes) {
    // The same name in every run, so that what a run left behind that was cut off is written over.
    const std::filesystem::path part = file.parent_path() / ("." + file.filename().string() + ".part");
    const int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (descriptor < 0) fail(file, errno);
    try {
        write_all(descriptor, bytes);
    } catch (const std::system_error& error) {
        ::close(descriptor);
        ::unlink(part.c_str());
        fail(file, error.code().value());
    }
    ::close(descriptor);
    if (::rename(part.c_str(), file.c_str()) != 0) {
        const int error = errno;
        ::unlink(part.c_str());
        fail(file, error);
    }
}

void pack(const std::filesystem::path& folder, std::span<const std::string> names, const std::filesystem::path& archive) {
    int error = 0;
    std::unique_ptr<zip_t, Discard> zip{zip_open(archive.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error)};
    if (!zip) fail(archive, errno != 0 ? errno : EIO);
    for (const std::string& name : names) {
        zip_source_t* const source = zip_source_file(zip.get(), (folder / name).c_str(), 0, -1);
        const zip_int64_t index = source ? zip_file_add(zip.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
        if (index < 0) {
            if (source) zip_source_free(source);
            fail(folder / name, EIO);
        }
        // A DOCX is an archive itself.
        zip_set_file_compression(zip.get(), static_cast<zip_uint64_t>(index), name.ends_with(".docx") ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 1);
        zip_file_set_dostime(zip.get(), static_cast<zip_uint64_t>(index), 0, kDosDate, 0);
    }
    // libzip writes beside the place and moves the archive there itself.
    if (zip_close(zip.get()) != 0) fail(archive, EIO);
    zip.release();
}

}  // namespace zhixing::documents
