// What each creditor is owed, by head; it bounds every payment.
#include <algorithm>

#include "money/ledger_book.hpp"

namespace zhixing {

Book::Due& Book::due(std::uint16_t creditor, Word head) {
    const auto found = std::ranges::find_if(dues_, [&](const Due& d) { return d.creditor == creditor && d.head == head; });
    if (found != dues_.end()) return *found;
    dues_.push_back({creditor, head, {}, {}, {}, false});
    return dues_.back();
}

// The claims state the principal until it is fixed otherwise.
void Book::read_claims() {
    static const Word principal = Catalogue::bundled().find_word(Vocabulary::ground, "principal");
    const auto parties = dossier_.parties();
    for (const Claim& claim : dossier_.claims()) {
        const std::string_view creditor = dossier_.text(claim.creditor);
        const auto party = std::ranges::find_if(parties, [&](const Party& p) { return dossier_.text(p.id) == creditor || dossier_.text(p.name) == creditor; });
        if (creditor.empty() || party == parties.end() || !claim.principal) {
            creditors_known_ = false;
            continue;
        }
        Due& row = due(static_cast<std::uint16_t>(party - parties.begin() + 1), principal);
        row.due += *claim.principal;
        row.known = true;
    }
}

// The latest amount counts, whatever was fixed before.
void Book::fix_entitlement(AccountKind) {
    if (!event_->has_amount || event_->amount < Money{}) return flaw(LedgerFault::no_amount);
    Due& row = due(event_->party, event_->ground);
    row.due = event_->amount;
    row.known = true;
    // Less than was paid already, under this head or in all.
    const Money of_head = std::max(row.paid - row.due, Money{});
    if (const Money over = std::max(of_head, excess(event_->party, {}, Money{}, false)); over > Money{}) flaw(LedgerFault::over_entitled, over);
}

// Whom a payment without a payee pays: the only creditor, if there is one only.
std::uint16_t Book::creditor_of(std::uint16_t payee) const {
    if (payee != 0) return payee;
    std::uint16_t only = 0;
    for (const Due& row : dues_) {
        if (!row.known) continue;
        if (only != 0 && only != row.creditor) return 0;
        only = row.creditor;
    }
    return creditors_known_ ? only : std::uint16_t{0};
}

// Whether what the creditor may get is known. Somebody who is no creditor may get nothing, once it is known who is one;
// somebody unknown (0) no more than is due to all of them.
bool Book::bounded(std::uint16_t creditor) const {
    const auto known = [&](const Due& row) { return row.known && ((creditor != 0 && row.creditor == creditor) || creditors_known_); };
    return std::ranges::any_of(dues_, known);
}

// By how much an amount more would go beyond what is due, in all or under one of its heads.
Money Book::excess(std::uint16_t payee, const std::vector<Head>& heads, Money amount, bool with_reserved) {
    const std::uint16_t creditor = creditor_of(payee);
    if (!bounded(creditor)) return {};
    Money total_due, total_taken;
    for (const Due& row : dues_) {
        if (creditor != 0 && row.creditor != creditor) continue;
        total_due += row.due;
        total_taken += row.paid;
        if (with_reserved) total_taken += row.reserved;
    }
    Money over = std::max(total_taken + amount - total_due, Money{});
    for (const Head& head : heads) {
        if (head.head == 0 || creditor == 0) continue;
        const Due& row = due(creditor, head.head);
        const Money taken = with_reserved ? row.paid + row.reserved : row.paid;
        over = std::max(over, taken + std::min(head.amount, amount) - row.due);
    }
    return over;
}

// Counts a payment to its heads; what names none, or goes beyond them, to no head.
void Book::count(std::uint16_t payee, const std::vector<Head>& heads, Money amount, Money Due::*sum) {
    const std::uint16_t creditor = creditor_of(payee);
    const bool back = amount < Money{};
    Money rest = back ? -amount : amount;
    const auto add = [&](Word head, Money part) { due(creditor, head).*sum += back ? -part : part; };
    for (const Head& head : heads) {
        const Money part = creditor == 0 ? Money{} : std::min(rest, head.amount);
        add(head.head, part);
        rest -= part;
    }
    if (rest > Money{}) add(0, rest);
}

}  // namespace zhixing
