// How values cross: dates as datetime.date, date-times as naive datetime.datetime, money as
// decimal.Decimal. Include this, and never pybind11/chrono.h, which would read the same types as instants.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <string_view>

#include "zhixing/date.hpp"
#include "zhixing/dossier.hpp"
#include "zhixing/money.hpp"

namespace zhixing::python {

[[nodiscard]] inline std::optional<Date> date_or_none(Date day) {
    return day == kNoDate ? std::nullopt : std::optional{day};
}

[[nodiscard]] inline std::optional<std::string_view> text_or_none(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

[[nodiscard]] inline pybind11::object decimal_class() {
    PYBIND11_CONSTINIT static pybind11::gil_safe_call_once_and_store<pybind11::object> storage;
    return storage.call_once_and_store_result([] { return pybind11::module_::import("decimal").attr("Decimal"); })
        .get_stored();
}

// datetime.date and datetime.datetime. In a file of their own: each file that sees datetime.h has its own pointer to that module.
// Empty: of another type. A datetime is no date here: taking it would drop the time in silence; one with a zone is none either.
[[nodiscard]] std::optional<Date> date_of(pybind11::handle object);
[[nodiscard]] std::optional<DateTime> date_time_of(pybind11::handle object);
[[nodiscard]] pybind11::handle to_python(Date day);
[[nodiscard]] pybind11::handle to_python(DateTime time);

// `1234.5` from Decimal("1.2345E+3"); zeros after the second decimal are dropped, they change nothing.
[[nodiscard]] inline std::string plain_decimal(const pybind11::handle& number) {
    auto text = pybind11::cast<std::string>(pybind11::module_::import("builtins").attr("format")(number, "f"));
    const auto point = text.find('.');
    while (point != std::string::npos && text.size() > point + 3 && text.back() == '0') text.pop_back();
    return text;
}

}  // namespace zhixing::python

namespace pybind11::detail {

template <>
struct type_caster<zhixing::Date> {
    PYBIND11_TYPE_CASTER(zhixing::Date, const_name("datetime.date"));

    bool load(handle source, bool) {
        const auto day = zhixing::python::date_of(source);
        if (day) value = *day;
        return day.has_value();
    }

    static handle cast(zhixing::Date day, return_value_policy, handle) { return zhixing::python::to_python(day); }
};

template <>
struct type_caster<zhixing::DateTime> {
    PYBIND11_TYPE_CASTER(zhixing::DateTime, const_name("datetime.datetime"));

    bool load(handle source, bool) {
        const auto time = zhixing::python::date_time_of(source);
        if (time) value = *time;
        return time.has_value();
    }

    static handle cast(zhixing::DateTime time, return_value_policy, handle) { return zhixing::python::to_python(time); }
};

template <>
struct type_caster<zhixing::Money> {
    PYBIND11_TYPE_CASTER(zhixing::Money, const_name("decimal.Decimal"));

    // Decimal, int and text are exact; a float is not, and is refused.
    bool load(handle source, bool) {
        if (isinstance<str>(source)) {
            value = zhixing::Money::parse(pybind11::cast<std::string>(source));
        } else if ((isinstance<int_>(source) && !isinstance<bool_>(source)) ||
                   isinstance(source, zhixing::python::decimal_class())) {
            value = zhixing::Money::parse(zhixing::python::plain_decimal(
                isinstance<int_>(source) ? zhixing::python::decimal_class()(source) : reinterpret_borrow<object>(source)));
        } else {
            return false;
        }
        return true;
    }

    static handle cast(zhixing::Money amount, return_value_policy, handle) {
        return zhixing::python::decimal_class()(amount.to_string()).release();
    }
};

}  // namespace pybind11::detail
