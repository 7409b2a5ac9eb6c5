// Rules as the review evaluates them: compiled from JSON, every name resolved.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "law/disclosure_law.hpp"
#include "zhixing/catalogue.hpp"
#include "zhixing/money.hpp"
#include "zhixing/period.hpp"
#include "zhixing/rulebook.hpp"

namespace zhixing {

// Which column two events must share; `unless_other_…`: they may not name two different ones.
enum class Match : std::uint8_t { none, ref, party, number, amount, digest, document, unless_other_ref, unless_other_party };

// Who recorded an event, seen from the event that the rule is about.
enum class Person : std::uint8_t { any, another, same };

// What a pattern asks of an event beside its kind.
struct PatternColumns {
    std::vector<Word> documents, methods, outcomes, grounds, roles;  // empty: any
    std::optional<std::vector<std::string>> numbers;  // one of these; none: any
    Word party_role = 0;
    Match same = Match::none;
    std::vector<Match> same_too;  // where several columns must be the same: those after the first
    bool after_trigger = false, before_trigger = false;
    bool named_by_trigger = false;  // its id is the number that the trigger states
    bool itself = false;            // it is the very event that the rule is about
    std::int64_t within = 0;        // at most so many seconds before the trigger, or days where they are whole; 0: any time
    bool within_days = false;
    Person person = Person::any;

    friend bool operator==(const PatternColumns&, const PatternColumns&) = default;
};

// One bit for a kind; kinds may share bits, so a set bit means "perhaps".
[[nodiscard]] constexpr std::uint64_t kind_mask(Kind kind) noexcept { return std::uint64_t{1} << (static_cast<unsigned>(kind) % 64U); }

// Which events: see "Patterns" in rules/README.md. A pattern without kinds matches nothing.
// Kept small: a review walks through hundreds of them for each dossier.
struct Pattern {
    std::vector<Kind> kinds;
    std::uint64_t mask = 0;  // kind_mask of them all: tells at once that none occurs
    std::shared_ptr<const PatternColumns> columns;  // null: the kind alone decides

    [[nodiscard]] bool empty() const noexcept { return kinds.empty(); }
    [[nodiscard]] bool plain() const noexcept { return columns == nullptr; }
};

// A question about a fact of the header.
struct FactQuestion {
    enum class Compare : std::uint8_t { is, at_most, at_least };
    std::size_t fact = 0;             // position in the catalogue
    Compare compare = Compare::is;
    std::vector<Word> words;          // of a fact of type word
    std::vector<std::string> texts;   // of a fact of type text
    std::int64_t value = 0;           // fen, days since 1970 or a plain number

    friend auto operator<=>(const FactQuestion&, const FactQuestion&) = default;
};

// The words of the ledger, which a higher layer keeps: in the order of its LedgerFault, from 1 …
inline constexpr std::array<std::string_view, 12> kLedgerFaults{
    "overdrawn", "no_amount", "unknown_instance", "amount_differs", "repeated_number", "resolved_before",
    "unapproved", "over_entitled", "held", "other_document", "refund_to_other", "corrected_before"};
// … and what it can be asked for: these two, and the balances of its AccountKind, from 1.
inline constexpr std::array<std::string_view, 2> kLedgerTotals{"received", "unreleased"};
inline constexpr std::array<std::string_view, 14> kLedgerAccounts{
    "bank", "cash", "bill", "discrepancy", "unidentified", "case_money", "hold", "payable", "execution_fee", "court_cost",
    "fine", "auction_deposit", "deposit", "account_interest"};

struct Scale;

// An amount of money that the record tells.
struct Amount {
    enum class Of : std::uint8_t { sum, last, trigger, claims, received, unreleased, account, scale };
    Of of = Of::sum;
    Pattern pattern;           // sum, last
    std::uint8_t account = 0;  // account: number of kLedgerAccounts, from 1
    std::shared_ptr<const Scale> scale;
};

// What a scale of fees asks of another amount.
struct Scale {
    std::string json, rounding;  // as a parameter `money.fee.…` gives them
    Amount of;
};

enum class Compare : std::uint8_t { at_least, at_most, over, under };

// An amount compared with a fixed one, or with a part of another.
struct AmountTest {
    Amount left;
    Compare compare = Compare::at_least;
    std::int64_t fen = 0;           // of a fixed bound
    std::int64_t basis_points = 0;  // of a part: hundredths of a percent; 0: the bound is fixed
    Amount whole;

