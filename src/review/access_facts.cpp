// What of a dossier decides who may read it.
#include <algorithm>

#include "review/access_policy.hpp"
#include "zhixing/case_number.hpp"
#include "zhixing/court.hpp"

namespace zhixing {
namespace {

void add_court(CaseFacts& facts, std::string_view code) {
    if (!code.empty() && std::ranges::find(facts.courts, code) == facts.courts.end()) facts.courts.emplace_back(code);
}

void add_court_of_number(CaseFacts& facts) {
    try {
        const CaseNumber number = CaseNumber::parse(facts.number);
        if (!number.is_legacy()) add_court(facts, number.court());
    } catch (const InputError&) {
        // a matter without a case number: its header says whose it is
    }
}

// The court of the header, as a code or by its name. One that cannot be told apart is passed over where the number says whose
// the case is; else it stands as it is, and is nobody's.
void add_court_of_header(CaseFacts& facts, std::string_view given) {
    if (given.empty()) return;
    const auto court = find_court(given) ? find_court(given) : find_court_named(given);
    if (court) add_court(facts, court->code);
    else if (facts.courts.empty()) add_court(facts, given);
}

std::string word(Vocabulary vocabulary, Word of) { return of == 0 ? std::string{} : Catalogue::bundled().word(vocabulary, of).id; }

class FactReader {
public:
    FactReader(const Dossier& dossier, const PolicyData& policy, CaseFacts& facts) : dossier_{dossier}, policy_{policy}, facts_{facts} {}

    void read() {
        for (const Party& party : dossier_.parties()) {
            facts_.parties.push_back({text(party.id), word(Vocabulary::party_role, party.role), text(party.name), text(party.identity_kind), text(party.identity_number)});
        }
        std::vector<const Event*> ends;
        for (const std::uint32_t position : dossier_.by_date()) {
            const Event& event = dossier_.events()[position];
            const auto kind = static_cast<std::size_t>(event.kind);
            if (event.kind == Kind::unknown) continue;
            if (policy_.handler[kind] && event.has_date()) facts_.handler = dossier_.text(event, Column::by);
            if (policy_.left[kind]) leave(party_of(event));
            if (policy_.authority_given[kind] && event.has_date()) facts_.authorities.push_back({party_of(event), number_of(event), event.on, event.until, kNoDate});
            if (policy_.authority_ended[kind]) ends.push_back(&event);
        }
        for (const Event* const end : ends) end_authority(*end);
    }

private:
    [[nodiscard]] std::string text(TextRef ref) const { return std::string{dossier_.text(ref)}; }
    [[nodiscard]] std::string party_of(const Event& event) const { return event.party == 0 ? std::string{} : std::string{dossier_.party_id(event.party)}; }
    [[nodiscard]] std::string number_of(const Event& event) const { return std::string{dossier_.text(event, Column::number)}; }

    void leave(const std::string& party) {
        for (CaseFacts::Party& each : facts_.parties) {
            if (each.id == party || each.name == party) each.left = true;
        }
    }

    // Of one agent, or of all agents of the party where none is named. An end without a date ends whatever there is; of what
    // is dated the same day the end counts.
    void end_authority(const Event& event) {
        const std::string party = party_of(event), number = identity_key(number_of(event));
        const Date on = event.has_date() ? event.on : kFirstDate;
        for (CaseFacts::Authority& authority : facts_.authorities) {
            const bool meant = authority.party == party && (number.empty() || identity_key(authority.number) == number);
            const bool later = event.has_date() && authority.from > on;
            if (meant && !later && (authority.ended == kNoDate || on < authority.ended)) authority.ended = on;
        }
    }

    const Dossier& dossier_;
    const PolicyData& policy_;
    CaseFacts& facts_;
};

}  // namespace

CaseFacts case_facts(std::string_view number) {
    CaseFacts facts;
    facts.number = number;
    add_court_of_number(facts);
    return facts;
}

CaseFacts case_facts(const Dossier& dossier, const AccessPolicy& policy) {
    CaseFacts facts = case_facts(dossier.number());
    facts.on_record = true;
    add_court_of_header(facts, dossier.court());
    FactReader{dossier, policy.data(), facts}.read();
    return facts;
}

}  // namespace zhixing
