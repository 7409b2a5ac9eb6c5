#include "zhixing/ledger.hpp"

#include "ledger_support.hpp"
#include "money/ledger_book.hpp"
#include "zhixing/kinds.hpp"

namespace zhixing {
namespace {

using namespace testing;

const std::string kReceived = R"({"id":"in","kind":"funds.received","on":"2025-03-03","ref":"r1","party":"d1","amount":"1000.00","number":"B1"})";

std::vector<std::string> paid_in_order(const std::string& amount = "400.00") {
    const std::string rest = R"(","number":"P1","ref":"r1","party":"c1","amount":")" + amount + R"("})";
    return {kReceived,
            R"({"id":"prop","kind":"payment.proposed","ground":"principal","on":"2025-03-04)" + rest,
            R"({"id":"chk","kind":"payment.checked","on":"2025-03-05)" + rest,
            R"({"id":"app","kind":"release.approved","on":"2025-03-06)" + rest,
            R"({"id":"ver","kind":"payment.verified","on":"2025-03-07)" + rest,
            R"({"id":"snt","kind":"payment.sent","on":"2025-03-08)" + rest,
            R"({"id":"rel","kind":"funds.released","on":"2025-03-09)" + rest};
}

TEST(Ledger, APaymentStepByStep) {
    const Dossier dossier = money_case(paid_in_order());
    const Ledger ledger = ledger_of(dossier);
    expect_invariants(ledger);
    EXPECT_EQ(flaws_of(ledger, dossier), Flaws{});
    ASSERT_EQ(ledger.payments.size(), 1U);
    EXPECT_EQ(ledger.payments[0].state, LedgerPayment::State::confirmed);
    EXPECT_EQ(ledger.payments[0].events.size(), 6U);
    EXPECT_EQ(ledger.balance(AccountKind::bank), yuan("600.00"));
    EXPECT_EQ(ledger.unreleased(), yuan("600.00"));
    EXPECT_EQ(ledger.received(), yuan("1000.00"));
    ASSERT_EQ(ledger.receipts.size(), 1U);
    EXPECT_EQ(ledger.receipts[0].left, yuan("600.00"));
    ASSERT_EQ(ledger.entitlements.size(), 2U);
    EXPECT_EQ(ledger.entitlements[0].paid, yuan("400.00"));
}

TEST(Ledger, OldRecordsHaveNoSteps) {
    const std::string released = R"({"id":"rel","kind":"funds.released","on":"2025-03-09","amount":"1000.00"})";
    const Dossier dossier = money_case({kReceived, released}, R"("covers":["funds.received","funds.released"],)");
    const Ledger ledger = ledger_of(dossier);
    expect_invariants(ledger);
    EXPECT_EQ(flaws_of(ledger, dossier), Flaws{});
    EXPECT_EQ(ledger.balance(AccountKind::bank), Money{});
    EXPECT_EQ(ledger.receipts[0].spent_on, Date{date::year{2025} / 3 / 9});
    const Dossier covered = money_case({kReceived, released});
    EXPECT_EQ(flaws_of(ledger_of(covered), covered), Flaws{"rel:unapproved:1000.00"});
}

std::string step(const std::string& id, const std::string& kind, const std::string& day, const std::string& amount = {}, const std::string& more = {}) {
    return R"({"id":")" + id + R"(","kind":")" + kind + R"(","on":"2025-)" + day + R"(","number":"P1")" + (amount.empty() ? "" : R"(,"amount":")" + amount + "\"") +
           (more.empty() ? "" : "," + more) + "}";
}

Flaws flaws_with(std::vector<std::string> events, const std::string& more) {
    events.push_back(more);
    const Dossier dossier = money_case(events);
    const Ledger ledger = ledger_of(dossier);
    expect_invariants(ledger);
    return flaws_of(ledger, dossier);
}

std::vector<std::string> first_steps(std::size_t count) {
    auto events = paid_in_order();
    events.resize(count);
    return events;
}

TEST(LedgerPayments, MoneyIsReservedByTheApproval) {
    EXPECT_EQ(ledger_of(money_case(first_steps(3))).balance(AccountKind::payable), Money{});
    const Ledger approved = ledger_of(money_case(first_steps(4)));
    EXPECT_EQ(approved.balance(AccountKind::payable), yuan("400.00"));
    EXPECT_EQ(approved.balance(AccountKind::case_money), yuan("600.00"));
    EXPECT_EQ(approved.unreleased(), yuan("1000.00"));
    EXPECT_EQ(flaws_with(first_steps(4), R"({"id":"k","kind":"cost.paid","on":"2025-03-10","ref":"r1","amount":"700.00"})"), Flaws{"k:overdrawn:100.00"});
}

