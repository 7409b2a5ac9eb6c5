// How values cross: dates as datetime.date, date-times as naive datetime.datetime, money as
// decimal.Decimal. Include this, and never pybind11/chrono.h, which would read the same types as instants.
#pragma once

#include <datetime.h>
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

inline void need_datetime() {
    if (PyDateTimeAPI == nullptr) PyDateTime_IMPORT;
    if (PyDateTimeAPI == nullptr) throw pybind11::error_already_set();
}

// The macros of datetime.h cast in the old style.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"

[[nodiscard]] inline Date day_of(PyObject* object) {
    return make_date(PyDateTime_GET_YEAR(object), static_cast<unsigned>(PyDateTime_GET_MONTH(object)),
                     static_cast<unsigned>(PyDateTime_GET_DAY(object)));
}

[[nodiscard]] inline std::chrono::seconds time_of(PyObject* object) {
    return std::chrono::hours{PyDateTime_DATE_GET_HOUR(object)} + std::chrono::minutes{PyDateTime_DATE_GET_MINUTE(object)} +
           std::chrono::seconds{PyDateTime_DATE_GET_SECOND(object)};
}

#pragma GCC diagnostic pop

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

    // A datetime is a date to Python; taking it would drop the time in silence.
    bool load(handle source, bool) {
        zhixing::python::need_datetime();
        PyObject* const object = source.ptr();
        if (PyDate_Check(object) == 0 || PyDateTime_Check(object) != 0) return false;
        value = zhixing::python::day_of(object);
        return true;
    }

    static handle cast(zhixing::Date day, return_value_policy, handle) {
        zhixing::python::need_datetime();
        const date::year_month_day ymd{day};
        return PyDate_FromDate(int{ymd.year()}, static_cast<int>(unsigned{ymd.month()}),
                               static_cast<int>(unsigned{ymd.day()}));
    }
};

template <>
struct type_caster<zhixing::DateTime> {
    PYBIND11_TYPE_CASTER(zhixing::DateTime, const_name("datetime.datetime"));

    // Civil time has no zone: a datetime that has one is refused rather than guessed at.
    bool load(handle source, bool) {
        zhixing::python::need_datetime();
        PyObject* const object = source.ptr();
        if (PyDateTime_Check(object) == 0 || !source.attr("tzinfo").is_none()) return false;
        value = zhixing::python::day_of(object) + zhixing::python::time_of(object);
        return true;
    }

    static handle cast(zhixing::DateTime time, return_value_policy, handle) {
        zhixing::python::need_datetime();
        const auto day = date::floor<date::days>(time);
        const date::year_month_day ymd{day};
        const auto second = static_cast<int>((time - day).count());
        return PyDateTime_FromDateAndTime(int{ymd.year()}, static_cast<int>(unsigned{ymd.month()}),
                                          static_cast<int>(unsigned{ymd.day()}), second / 3600, second / 60 % 60,
                                          second % 60, 0);
    }
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
