#include <mutex>

#include "bindings.hpp"
#include "convert.hpp"
#include "json.hpp"
#include "law/rule.hpp"
#include "long_call.hpp"
#include "rows.hpp"
#include "zhixing/review.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

// A review with what its rows point into.
struct ReviewBlock {
    DossierPtr dossier;
    Rulebook rulebook;
    Review review;
};
using ReviewPtr = std::shared_ptr<const ReviewBlock>;

template <class Record>
struct Row {
    ReviewPtr block;
    Record record;

    [[nodiscard]] const Dossier& dossier() const { return *block->dossier; }
    [[nodiscard]] const Rulebook& rulebook() const { return block->rulebook; }
    [[nodiscard]] std::optional<std::string_view> event(std::int32_t position) const { return event_id(dossier(), position); }
    [[nodiscard]] const RuleInfo* info() const { return record.rule == kNoRule ? nullptr : &rulebook().rule(record.rule); }
    [[nodiscard]] const RuleVersion* version() const {
        return record.rule == kNoRule ? nullptr : &rulebook().compiled().rules[record.rule].versions.at(record.version);
    }
    [[nodiscard]] Text message() const { return zhixing::message(record, dossier(), rulebook()); }
};
using ObligationRow = Row<Obligation>;
using FindingRow = Row<Finding>;
using UnknownRow = Row<Unknown>;

template <class Record>
std::vector<Row<Record>> rows(const ReviewPtr& block, const std::vector<Record>& records) {
    std::vector<Row<Record>> out;
    out.reserve(records.size());
    for (const Record& record : records) out.push_back({block, record});
    return out;
}

// Remarks on the record itself come from no rule; the JSON of a review names them likewise.
template <class Record>
std::string_view rule_id(const Row<Record>& row) {
    return row.info() == nullptr ? std::string_view{"record"} : std::string_view{row.info()->id};
}

template <class Record>
const ChecklistItem* checklist_item(const Row<Record>& row) {
    const bool has = row.record.item != 0 && row.version() != nullptr && !row.version()->process;
    return has ? &row.version()->items.at(row.record.item - 1U) : nullptr;
}

// Of a checklist the item, of a process the state.
template <class Record>
std::optional<std::string_view> item_id(const Row<Record>& row) {
    if (const ChecklistItem* item = checklist_item(row)) return std::string_view{item->id};
    if (row.record.item == 0 || row.version() == nullptr) return std::nullopt;
    return std::string_view{row.version()->process->states.at(row.record.item - 1U).id};
}

template <class Record>
std::string name_in(const Row<Record>& row, std::string Text::* language) {
    return row.info() == nullptr ? std::string{} : row.info()->name.*language;
}

std::vector<Citation> citations(const FindingRow& row) {
    if (const ChecklistItem* item = checklist_item(row)) return item->citations;
    return row.version() == nullptr ? std::vector<Citation>{} : row.version()->citations;
}

std::vector<std::string_view> events(const FindingRow& row) {
    std::vector<std::string_view> out;
    if (const auto id = row.event(row.record.trigger)) out.push_back(*id);
    if (const auto id = row.event(row.record.other); id && row.record.other != row.record.trigger) out.push_back(*id);
    return out;
}

const std::string& in_language(const Text& text, std::string_view language) {
    if (language != "zh" && language != "en") throw py::value_error("lang is \"zh\" or \"en\"");
    return language == "zh" ? text.zh : text.en;
}

// What every row of a review has.
template <class Record>
py::class_<Row<Record>> register_row(py::module_& m, const char* name, const char* doc) {
    using Self = Row<Record>;
    return py::class_<Self>(m, name, py::module_local(), doc)
        .def_property_readonly("rule", &rule_id<Record>)
        .def_property_readonly("rule_name_zh", [](const Self& self) { return name_in(self, &Text::zh); })
        .def_property_readonly("rule_name_en", [](const Self& self) { return name_in(self, &Text::en); })
        .def_property_readonly("party", [](const Self& self) { return party_id(self.dossier(), self.record.party); })
        .def_property_readonly("trigger", [](const Self& self) { return self.event(self.record.trigger); }, "id of the event that set it going");
}

template <class Class>
void add_messages(Class& type) {
    using Self = typename Class::type;
    type.def_property_readonly("message_zh", [](const Self& self) { return self.message().zh; })
        .def_property_readonly("message_en", [](const Self& self) { return self.message().en; })
        .def("message", [](const Self& self, std::string_view lang) { return in_language(self.message(), lang); }, py::arg("lang"));
}

void register_finding(py::module_& m) {
    auto type = register_row<Finding>(m, "Finding", "What a review says: a rule, a severity, dates and articles.");
    type.def_property_readonly("item", &item_id<Finding>, "of a checklist")
        .def_property_readonly("severity", [](const FindingRow& self) { return to_string(self.record.severity); })
        .def_property_readonly("outcome", [](const FindingRow& self) { return to_string(self.record.outcome); })
        .def_property_readonly("due", [](const FindingRow& self) { return date_or_none(self.record.due); })
        .def_property_readonly("days", [](const FindingRow& self) {
            return self.record.due == kNoDate ? std::nullopt : std::optional{self.record.days};
        }, "days left; negative days are days late")
        .def_property_readonly("events", &events, "ids of the events that made it so")
        .def_property_readonly("other", [](const FindingRow& self) { return self.event(self.record.other); },
                               "id of the event that fulfilled, renewed or waived")
        .def_property_readonly("round", [](const FindingRow& self) { return self.record.round; })
        .def_property_readonly("holds", [](const FindingRow& self) {
            return std::pair{date_or_none(self.record.holds_from), date_or_none(self.record.holds_to)};
        }, "first and last as-of date on which it holds if nothing else happens")
        .def_property_readonly("provisional", [](const FindingRow& self) { return self.record.provisional; })
        .def_property_readonly("bounded", [](const FindingRow& self) { return self.record.bounded; })
        .def_property_readonly("citations", &citations)
        .def("__repr__", [](const FindingRow& self) {
            return "Finding('" + std::string{rule_id(self)} + "', '" + std::string{to_string(self.record.severity)} +
                   "', '" + std::string{to_string(self.record.outcome)} + "')";
        });
    add_messages(type);
}

