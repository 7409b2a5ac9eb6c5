// Drives a review: which rules an event sets going, in which version, for which parties.
#pragma once

#include "review/evaluation.hpp"

namespace zhixing {

class Reviewer::Engine {
public:
    Engine(Rulebook rulebook, const Calendar& calendar)
        : rulebook_{std::move(rulebook)}, evaluation_{rulebook_.compiled(), calendar, record_} {}

    [[nodiscard]] const Rulebook& rulebook() const noexcept { return rulebook_; }

    void review(const Dossier& dossier, const ReviewOptions& options, Review& out);
    [[nodiscard]] Explanation explain(const Dossier& dossier, std::size_t rule, const ReviewOptions& options);

private:
    // Calls take(instance) for each instance of the rules (of one rule, if `only` names it).
    template <class Take>
    void each_instance(std::uint16_t only, Take&& take);
    template <class Take>
    void set_going(std::uint16_t rule, std::int32_t event, bool bounded, bool intended, Take&& take);
    template <class Take>
    void each_party(Instance& instance, Take&& take);
    template <class Take>
    void set_going_by_bound(std::uint16_t rule, Kind kind, Take&& take);
    // An event that would set a rule going if its date, or a column, were told.
    void doubtful_trigger(const Instance& instance, const Doubt& doubt);

    // The version of a rule for an event, null if none is in force or it is switched off.
    [[nodiscard]] const RuleVersion* version_for(const Rule& rule, Date trigger_day, bool as_of) const;
    void undated_trigger(std::uint16_t rule, std::int32_t event, bool intended);
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
    void note_versions(const Rule& rule, Review& out) const;
    void put_in_order(Review& out) const;

    Rulebook rulebook_;
    Record record_;
    Evaluation evaluation_;
    ReviewOptions options_{};
    Review* out_ = nullptr;  // where doubts about triggers go
    Review probe_;
    std::vector<Date> points_, moves_;
};

}  // namespace zhixing
