// Court fees.
#include "bindings.hpp"
#include "convert.hpp"
#include "json.hpp"
#include "money/words.hpp"
#include "rate.hpp"
#include "zhixing/fee.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

bool is_band(const FeeLine& line) { return line.what == FeeLine::What::band; }

// Of a flat amount and of a band: where it lies on the scale.
std::optional<Money> on_the_scale(const FeeLine& line, Money amount) {
    return is_band(line) || line.what == FeeLine::What::flat ? std::optional{amount} : std::nullopt;
}

std::optional<FeeRounding> rounding_named(const std::optional<std::string>& word) {
    return word ? std::optional{money::named<FeeRounding>(money::kFeeRoundings, *word)} : std::nullopt;
}

}  // namespace

void register_fee(py::module_& m) {
    py::class_<FeeLine>(m, "FeeLine", py::module_local(), "One line of a fee: a band of the scale, or what changes their sum. The lines add up to the fee.")
        .def_property_readonly("what", [](const FeeLine& self) { return to_string(self.what); })
        .def_property_readonly("over", [](const FeeLine& self) { return on_the_scale(self, self.over); }, "where the band begins")
        .def_property_readonly("part", [](const FeeLine& self) { return on_the_scale(self, self.part); }, "how much of the amount lies in it")
        .def_property_readonly("rate", [](const FeeLine& self) { return is_band(self) ? percent(self.rate) : py::object{py::none{}}; }, "percent")
        .def_property_readonly("fee", [](const FeeLine& self) { return self.fee; })
        .def_property_readonly("citations", [](const FeeLine& self) { return self.citations; });
    py::class_<FeeNote>(m, "FeeNote", py::module_local(), "A statement about a fee that the law makes: who bears it, when it is due, where the money goes.")
        .def_property_readonly("rule", [](const FeeNote& self) { return self.rule; })
        .def_property_readonly("value", [](const FeeNote& self) { return parse_json(self.value); }, "what the rule sets")
        .def_property_readonly("text_zh", [](const FeeNote& self) { return self.text.zh; })
        .def_property_readonly("text_en", [](const FeeNote& self) { return self.text.en; })
        .def_property_readonly("citations", [](const FeeNote& self) { return self.citations; });
    py::class_<Fee>(m, "Fee", py::module_local(), "A court fee.")
        .def_property_readonly("kind", [](const Fee& self) { return to_string(self.kind); })
        .def_property_readonly("as_of", [](const Fee& self) { return self.as_of; }, "the day whose scale applies; None: the newest")
        .def_property_readonly("rounding", [](const Fee& self) { return to_string(self.rounding); })
        .def_property_readonly("base", [](const Fee& self) { return self.base; }, "recovered or applied")
        .def_property_readonly("amount", [](const Fee& self) { return self.amount; }, "in yuan, on which the fee is computed")
        .def_property_readonly("fee", [](const Fee& self) { return self.fee; })
        .def_property_readonly("received", [](const Fee& self) { return self.received; }, "net of the fee: received = amount + fee + remainder")
        .def_property_readonly("remainder", [](const Fee& self) { return self.received ? std::optional{self.remainder} : std::nullopt; })
        .def_property_readonly("lines", [](const Fee& self) { return self.lines; })
        .def_property_readonly("notes", [](const Fee& self) { return self.notes; })
        .def_property_readonly("citations", [](const Fee& self) { return self.citations; })
        .def("to_json", [](const Fee& self) { return to_json(self); })
        .def("to_dict", [](const Fee& self) { return parse_json(to_json(self)); });
    m.def("court_fee", [](const std::string& kind, std::optional<Money> amount, const Rulebook& rulebook, std::optional<Date> as_of,
                          const std::optional<std::string>& rounding, const std::optional<std::string>& base, bool halved, bool net,
                          std::optional<Money> local, const py::object& exchange_rate) {
        return fee({.kind = money::named<FeeKind>(money::kFeeKinds, kind), .amount = amount, .local = local, .as_of = as_of,
                    .rounding = rounding_named(rounding), .halved = halved, .base = base.value_or(""), .net = net,
                    .exchange_rate = factor_or_none(exchange_rate)}, rulebook);
    }, py::arg("kind"), py::arg("amount"), py::arg("rulebook"), py::kw_only(), py::arg("as_of") = py::none(),
       py::arg("rounding") = py::none(), py::arg("base") = py::none(), py::arg("halved") = false, py::arg("net") = false,
       py::arg("local") = py::none(), py::arg("exchange_rate") = py::none());
}

}  // namespace zhixing::python
