#include "review/record.hpp"

#include <algorithm>

#include "zhixing/kinds.hpp"

namespace zhixing {
namespace {

bool contains(const std::vector<Word>& words, Word word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

Doubt column_doubt(std::int32_t event, Column column) {
    return {Unknown::Missing::column, column, static_cast<std::uint32_t>(event), true};
}

}  // namespace

bool Record::visible(const Event& event, const ReviewOptions& options) noexcept {
    if (event.has_date() && event.on > options.as_of) return false;
    return !options.known_at || event.recorded == std::numeric_limits<std::int64_t>::min() ||
           event.recorded <= options.known_at->time_since_epoch().count();
}

void Record::load(const Dossier& dossier, const ReviewOptions& options) {
    for (const Kind kind : touched_) head_[static_cast<std::size_t>(kind)] = kNoEvent;
    touched_.clear();
    kinds_mask_ = 0;
    facts_.assign(facts_.size(), std::nullopt);
    dated_.clear();
    undated_.clear();
    number_read_ = false;
    options_ = options;
    ledgers_.clear();
    dossier_ = &dossier;
    events_ = dossier.events().data();
    told_ = static_cast<std::int32_t>(dossier.events().size());
    deemed_.clear();
    expected_ = kNoDate;
    next_.resize(dossier.events().size());
    rank_.resize(dossier.events().size());
    bool seen = false;  // one of those that are equal, which stand side by side
    std::int32_t rank = 0;
    for (const std::uint32_t index : dossier.by_date()) {  // undated events come last
        const Event& event = events_[index];
        rank_[index] = rank++;
        if (!event.duplicate) seen = false;
        if (seen || !visible(event, options)) continue;
        seen = true;
        const auto position = static_cast<std::int32_t>(index);
        const auto kind = static_cast<std::size_t>(event.kind);
        if (!event.has_date()) {
            undated_.push_back(position);
            kinds_mask_ |= kind_mask(event.kind);
            continue;
        }
        dated_.push_back(position);
        next_[index] = kNoEvent;
        if (head_[kind] == kNoEvent) {
            head_[kind] = position;
            touched_.push_back(event.kind);
            kinds_mask_ |= kind_mask(event.kind);
        } else {
            next_[static_cast<std::size_t>(tail_[kind])] = position;
        }
        tail_[kind] = position;
    }
    complete_ = undated_.empty() && dossier.covers_all();
}

// A deemed event is the row of its source, of another kind and day. One in doubt stands among those without a date.
void Record::take_in(const std::vector<DeemedEvent>& deemed) {
    if (deemed.empty()) return;
    const auto told = dossier_->events();
    with_deemed_.assign(told.begin(), told.end());
    for (const DeemedEvent& one : deemed) {
        Event event = told[static_cast<std::size_t>(one.source)];
        event.kind = one.kind;
        event.on = one.doubt.any ? kNoDate : one.on;
        event.second = -1;
        event.until = kNoDate;
        event.duplicate = false;
        with_deemed_.push_back(event);
        deemed_.push_back(one);
        if (event.has_date() && event.on > options_.as_of && (expected_ == kNoDate || event.on < expected_)) expected_ = event.on;
    }
    events_ = with_deemed_.data();
    next_.resize(with_deemed_.size());
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(deemed.size()); ++i) enter(told_ + i);
    complete_ = undated_.empty() && dossier_->covers_all();
    put_ranks_in_order();
}

// Among those of its kind and among all, behind those of its day.
void Record::enter(std::int32_t position) {
    const Event& event = events_[position];
    kinds_mask_ |= kind_mask(event.kind);
    if (!event.has_date()) {
        undated_.push_back(position);
        return;
    }
    const auto later = [this](Date day, std::int32_t other) { return day < events_[other].on; };
    dated_.insert(std::upper_bound(dated_.begin(), dated_.end(), event.on, later), position);
    std::int32_t& head = head_[static_cast<std::size_t>(event.kind)];
    if (head == kNoEvent) touched_.push_back(event.kind);
    if (head == kNoEvent || event.on < events_[head].on) {
        next_[static_cast<std::size_t>(position)] = head;
        head = position;
        return;
    }
    std::int32_t before = head;
    while (next(before) != kNoEvent && events_[next(before)].on <= event.on) before = next(before);
    next_[static_cast<std::size_t>(position)] = next(before);
    next_[static_cast<std::size_t>(before)] = position;
}

void Record::put_ranks_in_order() {
    rank_.resize(with_deemed_.size(), kNoEvent);
    std::vector<std::int32_t> order(dossier_->by_date().begin(), dossier_->by_date().end());
    for (std::int32_t position = told_; position < static_cast<std::int32_t>(with_deemed_.size()); ++position) order.push_back(position);
    const auto day = [this](std::int32_t position) { return events_[position].has_date() ? events_[position].on : kLastDate; };
    std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) { return day(a) < day(b); });
    std::int32_t rank = 0;
    for (const std::int32_t position : order) rank_[static_cast<std::size_t>(position)] = rank++;
}

