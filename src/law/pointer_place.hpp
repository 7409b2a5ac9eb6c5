// Where in the text of a JSON document a JSON pointer leads.
#pragma once

#include <cstddef>
#include <string_view>

namespace zhixing {

// The byte at which the value begins; where there is none, that of what encloses it.
// @param json a document that has been parsed and is right. @param pointer RFC 6901.
[[nodiscard]] std::size_t place_of(std::string_view json, std::string_view pointer);

}  // namespace zhixing
