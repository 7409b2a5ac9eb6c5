#include <algorithm>
#include <array>
#include <cstring>

#include "bindings.hpp"
#include "convert.hpp"
#include "long_call.hpp"
#include "zhixing/calendar.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

// Any C-contiguous buffer of 32-bit integers: days since 1970-01-01, as date32 in Arrow.
py::buffer_info int32_days(const py::buffer& days) {
    py::buffer_info info = days.request();
    const bool int32 = info.itemsize == 4 && (info.format == "i" || info.format == "l" || info.format == "<i");
    if (!int32 || info.ndim != 1 || (info.size > 1 && info.strides[0] != info.itemsize)) {
        throw py::type_error("days must be a contiguous one-dimensional buffer of 32-bit integers (days since 1970-01-01)");
    }
    return info;
}

// Blocks are copied in and out, since the rows of the caller are integers and those of the library dates.
void add_workdays(const Calendar& calendar, const char* in, std::size_t count, int n, char* out) {
    constexpr std::size_t kBlock = 4096;
    std::array<Date, kBlock> block;
    static_assert(sizeof(Date) == sizeof(std::int32_t));
    for (std::size_t i = 0; i < count; i += kBlock) {
        const std::size_t size = std::min(kBlock, count - i);
        std::memcpy(block.data(), in + i * sizeof(Date), size * sizeof(Date));
        calendar.add_workdays(block.data(), size, n, block.data());
        std::memcpy(out + i * sizeof(Date), block.data(), size * sizeof(Date));
    }
}

py::object add_workdays_to_buffer(const Calendar& calendar, const py::buffer& days, int n) {
    const py::buffer_info in = int32_days(days);
    const auto count = static_cast<std::size_t>(in.size);
    // array.array makes its items from bytes once; they are overwritten below.
    py::object result = py::module_::import("array").attr("array")("i", py::bytes(std::string(count * 4, '\0')));
    const py::buffer_info out = py::reinterpret_borrow<py::buffer>(result).request(true);
    without_gil([&] { add_workdays(calendar, static_cast<const char*>(in.ptr), count, n, static_cast<char*>(out.ptr)); });
    return result;
}

}  // namespace

void register_calendar(py::module_& m) {
    py::class_<Calendar, std::shared_ptr<Calendar>>(m, "Calendar", py::module_local(), "Days of work and rest.")
        // The library's own calendar lives as long as the program: nobody deletes it.
        .def_static("china", [] { return &Calendar::china(); }, py::return_value_policy::reference,
                    "The calendar of mainland China.")
        .def_static("parse",
                    [](std::string_view csv, std::string_view file) { return std::make_shared<Calendar>(Calendar::parse(csv, file)); },
                    py::arg("csv"), py::arg("file") = "calendar", "Reads lines date,name,off|work.")
        .def("kind", [](const Calendar& self, Date day) { return to_string(self.kind(day)); }, py::arg("day"))
        .def("holiday", [](const Calendar& self, Date day) { return text_or_none(self.holiday(day)); }, py::arg("day"),
             "Name of the holiday that makes the day what it is, or None.")
        .def("is_workday", &Calendar::is_workday, py::arg("day"))
        .def("is_provisional", &Calendar::is_provisional, py::arg("day"), "True where the year's notice was not out.")
        .def("roll_forward", &Calendar::roll_forward, py::arg("day"))
        .def("roll_back", &Calendar::roll_back, py::arg("day"))
        .def("workdays_between", &Calendar::workdays_between, py::arg("start"), py::arg("end"), "Working days in (start, end].")
        .def("add_workdays", py::overload_cast<Date, int>(&Calendar::add_workdays, py::const_), py::arg("day"), py::arg("n"))
        .def("add_workdays", &add_workdays_to_buffer, py::arg("days"), py::arg("n"),
             "The same for a buffer of 32-bit days since 1970-01-01; gives an array.array('i').");
}

}  // namespace zhixing::python
