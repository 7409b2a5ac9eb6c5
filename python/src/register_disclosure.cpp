// Disclosure: who is told what, a party's own case, publication, masking. Answers are the documents of the library, as text;
// zhixing.disclosure makes mappings of them.
#include <pybind11/stl.h>

#include "bindings.hpp"
#include "convert.hpp"
#include "long_call.hpp"
#include "rows.hpp"
#include "zhixing/disclosure.hpp"
#include "zhixing/journal.hpp"
#include "zhixing/party_query.hpp"

namespace py = pybind11;

namespace zhixing::python {

void register_disclosure(py::module_& m) {
    m.def("disclosures", [](const DossierPtr& dossier, const Rulebook& rulebook, Date as_of, std::optional<DateTime> known_at, const std::map<std::string, std::string>& values) {
        return without_gil([&] {
            const Disclosures all = disclosures(*dossier, rulebook, {as_of, known_at});
            return to_json(all, disclosure_messages(*dossier, rulebook, all, {values.begin(), values.end()}), *dossier, rulebook);
        });
    }, py::arg("dossier"), py::arg("rulebook"), py::arg("as_of"), py::arg("known_at"), py::arg("values"));
    m.def("disclosure_result", [](const std::string& channel, const std::string& to, const std::string& cause, const std::string& body, Date on) {
        return disclosure_result(OutgoingMessage{.channel = channel, .to = to, .body = body, .cause = cause}, on);
    }, py::arg("channel"), py::arg("to"), py::arg("cause"), py::arg("body"), py::arg("on"));
    m.def("party_query", [](const std::vector<DossierPtr>& dossiers, const Rulebook& rulebook, const AccessPolicy& policy, const std::string& reader, Date as_of, std::optional<DateTime> known_at) {
        return without_gil([&] {
            std::vector<Dossier> all;
            for (const DossierPtr& dossier : dossiers) all.push_back(*dossier);
            return to_json(party_query(all, rulebook, policy, parse_reader(reader), {as_of, known_at}), as_of);
        });
    }, py::arg("dossiers"), py::arg("rulebook"), py::arg("policy"), py::arg("reader"), py::arg("as_of"), py::arg("known_at"));
    m.def("party_case", [](const DossierPtr& dossier, const Rulebook& rulebook, const std::vector<std::string>& own, Date as_of) {
        return without_gil([&] {
            PartyAnswer answer;
            answer.cases.push_back(party_case(*dossier, rulebook, own, {as_of}));
            return to_json(answer, as_of);
        });
    }, py::arg("dossier"), py::arg("rulebook"), py::arg("own"), py::arg("as_of"));
    m.def("publication", [](const DossierPtr& dossier, const Rulebook& rulebook, const std::string& document, const std::string& text, const std::vector<std::string>& hidden, bool hide_all,
                            Date as_of, std::optional<DateTime> known_at) {
        return without_gil([&] { return to_json(publication(*dossier, rulebook, {document, text, hidden, hide_all}, {as_of, known_at}), *dossier); });
    }, py::arg("dossier"), py::arg("rulebook"), py::arg("document"), py::arg("text"), py::arg("hidden"), py::arg("hide_all"), py::arg("as_of"), py::arg("known_at"));
    m.def("dishonest_list", [](const std::vector<DossierPtr>& dossiers, Date as_of, std::optional<DateTime> known_at) {
        return without_gil([&] {
            std::vector<DishonestEntry> entries;
            for (const DossierPtr& dossier : dossiers) {
                for (DishonestEntry& entry : dishonest_entries(*dossier, {as_of, known_at})) entries.push_back(std::move(entry));
            }
            return to_json(entries, as_of);
        });
    }, py::arg("dossiers"), py::arg("as_of"), py::arg("known_at"));
    m.def("mask_text", [](const std::string& text, const std::vector<std::string>& names) {
        const MaskedText masked = mask_for_publication(text, pseudonyms(names));
        std::map<std::string, std::size_t> hidden;
        for (const auto& [what, count] : masked.hidden) hidden.emplace(to_string(what), count);
        return std::pair{masked.text, hidden};
    }, py::arg("text"), py::arg("names"));
}

}  // namespace zhixing::python
