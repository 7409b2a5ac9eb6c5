// A dossier as the review reads it: events of a kind in date order, and three-valued matching.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <vector>

#include "law/rule.hpp"
#include "zhixing/case_number.hpp"
#include "zhixing/ledger.hpp"
#include "zhixing/review.hpp"

namespace zhixing {

// Why something cannot be told: the missing fact.
struct Doubt {
    Unknown::Missing missing = Unknown::Missing::fact;
    Column column = Column::kind;
    std::uint32_t index = 0;
    bool any = false;

    void keep_first(const Doubt& other) {
        if (!any) *this = other;
    }
};

struct Verdict {
    Truth truth = Truth::yes;
    Doubt doubt;
};

// What a condition or a pattern is judged about: a day, and the event and party that the rule is about.
struct Context {
    Date day;                        // events dated later are not seen
    std::int32_t trigger = kNoEvent;
    Date trigger_day = kNoDate;
    std::uint16_t ref = 0, party = 0;
    bool unnamed_together = false;   // of two that both name no instance each is the other's
    bool each_party = false;         // about each party in turn, not about that of the event
    bool any_party = false;          // about the case as a whole: no party of the role is declared
    const KindTable* starts = nullptr;  // CompiledRules::starts
};

// The earliest event that surely matches, and the earliest thing that leaves room for another.
struct Found {
    std::int32_t event = kNoEvent;
    Doubt doubt;
    Date doubtful = kLastDate;  // the earliest day that the doubtful event may have
    bool early_doubt = false;   // the doubtful event may be earlier than `event`

    [[nodiscard]] bool sure() const noexcept { return event != kNoEvent; }
    // Whether the doubtful event may be one of that day or before.
    [[nodiscard]] bool doubt_by(Date day) const noexcept { return doubt.any && doubtful <= day; }
    void wonder(const Doubt& about, Date day) {
        if (doubt.any && doubtful <= day) return;
        doubt = about;
        doubtful = day;
    }
};

// An event that is deemed to have happened because another did (deeming.cpp).
struct DeemedEvent {
    std::int32_t source = kNoEvent;  // the event on record
    Kind kind = Kind::unknown;
    Date on = kNoDate;
    Doubt doubt;                     // if it cannot be told whether, or when, it happened
};

class Record {
public:
    // Takes the events up to the day, as far as they were known; `dossier` must outlive the use of the record.
    void load(const Dossier& dossier, const ReviewOptions& options);
    // Adds what is deemed to have happened, also after the day of the review: every question asks about a day. Their
    // positions follow those of the dossier's events; who hands a position out names its source.
    void take_in(const std::vector<DeemedEvent>& deemed);
    [[nodiscard]] bool is_deemed(std::int32_t event) const noexcept { return event >= told_; }
    [[nodiscard]] std::int32_t source(std::int32_t event) const noexcept {
        return is_deemed(event) ? deemed_[static_cast<std::size_t>(event - told_)].source : event;
    }
    [[nodiscard]] Doubt told(Doubt doubt) const noexcept;  // about an event of the dossier
    [[nodiscard]] bool any_deemed() const noexcept { return !deemed_.empty(); }
    // The first day after that of the review on which something is deemed to happen; kNoDate: none.
    [[nodiscard]] Date expected() const noexcept { return expected_; }
    // Whether an event is among them (duplicates are not).
    [[nodiscard]] bool takes(std::int32_t event) const noexcept {
        const auto in = [event](const std::vector<std::int32_t>& list) { return std::find(list.begin(), list.end(), event) != list.end(); };
        return in(dated_) || in(undated_);
    }
    // Whether it happened by the day of the review, as far as it was known.
    [[nodiscard]] static bool visible(const Event& event, const ReviewOptions& options) noexcept;

    [[nodiscard]] const Dossier& dossier() const noexcept { return *dossier_; }
    [[nodiscard]] const Event& event(std::int32_t position) const { return events_[position]; }
    // Known events with a date, oldest first; and those without.
    [[nodiscard]] const std::vector<std::int32_t>& dated() const noexcept { return dated_; }
    [[nodiscard]] const std::vector<std::int32_t>& undated() const noexcept { return undated_; }
    [[nodiscard]] const std::vector<Kind>& kinds() const noexcept { return touched_; }  // kinds that occur with a date
    // Where an event stands when all are sorted; the order in the file does not show in it.
    [[nodiscard]] std::int32_t rank(std::int32_t event) const noexcept { return event == kNoEvent ? kNoEvent : rank_[static_cast<std::size_t>(event)]; }
    // False: no event of the pattern's kinds occurs. True: perhaps.
    [[nodiscard]] bool has_kind_of(const Pattern& pattern) const noexcept {
        return (kinds_mask_ & pattern.mask) != 0;
    }
    [[nodiscard]] bool has_kind_of(std::uint64_t mask) const noexcept { return (kinds_mask_ & mask) != 0; }
    [[nodiscard]] std::int32_t first(Kind kind) const noexcept { return head_[static_cast<std::size_t>(kind)]; }
    [[nodiscard]] std::int32_t next(std::int32_t event) const noexcept { return next_[static_cast<std::size_t>(event)]; }

