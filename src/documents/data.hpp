// The templates compiled into the library (rules/templates).
#pragma once

#include <optional>
#include <string_view>

namespace zhixing {

[[nodiscard]] std::optional<std::string_view> template_data(std::string_view path) noexcept;

}  // namespace zhixing
