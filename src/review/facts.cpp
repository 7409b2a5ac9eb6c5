// Named facts of a dossier's header, as conditions ask for them.
#include <algorithm>
#include <array>
#include <string_view>

#include "review/condition.hpp"

namespace zhixing {
namespace {

using Asks = const Condition&;

Truth truth(bool holds) { return holds ? Truth::yes : Truth::no; }

bool asked(Asks condition, Word word) {
    return std::find(condition.words.begin(), condition.words.end(), word) != condition.words.end();
}

bool asked(Asks condition, std::string_view text) {
    return std::find(condition.texts.begin(), condition.texts.end(), text) != condition.texts.end();
}

Truth compare(Asks condition, std::int64_t value) {
    return truth(condition.compare == Condition::Compare::at_most ? value <= condition.value : value >= condition.value);
}

// One of several words: a word that is not told leaves it open unless another one holds.
template <class Range, class WordOf>
Truth one_of(Asks condition, const Range& range, WordOf word_of) {
    Truth result = Truth::unknown;
    for (const auto& element : range) {
        const Word word = word_of(element);
        if (word != 0 && asked(condition, word)) return Truth::yes;
        if (word == 0) return Truth::unknown;
        result = Truth::no;
    }
    return result;
}

Truth case_type(Asks condition, const Record& record, const Context&) {
    const auto& number = record.case_number();
    if (!number || number->type().empty()) return Truth::unknown;
    return truth(asked(condition, number->type()));
}

Truth court_code(Asks condition, const Record& record, const Context&) {
    const auto& number = record.case_number();
    if (!number || number->is_legacy()) return Truth::unknown;
    return truth(asked(condition, number->court()));
}

Truth word_fact(Asks condition, Word word) { return word == 0 ? Truth::unknown : truth(asked(condition, word)); }

Truth dossier_kind(Asks condition, const Record& record, const Context&) {
    return word_fact(condition, record.dossier().kind());
}

Truth basis_kind(Asks condition, const Record& record, const Context&) {
    return word_fact(condition, record.dossier().basis().kind);
}

Truth day_fact(Asks condition, Date day) {
    return day == kNoDate ? Truth::unknown : compare(condition, day.time_since_epoch().count());
}

Truth basis_effective(Asks condition, const Record& record, const Context&) {
    return day_fact(condition, record.dossier().basis().effective);
}

Truth basis_perform_by(Asks condition, const Record& record, const Context&) {
    return day_fact(condition, record.dossier().basis().perform_by);
}

Truth claim_kind(Asks condition, const Record& record, const Context&) {
    return one_of(condition, record.dossier().claims(), [](const Claim& claim) { return claim.kind; });
}

Truth claims_total(Asks condition, const Record& record, const Context&) {
    const auto claims = record.dossier().claims();
    if (claims.empty()) return Truth::unknown;
    Money total;
    for (const Claim& claim : claims) {
        if (!claim.principal) return Truth::unknown;
        total += *claim.principal;
    }
    return compare(condition, total.fen());
}

Truth claims_count(Asks condition, const Record& record, const Context&) {
    const auto claims = record.dossier().claims();
    return claims.empty() ? Truth::unknown : compare(condition, static_cast<std::int64_t>(claims.size()));
}

Truth case_year(Asks condition, const Record& record, const Context&) {
    const auto& number = record.case_number();
    return !number || number->year() == 0 ? Truth::unknown : compare(condition, number->year());
}

// The kinds of all parties of one role.
Truth role_kind(Asks condition, const Record& record, std::string_view role_id) {
    const Word role = Catalogue::bundled().find_word(Vocabulary::party_role, role_id);
    std::vector<Party> parties;
    for (const Party& party : record.dossier().parties()) {
        if (party.role == role) parties.push_back(party);
    }
    return one_of(condition, parties, [](const Party& party) { return party.kind; });
}

Truth role_count(Asks condition, const Record& record, std::string_view role_id) {
    if (record.dossier().parties().empty()) return Truth::unknown;
    return compare(condition, record.party_count(Catalogue::bundled().find_word(Vocabulary::party_role, role_id)));
}

Truth respondent_kind(Asks condition, const Record& record, const Context&) { return role_kind(condition, record, "respondent"); }
Truth respondents_count(Asks condition, const Record& record, const Context&) { return role_count(condition, record, "respondent"); }
Truth applicant_kind(Asks condition, const Record& record, const Context&) { return role_kind(condition, record, "applicant"); }
Truth applicants_count(Asks condition, const Record& record, const Context&) { return role_count(condition, record, "applicant"); }

Truth party_kind(Asks condition, const Record& record, const Context& context) {
    const auto parties = record.dossier().parties();
    if (context.party == 0 || context.party > parties.size()) return Truth::unknown;
    return word_fact(condition, parties[context.party - 1U].kind);
}

Truth party_role(Asks condition, const Record& record, const Context& context) {
    return word_fact(condition, record.party_role(context.party));
}

using Fact = Truth (*)(Asks, const Record&, const Context&);

// A fact of the catalogue that is not here is one that no dossier states yet: always unknown.
constexpr std::array<std::pair<std::string_view, Fact>, 16> kFacts{{
    {"case.type", case_type},
    {"case.year", case_year},
    {"court.code", court_code},
    {"dossier.kind", dossier_kind},
    {"basis.kind", basis_kind},
    {"basis.effective", basis_effective},
    {"basis.perform_by", basis_perform_by},
    {"claim.kind", claim_kind},
    {"claims.total", claims_total},
    {"claims.count", claims_count},
    {"applicant.kind", applicant_kind},
    {"applicants.count", applicants_count},
    {"respondent.kind", respondent_kind},
    {"respondents.count", respondents_count},
    {"party.kind", party_kind},
    {"party.role", party_role},
}};

// By position in the catalogue, so that a condition finds its fact without comparing names.
const std::vector<Fact>& facts_by_position() {
    static const std::vector<Fact> table = [] {
        std::vector<Fact> facts;
        for (const FactInfo& info : Catalogue::bundled().facts()) {
            const auto* const found = std::find_if(kFacts.begin(), kFacts.end(), [&](const auto& f) { return f.first == info.id; });
            facts.push_back(found == kFacts.end() ? nullptr : found->second);
        }
        return facts;
    }();
    return table;
}

}  // namespace

Verdict judge_fact(const Condition& condition, const Record& record, const Context& context) {
    const Fact fact = facts_by_position()[condition.fact];
    const Truth result = fact == nullptr ? Truth::unknown : fact(condition, record, context);
    if (result != Truth::unknown) return {result, {}};
    return {result, {Unknown::Missing::fact, Column::kind, static_cast<std::uint32_t>(condition.fact), true}};
}

}  // namespace zhixing
