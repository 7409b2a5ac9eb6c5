// Rates and rates of exchange as Python gives them: Decimal, int or text, never float.
#pragma once

#include "convert.hpp"
#include "zhixing/rates.hpp"

namespace zhixing::python {

[[nodiscard]] inline std::string decimal_text(const pybind11::handle& number) {
    if (pybind11::isinstance<pybind11::str>(number)) return pybind11::cast<std::string>(number);
    const bool whole = pybind11::isinstance<pybind11::int_>(number) && !pybind11::isinstance<pybind11::bool_>(number);
    if (!whole && !pybind11::isinstance(number, decimal_class())) throw pybind11::type_error("a rate is Decimal, int or str");
    return plain_decimal(whole ? decimal_class()(number) : pybind11::reinterpret_borrow<pybind11::object>(number));
}

[[nodiscard]] inline Rate percent_of(const pybind11::handle& number) { return Rate::parse_percent(decimal_text(number)); }
[[nodiscard]] inline Rate factor_of(const pybind11::handle& number) { return Rate::parse(decimal_text(number)); }

[[nodiscard]] inline std::optional<Rate> factor_or_none(const pybind11::object& number) {
    return number.is_none() ? std::nullopt : std::optional{factor_of(number)};
}

[[nodiscard]] inline pybind11::object percent(Rate rate) { return decimal_class()(rate.percent()); }

}  // namespace zhixing::python
