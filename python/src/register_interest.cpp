// Fees and interest. What comes back is the document of the answer, which zhixing/money.py makes typed objects of.
#include "bindings.hpp"
#include "convert.hpp"
#include "zhixing/fee.hpp"
#include "zhixing/interest.hpp"

namespace py = pybind11;

namespace zhixing::python {

void register_interest(py::module_& m) {
    m.def("fee_json", [](const std::string& params, const Rulebook& rulebook) { return to_json(fee(fee_question(params), rulebook)); },
          py::arg("params"), py::arg("rulebook"), "zhixing.fee/1");
    m.def("interest_json", [](const std::string& params, const Rulebook& rulebook) { return to_json(interest(interest_question(params), rulebook)); },
          py::arg("params"), py::arg("rulebook"), "zhixing.interest/1");
    m.def("performance_money", &performance_money, py::arg("loss"), py::arg("decided"), py::arg("on"), py::arg("rulebook"),
          "迟延履行金");
}

}  // namespace zhixing::python
