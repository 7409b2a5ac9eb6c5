// The book in which a ledger is written: accounts, receipts, payments and what is due, event by event.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "zhixing/kinds.hpp"
#include "zhixing/ledger.hpp"

namespace zhixing {

using AccountNumber = std::uint32_t;  // position in Ledger::accounts
inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

// Money that came from one account.
struct Piece {
    AccountNumber account;
    Money amount;
};

// Writes one ledger. The texts of the dossier outlive it.
class Book {
public:
    // @param events how many will be posted: room is made for them.
    Book(const Dossier& dossier, Ledger& ledger, std::size_t events);

    // Posts one event as the table says; events of other kinds do nothing.
    void post(std::uint32_t event);
    // Brings receipts and entitlements into the ledger.
    void finish();

    // One function a way of posting; the table (ledger_postings.cpp) says which kinds take it, and with which account.
    void receive(AccountKind);
    void claim(AccountKind);
    void reverse_claim(AccountKind);
    void bank_in(AccountKind held_as);    // cash handed in, bill paid
    void dishonour(AccountKind);
    void credit_from_outside(AccountKind account);
    void collect(AccountKind account);    // out of case money, or straight into the bank
    void pay_out(AccountKind);            // case money that leaves
    void refund(AccountKind);
    void surrender(AccountKind);
    void put_on_deposit(AccountKind);
    void take_off_deposit(AccountKind);
    void freeze(AccountKind);
    void unfreeze(AccountKind);
    void take_bid_deposit(AccountKind);
    void return_bid_deposit(AccountKind);
    void turn_bid_deposit(AccountKind);   // into case money: part of the price, or forfeited
    void propose(AccountKind);
    void check(AccountKind);
    void approve(AccountKind);
    void follow(AccountKind);             // verified, sent
    void release(AccountKind);
    void end_unpaid(AccountKind);         // rejected, voided
    void give_back(AccountKind);          // returned by the bank
    void fix_entitlement(AccountKind);
    void correct(AccountKind);

private:
    struct Receipt {
        std::uint16_t ref = 0, payer = 0;
        AccountNumber case_money = kNone, cash = kNone, bill = kNone;
    };
    struct Unidentified {
        std::uint16_t ref = 0, payer = 0;
        AccountNumber account = kNone;
    };
    struct Hold {
        std::uint32_t receipt = kNone;
        AccountNumber account = kNone;
        std::string_view number, document;
    };
    struct Deposit {
        std::uint16_t creditor = 0;
        AccountNumber account = kNone;
    };
    struct BidDeposit {
        std::uint16_t ref = 0, bidder = 0;
        AccountNumber account = kNone;  // kNone: the platform keeps it
        Money at_platform;
    };
    struct Head {
        Word head = 0;
        Money amount;
    };
    struct Line {  // beside LedgerPayment
        std::uint16_t payee = 0, ref = 0;
        std::uint32_t next = kNone;     // of the same number
        AccountNumber payable = kNone;
        std::vector<Head> heads;        // as proposed; empty: none named
        std::vector<Piece> reserved;    // where the money came from
        std::int32_t reserved_by = -1;  // event
        Money paid;
    };
    struct Due {
        std::uint16_t creditor = 0;
        Word head = 0;
        Money due, paid, reserved;
        bool known = false;  // an amount is on record
    };

    // Accounts (ledger_accounts.cpp)
    AccountNumber open(AccountKind kind, std::string key = {});
    AccountNumber account(AccountKind kind);  // of those that are one a case
    [[nodiscard]] Money balance(AccountNumber number) const { return ledger_.accounts[number].balance(); }
    void transfer(AccountNumber debit, AccountNumber credit, Money amount, std::int32_t reverses = -1);
    // Like transfer, but no more than `limited` (one of the two) holds; the rest stands against the discrepancy.
    void transfer_covered(AccountNumber limited, AccountNumber debit, AccountNumber credit, Money amount, std::int32_t reverses = -1);
    // What was drawn is good until more is drawn.
    const std::vector<Piece>& draw(Money amount, AccountNumber to, std::uint16_t payer = 0) { return draw(event_->ref, amount, to, payer); }
    const std::vector<Piece>& draw(std::uint16_t ref, Money amount, AccountNumber to, std::uint16_t payer = 0);
    void draw_from(std::uint32_t receipt, Money& wanted, AccountNumber to);
    [[nodiscard]] Money held(std::uint16_t ref) const;
    void change_left(std::uint32_t receipt, Money change);
    [[nodiscard]] bool not_banked_matters(AccountKind kind) const;

    // What the event says
    [[nodiscard]] std::string_view text(Column column) const { return dossier_.text(*event_, column); }
    [[nodiscard]] std::string_view party_text(std::uint16_t party) const { return party == 0 ? std::string_view{} : dossier_.party_id(party); }
    [[nodiscard]] std::string_view ref_text(std::uint16_t ref) const { return ref == 0 ? std::string_view{} : dossier_.ref_name(ref); }
    Money amount_or(Money before = {});  // the stated amount, else what went before; zero (and a flaw) if there is none
    void flaw(LedgerFault fault, Money amount = {});

