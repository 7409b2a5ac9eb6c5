// What is deemed to have happened because something else did: service by public notice, papers sent back.
#pragma once

#include <vector>

#include "review/record.hpp"
#include "zhixing/calendar.hpp"

namespace zhixing {

// One rule that deems, applied to one event.
struct Deeming {
    std::uint16_t rule = kNoRule, version = 0;
    std::int32_t source = kNoEvent;   // the event that it follows from
    Kind kind = Kind::unknown;        // what is deemed to have happened
    Date on = kNoDate;                // when
    bool provisional = false;         // leans on a holiday notice that is not out
    Truth truth = Truth::yes;
    Doubt doubt;                      // if it cannot be told
    std::int32_t instead = kNoEvent;  // if it does not count: the event that does; kNoEvent: the rule does not apply
};

// Every rule that deems, applied to every event on record, judged on the day of the review. Of one document, party and
// instance what is on record counts before what is deemed, and the earliest of what is deemed. In the order of the events.
[[nodiscard]] std::vector<Deeming> deem(const CompiledRules& rules, const Record& record, const Calendar& calendar);

// Those that hold, and those of which it cannot be told.
[[nodiscard]] std::vector<DeemedEvent> deemed_events(const std::vector<Deeming>& deemings);

// Adds to a record what is deemed to have happened because of it, so that every question about it sees the same events.
std::vector<Deeming> take_in_deemed(const CompiledRules& rules, Record& record, const Calendar& calendar);

// How one of them comes about, or why it does not, in words.
void add_steps(const Deeming& deeming, const Record& record, const RuleVersion& version, const Calendar& calendar, std::vector<Text>& steps);

}  // namespace zhixing
