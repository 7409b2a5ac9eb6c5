#include "bindings.hpp"
#include "convert.hpp"
#include "zhixing/court.hpp"

namespace py = pybind11;

namespace zhixing::python {

void register_court(py::module_& m) {
    py::class_<Court>(m, "Court", py::module_local(), "One court of the code table.")
        .def_readonly("code", &Court::code, "法院代字")
        .def_readonly("name", &Court::name)
        .def_readonly("level", &Court::level, "最高, 高级, 中级 or 基层")
        .def_property_readonly("parent", [](const Court& self) { return text_or_none(self.parent); }, "code of the court above")
        .def_readonly("basis", &Court::basis, "derived, observed or observed-only")
        .def("__repr__", [](const Court& self) {
            return "Court('" + std::string{self.code} + "', '" + std::string{self.name} + "')";
        });
    m.def("find_court", &find_court, py::arg("code"), "The court of a code, None when the table does not hold it.");
}

}  // namespace zhixing::python
