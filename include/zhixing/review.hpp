/// @file
/// The review: what is due, missing, wrong or forbidden in a dossier on a day, and why.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/calendar.hpp"
#include "zhixing/dossier.hpp"
#include "zhixing/rulebook.hpp"

namespace zhixing {

/// How grave a finding is, gravest first.
enum class Severity : std::uint8_t {
    breach = 1,   ///< a statute overrun
    overdue = 2,  ///< a policy or court limit overrun
    blocked = 3,  ///< an act that is intended and that the law forbids now
    missing = 4,  ///< a checklist item that does not hold
    anomaly = 5,  ///< facts that do not fit together
    warning = 6,  ///< coming up, or said by a rule whose text was not read
    note = 7      ///< odd in the record
};
inline constexpr std::size_t kSeverityCount = 7;

/// The answer to a question about a dossier: it does not hold, it holds, it cannot be told.
enum class Truth : std::uint8_t { no, yes, unknown };

/// State of an obligation on the day of the review.
enum class State : std::uint8_t {
    open = 1,       ///< running
    met = 2,        ///< done in time; of an effect: ended lawfully or renewed in time
    late = 3,       ///< done, after the due date
    overdue = 4,    ///< not done, past the due date; of an effect: run out
    suspended = 5,  ///< the clock stands still
    waived = 6,     ///< fell away before it was due
    lapsed = 7,     ///< fell away after it was due, never done
    unknown = 8     ///< cannot be told; see Review::unknown
};

/// What a finding says.
enum class Outcome : std::uint8_t {
    overdue = 1,      ///< a deadline passed, still open
    late = 2,         ///< done after the deadline
    lapsed = 3,       ///< never done, and fell away after the deadline
    due_soon = 4,     ///< falls due within the warning time
    expired = 5,      ///< an effect ran out
    expiring = 6,     ///< an effect is about to run out
    renewed_late = 7, ///< renewed after it had run out
    over_term = 8,    ///< the end stated in the document is beyond the longest term
    too_early = 9,    ///< an act before its waiting time had passed
    not_allowed = 10, ///< an act without what it needs
    blocked = 11,     ///< an intended act that is not allowed yet
    missing = 12,     ///< a checklist item does not hold
    failed = 13,      ///< a check fails
    record = 14,      ///< a remark on the record itself; `remark` says which
    illegal_step = 15 ///< an act that the state of its instance does not allow
};

[[nodiscard]] std::string_view to_string(Severity severity) noexcept;
[[nodiscard]] std::string_view to_string(Truth truth) noexcept;  ///< `no`, `yes`, `unknown`
[[nodiscard]] std::string_view to_string(State state) noexcept;
[[nodiscard]] std::string_view to_string(Outcome outcome) noexcept;

inline constexpr std::uint16_t kNoRule = 0xFFFF;
inline constexpr std::int32_t kNoEvent = -1;

/// One run of one clock (期限). Positions are in the dossier's events and the rulebook's rules.
struct Obligation {
    std::uint16_t rule = kNoRule, version = 0;
    std::uint16_t party = 0;           ///< position of the party from 1 (Dossier::party_id), 0: none
    std::uint16_t round = 0;           ///< of a recurring duty, from 1
    std::int32_t trigger = kNoEvent;
    std::int32_t met_by = kNoEvent;    ///< the event that met, renewed, ended or waived it
    Date due = kNoDate;                ///< kNoDate while suspended or unknown
    State state = State::open;
    bool provisional = false;          ///< leans on a holiday notice that is not out
    bool bounded = false;              ///< counted from an event that cannot be earlier than the trigger
};

/// What a review says about a dossier: a small record; message() makes the prose.
struct Finding {
    std::uint16_t rule = kNoRule, version = 0;  ///< kNoRule: a remark on the record
    std::uint16_t item = 0;                     ///< of a checklist, from 1; of an illegal step, the state from 1
    std::uint16_t party = 0;
    std::uint16_t round = 0;
    Outcome outcome = Outcome::overdue;
    Severity severity = Severity::note;
    bool provisional = false, bounded = false;
    Remark::Code remark = Remark::Code::unknown_kind;
    Column column = Column::kind;
    std::int32_t trigger = kNoEvent;  ///< the event that set the rule going, or the act
    std::int32_t other = kNoEvent;    ///< the event that fulfilled, renewed or waived
    Date due = kNoDate;
    std::int32_t days = 0;            ///< due − (as-of or date done): negative days are days late
    Date holds_from = kNoDate;        ///< first and last as-of date on which it holds if nothing else
    Date holds_to = kNoDate;          ///< happens; kNoDate: without end
};

/// What could not be told, and the fact that would tell it.
struct Unknown {
    enum class Missing : std::uint8_t {
        fact = 1,    ///< a fact of the header: `index` in Catalogue::facts()
        kind = 2,    ///< an event of a kind that the record does not cover: `index` is the Kind
        date = 3,    ///< the date of event `index`
        column = 4,  ///< column `column` of event `index`
        time = 5     ///< the time of day of event `index`
    };
    std::uint16_t rule = kNoRule, version = 0;
    std::uint16_t item = 0;
    std::uint16_t party = 0;
    std::int32_t trigger = kNoEvent;
    Missing missing = Missing::fact;
    Column column = Column::kind;
    std::uint32_t index = 0;
};

/// The answer. Obligations by trigger date, findings gravest first, then by due date.
struct Review {
    Date as_of = kNoDate;
    std::vector<Obligation> obligations;
    std::vector<Finding> findings;
    std::vector<Unknown> unknown;
    /// No answer changes before this day if nothing else happens; empty: never.
    std::optional<Date> next_change;
};

/// The day and the knowledge of a review.
struct ReviewOptions {
    Date as_of;                          ///< events dated later are not seen
    std::optional<DateTime> known_at{};  ///< events recorded later are not seen
};

/// Reviews many dossiers with one rulebook; keeps its working memory. One thread at a time.
class Reviewer {
public:
    explicit Reviewer(Rulebook rulebook, const Calendar& calendar = Calendar::china());
    ~Reviewer();
    Reviewer(Reviewer&&) noexcept;
    Reviewer& operator=(Reviewer&&) noexcept;

