// Every kind of entry, and what each refuses.
#include <algorithm>
#include <random>

#include "ledger_support.hpp"

namespace zhixing {
namespace {

using namespace testing;
using enum AccountKind;

// An event: `kind on ref party amount`, each `-` where there is none, then more members as JSON.
std::string ev(const std::string& id, const std::string& kind, const std::string& day, const std::string& ref, const std::string& party,
               const std::string& amount, const std::string& more = {}) {
    std::string json = R"({"id":")" + id + R"(","kind":")" + kind + R"(","on":"2025-)" + day + "\"";
    const auto member = [&](const char* name, const std::string& value) {
        if (value != "-") json += std::string{",\""} + name + "\":\"" + value + "\"";
    };
    member("ref", ref);
    member("party", party);
    member("amount", amount);
    return json + (more.empty() ? "" : "," + more) + "}";
}

const std::string kIn = ev("in", "funds.received", "03-01", "r1", "d1", "1000.00", R"("number":"B1")");

struct Posted {
    Dossier dossier;
    Ledger ledger;
    [[nodiscard]] Flaws flaws() const { return flaws_of(ledger, dossier); }
    [[nodiscard]] std::string of(AccountKind kind) const { return ledger.balance(kind).to_string(); }
};

Posted post(std::vector<std::string> events, const std::string& header = {}) {
    Dossier dossier = money_case(std::move(events), header);
    Ledger ledger = ledger_of(dossier);
    expect_invariants(ledger);
    return {std::move(dossier), std::move(ledger)};
}

TEST(LedgerReceipts, ASerialIsMoneyOnce) {
    const auto replay = ev("again", "funds.received", "03-01", "r1", "d1", "1000.00", R"("number":"B1","note":"重报")");
    const Posted twice = post({kIn, replay});
    EXPECT_EQ(twice.flaws(), Flaws{});
    EXPECT_EQ(twice.of(bank), "1000.00");
    const Posted other = post({kIn, ev("x", "funds.received", "03-02", "r2", "d1", "900.00", R"("number":"B1")")});
    EXPECT_EQ(other.flaws(), Flaws{"x:repeated_number:900.00"});
    EXPECT_EQ(other.of(bank), "1000.00");
    EXPECT_EQ(post({kIn, ev("x", "funds.unidentified", "03-02", "r1", "-", "1000.00", R"("number":"B1")")}).flaws(), Flaws{"x:repeated_number:1000.00"});
}

TEST(LedgerReceipts, AReceiptIsOfOnePayer) {
    EXPECT_EQ(post({kIn, ev("x", "funds.received", "03-02", "r1", "c1", "5.00", R"("number":"B2")")}).flaws(), Flaws{"x:repeated_number:5.00"});
    const Posted instalments = post({kIn, ev("x", "funds.received", "03-02", "r1", "d1", "5.00", R"("number":"B2")")});
    EXPECT_EQ(instalments.flaws(), Flaws{});
    EXPECT_EQ(instalments.ledger.receipts.at(0).amount, yuan("1005.00"));
}

TEST(LedgerReceipts, AnAmountIsNeeded) {
    EXPECT_EQ(post({ev("x", "funds.received", "03-01", "r1", "d1", "-")}).flaws(), Flaws{"x:no_amount:0.00"});
    EXPECT_EQ(post({ev("x", "funds.received", "03-01", "r1", "d1", "-5.00")}).flaws(), Flaws{"x:no_amount:0.00"});
    EXPECT_EQ(post({ev("x", "funds.received", "03-01", "r1", "d1", "0.00")}).flaws(), Flaws{"x:no_amount:0.00"});
}

TEST(LedgerReceipts, UnidentifiedMoneyIsClaimed) {
    const auto in = ev("u", "funds.unidentified", "03-01", "r1", "-", "100.00", R"("number":"B1")");
    const Posted open = post({in});
    EXPECT_EQ(open.of(unidentified), "100.00");
    EXPECT_EQ(open.ledger.unreleased(), Money{});
    const Posted part = post({in, ev("c", "funds.claimed", "03-02", "r1", "d1", "60.00")});
    EXPECT_EQ(part.flaws(), Flaws{});
    EXPECT_EQ(part.of(unidentified), "40.00");
    EXPECT_EQ(part.of(case_money), "60.00");
    EXPECT_EQ(part.ledger.receipts.at(0).payer, "d1");
    EXPECT_EQ(post({in, ev("c", "funds.claimed", "03-02", "r1", "d1", "-")}).of(case_money), "100.00");
    EXPECT_EQ(post({in, ev("c", "funds.claimed", "03-02", "r1", "d1", "100.01")}).flaws(), Flaws{"c:overdrawn:0.01"});
    EXPECT_EQ(post({in, ev("c", "funds.claimed", "03-02", "r9", "d1", "1.00")}).flaws(), Flaws{"c:unknown_instance:1.00"});
}

TEST(LedgerReceipts, AClaimIsReversedAsFarAsItIsUnspent) {
    const std::vector<std::string> claimed{ev("u", "funds.unidentified", "03-01", "r1", "-", "100.00"), ev("c", "funds.claimed", "03-02", "r1", "d1", "100.00"),
                                           ev("k", "cost.paid", "03-03", "r1", "-", "30.00")};
    auto reversed = claimed;
    reversed.push_back(ev("rev", "funds.claim_reversed", "03-04", "r1", "-", "-"));
    const Posted rest = post(reversed);
    EXPECT_EQ(rest.flaws(), Flaws{});
    EXPECT_EQ(rest.of(unidentified), "70.00");
    reversed.back() = ev("rev", "funds.claim_reversed", "03-04", "r1", "-", "100.00");
    EXPECT_EQ(post(reversed).flaws(), Flaws{"rev:overdrawn:30.00"});
    EXPECT_EQ(post({kIn, ev("rev", "funds.claim_reversed", "03-04", "r1", "-", "100.00")}).flaws(), Flaws{"rev:unknown_instance:100.00"});
}

TEST(LedgerReceipts, CashAndBills) {
    const auto in = ev("in", "funds.received", "03-01", "r1", "d1", "100.00", R"("method":"cash")");
    EXPECT_EQ(post({in}).of(cash), "100.00");
    EXPECT_EQ(post({in}).of(bank), "0.00");
    const Posted handed = post({in, ev("h", "cash.handed_in", "03-01", "r1", "-", "-")});
    EXPECT_EQ(handed.of(cash), "0.00");
    EXPECT_EQ(handed.of(bank), "100.00");
    EXPECT_EQ(post({in, ev("h", "cash.handed_in", "03-01", "r1", "-", "100.50")}).flaws(), Flaws{"h:overdrawn:0.50"});
    EXPECT_EQ(post({in, ev("h", "bill.cleared", "03-01", "r1", "-", "-")}).flaws(), Flaws{"h:unknown_instance:0.00"});
    EXPECT_EQ(post({in, ev("k", "cost.paid", "03-02", "r1", "-", "10.00")}).flaws(), Flaws{"k:overdrawn:10.00"}) << "cash is not in the bank yet";
    const auto bill_in = ev("in", "funds.received", "03-01", "r1", "d1", "100.00", R"("method":"bill")");
    const Posted bounced = post({bill_in, ev("b", "bill.dishonoured", "03-05", "r1", "-", "-")});
    EXPECT_EQ(bounced.flaws(), Flaws{});
    EXPECT_EQ(bounced.of(bill), "0.00");
    EXPECT_EQ(bounced.ledger.received(), Money{});
    EXPECT_EQ(post({bill_in, ev("b", "bill.cleared", "03-05", "r1", "-", "-")}).of(bank), "100.00");
}

TEST(LedgerOutflows, FeesCostsAndTheTreasury) {
    const Posted fees = post({kIn, ev("f", "fee.collected", "03-02", "r1", "-", "50.00"), ev("g", "court_cost.collected", "03-02", "-", "d1", "20.00", R"("method":"transfer")"),
                              ev("h", "fine.collected", "03-02", "r1", "d1", "30.00"), ev("k", "cost.paid", "03-02", "-", "-", "7.00")});
    EXPECT_EQ(fees.flaws(), Flaws{});
    EXPECT_EQ(fees.of(execution_fee), "50.00");
    EXPECT_EQ(fees.of(court_cost), "20.00");
    EXPECT_EQ(fees.of(fine), "30.00");
    EXPECT_EQ(fees.of(case_money), "913.00");
    EXPECT_EQ(fees.of(bank), "1013.00");
    const auto fee = ev("f", "fee.collected", "03-02", "r1", "-", "50.00");
    EXPECT_EQ(post({kIn, fee, ev("s", "funds.surrendered", "03-02", "-", "-", "50.00", R"("ground":"execution_fee")")}).of(bank), "950.00");
    EXPECT_EQ(post({kIn, fee, ev("s", "funds.surrendered", "03-02", "-", "-", "50.01", R"("ground":"execution_fee")")}).flaws(), Flaws{"s:overdrawn:0.01"});
    EXPECT_EQ(post({kIn, ev("s", "funds.surrendered", "03-02", "r1", "-", "50.00")}).of(case_money), "950.00");
    EXPECT_EQ(post({kIn, ev("f", "fee.collected", "03-02", "r9", "-", "50.00")}).flaws(), Flaws{"f:unknown_instance:50.00"});
    EXPECT_EQ(post({kIn, ev("m", "funds.moved", "03-02", "r1", "-", "1000.01", R"("number":"（2025）豫1325执9号")")}).flaws(), Flaws{"m:overdrawn:0.01"});
    EXPECT_EQ(post({ev("i", "funds.interest_credited", "03-02", "-", "-", "3.00")}).of(account_interest), "3.00");
}

TEST(LedgerOutflows, WithoutAReceiptTheOldestIsDrawnFirst) {
    const Posted drawn = post({ev("b", "funds.received", "03-05", "r2", "d1", "100.00"), kIn, ev("k", "cost.paid", "03-06", "-", "-", "1050.00")});
    EXPECT_EQ(drawn.flaws(), Flaws{});
    EXPECT_EQ(drawn.ledger.receipts.at(0).ref, "r1");
    EXPECT_EQ(drawn.ledger.receipts.at(0).left, Money{});
    EXPECT_EQ(drawn.ledger.receipts.at(1).left, yuan("50.00"));
}

TEST(LedgerOutflows, MoneyIsReturnedToWhoPaidIt) {
    EXPECT_EQ(post({kIn, ev("x", "funds.refunded", "03-02", "r1", "d1", "100.00")}).flaws(), Flaws{});
    EXPECT_EQ(post({kIn, ev("x", "funds.refunded", "03-02", "r1", "c1", "100.00")}).flaws(), Flaws{"x:refund_to_other:100.00"});
    EXPECT_EQ(post({kIn, ev("x", "funds.refunded", "03-02", "-", "c1", "100.00")}).flaws(), Flaws{"x:refund_to_other:100.00"});
    EXPECT_EQ(post({kIn, ev("x", "funds.refunded", "03-02", "-", "d1", "1000.01")}).flaws(), Flaws{"x:overdrawn:0.01"});
}

TEST(LedgerOutflows, MoneyOnDepositForACreditor) {
    const auto put = ev("p", "funds.deposited", "03-02", "r1", "c1", "300.00");
    const Posted there = post({kIn, put});
    EXPECT_EQ(there.of(deposit), "300.00");
    EXPECT_EQ(there.ledger.entitlements.at(2).paid, yuan("300.00"));
    EXPECT_EQ(post({kIn, put, ev("t", "funds.deposit_returned", "03-09", "-", "c1", "-")}).of(bank), "700.00");
    EXPECT_EQ(post({kIn, put, ev("t", "funds.deposit_returned", "03-09", "-", "c1", "300.01")}).flaws(), Flaws{"t:overdrawn:0.01"});
    EXPECT_EQ(post({kIn, put, ev("t", "funds.deposit_returned", "03-09", "-", "c2", "1.00")}).flaws(), Flaws{"t:unknown_instance:1.00"});
}

TEST(LedgerHolds, FrozenMoneyStaysUntilItsOwnDocumentLiftsIt) {
    const auto frozen = ev("fz", "funds.frozen", "03-02", "r1", "-", "700.00", R"("document":"协助执行通知书","number":"N1")");
    const auto lift = [](const std::string& more) { return ev("uf", "funds.unfrozen", "03-05", "r1", "-", "-", more); };
    EXPECT_EQ(post({kIn, frozen}).of(hold), "700.00");
    EXPECT_EQ(post({kIn, frozen, ev("k", "cost.paid", "03-03", "r1", "-", "400.00")}).flaws(), Flaws{"k:held:100.00"});
    EXPECT_EQ(post({kIn, frozen, ev("k", "cost.paid", "03-03", "r1", "-", "1100.00")}).flaws(), (Flaws{"k:held:700.00", "k:overdrawn:100.00"}));
    EXPECT_EQ(post({kIn, frozen, lift(R"("number":"N1")")}).of(case_money), "1000.00");
    EXPECT_EQ(post({kIn, frozen, lift(R"("document":"协助执行通知书")")}).of(hold), "0.00");
    EXPECT_EQ(post({kIn, frozen, lift({})}).of(hold), "0.00");
    EXPECT_EQ(post({kIn, frozen, lift(R"("number":"N2")")}).flaws(), Flaws{"uf:other_document:0.00"});
    EXPECT_EQ(post({kIn, lift(R"("number":"N1")")}).flaws(), Flaws{"uf:unknown_instance:0.00"});
    EXPECT_EQ(post({kIn, ev("fz", "funds.frozen", "03-02", "r1", "-", "1000.01", R"("number":"N1")")}).flaws(), Flaws{"fz:overdrawn:0.01"});
    EXPECT_EQ(post({kIn, frozen, ev("uf", "funds.unfrozen", "03-02", "r1", "-", "-", R"("number":"N1")")}).flaws(), Flaws{}) << "on the same day";
    EXPECT_EQ(post({kIn, frozen, lift(R"("number":"N1")"), ev("k", "cost.paid", "03-05", "r1", "-", "900.00")}).flaws(), Flaws{});
}

TEST(LedgerAuctions, DepositsOfBidders) {
    const auto paid = [](const std::string& role) { return ev("b", "auction.bid_deposit_paid", "03-02", "a1", "c2", "80.00", R"("role":")" + role + "\""); };
    const auto back = ev("r", "auction.bid_deposit_returned", "03-05", "a1", "c2", "-");
    EXPECT_EQ(post({paid("finance")}).of(auction_deposit), "80.00");
    EXPECT_EQ(post({paid("finance"), back}).of(bank), "0.00");
    EXPECT_EQ(post({paid("finance"), back, ev("r2", "auction.bid_deposit_returned", "03-06", "a1", "c2", "80.00")}).flaws(), Flaws{"r2:overdrawn:80.00"});
    EXPECT_EQ(post({back}).flaws(), Flaws{"r:unknown_instance:0.00"});
    const Posted platform = post({paid("platform")});
    EXPECT_EQ(platform.of(bank), "0.00") << "the platform keeps it";
    const auto moved = ev("m", "auction.deposit_moved", "03-03", "a1", "c2", "-");
    EXPECT_EQ(post({paid("platform"), moved}).of(case_money), "80.00");
    EXPECT_EQ(post({paid("finance"), moved}).of(bank), "80.00");
    const Posted forfeited = post({paid("platform"), moved, ev("f", "deposit.forfeited", "03-20", "a1", "c2", "-")});
    EXPECT_EQ(forfeited.flaws(), Flaws{});
    EXPECT_EQ(forfeited.of(case_money), "80.00");
    EXPECT_EQ(post({paid("finance"), ev("f", "deposit.forfeited", "03-20", "a1", "c2", "-")}).of(case_money), "80.00");
}

