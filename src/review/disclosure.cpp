// Who is to be told what: rules of form disclosure, event by event and party by party.
#include "zhixing/disclosure.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "review/evaluation.hpp"
#include "zhixing/kinds.hpp"

namespace zhixing {
namespace {

using State = Disclosure::State;

bool contains(const std::vector<Word>& words, Word word) { return std::ranges::find(words, word) != words.end(); }

class Desk {
public:
    Desk(const Dossier& dossier, const Rulebook& rulebook, const ReviewOptions& options)
        : dossier_{dossier}, rules_{rulebook.compiled()}, options_{options}, review_{review(dossier, rulebook, options)}, judge_{record_, Calendar::china()} {
        record_.load(dossier, options);
    }

    Disclosures run() {
        out_.as_of = options_.as_of;
        for (std::size_t rule = 0; rule < rules_.rules.size(); ++rule) {
            if (rules_.rules[rule].form == Form::disclosure) ask(static_cast<std::uint16_t>(rule));
        }
        for (const std::int32_t event : record_.dated()) bar(event);
        sort();
        match_messages();
        for (Disclosure& item : out_.items) settle(item);
        collect_findings();
        return std::move(out_);
    }

private:
    [[nodiscard]] const Event& event(std::int32_t position) const { return dossier_.events()[static_cast<std::size_t>(position)]; }
    [[nodiscard]] const RuleVersion& version(const Disclosure& item) const { return rules_.rules[item.rule].versions[item.version]; }
    [[nodiscard]] const Telling& telling(const Disclosure& item) const { return *version(item).telling; }
    [[nodiscard]] Context context(const Disclosure& item) const {
        const Event& of = event(item.event);
        Context about{options_.as_of, item.event, of.on, of.ref, item.party};
        about.each_party = true;
        about.starts = &rules_.starts;
        return about;
    }

    // ---- what there is to tell

    void ask(std::uint16_t number) {
        const Rule& rule = rules_.rules[number];
        for (std::size_t v = 0; v < rule.versions.size(); ++v) {
            const RuleVersion& version = rule.versions[v];
            if (!version.enabled || !record_.has_kind_of(version.trigger)) continue;
            for (const std::int32_t position : record_.dated()) {
                const auto& kinds = version.trigger.kinds;
                if (!version.in_force(event(position).on) || std::ranges::find(kinds, event(position).kind) == kinds.end()) continue;
                Disclosure item;
                item.rule = number;
                item.version = static_cast<std::uint16_t>(v);
                item.event = position;
                item.citations = version.citations;
                if (applies(item)) address(item);
            }
        }
    }

    [[nodiscard]] bool applies(const Disclosure& item) {
        Context about = context(item);
        about.each_party = false;
        about.party = event(item.event).party;
        return record_.matches(version(item).trigger, item.event, Match::none, about).truth == Truth::yes && judge_.judge(version(item).when, about).truth == Truth::yes;
    }

    void address(Disclosure& item) {
        const Telling& of = telling(item);
        if (of.open_to_all()) {
            item.party = event(item.event).party;
            add(item);
            return;
        }
        const auto parties = dossier_.parties();
        const std::uint16_t named = event(item.event).party != 0 ? event(item.event).party : only_one(of);
        if (of.whom != Telling::Whom::all && named == 0) {
            unnamed(item);
            return;
        }
        for (std::size_t i = 0; i < parties.size(); ++i) {
            const auto party = static_cast<std::uint16_t>(i + 1);
            if (!contains(of.to, parties[i].role)) continue;
            if (of.whom != Telling::Whom::all && (party == named) != (of.whom == Telling::Whom::named)) continue;
            item.party = party;
            add(item);
        }
    }
    // Where the event names nobody: the one party of those roles, if there is but one.
    [[nodiscard]] std::uint16_t only_one(const Telling& of) const {
        std::uint16_t found = 0;
        for (std::size_t i = 0; i < dossier_.parties().size(); ++i) {
            if (!contains(of.to, dossier_.parties()[i].role)) continue;
            if (found != 0) return 0;
            found = static_cast<std::uint16_t>(i + 1);
        }
        return found;
    }
    void unnamed(Disclosure& item) {
        item.state = State::unknown;
        item.reason = describe(Doubt{Unknown::Missing::column, Column::party, static_cast<std::uint32_t>(item.event), true}, dossier_);
        out_.items.push_back(item);
    }

    void add(Disclosure item) {
        withhold(item);
        const Found told = record_.find(telling(item).told, Match::none, context(item), kFirstDate);
        if (told.sure()) tell(item, told.event);
        out_.items.push_back(std::move(item));
    }
    static void tell(Disclosure& item, std::int32_t by) {
        item.told_by = by;
        if (item.state == State::due || item.state == State::unknown) item.state = State::told;
    }

