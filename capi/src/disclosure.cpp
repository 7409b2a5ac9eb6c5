// zx_disclosure: several questions about what is told to whom.
#include <vector>

#include "boundary.hpp"
#include "params.hpp"
#include "zhixing/disclosure.hpp"
#include "zhixing/journal.hpp"
#include "zhixing/party_query.hpp"

using namespace zhixing;
using namespace zhixing::capi;

namespace {

std::vector<Dossier> all_of(std::string_view dossiers) {
    std::vector<Dossier> all;
    read_ndjson(dossiers, "dossiers",
                [&](const Dossier& dossier) {
                    all.push_back(dossier);
                    return true;
                },
                [](const InputError& error_of_line) { throw InputError{error_of_line}; });
    return all;
}

std::string messages(const Params& given, const Rulebook& rulebook, std::string_view dossier) {
    const Dossier facts = Dossier::from_json(dossier, "dossier");
    const Disclosures all = disclosures(facts, rulebook, review_options(given));
    return to_json(all, disclosure_messages(facts, rulebook, all, given.texts_by_name("values")), facts, rulebook);
}

// Of a message as zhixing.outbox/1 has it.
std::string result(const Params& given) {
    const std::string text = given.object("message");
    const Params taken{text.data(), text.size(), {"position", "number", "id", "key", "channel", "to", "address", "subject", "cause", "body", "state", "attempts", "due",
                                                  "worker", "leased_until", "reason", "result", "token"}};
    return disclosure_result(OutgoingMessage{.channel = taken.text("channel"), .to = taken.text_or_empty("to"), .body = taken.object("body"), .cause = taken.text("cause")},
                             given.date("as_of"));
}

std::string query(const Params& given, const Rulebook& rulebook, std::string_view dossiers) {
    const ReviewOptions options = review_options(given);
    return to_json(party_query(all_of(dossiers), rulebook, AccessPolicy::bundled(), parse_reader(given.object("reader")), options), options.as_of);
}

std::string own_case(const Params& given, const Rulebook& rulebook, std::string_view dossier) {
    const ReviewOptions options = review_options(given);
    PartyAnswer answer;
    answer.cases.push_back(party_case(Dossier::from_json(dossier, "dossier"), rulebook, given.texts("own"), options));
    return to_json(answer, options.as_of);
}

std::string publish(const Params& given, const Rulebook& rulebook, std::string_view dossier) {
    const Dossier facts = Dossier::from_json(dossier, "dossier");
    const PublicationQuestion question{given.text("document"), given.text_or_empty("text"), given.texts("hidden"), given.flag("hide_all", false)};
    return to_json(publication(facts, rulebook, question, review_options(given)), facts);
}

std::string list(const Params& given, std::string_view dossiers) {
    const ReviewOptions options = review_options(given);
    std::vector<DishonestEntry> entries;
    for (const Dossier& dossier : all_of(dossiers)) {
        for (DishonestEntry& entry : dishonest_entries(dossier, options)) entries.push_back(std::move(entry));
    }
    return to_json(entries, options.as_of);
}

}  // namespace

zx_status zx_disclosure(const zx_rulebook* rules, const char* dossiers, size_t dossiers_size, const char* params, size_t params_size, zx_buffer* out,
                        zx_error** error) {
    return answer(out, error, [&] {
        const Rulebook& rulebook = require(rules, "rules").rules;
        const Params given{params, params_size, {"do", "as_of", "known_at", "values", "reader", "own", "document", "text", "hidden", "hide_all", "message"}};
        const std::string_view facts = text_in(dossiers, dossiers_size, ZX_MAX_DOCUMENT_BYTES, "dossiers");
        const std::string what = given.text("do");
        if (what == "messages") return messages(given, rulebook, facts);
        if (what == "result") return result(given);
        if (what == "query") return query(given, rulebook, facts);
        if (what == "case") return own_case(given, rulebook, facts);
        if (what == "publish") return publish(given, rulebook, facts);
        if (what == "list") return list(given, facts);
        throw ArgumentError{"argument.do", {"没有此项：" + what, "there is no such question: " + what}, {"params", 0, "/do"}};
    });
}
