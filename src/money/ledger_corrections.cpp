// Corrections (冲正): entries are never changed, they are reversed.
#include <algorithm>

#include "money/ledger_book.hpp"

namespace zhixing {

using State = LedgerPayment::State;

// What a correction does to the payment whose step it takes back. False: that step cannot be taken back any more.
bool Book::reverse_payment(std::int32_t target) {
    const Kind kind = dossier_.events()[static_cast<std::size_t>(target)].kind;
    for (std::uint32_t number = 0; number < lines_.size(); ++number) {
        Line& line = lines_[number];
        if (std::ranges::find(payment(number).events, target) == payment(number).events.end()) continue;
        const bool paid_by = kind == kinds::funds_released && payment(number).state == State::confirmed;
        if (paid_by) {
            for (const Piece& piece : line.reserved) {
                if (const std::uint32_t receipt = receipt_of_account_[piece.account]; receipt != kNone) change_left(receipt, piece.amount);
            }
            count(line.payee, line.heads, -line.paid, &Due::paid);
            payment(number).state = line.reserved_by == target ? State::voided : State::approved;
            first_reserving_ = std::min(first_reserving_, number);
            if (line.reserved_by == target) line.reserved.clear();
            else count(line.payee, line.heads, line.paid, &Due::reserved);
            line.paid = {};
        } else if (kind == kinds::release_approved && line.reserved_by == target && reserves(number)) {
            count(line.payee, line.heads, -payment(number).amount, &Due::reserved);
            payment(number).state = State::voided;
            line.reserved.clear();
        } else {
            return false;
        }
        payment(number).events.push_back(position_);
    }
    return true;
}

// What a reversal leaves uncovered: cash or a bill that was handed in since, or money that was paid out since and would
// have come from no bank account.
void Book::check_banked(std::uint32_t number) {
    const Receipt& receipt = receipts_[number];
    Money not_banked, below;
    for (const AccountNumber kept : {receipt.cash, receipt.bill}) {
        if (kept == kNone) continue;
        not_banked += std::max(balance(kept), Money{});
        below += std::max(-balance(kept), Money{});
    }
    if (below > Money{}) flaw(LedgerFault::overdrawn, below);
    Money there = balance(receipt.case_money);
    for (const Hold& hold : holds_) {
        if (hold.receipt == number) there += balance(hold.account);
    }
    if (not_banked > there) flaw(LedgerFault::overdrawn, not_banked - there);
}

// The entries of an event, which stand together.
std::vector<std::size_t> Book::rows_of(std::string_view event_id) {
    const auto id_at = [&](std::size_t row) { return dossier_.event_id(dossier_.events()[static_cast<std::size_t>(ledger_.entries[row].event)]); };
    for (; indexed_ < ledger_.entries.size(); ++indexed_) first_entry_.try_emplace(id_at(indexed_), indexed_);
    std::vector<std::size_t> rows;
    const auto first = first_entry_.find(event_id);
    if (event_id.empty() || first == first_entry_.end()) return rows;
    for (std::size_t row = first->second; row < ledger_.entries.size() && id_at(row) == event_id; ++row) rows.push_back(row);
    return rows;
}

void Book::correct(AccountKind) {
    const std::vector<std::size_t> rows = rows_of(number_);
    if (rows.empty()) return flaw(LedgerFault::unknown_instance, event_->amount);
    const auto taken_back = [&](std::size_t row) { return reversed_[row] || ledger_.entries[row].reverses >= 0; };
    if (std::ranges::any_of(rows, taken_back)) return flaw(LedgerFault::corrected_before, event_->amount);
    const std::int32_t target = ledger_.entries[rows.front()].event;
    if (!reverse_payment(target)) return flaw(LedgerFault::resolved_before, event_->amount);
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        const LedgerEntry entry = ledger_.entries[*row];
        const bool liability = !ledger_.accounts[entry.credit].asset();
        reversed_[*row] = true;
        const auto reverses = static_cast<std::int32_t>(*row);
        const std::uint32_t receipt = receipt_of_account_[entry.credit];
        const bool came_in = receipt != kNone && ledger_.accounts[entry.credit].kind == AccountKind::case_money && ledger_.accounts[entry.debit].kind != AccountKind::hold &&
                             ledger_.accounts[entry.debit].kind != AccountKind::payable;
        if (came_in) ledger_.receipts[receipt].amount -= entry.amount;
        // What the entry gave is taken away again, as far as it is still there.
        if (liability) transfer_covered(entry.credit, entry.credit, entry.debit, entry.amount, reverses);
        else transfer(entry.credit, entry.debit, entry.amount, reverses);
    }
    const Event& wrong = dossier_.events()[static_cast<std::size_t>(target)];
    if (wrong.kind == kinds::funds_deposited) count(wrong.party, {}, -wrong.amount, &Due::paid);
    const bool turned = wrong.kind == kinds::auction_deposit_moved || wrong.kind == kinds::deposit_forfeited;
    if (BidDeposit* kept = turned ? bid_deposit(wrong) : nullptr; kept != nullptr && kept->account == kNone) {
        for (const std::size_t row : rows) kept->at_platform += ledger_.entries[row].amount;
    }
    if (const std::uint32_t receipt = receipt_of(wrong.ref); receipt != kNone) check_banked(receipt);
}

}  // namespace zhixing
