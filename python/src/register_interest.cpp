// Interest: typed questions and answers, and the question of zx_interest as JSON.
#include <map>
#include <tuple>

#include "bindings.hpp"
#include "convert.hpp"
#include "json.hpp"
#include "money/words.hpp"
#include "rate.hpp"
#include "zhixing/interest.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

using InterestPtr = std::shared_ptr<const Interest>;
using OptionalWord = std::optional<std::string>;

template <typename Enum>
std::optional<Enum> named_or_none(money::Words words, const OptionalWord& word) {
    return word ? std::optional{money::named<Enum>(words, *word)} : std::nullopt;
}

// ---- Lines of an answer: the answer, and a position in it

struct PieceRow {
    InterestPtr interest;
    std::size_t position;

    [[nodiscard]] const InterestPiece& get() const { return interest->sheet.pieces[position]; }
};
struct SettlementRow {
    InterestPtr interest;
    std::size_t position;

    [[nodiscard]] const Settlement& get() const { return interest->sheet.settlements[position]; }
};

template <class Row>
std::vector<Row> rows(const InterestPtr& interest, std::size_t count) {
    std::vector<Row> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back({interest, i});
    return out;
}

void register_lines(py::module_& m) {
    py::class_<PieceRow>(m, "InterestPiece", py::module_local(), "A line: base × rate × days; both days count.")
        .def_property_readonly("part", [](const PieceRow& self) { return to_string(self.get().part); }, "general, old or doubled")
        .def_property_readonly("first", [](const PieceRow& self) { return self.get().from; })
        .def_property_readonly("last", [](const PieceRow& self) { return self.get().to; })
        .def_property_readonly("days", [](const PieceRow& self) { return self.get().days; })
        .def_property_readonly("base", [](const PieceRow& self) { return self.get().base; })
        .def_property_readonly("rate", [](const PieceRow& self) { return percent(self.get().rate); }, "percent")
        .def_property_readonly("per", [](const PieceRow& self) { return self.get().yearly ? "year" : "day"; })
        .def_property_readonly("amount", [](const PieceRow& self) { return self.get().amount; })
        .def_property_readonly("citations", [](const PieceRow& self) { return self.interest->piece_articles[self.position]; },
                               "every version that was in force on one of its days");
    py::class_<SettlementRow>(m, "Settlement", py::module_local(), "What a payment went to.")
        .def_property_readonly("day", [](const SettlementRow& self) { return self.get().day; })
        .def_property_readonly("amount", [](const SettlementRow& self) { return self.get().amount; })
        .def_property_readonly("costs", [](const SettlementRow& self) { return self.get().costs; })
        .def_property_readonly("interest", [](const SettlementRow& self) { return self.get().interest; })
        .def_property_readonly("principal", [](const SettlementRow& self) { return self.get().principal; })
        .def_property_readonly("doubled", [](const SettlementRow& self) { return self.get().doubled; })
        .def_property_readonly("surplus", [](const SettlementRow& self) { return self.get().surplus; })
        .def_property_readonly("citations", [](const SettlementRow& self) { return self.interest->settlement_articles[self.position]; });
    py::class_<ItemReading>(m, "ItemReading", py::module_local(), "How an item of the document was taken.")
        .def_property_readonly("kind", [](const ItemReading& self) { return self.kind; })
        .def_property_readonly("amount", [](const ItemReading& self) { return self.amount; })
        .def_property_readonly("in_base", [](const ItemReading& self) { return self.in_base; })
        .def_property_readonly("needs_ruling", [](const ItemReading& self) { return self.needs_ruling; }, "disputed, and not said how the court ruled")
        .def_property_readonly("citations", [](const ItemReading& self) { return self.citations; });
    py::class_<OtherReading>(m, "OtherReading", py::module_local(), "The same question under one order of settlement.")
        .def_property_readonly("order", [](const OtherReading& self) { return to_string(self.order); })
        .def_property_readonly("total", [](const OtherReading& self) { return self.total; })
        .def_property_readonly("outstanding", [](const OtherReading& self) { return self.outstanding; })
        .def_property_readonly("citations", [](const OtherReading& self) { return self.citations; });
    py::class_<PerformanceMoney>(m, "PerformanceMoney", py::module_local(), "迟延履行金: no interest, and no part of its totals.")
        .def_property_readonly("amount", [](const PerformanceMoney& self) { return self.amount; })
        .def_property_readonly("loss", [](const PerformanceMoney& self) { return self.duty.loss; })
        .def_property_readonly("decided", [](const PerformanceMoney& self) { return self.duty.decided; })
        .def_property_readonly("citations", [](const PerformanceMoney& self) { return self.citations; });
}

std::vector<std::string> remarks(const Interest& interest, std::string Text::*language) {
    std::vector<std::string> out;
    for (const Text& remark : interest.remarks) out.push_back(remark.*language);
    return out;
}

