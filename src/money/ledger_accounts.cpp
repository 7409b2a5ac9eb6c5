#include <algorithm>
#include <iterator>

#include "money/ledger_book.hpp"

namespace zhixing {
namespace {
constexpr std::size_t kFew = 8;  // receipts and payments of most cases
}

Book::Book(const Dossier& dossier, Ledger& ledger, std::size_t events) : dossier_{dossier}, ledger_{ledger} {
    std::fill(std::begin(single_), std::end(single_), kNone);
    ledger_.entries.reserve(events);
    ledger_.accounts.reserve(events);
    reversed_.reserve(events);
    ledger_.receipts.reserve(kFew);
    receipts_.reserve(kFew);
    ledger_.payments.reserve(kFew);
    lines_.reserve(kFew);
    receipt_of_account_.reserve(events);
    receipt_by_ref_.resize(dossier.ref_count() + 1, kNone);
    read_claims();
}

void Book::post(std::uint32_t event) {
    event_ = &dossier_.events()[event];
    position_ = static_cast<std::int32_t>(event);
    number_ = dossier_.text(*event_, Column::number);
    const Posting* posting = posting_of(event_->kind);
    if (posting != nullptr) (this->*posting->post)(posting->account);
}

AccountNumber Book::open(AccountKind kind, std::string key) {
    ledger_.accounts.push_back({kind, std::move(key), {}, {}});
    receipt_of_account_.push_back(kNone);
    return static_cast<AccountNumber>(ledger_.accounts.size() - 1);
}

AccountNumber Book::account(AccountKind kind) {
    AccountNumber& number = single_[static_cast<std::size_t>(kind)];
    if (number == kNone) number = open(kind);
    return number;
}

Money Book::amount_or(Money before) {
    const Money amount = event_->has_amount ? event_->amount : before;
    if (amount > Money{}) return amount;
    flaw(LedgerFault::no_amount);
    return {};
}

void Book::flaw(LedgerFault fault, Money amount) { ledger_.flaws.push_back({position_, fault, amount}); }

void Book::change_left(std::uint32_t receipt, Money change) {
    LedgerReceipt& row = ledger_.receipts[receipt];
    row.left += change;
    row.spent_on = row.left > Money{} ? kNoDate : event_->on;
}

void Book::transfer(AccountNumber debit, AccountNumber credit, Money amount, std::int32_t reverses) {
    if (amount <= Money{}) return;
    ledger_.accounts[debit].debits += amount;
    ledger_.accounts[credit].credits += amount;
    ledger_.entries.push_back({position_, event_->on, debit, credit, amount, reverses});
    reversed_.push_back(false);
    // Money that is payable is still there: it leaves its receipt when the bank has paid.
    const auto payable = [&](AccountNumber number) { return ledger_.accounts[number].kind == AccountKind::payable; };
    const std::uint32_t from = receipt_of_account_[debit], to = receipt_of_account_[credit];
    if (from == to) return;
    if (from != kNone && !payable(credit)) change_left(from, -amount);
    if (to != kNone) first_open_ = std::min(first_open_, to);
    if (to != kNone && !payable(debit)) change_left(to, amount);
}

void Book::transfer_covered(AccountNumber limited, AccountNumber debit, AccountNumber credit, Money amount, std::int32_t reverses) {
    const Money covered = std::clamp(balance(limited), Money{}, amount);
    transfer(debit, credit, covered, reverses);
    if (covered == amount) return;
    const Money uncovered = amount - covered;
    flaw(LedgerFault::overdrawn, uncovered);
    const AccountNumber discrepancy = account(AccountKind::discrepancy);
    if (limited == debit) transfer(discrepancy, credit, uncovered, reverses);
    else transfer(debit, discrepancy, uncovered, reverses);
}

Money Book::held(std::uint16_t ref) const {
    Money sum;
    for (const Hold& hold : holds_) {
        if (ref == 0 || receipts_[hold.receipt].ref == ref) sum += balance(hold.account);
    }
    return sum;
}

// Whether the record would say that cash was handed in or a bill paid, had it been.
bool Book::not_banked_matters(AccountKind kind) const {
    return dossier_.covers(kind == AccountKind::cash ? kinds::cash_handed_in : kinds::bill_cleared);
}

void Book::draw_from(std::uint32_t receipt, Money& wanted, AccountNumber to) {
    const Receipt& from = receipts_[receipt];
    const Money there = balance(from.case_money);
    const Money taken = std::clamp(there, Money{}, wanted);
    if (taken == Money{}) return;
    Money not_banked;
    if (from.cash != kNone && not_banked_matters(AccountKind::cash)) not_banked += balance(from.cash);
    if (from.bill != kNone && not_banked_matters(AccountKind::bill)) not_banked += balance(from.bill);
    const Money banked = std::max(there - not_banked, Money{});
    if (taken > banked) flaw(LedgerFault::overdrawn, taken - banked);
    transfer(from.case_money, to, taken);
    drawn_.push_back({from.case_money, taken});
    wanted -= taken;
}

// Takes money from a receipt, or where none is named from all, oldest first (of that payer, if one is given), and
// credits it to `to`. What is not there stands against the discrepancy.
const std::vector<Piece>& Book::draw(std::uint16_t ref, Money amount, AccountNumber to, std::uint16_t payer) {
    drawn_.clear();
    Money wanted = amount;
    const bool unknown = ref != 0 && receipt_of(ref) == kNone;
    if (ref != 0 && !unknown) draw_from(receipt_of(ref), wanted, to);
    if (ref == 0) {
        while (first_open_ < receipts_.size() && balance(receipts_[first_open_].case_money) <= Money{}) ++first_open_;
        for (std::uint32_t receipt = first_open_; receipt < receipts_.size() && wanted > Money{}; ++receipt) {
            if (payer == 0 || receipts_[receipt].payer == payer) draw_from(receipt, wanted, to);
        }
    }
    if (wanted <= Money{}) return drawn_;
    const Money frozen = unknown ? Money{} : std::min(held(ref), wanted);
    if (unknown) flaw(LedgerFault::unknown_instance, wanted);
    if (frozen > Money{}) flaw(LedgerFault::held, frozen);
    if (!unknown && wanted > frozen) flaw(LedgerFault::overdrawn, wanted - frozen);
    const AccountNumber discrepancy = account(AccountKind::discrepancy);
    transfer(discrepancy, to, wanted);
    drawn_.push_back({discrepancy, wanted});
    return drawn_;
}

}  // namespace zhixing
