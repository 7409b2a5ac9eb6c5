// expiry: an effect that ends by itself, on the day stated or at the longest term, and never rolls.
#include <algorithm>

#include "review/evaluation.hpp"

namespace zhixing {
namespace {

using date::days;

// One term of the effect: from its beginning, or from a renewal.
struct Term {
    std::int32_t event;  // what began it
    Date end;            // last day of the effect
    Date longest;        // the longest term that the rule allows
};

Term term_of(Evaluation& e, const RuleVersion& version, std::int32_t event) {
    const Event& start = e.record().event(event);
    const Date longest = *last_day_of(start.on, version.limit, e.calendar());
    const Date end = start.has_until() && start.until < longest ? start.until : longest;
    return {event, end, longest};
}

// The next renewal or lawful end of a term; which is earlier counts.
struct Next {
    Found renewed, ended, waived;
};

Next next_of(Evaluation& e, const Instance& instance, const Term& term, Date day) {
    const RuleVersion& version = *instance.version;
    const Context context = e.context(instance, day);
    const Date start = e.record().event(term.event).on;
    const Date after = term.event == instance.trigger ? start : start + days{1};
    Next next;
    if (!version.renew.empty()) next.renewed = e.record().find(version.renew, instance.match(), context, after);
    if (!version.fulfil.empty()) next.ended = e.record().find(version.fulfil, instance.match(), context, start);
    if (!version.waive.empty()) next.waived = e.record().find(version.waive, instance.waiver_match(), context, start);
    return next;
}

void report_over_term(Evaluation& e, const Instance& instance, const Term& term) {
    const Event& start = e.record().event(term.event);
    if (!start.has_until() || start.until <= term.longest) return;
    Finding& finding = e.finding(instance, Outcome::over_term, term.longest, start.on);
    finding.other = term.event;
    finding.days = (term.longest - start.until).count();
}

Date day_of(Evaluation& e, const Found& found) { return found.sure() ? e.record().event(found.event).on : kLastDate; }

// What leaves it open whether the effect was renewed, lifted or fell away before it ran out.
Doubt doubt_in_time(Evaluation& e, const Instance& instance, const Term& term) {
    const Next next = next_of(e, instance, term, std::min(e.day(), term.end));
    Doubt doubt;
    if (!next.renewed.sure()) doubt.keep_first(next.renewed.doubt);
    if (!next.ended.sure()) doubt.keep_first(next.ended.doubt);
    if (!next.waived.sure() && next.waived.doubt.missing != Unknown::Missing::kind) doubt.keep_first(next.waived.doubt);
    return doubt;
}

// Ends the walk through the terms: what became of the last one.
void report_last(Evaluation& e, const Instance& instance, const Term& term, const Next& next, std::uint16_t round) {
    const Date ended = day_of(e, next.ended);
    const Date waived = day_of(e, next.waived);
    const Found& over = ended <= waived ? next.ended : next.waived;
    const Doubt doubt = e.day() > term.end ? doubt_in_time(e, instance, term) : Doubt{};
    State state = State::open;
    if (over.sure() && day_of(e, over) <= term.end) state = ended <= waived ? State::met : State::waived;
    else if (e.day() <= term.end) state = State::open;
    else if (doubt.any) state = State::unknown;
    else state = over.sure() ? State::lapsed : State::overdue;
    Obligation& obligation = e.obligation(instance, state, term.end);
    obligation.round = round;
    obligation.met_by = over.event;
    if (e.traced()) {
        e.say("效力至 " + to_string(term.end) + "：" + describe(state).zh, "in force until " + to_string(term.end) + ": " + describe(state).en);
    }
    if (state == State::unknown) e.unknown(instance, doubt);
    if (state == State::open) warn_before(e, instance, Outcome::expiring, term.end, term.end, e.record().event(term.event).on);
    if (state != State::overdue && state != State::lapsed) return;
    if (!over.sure() && (next.renewed.doubt.any || next.ended.doubt.any)) e.unknown(instance, next.renewed.doubt.any ? next.renewed.doubt : next.ended.doubt);
    // It ran out, also where it was lifted afterwards.
    Finding& finding = e.finding(instance, Outcome::expired, term.end, std::max(term.end + days{1}, e.record().event(term.event).on));
    finding.other = over.event;
    finding.days = (term.end - (over.sure() ? day_of(e, over) : e.day())).count();
    finding.round = round;
}

}  // namespace

void evaluate_expiry(Evaluation& e, const Instance& instance) {
    if (!e.applies(instance, e.context(instance, e.day()))) return;
    Term term = term_of(e, *instance.version, instance.trigger);
    for (std::uint16_t round = 1;; ++round) {
        report_over_term(e, instance, term);
        const Next next = next_of(e, instance, term, e.day());
        const bool renewed = next.renewed.sure() && day_of(e, next.renewed) <= std::min(day_of(e, next.ended), day_of(e, next.waived));
        if (!renewed) {
            report_last(e, instance, term, next, round);
            return;
        }
        const Date day = day_of(e, next.renewed);
        const Doubt doubt = day > term.end ? doubt_in_time(e, instance, term) : Doubt{};
        Obligation& obligation = e.obligation(instance, day <= term.end ? State::met : doubt.any ? State::unknown : State::late, term.end);
        if (doubt.any) e.unknown(instance, doubt);
        obligation.round = round;
        obligation.met_by = next.renewed.event;
        if (e.traced()) e.say("续行（" + describe(e.record(), next.renewed.event).zh + "）", "renewed (" + describe(e.record(), next.renewed.event).en + ")");
        if (day > term.end && !doubt.any) {
            Finding& finding = e.finding(instance, Outcome::renewed_late, term.end, day);
            finding.other = next.renewed.event;
            finding.days = (term.end - day).count();
            finding.round = round;
        }
        term = term_of(e, *instance.version, next.renewed.event);
    }
}

}  // namespace zhixing