Doubt Record::told(Doubt doubt) const noexcept {
    const bool of_event = doubt.any && doubt.missing > Unknown::Missing::kind;
    if (!of_event || !is_deemed(static_cast<std::int32_t>(doubt.index))) return doubt;
    const DeemedEvent& deemed = deemed_[doubt.index - static_cast<std::uint32_t>(told_)];
    if (deemed.doubt.any) return deemed.doubt;
    doubt.index = static_cast<std::uint32_t>(deemed.source);
    return doubt;
}

Verdict Record::matches_party_role(Word role, std::int32_t position) const {
    const Event& event = events_[position];
    if (event.party != 0) {
        const Word own = party_role(event.party);
        if (own == 0) return {Truth::unknown, column_doubt(position, Column::party)};
        return {own == role ? Truth::yes : Truth::no, {}};
    }
    const auto parties = dossier_->parties();
    const bool all = !parties.empty() && std::all_of(parties.begin(), parties.end(), [role](const Party& p) { return p.role == role; });
    if (all) return {Truth::yes, {}};
    return {Truth::unknown, column_doubt(position, Column::party)};
}

// Whether someone else, or the same person, did it than the event that the rule is about.
Verdict Record::matches_person(Person person, std::int32_t position, const Context& context) const {
    if (context.trigger == kNoEvent) return {};
    const std::string_view own = dossier_->text(events_[position], Column::by);
    const std::string_view other = dossier_->text(events_[context.trigger], Column::by);
    if (own.empty()) return {Truth::unknown, column_doubt(position, Column::by)};
    if (other.empty()) return {Truth::unknown, column_doubt(context.trigger, Column::by)};
    return {(own == other) == (person == Person::same) ? Truth::yes : Truth::no, {}};
}

// Whether it states the same number (digest) as the event that the rule is about.
Verdict Record::matches_text(Column column, std::int32_t position, const Context& context) const {
    if (context.trigger == kNoEvent || context.trigger == position) return {};
    const std::string_view own = dossier_->text(events_[position], column);
    const std::string_view asked = dossier_->text(events_[context.trigger], column);
    if (!own.empty() && !asked.empty()) return {own == asked ? Truth::yes : Truth::no, {}};
    return {Truth::unknown, column_doubt(own.empty() ? position : context.trigger, column)};
}

// Whether it is about the same type of document; a type that the catalogue does not have goes by its text.
Verdict Record::matches_document(std::int32_t position, const Context& context) const {
    const bool of_catalogue = context.trigger != kNoEvent && events_[position].document != 0 && events_[context.trigger].document != 0;
    if (!of_catalogue) return matches_text(Column::document, position, context);
    return {events_[position].document == events_[context.trigger].document ? Truth::yes : Truth::no, {}};
}

Verdict Record::matches_amount(std::int32_t position, const Context& context) const {
    if (context.trigger == kNoEvent || context.trigger == position) return {};
    const Event &own = events_[position], &asked = events_[context.trigger];
    if (own.has_amount && asked.has_amount) return {own.amount == asked.amount ? Truth::yes : Truth::no, {}};
    return {Truth::unknown, column_doubt(own.has_amount ? context.trigger : position, Column::amount)};
}