// A deposit of 100,000.00, costs of 2,000.00, the next auction 60,000.00 lower: online the rest goes to the debt
// (网拍规定 24), in a classic auction back to the bidder (拍卖规定 22).
TEST(LedgerAuctions, BothRegimesOfABuyerWhoDoesNotPay) {
    const auto paid = ev("b", "auction.bid_deposit_paid", "03-02", "a1", "c2", "100000.00", R"("role":"finance")");
    const auto cost = ev("k", "cost.paid", "03-20", "a1", "-", "2000.00");
    const Posted online = post({paid, ev("f", "deposit.forfeited", "03-10", "a1", "c2", "-"), cost});
    EXPECT_EQ(online.flaws(), Flaws{});
    EXPECT_EQ(online.of(case_money), "98000.00") << "60,000.00 for the shortfall and 38,000.00 for the debt";
    const Posted classic = post({paid, ev("f", "deposit.forfeited", "03-10", "a1", "c2", "62000.00"), cost, ev("r", "auction.bid_deposit_returned", "03-21", "a1", "c2", "38000.00")});
    EXPECT_EQ(classic.flaws(), Flaws{});
    EXPECT_EQ(classic.of(case_money), "60000.00");
    EXPECT_EQ(classic.of(bank), "60000.00");
    EXPECT_EQ(post({paid, ev("f", "deposit.forfeited", "03-10", "a1", "c1", "1.00")}).flaws(), Flaws{"f:unknown_instance:1.00"}) << "no bidder";
}

