/// @file
/// Writes JSON strings.
#pragma once

#include <string>
#include <string_view>

namespace zhixing {

/// Appends a text with quotes and escapes.
void append_json_string(std::string& out, std::string_view text);

}  // namespace zhixing