    [[nodiscard]] Verdict matches(const Pattern& pattern, std::int32_t event, Match match, const Context& context) const;
    // Whether the kind alone decides, and the record leaves no doubt: then `has` is the whole answer.
    [[nodiscard]] bool decides(const Pattern& pattern) const noexcept { return complete_ && pattern.plain(); }
    [[nodiscard]] bool has(const Pattern& pattern, Date by) const noexcept {
        return has_kind_of(pattern) && std::any_of(pattern.kinds.begin(), pattern.kinds.end(), [&](Kind kind) {
            return first(kind) != kNoEvent && events_[first(kind)].on <= by;
        });
    }
    // The earliest match dated in [from, context.day].
    [[nodiscard]] Found find(const Pattern& pattern, Match match, const Context& context, Date from) const;
    // Every sure match dated up to context.day, by kind and date. Returns how many more there may be:
    // those in doubt, without bound where a kind is not covered.
    template <class Take>
    int each(const Pattern& pattern, Match match, const Context& context, Take&& take, Doubt* doubt = nullptr) const;

    // The answer to a numbered fact question, if it was asked of this dossier already.
    [[nodiscard]] std::optional<Truth> fact(std::int32_t number) const noexcept {
        const auto place = static_cast<std::size_t>(number);
        return place < facts_.size() ? facts_[place] : std::nullopt;
    }
    void keep_fact(std::int32_t number, Truth truth) const {
        const auto place = static_cast<std::size_t>(number);
        if (place >= facts_.size()) facts_.resize(place + 1);
        facts_[place] = truth;
    }

    // The books of the case money at the end of a day, made when first asked for.
    [[nodiscard]] const Ledger* ledger(Date day) const;
    [[nodiscard]] Date as_of() const noexcept { return options_.as_of; }

    [[nodiscard]] std::uint16_t party_count(Word role) const;
    [[nodiscard]] Word party_role(std::uint16_t party) const;
    // The case number taken apart; empty when there is none that can be read.
    [[nodiscard]] const std::optional<CaseNumber>& case_number() const;
    [[nodiscard]] Date filing_day() const;  // 立案, else kNoDate

private:
    [[nodiscard]] Verdict matches_columns(const PatternColumns& columns, std::int32_t position, const Context& context) const;
    [[nodiscard]] Verdict matches_person(Person person, std::int32_t position, const Context& context) const;
    [[nodiscard]] Verdict matches_text(Column column, std::int32_t position, const Context& context) const;
    [[nodiscard]] Verdict matches_document(std::int32_t position, const Context& context) const;
    [[nodiscard]] Verdict matches_amount(std::int32_t position, const Context& context) const;
    [[nodiscard]] Verdict matches_within(const PatternColumns& columns, std::int32_t position, const Context& context) const;
    [[nodiscard]] Verdict matches_name(std::int32_t position, const Context& context) const;
    [[nodiscard]] Verdict matches_party_role(Word role, std::int32_t position) const;
    [[nodiscard]] Verdict matches_instance(Match match, std::int32_t position, const Context& context) const;
    [[nodiscard]] bool tells_trigger(const Event& event, const Context& context) const;
    [[nodiscard]] bool names_another(Match match, std::int32_t position, const Context& context) const;
    [[nodiscard]] bool only_instance(std::int32_t position, const Context& context) const;
    [[nodiscard]] bool only_party(std::int32_t position, const Context& context) const;
    void doubt_uncovered(const Pattern& pattern, Doubt& doubt) const;
    // The doubt that an event of the pattern's kinds raises, if it may match: its columns, or its date.
    [[nodiscard]] std::optional<Doubt> doubt_of(const Pattern& pattern, std::int32_t position, Match match, const Context& context) const;

    void enter(std::int32_t position);
    void put_ranks_in_order();

    const Dossier* dossier_ = nullptr;
    const Event* events_ = nullptr;
    std::int32_t told_ = 0;  // events of the dossier
    std::vector<DeemedEvent> deemed_;
    std::vector<Event> with_deemed_;  // all rows, where something is deemed
    Date expected_ = kNoDate;
    std::vector<std::int32_t> dated_, undated_, next_;
    std::vector<std::int32_t> rank_;  // of each event in the order of Dossier::by_date
    std::array<std::int32_t, kMaxKinds> head_ = [] { std::array<std::int32_t, kMaxKinds> a{}; a.fill(kNoEvent); return a; }();
    std::array<std::int32_t, kMaxKinds> tail_{};
    std::vector<Kind> touched_;
    std::uint64_t kinds_mask_ = 0;
    bool complete_ = false;  // every event is dated and every kind covered
    mutable std::vector<std::optional<Truth>> facts_;  // answers to numbered fact questions
    mutable std::optional<CaseNumber> number_;
    mutable bool number_read_ = false;
    ReviewOptions options_{};
    mutable std::map<Date, std::optional<Ledger>> ledgers_;
};

template <class Take>
int Record::each(const Pattern& pattern, Match match, const Context& context, Take&& take, Doubt* doubt) const {
    if (complete_ && !has_kind_of(pattern)) return 0;
    Doubt first_doubt;
    int more = 0;
    const auto wonder = [&](const Doubt& about) {
        first_doubt.keep_first(about);
        ++more;
    };
    if (has_kind_of(pattern)) {
        for (const Kind kind : pattern.kinds) {
            for (std::int32_t position = first(kind); position != kNoEvent; position = next(position)) {
                if (events_[position].on > context.day) break;
                const Verdict verdict = matches(pattern, position, match, context);
                if (verdict.truth == Truth::yes) take(position);
                else if (verdict.truth == Truth::unknown) wonder(verdict.doubt);
            }
        }
        for (const std::int32_t position : undated_) {
            if (const auto about = doubt_of(pattern, position, match, context)) wonder(*about);
        }
    }
    if (doubt == nullptr) return more;
    const bool uncovered = !first_doubt.any;
    doubt_uncovered(pattern, first_doubt);
    doubt->keep_first(first_doubt);
    return uncovered && first_doubt.any ? std::numeric_limits<int>::max() / 2 : more;
}

}  // namespace zhixing