    // Neither the event nor the party that the rule is about enters it.
    [[nodiscard]] bool context_free() const {
        const auto free = [](const Amount& amount) {
            return amount.of != Amount::Of::trigger && amount.of != Amount::Of::scale && amount.pattern.plain();
        };
        return free(left) && free(whole);
    }
};

// A date that the record tells.
struct DateOf {
    enum class Of : std::uint8_t { trigger_on, trigger_until, trigger_recorded, first, last };
    Of of = Of::trigger_on;
    Pattern pattern;                   // first, last
    std::optional<PeriodRule> plus{};  // so much later
};

// Stretches of time, each from an event to the first one on or after it that ends it.
struct Spans {
    Pattern from, to;
    Match match = Match::none;
};

// What the less usual conditions ask.
struct Particulars {
    Compare compare = Compare::at_least;
    DateOf date{}, bound{};           // date
    Spans spans{};                  // days
    int days = 0;
    Pattern is{};                   // latest
    std::size_t fact = 0;           // told: position in the catalogue
    std::vector<Word> party_roles{}; // every
    int from = 0, to = 0;           // time: minutes of the day
};

struct Condition {
    enum class Op : std::uint8_t { always, has, none, count, elapsed, fact, amount, ledger, all, any, negate, latest, date, days, told, every, workday, time };
    Op op = Op::always;
    std::int32_t memo = -1;  // number of a fact question that is asked once a dossier
    int at_least = 1;        // count
    bool latest = false;     // elapsed: since the latest such event, not the first
    std::uint8_t fault = 0;  // ledger: number of kLedgerFaults, from 1
    PeriodRule period;       // elapsed
    Pattern pattern;
    std::vector<Condition> parts;
    std::shared_ptr<const FactQuestion> question;
    std::shared_ptr<const AmountTest> amount;
    std::shared_ptr<const Particulars> particulars;

    // No event and no date enters it: its value is the same on every day.
    [[nodiscard]] bool timeless() const;
    // Neither the event nor the party that the rule is about enters it: one answer serves every instance.
    [[nodiscard]] bool context_free() const;
    // Time alone can turn it.
    [[nodiscard]] bool ages() const;
    // If it holds on two days it holds on all days between, as events only ever come in.
    [[nodiscard]] bool steady() const;
    // Events can only turn it from "no" to "yes" (growing) or from "yes" to "no" (shrinking).
    [[nodiscard]] bool growing() const { return one_way(true); }
    [[nodiscard]] bool shrinking() const { return one_way(false); }

private:
    [[nodiscard]] bool one_way(bool towards_yes) const;
};

// `[{"document":…,"number":…,"article":…,"version":…},…]`.
[[nodiscard]] std::string to_json(const std::vector<Citation>& citations);

struct Wait {
    Pattern since, bound;
    PeriodRule period;
};

struct ChecklistItem {
    std::optional<std::uint8_t> severity;  // as of a version
    std::string id, document;
    Text name;
    Condition when, needs;
    std::vector<Citation> citations;
    std::string citations_json;  // written once: every finding repeats them
    Level level = Level::statute;
    Source source = Source::read;
};

// One instance's way through its states: which events may happen in which.
struct Process {
    struct State {
        std::string id;
        Text name;
    };
    struct Step {
        Pattern event;
        std::vector<std::uint8_t> from;  // states in which it may happen
        std::optional<std::uint8_t> to;  // none: the state stays as it is
    };
    std::vector<State> states;
    std::uint8_t start = 0;
    bool usual_way = false;  // the steps stand in the order in which they are usually taken: a plan follows it
    std::vector<std::uint8_t> ends;  // states after which a plan proposes nothing
    std::vector<Step> steps;
};

// Rows in order: the first whose condition holds gives the answer.
struct Table {
    using Answer = std::vector<std::pair<std::string, std::string>>;
    struct Row {
        std::string id;
        Text name;
        Condition when;
        Answer gives;
        std::vector<Citation> citations;
    };
    std::vector<Row> rows;
    Answer otherwise;
};

// What dossiers of a docket are put together by, and what should be the same among them.
struct DocketRule {
    enum class Key : std::uint8_t { respondent, basis, handler, property, number, digest, party, by };
    enum class Differs : std::uint8_t { nothing, court, handler, party, number };
    Key key = Key::respondent;
    Differs differs = Differs::nothing;
    Pattern events;  // whose numbers, digests, parties or people are compared
    Pattern facing;  // the other side: a key is found only where dossiers have it on both
    int at_least = 2;  // so many of one key
    bool during = false;  // only events dated while an event of the other side lasts
    std::optional<PeriodRule> within{};  // so many within that time
    std::optional<Spans> spans{};        // their mean length is what is looked at …
    int over = 0;                        // … more than so many days are too many

    // The key is a column of events, not of the dossier.
    [[nodiscard]] bool of_events() const noexcept { return key > Key::handler; }
    // Each event counts by itself, not only each dossier.
    [[nodiscard]] bool counts_events() const noexcept { return key == Key::by || during || differs == Differs::party || differs == Differs::number; }
};

// What an event is deemed to bring about, so many days later or on its own day.
struct Deemed {
    struct Given {
        Kind kind = Kind::unknown;
        std::vector<Word> documents;  // only for these; empty: for all others
    };
    std::vector<Given> gives;
    std::optional<PeriodRule> after{};
    bool latest = false;  // of several such events of one document and party the latest counts

