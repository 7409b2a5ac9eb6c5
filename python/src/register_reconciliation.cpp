// Bank statements and their reconciliation.
#include "bindings.hpp"
#include "convert.hpp"
#include "errors.hpp"
#include "json.hpp"
#include "long_call.hpp"
#include "zhixing/reconcile.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

using ReconciliationPtr = std::shared_ptr<const Reconciliation>;

struct ItemRow {
    ReconciliationPtr answer;
    std::size_t position;

    [[nodiscard]] const ReconciliationItem& get() const { return answer->items[position]; }
    [[nodiscard]] std::vector<BankMovement> movements(const std::vector<std::uint32_t>& positions) const {
        std::vector<BankMovement> out;
        for (const std::uint32_t i : positions) out.push_back(answer->movements[i]);
        return out;
    }
};

py::list exceptions(const std::vector<InputError>& errors) {
    py::list out;
    for (const InputError& error : errors) out.append(to_exception(error));
    return out;
}

void register_statement(py::module_& m) {
    py::class_<StatementLine>(m, "StatementLine", py::module_local(), "One line of a bank's statement.")
        .def_readonly("line", &StatementLine::line, "where it stands in the file, from 1")
        .def_readonly("on", &StatementLine::on)
        .def_property_readonly("serial", [](const StatementLine& self) { return text_or_none(self.serial); })
        .def_readonly("incoming", &StatementLine::incoming)
        .def_readonly("amount", &StatementLine::amount)
        .def_readonly("balance", &StatementLine::balance)
        .def_property_readonly("name", [](const StatementLine& self) { return text_or_none(self.name); }, "the other side")
        .def_property_readonly("account", [](const StatementLine& self) { return text_or_none(self.account); }, "of the other side")
        .def_property_readonly("memo", [](const StatementLine& self) { return text_or_none(self.memo); });
    py::class_<BankStatement>(m, "BankStatement", py::module_local(), "A bank's statement, oldest line first.")
        .def_readonly("file", &BankStatement::file)
        .def_readonly("lines", &BankStatement::lines)
        .def_property_readonly("refused", [](const BankStatement& self) { return exceptions(self.refused); }, "InputErrors of lines that are not in lines")
        .def_property_readonly("breaks", [](const BankStatement& self) { return exceptions(self.breaks); }, "InputErrors of balances that do not continue")
        .def_property_readonly("repeated", [](const BankStatement& self) { return exceptions(self.repeated); }, "InputErrors of lines told before, which count once")
        .def_readonly("rows", &BankStatement::rows, "all rows: lines, refused and repeated")
        .def_readonly("opening", &BankStatement::opening)
        .def_readonly("closing", &BankStatement::closing);
    m.def("read_statement", [](const py::bytes& text, const std::string& file) {
        const auto view = py::cast<std::string_view>(text);
        return without_gil([&] { return BankStatement::from_csv(view, file); });
    }, py::arg("text"), py::arg("file"));
}

void register_answer(py::module_& m) {
    py::class_<BankMovement>(m, "BankMovement", py::module_local(), "An event that moves money through the bank account.")
        .def_readonly("dossier", &BankMovement::dossier, "position among the dossiers given, from 0")
        .def_readonly("case_number", &BankMovement::case_number)
        .def_readonly("event", &BankMovement::event)
        .def_property_readonly("kind", [](const BankMovement& self) { return Catalogue::bundled().kind(self.kind).id; })
        .def_property_readonly("on", [](const BankMovement& self) { return date_or_none(self.on); })
        .def_readonly("incoming", &BankMovement::incoming)
        .def_readonly("amount", &BankMovement::amount)
        .def_property_readonly("number", [](const BankMovement& self) { return text_or_none(self.number); })
        .def_property_readonly("name", [](const BankMovement& self) { return text_or_none(self.name); })
        .def_readonly("reversed", &BankMovement::reversed);
    m.def("bank_movements", &bank_movements, py::arg("dossier"), py::arg("position") = 0, py::arg("known_at") = py::none());

    py::class_<ItemRow>(m, "ReconciliationItem", py::module_local(), "What became of one line, of one movement, or of those that belong together.")
        .def_property_readonly("outcome", [](const ItemRow& self) { return to_string(self.get().outcome); })
        .def_property_readonly("test", [](const ItemRow& self) { return self.get().test == MatchTest::none ? std::nullopt : std::optional{to_string(self.get().test)}; })
        .def_property_readonly("reason", [](const ItemRow& self) { return self.get().reason == MismatchReason::none ? std::nullopt : std::optional{to_string(self.get().reason)}; })
        .def_property_readonly("line", [](const ItemRow& self) {
            const std::int32_t line = self.get().line;
            return line < 0 ? std::nullopt : std::optional{self.answer->lines[static_cast<std::size_t>(line)]};
        })
        .def_property_readonly("movements", [](const ItemRow& self) { return self.movements(self.get().movements); })
        .def_property_readonly("candidate_movements", [](const ItemRow& self) {
            return self.get().line < 0 ? std::vector<BankMovement>{} : self.movements(self.get().candidates);
        })
        .def_property_readonly("candidate_lines", [](const ItemRow& self) {
            std::vector<StatementLine> out;
            if (self.get().line >= 0) return out;
            for (const std::uint32_t i : self.get().candidates) out.push_back(self.answer->lines[i]);
            return out;
        })
        .def_property_readonly("difference", [](const ItemRow& self) {
            return self.get().reason == MismatchReason::amount_differs ? std::optional{self.get().difference} : std::nullopt;
        }, "books less bank")
        .def_property_readonly("days", [](const ItemRow& self) {
            return self.get().reason == MismatchReason::date_differs ? std::optional{self.get().days} : std::nullopt;
        }, "books less bank")
        .def_property_readonly("message_zh", [](const ItemRow& self) { return message(self.get(), *self.answer).zh; })
        .def_property_readonly("message_en", [](const ItemRow& self) { return message(self.get(), *self.answer).en; });

    py::class_<Reconciliation, std::shared_ptr<Reconciliation>>(m, "Reconciliation", py::module_local(), "A statement against the books, line by line.")
        .def_property_readonly("agrees", &Reconciliation::agrees)
        .def_property_readonly("adds_up", &Reconciliation::adds_up)
        .def_property_readonly("items", [](const ReconciliationPtr& self) {
            std::vector<ItemRow> out;
            for (std::size_t i = 0; i < self->items.size(); ++i) out.push_back({self, i});
            return out;
        })
        .def_property_readonly("breaks", [](const Reconciliation& self) { return exceptions(self.breaks); })
        .def_property_readonly("repeated", [](const Reconciliation& self) { return exceptions(self.repeated); })
        .def("to_json", [](const Reconciliation& self) { return to_json(self); })
        .def("to_dict", [](const Reconciliation& self) { return parse_json(to_json(self)); })
        .def("events", [](const Reconciliation& self, Date on) { return parse_json(to_events(self, on)); }, py::arg("on"), "for the dossier of the account");
    m.def("reconcile", [](const BankStatement& statement, const std::vector<BankMovement>& movements, int days, std::optional<Date> start, std::optional<Date> end) {
        return without_gil([&] { return std::make_shared<Reconciliation>(reconcile(statement, movements, {days, start, end})); });
    }, py::arg("statement"), py::arg("movements"), py::arg("days") = 3, py::arg("start") = py::none(), py::arg("end") = py::none());
}

}  // namespace

void register_reconciliation(py::module_& m) {
    register_statement(m);
    register_answer(m);
}

}  // namespace zhixing::python
