#include "bindings.hpp"
#include "convert.hpp"
#include "zhixing/period.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

using Interval = std::pair<Date, std::optional<Date>>;

std::string_view step_kind(PeriodStep::Kind kind) {
    switch (kind) {
        case PeriodStep::Kind::start: return "start";
        case PeriodStep::Kind::count: return "count";
        case PeriodStep::Kind::month_end: return "month_end";
        case PeriodStep::Kind::pause: return "pause";
        case PeriodStep::Kind::roll: return "roll";
        case PeriodStep::Kind::open_pause: return "open_pause";
    }
    return "";
}

Period count(Date start, int n, std::string_view unit, const Calendar* calendar, bool roll, const std::vector<Interval>& intervals) {
    const auto known = parse_unit(unit);
    if (!known) {
        throw InputError{"period.unit",
                         {"期间单位应为 day、workday、month 或 year：" + std::string{unit},
                          "the unit is day, workday, month or year, not \"" + std::string{unit} + "\""}};
    }
    std::vector<Pause> pauses;
    for (const auto& [from, to] : intervals) pauses.push_back({from, to});
    return period_end(start, {n, *known, roll}, calendar != nullptr ? *calendar : Calendar::china(), pauses);
}

}  // namespace

void register_period(py::module_& m) {
    py::class_<PeriodStep>(m, "PeriodStep", py::module_local(), "One step of a count.")
        .def_property_readonly("kind", [](const PeriodStep& self) { return step_kind(self.kind); })
        .def_readonly("reached", &PeriodStep::reached)
        .def_readonly("days", &PeriodStep::days)
        .def_property_readonly("text_zh", [](const PeriodStep& self) { return self.text.zh; })
        .def_property_readonly("text_en", [](const PeriodStep& self) { return self.text.en; });

    py::class_<Period>(m, "Period", py::module_local(), "The end of a period and how it was counted.")
        .def_readonly("end", &Period::end, "last day of the period; None while a pause is open")
        .def_readonly("raw_end", &Period::raw_end, "before rolling off a rest day")
        .def_readonly("provisional", &Period::provisional, "leans on a year whose holiday notice is not out")
        .def_readonly("steps", &Period::steps);

    m.def("period_end", &count, py::arg("start"), py::arg("n"), py::arg("unit"), py::arg("calendar") = py::none(),
          py::arg("roll") = true, py::arg("pauses") = py::tuple(),
          "The end of n days, workdays, months or years from start, whose own day is not counted; negative n counts "
          "back. Pauses are (from, to) with the day of from still counted; to may be None.");
    m.def("period_end_hours", &period_end_hours, py::arg("start"), py::arg("n"),
          "The end of n hours; the hour in which start lies is not counted.");
}

}  // namespace zhixing::python