    // The kind of event that comes of one about that document.
    [[nodiscard]] Kind kind_for(Word document) const noexcept {
        for (const Given& given : gives) {
            for (const Word word : given.documents) {
                if (word == document) return given.kind;
            }
        }
        for (const Given& given : gives) {
            if (given.documents.empty()) return given.kind;
        }
        return Kind::unknown;
    }
};

// A node of which somebody is told.
struct Telling {
    enum class Whom : std::uint8_t { all, named, others };  // of those roles; the party that the event names; all but that party
    struct Need {
        Condition condition;
        Text name;
        std::vector<Citation> citations;
    };
    std::vector<Word> to;        // party roles; empty: the public
    Whom whom = Whom::all;
    std::vector<Need> needs;     // without these it is withheld
    std::optional<std::size_t> due, right;  // deadlines: by when the court tells it; the party's own that begins with it
    Pattern told, wrong;         // other events that tell it; events that make what was told wrong
    std::vector<const DisclosureChannel*> channels;
    Words brief, full;
    std::vector<Text> items;     // what a public notice shows

    [[nodiscard]] bool open_to_all() const noexcept { return to.empty(); }
};

struct PauseInterval {
    Text name;
    Pattern start, end;
    Match match = Match::none;
};

// One version of a rule, in force on [from, to). What every evaluation reads comes first.
struct RuleVersion {
    Date from, to;
    Level level = Level::statute;
    Source source = Source::read;
    bool enabled = true;
    bool timeless = true, steady = true;   // of `when`
    bool steady_needs = false;             // what fails a check today and failed it once failed it all the while
    bool ages = false;                     // time alone can turn `when`, or what a check of today asks
    bool early = false;
    bool stated = false;                   // the limit is the trigger's own `until`
    bool from_until = false;               // counted from the trigger's `until`
    bool of_plain = false;
    bool must_not = false, at_as_of = false;
    bool refuses = false;                  // an event with which it finds something may not be posted
    std::vector<Kind> refused_acts;        // of these kinds also where what it finds is about another event
    Match match = Match::none;
    Word per = 0;
    std::optional<std::uint8_t> severity;  // a Severity of the review, if the rule says less than its level
    PeriodRule limit;
    std::int32_t when_memo = -1;           // number of a context-free `when`
    Condition when;
    Pattern trigger;                       // also `act` and `each`
    Pattern fulfil, waive;
    std::vector<std::size_t> pauses;
    std::optional<std::size_t> of;
    std::vector<int> warn;
    Pattern bound, intent, renew, extend;
    PeriodRule extend_by, every, lasts;
    Condition needs;
    std::optional<Wait> wait;
    std::vector<ChecklistItem> items;
    std::vector<PauseInterval> intervals;
    std::shared_ptr<const Process> process;
    std::shared_ptr<const Table> table;
    std::optional<DocketRule> docket;
    std::shared_ptr<const Deemed> deemed;
    std::shared_ptr<const Telling> telling;
    std::vector<Citation> citations;
    std::string citations_json;            // written once: every finding repeats them
    std::string value;                     // of a parameter, as JSON
    std::string when_text;                 // equal texts share one number

    [[nodiscard]] bool in_force(Date day) const noexcept { return from <= day && day < to; }
};

enum class Selects : std::uint8_t { trigger, filing, as_of };

struct Rule {
    Form form = Form::deadline;
    Selects selects = Selects::trigger;
    bool plain_name = false;  // nothing in its name is to be escaped in JSON: every finding repeats it
    std::vector<RuleVersion> versions;  // by date, not overlapping
    RuleInfo info;

    [[nodiscard]] const RuleVersion* version_on(Date day) const noexcept {
        for (const RuleVersion& version : versions) {
            if (version.in_force(day)) return &version;
        }
        return nullptr;
    }
};

// A version of a rule that an event of some kind sets going, with what decides whether it is in force.
struct Start {
    std::uint16_t rule = 0, version = 0;
    Selects selects = Selects::trigger;
    bool plain = true;  // the kind alone sets it going
    bool always = false;     // there is no `when`
    bool free_check = false; // a check that asks nothing of the event itself, and that time alone does not turn
    std::int32_t when = -1;  // number of a `when` without which nothing at all comes of it
    Date from, to;

    [[nodiscard]] bool in_force(Date day) const noexcept { return from <= day && day < to; }
};

struct RuleText;  // rule_text.hpp

using KindTable = std::vector<std::vector<Kind>>;  // kinds by kind

struct CompiledRules {
    std::string id, version, digest;
    Text name;
    std::shared_ptr<const std::vector<RuleText>> texts;  // as written, after layering: one a rule
    std::vector<Rule> rules;
    std::map<std::string, std::size_t, std::less<>> index;

    // What an event of a kind sets going, what it can only bound, and what it announces.
    std::vector<std::vector<Start>> by_trigger, by_bound, by_intent;
    std::vector<Start> standing;  // checks asked once a dossier
    std::vector<Start> deeming;   // rules by which something is deemed to have happened …
    std::uint64_t deeming_mask = 0;  // … and the kinds of events that they go by: kind_mask of them all
    // For each kind, the kinds that begin an instance which an event of it can fulfil, renew or end.
    KindTable starts;
    std::int32_t fact_count = 0;          // distinct fact questions
    std::int32_t when_count = 0;          // distinct context-free `when` conditions
};

}  // namespace zhixing
