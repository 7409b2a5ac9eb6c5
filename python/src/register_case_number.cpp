#include "bindings.hpp"
#include "convert.hpp"
#include "zhixing/case_number.hpp"

namespace py = pybind11;

namespace zhixing::python {

void register_case_number(py::module_& m) {
    py::class_<CaseNumber>(m, "CaseNumber", py::module_local(), "A case number (案号).")
        .def_static("parse", &CaseNumber::parse, py::arg("text"), "Reads a case number; InputError names the part that is wrong.")
        .def_property_readonly("year", &CaseNumber::year)
        .def_property_readonly("court", &CaseNumber::court, "法院代字, e.g. 豫1325")
        .def_property_readonly("specialty", &CaseNumber::specialty, "专门审判代字 or empty")
        .def_property_readonly("type", &CaseNumber::type, "类型代字, e.g. 执")
        .def_property_readonly("serial", &CaseNumber::serial)
        .def_property_readonly("suffix", &CaseNumber::suffix, "the N of 之N, or 0")
        .def_property_readonly("is_legacy", &CaseNumber::is_legacy)
        .def_property_readonly("remark", &CaseNumber::remark, "what was odd but understood, or empty")
        .def("without_suffix", &CaseNumber::without_suffix, "The number of the case, without 之N.")
        .def("__str__", &CaseNumber::to_string)
        .def("__repr__", [](const CaseNumber& self) { return "CaseNumber('" + self.to_string() + "')"; })
        .def("__eq__", [](const CaseNumber& self, const CaseNumber& other) { return self == other; }, py::is_operator())
        .def("__hash__", [](const CaseNumber& self) { return std::hash<std::string>{}(self.to_string()); })
        .def(py::pickle([](const CaseNumber& self) { return self.to_string(); },
                        [](const std::string& text) { return CaseNumber::parse(text); }));
}

}  // namespace zhixing::python
