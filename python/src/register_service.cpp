// The service sheet.
#include "bindings.hpp"
#include "convert.hpp"
#include "json.hpp"
#include "law/rule.hpp"
#include "long_call.hpp"
#include "rows.hpp"
#include "zhixing/service.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

struct SheetBlock {
    DossierPtr dossier;
    Rulebook rulebook;
    ServiceSheet sheet;
};
using SheetPtr = std::shared_ptr<const SheetBlock>;

// A part of one item of a sheet.
template <class Part>
struct Of {
    SheetPtr block;
    Part part;

    [[nodiscard]] std::optional<std::string_view> event(std::int32_t position) const { return event_id(*block->dossier, position); }
};
using Item = Of<ServiceItem>;
using Attempt = Of<ServiceAttempt>;
using Address = Of<ServiceAddress>;

template <class Part>
std::vector<Of<Part>> parts(const SheetPtr& block, const std::vector<Part>& list) {
    std::vector<Of<Part>> out;
    for (const Part& part : list) out.push_back({block, part});
    return out;
}

std::vector<std::string_view> event_ids(const Item& item, const std::vector<std::int32_t>& events) {
    std::vector<std::string_view> out;
    for (const std::int32_t event : events) out.push_back(item.event(event).value());
    return out;
}

std::optional<std::string_view> ref_of(const Item& item) {
    return item.part.ref == 0 ? std::nullopt : std::optional{item.block->dossier->ref_name(item.part.ref)};
}

const RuleVersion* version_of(const Item& item) {
    if (item.part.rule == kNoRule) return nullptr;
    return &item.block->rulebook.compiled().rules[item.part.rule].versions[item.part.version];
}

std::optional<Date> day_if(const Item& item, bool holds) { return holds ? date_or_none(item.part.served) : std::nullopt; }

void register_parts(py::module_& m) {
    py::class_<ServiceStep>(m, "ServiceStep", py::module_local(), "A step that the law allows next.")
        .def_property_readonly("step", [](const ServiceStep& self) { return self.step; })
        .def_property_readonly("text_zh", [](const ServiceStep& self) { return self.text.zh; })
        .def_property_readonly("text_en", [](const ServiceStep& self) { return self.text.en; })
        .def_property_readonly("rule", [](const ServiceStep& self) { return text_or_none(self.rule); })
        .def_property_readonly("citations", [](const ServiceStep& self) { return self.citations; });
    py::class_<ServiceWay>(m, "ServiceWay", py::module_local(), "A method of service, and whether it is open.")
        .def_property_readonly("method", [](const ServiceWay& self) { return self.method; })
        .def_property_readonly("name_zh", [](const ServiceWay& self) { return self.name.zh; })
        .def_property_readonly("name_en", [](const ServiceWay& self) { return self.name.en; })
        .def_property_readonly("allowed", [](const ServiceWay& self) { return to_string(self.allowed); }, "yes, no or unknown")
        .def_property_readonly("needs_zh", [](const ServiceWay& self) { return self.needs.zh; })
        .def_property_readonly("needs_en", [](const ServiceWay& self) { return self.needs.en; }, "conditions and evidence")
        .def_property_readonly("date_zh", [](const ServiceWay& self) { return self.date.zh; })
        .def_property_readonly("date_en", [](const ServiceWay& self) { return self.date.en; }, "which day counts")
        .def_property_readonly("rule", [](const ServiceWay& self) { return self.rule; })
        .def_property_readonly("citations", [](const ServiceWay& self) { return self.citations; });
    py::class_<Attempt>(m, "ServiceAttempt", py::module_local(), "One attempt of service.")
        .def_property_readonly("event", [](const Attempt& self) { return self.event(self.part.event).value(); })
        .def_property_readonly("code", [](const Attempt& self) { return text_or_none(self.part.code); }, "of a failure")
        .def_property_readonly("reason_zh", [](const Attempt& self) { return text_or_none(self.part.reason.zh); })
        .def_property_readonly("reason_en", [](const Attempt& self) { return text_or_none(self.part.reason.en); });
    py::class_<Address>(m, "ServiceAddress", py::module_local(), "The address that comes first, and where it is from.")
        .def_property_readonly("source", [](const Address& self) { return self.part.source; })
        .def_property_readonly("name_zh", [](const Address& self) { return self.part.name.zh; })
        .def_property_readonly("name_en", [](const Address& self) { return self.part.name.en; })
        .def_property_readonly("standing", [](const Address& self) { return self.part.standing; })
        .def_property_readonly("address", [](const Address& self) { return self.part.address; })
        .def_property_readonly("event", [](const Address& self) { return self.event(self.part.event); })
        .def_property_readonly("citations", [](const Address& self) { return self.part.citations; });
}

