#include "bindings.hpp"
#include "convert.hpp"
#include "long_call.hpp"
#include "zhixing/rulebook.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

std::size_t position(const Rulebook& self, std::string_view id) {
    const auto found = self.find(id);
    if (!found) {
        throw RuleError{"rule.unknown_rule",
                        {"规则库中没有规则 " + std::string{id}, "there is no rule \"" + std::string{id} + "\" in the rulebook"}};
    }
    return *found;
}

std::vector<RuleInfo> rules(const Rulebook& self) {
    std::vector<RuleInfo> out;
    for (std::size_t i = 0; i < self.size(); ++i) out.push_back(self.rule(i));
    return out;
}

Rulebook from_json(const std::string& text, const std::string& file, const Rulebook* base) {
    return without_gil([&] { return Rulebook::load(text, file, base); });
}

// Python reads the file, so that a missing one is its usual OSError.
Rulebook from_file(const py::object& path, const Rulebook* base) {
    const py::object file = py::module_::import("pathlib").attr("Path")(path);
    return from_json(py::cast<std::string>(file.attr("read_bytes")()), py::cast<std::string>(py::str(file)), base);
}

void register_parts(py::module_& m) {
    py::class_<Citation>(m, "Citation", py::module_local(), "An article in one version of a document.")
        .def_readonly("document", &Citation::document)
        .def_readonly("number", &Citation::number)
        .def_readonly("article", &Citation::article)
        .def_readonly("version", &Citation::version)
        .def_readonly("quote", &Citation::quote)
        .def("__repr__", [](const Citation& self) {
            return "Citation('" + self.document + "', '" + self.article + "', '" + self.version + "')";
        });

    py::class_<RuleInfo>(m, "RuleInfo", py::module_local(), "A rule as a reader of the rulebook sees it.")
        .def_readonly("id", &RuleInfo::id)
        .def_property_readonly("form", [](const RuleInfo& self) { return to_string(self.form); })
        .def_property_readonly("level", [](const RuleInfo& self) { return to_string(self.level); })
        .def_property_readonly("source", [](const RuleInfo& self) { return to_string(self.source); })
        .def_readonly("enabled", &RuleInfo::enabled)
        .def_property_readonly("name_zh", [](const RuleInfo& self) { return self.name.zh; })
        .def_property_readonly("name_en", [](const RuleInfo& self) { return self.name.en; })
        .def_property_readonly("note_zh", [](const RuleInfo& self) { return self.note.zh; })
        .def_property_readonly("note_en", [](const RuleInfo& self) { return self.note.en; })
        .def_readonly("nodes", &RuleInfo::nodes, "node codes of the process system")
        .def_readonly("seed", &RuleInfo::seed, "guideline articles")
        .def_readonly("report_to", &RuleInfo::report_to, "roles that must be told of what the rule finds")
        .def_readonly("file", &RuleInfo::file)
        .def("__repr__", [](const RuleInfo& self) { return "RuleInfo('" + self.id + "')"; });

    py::class_<LintRemark>(m, "LintRemark", py::module_local(), "Something to look at in a rulebook.")
        .def_readonly("code", &LintRemark::code)
        .def_readonly("rule", &LintRemark::rule)
        .def_property_readonly("message_zh", [](const LintRemark& self) { return self.message.zh; })
        .def_property_readonly("message_en", [](const LintRemark& self) { return self.message.en; });
}

}  // namespace

void register_rulebook(py::module_& m) {
    register_parts(m);
    py::class_<Rulebook>(m, "Rulebook", py::module_local(), "The law as dated, cited data. Immutable.")
        .def_static("bundled", [](const std::string& id) { return without_gil([&] { return Rulebook::bundled(id); }); },
                    py::arg("id") = "neixiang", "A rulebook compiled into the library.")
        .def_static("load", &from_file, py::arg("path"), py::arg("base") = py::none(), "Reads an overlay from a file.")
        .def_static("from_json", &from_json, py::arg("text"), py::arg("file") = "", py::arg("base") = py::none(),
                    "Reads a zhixing.rulebook/1 overlay; what it extends is base if given, else a bundled rulebook.")
        .def_property_readonly("id", &Rulebook::id)
        .def_property_readonly("version", &Rulebook::version)
        .def_property_readonly("digest", &Rulebook::digest, "equal digests give equal reviews")
        .def_property_readonly("name_zh", [](const Rulebook& self) { return self.name().zh; })
        .def_property_readonly("name_en", [](const Rulebook& self) { return self.name().en; })
        .def_property_readonly("rules", &rules)
        .def("__len__", &Rulebook::size)
        .def("__contains__", [](const Rulebook& self, std::string_view id) { return self.find(id).has_value(); })
        .def("rule", [](const Rulebook& self, std::string_view id) { return self.rule(position(self, id)); }, py::arg("id"))
        .def("rule_json", [](const Rulebook& self, std::string_view id) { return self.rule_json(position(self, id)); },
             py::arg("id"), "The rule after layering.")
        .def("lint", [](const Rulebook& self) { return without_gil([&] { return self.lint(); }); })
        .def("__repr__", [](const Rulebook& self) { return "Rulebook('" + self.id() + "', version '" + self.version() + "')"; });
}

}  // namespace zhixing::python