void register_obligation(py::module_& m) {
    register_row<Obligation>(m, "Obligation", "One run of one clock (期限).")
        .def_property_readonly("round", [](const ObligationRow& self) { return self.record.round; }, "of a recurring duty, from 1")
        .def_property_readonly("met_by", [](const ObligationRow& self) { return self.event(self.record.met_by); })
        .def_property_readonly("due", [](const ObligationRow& self) { return date_or_none(self.record.due); })
        .def_property_readonly("state", [](const ObligationRow& self) { return to_string(self.record.state); })
        .def_property_readonly("provisional", [](const ObligationRow& self) { return self.record.provisional; })
        .def_property_readonly("bounded", [](const ObligationRow& self) { return self.record.bounded; })
        .def("__repr__", [](const ObligationRow& self) {
            return "Obligation('" + std::string{rule_id(self)} + "', '" + std::string{to_string(self.record.state)} + "')";
        });
}

void register_unknown(py::module_& m) {
    auto type = register_row<Unknown>(m, "Unknown", "What could not be told, and the fact that would tell it.");
    type.def_property_readonly("item", &item_id<Unknown>, "of a checklist")
        .def_property_readonly("missing", [](const UnknownRow& self) { return self.message().en; }, "e.g. `event e3: on`, `fact basis.kind`");
    add_messages(type);
}

ReviewPtr review_one(const std::shared_ptr<Dossier>& dossier, const Rulebook& rulebook, Date as_of, std::optional<DateTime> known_at) {
    return without_gil([&] {
        return std::make_shared<ReviewBlock>(ReviewBlock{dossier, rulebook, review(*dossier, rulebook, {as_of, known_at})});
    });
}

// A Reviewer that threads may share by taking turns.
class SharedReviewer {
public:
    explicit SharedReviewer(const Rulebook& rulebook) : reviewer_{rulebook} {}

    std::vector<ReviewPtr> review(const std::vector<std::shared_ptr<Dossier>>& dossiers, Date as_of, std::optional<DateTime> known_at) {
        return without_gil([&] {
            const std::lock_guard lock{mutex_};
            std::vector<ReviewPtr> out;
            Interrupts interrupts;
            for (const auto& dossier : dossiers) {
                interrupts.check();
                reviewer_.review(*dossier, {as_of, known_at}, scratch_);
                out.push_back(std::make_shared<ReviewBlock>(ReviewBlock{dossier, reviewer_.rulebook(), scratch_}));
            }
            return out;
        });
    }

private:
    Reviewer reviewer_;
    Review scratch_;
    std::mutex mutex_;
};

}  // namespace

void register_review(py::module_& m) {
    register_finding(m);
    register_obligation(m);
    register_unknown(m);
    py::class_<ReviewBlock, std::shared_ptr<ReviewBlock>>(m, "Review", py::module_local(), "The answer: what is due, missing, wrong or forbidden.")
        .def_property_readonly("number", [](const ReviewBlock& self) { return text_or_none(self.dossier->number()); })
        .def_property_readonly("dossier", [](const ReviewBlock& self) { return std::const_pointer_cast<Dossier>(self.dossier); })
        .def_property_readonly("rulebook", [](const ReviewBlock& self) { return self.rulebook; })
        .def_property_readonly("as_of", [](const ReviewBlock& self) { return self.review.as_of; })
        .def_property_readonly("findings", [](const ReviewPtr& self) { return rows(self, self->review.findings); }, "gravest first, then by due date")
        .def_property_readonly("obligations", [](const ReviewPtr& self) { return rows(self, self->review.obligations); }, "by trigger date")
        .def_property_readonly("unknown", [](const ReviewPtr& self) { return rows(self, self->review.unknown); })
        .def_property_readonly("next_change", [](const ReviewBlock& self) { return self.review.next_change; },
                               "no answer changes before this day if nothing else happens; None: never")
        .def("to_json", [](const ReviewBlock& self) { return to_json(self.review, *self.dossier, self.rulebook); })
        .def("to_dict", [](const ReviewBlock& self) { return parse_json(to_json(self.review, *self.dossier, self.rulebook)); })
        .def("__repr__", [](const ReviewBlock& self) {
            return "Review('" + std::string{self.dossier->number()} + "', as of " + to_string(self.review.as_of) + ", " +
                   std::to_string(self.review.findings.size()) + " findings)";
        });
    m.def("review", &review_one, py::arg("dossier"), py::arg("rulebook"), py::arg("as_of"), py::arg("known_at") = py::none());

    py::class_<SharedReviewer>(m, "Reviewer", py::module_local(), "Reviews many dossiers with one rulebook.")
        .def(py::init<const Rulebook&>(), py::arg("rulebook"))
        .def("review", &SharedReviewer::review, py::arg("dossiers"), py::arg("as_of"), py::arg("known_at") = py::none());
}

}  // namespace zhixing::python
