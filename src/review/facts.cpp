// Named facts of a dossier's header, as conditions ask for them.
#include <algorithm>
#include <array>
#include <string_view>

#include "review/condition.hpp"

namespace zhixing {
namespace {

using Asks = const FactQuestion&;

Truth truth(bool holds) { return holds ? Truth::yes : Truth::no; }

bool asked(Asks question, Word word) {
    return std::find(question.words.begin(), question.words.end(), word) != question.words.end();
}

bool asked(Asks question, std::string_view text) {
    return std::find(question.texts.begin(), question.texts.end(), text) != question.texts.end();
}

Truth compare(Asks question, std::int64_t value) {
    return truth(question.compare == FactQuestion::Compare::at_most ? value <= question.value : value >= question.value);
}

// One of several words: a word that is not told leaves it open unless another one holds.
template <class Range, class WordOf>
Truth one_of(Asks question, const Range& range, WordOf word_of) {
    bool told = range.size() != 0;
    for (const auto& element : range) {
        const Word word = word_of(element);
        if (word != 0 && asked(question, word)) return Truth::yes;
        told = told && word != 0;
    }
    return told ? Truth::no : Truth::unknown;
}

Truth case_type(Asks question, const Record& record, const Context&) {
    const auto& number = record.case_number();
    if (!number || number->type().empty()) return Truth::unknown;
    return truth(asked(question, number->type()));
}

Truth court_code(Asks question, const Record& record, const Context&) {
    const auto& number = record.case_number();
    if (!number || number->is_legacy()) return Truth::unknown;
    return truth(asked(question, number->court()));
}

Truth word_fact(Asks question, Word word) { return word == 0 ? Truth::unknown : truth(asked(question, word)); }

Truth dossier_kind(Asks question, const Record& record, const Context&) {
    return word_fact(question, record.dossier().kind());
}

Truth basis_kind(Asks question, const Record& record, const Context&) {
    return word_fact(question, record.dossier().basis().kind);
}

Truth day_fact(Asks question, Date day) {
    return day == kNoDate ? Truth::unknown : compare(question, day.time_since_epoch().count());
}

Truth basis_number(Asks question, const Record& record, const Context&) {
    const std::string_view number = record.dossier().text(record.dossier().basis().number);
    return number.empty() ? Truth::unknown : truth(asked(question, number));
}

Truth basis_made(Asks question, const Record& record, const Context&) {
    return day_fact(question, record.dossier().basis().made);
}

Truth basis_effective(Asks question, const Record& record, const Context&) {
    return day_fact(question, record.dossier().basis().effective);
}

Truth basis_perform_by(Asks question, const Record& record, const Context&) {
    return day_fact(question, record.dossier().basis().perform_by);
}

Truth claim_kind(Asks question, const Record& record, const Context&) {
    return one_of(question, record.dossier().claims(), [](const Claim& claim) { return claim.kind; });
}

Truth total_of_claims(Asks question, const Record& record, const Context&) {
    const auto total = claims_total(record.dossier());
    return total ? compare(question, total->fen()) : Truth::unknown;
}

Truth claims_count(Asks question, const Record& record, const Context&) {
    const auto claims = record.dossier().claims();
    return claims.empty() ? Truth::unknown : compare(question, static_cast<std::int64_t>(claims.size()));
}

Truth case_year(Asks question, const Record& record, const Context&) {
    const auto& number = record.case_number();
    return !number || number->year() == 0 ? Truth::unknown : compare(question, number->year());
}

// The kinds of all parties of one role; a party whose role is not told may be of any.
Truth role_kind(Asks question, const Record& record, std::string_view role_id) {
    const Word role = Catalogue::bundled().find_word(Vocabulary::party_role, role_id);
    std::vector<Word> kinds;
    for (const Party& party : record.dossier().parties()) {
        if (party.role == role) kinds.push_back(party.kind);
        else if (party.role == 0) kinds.push_back(Word{0});
    }
    return one_of(question, kinds, [](Word kind) { return kind; });
}

Truth role_count(Asks question, const Record& record, std::string_view role_id) {
    if (record.dossier().parties().empty()) return Truth::unknown;
    if (record.party_count(0) != 0) return Truth::unknown;  // whose role is not told
    return compare(question, record.party_count(Catalogue::bundled().find_word(Vocabulary::party_role, role_id)));
}

Truth respondent_kind(Asks question, const Record& record, const Context&) { return role_kind(question, record, "respondent"); }
Truth respondents_count(Asks question, const Record& record, const Context&) { return role_count(question, record, "respondent"); }
Truth applicant_kind(Asks question, const Record& record, const Context&) { return role_kind(question, record, "applicant"); }
Truth applicants_count(Asks question, const Record& record, const Context&) { return role_count(question, record, "applicant"); }

Truth party_kind(Asks question, const Record& record, const Context& context) {
    const auto parties = record.dossier().parties();
    if (context.party == 0 || context.party > parties.size()) return Truth::unknown;
    return word_fact(question, parties[context.party - 1U].kind);
}

Truth party_role(Asks question, const Record& record, const Context& context) {
    return word_fact(question, record.party_role(context.party));
}

using Fact = Truth (*)(Asks, const Record&, const Context&);

// A fact of the catalogue that is not here is one that no dossier states yet: always unknown.
constexpr std::array<std::pair<std::string_view, Fact>, 18> kFacts{{
    {"case.type", case_type},
    {"case.year", case_year},
    {"court.code", court_code},
    {"dossier.kind", dossier_kind},
    {"basis.kind", basis_kind},
    {"basis.number", basis_number},
    {"basis.made", basis_made},
    {"basis.effective", basis_effective},
    {"basis.perform_by", basis_perform_by},
    {"claim.kind", claim_kind},
    {"claims.total", total_of_claims},
    {"claims.count", claims_count},
    {"applicant.kind", applicant_kind},
    {"applicants.count", applicants_count},
    {"respondent.kind", respondent_kind},
    {"respondents.count", respondents_count},
    {"party.kind", party_kind},
    {"party.role", party_role},
}};

// By position in the catalogue, so that a question finds its fact without comparing names.
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

// A question that expects nothing is answered wherever the fact is told.
bool fact_told(std::size_t fact, const Record& record, const Context& context) {
    const Fact ask = facts_by_position()[fact];
    FactQuestion question;
    question.fact = fact;
    return ask != nullptr && ask(question, record, context) != Truth::unknown;
}

Verdict judge_fact(const Condition& condition, const Record& record, const Context& context) {
    const auto ask = [&] {
        const Fact fact = facts_by_position()[condition.question->fact];
        const Truth answer = fact == nullptr ? Truth::unknown : fact(*condition.question, record, context);
        if (condition.memo >= 0) record.keep_fact(condition.memo, answer);
        return answer;
    };
    const std::optional<Truth> known = condition.memo < 0 ? std::nullopt : record.fact(condition.memo);
    const Truth result = known ? *known : ask();
    if (result != Truth::unknown) return {result, {}};
    return {result, {Unknown::Missing::fact, Column::kind, static_cast<std::uint32_t>(condition.question->fact), true}};
}

}  // namespace zhixing
