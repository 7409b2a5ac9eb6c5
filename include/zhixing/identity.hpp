/// @file
/// Identity numbers of parties. A failed check is a data-quality error of the number; it is no legal
/// ground for refusing to file (执行工作规定 16 is exhaustive).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/date.hpp"

namespace zhixing {

enum class IdentityKind : std::uint8_t {
    resident = 1,             ///< 公民身份号码 GB 11643, 18 digits
    resident_old = 2,         ///< 15-digit number, no check digit
    residence_permit = 3,     ///< 港澳台居民居住证, 810000/820000/830000
    permanent_residence = 4,  ///< 外国人永久居留身份证: 9 and 17 places, or 3 letters and 12 digits
    uscc = 5,                 ///< 统一社会信用代码 GB 32100
    organisation = 6          ///< 组织机构代码 GB 11714, 9 places
};

/// A number that passed the checks of its kind.
struct Identity {
    IdentityKind kind;
    std::string number;             ///< normalised: capitals, no spaces or hyphens
    std::optional<Date> birth;      ///< natural persons
    std::optional<bool> female;     ///< natural persons
    std::string division;           ///< 6-digit division code, where there is one
    std::string organisation_code;  ///< the inner 9-place code of a USCC
    /// Odd but no error: `uscc.inner_code` (the inner code's own check fails), `uscc.division` (an authority
    /// outside GB/T 2260), `permanent_residence.unchecked` (the 15-character form, of which only the form is
    /// known).
    std::vector<std::string> warnings;

    /// Reads a number, telling the kind by its form; of a USCC without letters and a person's number, by what
    /// agrees. Messages never repeat the number. @throws IdentityError `identity.length`,
    /// `identity.alphabet`, `identity.division`, `identity.date`, `identity.checksum`, saying which
    /// part is wrong (place().pointer is e.g. `7-14` for the birth date).
    [[nodiscard]] static Identity parse(std::string_view text);

    /// The 18-digit form of a 15-digit number; other kinds as they are.
    [[nodiscard]] std::string to_18() const;
};

/// The word used for a kind in JSON and Python: `resident`, `uscc`, …
[[nodiscard]] std::string_view to_string(IdentityKind kind) noexcept;

}  // namespace zhixing