    // Receipts (ledger_receipts.cpp)
    std::uint32_t open_receipt(std::uint16_t ref, std::uint16_t payer);
    [[nodiscard]] std::uint32_t receipt_of(std::uint16_t ref) const { return ref == 0 ? kNone : receipt_by_ref_[ref]; }
    [[nodiscard]] Unidentified* unidentified_of(std::uint16_t ref);
    [[nodiscard]] bool replayed();  // a bank serial that is on record already
    void count_in(std::uint32_t receipt, AccountNumber debit, Money amount);
    [[nodiscard]] bool refunds_to_other(std::uint32_t receipt) const;
    [[nodiscard]] BidDeposit* bid_deposit(const Event& event);

    // Payments (ledger_payments.cpp)
    using Lines = std::vector<std::uint32_t>;
    LedgerPayment& payment(std::uint32_t line) { return ledger_.payments[line]; }
    std::uint32_t open_line(std::uint16_t payee);
    Lines& lines_named();       // by number and party; good until it is asked again
    Lines& lines_of_release();
    Lines& lines_to_end();
    [[nodiscard]] Money total(const Lines& lines) const;
    [[nodiscard]] bool reserves(std::uint32_t line) const;        // approved, and not paid yet
    [[nodiscard]] bool resolved_state(std::uint32_t line) const;  // paid, or failed
    bool resolved(const Lines& lines);       // with the flaw
    void compare_amount(const Lines& lines);
    void join(std::uint32_t line, LedgerPayment::State state);
    void reserve(std::uint32_t line);
    void unreserve(std::uint32_t line, LedgerPayment::State state);
    void confirm(std::uint32_t line, Money amount);
    void pay_again(Money amount);
    [[nodiscard]] bool refused() const;      // the outcome says no

    // Entitlements (ledger_entitlements.cpp)
    void read_claims();
    Due& due(std::uint16_t creditor, Word head);
    [[nodiscard]] std::uint16_t creditor_of(std::uint16_t payee) const;
    [[nodiscard]] bool bounded(std::uint16_t creditor) const;
    [[nodiscard]] Money excess(std::uint16_t creditor, const std::vector<Head>& heads, Money amount, bool with_reserved);
    void count(std::uint16_t payee, const std::vector<Head>& heads, Money amount, Money Due::*sum);

    // Corrections (ledger_corrections.cpp)
    [[nodiscard]] std::vector<std::size_t> rows_of(std::string_view event_id);
    bool reverse_payment(std::int32_t target);
    void check_banked(std::uint32_t receipt);

    const Dossier& dossier_;
    Ledger& ledger_;
    const Event* event_ = nullptr;
    std::int32_t position_ = -1;
    std::string_view number_;  // that the event names
    AccountNumber single_[static_cast<std::size_t>(AccountKind::account_interest) + 1];  // accounts that are one a case
    std::vector<std::uint32_t> receipt_of_account_;  // of case money and holds, else kNone
    std::vector<Receipt> receipts_;
    std::vector<std::uint32_t> receipt_by_ref_;
    std::uint32_t first_open_ = 0;  // no receipt before it has case money
    std::vector<Unidentified> unidentified_;
    std::vector<Hold> holds_;
    std::vector<Deposit> on_deposit_;
    std::vector<BidDeposit> bid_deposits_;
    struct Chain {
        std::uint32_t first, last;
    };
    std::vector<Line> lines_;
    std::unordered_map<std::string_view, Chain> lines_by_number_;
    std::uint32_t first_reserving_ = 0;  // no line before it reserves money
    Lines named_;                        // working memory of lines_named …
    std::vector<Piece> drawn_;           // … and of draw
    std::unordered_map<std::string_view, std::int32_t> serials_;
    std::vector<Due> dues_;
    bool creditors_known_ = true;  // every claim names its creditor
    std::vector<bool> reversed_;   // entries that were taken back
    std::unordered_map<std::string_view, std::size_t> first_entry_;  // by id of the event, of the first `indexed_` entries
    std::size_t indexed_ = 0;
    std::vector<std::int32_t> corrected_;
};

// When in a day an event is posted: what comes in, then claims, payments step by step, what goes out, holds.
enum class Phase : std::uint8_t { in = 1, claim, proposed, checked, approved, verified, sent, released, ended, out, treasury, hold, lifted, correction };

struct Posting {
    Kind kind;
    Phase phase;
    void (Book::*post)(AccountKind);
    AccountKind account = AccountKind::bank;  // where the way of posting is used with several
};

// What the ledger does with a kind; nullptr: nothing.
[[nodiscard]] const Posting* posting_of(Kind kind) noexcept;

// The events that count, in the order in which they are posted.
[[nodiscard]] std::vector<std::uint32_t> order_of_posting(const Dossier& dossier, const LedgerOptions& options);

}  // namespace zhixing