void register_answer(py::module_& m) {
    const auto money = [](Money InterestSheet::*amount) { return [amount](const Interest& self) { return self.sheet.*amount; }; };
    py::class_<Interest, std::shared_ptr<Interest>>(m, "Interest", py::module_local(),
                                                    "Interest over a time. The pieces add up to the total (with one rounding, but for rounding_difference).")
        .def_property_readonly("total", [](const Interest& self) { return self.sheet.total(); })
        .def_property_readonly("general", money(&InterestSheet::general))
        .def_property_readonly("doubled", money(&InterestSheet::doubled))
        .def_property_readonly("outstanding", [](const Interest& self) { return self.sheet.outstanding(); }, "debt and interest still owed on the last day")
        .def_property_readonly("rounding_difference", money(&InterestSheet::rounding))
        .def_property_readonly("owed_costs", money(&InterestSheet::owed_costs))
        .def_property_readonly("owed_interest", money(&InterestSheet::owed_interest))
        .def_property_readonly("owed_principal", money(&InterestSheet::owed_principal))
        .def_property_readonly("owed_doubled", money(&InterestSheet::owed_doubled))
        .def_property_readonly("pieces", [](const InterestPtr& self) { return rows<PieceRow>(self, self->sheet.pieces.size()); })
        .def_property_readonly("settlements", [](const InterestPtr& self) { return rows<SettlementRow>(self, self->sheet.settlements.size()); })
        .def_property_readonly("items", [](const Interest& self) { return self.items; })
        .def_property_readonly("readings", [](const Interest& self) { return self.readings; }, "where payments make a difference: the other orders of settlement")
        .def_property_readonly("performance", [](const Interest& self) { return self.performance; })
        .def_property_readonly("first_day", [](const Interest& self) { return self.question.first_day; }, "of delay")
        .def_property_readonly("last_day", [](const Interest& self) { return self.question.last_day; })
        .def_property_readonly("days", [](const Interest& self) { return to_string(self.question.days); })
        .def_property_readonly("basis", [](const Interest& self) { return self.question.basis; })
        .def_property_readonly("rounding", [](const Interest& self) { return to_string(self.question.rounding.value()); })
        .def_property_readonly("order", [](const Interest& self) { return to_string(self.question.order.value()); })
        .def_property_readonly("currency", [](const Interest& self) { return self.question.mid_rate ? "CNY" : self.question.currency; })
        .def_property_readonly("citations", [](const Interest& self) { return std::map{self.citations.begin(), self.citations.end()}; }, "by rule")
        .def_property_readonly("remarks_zh", [](const Interest& self) { return remarks(self, &Text::zh); })
        .def_property_readonly("remarks_en", [](const Interest& self) { return remarks(self, &Text::en); })
        .def("to_json", [](const Interest& self) { return to_json(self); })
        .def("to_dict", [](const Interest& self) { return parse_json(to_json(self)); });
}

// ---- Parts of a question

GeneralTerm term_of(GeneralTerm::Kind kind, Date first, Date last, const py::object& charges) {
    GeneralTerm term;
    term.kind = kind;
    term.from = first;
    term.to = last;
    term.charges = percent_of(charges);
    return term;
}

void register_question(py::module_& m) {
    using Kind = GeneralTerm::Kind;
    py::class_<ClaimItem>(m, "InterestItem", py::module_local(), "A sum of the document by its kind.")
        .def(py::init([](std::string kind, Money amount, std::optional<bool> in_base, std::optional<Date> delay_from, std::optional<bool> bears_general, int rank) {
            return ClaimItem{std::move(kind), amount, in_base, delay_from, bears_general, rank};
        }), py::arg("kind"), py::arg("amount"), py::kw_only(), py::arg("in_base") = py::none(), py::arg("delay_from") = py::none(), py::arg("bears_general") = py::none(), py::arg("rank") = 0)
        .def_property_readonly("kind", [](const ClaimItem& self) { return self.kind; })
        .def_property_readonly("amount", [](const ClaimItem& self) { return self.amount; })
        .def_property_readonly("in_base", [](const ClaimItem& self) { return self.in_base; }, "as the court ruled; None: the rulebook's reading")
        .def_property_readonly("delay_from", [](const ClaimItem& self) { return self.delay_from; }, "an instalment's own first day of delay")
        .def_property_readonly("bears_general", [](const ClaimItem& self) { return self.bears_general; }, "None: a principal does")
        .def_property_readonly("rank", [](const ClaimItem& self) { return self.rank; }, "of several debts the lower is settled first");
    py::class_<GeneralTerm> term(m, "GeneralRate", py::module_local(), "A rate of general interest from one day to another. Rates are percent.");
    for (const auto& [name, kind] : {std::pair{"annual", Kind::annual}, {"monthly", Kind::monthly}, {"daily", Kind::daily}}) {
        term.def_static(name, [kind = kind](const py::object& rate, Date first, Date last, const py::object& charges) {
            GeneralTerm out = term_of(kind, first, last, charges);
            out.rate = percent_of(rate);
            return out;
        }, py::arg("rate"), py::arg("first"), py::arg("last"), py::kw_only(), py::arg("charges") = 0);
    }
    const auto published = [&term](const char* name, Kind kind, const char* which, auto set) {
        term.def_static(name, [kind, set](const std::string& word, Date first, Date last, const py::object& times, int bp, std::optional<Date> fixed_on, const py::object& charges) {
            GeneralTerm out = term_of(kind, first, last, charges);
            set(out, word);
            out.times = factor_of(times);
            out.basis_points = bp;
            out.fixed_on = fixed_on;
            return out;
        }, py::arg(which), py::arg("first"), py::arg("last"), py::kw_only(), py::arg("times") = 1, py::arg("bp") = 0, py::arg("fixed_on") = py::none(), py::arg("charges") = 0);
    };
    published("lpr", Kind::lpr, "term", [](GeneralTerm& out, const std::string& word) { out.term = money::named<LprTerm>(money::kLprTerms, word); });
    published("benchmark", Kind::benchmark, "tier", [](GeneralTerm& out, const std::string& word) { out.tier = money::named<LoanTier>(money::kLoanTiers, word); });
    term.def_property_readonly("first", [](const GeneralTerm& self) { return self.from; })
        .def_property_readonly("last", [](const GeneralTerm& self) { return self.to; });
}