// Whether it happened so shortly before the event that the rule is about, or at the same time. An event of which only
// the day is known may have been at any time of it.
Verdict Record::matches_within(const PatternColumns& columns, std::int32_t position, const Context& context) const {
    constexpr std::int64_t day = 86400;
    if (context.trigger == kNoEvent) return {Truth::no, {}};
    const Event &own = events_[position], &asked = events_[context.trigger];
    if (!own.has_date()) return {};  // its date is in doubt already
    const std::int64_t days = (context.trigger_day - own.on).count();
    if (columns.within_days) return {days >= 0 && days <= columns.within ? Truth::yes : Truth::no, {}};
    if (position == context.trigger) return {};
    const auto earliest = [](const Event& event) { return std::max<std::int64_t>(event.second, 0); };
    const auto latest = [](const Event& event) { return event.second < 0 ? day - 1 : std::int64_t{event.second}; };
    const std::int64_t least = days * day + earliest(asked) - latest(own), most = days * day + latest(asked) - earliest(own);
    if (least >= 0 && most <= columns.within) return {};
    if (most < 0 || least > columns.within) return {Truth::no, {}};
    const std::int32_t untold = own.second < 0 ? position : context.trigger;
    return {Truth::unknown, {Unknown::Missing::time, Column::on, static_cast<std::uint32_t>(untold), true}};
}

// Whether the event that the rule is about states its id as its number.
Verdict Record::matches_name(std::int32_t position, const Context& context) const {
    if (context.trigger == kNoEvent) return {Truth::no, {}};
    const std::string_view named = dossier_->text(events_[context.trigger], Column::number);
    if (named.empty()) return {Truth::unknown, column_doubt(context.trigger, Column::number)};
    return {named == dossier_->event_id(events_[position]) ? Truth::yes : Truth::no, {}};
}

Verdict Record::matches_columns(const PatternColumns& columns, std::int32_t position, const Context& context) const {
    const Event& event = events_[position];
    Verdict verdict;
    const auto check = [&](const std::vector<Word>& words, Word word, Column column) {
        if (words.empty() || verdict.truth == Truth::no || contains(words, word)) return;
        if (word == 0 && dossier_->text(event, column).empty()) {
            verdict.truth = Truth::unknown;
            verdict.doubt.keep_first(column_doubt(position, column));
        } else {
            verdict.truth = Truth::no;
        }
    };
    check(columns.documents, event.document, Column::document);
    check(columns.methods, event.method, Column::method);
    check(columns.outcomes, event.outcome, Column::outcome);
    check(columns.grounds, event.ground, Column::ground);
    check(columns.roles, event.role, Column::role);
    if (verdict.truth != Truth::no && columns.party_role != 0) {
        const Verdict role = matches_party_role(columns.party_role, position);
        if (role.truth != Truth::yes) verdict.truth = role.truth;
        if (role.truth == Truth::unknown) verdict.doubt.keep_first(role.doubt);
    }
    if (verdict.truth != Truth::no && columns.numbers) {
        const std::string_view number = dossier_->text(event, Column::number);
        const bool listed = std::find(columns.numbers->begin(), columns.numbers->end(), number) != columns.numbers->end();
        if (number.empty() && !columns.numbers->empty()) {
            verdict.truth = Truth::unknown;
            verdict.doubt.keep_first(column_doubt(position, Column::number));
        } else if (!listed) {
            verdict.truth = Truth::no;
        }
    }
    const auto also = [&](const Verdict& other) {
        if (other.truth != Truth::yes) verdict.truth = other.truth;
        if (other.truth == Truth::unknown) verdict.doubt.keep_first(other.doubt);
    };
    if (verdict.truth != Truth::no && columns.person != Person::any) also(matches_person(columns.person, position, context));
    if (verdict.truth != Truth::no && columns.within != 0) also(matches_within(columns, position, context));
    if (verdict.truth != Truth::no && columns.named_by_trigger) also(matches_name(position, context));
    const bool dated_wrong = event.has_date() && ((columns.after_trigger && event.on < context.trigger_day) ||
                                                  (columns.before_trigger && event.on > context.trigger_day));
    if (columns.itself && context.trigger != position) verdict.truth = Truth::no;
    if (dated_wrong || (context.trigger == position && (columns.after_trigger || columns.before_trigger))) verdict.truth = Truth::no;
    return verdict;
}