// After five years what is on deposit goes to the State.
TEST(LedgerDeposits, ADepositThatLapsed) {
    const auto kept = ev("d", "funds.deposited", "03-02", "r1", "c1", "400.00");
    const auto lapsed = [](const std::string& amount) { return ev("s", "funds.surrendered", "03-09", "-", "c1", amount, R"("ground":"deposit_lapsed")"); };
    EXPECT_EQ(post({kIn, kept, lapsed("400.00")}).flaws(), Flaws{});
    EXPECT_EQ(post({kIn, kept, lapsed("400.00")}).of(AccountKind::deposit), "0.00");
    EXPECT_EQ(post({kIn, kept, lapsed("400.01")}).flaws(), Flaws{"s:overdrawn:0.01"});
    EXPECT_EQ(post({kIn, lapsed("400.00")}).flaws(), Flaws{"s:unknown_instance:400.00"});
}

TEST(LedgerCorrections, AnEntryIsReversedOnce) {
    const auto cost = ev("k", "cost.paid", "03-02", "r1", "-", "400.00");
    const auto fix = ev("x", "funds.corrected", "03-03", "-", "-", "-", R"("number":"k")");
    const Posted fixed = post({kIn, cost, fix});
    EXPECT_EQ(fixed.flaws(), Flaws{});
    EXPECT_EQ(fixed.of(bank), "1000.00");
    EXPECT_EQ(fixed.ledger.entries.back().reverses, 1);
    EXPECT_EQ(post({kIn, cost, fix, ev("y", "funds.corrected", "03-04", "-", "-", "-", R"("number":"k")")}).flaws(), Flaws{"y:corrected_before:0.00"});
    EXPECT_EQ(post({kIn, cost, fix, ev("y", "funds.corrected", "03-04", "-", "-", "-", R"("number":"x")")}).flaws(), Flaws{"y:corrected_before:0.00"});
    EXPECT_EQ(post({kIn, cost, ev("y", "funds.corrected", "03-04", "-", "-", "-", R"("number":"nothing")")}).flaws(), Flaws{"y:unknown_instance:0.00"});
    EXPECT_EQ(post({kIn, cost, ev("y", "funds.corrected", "03-04", "-", "-", "-", R"("number":"in")")}).flaws(), Flaws{"y:overdrawn:400.00"}) << "part of it is spent";
    const Posted gone = post({kIn, ev("y", "funds.corrected", "03-04", "-", "-", "-", R"("number":"in")")});
    EXPECT_EQ(gone.flaws(), Flaws{});
    EXPECT_EQ(gone.ledger.received(), Money{});
}