    // Whether it may be told to that party at all.
    void withhold(Disclosure& item) {
        const auto refuse = [&item](State state, Text reason, const std::vector<Citation>& citations) {
            item.state = state;
            item.reason = std::move(reason);
            item.citations = citations;
        };
        if (const auto& law = DisclosureLaw::bundled(); item.party != 0 && has_left(item.party)) return refuse(State::withheld, law.left.name, law.left.citations);
        for (const Telling::Need& need : telling(item).needs) {
            const Verdict verdict = judge_.judge(need.condition, context(item));
            if (verdict.truth == Truth::no) return refuse(State::withheld, need.name, need.citations);
            if (verdict.truth == Truth::unknown) return refuse(State::unknown, describe(verdict.doubt, dossier_), need.citations);
        }
    }
    [[nodiscard]] bool has_left(std::uint16_t party) const {
        for (std::int32_t position = record_.first(kinds::party_left); position != kNoEvent; position = record_.next(position)) {
            if (event(position).party == party) return true;
        }
        return false;
    }

    // An event that is told to nobody.
    void bar(std::int32_t position) {
        const DisclosureBar* const bar = DisclosureLaw::bundled().bar(event(position).kind);
        if (bar == nullptr) return;
        Disclosure item;
        item.event = position;
        item.state = State::withheld;
        item.reason = bar->name;
        item.citations = bar->citations;
        out_.items.push_back(std::move(item));
    }

    void sort() {
        const auto key = [this](const Disclosure& item) { return std::tuple{event(item.event).on, record_.rank(item.event), item.rule, item.party}; };
        std::ranges::stable_sort(out_.items, [&](const Disclosure& one, const Disclosure& two) { return key(one) < key(two); });
    }

    // ---- what was told

    void match_messages() {
        for (std::int32_t sent = record_.first(kinds::disclosure_sent); sent != kNoEvent; sent = record_.next(sent)) {
            bool matched = false;
            for (std::size_t i = 0; i < dossier_.parties().size(); ++i) {
                const auto party = static_cast<std::uint16_t>(i + 1);
                if (event(sent).party == 0 || event(sent).party == party) matched = match(sent, party) || matched;
            }
            if (!matched) out_.unmatched.push_back(sent);
        }
    }

    // What a message told one party: what it names; else the latest that was still to be told.
    bool match(std::int32_t sent, std::uint16_t party) {
        Disclosure* best = nullptr;
        const auto worth = [this, sent](const Disclosure& item) {
            return std::tuple{names(sent, item), item.told_by == kNoEvent, item.state != State::withheld, event(item.event).on, record_.rank(item.event)};
        };
        for (Disclosure& item : out_.items) {
            const bool to_party = item.rule != kNoRule ? item.party == party && !telling(item).open_to_all() : names(sent, item);
            if (!to_party || event(item.event).on > event(sent).on || !fits(sent, item)) continue;
            if (best == nullptr || worth(item) > worth(*best)) best = &item;
        }
        if (best == nullptr) return false;
        if (best->told_by == kNoEvent || event(best->told_by).kind != kinds::disclosure_sent) take(*best, sent);
        return true;
    }
    [[nodiscard]] bool names(std::int32_t sent, const Disclosure& item) const {
        return event(sent).ref != 0 && dossier_.ref_name(event(sent).ref) == dossier_.event_id(event(item.event));
    }
    [[nodiscard]] bool fits(std::int32_t sent, const Disclosure& item) const {
        const Event &message = event(sent), &told = event(item.event);
        const bool same_ref = message.ref == 0 || message.ref == told.ref || names(sent, item);
        return same_ref && (message.document == 0 || told.document == 0 || message.document == told.document);
    }
    void take(Disclosure& item, std::int32_t sent) {
        const DisclosureLaw& law = DisclosureLaw::bundled();
        const bool barred = item.state == State::withheld;
        item.told_by = sent;
        if (barred || !on_a_channel(item, sent)) {
            if (!barred) item.reason = {"不得以该方式告知", "may not be told in that way"};
            item.state = State::to_withdraw;
            item.citations.insert(item.citations.end(), law.corrections.citations.begin(), law.corrections.citations.end());
        } else {
            item.state = State::told;
        }
    }
    // In writing, by telephone or face to face it may always be told; of the channels those of the rule.
    [[nodiscard]] bool on_a_channel(const Disclosure& item, std::int32_t sent) const {
        const Word method = event(sent).method;
        const auto is_it = [method](const DisclosureChannel& channel) { return channel.method == method; };
        if (method == 0 || std::ranges::none_of(DisclosureLaw::bundled().channels, is_it)) return true;
        return std::ranges::any_of(telling(item).channels, [&](const DisclosureChannel* channel) { return is_it(*channel); });
    }

    // ---- what becomes of it