// Where one of the two leaves out which instance or party it is about, it is the same one only if there is no other.
Verdict Record::matches_instance(Match match, std::int32_t position, const Context& context) const {
    if (match == Match::number) return matches_text(Column::number, position, context);
    if (match == Match::digest) return matches_text(Column::digest, position, context);
    if (match == Match::document) return matches_document(position, context);
    if (match == Match::amount) return matches_amount(position, context);
    const Event& event = events_[position];
    const bool of_ref = match == Match::ref;
    if (context.trigger == position && (of_ref || !context.each_party)) return {};
    const std::uint16_t own = of_ref ? event.ref : event.party;
    const std::uint16_t asked = of_ref ? context.ref : context.party;
    if (of_ref && tells_trigger(event, context)) return {};
    if (own != 0 && asked != 0) return {own == asked ? Truth::yes : Truth::no, {}};
    if (own == asked && context.unnamed_together) return {};
    const bool about_all = asked == 0 && (context.trigger == kNoEvent || (!of_ref && context.any_party));
    if (about_all || (of_ref ? only_instance(position, context) : only_party(position, context))) return {};
    const bool unnamed_here = own == 0 || context.trigger == kNoEvent;
    return {Truth::unknown, column_doubt(unnamed_here ? position : context.trigger, of_ref ? Column::ref : Column::party)};
}

// A message names the event that it tells, where it does not name the instance.
bool Record::tells_trigger(const Event& event, const Context& context) const {
    if (event.kind != kinds::disclosure_sent || event.ref == 0 || context.trigger == kNoEvent) return false;
    return dossier_->ref_name(event.ref) == dossier_->event_id(events_[context.trigger]);
}

// Whether all events until then that could have begun what this event is about are one and the same instance.
bool Record::only_instance(std::int32_t position, const Context& context) const {
    if (context.starts == nullptr || context.trigger == kNoEvent) return false;
    const auto& kinds = (*context.starts)[static_cast<std::size_t>(events_[position].kind)];
    const Date until = events_[position].has_date() ? std::min(context.day, std::max(events_[position].on, context.trigger_day)) : context.day;
    const auto other = [&](std::int32_t start) {
        const std::uint16_t ref = events_[start].ref;
        return start != context.trigger && start != position && (ref == 0 || ref != context.ref);
    };
    const auto another_begun = [&](Kind kind) {
        for (std::int32_t start = first(kind); start != kNoEvent && events_[start].on <= until; start = next(start)) {
            if (other(start)) return true;
        }
        return std::any_of(undated_.begin(), undated_.end(), [&](std::int32_t start) { return events_[start].kind == kind && other(start); });
    };
    return !another_begun(events_[context.trigger].kind) && std::none_of(kinds.begin(), kinds.end(), another_begun);
}

// Whether the party that is named is the only one of its role; where none is named, whether there is one respondent at most.
bool Record::only_party(std::int32_t position, const Context& context) const {
    static const Word respondent = Catalogue::bundled().find_word(Vocabulary::party_role, "respondent");
    const std::uint16_t named = context.party != 0 ? context.party : events_[position].party;
    if (named == 0) return party_count(respondent) <= 1;
    const Word role = party_role(named);
    return role != 0 && party_count(role) == 1;
}

Verdict Record::matches(const Pattern& pattern, std::int32_t event, Match match, const Context& context) const {
    Verdict verdict;
    if (!pattern.plain()) {
        verdict = matches_columns(*pattern.columns, event, context);
        if (pattern.columns->same != Match::none) match = pattern.columns->same;
    }
    if (verdict.truth == Truth::no || match == Match::none) return verdict;
    if (match == Match::unless_other_ref || match == Match::unless_other_party) {
        return names_another(match, event, context) ? Verdict{Truth::no, {}} : verdict;
    }
    const auto also = [&](Match column) {
        const Verdict instance = matches_instance(column, event, context);
        if (instance.truth != Truth::yes) verdict.truth = instance.truth;
        if (instance.truth == Truth::unknown) verdict.doubt.keep_first(instance.doubt);
    };
    also(match);
    if (pattern.plain()) return verdict;
    for (const Match column : pattern.columns->same_too) {
        if (verdict.truth != Truth::no) also(column);
    }
    return verdict;
}

// Whether the event is about another instance (party) than the trigger. In kinds of another area, and in those that
// are not one per instance, the column names something else.
bool Record::names_another(Match match, std::int32_t position, const Context& context) const {
    const Event& event = events_[position];
    const Column column = match == Match::unless_other_ref ? Column::ref : Column::party;
    const std::uint16_t own = column == Column::ref ? event.ref : event.party;
    const std::uint16_t asked = column == Column::ref ? context.ref : context.party;
    if (own == 0 || asked == 0 || own == asked || context.trigger == kNoEvent) return false;
    const KindInfo& kind = Catalogue::bundled().kind(event.kind);
    const KindInfo& trigger = Catalogue::bundled().kind(events_[context.trigger].kind);
    return kind.area == trigger.area && kind.per == column && trigger.per == column;
}

