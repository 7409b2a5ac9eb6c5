// Distribution: a document in, a document out.
#include "bindings.hpp"
#include "convert.hpp"
#include "long_call.hpp"
#include "zhixing/distribution.hpp"

namespace py = pybind11;

namespace zhixing::python {

void register_distribution(py::module_& m) {
    m.def("distribute", [](const std::string& request, const Rulebook& rulebook) {
        return without_gil([&] { return distribute_json(request, rulebook); });
    }, py::arg("request"), py::arg("rulebook"), "zhixing.distribution-request/1 to zhixing.distribution/1.");
}

}  // namespace zhixing::python
