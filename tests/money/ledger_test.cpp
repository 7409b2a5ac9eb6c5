#include "zhixing/ledger.hpp"

#include "ledger_support.hpp"

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

}  // namespace
}  // namespace zhixing
