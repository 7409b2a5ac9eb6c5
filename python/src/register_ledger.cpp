// The escrow ledger and admission to it.
#include "bindings.hpp"
#include "convert.hpp"
#include "json.hpp"
#include "long_call.hpp"
#include "rows.hpp"
#include "zhixing/admission.hpp"
#include "zhixing/ledger.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

struct Books {
    DossierPtr dossier;
    Ledger ledger;
};
using BooksPtr = std::shared_ptr<const Books>;

template <class Record>
struct Row {
    BooksPtr books;
    Record record;

    [[nodiscard]] std::string_view event(std::int32_t position) const { return event_id(*books->dossier, position).value(); }
    [[nodiscard]] const LedgerAccount& account(std::uint32_t number) const { return books->ledger.accounts[number]; }
};

template <class Record>
std::vector<Row<Record>> rows(const BooksPtr& books, const std::vector<Record>& records) {
    std::vector<Row<Record>> out;
    for (const Record& record : records) out.push_back({books, record});
    return out;
}

using AccountRow = Row<LedgerAccount>;
using EntryRow = Row<LedgerEntry>;
using FlawRow = Row<LedgerFlaw>;
using PaymentRow = Row<LedgerPayment>;
using ReceiptRow = Row<LedgerReceipt>;
using EntitlementRow = Row<LedgerEntitlement>;

std::vector<std::string_view> events_of(const PaymentRow& row) {
    std::vector<std::string_view> ids;
    for (const std::int32_t event : row.record.events) ids.push_back(row.event(event));
    return ids;
}

void register_rows(py::module_& m) {
    py::class_<AccountRow>(m, "LedgerAccount", py::module_local(), "An account and what went through it.")
        .def_property_readonly("kind", [](const AccountRow& self) { return to_string(self.record.kind); })
        .def_property_readonly("key", [](const AccountRow& self) { return text_or_none(self.record.key); })
        .def_property_readonly("debits", [](const AccountRow& self) { return self.record.debits; })
        .def_property_readonly("credits", [](const AccountRow& self) { return self.record.credits; })
        .def_property_readonly("balance", [](const AccountRow& self) { return self.record.balance(); });
    py::class_<EntryRow>(m, "LedgerEntry", py::module_local(), "One posting: an amount from one account to another, because of one event.")
        .def_property_readonly("event", [](const EntryRow& self) { return self.event(self.record.event); })
        .def_property_readonly("on", [](const EntryRow& self) { return self.record.on; })
        .def_property_readonly("debit", [](const EntryRow& self) { return AccountRow{self.books, self.account(self.record.debit)}; })
        .def_property_readonly("credit", [](const EntryRow& self) { return AccountRow{self.books, self.account(self.record.credit)}; })
        .def_property_readonly("amount", [](const EntryRow& self) { return self.record.amount; })
        .def_property_readonly("reverses", [](const EntryRow& self) {
            return self.record.reverses < 0 ? std::nullopt : std::optional{self.record.reverses};
        }, "position of the entry that this one takes back");
    py::class_<FlawRow>(m, "LedgerFlaw", py::module_local(), "An event that could not be posted as it stands.")
        .def_property_readonly("event", [](const FlawRow& self) { return self.event(self.record.event); })
        .def_property_readonly("fault", [](const FlawRow& self) { return to_string(self.record.fault); })
        .def_property_readonly("amount", [](const FlawRow& self) { return self.record.amount; })
        .def_property_readonly("message_zh", [](const FlawRow& self) { return message(self.record, *self.books->dossier).zh; })
        .def_property_readonly("message_en", [](const FlawRow& self) { return message(self.record, *self.books->dossier).en; });
    py::class_<PaymentRow>(m, "LedgerPayment", py::module_local(), "A payment out, by its number and payee.")
        .def_property_readonly("number", [](const PaymentRow& self) { return text_or_none(self.record.number); })
        .def_property_readonly("payee", [](const PaymentRow& self) { return text_or_none(self.record.payee); })
        .def_property_readonly("receipt", [](const PaymentRow& self) { return text_or_none(self.record.receipt); })
        .def_property_readonly("amount", [](const PaymentRow& self) { return self.record.amount; })
        .def_property_readonly("state", [](const PaymentRow& self) { return to_string(self.record.state); })
        .def_property_readonly("events", &events_of);
    py::class_<ReceiptRow>(m, "LedgerReceipt", py::module_local(), "Money that came in, and what is left of it.")
        .def_property_readonly("ref", [](const ReceiptRow& self) { return self.record.ref; })
        .def_property_readonly("payer", [](const ReceiptRow& self) { return text_or_none(self.record.payer); })
        .def_property_readonly("event", [](const ReceiptRow& self) { return self.event(self.record.event); })
        .def_property_readonly("on", [](const ReceiptRow& self) { return self.record.on; })
        .def_property_readonly("amount", [](const ReceiptRow& self) { return self.record.amount; })
        .def_property_readonly("left", [](const ReceiptRow& self) { return self.record.left; })
        .def_property_readonly("spent_on", [](const ReceiptRow& self) { return date_or_none(self.record.spent_on); });
    py::class_<EntitlementRow>(m, "LedgerEntitlement", py::module_local(), "What a creditor is owed and has been paid, by head.")
        .def_property_readonly("creditor", [](const EntitlementRow& self) { return self.record.creditor; })
        .def_property_readonly("head", [](const EntitlementRow& self) { return text_or_none(self.record.head); })
        .def_property_readonly("due", [](const EntitlementRow& self) { return self.record.due; })
        .def_property_readonly("paid", [](const EntitlementRow& self) { return self.record.paid; });
}

