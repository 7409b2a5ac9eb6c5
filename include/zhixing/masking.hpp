/// @file
/// Masking (隐名和删除): what of a text may not go to strangers, by the provisions on publication of documents
/// (法释〔2016〕19号 8–11). Pure; safe from many threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhixing {

/// Keeps the first and last characters and crosses out the others; all of them where fewer than four would be crossed.
[[nodiscard]] std::string cross(std::string_view text, std::size_t first, std::size_t last);

/// A person's name by article 9: the surname (one of two characters too: rules/data/compound-surnames.csv), of a name
/// with a dot or of a foreign one the first character, and 某; of one in Latin letters the first letter.
[[nodiscard]] std::string surname_only(std::string_view name);

/// What each name becomes.
using Pseudonyms = std::vector<std::pair<std::string, std::string>>;
/// By article 9: different names that become alike are numbered, 张某1 and 张某2, in the order in which they are given; the
/// same name always becomes the same. Empty names are passed over. @return the longest name first, as scan() wants them.
[[nodiscard]] Pseudonyms pseudonyms(const std::vector<std::string>& names);

/// An address down to the county or district (县、区、旗), else the city; empty if it names none.
[[nodiscard]] std::string county_of(std::string_view address);

/// Free text with what tells a person crossed out: numbers of seven digits and more whatever stands between them (dates
/// are left), plates, and the names given. Full-width digits count as digits.
/// @param names what is replaced by what, the longest first.
[[nodiscard]] std::string scan(std::string_view text, const Pseudonyms& names);

/// What was hidden in a text.
enum class Hidden : std::uint8_t {
    name = 1,     ///< 姓名 (8, 9)
    number,       ///< identity, telephone and account numbers (10)
    plate,        ///< 车牌号码 (10)
    certificate,  ///< 权属证书编号 (10)
    address       ///< 住址, reduced to the county or district (10, 11)
};
[[nodiscard]] std::string_view to_string(Hidden what) noexcept;

/// A text as it may be published.
struct MaskedText {
    std::string text;
    std::vector<std::pair<Hidden, std::size_t>> hidden;  ///< how often each; those that do not occur are left out
};

/// A document for publication. Deleted by article 10, with × in the place of what is deleted: identity, account and telephone
/// numbers, plates, numbers of title certificates, home addresses down to the county. Kept by article 11: codes of
/// organisations, licences of lawyers, addresses of organisations, case numbers, dates and amounts of money. The style of
/// 2013 (××) is not written any more. What only a reader can tell stays: health, trade secrets, privacy (10).
/// @param names of those whose names are hidden by article 8, with what they become.
[[nodiscard]] MaskedText mask_for_publication(std::string_view text, const Pseudonyms& names);

}  // namespace zhixing
