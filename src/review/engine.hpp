// Drives a review: which rules an event sets going, in which version, for which parties.
#pragma once

#include "review/deeming.hpp"
#include "review/evaluation.hpp"

namespace zhixing {

// What rows are sorted by, packed into two numbers.
struct SortKey {
    std::uint64_t high, low;
    friend auto operator<=>(const SortKey&, const SortKey&) = default;
};

// Where a row stands before sorting.
struct SortPlace {
    SortKey key;
    std::uint32_t index;
};

// Which pattern of a rule an event meets.
enum class By : std::uint8_t { trigger, bound, intent };

class Reviewer::Engine {
public:
    Engine(Rulebook rulebook, const Calendar& calendar)
        : rulebook_{std::move(rulebook)}, evaluation_{rulebook_.compiled(), calendar, record_}, calendar_{calendar} {}

    [[nodiscard]] const Rulebook& rulebook() const noexcept { return rulebook_; }

    void review(const Dossier& dossier, const ReviewOptions& options, Review& out);
    // What the rules say of one act: an event on record. Every need of the act is put among `needs`.
    void review_act(const Dossier& dossier, const ReviewOptions& options, std::int32_t act, std::vector<Need>& needs, Review& out);
    // In which state each instance of each process is.
    [[nodiscard]] std::vector<ProcessState> process_states(const Dossier& dossier, const ReviewOptions& options);
    [[nodiscard]] Explanation explain(const Dossier& dossier, std::size_t rule, const ReviewOptions& options);

private:
    // Takes the events of a dossier, and what is deemed to have happened because of them.
    void load(const Dossier& dossier, const ReviewOptions& options);
    // What is deemed to have happened is told by its source, which the dossier has.
    void report_doubtful_deemings(Review& out) const;
    void tell_sources(Review& out) const;
    void tell_sources(Need& need) const;
    [[nodiscard]] Explanation explain_deeming(std::size_t rule) const;

    // Calls take(instance) for each instance of the rules (of one rule, if `only` names it).
    template <class Take>
    void each_instance(std::uint16_t only, Take&& take);
    template <class Take>
    void set_going(const Start& start, std::int32_t event, By by, Take&& take);
    template <class Take>
    void each_party(Instance& instance, Take&& take);
    template <class Take>
    void set_going_by_bound(const Start& start, Kind kind, Take&& take);
    // An event that would set a rule going if its date, or a column, were told.
    void doubtful_trigger(const Instance& instance, const Doubt& doubt);

    [[nodiscard]] Date selecting_day(const Start& start, Date trigger_day, bool as_of) const;
    [[nodiscard]] Instance instance_of(const Start& start, std::int32_t trigger, By by) const;
    void undated_trigger(const Start& start, std::int32_t event, By by);
    void evaluate(const Instance& instance, Review& out);
    [[nodiscard]] bool holds_throughout(const Instance& instance, const Finding& finding);
    // `any_event`: it can turn with any event, not only where the due date moved.
    void settle_span(const Instance& instance, Finding& finding, bool any_event);
    [[nodiscard]] const RuleVersion* version_at(const Instance& instance, Date day) const;
    [[nodiscard]] bool holds_on(const Instance& instance, const Finding& finding, Date day);
    void report_remarks(const Dossier& dossier, Review& out);
    // Days on which time alone can change what an instance says, or which version says it.
    void note_turns(const Instance& instance, Review& out);
    void collect_turns(const Instance& instance);
    void note_version(const Start& start, Review& out) const;
    void put_in_order(Review& out);

    Rulebook rulebook_;
    Record record_;
    Evaluation evaluation_;
    std::vector<Deeming> deemings_;
    const Calendar& calendar_;
    ReviewOptions options_{};
    Review* out_ = nullptr;  // where doubts about triggers go
    Review probe_;
    Review sorted_;  // working memory of put_in_order
    std::vector<SortPlace> places_;
    std::vector<Date> points_, moves_;
};

// Other questions than a review, asked of the same engine.
struct EngineAccess {
    static auto& engine(Reviewer& reviewer) { return *reviewer.engine_; }
};

}  // namespace zhixing