TEST(LedgerPayments, StepsWithoutAmountTakeTheOneBefore) {
    const Dossier dossier = money_case({kReceived, step("a", "payment.proposed", "03-04", "400.00", R"("party":"c1","ref":"r1")"), step("b", "payment.checked", "03-05"),
                                        step("c", "release.approved", "03-06"), step("d", "payment.verified", "03-07"), step("e", "payment.sent", "03-08"), step("f", "funds.released", "03-09")});
    const Ledger ledger = ledger_of(dossier);
    expect_invariants(ledger);
    EXPECT_EQ(flaws_of(ledger, dossier), Flaws{});
    EXPECT_EQ(ledger.balance(AccountKind::bank), yuan("600.00"));
}

TEST(LedgerPayments, AChangedAmountIsSeen) {
    EXPECT_EQ(flaws_with(first_steps(2), step("x", "payment.checked", "03-05", "401.00", R"("party":"c1")")), Flaws{"x:amount_differs:1.00"});
    EXPECT_EQ(flaws_with(first_steps(3), step("x", "release.approved", "03-06", "401.00", R"("party":"c1")")), Flaws{"x:amount_differs:1.00"});
    EXPECT_EQ(flaws_with(first_steps(3), step("x", "payment.proposed", "03-06", "401.00", R"("party":"c1","ref":"r1","ground":"principal")")), Flaws{"x:amount_differs:401.00"});
    EXPECT_EQ(flaws_with(first_steps(6), step("x", "funds.released", "03-09", "399.00", R"("party":"c1")")), Flaws{"x:amount_differs:1.00"});
    EXPECT_EQ(flaws_with(first_steps(6), step("x", "funds.released", "03-09", "401.00", R"("party":"c1")")), Flaws{"x:amount_differs:1.00"});
    EXPECT_EQ(flaws_with(first_steps(2), step("x", "payment.proposed", "03-05", "401.00", R"("party":"c1","ref":"r1","ground":"principal")")), Flaws{"x:repeated_number:401.00"});
}

TEST(LedgerPayments, ReplaysHaveNoEffect) {
    auto events = paid_in_order();
    events.insert(events.begin() + 4, step("app2", "release.approved", "03-06", "400.00", R"("party":"c1","ref":"r1","note":"again")"));
    events.insert(events.begin() + 2, step("prop2", "payment.proposed", "03-05", "400.00", R"("party":"c1","ref":"r1","ground":"principal")"));
    const Dossier dossier = money_case(events);
    const Ledger ledger = ledger_of(dossier);
    EXPECT_EQ(flaws_of(ledger, dossier), Flaws{});
    EXPECT_EQ(ledger.balance(AccountKind::bank), yuan("600.00"));
}

TEST(LedgerPayments, NothingIsPaidTwice) {
    EXPECT_EQ(flaws_with(paid_in_order(), step("x", "funds.released", "03-10", "400.00", R"("party":"c1")")), Flaws{"x:resolved_before:400.00"});
    EXPECT_EQ(flaws_with(paid_in_order(), step("x", "release.approved", "03-10", "400.00", R"("party":"c1")")), Flaws{"x:resolved_before:400.00"});
    EXPECT_EQ(flaws_with(paid_in_order(), step("x", "payment.voided", "03-10")), Flaws{"x:resolved_before:400.00"});
    EXPECT_EQ(flaws_with(first_steps(6), step("x", "payment.voided", "03-10")), Flaws{"x:resolved_before:400.00"}) << "only the bank gives back what was sent";
}

TEST(LedgerPayments, NothingLeavesUnapproved) {
    EXPECT_EQ(flaws_with(first_steps(3), step("x", "funds.released", "03-09", "400.00", R"("party":"c1")")), Flaws{"x:unapproved:400.00"});
    EXPECT_EQ(flaws_with(first_steps(3), step("x", "payment.sent", "03-09")), Flaws{"x:unapproved:400.00"});
    EXPECT_EQ(flaws_with(first_steps(1), step("x", "payment.verified", "03-09")), Flaws{"x:unknown_instance:0.00"});
    EXPECT_EQ(flaws_with(first_steps(3), step("x", "release.approved", "03-06", "400.00", R"("party":"c2","ref":"r1")")), Flaws{"x:unknown_instance:400.00"}) << "another payee";
    EXPECT_EQ(flaws_with(first_steps(6), step("x", "funds.released", "03-09", "400.00", R"("party":"c2")")), Flaws{"x:unapproved:400.00"}) << "another payee";
    const std::string denied = R"("party":"c1","outcome":"denied")";
    auto events = first_steps(3);
    events.push_back(step("no", "release.approved", "03-06", {}, denied));
    EXPECT_EQ(flaws_with(events, step("x", "funds.released", "03-09", "400.00", R"("party":"c1")")), Flaws{"x:resolved_before:400.00"});
}