using Excluded = std::tuple<Date, Date, std::string>;
using Paid = std::tuple<Date, Money, std::string>;

std::vector<Head> heads_named(const std::vector<std::string>& words) {
    std::vector<Head> out;
    for (const std::string& word : words) out.push_back(money::named<Head>(money::kHeads, word));
    return out;
}

std::optional<PerformancePeriod> period_of(std::optional<Date> effective, std::optional<int> days) {
    if (days && !effective) throw py::type_error("period_days needs effective");
    return effective ? std::optional{PerformancePeriod{*effective, days}} : std::nullopt;
}

}  // namespace

void register_interest(py::module_& m) {
    register_lines(m);
    register_answer(m);
    register_question(m);
    m.def("interest", [](const std::vector<ClaimItem>& items, Date last_day, const Rulebook& rulebook, std::optional<Date> first_day,
                         std::optional<Date> effective, std::optional<int> period_days, const std::string& days, std::optional<int> basis,
                         const OptionalWord& rounding, const OptionalWord& order, const std::vector<std::string>& agreed,
                         const std::vector<Excluded>& excluded, const std::vector<Paid>& payments, const std::vector<GeneralTerm>& general,
                         const OptionalWord& tier, std::optional<Date> loan_contract, std::optional<Date> loan_filed,
                         const std::string& currency, const py::object& mid_rate, std::optional<Date> bankruptcy) {
        InterestQuestion asked;
        asked.items = items;
        asked.first_day = first_day;
        asked.period = period_of(effective, period_days);
        asked.last_day = last_day;
        asked.days = money::named<DayCount>(money::kDayCounts, days);
        asked.basis = basis;
        asked.rounding = named_or_none<InterestRounding>(money::kInterestRoundings, rounding);
        asked.order = named_or_none<SettlementOrder>(money::kOrders, order);
        asked.agreed = heads_named(agreed);
        for (const auto& [from, to, ground] : excluded) asked.excluded.push_back({from, to, ground});
        for (const auto& [day, amount, kind] : payments) asked.payments.push_back({day, amount, kind});
        asked.general = general;
        asked.tier = named_or_none<LoanTier>(money::kLoanTiers, tier);
        asked.loan_contract = loan_contract;
        asked.loan_filed = loan_filed;
        asked.currency = currency;
        asked.mid_rate = factor_or_none(mid_rate);
        asked.bankruptcy = bankruptcy;
        return std::make_shared<Interest>(interest(asked, rulebook));
    }, py::arg("items"), py::arg("last_day"), py::arg("rulebook"), py::kw_only(), py::arg("first_day") = py::none(),
       py::arg("effective") = py::none(), py::arg("period_days") = py::none(), py::arg("days") = "both_ends", py::arg("basis") = py::none(),
       py::arg("rounding") = py::none(), py::arg("order") = py::none(), py::arg("agreed") = std::vector<std::string>{},
       py::arg("excluded") = std::vector<Excluded>{}, py::arg("payments") = std::vector<Paid>{}, py::arg("general") = std::vector<GeneralTerm>{},
       py::arg("tier") = py::none(), py::arg("loan_contract") = py::none(), py::arg("loan_filed") = py::none(), py::arg("currency") = "CNY",
       py::arg("mid_rate") = py::none(), py::arg("bankruptcy") = py::none());
    m.def("interest_from_json", [](const std::string& params, const Rulebook& rulebook) {
        return std::make_shared<Interest>(interest(interest_question(params), rulebook));
    }, py::arg("params"), py::arg("rulebook"), "The parameters of zx_interest.");
    m.def("performance_money", [](std::optional<Money> loss, std::optional<Money> decided, Date as_of, const Rulebook& rulebook) {
        return performance_money({loss, decided}, as_of, rulebook);
    }, py::arg("loss"), py::arg("decided"), py::arg("as_of"), py::arg("rulebook"), "迟延履行金");
}

}  // namespace zhixing::python
