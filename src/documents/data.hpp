// The templates compiled into the library (rules/templates).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace zhixing {

[[nodiscard]] std::optional<std::string_view> template_data(std::string_view path) noexcept;
[[nodiscard]] std::vector<std::string_view> template_data_paths();  // in alphabetical order

}  // namespace zhixing
