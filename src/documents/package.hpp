// A ZIP archive in memory, as a DOCX is one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zhixing::documents {

struct Part {
    std::string name;
    std::string content;
};

enum class Packing : std::uint8_t { stored, deflated };

// `base` (an archive, or nothing) with these parts beside its own, or in the place of those of the same name. What is not replaced is
// taken over with its bytes as they are compressed. The same bytes whenever and wherever it is made.
// `base` is an archive that was made here or passed `check_package`.
[[nodiscard]] std::string with_parts(std::string_view base, std::span<const Part> parts, Packing packing);

// What an archive from outside may be. A DOCX of a court's form has some twenty parts and less than a megabyte.
struct PackageLimits {
    std::size_t bytes = std::size_t{16} << 20;     // of the archive
    std::size_t entries = 1000;
    std::size_t unpacked = std::size_t{64} << 20;  // of all parts together
    std::size_t part = std::size_t{16} << 20;      // of one part that is read
};
inline constexpr PackageLimits kPackageLimits{};

// @return the names of its parts.
// @throws InputError `docx.package` if it is no archive, is encrypted or beyond the limits, or a name repeats or would leave a folder.
[[nodiscard]] std::vector<std::string> check_package(std::string_view archive, const std::string& file);

// One part of an archive that passed `check_package`; it is never larger than was checked, whatever the archive says of it.
// @throws InputError `docx.package` if it is not there or is damaged.
[[nodiscard]] std::string read_part(std::string_view archive, const std::string& name, const std::string& file);

}  // namespace zhixing::documents
