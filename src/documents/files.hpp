// Files of a bulk run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace zhixing::documents {

// SHA-256, hexadecimal.
[[nodiscard]] std::string sha256(std::string_view bytes);

// Whether a file of exactly these bytes is there.
[[nodiscard]] bool holds(const std::filesystem::path& file, std::string_view bytes);

// Written beside its place, and moved there when it is whole: half a file is never seen. (After a power failure it may be; `holds` finds
// that out in the next run.) A symbolic link in its place is replaced, not followed. @throws std::system_error
void write_whole(const std::filesystem::path& file, std::string_view bytes);

// Packs files of a folder, as they are named, into an archive that takes its place when it is whole. @throws std::system_error
void pack(const std::filesystem::path& folder, std::span<const std::string> names, const std::filesystem::path& archive);

}  // namespace zhixing::documents
