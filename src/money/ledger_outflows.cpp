// Money that goes out beside the payments to creditors, and money that may not go out.
#include <algorithm>

#include "money/ledger_book.hpp"

namespace zhixing {
namespace {

// The account from which the treasury is paid for a ground; case money where there is none.
std::optional<AccountKind> treasury_account(Word ground) {
    const Catalogue& catalogue = Catalogue::bundled();
    static const Word fee = catalogue.find_word(Vocabulary::ground, "execution_fee");
    static const Word cost = catalogue.find_word(Vocabulary::ground, "court_cost");
    static const Word fine = catalogue.find_word(Vocabulary::ground, "fine_money");
    if (ground == 0) return std::nullopt;
    if (ground == fee) return AccountKind::execution_fee;
    if (ground == cost) return AccountKind::court_cost;
    if (ground == fine) return AccountKind::fine;
    return std::nullopt;
}

}  // namespace

void Book::collect(AccountKind kind) {
    const Money amount = amount_or();
    if (amount == Money{}) return;
    if (event_->ref == 0) return transfer(account(AccountKind::bank), account(kind), amount);
    draw(amount, account(kind));
}

void Book::pay_out(AccountKind) {
    if (const Money amount = amount_or(); amount > Money{}) draw(amount, account(AccountKind::bank));
}

bool Book::refunds_to_other(std::uint32_t receipt) const {
    const std::uint16_t payer = receipts_[receipt].payer;
    return payer != 0 && event_->party != 0 && payer != event_->party;
}

void Book::refund(AccountKind) {
    const Money amount = amount_or();
    if (amount == Money{}) return;
    const auto paid_by_payee = [&](const Receipt& receipt) { return receipt.payer == event_->party; };
    const bool own = event_->ref == 0 && event_->party != 0 && std::ranges::any_of(receipts_, paid_by_payee);
    const std::uint32_t receipt = receipt_of(event_->ref);
    const bool to_other = event_->ref == 0 ? !own && event_->party != 0 && !receipts_.empty() : receipt != kNone && refunds_to_other(receipt);
    if (to_other) flaw(LedgerFault::refund_to_other, amount);
    draw(amount, account(AccountKind::bank), own ? event_->party : std::uint16_t{0});
}

// Fees, costs and fines to the treasury; a deposit that nobody took in five years (民法典574); else case money.
void Book::surrender(AccountKind) {
    static const Word lapsed = Catalogue::bundled().find_word(Vocabulary::ground, "deposit_lapsed");
    if (event_->ground == lapsed) return take_off_deposit({});
    const Money amount = amount_or();
    if (amount == Money{}) return;
    const AccountNumber bank = account(AccountKind::bank);
    if (const auto kind = treasury_account(event_->ground)) return transfer_covered(account(*kind), account(*kind), bank, amount);
    draw(amount, bank);
}

// 提存 discharges the debt (民法典571): it counts as paid to the creditor.
void Book::put_on_deposit(AccountKind kind) {
    const Money amount = amount_or();
    if (amount == Money{}) return;
    const auto known = std::ranges::find(on_deposit_, event_->party, &Deposit::creditor);
    const AccountNumber to = known != on_deposit_.end() ? known->account : open(kind, std::string{party_text(event_->party)});
    if (known == on_deposit_.end()) on_deposit_.push_back({event_->party, to});
    if (const Money over = excess(event_->party, {}, amount, true); over > Money{}) flaw(LedgerFault::over_entitled, over);
    draw(amount, to);
    count(event_->party, {}, amount, &Due::paid);
}

void Book::take_off_deposit(AccountKind) {
    const auto known = event_->party == 0 && on_deposit_.size() == 1 ? on_deposit_.begin() : std::ranges::find(on_deposit_, event_->party, &Deposit::creditor);
    if (known == on_deposit_.end()) return flaw(LedgerFault::unknown_instance, event_->amount);
    transfer_covered(known->account, known->account, account(AccountKind::bank), amount_or(balance(known->account)));
}

// A hold takes what is there; of what is not there nothing can be held.
void Book::freeze(AccountKind kind) {
    std::vector<std::uint32_t> from;
    if (event_->ref != 0 && receipt_of(event_->ref) == kNone) return flaw(LedgerFault::unknown_instance, event_->amount);
    if (event_->ref != 0) from.push_back(receipt_of(event_->ref));
    else for (std::uint32_t receipt = 0; receipt < receipts_.size(); ++receipt) from.push_back(receipt);
    Money there;
    for (const std::uint32_t receipt : from) there += balance(receipts_[receipt].case_money);
    Money wanted = amount_or(there);
    for (const std::uint32_t receipt : from) {
        const Money part = std::min(wanted, balance(receipts_[receipt].case_money));
        if (part <= Money{}) continue;
        const std::string_view document = number_.empty() ? text(Column::document) : number_;
        Hold hold{receipt, open(kind, ledger_.receipts[receipt].ref + "/" + std::string{document}), number_, text(Column::document)};
        receipt_of_account_[hold.account] = receipt;
        transfer(receipts_[receipt].case_money, hold.account, part);
        holds_.push_back(hold);
        wanted -= part;
    }
    if (wanted > Money{}) flaw(LedgerFault::overdrawn, wanted);
}

void Book::unfreeze(AccountKind) {
    std::vector<const Hold*> open_holds, own;
    const std::string_view number = number_, document = text(Column::document);
    for (const Hold& hold : holds_) {
        const bool here = event_->ref == 0 || receipts_[hold.receipt].ref == event_->ref;
        if (!here || balance(hold.account) <= Money{}) continue;
        open_holds.push_back(&hold);
        const bool numbered = !number.empty() && !hold.number.empty();
        if (numbered ? number == hold.number : !document.empty() && document == hold.document) own.push_back(&hold);
    }
    if (open_holds.empty()) return flaw(LedgerFault::unknown_instance, event_->amount);
    if (own.empty() && number.empty() && document.empty() && open_holds.size() == 1) own = open_holds;
    if (own.empty()) return flaw(LedgerFault::other_document, event_->amount);
    Money there;
    for (const Hold* hold : own) there += balance(hold->account);
    Money wanted = amount_or(there);
    for (const Hold* hold : own) {
        const Money part = std::min(wanted, balance(hold->account));
        transfer(hold->account, receipts_[hold->receipt].case_money, part);
        wanted -= part;
    }
    if (wanted > Money{}) flaw(LedgerFault::overdrawn, wanted);
}

}  // namespace zhixing
