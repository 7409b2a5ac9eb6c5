// Whether a document may be published, and as what.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "review/age.hpp"
#include "review/record.hpp"
#include "value/json_writer.hpp"
#include "zhixing/disclosure.hpp"
#include "zhixing/kinds.hpp"

namespace zhixing {
namespace {

constexpr const char *kDocuments = "publication.documents", *kExcluded = "publication.excluded";

const RuleVersion* version_of(const Rulebook& rulebook, const char* id, Date day) {
    const auto number = rulebook.find(id);
    return number ? rulebook.compiled().rules[*number].version_on(day) : nullptr;
}

std::string act(std::string_view document, Date day) {
    std::string out;
    JsonWriter{out}.open('{').member("kind", "document.published").member("on", to_string(day)).member("document", document).close('}');
    return out;
}

// What article 4 has against the last event, or what cannot be told of it; empty: nothing.
std::optional<Text> exclusion(const Dossier& published, const Rulebook& rulebook, const ReviewOptions& options) {
    const Review review = zhixing::review(published, rulebook, options);
    const auto rule = rulebook.find(kExcluded);
    const auto act = static_cast<std::int32_t>(published.events().size()) - 1;
    const auto is_it = [&](const auto& row) { return rule && row.rule == *rule && row.trigger == act; };
    const auto found = std::ranges::find_if(review.findings, is_it);
    if (found != review.findings.end()) return message(*found, published, rulebook);
    const auto open = std::ranges::find_if(review.unknown, is_it);
    if (open != review.unknown.end()) return message(*open, published, rulebook);
    return std::nullopt;
}

// The latest decision on that document; kNoEvent: there is none.
std::int32_t decision_on(const Record& record, Word document) {
    std::int32_t found = kNoEvent;
    for (std::int32_t position = record.first(kinds::publication_decided); position != kNoEvent; position = record.next(position)) {
        if (record.event(position).document == document) found = position;
    }
    return found;
}

Pseudonyms hidden_names(const Dossier& dossier, const PublicationQuestion& question, Date day) {
    static const Word natural = Catalogue::bundled().find_word(Vocabulary::party_kind, "natural");
    std::vector<std::string> names;
    for (const Party& party : dossier.parties()) {
        const bool listed = std::ranges::find(question.hidden, dossier.text(party.id)) != question.hidden.end();
        const bool person = party.kind == natural || party.kind == 0;
        if (listed || (person && (question.hide_all || is_minor(dossier.text(party.identity_number), day)))) names.emplace_back(dossier.text(party.name));
    }
    return pseudonyms(names);
}

}  // namespace

Publication publication(const Dossier& dossier, const Rulebook& rulebook, const PublicationQuestion& question, const ReviewOptions& options) {
    Publication answer;
    const auto refuse = [&answer](const char* code, Text reason, std::vector<Citation> citations) {
        answer.code = code;
        answer.reason = std::move(reason);
        answer.citations = std::move(citations);
        return answer;
    };
    for (const std::string& id : question.hidden) {
        const bool known = std::ranges::any_of(dossier.parties(), [&](const Party& party) { return dossier.text(party.id) == id; });
        if (!known) throw InputError{"publication.party", {"卷宗没有当事人“" + id + "”", "the dossier has no party '" + id + "'"}, {{}, 0, "/hidden"}};
    }
    const Word document = Catalogue::bundled().find_word(Vocabulary::document, question.document);
    const RuleVersion* const listed = version_of(rulebook, kDocuments, options.as_of);
    const auto papers = listed == nullptr ? nlohmann::json::array() : nlohmann::json::parse(listed->value);
    const bool published = document != 0 && std::ranges::any_of(papers, [&](const auto& paper) { return paper == Catalogue::bundled().word(Vocabulary::document, document).id; });
    if (!published) {
        return refuse("publication.document", {"“" + question.document + "”不在应当公布的文书之列", "\"" + question.document + "\" is none of the documents that are published"}, listed == nullptr ? std::vector<Citation>{} : listed->citations);
    }
    if (const auto why_not = exclusion(dossier.with(act(question.document, options.as_of)), rulebook, options)) {
        return refuse(kExcluded, *why_not, version_of(rulebook, kExcluded, options.as_of)->citations);
    }
    Record record;
    record.load(dossier, options);
    answer.decision = decision_on(record, document);
    static const Word granted = Catalogue::bundled().find_word(Vocabulary::outcome, "granted");
    if (answer.decision == kNoEvent || record.event(answer.decision).outcome != granted) {
        const RuleVersion* const wanted = version_of(rulebook, "publication.decide-first", options.as_of);
        return refuse("publication.undecided", {"没有准予公布的决定", "no decision to publish it is on record"}, wanted == nullptr ? std::vector<Citation>{} : wanted->citations);
    }
    answer.allowed = true;
    answer.masked = mask_for_publication(question.text, hidden_names(dossier, question, options.as_of));
    return answer;
}

std::string to_json(const Publication& publication, const Dossier& dossier) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.publication/1").flag("allowed", publication.allowed);
    if (publication.allowed) {
        json.member("decision", dossier.event_id(dossier.events()[static_cast<std::size_t>(publication.decision)])).member("text", publication.masked.text).name("hidden").open('{');
        for (const auto& [what, count] : publication.masked.hidden) json.key(to_string(what)).number(static_cast<std::int64_t>(count));
        json.close('}');
    } else {
        json.member("code", publication.code).name("reason").both(publication.reason).name("citations").raw(to_json(publication.citations));
    }
    json.close('}');
    return out;
}

}  // namespace zhixing
