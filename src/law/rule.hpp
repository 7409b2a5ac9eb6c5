// Rules as the review evaluates them: compiled from JSON, every name resolved.
#pragma once

#include <bitset>
#include <cstdint>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "zhixing/catalogue.hpp"
#include "zhixing/money.hpp"
#include "zhixing/period.hpp"
#include "zhixing/rulebook.hpp"

namespace zhixing {

using KindSet = std::bitset<kMaxKinds>;

enum class Match : std::uint8_t { none, ref, party };

// Which events: see "Patterns" in rules/README.md. A pattern without kinds matches nothing.
struct Pattern {
    std::vector<Kind> kinds;
    std::vector<Word> documents, methods, outcomes, grounds, roles;  // empty: any
    Word party_role = 0;
    Match same = Match::none;
    bool after_trigger = false, before_trigger = false;
    bool plain = true;  // the kind alone decides

    [[nodiscard]] bool empty() const noexcept { return kinds.empty(); }
};

struct Condition {
    enum class Op : std::uint8_t { always, has, none, count, elapsed, fact, all, any, negate };
    enum class Compare : std::uint8_t { is, at_most, at_least };
    Op op = Op::always;
    Pattern pattern;
    int at_least = 1;
    PeriodRule period;                // elapsed
    std::size_t fact = 0;             // position in the catalogue
    Compare compare = Compare::is;
    std::vector<Word> words;          // fact of type word
    std::vector<std::string> texts;   // fact of type text
    std::int64_t value = 0;           // fen, days since 1970 or a plain number
    std::vector<Condition> parts;

    // True when no event and no date enters it: its value is the same on every day.
    [[nodiscard]] bool timeless() const;
};

struct Wait {
    Pattern since, bound;
    PeriodRule period;
};

struct ChecklistItem {
    std::string id, document;
    Text name;
    Condition when, needs;
    std::vector<Citation> citations;
    Level level = Level::statute;
    Source source = Source::read;
};

struct PauseInterval {
    Text name;
    Pattern start, end;
    Match match = Match::none;
};

// One version of a rule, in force on [from, to).
struct RuleVersion {
    Date from, to;
    std::vector<Citation> citations;
    Level level = Level::statute;
    Source source = Source::read;
    bool enabled = true;
    std::optional<std::uint8_t> severity;  // a Severity of the review, if the rule says less than its level

    Condition when;
    Pattern trigger, bound, fulfil, waive, intent, renew, extend;  // trigger: also `act` and `each`
    Word per = 0;
    Match match = Match::none;
    bool early = false;
    PeriodRule limit;
    bool stated = false;      // the limit is the trigger's own `until`
    bool from_until = false;  // counted from the trigger's `until`
    std::optional<std::size_t> of;
    bool of_plain = false;
    std::vector<std::size_t> pauses;
    PeriodRule extend_by;
    std::vector<int> warn;
    PeriodRule every, lasts;
    Condition needs;
    std::optional<Wait> wait;
    std::vector<ChecklistItem> items;
    bool must_not = false, at_as_of = false;
    std::vector<PauseInterval> intervals;
    nlohmann::json value;

    [[nodiscard]] bool in_force(Date day) const noexcept { return from <= day && day < to; }
};

enum class Selects : std::uint8_t { trigger, filing, as_of };

struct Rule {
    RuleInfo info;
    Selects selects = Selects::trigger;
    std::vector<RuleVersion> versions;  // by date, not overlapping
    nlohmann::ordered_json json;        // after layering

    [[nodiscard]] const RuleVersion* version_on(Date day) const noexcept {
        for (const RuleVersion& version : versions) {
            if (version.in_force(day)) return &version;
        }
        return nullptr;
    }
};

// Where a rule was written, kept so that an overlay can patch it.
struct RuleText {
    nlohmann::ordered_json json;  // with the file's defaults merged in
    std::string file, pointer;
};

struct CompiledRules {
    std::string id, version, digest;
    Text name;
    std::vector<RuleText> texts;
    std::vector<Rule> rules;
    std::map<std::string, std::size_t, std::less<>> index;

    // Which rules an event of a kind sets going, and which it can only bound.
    std::vector<std::vector<std::uint16_t>> by_trigger, by_bound, by_intent;
    std::vector<std::uint16_t> standing;  // checks asked once a dossier
};

}  // namespace zhixing