TEST(LedgerPayments, AFailedNumberStaysFailed) {
    for (const std::string end : {"payment.rejected", "payment.voided", "funds.release_failed"}) {
        auto events = first_steps(end == "funds.release_failed" ? 7 : 5);
        events.push_back(step("end", end, "03-12", {}, R"("party":"c1")"));
        const Dossier dossier = money_case(events);
        const Ledger ledger = ledger_of(dossier);
        expect_invariants(ledger);
        EXPECT_EQ(flaws_of(ledger, dossier), Flaws{}) << end;
        EXPECT_EQ(ledger.balance(AccountKind::case_money), yuan("1000.00")) << end;
        EXPECT_EQ(ledger.receipts.at(0).left, yuan("1000.00")) << end;
        EXPECT_EQ(ledger.entitlements.at(0).paid, Money{}) << end;
        EXPECT_EQ(flaws_with(events, step("x", "release.approved", "03-13", "400.00", R"("party":"c1")")), Flaws{"x:resolved_before:400.00"});
        EXPECT_EQ(flaws_with(events, step("x", "payment.proposed", "03-13", "400.00", R"("party":"c1","ref":"r1","ground":"principal")")), Flaws{"x:resolved_before:400.00"});
        EXPECT_EQ(flaws_with(events, step("x", "funds.release_failed", "03-13", {}, R"("party":"c1")")), Flaws{"x:resolved_before:400.00"});
    }
}

// Two payees under one number are a flaw; the books are kept nevertheless.
TEST(LedgerPayments, OneNumberPaysOne) {
    const auto line = [](const std::string& id, const std::string& payee, const std::string& amount) {
        return step(id, "payment.proposed", "03-04", amount, R"("ref":"r1","ground":"principal","party":")" + payee + "\"");
    };
    const std::vector<std::string> events{kReceived, line("a", "c1", "600.00"), line("b", "c2", "300.00"), step("c", "release.approved", "03-05", "900.00"),
                                          step("d", "funds.released", "03-06", "600.00", R"("party":"c1")"), step("e", "funds.released", "03-07", "300.00", R"("party":"c2")")};
    const Dossier dossier = money_case(events);
    const Ledger ledger = ledger_of(dossier);
    expect_invariants(ledger);
    EXPECT_EQ(flaws_of(ledger, dossier), Flaws{"b:repeated_number:300.00"});
    ASSERT_EQ(ledger.payments.size(), 2U);
    EXPECT_EQ(ledger.payments[1].payee, "c2");
    EXPECT_EQ(ledger.payments[1].state, LedgerPayment::State::confirmed);
    EXPECT_EQ(ledger.balance(AccountKind::bank), yuan("100.00"));
}

TEST(LedgerPayments, AReleaseWithoutANumberCarriesOutTheOneThatFits) {
    const Dossier dossier = money_case({kReceived, R"({"id":"a","kind":"release.approved","on":"2025-03-04","ref":"r1","party":"c1","amount":"250.00"})",
                                        R"({"id":"b","kind":"funds.released","on":"2025-03-05","ref":"r1","party":"c1"})"});
    const Ledger ledger = ledger_of(dossier);
    expect_invariants(ledger);
    EXPECT_EQ(flaws_of(ledger, dossier), Flaws{}) << "there is only one";
    EXPECT_EQ(ledger.balance(AccountKind::bank), yuan("750.00"));
    const Dossier stated = money_case({kReceived, R"({"id":"a","kind":"release.approved","on":"2025-03-04","ref":"r1","party":"c1","amount":"250.00"})",
                                       R"({"id":"b","kind":"funds.released","on":"2025-03-05","ref":"r1","party":"c1","amount":"250.00"})"});
    EXPECT_EQ(flaws_of(ledger_of(stated), stated), Flaws{});
}

