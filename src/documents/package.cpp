#include "documents/package.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <set>
#include <zip.h>

#include "zhixing/error.hpp"

namespace zhixing::documents {
namespace {

// 1980-01-01 00:00, the first moment that ZIP can tell.
constexpr zip_uint16_t kDosDate = 1 << 5 | 1;
// Most of the gain of deflate at a fraction of its time; what is made once is compressed no better for simplicity.
constexpr zip_uint32_t kDeflateLevel = 1;

struct Discard {
    void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};
struct Free {
    void operator()(zip_source_t* source) const noexcept { zip_source_free(source); }
};
struct Close {
    void operator()(zip_file_t* file) const noexcept { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, Free>;
using File = std::unique_ptr<zip_file_t, Close>;

[[noreturn]] void refuse(const std::string& file, const std::string& zh, const std::string& en) {
    throw InputError{"docx.package", {"“" + file + "”不能作为 DOCX 使用：" + zh, "'" + file + "' cannot be used as a DOCX: " + en}, {file, 0, {}}};
}

// What is made in memory fails for want of memory only.
void need(bool done) {
    if (!done) throw std::bad_alloc{};
}

Source source_of(std::string_view bytes) {
    return Source{zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr)};
}

// Of bytes that it owns: libzip writes on behind them, and frees what was there (1.7 does that to bytes of others too).
Source source_of_copy(std::string_view bytes) {
    if (bytes.empty()) return source_of(bytes);
    void* const copy = std::malloc(bytes.size());
    need(copy != nullptr);
    std::memcpy(copy, bytes.data(), bytes.size());
    Source source{zip_source_buffer_create(copy, bytes.size(), 1, nullptr)};
    if (!source) std::free(copy);
    return source;
}

// The source lives on in the archive.
Archive open_archive(Source& source, int flags) {
    Archive archive{zip_open_from_source(source.get(), flags, nullptr)};
    if (archive) source.release();
    return archive;
}

Archive open_to_read(std::string_view bytes, const std::string& file) {
    Source source = source_of(bytes);
    need(source != nullptr);
    Archive archive = open_archive(source, ZIP_RDONLY);
    if (!archive) refuse(file, "不是 ZIP 包或者已损坏", "it is no ZIP archive, or a damaged one");
    return archive;
}

void add(zip_t* archive, const Part& part, Packing packing) {
    Source source{zip_source_buffer(archive, part.content.data(), part.content.size(), 0)};
    need(source != nullptr);
    const zip_int64_t added = zip_file_add(archive, part.name.c_str(), source.get(), ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8);
    need(added >= 0);
    source.release();
    const auto index = static_cast<zip_uint64_t>(added);
    const zip_int32_t method = packing == Packing::stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    need(zip_set_file_compression(archive, index, method, packing == Packing::stored ? 0 : kDeflateLevel) == 0);
    need(zip_file_set_dostime(archive, index, 0, kDosDate, 0) == 0);
}

std::string bytes_of(zip_source_t* source) {
    zip_stat_t about;
    need(zip_source_stat(source, &about) == 0 && zip_source_open(source) == 0);
    std::string bytes(about.size, '\0');
    const zip_int64_t count = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    need(count == static_cast<zip_int64_t>(bytes.size()));
    return bytes;
}

bool is_plain_name(std::string_view name) {
    if (name.empty() || name.front() == '/' || name.find_first_of(std::string_view{"\\:\0", 3}) != std::string_view::npos) return false;
    for (std::size_t at = 0; at <= name.size();) {
        const std::size_t end = std::min(name.find('/', at), name.size());
        const std::string_view step = name.substr(at, end - at);
        if (step == "." || step == ".." || (step.empty() && end != name.size())) return false;
        at = end + 1;
    }
    return true;
}

// Names of parts do not differ by case alone (ECMA-376, part 2, 9.1.1).
std::string lower(std::string name) {
    std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return name;
}

}  // namespace

std::string with_parts(std::string_view base, std::span<const Part> parts, Packing packing) {
    Source source = source_of_copy(base);
    need(source != nullptr);
    // Kept beyond the archive, to read what was written.
    zip_source_keep(source.get());
    const Source written{source.get()};
    Archive archive = open_archive(source, base.empty() ? ZIP_CREATE | ZIP_TRUNCATE : 0);
    need(archive != nullptr);
    for (const Part& part : parts) add(archive.get(), part, packing);
    need(zip_close(archive.get()) == 0);
    archive.release();
    return bytes_of(written.get());
}

std::vector<std::string> check_package(std::string_view bytes, const std::string& file) {
    if (bytes.size() > kPackageLimits.bytes) refuse(file, "文件过大", "it is too large");
    const Archive archive = open_to_read(bytes, file);
    const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive.get(), 0));
    if (count > kPackageLimits.entries) refuse(file, "部件过多", "it has too many parts");
    std::vector<std::string> names;
    std::set<std::string> seen;
    std::size_t unpacked = 0;
    for (zip_uint64_t i = 0; i < count; ++i) {
        zip_stat_t about;
        if (zip_stat_index(archive.get(), i, 0, &about) != 0) refuse(file, "目录已损坏", "its directory is damaged");
        const std::string name = about.name;
        if (!is_plain_name(name)) refuse(file, "部件名“" + name + "”不合规", "the name '" + name + "' of a part is not plain");
        if (!seen.insert(lower(name)).second) refuse(file, "部件“" + name + "”重复", "the part '" + name + "' is there twice");
        if (about.encryption_method != ZIP_EM_NONE) refuse(file, "已加密", "it is encrypted");
        unpacked += std::min<std::size_t>(about.size, kPackageLimits.unpacked + 1);
        if (unpacked > kPackageLimits.unpacked) refuse(file, "解压后过大", "it is too large when unpacked");
        names.push_back(name);
    }
    return names;
}

std::string read_part(std::string_view bytes, const std::string& name, const std::string& file) {
    const Archive archive = open_to_read(bytes, file);
    zip_stat_t about;
    if (zip_stat(archive.get(), name.c_str(), ZIP_FL_ENC_RAW, &about) != 0) refuse(file, "缺少部件“" + name + "”", "it has no part '" + name + "'");
    if (about.size > kPackageLimits.part) refuse(file, "部件“" + name + "”过大", "its part '" + name + "' is too large");
    const File part{zip_fopen_index(archive.get(), about.index, 0)};
    std::string content(about.size, '\0');
    // One byte more must not be there, and the sum of the bytes is checked at their end.
    char beyond = 0;
    const bool whole = part && zip_fread(part.get(), content.data(), content.size()) == static_cast<zip_int64_t>(content.size()) && zip_fread(part.get(), &beyond, 1) == 0;
    if (!whole) refuse(file, "部件“" + name + "”已损坏", "its part '" + name + "' is damaged");
    return content;
}

}  // namespace zhixing::documents
