#include "convert.hpp"

#include <datetime.h>

namespace zhixing::python {
namespace {

// The macros of datetime.h cast in the old style.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"

void need_datetime() {
    if (PyDateTimeAPI == nullptr) PyDateTime_IMPORT;
    if (PyDateTimeAPI == nullptr) throw pybind11::error_already_set();
}

Date day_of(PyObject* object) {
    return make_date(PyDateTime_GET_YEAR(object), static_cast<unsigned>(PyDateTime_GET_MONTH(object)),
                     static_cast<unsigned>(PyDateTime_GET_DAY(object)));
}

std::chrono::seconds time_of(PyObject* object) {
    return std::chrono::hours{PyDateTime_DATE_GET_HOUR(object)} + std::chrono::minutes{PyDateTime_DATE_GET_MINUTE(object)} +
           std::chrono::seconds{PyDateTime_DATE_GET_SECOND(object)};
}

#pragma GCC diagnostic pop

}  // namespace

std::optional<Date> date_of(pybind11::handle object) {
    need_datetime();
    if (PyDate_Check(object.ptr()) == 0 || PyDateTime_Check(object.ptr()) != 0) return std::nullopt;
    return day_of(object.ptr());
}

// Civil time has no zone: a datetime that has one is refused rather than guessed at.
std::optional<DateTime> date_time_of(pybind11::handle object) {
    need_datetime();
    if (PyDateTime_Check(object.ptr()) == 0 || !object.attr("tzinfo").is_none()) return std::nullopt;
    return day_of(object.ptr()) + time_of(object.ptr());
}

pybind11::handle to_python(Date day) {
    need_datetime();
    const date::year_month_day ymd{day};
    return PyDate_FromDate(int{ymd.year()}, static_cast<int>(unsigned{ymd.month()}), static_cast<int>(unsigned{ymd.day()}));
}

pybind11::handle to_python(DateTime time) {
    need_datetime();
    const auto day = date::floor<date::days>(time);
    const date::year_month_day ymd{day};
    const auto second = static_cast<int>((time - day).count());
    return PyDateTime_FromDateAndTime(int{ymd.year()}, static_cast<int>(unsigned{ymd.month()}), static_cast<int>(unsigned{ymd.day()}),
                                      second / 3600, second / 60 % 60, second % 60, 0);
}

}  // namespace zhixing::python
