// What the tests of the ledger share: dossiers from short lines, and what must hold of every ledger.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "zhixing/ledger.hpp"

namespace zhixing::testing {

// A dossier of two creditors (10 000.00 and 5 000.00) and a debtor; `events` are JSON objects.
inline Dossier money_case(std::vector<std::string> events, std::string header = {}) {
    std::string json = R"({"schema":"zhixing.dossier/1","number":"（2025）豫1325执8号",)" + header +
                       R"("parties":[{"id":"c1","role":"applicant"},{"id":"c2","role":"applicant"},{"id":"d1","role":"respondent"}],
"claims":[{"id":"k1","creditor":"c1","debtors":["d1"],"kind":"money","principal":"10000.00"},
{"id":"k2","creditor":"c2","debtors":["d1"],"kind":"money","principal":"5000.00"}],"events":[)";
    for (std::size_t i = 0; i < events.size(); ++i) json += (i == 0 ? "" : ",") + events[i];
    return Dossier::from_json(json + "]}");
}

inline Money yuan(std::string_view amount) { return Money::parse(amount); }

inline Ledger ledger_of(const Dossier& dossier) {
    return Ledger::of(dossier, {Date{date::year{2026} / 12 / 31}});
}

// The flaws as `event:fault:amount`, in the order of posting.
inline std::vector<std::string> flaws_of(const Ledger& ledger, const Dossier& dossier) {
    std::vector<std::string> list;
    for (const LedgerFlaw& flaw : ledger.flaws) {
        std::string line{dossier.event_id(dossier.events()[static_cast<std::size_t>(flaw.event)])};
        list.push_back(line.append(":").append(to_string(flaw.fault)).append(":").append(flaw.amount.to_string()));
    }
    return list;
}

using Flaws = std::vector<std::string>;

// Debits equal credits; assets equal liabilities; no liability is negative; the receipts' rests add up; without flaws
// nothing was taken that was not there, and nobody got more than is due.
inline void expect_invariants(const Ledger& ledger) {
    Money debits, credits, assets, liabilities, left, entries;
    for (const LedgerAccount& account : ledger.accounts) {
        debits += account.debits;
        credits += account.credits;
        (account.asset() ? assets : liabilities) += account.balance();
        if (!account.asset()) {
            EXPECT_GE(account.balance(), Money{}) << to_string(account.kind) << " " << account.key;
        }
    }
    for (const LedgerEntry& entry : ledger.entries) {
        EXPECT_GT(entry.amount, Money{});
        entries += entry.amount;
    }
    EXPECT_EQ(debits, credits);
    EXPECT_EQ(debits, entries);
    EXPECT_EQ(assets, liabilities);
    for (const LedgerReceipt& receipt : ledger.receipts) {
        left += receipt.left;
        EXPECT_GE(receipt.left, Money{}) << receipt.ref;
        EXPECT_EQ(receipt.spent_on == kNoDate, receipt.left > Money{}) << receipt.ref;
    }
    if (!ledger.flaws.empty()) return;
    EXPECT_EQ(left, ledger.unreleased());
    EXPECT_EQ(ledger.balance(AccountKind::discrepancy), Money{});
    EXPECT_GE(ledger.balance(AccountKind::bank), Money{});
    for (const LedgerPayment& payment : ledger.payments) EXPECT_FALSE(payment.events.empty());
}

}  // namespace zhixing::testing