TEST(LedgerLimits, SumsThatDoNotFitAreRefused) {
    const std::string most = "92233720368547758.07";
    const Dossier dossier = money_case({ev("a", "funds.received", "03-01", "r1", "d1", most), ev("b", "funds.received", "03-02", "r2", "d1", "0.01")});
    try {
        static_cast<void>(ledger_of(dossier));
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.code(), "money.overflow");
    }
    EXPECT_NO_THROW(post({ev("a", "funds.received", "03-01", "r1", "d1", most)}));
}

TEST(LedgerOrder, TheFileDoesNotMatter) {
    std::vector<std::string> events{kIn, ev("u", "funds.unidentified", "03-01", "r2", "-", "90.00"), ev("c", "funds.claimed", "03-01", "r2", "d1", "-"),
                                    ev("p", "payment.proposed", "03-01", "r1", "c1", "200.00", R"("number":"P1")"), ev("a", "release.approved", "03-01", "r1", "c1", "-", R"("number":"P1")"),
                                    ev("f", "funds.frozen", "03-01", "r2", "-", "-", R"("number":"N1")"), ev("k", "cost.paid", "03-01", "-", "-", "10.00"),
                                    ev("r", "funds.released", "03-01", "r1", "c1", "-", R"("number":"P1")")};
    const Posted first = post(events);
    EXPECT_EQ(first.flaws(), Flaws{});
    const auto entries_of = [](const Posted& posted) {
        std::string all;
        for (const LedgerEntry& entry : posted.ledger.entries) {
            all += std::string{posted.dossier.event_id(posted.dossier.events()[static_cast<std::size_t>(entry.event)])} + " " + entry.amount.to_string() + ";";
        }
        return all;
    };
    std::mt19937 random{20250301};
    for (int turn = 0; turn < 200; ++turn) {
        std::ranges::shuffle(events, random);
        ASSERT_EQ(entries_of(post(events)), entries_of(first));
    }
}

