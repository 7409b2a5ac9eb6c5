#include "bindings.hpp"
#include "convert.hpp"
#include "json.hpp"
#include "long_call.hpp"
#include "rows.hpp"
#include "zhixing/review.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

struct ExplanationBlock {
    DossierPtr dossier;
    Explanation explanation;
};
using ExplanationPtr = std::shared_ptr<const ExplanationBlock>;

struct InstanceRow {
    ExplanationPtr block;
    std::size_t position;
    [[nodiscard]] const Explanation::Instance& get() const { return block->explanation.instances[position]; }
};

std::vector<InstanceRow> instances(const ExplanationPtr& block) {
    std::vector<InstanceRow> out;
    for (std::size_t i = 0; i < block->explanation.instances.size(); ++i) out.push_back({block, i});
    return out;
}

std::vector<std::string> steps(const InstanceRow& row, std::string Text::* language) {
    std::vector<std::string> out;
    for (const Text& step : row.get().steps) out.push_back(step.*language);
    return out;
}

}  // namespace

void register_explanation(py::module_& m) {
    py::class_<InstanceRow>(m, "ExplanationInstance", py::module_local(), "The steps for one event that sets a rule going.")
        .def_property_readonly("trigger", [](const InstanceRow& self) { return event_id(*self.block->dossier, self.get().trigger); })
        .def_property_readonly("party", [](const InstanceRow& self) { return party_id(*self.block->dossier, self.get().party); })
        .def_property_readonly("state", [](const InstanceRow& self) {
            return self.get().state ? std::optional{to_string(*self.get().state)} : std::nullopt;
        }, "of a clock")
        .def_property_readonly("steps_zh", [](const InstanceRow& self) { return steps(self, &Text::zh); })
        .def_property_readonly("steps_en", [](const InstanceRow& self) { return steps(self, &Text::en); })
        .def_property_readonly("citations", [](const InstanceRow& self) { return self.get().citations; });

    py::class_<ExplanationBlock, std::shared_ptr<ExplanationBlock>>(m, "Explanation", py::module_local(),
                                                                    "Why a rule fired, did not fire, or cannot be told.")
        .def_property_readonly("rule", [](const ExplanationBlock& self) { return self.explanation.rule; })
        .def_property_readonly("summary_zh", [](const ExplanationBlock& self) { return self.explanation.summary.zh; })
        .def_property_readonly("summary_en", [](const ExplanationBlock& self) { return self.explanation.summary.en; })
        .def_property_readonly("instances", [](const ExplanationPtr& self) { return instances(self); })
        .def("to_json", [](const ExplanationBlock& self) { return to_json(self.explanation, *self.dossier); })
        .def("to_dict", [](const ExplanationBlock& self) { return parse_json(to_json(self.explanation, *self.dossier)); });

    m.def("why", [](const std::shared_ptr<Dossier>& dossier, const std::string& rule, const Rulebook& rulebook, Date as_of,
                    std::optional<DateTime> known_at) {
        return without_gil([&] {
            return std::make_shared<ExplanationBlock>(ExplanationBlock{dossier, why(*dossier, rulebook, rule, {as_of, known_at})});
        });
    }, py::arg("dossier"), py::arg("rule"), py::arg("rulebook"), py::arg("as_of"), py::arg("known_at") = py::none());
}

}  // namespace zhixing::python