    void settle(Disclosure& item) {
        if (item.rule != kNoRule && item.told_by == kNoEvent) set_due(item);
        if (item.told_by == kNoEvent) {
            leave_open(item);
            return;
        }
        find_faults(item);
        const std::int32_t ended = trail_of(item);
        if (ended == kNoEvent) return;
        item.trail = ended;
        item.state = event(ended).kind == kinds::disclosure_withdrawn ? State::withdrawn : State::corrected;
    }

    // Where the record of messages is not complete, silence proves nothing.
    void leave_open(Disclosure& item) const {
        const bool waits = item.state == State::due || item.state == State::overdue;
        if (!waits || dossier_.covers(kinds::disclosure_sent)) return;
        item.state = State::unknown;
        item.reason = describe(Doubt{Unknown::Missing::kind, Column::kind, static_cast<std::uint32_t>(kinds::disclosure_sent), true}, dossier_);
    }

    void set_due(Disclosure& item) {
        const auto& rule = telling(item).due;
        if (!rule) return;
        for (const Obligation& obligation : review_.obligations) {
            if (obligation.rule != *rule || (obligation.party != 0 && obligation.party != item.party) || obligation.due == kNoDate) continue;
            const std::uint16_t ref = event(obligation.trigger).ref;
            if (obligation.trigger == item.event || (ref != 0 && ref == event(item.event).ref)) item.due = obligation.due;
        }
        if (item.state == State::due && item.due != kNoDate && item.due < options_.as_of) item.state = State::overdue;
    }

    // Wrong since, or found wrong.
    void find_faults(Disclosure& item) {
        if (item.rule == kNoRule) return;
        const Text& name = DisclosureLaw::bundled().corrections.name;
        const auto fault = [&](State state, Text reason) {
            if (item.state != State::told) return;
            item.state = state;
            item.reason = std::move(reason);
            item.citations = DisclosureLaw::bundled().corrections.citations;
        };
        if (record_.find(telling(item).wrong, Match::none, context(item), event(item.told_by).on).sure()) fault(State::to_correct, name);
        for (std::int32_t found = record_.first(kinds::disclosure_error_found); found != kNoEvent; found = record_.next(found)) {
            if (dossier_.text(event(found), Column::number) != dossier_.event_id(event(item.told_by))) continue;
            fault(is_forbidden(event(found)) ? State::to_withdraw : State::to_correct, name);
        }
    }
    [[nodiscard]] static bool is_forbidden(const Event& found) {
        static const Word wrong = Catalogue::bundled().find_word(Vocabulary::ground, "differs_from_facts"), masked = Catalogue::bundled().find_word(Vocabulary::ground, "masked_badly");
        return found.ground != 0 && found.ground != wrong && found.ground != masked;
    }
    // The latest correction or withdrawal that names what told it, unless it was found wrong again later.
    [[nodiscard]] std::int32_t trail_of(const Disclosure& item) const {
        std::int32_t ended = kNoEvent;
        for (const Kind kind : {kinds::disclosure_corrected, kinds::disclosure_withdrawn}) {
            for (std::int32_t position = record_.first(kind); position != kNoEvent; position = record_.next(position)) {
                if (dossier_.text(event(position), Column::number) != dossier_.event_id(event(item.told_by))) continue;
                if (ended == kNoEvent || event(position).on >= event(ended).on) ended = position;
            }
        }
        if (ended == kNoEvent || item.rule == kNoRule) return ended;
        const bool wrong_again = record_.find(telling(item).wrong, Match::none, context(item), event(ended).on + date::days{1}).sure();
        return wrong_again ? kNoEvent : ended;
    }

    // ---- what the review says of it

    void collect_findings() {
        std::vector<bool> wanted(rules_.rules.size());
        for (const Rule& rule : rules_.rules) {
            for (const RuleVersion& version : rule.versions) {
                if (version.telling && version.telling->due) wanted[*version.telling->due] = true;
            }
        }
        for (const Finding& finding : review_.findings) {
            if (finding.rule == kNoRule) continue;
            const std::string& id = rules_.rules[finding.rule].info.id;
            if (wanted[finding.rule] || id.starts_with("disclosure.") || id.starts_with("publication.")) out_.findings.push_back(finding);
        }
    }

    const Dossier& dossier_;
    const CompiledRules& rules_;
    const ReviewOptions& options_;
    Review review_;
    Record record_;
    Judge judge_;
    Disclosures out_;
};

}  // namespace

std::string_view to_string(Disclosure::State state) noexcept {
    using enum Disclosure::State;
    switch (state) {
        case due: return "due";
        case overdue: return "overdue";
        case told: return "told";
        case withheld: return "withheld";
        case unknown: return "unknown";
        case to_correct: return "to_correct";
        case to_withdraw: return "to_withdraw";
        case corrected: return "corrected";
        case withdrawn: return "withdrawn";
    }
    return {};
}

Disclosures disclosures(const Dossier& dossier, const Rulebook& rulebook, const ReviewOptions& options) { return Desk{dossier, rulebook, options}.run(); }

}  // namespace zhixing
