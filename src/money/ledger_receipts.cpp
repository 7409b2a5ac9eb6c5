// Money that comes in: received, unidentified and claimed, in cash and in bills, and auction deposits.
#include <algorithm>

#include "money/ledger_book.hpp"

namespace zhixing {
namespace {

Word method(std::string_view id) { return Catalogue::bundled().find_word(Vocabulary::method, id); }
Word platform() {
    static const Word word = Catalogue::bundled().find_word(Vocabulary::role, "platform");
    return word;
}

}  // namespace

std::uint32_t Book::open_receipt(std::uint16_t ref, std::uint16_t payer) {
    if (const std::uint32_t known = receipt_of(ref); known != kNone) return known;
    const auto number = static_cast<std::uint32_t>(receipts_.size());
    const std::string name{ref != 0 ? ref_text(ref) : text(Column::id)};
    Receipt receipt{ref, payer, open(AccountKind::case_money, name)};
    receipt_of_account_[receipt.case_money] = number;
    receipts_.push_back(receipt);
    ledger_.receipts.push_back({name, std::string{party_text(payer)}, position_, event_->on, {}, {}, kNoDate});
    if (ref != 0) receipt_by_ref_[ref] = number;
    return number;
}

// Money that came in is counted to its receipt. One receipt is of one payer.
void Book::count_in(std::uint32_t receipt, AccountNumber debit, Money amount) {
    ledger_.receipts[receipt].amount += amount;
    transfer(debit, receipts_[receipt].case_money, amount);
}

// One line of the bank's is money once. Told again as it was, it has no effect.
bool Book::replayed() {
    const std::string_view serial = number_;
    if (serial.empty()) return false;
    const auto [known, fresh] = serials_.try_emplace(serial, position_);
    if (fresh) return false;
    const Event& first = dossier_.events()[static_cast<std::size_t>(known->second)];
    const bool equal = first.kind == event_->kind && first.on == event_->on && first.amount == event_->amount && first.has_amount == event_->has_amount &&
                       first.ref == event_->ref && first.party == event_->party && first.method == event_->method;
    if (!equal) flaw(LedgerFault::repeated_number, event_->amount);
    return true;
}

void Book::receive(AccountKind kind) {
    static const Word cash = method("cash"), bill = method("bill");
    if (replayed()) return;
    const Money amount = amount_or();
    if (amount == Money{}) return;
    if (kind == AccountKind::unidentified) {
        Unidentified* known = unidentified_of(event_->ref);
        if (known == nullptr) {
            unidentified_.push_back({event_->ref, event_->party, open(kind, std::string{event_->ref != 0 ? ref_text(event_->ref) : text(Column::id)})});
            known = &unidentified_.back();
        }
        return transfer(account(AccountKind::bank), known->account, amount);
    }
    const std::uint32_t number = open_receipt(event_->ref, event_->party);
    if (receipts_[number].payer != event_->party) flaw(LedgerFault::repeated_number, amount);
    AccountNumber asset = account(AccountKind::bank);
    const auto own = [&](AccountNumber Receipt::*place, AccountKind held_as) {
        if (receipts_[number].*place == kNone) receipts_[number].*place = open(held_as, ledger_.receipts[number].ref);
        asset = receipts_[number].*place;
    };
    if (event_->method == cash) own(&Receipt::cash, AccountKind::cash);
    else if (event_->method == bill) own(&Receipt::bill, AccountKind::bill);
    count_in(number, asset, amount);
}

Book::Unidentified* Book::unidentified_of(std::uint16_t ref) {
    const auto found = std::ranges::find(unidentified_, ref, &Unidentified::ref);
    return ref == 0 || found == unidentified_.end() ? nullptr : &*found;
}

void Book::claim(AccountKind) {
    const Unidentified* source = unidentified_of(event_->ref);
    const Money amount = amount_or(source != nullptr ? balance(source->account) : Money{});
    if (amount == Money{}) return;
    const std::uint16_t payer = event_->party != 0 || source == nullptr ? event_->party : source->payer;
    const std::uint32_t receipt = open_receipt(event_->ref, payer);
    // Claimed for another payer only once nothing is claimed any more: a refund goes to the payer.
    if (receipts_[receipt].payer != payer) {
        if (ledger_.receipts[receipt].amount > Money{}) flaw(LedgerFault::repeated_number, amount);
        else receipts_[receipt].payer = payer, ledger_.receipts[receipt].payer = party_text(payer);
    }
    if (source != nullptr) {
        ledger_.receipts[receipt].amount += amount;
        return transfer_covered(source->account, source->account, receipts_[receipt].case_money, amount);
    }
    // Before it is claimed the money is of no case: its arrival may stand outside this record.
    const bool missing = dossier_.covers(kinds::funds_unidentified);
    if (missing) flaw(LedgerFault::unknown_instance, amount);
    count_in(receipt, account(missing ? AccountKind::discrepancy : AccountKind::bank), amount);
}

void Book::reverse_claim(AccountKind) {
    Unidentified* source = unidentified_of(event_->ref);
    const std::uint32_t receipt = receipt_of(event_->ref);
    if (source == nullptr || receipt == kNone) return flaw(LedgerFault::unknown_instance, event_->amount);
    const AccountNumber from = receipts_[receipt].case_money;
    const Money amount = amount_or(balance(from));
    const Money taken = std::min(amount, balance(from));
    if (taken < amount) flaw(LedgerFault::overdrawn, amount - taken);  // what was spent cannot be given back
    ledger_.receipts[receipt].amount -= taken;
    transfer(from, source->account, taken);
}

void Book::bank_in(AccountKind held_as) {
    const std::uint32_t receipt = receipt_of(event_->ref);
    const AccountNumber from = receipt == kNone ? kNone : held_as == AccountKind::cash ? receipts_[receipt].cash : receipts_[receipt].bill;
    if (from == kNone) return flaw(LedgerFault::unknown_instance, event_->amount);
    transfer_covered(from, account(AccountKind::bank), from, amount_or(balance(from)));
}

void Book::dishonour(AccountKind) {
    const std::uint32_t receipt = receipt_of(event_->ref);
    const AccountNumber bill = receipt == kNone ? kNone : receipts_[receipt].bill;
    if (bill == kNone) return flaw(LedgerFault::unknown_instance, event_->amount);
    const Money amount = amount_or(balance(bill));
    const Money open_amount = std::min(amount, balance(bill));
    if (open_amount < amount) flaw(LedgerFault::overdrawn, amount - open_amount);
    ledger_.receipts[receipt].amount -= open_amount;
    transfer_covered(receipts_[receipt].case_money, receipts_[receipt].case_money, bill, open_amount);
}

void Book::credit_from_outside(AccountKind kind) { transfer(account(AccountKind::bank), account(kind), amount_or()); }

Book::BidDeposit* Book::bid_deposit(const Event& event) {
    const auto found = std::ranges::find_if(bid_deposits_, [&](const BidDeposit& d) {
        return (event.ref == 0 || d.ref == event.ref) && (event.party == 0 || d.bidder == event.party);
    });
    return found == bid_deposits_.end() ? nullptr : &*found;
}

// Deposits that a platform keeps are not in the court's account until they are moved there.
void Book::take_bid_deposit(AccountKind kind) {
    const Money amount = amount_or();
    if (amount == Money{}) return;
    auto found = std::ranges::find_if(bid_deposits_, [&](const BidDeposit& d) { return d.ref == event_->ref && d.bidder == event_->party; });
    if (found == bid_deposits_.end()) found = bid_deposits_.insert(found, {event_->ref, event_->party, kNone, {}});
    if (event_->role == platform()) {
        found->at_platform += amount;
        return;
    }
    if (found->account == kNone) {
        found->account = open(kind, std::string{ref_text(event_->ref)} + "/" + std::string{party_text(event_->party)});
    }
    transfer(account(AccountKind::bank), found->account, amount);
}

void Book::return_bid_deposit(AccountKind) {
    BidDeposit* kept = bid_deposit(*event_);
    if (kept == nullptr) return flaw(LedgerFault::unknown_instance, event_->amount);
    if (kept->account != kNone) return transfer_covered(kept->account, kept->account, account(AccountKind::bank), amount_or(balance(kept->account)));
    const Money amount = amount_or(kept->at_platform);
    const Money returned = std::min(amount, kept->at_platform);
    if (returned < amount) flaw(LedgerFault::overdrawn, amount - returned);
    kept->at_platform -= returned;
}

void Book::turn_bid_deposit(AccountKind) {
    BidDeposit* kept = bid_deposit(*event_);
    const bool in_bank = kept != nullptr && kept->account != kNone;
    const Money there = kept == nullptr ? Money{} : in_bank ? balance(kept->account) : kept->at_platform;
    // The buyer's deposit that was moved already is case money when it is forfeited.
    if (kept != nullptr && there == Money{} && event_->kind == kinds::deposit_forfeited) return;
    const Money amount = amount_or(there);
    if (amount == Money{}) return;
    const std::uint16_t bidder = kept != nullptr && event_->party == 0 ? kept->bidder : event_->party;
    const std::uint32_t receipt = open_receipt(event_->ref, bidder);
    if (receipts_[receipt].payer != bidder) flaw(LedgerFault::repeated_number, amount);
    if (in_bank) {
        ledger_.receipts[receipt].amount += amount;
        return transfer_covered(kept->account, kept->account, receipts_[receipt].case_money, amount);
    }
    if (kept != nullptr && amount > there) flaw(LedgerFault::overdrawn, amount - there);
    if (kept != nullptr) kept->at_platform = std::max(there - amount, Money{});
    else if (dossier_.covers(kinds::auction_bid_deposit_paid)) flaw(LedgerFault::unknown_instance, amount);
    count_in(receipt, account(AccountKind::bank), amount);
}

}  // namespace zhixing
