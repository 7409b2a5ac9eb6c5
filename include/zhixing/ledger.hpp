/// @file
/// The escrow ledger (案款账簿): double entry, rebuilt from a dossier's events, never edited.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "zhixing/dossier.hpp"

namespace zhixing {

/// What an account holds. The first three are assets, the discrepancy what events took that was not there;
/// the others are owed to somebody and never fall below zero.
enum class AccountKind : std::uint8_t {
    bank = 1,          ///< 执行款专户
    cash,              ///< 现金, not yet handed in; key: the receipt
    bill,              ///< 票据, not yet paid; key: the receipt
    discrepancy,       ///< 差错: taken without cover; must be zero
    unidentified,      ///< 不明款; key: the receipt
    case_money,        ///< 案款; key: the receipt (Event ref)
    hold,              ///< 冻结; key: receipt and document
    payable,           ///< 已批准待付; key: payment number and payee
    execution_fee,     ///< 执行申请费
    court_cost,        ///< 诉讼费用
    fine,              ///< 罚款罚金
    auction_deposit,   ///< 竞买保证金; key: auction and bidder
    deposit,           ///< 提存; key: the creditor
    account_interest   ///< 专户利息
};

/// Why an event cannot be posted as it stands. The ledger posts it nevertheless, what is not covered
/// against the discrepancy, so that a bad record can be read; rules say what it means, admission refuses it.
enum class LedgerFault : std::uint8_t {
    overdrawn = 1,        ///< takes more than the account holds
    no_amount,            ///< states no amount where one is needed, and none follows from what went before
    unknown_instance,     ///< names a receipt, payment, hold or entry that is not on record
    amount_differs,       ///< another amount than the step before it
    repeated_number,      ///< a bank serial or payment number used before with other contents
    resolved_before,      ///< a payment that was paid, voided or failed already
    unapproved,           ///< money left without an approval of that payment
    over_entitled,        ///< pays a creditor more than is due to them
    held,                 ///< takes money that is frozen
    other_document,       ///< lifts a hold by another document than its own
    refund_to_other,      ///< returns money to somebody who did not pay it
    corrected_before      ///< reverses an entry that was reversed, or a reversal
};

[[nodiscard]] std::string_view to_string(AccountKind kind) noexcept;
[[nodiscard]] std::string_view to_string(LedgerFault fault) noexcept;
[[nodiscard]] std::optional<LedgerFault> ledger_fault(std::string_view word) noexcept;

/// An account and what went through it. The balance of an asset is debits − credits, of the others credits − debits.
struct LedgerAccount {
    AccountKind kind = AccountKind::bank;
    std::string key;
    Money debits, credits;
    [[nodiscard]] bool asset() const noexcept { return kind <= AccountKind::discrepancy; }
    [[nodiscard]] Money balance() const { return asset() ? debits - credits : credits - debits; }
};

/// One posting: an amount from one account to another (debit one, credit one), because of one event.
struct LedgerEntry {
    std::int32_t event = -1;    ///< position in Dossier::events()
    Date on = kNoDate;          ///< effective date
    std::uint32_t debit = 0, credit = 0;  ///< positions in Ledger::accounts
    Money amount;               ///< more than zero
    std::int32_t reverses = -1; ///< position of the entry that this one takes back
};

/// An event that could not be posted as it stands.
struct LedgerFlaw {
    std::int32_t event = -1;
    LedgerFault fault = LedgerFault::overdrawn;
    Money amount;  ///< how much of it: the uncovered, the difference; zero where that says nothing
};

/// A payment out, by its number (and payee: one number is to pay one payee, and is a flaw where it pays several).
struct LedgerPayment {
    enum class State : std::uint8_t { draft = 1, checked, approved, verified, sent, confirmed, rejected, voided, returned };
    std::string number, payee, receipt;
    Money amount;
    State state = State::draft;
    std::vector<std::int32_t> events;  ///< in the order in which they were posted
};
[[nodiscard]] std::string_view to_string(LedgerPayment::State state) noexcept;

/// Money that came in, and what is left of it.
struct LedgerReceipt {
    std::string ref, payer;
    std::int32_t event = -1;
    Date on = kNoDate;
    Money amount, left;           ///< left: in the case account, on hold or payable
    Date spent_on = kNoDate;      ///< the day on which nothing of it was left; kNoDate: something is
};

/// What a creditor is owed and has been paid, by head (Event ground).
struct LedgerEntitlement {
    std::string creditor, head;
    Money due, paid;
};

/// What events after which day, or known after when, are left out.
struct LedgerOptions {
    Date as_of;
    std::optional<DateTime> known_at{};
};

/// The books of one case on a day. A pure function of its arguments; a value.
/// Within a day money that came in counts before money that goes out, holds come last.
/// Σ debits = Σ credits; bank + cash + bill + discrepancy = Σ liabilities; no liability is negative.
struct Ledger {
    Date as_of = kNoDate;
    std::vector<LedgerAccount> accounts;
    std::vector<LedgerEntry> entries;   ///< in the order of posting
    std::vector<LedgerFlaw> flaws;
    std::vector<LedgerPayment> payments;
    std::vector<LedgerReceipt> receipts;
    std::vector<LedgerEntitlement> entitlements;

    /// @throws InputError `money.overflow` where sums leave the range of an amount.
    [[nodiscard]] static Ledger of(const Dossier& dossier, const LedgerOptions& options);

    [[nodiscard]] Money balance(AccountKind kind) const;
    /// Money received that nobody has been paid yet: case money, holds and payables.
    [[nodiscard]] Money unreleased() const;
    [[nodiscard]] Money received() const;
};

/// The structure of the national report on case money (1001 执行款缴纳 … 1012 账户存量) in which events of a kind
/// appear: rules/data/funds-structures.csv. Empty: in none.
struct FundsStructure {
    std::string_view code, name;
};
[[nodiscard]] std::optional<FundsStructure> funds_structure(Kind kind);

/// What a flaw says, in Chinese and English.
[[nodiscard]] Text message(const LedgerFlaw& flaw, const Dossier& dossier);

/// `zhixing.ledger/1`: accounts, entries with their events and structures, flaws, payments, receipts, entitlements.
[[nodiscard]] std::string to_json(const Ledger& ledger, const Dossier& dossier);

/// A statement of account that a party can read: each event that brought money in or took it out, and what the court
/// held after it; a plain table in Chinese and in English.
[[nodiscard]] Text statement(const Ledger& ledger, const Dossier& dossier);

}  // namespace zhixing
