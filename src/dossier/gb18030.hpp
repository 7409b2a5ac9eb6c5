/// @file
/// The encoding in which Chinese spreadsheets write CSV.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zhixing {

/// GB18030 (and so GBK and GB2312) as UTF-8; nothing if the text is not GB18030 or the system cannot convert
/// it.
[[nodiscard]] std::optional<std::string> gb18030_to_utf8(std::string_view text);

/// @return where the first byte stands that is not UTF-8, the size if all are.
[[nodiscard]] std::size_t find_not_utf8(std::string_view text) noexcept;

}  // namespace zhixing
