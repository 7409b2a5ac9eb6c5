#include "bindings.hpp"
#include "convert.hpp"
#include "zhixing/identity.hpp"

namespace py = pybind11;

namespace zhixing::python {

void register_identity(py::module_& m) {
    py::class_<Identity>(m, "Identity", py::module_local(), "An identity number that passed the checks of its kind.")
        .def_static("parse", &Identity::parse, py::arg("text"), "Reads a number; IdentityError says which part is wrong.")
        .def_property_readonly("kind", [](const Identity& self) { return to_string(self.kind); })
        .def_readonly("number", &Identity::number, "capitals, no spaces or hyphens")
        .def_readonly("birth", &Identity::birth)
        .def_readonly("female", &Identity::female)
        .def_property_readonly("division", [](const Identity& self) { return text_or_none(self.division); })
        .def_property_readonly("organisation_code", [](const Identity& self) { return text_or_none(self.organisation_code); })
        .def_readonly("warnings", &Identity::warnings, "odd but no error")
        .def("to_18", &Identity::to_18, "The 18-digit form of a 15-digit number; other kinds as they are.")
        .def("__str__", [](const Identity& self) { return self.number; })
        .def("__eq__", [](const Identity& self, const Identity& other) { return self.number == other.number; }, py::is_operator())
        .def("__hash__", [](const Identity& self) { return std::hash<std::string>{}(self.number); })
        .def(py::pickle([](const Identity& self) { return self.number; },
                        [](const std::string& text) { return Identity::parse(text); }));
}

}  // namespace zhixing::python
