// Members of a JSON object that is kept as text, `"name":value,…`: those of a dossier that no column or row has.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zhixing {

// The value of a member as it is written; the text is known to be well-formed.
[[nodiscard]] std::optional<std::string_view> find_member(std::string_view members, std::string_view name) noexcept;

// The members of an object that is the value of a member; empty if it is none.
[[nodiscard]] std::string_view members_of(std::string_view value) noexcept;

// What a text or number says; empty for anything else, and for an empty text.
[[nodiscard]] std::optional<std::string> scalar_text(std::string_view value);

}  // namespace zhixing
