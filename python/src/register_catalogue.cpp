#include <array>

#include "bindings.hpp"
#include "convert.hpp"
#include "zhixing/catalogue.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

constexpr std::array<std::string_view, kVocabularyCount> kVocabularies{
    "role", "party_role", "party_kind", "basis_kind", "claim_kind", "dossier_kind", "document", "method", "outcome", "ground"};
constexpr std::array<std::string_view, 5> kFactTypes{"text", "word", "date", "money", "number"};

Vocabulary vocabulary(std::string_view name) {
    for (std::size_t i = 0; i < kVocabularies.size(); ++i) {
        if (kVocabularies[i] == name) return static_cast<Vocabulary>(i);
    }
    throw py::key_error("there is no vocabulary " + std::string{name});
}

std::vector<std::string_view> names(const std::vector<Column>& columns) {
    std::vector<std::string_view> out;
    for (const Column column : columns) out.push_back(to_string(column));
    return out;
}

std::vector<std::string> roles(const KindInfo& kind) {
    std::vector<std::string> out;
    for (const Word role : kind.roles) out.push_back(Catalogue::bundled().word(Vocabulary::role, role).id);
    return out;
}

std::optional<std::string_view> closes(Closes what) {
    switch (what) {
        case Closes::the_case: return "case";
        case Closes::round: return "round";
        case Closes::matter: return "matter";
        case Closes::nothing: break;
    }
    return std::nullopt;
}

std::vector<KindInfo> kinds(const Catalogue& self) {
    std::vector<KindInfo> out;
    for (std::size_t i = 1; i < self.kind_count(); ++i) out.push_back(self.kind(static_cast<Kind>(i)));
    return out;
}

std::optional<KindInfo> find_kind(const Catalogue& self, std::string_view name) {
    const Kind kind = self.find_kind(name);
    return kind == Kind::unknown ? std::nullopt : std::optional{self.kind(kind)};
}

std::vector<WordInfo> words(const Catalogue& self, std::string_view name) {
    std::vector<WordInfo> out;
    const Vocabulary list = vocabulary(name);
    for (std::size_t i = 1; i <= self.word_count(list); ++i) out.push_back(self.word(list, static_cast<Word>(i)));
    return out;
}

std::optional<WordInfo> find_word(const Catalogue& self, std::string_view list, std::string_view name) {
    const Word word = self.find_word(vocabulary(list), name);
    return word == 0 ? std::nullopt : std::optional{self.word(vocabulary(list), word)};
}

void register_entries(py::module_& m) {
    py::class_<KindInfo>(m, "KindInfo", py::module_local(), "What the catalogue says of a kind of event.")
        .def_readonly("id", &KindInfo::id)
        .def_readonly("area", &KindInfo::area)
        .def_readonly("zh", &KindInfo::zh)
        .def_readonly("en", &KindInfo::en)
        .def_property_readonly("needs", [](const KindInfo& self) { return names(self.needs); })
        .def_property_readonly("allows", [](const KindInfo& self) { return names(self.allows); })
        .def_property_readonly("per", [](const KindInfo& self) { return self.per ? std::optional{to_string(*self.per)} : std::nullopt; })
        .def_property_readonly("roles", &roles)
        .def_readonly("source", &KindInfo::source)
        .def_readonly("nodes", &KindInfo::nodes)
        .def_property_readonly("closes", [](const KindInfo& self) { return closes(self.closes); })
        .def_readonly("moves_money", &KindInfo::moves_money)
        .def("__repr__", [](const KindInfo& self) { return "KindInfo('" + self.id + "')"; });

    py::class_<WordInfo>(m, "WordInfo", py::module_local(), "A word of a vocabulary.")
        .def_readonly("id", &WordInfo::id)
        .def_readonly("zh", &WordInfo::zh)
        .def_readonly("en", &WordInfo::en);

    py::class_<FactInfo>(m, "FactInfo", py::module_local(), "A fact of the header that conditions may ask for.")
        .def_readonly("id", &FactInfo::id)
        .def_readonly("zh", &FactInfo::zh)
        .def_readonly("en", &FactInfo::en)
        .def_property_readonly("type", [](const FactInfo& self) { return kFactTypes[static_cast<std::size_t>(self.type)]; })
        .def_property_readonly("vocabulary", [](const FactInfo& self) {
            return self.vocabulary ? std::optional{kVocabularies[static_cast<std::size_t>(*self.vocabulary)]} : std::nullopt;
        });
}

}  // namespace

void register_catalogue(py::module_& m) {
    register_entries(m);
    py::class_<Catalogue, std::unique_ptr<Catalogue, py::nodelete>>(m, "Catalogue", py::module_local(), "The event catalogue.")
        .def_property_readonly("version", &Catalogue::version)
        .def_property_readonly("kinds", &kinds)
        .def("find_kind", &find_kind, py::arg("name"), "A kind by id, alias or Chinese name; None if there is none.")
        .def("words", &words, py::arg("vocabulary"))
        .def("find_word", &find_word, py::arg("vocabulary"), py::arg("name"))
        .def_property_readonly("vocabularies", [](const Catalogue&) { return kVocabularies; })
        .def_property_readonly("facts", [](const Catalogue& self) { return std::vector<FactInfo>(self.facts().begin(), self.facts().end()); })
        .def("find_column", [](const Catalogue& self, std::string_view name) {
            const auto column = self.find_column(name);
            return column ? std::optional{to_string(*column)} : std::nullopt;
        }, py::arg("name"), "The column that a header cell names, in English or Chinese.");
    m.def("catalogue", [] { return &Catalogue::bundled(); }, py::return_value_policy::reference, "The catalogue compiled into the library.");
}

}  // namespace zhixing::python