void register_item(py::module_& m) {
    py::class_<Item>(m, "ServiceItem", py::module_local(), "The service of one document on one addressee.")
        .def_property_readonly("document", [](const Item& self) { return self.part.document; })
        .def_property_readonly("party", [](const Item& self) { return party_id(*self.block->dossier, self.part.party); })
        .def_property_readonly("ref", &ref_of)
        .def_property_readonly("state", [](const Item& self) { return to_string(self.part.state); })
        .def_property_readonly("served", [](const Item& self) { return day_if(self, self.part.state != ServiceState::running); })
        .def_property_readonly("expected", [](const Item& self) { return day_if(self, self.part.state == ServiceState::running); },
                               "of a notice that is running: the day on which it will be deemed served")
        .def_property_readonly("rule", [](const Item& self) {
            return version_of(self) == nullptr ? std::nullopt : std::optional{self.block->rulebook.rule(self.part.rule).id};
        }, "by which it is deemed served")
        .def_property_readonly("citations", [](const Item& self) { return version_of(self) == nullptr ? std::vector<Citation>{} : version_of(self)->citations; })
        .def_property_readonly("event", [](const Item& self) { return self.event(self.part.event); })
        .def_property_readonly("missing_zh", [](const Item& self) { return text_or_none(self.part.missing.zh); })
        .def_property_readonly("missing_en", [](const Item& self) { return text_or_none(self.part.missing.en); })
        .def_property_readonly("attempts", [](const Item& self) { return parts(self.block, self.part.attempts); })
        .def_property_readonly("code", [](const Item& self) { return text_or_none(self.part.code); }, "of the last failure")
        .def_property_readonly("reason_zh", [](const Item& self) { return text_or_none(self.part.reason.zh); })
        .def_property_readonly("reason_en", [](const Item& self) { return text_or_none(self.part.reason.en); })
        .def_property_readonly("next", [](const Item& self) { return self.part.next; })
        .def_property_readonly("address", [](const Item& self) {
            return self.part.address.source.empty() ? std::nullopt : std::optional{Address{self.block, self.part.address}};
        })
        .def_property_readonly("receivers", [](const Item& self) { return event_ids(self, self.part.receivers); }, "events that name an agent or receiver")
        .def_property_readonly("ways", [](const Item& self) { return self.part.ways; })
        .def_property_readonly("copies", [](const Item& self) { return self.part.copies; }, "how many copies (份数), where an event says it")
        .def_property_readonly("last_day", [](const Item& self) { return date_or_none(self.part.last_day); })
        .def_property_readonly("handed_over", [](const Item& self) { return self.event(self.part.handed_over); })
        .def_property_readonly("accepted", [](const Item& self) { return self.event(self.part.accepted); })
        .def_property_readonly("scheduled", [](const Item& self) { return self.part.scheduled(); });
}

}  // namespace

void register_service(py::module_& m) {
    register_parts(m);
    register_item(m);
    py::class_<SheetBlock, std::shared_ptr<SheetBlock>>(m, "ServiceSheet", py::module_local(), "How the service of each document stands.")
        .def_property_readonly("as_of", [](const SheetBlock& self) { return self.sheet.as_of; })
        .def_property_readonly("items", [](const SheetPtr& self) { return parts(self, self->sheet.items); })
        .def_property_readonly("schedule", [](const SheetBlock& self) { return service_schedule(self.sheet, *self.dossier, self.rulebook).rows; },
                               "rows of the schedule (附表)")
        .def_property_readonly("schedule_columns", [](const SheetBlock& self) {
            std::vector<std::string> names;
            for (const Text& column : service_schedule(self.sheet, *self.dossier, self.rulebook).columns) names.push_back(column.zh);
            return names;
        })
        .def_property_readonly("schedule_missing", [](const SheetBlock& self) {
            const ServiceSchedule schedule = service_schedule(self.sheet, *self.dossier, self.rulebook);
            std::vector<std::pair<std::size_t, std::string>> missing;
            for (const ServiceSchedule::Gap& gap : schedule.missing) missing.emplace_back(gap.row, schedule.columns[gap.column].zh);
            return missing;
        }, "cells of the schedule that the events should fill and do not: row and name of the column")
        .def("to_json", [](const SheetBlock& self) { return to_json(self.sheet, *self.dossier, self.rulebook); })
        .def("to_dict", [](const SheetBlock& self) { return parse_json(to_json(self.sheet, *self.dossier, self.rulebook)); });
    m.def("service_sheet", [](const std::shared_ptr<Dossier>& dossier, const Rulebook& rulebook, Date as_of, std::optional<DateTime> known_at) {
        return without_gil([&] { return std::make_shared<SheetBlock>(SheetBlock{dossier, rulebook, service_sheet(*dossier, rulebook, {as_of, known_at})}); });
    }, py::arg("dossier"), py::arg("rulebook"), py::arg("as_of"), py::arg("known_at") = py::none());
}

}  // namespace zhixing::python