    /// Fills `out`, whose memory is used again. @pre no other thread uses this object.
    void review(const Dossier& dossier, const ReviewOptions& options, Review& out);
    [[nodiscard]] const Rulebook& rulebook() const noexcept;

private:
    friend struct EngineAccess;
    class Engine;
    std::unique_ptr<Engine> engine_;
};

/// One dossier on one day. Safe from many threads.
[[nodiscard]] Review review(const Dossier& dossier, const Rulebook& rulebook, const ReviewOptions& options);

/// What a finding says, in Chinese and English.
[[nodiscard]] Text message(const Finding& finding, const Dossier& dossier, const Rulebook& rulebook);
/// What could not be told: the missing fact, in the notation `event e3: on`, `fact basis.kind`.
[[nodiscard]] Text message(const Unknown& unknown, const Dossier& dossier, const Rulebook& rulebook);

/// Why a rule fired, did not fire, or cannot be told: steps in words for each event that sets it going.
struct Explanation {
    struct Instance {
        std::int32_t trigger = kNoEvent;
        std::uint16_t party = 0;
        std::optional<State> state;          ///< of a clock
        std::vector<Text> steps;
        std::vector<Citation> citations;     ///< of the version judged by
    };
    std::string rule;
    Text summary;
    std::vector<Instance> instances;
};

/// @param rule a rule's id. @throws RuleError `rule.unknown_rule`.
[[nodiscard]] Explanation why(const Dossier& dossier, const Rulebook& rulebook, std::string_view rule,
                              const ReviewOptions& options);

/// `zhixing.review/1`: the review as one JSON document on one line, prose and citations included.
[[nodiscard]] std::string to_json(const Review& review, const Dossier& dossier, const Rulebook& rulebook);
/// `zhixing.explanation/1`.
[[nodiscard]] std::string to_json(const Explanation& explanation, const Dossier& dossier);

}  // namespace zhixing
