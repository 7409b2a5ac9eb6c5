/// @file
/// The files of rules/ that are compiled into the library.
#pragma once

#include <optional>
#include <string_view>

namespace zhixing {

/// Text of a file by its path under rules/ (`data/holidays.csv`); empty when there is none.
/// Defined in the source that zhixing_embed writes.
[[nodiscard]] std::optional<std::string_view> rule_data(std::string_view path) noexcept;

}  // namespace zhixing
