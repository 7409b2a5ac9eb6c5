#include "faulty_disk.hpp"

#include <cstring>
#include <fstream>
#include <new>
#include <sqlite3.h>

namespace zhixing::test {
namespace {

constexpr std::size_t kSector = 512;

FaultyDisk* disk = nullptr;
sqlite3_vfs* real_disk = nullptr;

// A file of SQLite in front of the real one, which follows it in memory.
struct File : sqlite3_file {
    std::string name;
    [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(this) + sizeof(File)); }
};
File& file(sqlite3_file* handle) { return *static_cast<File*>(handle); }
sqlite3_file* real(sqlite3_file* handle) { return file(handle).real(); }
const sqlite3_io_methods& methods(sqlite3_file* handle) { return *real(handle)->pMethods; }

int close_file(sqlite3_file* handle) {
    const int code = methods(handle).xClose(real(handle));
    file(handle).~File();
    return code;
}
int read_file(sqlite3_file* handle, void* to, int size, sqlite3_int64 offset) {
    if (const int code = disk->strike(Call::read)) return code;
    return methods(handle).xRead(real(handle), to, size, offset);
}
int write_file(sqlite3_file* handle, const void* from, int size, sqlite3_int64 offset) {
    if (const int code = disk->strike(Call::write)) return code;
    disk->changes(file(handle).name);
    const int code = methods(handle).xWrite(real(handle), from, size, offset);
    if (code == SQLITE_OK) disk->wrote(file(handle).name, offset, {static_cast<const char*>(from), static_cast<std::size_t>(size)});
    return code;
}
int truncate_file(sqlite3_file* handle, sqlite3_int64 size) {
    if (const int code = disk->strike(Call::truncate)) return code;
    disk->changes(file(handle).name);
    const int code = methods(handle).xTruncate(real(handle), size);
    if (code == SQLITE_OK) disk->truncated(file(handle).name, size);
    return code;
}
// The real file is not synced: what would survive is known without.
int sync_file(sqlite3_file* handle, int) {
    if (const int code = disk->strike(Call::sync)) return code;
    disk->changes(file(handle).name);
    disk->synced(file(handle).name);
    return SQLITE_OK;
}
int size_of_file(sqlite3_file* handle, sqlite3_int64* size) {
    if (const int code = disk->strike(Call::other)) return code;
    return methods(handle).xFileSize(real(handle), size);
}
int lock_file(sqlite3_file* handle, int level) { return methods(handle).xLock(real(handle), level); }
int unlock_file(sqlite3_file* handle, int level) { return methods(handle).xUnlock(real(handle), level); }
int check_lock(sqlite3_file* handle, int* held) { return methods(handle).xCheckReservedLock(real(handle), held); }
int control_file(sqlite3_file* handle, int operation, void* argument) { return methods(handle).xFileControl(real(handle), operation, argument); }
int sector_size(sqlite3_file* handle) { return methods(handle).xSectorSize(real(handle)); }
int characteristics(sqlite3_file* handle) { return methods(handle).xDeviceCharacteristics(real(handle)); }
int map_shared(sqlite3_file* handle, int region, int size, int extend, void volatile** to) {
    if (const int code = disk->strike(Call::other)) return code;
    return methods(handle).xShmMap(real(handle), region, size, extend, to);
}
int lock_shared(sqlite3_file* handle, int offset, int count, int flags) { return methods(handle).xShmLock(real(handle), offset, count, flags); }
void order_shared(sqlite3_file* handle) { methods(handle).xShmBarrier(real(handle)); }
int unmap_shared(sqlite3_file* handle, int remove) { return methods(handle).xShmUnmap(real(handle), remove); }

constexpr sqlite3_io_methods kMethods = {2, close_file, read_file, write_file, truncate_file, sync_file, size_of_file, lock_file, unlock_file, check_lock,
                                         control_file, sector_size, characteristics, map_shared, lock_shared, order_shared, unmap_shared, nullptr, nullptr};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* handle, int flags, int* out) {
    handle->pMethods = nullptr;
    if (const int code = disk->strike(Call::other)) return code;
    auto* const opened = new (handle) File{};
    if (const int code = real_disk->xOpen(real_disk, name, opened->real(), flags, out)) {
        if (opened->real()->pMethods != nullptr) opened->real()->pMethods->xClose(opened->real());
        opened->~File();
        handle->pMethods = nullptr;
        return code;
    }
    if (name != nullptr) opened->name = name;
    opened->pMethods = &kMethods;
    return SQLITE_OK;
}
int delete_file(sqlite3_vfs*, const char* name, int durably) {
    if (const int code = disk->strike(Call::other)) return code;
    disk->changes(name);
    const int code = real_disk->xDelete(real_disk, name, 0);
    if (code == SQLITE_OK) disk->deleted(name, durably != 0);
    return code;
}
int find_file(sqlite3_vfs*, const char* name, int flags, int* found) {
    if (const int code = disk->strike(Call::other)) return code;
    return real_disk->xAccess(real_disk, name, flags, found);
}

