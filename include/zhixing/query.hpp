/// @file
/// Questions to all dossiers of a journal: which, and how they stand on a day; a page at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/date.hpp"
#include "zhixing/standing.hpp"

namespace zhixing {

/// Which dossiers somebody may see at all; whoever decides on access gives it.
struct QueryScope {
    std::vector<std::string> courts;   ///< all dossiers of these courts
    std::vector<std::string> numbers;  ///< and these dossiers
};

/// Which dossiers are wanted. What is left empty is not asked; several members hold together.
struct Query {
    Date as_of = kNoDate;                ///< the day on which they stand; kNoDate: how they stand is not asked
    std::optional<DateTime> known_at{};  ///< how they stood as far as was known then; every one is reviewed again
    std::optional<QueryScope> scope{};        ///< empty: all dossiers. A scope that names nothing shows nothing.

    std::string party{};      ///< name of a party, whole
    std::string identity{};   ///< identity number of a party, in any of its spellings
    std::string role{};       ///< in which role that party is, a word of the catalogue (`respondent`)
    std::string court{};
    std::string case_type{};  ///< 案件类型代字, e.g. 执, 执恢
    std::string kind{};       ///< of the dossier, a word of the catalogue
    std::string team{}, handler{};
    std::optional<bool> open{};
    std::optional<Date> filed_from{}, filed_to{};

    std::string rule{};                          ///< has a finding of this rule
    std::optional<Severity> severity{};          ///< has a finding as grave as this or graver; with `rule`, of this rule
    std::optional<Date> due_from{}, due_to{};    ///< has an open obligation due in this range, both days in it

    std::string after{};          ///< Page::next of the page before; empty: the first page
    std::uint32_t limit = 100;    ///< most dossiers of a page, 1 to kMaxPage
};
inline constexpr std::uint32_t kMaxPage = 1000;

/// A dossier in a list. Whoever shows it to others masks the names first.
struct Summary {
    struct Party {
        std::string id, role, name;
    };
    std::string number, court, case_type, kind, team, handler;
    bool open = true;
    std::optional<Date> filed;
    std::string recorded;    ///< last entry, ISO 8601
    std::uint64_t seq = 0;   ///< entries
    std::vector<Party> parties;
    std::optional<Standing> standing;  ///< on Query::as_of; empty if that was not asked
};

/// A page of the answer: one moment of the journal. Dossiers in the order in which they were begun, those of a page by due
/// date in the order of their next due date.
struct Page {
    std::vector<Summary> dossiers;
    std::string next;            ///< for the page behind it; empty: this is the last. What is recorded meanwhile moves nothing.
    std::uint64_t reviewed = 0;  ///< dossiers that had to be reviewed for it because no sweep had
};

/// Reads the parameters of a question: members named as in Query, `scope` as an object. @throws InputError.
[[nodiscard]] Query parse_query(std::string_view json);
/// `zhixing.dossiers/1`.
[[nodiscard]] std::string to_json(const Page& page);
/// Members of a standing as an object.
[[nodiscard]] std::string to_json(const Standing& standing);

}  // namespace zhixing
