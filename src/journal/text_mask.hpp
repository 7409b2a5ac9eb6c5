/// @file
/// Masking one text: crossing out, surnames, counties, and what free text gives away.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhixing {

/// Keeps the first and last characters and crosses out the others; all of them where fewer than four would be crossed.
[[nodiscard]] std::string cross(std::string_view text, std::size_t first, std::size_t last);

/// A person's name by article 9 of the provisions on publication: the surname (that of two characters too), of a name
/// with a dot or of a foreign one the first character, and 某; of one in Latin letters the first letter.
[[nodiscard]] std::string surname_only(std::string_view name, const std::vector<std::string>& compound);

/// An address down to the county or district (县、区、旗), else the city; empty if it names none.
[[nodiscard]] std::string county_of(std::string_view address);

/// Free text with what tells a person crossed out: numbers of seven digits and more whatever stands between them (dates
/// are left), plates, and the names given. Full-width digits count as digits.
/// @param names what is replaced by what, the longest first.
[[nodiscard]] std::string scan(std::string_view text, const std::vector<std::pair<std::string, std::string>>& names);

}  // namespace zhixing