Money balance_of(const Books& books, const std::string& kind) {
    for (const LedgerAccount& account : books.ledger.accounts) {
        if (to_string(account.kind) == kind) return books.ledger.balance(account.kind);
    }
    return {};
}

void register_books(py::module_& m) {
    py::class_<Books, std::shared_ptr<Books>>(m, "Ledger", py::module_local(), "The books of one case on a day.")
        .def_property_readonly("as_of", [](const Books& self) { return self.ledger.as_of; })
        .def_property_readonly("accounts", [](const BooksPtr& self) { return rows(self, self->ledger.accounts); })
        .def_property_readonly("entries", [](const BooksPtr& self) { return rows(self, self->ledger.entries); })
        .def_property_readonly("flaws", [](const BooksPtr& self) { return rows(self, self->ledger.flaws); })
        .def_property_readonly("payments", [](const BooksPtr& self) { return rows(self, self->ledger.payments); })
        .def_property_readonly("receipts", [](const BooksPtr& self) { return rows(self, self->ledger.receipts); })
        .def_property_readonly("entitlements", [](const BooksPtr& self) { return rows(self, self->ledger.entitlements); })
        .def_property_readonly("received", [](const Books& self) { return self.ledger.received(); })
        .def_property_readonly("unreleased", [](const Books& self) { return self.ledger.unreleased(); })
        .def("balance", &balance_of, py::arg("kind"), "The sum of the accounts of a kind.")
        .def("statement_zh", [](const Books& self) { return statement(self.ledger, *self.dossier).zh; }, "A statement of account in Chinese.")
        .def("statement_en", [](const Books& self) { return statement(self.ledger, *self.dossier).en; }, "A statement of account in English.")
        .def("to_json", [](const Books& self) { return to_json(self.ledger, *self.dossier); })
        .def("to_dict", [](const Books& self) { return parse_json(to_json(self.ledger, *self.dossier)); });
    m.def("escrow", [](const std::shared_ptr<Dossier>& dossier, Date as_of, std::optional<DateTime> known_at) {
        return without_gil([&] { return std::make_shared<Books>(Books{dossier, Ledger::of(*dossier, {as_of, known_at})}); });
    }, py::arg("dossier"), py::arg("as_of"), py::arg("known_at") = py::none());
}

void register_admission(py::module_& m) {
    using Reason = Admission::Reason;
    py::class_<Reason>(m, "AdmissionReason", py::module_local(), "One reason why an event may not be posted.")
        .def_property_readonly("by", [](const Reason& self) { return to_string(self.by); }, "record, ledger or rule")
        .def_property_readonly("code", [](const Reason& self) { return self.code; })
        .def_property_readonly("message_zh", [](const Reason& self) { return self.text.zh; })
        .def_property_readonly("message_en", [](const Reason& self) { return self.text.en; })
        .def_property_readonly("event", [](const Reason& self) { return self.event; })
        .def_property_readonly("amount", [](const Reason& self) { return self.amount; })
        .def_property_readonly("unknown", [](const Reason& self) { return self.unknown; }, "a rule that cannot be told, not one that is broken")
        .def_property_readonly("rule", [](const Reason& self) { return self.rule; }, "the rule that it rests on; empty if the rulebook has none")
        .def_property_readonly("citations", [](const Reason& self) { return self.citations; });
    py::class_<Admission>(m, "Admission", py::module_local(), "Whether an event may be posted.")
        .def_property_readonly("event", [](const Admission& self) { return self.event; })
        .def_property_readonly("admitted", [](const Admission& self) { return self.admitted(); })
        .def_property_readonly("replay", [](const Admission& self) { return self.replay; }, "on record already, as it is: no effect")
        .def_property_readonly("reasons", [](const Admission& self) { return self.reasons; })
        .def("to_json", [](const Admission& self) { return to_json(self); })
        .def("to_dict", [](const Admission& self) { return parse_json(to_json(self)); });
    m.def("admit", [](const std::shared_ptr<Dossier>& dossier, const std::string& event, const Rulebook& rulebook, Date as_of,
                      std::optional<DateTime> known_at) {
        return without_gil([&] { return admit(*dossier, event, rulebook, {as_of, known_at}); });
    }, py::arg("dossier"), py::arg("event"), py::arg("rulebook"), py::arg("as_of"), py::arg("known_at") = py::none());
}

}  // namespace

void register_ledger(py::module_& m) {
    register_rows(m);
    register_books(m);
    register_admission(m);
}

}  // namespace zhixing::python