TEST(LedgerPostings, ACorrectionLeavesNoMoneyUncovered) {
    const auto fix = [](const char* id) { return ev("x", "funds.corrected", "03-09", "-", "-", "-", std::string{R"("number":")"} + id + '"'); };
    const auto cash = ev("cash", "funds.received", "03-01", "r2", "d1", "100.00", R"("method":"cash")");
    const auto handed = ev("handed", "cash.handed_in", "03-02", "r2", "-", "-");
    EXPECT_EQ(post({cash, handed, fix("cash")}).flaws(), Flaws{"x:overdrawn:100.00"}) << "it is in the bank by now";
    EXPECT_EQ(post({cash, handed, fix("handed")}).flaws(), Flaws{});
    EXPECT_EQ(post({cash, handed, ev("k", "cost.paid", "03-03", "r2", "-", "30.00"), fix("handed")}).flaws(), Flaws{"x:overdrawn:30.00"});
    // What was put on deposit by mistake is not paid.
    const auto deposit = ev("dep", "funds.deposited", "03-03", "r1", "c2", "400.00");
    const Posted undone = post({kIn, deposit, fix("dep")});
    EXPECT_EQ(undone.flaws(), Flaws{});
    for (const LedgerEntitlement& row : undone.ledger.entitlements) EXPECT_EQ(row.paid, Money{}) << row.creditor;
}

TEST(LedgerPostings, UnidentifiedMoneyIsClaimedForOnePayer) {
    const auto money = ev("u", "funds.unidentified", "03-01", "r2", "-", "90.00");
    const auto claim = ev("c", "funds.claimed", "03-02", "r2", "d1", "40.00"), other = ev("x", "funds.claimed", "03-04", "r2", "c2", "50.00");
    EXPECT_EQ(post({money, claim, other}).flaws(), Flaws{"x:repeated_number:50.00"});
    const Posted again = post({money, claim, ev("v", "funds.claim_reversed", "03-03", "r2", "-", "-"), other});
    EXPECT_EQ(again.flaws(), Flaws{});
    ASSERT_EQ(again.ledger.receipts.size(), 1U);
    EXPECT_EQ(again.ledger.receipts[0].payer, "c2");
}

TEST(LedgerPostings, NoLessIsFixedThanWasPaid) {
    const auto deposit = ev("dep", "funds.deposited", "03-03", "r1", "c2", "400.00");  // names no head
    const auto fixed = ev("x", "entitlement.fixed", "03-04", "-", "c2", "300.00", R"("ground":"principal")");
    EXPECT_EQ(post({kIn, deposit, fixed}).flaws(), Flaws{"x:over_entitled:100.00"});
}

TEST(LedgerPostings, APaymentIsEndedWithItsOwnAmount) {
    const auto proposed = ev("p", "payment.proposed", "03-02", "r1", "c1", "200.00", R"("number":"P1")");
    EXPECT_EQ(post({kIn, proposed, ev("x", "payment.rejected", "03-03", "-", "-", "150.00", R"("number":"P1")")}).flaws(), Flaws{"x:amount_differs:50.00"});
}

TEST(LedgerOrder, WhatIsNotKnownYetDoesNotCount) {
    const Dossier dossier = money_case({kIn, ev("k", "cost.paid", "03-05", "r1", "-", "10.00", R"("recorded":"2025-03-20T09:00:00")")});
    const Date day{date::year{2025} / 3 / 10};
    EXPECT_EQ(Ledger::of(dossier, {day}).balance(bank), yuan("990.00"));
    EXPECT_EQ(Ledger::of(dossier, {day, DateTime{day}}).balance(bank), yuan("1000.00"));
    EXPECT_EQ(Ledger::of(dossier, {Date{date::year{2025} / 3 / 4}}).balance(bank), yuan("1000.00"));
}

}  // namespace
}  // namespace zhixing