sqlite3_vfs& vfs() {
    static sqlite3_vfs shim = [] {
        sqlite3_vfs copy = *real_disk;
        copy.szOsFile = static_cast<int>(sizeof(File)) + real_disk->szOsFile;
        copy.zName = "faulty";
        copy.pNext = nullptr;
        copy.xOpen = open_file;
        copy.xDelete = delete_file;
        copy.xAccess = find_file;
        return copy;
    }();
    return shim;
}

void put(std::string& contents, std::int64_t offset, std::string_view bytes) {
    const auto at = static_cast<std::size_t>(offset);
    if (contents.size() < at + bytes.size()) contents.resize(at + bytes.size());
    contents.replace(at, bytes.size(), bytes);
}

}  // namespace

FaultyDisk::FaultyDisk() {
    disk = this;
    real_disk = sqlite3_vfs_find("unix");
    sqlite3_vfs_register(&vfs(), 1);
}

FaultyDisk::~FaultyDisk() {
    sqlite3_vfs_unregister(&vfs());
    disk = nullptr;
}

int FaultyDisk::strike(Call call) {
    if (!fault_ || fault_->call != call) return 0;
    ++seen_;
    if (seen_ != fault_->first && !(fault_->stays && seen_ > fault_->first)) return 0;
    struck_ = true;
    return fault_->code;
}

bool FaultyDisk::heal() {
    fault_.reset();
    return std::exchange(struck_, false);
}

FaultyDisk::Contents* FaultyDisk::watched(const std::string& file) {
    if (database_.empty() || !file.starts_with(database_)) return nullptr;
    return &files_[file.substr(database_.size())];
}

void FaultyDisk::watch(const std::string& database) {
    database_ = database;
    files_.clear();
    for (const char* end : {"", "-wal"}) {
        std::ifstream in{database + end, std::ios::binary};
        if (!in) continue;
        std::string contents{std::istreambuf_iterator<char>{in}, {}};
        files_[end] = {contents, contents, {}};
    }
}

void FaultyDisk::changes(const std::string& file) {
    if (watched(file) != nullptr && before_change) before_change();
}

void FaultyDisk::wrote(const std::string& file, std::int64_t offset, std::string_view bytes) {
    Contents* const contents = watched(file);
    if (contents == nullptr) return;
    put(contents->now ? *contents->now : contents->now.emplace(), offset, bytes);
    contents->pending.push_back({offset, std::string{bytes}, false});
}

void FaultyDisk::truncated(const std::string& file, std::int64_t size) {
    Contents* const contents = watched(file);
    if (contents == nullptr) return;
    (contents->now ? *contents->now : contents->now.emplace()).resize(static_cast<std::size_t>(size));
    contents->pending.push_back({size, {}, true});
}

void FaultyDisk::synced(const std::string& file) {
    Contents* const contents = watched(file);
    if (contents == nullptr) return;
    contents->durable = contents->now ? contents->now : std::string{};  // the directory is synced with a new file
    contents->pending.clear();
}

void FaultyDisk::deleted(const std::string& file, bool durably) {
    Contents* const contents = watched(file);
    if (contents == nullptr) return;
    contents->now.reset();
    contents->pending.clear();
    if (durably) contents->durable.reset();
}

FaultyDisk::Image FaultyDisk::image(Survivors survivors, Random& random) const {
    Image image;
    const auto survives = [&] { return survivors == Survivors::all || (survivors != Survivors::none && random(2) == 0); };
    for (const auto& [end, contents] : files_) {
        if (!contents.now) {  // deleted, and perhaps not yet on the disk
            if (contents.durable && !survives()) image[end] = *contents.durable;
            continue;
        }
        if (!contents.durable && !survives()) continue;
        std::string left = contents.durable.value_or("");
        for (const Change& change : contents.pending) {
            if (change.truncates) {
                if (survives()) left.resize(static_cast<std::size_t>(change.offset));
            } else if (survivors == Survivors::sectors) {
                for (std::size_t at = 0; at < change.bytes.size();) {
                    const std::size_t place = static_cast<std::size_t>(change.offset) + at, size = std::min(kSector - place % kSector, change.bytes.size() - at);
                    if (survives()) put(left, static_cast<std::int64_t>(place), std::string_view{change.bytes}.substr(at, size));
                    at += size;
                }
            } else if (survives()) {
                put(left, change.offset, change.bytes);
            }
        }
        image[end] = std::move(left);
    }
    return image;
}

}  // namespace zhixing::test
