// Escapes of JSON strings.
#pragma once

#include <string>
#include <string_view>

namespace zhixing {

// The first character from `at` on that needs an escape, or the end.
[[nodiscard]] std::size_t find_json_escape(std::string_view text, std::size_t at) noexcept;
[[nodiscard]] bool needs_json_escape(std::string_view text) noexcept;
void append_json_escaped(std::string& out, std::string_view text);

}  // namespace zhixing