void Record::doubt_uncovered(const Pattern& pattern, Doubt& doubt) const {
    if (doubt.any || dossier_->covers_all()) return;
    for (const Kind kind : pattern.kinds) {
        if (!dossier_->covers(kind)) {
            doubt = {Unknown::Missing::kind, Column::kind, static_cast<std::uint32_t>(kind), true};
            return;
        }
    }
}

std::optional<Doubt> Record::doubt_of(const Pattern& pattern, std::int32_t position, Match match, const Context& context) const {
    if (std::find(pattern.kinds.begin(), pattern.kinds.end(), events_[position].kind) == pattern.kinds.end()) return std::nullopt;
    const Verdict verdict = matches(pattern, position, match, context);
    if (verdict.truth == Truth::no) return std::nullopt;
    if (verdict.truth == Truth::unknown) return verdict.doubt;
    return Doubt{Unknown::Missing::date, Column::on, static_cast<std::uint32_t>(position), true};
}

Found Record::find(const Pattern& pattern, Match match, const Context& context, Date from) const {
    Found found;
    if (!has_kind_of(pattern)) {
        if (complete_) return found;
        doubt_uncovered(pattern, found.doubt);
        if (found.doubt.any) found.doubtful = kFirstDate;
        found.early_doubt = found.doubt.any;
        return found;
    }
    Date best = context.day;
    for (const Kind kind : pattern.kinds) {
        for (std::int32_t position = first(kind); position != kNoEvent; position = next(position)) {
            const Event& event = events_[position];
            if (event.on > best) break;
            if (event.on < from) continue;
            const Verdict verdict = pattern.plain() && match == Match::none ? Verdict{} : matches(pattern, position, match, context);
            if (verdict.truth == Truth::no) continue;
            if (verdict.truth == Truth::yes) {
                // Of several on one day the first in the dossier's own order stands for them.
                if (!found.sure() || event.on < best) found.event = position;
                best = event.on;
                break;
            }
            found.wonder(verdict.doubt, event.on);
        }
    }
    for (const std::int32_t position : undated_) {
        if (const auto doubt = doubt_of(pattern, position, match, context)) found.wonder(*doubt, kFirstDate);
    }
    Doubt uncovered;
    if (!found.sure()) doubt_uncovered(pattern, uncovered);
    if (uncovered.any) found.wonder(uncovered, kFirstDate);
    found.early_doubt = found.doubt.any && (!found.sure() || found.doubtful < best);
    return found;
}

const Ledger* Record::ledger(Date day) const {
    auto found = ledgers_.find(day);
    if (found == ledgers_.end()) {
        std::optional<Ledger> ledger;
        try {
            ledger = Ledger::of(*dossier_, {day, options_.known_at});
        } catch (const InputError&) {  // no books can be kept of such sums
        }
        found = ledgers_.emplace(day, std::move(ledger)).first;
    }
    return found->second ? &*found->second : nullptr;
}

std::uint16_t Record::party_count(Word role) const {
    const auto parties = dossier_->parties();
    return static_cast<std::uint16_t>(std::count_if(parties.begin(), parties.end(), [role](const Party& p) { return p.role == role; }));
}

Word Record::party_role(std::uint16_t party) const {
    const auto parties = dossier_->parties();
    return party == 0 || party > parties.size() ? Word{0} : parties[party - 1U].role;
}

const std::optional<CaseNumber>& Record::case_number() const {
    if (!number_read_) {
        number_read_ = true;
        number_.reset();
        try {
            if (!dossier_->number().empty()) number_ = CaseNumber::parse(dossier_->number());
        } catch (const InputError&) {  // facts of an unreadable number are unknown
        }
    }
    return number_;
}

Date Record::filing_day() const {
    static const Kind filed = Catalogue::bundled().find_kind("case.filed");
    const std::int32_t event = first(filed);
    return event == kNoEvent ? kNoDate : events_[event].on;
}

}  // namespace zhixing
