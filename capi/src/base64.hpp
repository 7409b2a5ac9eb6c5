// Base64 (RFC 4648): bytes in a JSON text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zhixing::capi {

// Nothing if it is not base64 with its padding; line breaks and blanks are not allowed.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace zhixing::capi