TEST(LedgerEntitlements, NobodyGetsMoreThanIsDue) {
    const std::string in = R"({"id":"in","kind":"funds.received","on":"2025-03-03","ref":"r1","party":"d1","amount":"30000.00"})";
    const auto propose = [](const std::string& amount, const std::string& head) {
        return step("p" + head, "payment.proposed", "03-05", amount, R"("ref":"r1","party":"c1","ground":")" + head + "\"");
    };
    const auto approve = step("a", "release.approved", "03-06", {}, R"("party":"c1")");
    const auto fix = [](const std::string& id, const std::string& head, const std::string& amount, const std::string& day) {
        return R"({"id":")" + id + R"(","kind":"entitlement.fixed","on":"2025-03-)" + day + R"(","party":"c1","ground":")" + head + R"(","amount":")" + amount + "\"}";
    };
    EXPECT_EQ(flaws_with({in, propose("10000.00", "principal")}, approve), Flaws{});
    EXPECT_EQ(flaws_with({in, propose("10000.01", "principal")}, approve), Flaws{"a:over_entitled:0.01"});
    EXPECT_EQ(flaws_with({in, propose("100.00", "delay_interest")}, approve), Flaws{"a:over_entitled:100.00"}) << "that head was not fixed";
    EXPECT_EQ(flaws_with({in, fix("f", "delay_interest", "100.00", "04"), propose("10000.00", "principal"), propose("100.00", "delay_interest")}, approve), Flaws{});
    EXPECT_EQ(flaws_with({in, fix("f", "principal", "9000.00", "04"), fix("g", "principal", "8000.00", "05"), propose("8000.50", "principal")}, approve), Flaws{"a:over_entitled:0.50"});
    EXPECT_EQ(flaws_with({in, propose("10000.00", "principal"), approve}, fix("late", "principal", "9000.00", "09")), Flaws{});
    const auto released = step("r", "funds.released", "03-10", {}, R"("party":"c1")");
    EXPECT_EQ(flaws_with({in, propose("10000.00", "principal"), approve, released}, fix("late", "principal", "9000.00", "09")), Flaws{"r:over_entitled:1000.00"});
    EXPECT_EQ(flaws_with({in, propose("10000.00", "principal"), approve, released}, fix("late", "principal", "9000.00", "20")), Flaws{"late:over_entitled:1000.00"});
    EXPECT_EQ(flaws_with({in}, step("x", "release.approved", "03-06", "1.00", R"("party":"d1")")), Flaws{"x:over_entitled:1.00"}) << "who is no creditor";
}

TEST(LedgerCorrections, OfPayments) {
    const auto correct = [](const std::string& id) { return R"({"id":"x","kind":"funds.corrected","on":"2025-03-20","number":")" + id + "\"}"; };
    EXPECT_EQ(flaws_with(paid_in_order(), correct("rel")), Flaws{});
    EXPECT_EQ(flaws_with(first_steps(4), correct("app")), Flaws{});
    EXPECT_EQ(flaws_with(paid_in_order(), correct("app")), Flaws{"x:resolved_before:0.00"}) << "paid meanwhile";
    auto events = paid_in_order();
    events.push_back(correct("rel"));
    const Ledger ledger = ledger_of(money_case(events));
    EXPECT_EQ(ledger.payments.at(0).state, LedgerPayment::State::approved);
    EXPECT_EQ(ledger.balance(AccountKind::payable), yuan("400.00"));
    EXPECT_EQ(ledger.receipts.at(0).left, yuan("1000.00"));
}

TEST(Ledger, AStatementOfAccount) {
    const Dossier dossier = money_case(paid_in_order());
    const Text text = statement(ledger_of(dossier), dossier);
    EXPECT_EQ(text.zh, "案款对账单 （2025）豫1325执8号 截至2026-12-31（元）\n"
                       "日期        事项               收入    支出     余额\n"
                       "2025-03-03  案款到账        1000.00          1000.00\n"
                       "2025-03-09  发放案款                 400.00   600.00\n"
                       "            其中：可用案款                    600.00\n");
    EXPECT_NE(text.en.find("Case money released"), std::string::npos);
}

TEST(Ledger, PostsWhatTheCatalogueSaysMovesMoney) {
    const Catalogue& catalogue = Catalogue::bundled();
    for (std::size_t i = 0; i < catalogue.kind_count(); ++i) {
        const auto kind = static_cast<Kind>(i);
        EXPECT_EQ(catalogue.kind(kind).moves_money, posting_of(kind) != nullptr) << catalogue.kind(kind).id;
    }
}

TEST(Ledger, Words) {
    EXPECT_EQ(ledger_fault("held"), LedgerFault::held);
    EXPECT_EQ(ledger_fault(""), std::nullopt);
    EXPECT_EQ(ledger_fault("nothing"), std::nullopt);
    EXPECT_EQ(funds_structure(kinds::funds_frozen)->code, "1005");
    EXPECT_EQ(funds_structure(kinds::case_filed), std::nullopt);
}

}  // namespace
}  // namespace zhixing
