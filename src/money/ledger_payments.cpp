// Payments to creditors, by their number: proposed, checked, approved (the money is reserved), verified, sent,
// confirmed by the bank. A payment that failed stays failed; who is to be paid after all gets a new number.
#include <algorithm>

#include "money/ledger_book.hpp"

namespace zhixing {

using State = LedgerPayment::State;

namespace {
constexpr std::size_t kSteps = 6;  // of a payment, from the proposal to the bank
}

std::string_view to_string(LedgerPayment::State state) noexcept {
    switch (state) {
        case State::draft: return "draft";
        case State::checked: return "checked";
        case State::approved: return "approved";
        case State::verified: return "verified";
        case State::sent: return "sent";
        case State::confirmed: return "confirmed";
        case State::rejected: return "rejected";
        case State::voided: return "voided";
        case State::returned: return "returned";
    }
    return {};
}

std::uint32_t Book::open_line(std::uint16_t payee) {
    const auto number = static_cast<std::uint32_t>(lines_.size());
    Line line;
    line.payee = payee;
    line.ref = event_->ref;
    lines_.push_back(std::move(line));
    ledger_.payments.push_back({std::string{number_}, std::string{party_text(payee)}, std::string{ref_text(event_->ref)}, {}, State::draft, {}});
    ledger_.payments.back().events.reserve(kSteps);
    const auto [chain, fresh] = lines_by_number_.try_emplace(number_, Chain{number, number});
    if (!fresh) chain->second.last = lines_[chain->second.last].next = number;
    return number;
}

// The payments that a step is about: those of its number, of its payee where it names one.
Book::Lines& Book::lines_named() {
    named_.clear();
    const auto numbered = lines_by_number_.find(number_);
    if (numbered == lines_by_number_.end()) return named_;
    for (std::uint32_t line = numbered->second.first; line != kNone; line = lines_[line].next) {
        const bool same = event_->party == 0 || lines_[line].payee == event_->party;
        // Without a number each approval is a payment of its own.
        const bool unnumbered_other = number_.empty() && (resolved_state(line) || (event_->ref != 0 && lines_[line].ref != 0 && lines_[line].ref != event_->ref));
        if (same && !unnumbered_other) named_.push_back(line);
    }
    return named_;
}

bool Book::resolved_state(std::uint32_t line) const { return ledger_.payments[line].state >= State::confirmed; }

bool Book::reserves(std::uint32_t line) const {
    const State state = ledger_.payments[line].state;
    return state >= State::approved && state <= State::sent;
}

Money Book::total(const Lines& lines) const {
    Money sum;
    for (const std::uint32_t line : lines) sum += ledger_.payments[line].amount;
    return sum;
}

bool Book::resolved(const Lines& lines) {
    if (!std::ranges::any_of(lines, [&](std::uint32_t line) { return resolved_state(line); })) return false;
    flaw(LedgerFault::resolved_before, event_->has_amount ? event_->amount : total(lines));
    return true;
}

void Book::compare_amount(const Lines& lines) {
    if (!event_->has_amount) return;
    const Money before = total(lines);
    if (event_->amount == before || before == Money{}) return;
    flaw(LedgerFault::amount_differs, std::max(event_->amount, before) - std::min(event_->amount, before));
}

void Book::join(std::uint32_t line, State state) {
    LedgerPayment& row = payment(line);
    row.state = std::max(row.state, state);
    row.events.push_back(position_);
}

// The outcome says no: the step was refused, not taken.
bool Book::refused() const {
    static const auto words = [] {
        std::vector<Word> list;
        for (const char* id : {"denied", "failed", "returned", "dismissed"}) list.push_back(Catalogue::bundled().find_word(Vocabulary::outcome, id));
        return list;
    }();
    return event_->outcome != 0 && std::ranges::find(words, event_->outcome) != words.end();
}

// One number pays one payee, whom it may propose several heads of what is due; each once.
void Book::propose(AccountKind) {
    Lines& lines = lines_named();
    std::erase_if(lines, [&](std::uint32_t line) { return lines_[line].payee != event_->party; });
    if (resolved(lines)) return;
    const Money amount = amount_or();
    if (amount == Money{}) return;
    if (!lines.empty()) {
        Line& line = lines_[lines.front()];
        const auto head = std::ranges::find(line.heads, event_->ground, &Head::head);
        const bool told = head != line.heads.end();
        if (told && head->amount == amount && line.ref == event_->ref) return payment(lines.front()).events.push_back(position_);
        const bool draft = payment(lines.front()).state == State::draft;
        if (!draft) return flaw(LedgerFault::amount_differs, amount);
        if (told || line.ref != event_->ref) return flaw(LedgerFault::repeated_number, amount);
    } else {
        if (!number_.empty() && lines_by_number_.contains(number_)) flaw(LedgerFault::repeated_number, amount);
        lines.push_back(open_line(event_->party));
    }
    lines_[lines.front()].heads.push_back({event_->ground, amount});
    payment(lines.front()).amount += amount;
    join(lines.front(), State::draft);
}

void Book::check(AccountKind) {
    if (refused()) return end_unpaid({});
    const Lines& lines = lines_named();
    if (lines.empty()) return flaw(LedgerFault::unknown_instance, event_->amount);
    if (resolved(lines)) return;
    compare_amount(lines);
    for (const std::uint32_t line : lines) join(line, State::checked);
}

void Book::approve(AccountKind) {
    if (refused()) return end_unpaid({});
    Lines& lines = lines_named();
    if (resolved(lines)) return;
    if (lines.empty() || number_.empty()) {
        const bool numbered = !number_.empty();
        if (numbered && lines_by_number_.contains(number_)) flaw(LedgerFault::unknown_instance, event_->amount);  // of another payee
        lines = {open_line(event_->party)};
    }
    compare_amount(lines);
    if (lines.size() == 1 && event_->has_amount && !reserves(lines.front())) payment(lines.front()).amount = event_->amount;
    if (total(lines) <= Money{}) flaw(LedgerFault::no_amount);
    for (const std::uint32_t line : lines) {
        if (!reserves(line)) reserve(line);
        join(line, State::approved);
    }
}

// From here on the money can be used for nothing else.
void Book::reserve(std::uint32_t number) {
    Line& line = lines_[number];
    const Money amount = payment(number).amount;
    if (amount <= Money{}) return;
    if (line.ref == 0) line.ref = event_->ref;
    if (line.payable == kNone) line.payable = open(AccountKind::payable, payment(number).number + "/" + payment(number).payee);
    if (const Money over = excess(line.payee, line.heads, amount, true); over > Money{}) flaw(LedgerFault::over_entitled, over);
    line.reserved = draw(line.ref, amount, line.payable);
    line.reserved_by = position_;
    count(line.payee, line.heads, amount, &Due::reserved);
}

// Takes the reservation back to where the money came from.
void Book::unreserve(std::uint32_t number, State state) {
    Line& line = lines_[number];
    Money sum;
    for (const Piece& piece : line.reserved) {
        transfer(line.payable, piece.account, piece.amount);
        sum += piece.amount;
    }
    if (!line.reserved.empty()) count(line.payee, line.heads, -sum, &Due::reserved);
    line.reserved.clear();
    payment(number).state = state;
    payment(number).events.push_back(position_);
}

void Book::follow(AccountKind) {
    if (refused()) return end_unpaid({});
    const Lines& lines = lines_named();
    if (lines.empty()) return flaw(LedgerFault::unknown_instance, event_->amount);
    if (resolved(lines)) return;
    compare_amount(lines);
    if (!std::ranges::all_of(lines, [&](std::uint32_t line) { return reserves(line); })) return flaw(LedgerFault::unapproved, total(lines));
    const State state = event_->kind == kinds::payment_sent ? State::sent : State::verified;
    for (const std::uint32_t line : lines) join(line, state);
}

void Book::end_unpaid(AccountKind) {
    const Lines& lines = lines_named();
    if (lines.empty()) return flaw(LedgerFault::unknown_instance, event_->amount);
    if (resolved(lines)) return;
    compare_amount(lines);
    // What the bank has been told to pay only the bank can give back.
    if (std::ranges::any_of(lines, [&](std::uint32_t line) { return payment(line).state == State::sent; })) return flaw(LedgerFault::resolved_before, total(lines));
    const State state = event_->kind == kinds::payment_voided ? State::voided : State::rejected;
    for (const std::uint32_t line : lines) unreserve(line, state);
}

// The payments that a release carries out. Without a number it is the approved one that fits, if it is the only one, or
// the first of that amount.
Book::Lines& Book::lines_of_release() {
    if (!number_.empty()) return lines_named();
    named_.clear();
    while (first_reserving_ < lines_.size() && !reserves(first_reserving_)) ++first_reserving_;
    for (std::uint32_t line = first_reserving_; line < lines_.size(); ++line) {
        const bool payee = event_->party == 0 || lines_[line].payee == 0 || lines_[line].payee == event_->party;
        const bool receipt = event_->ref == 0 || lines_[line].ref == 0 || lines_[line].ref == event_->ref;
        if (payee && receipt && reserves(line)) named_.push_back(line);
    }
    const auto equal = std::ranges::find_if(named_, [&](std::uint32_t line) { return ledger_.payments[line].amount == event_->amount; });
    if (equal != named_.end()) named_ = {*equal};
    else if (named_.size() > 1) named_.clear();
    return named_;
}

void Book::release(AccountKind) {
    Lines& lines = lines_of_release();
    if (resolved(lines)) return pay_again(event_->has_amount ? event_->amount : total(lines));
    const Money amount = amount_or(total(lines));
    if (amount == Money{}) return;
    const bool approved = !lines.empty() && std::ranges::all_of(lines, [&](std::uint32_t line) { return reserves(line); });
    if (!approved && dossier_.covers(kinds::release_approved)) flaw(LedgerFault::unapproved, amount);
    if (lines.empty()) lines = {open_line(event_->party)};
    compare_amount(lines);
    Money rest = amount;
    for (const std::uint32_t line : lines) {
        // The last takes what is stated beyond the rest, so that the bank's amount is the one that is booked.
        const Money own = line == lines.back() ? rest : std::min(rest, payment(line).amount);
        confirm(line, own);
        rest -= own;
    }
}

// What was not reserved is reserved now; what was reserved and not paid goes back.
void Book::confirm(std::uint32_t number, Money amount) {
    const bool was_reserved = reserves(number) && !lines_[number].reserved.empty();
    if (!was_reserved) {
        payment(number).amount = amount;
        reserve(number);
    } else if (amount > payment(number).amount) {
        const Money more = amount - payment(number).amount;
        const auto& pieces = draw(lines_[number].ref, more, lines_[number].payable);
        lines_[number].reserved.insert(lines_[number].reserved.end(), pieces.begin(), pieces.end());
        count(lines_[number].payee, lines_[number].heads, more, &Due::reserved);
    }
    Line& line = lines_[number];
    Money rest = amount, reserved;
    for (Piece& piece : line.reserved) {
        reserved += piece.amount;
        const Money paid = std::min(rest, piece.amount);
        if (const std::uint32_t receipt = receipt_of_account_[piece.account]; receipt != kNone && paid > Money{}) change_left(receipt, -paid);
        transfer(line.payable, piece.account, piece.amount - paid);
        piece.amount = paid;
        rest -= paid;
    }
    transfer(line.payable, account(AccountKind::bank), amount);
    count(line.payee, line.heads, -reserved, &Due::reserved);
    if (was_reserved) {
        if (const Money over = excess(line.payee, line.heads, amount, false); over > Money{}) flaw(LedgerFault::over_entitled, over);
    }
    count(line.payee, line.heads, amount, &Due::paid);
    line.paid = amount;
    payment(number).amount = amount;
    join(number, State::confirmed);
}

// The bank paid under a number that was paid, or that failed: no money of the case stands behind it.
void Book::pay_again(Money amount) {
    if (amount > Money{}) transfer(account(AccountKind::discrepancy), account(AccountKind::bank), amount);
}

// The payments that a return by the bank is about.
Book::Lines& Book::lines_to_end() {
    if (!number_.empty()) return lines_named();
    named_.clear();
    for (auto line = static_cast<std::uint32_t>(lines_.size()); line-- > 0;) {
        const State state = payment(line).state;
        const bool payee = event_->party == 0 || lines_[line].payee == event_->party;
        const bool receipt = event_->ref == 0 || lines_[line].ref == event_->ref;
        const bool amount = !event_->has_amount || payment(line).amount == event_->amount;
        if (payee && receipt && amount && (state == State::confirmed || reserves(line))) {
            named_.push_back(line);
            break;
        }
    }
    return named_;
}

void Book::give_back(AccountKind) {
    const Lines& lines = lines_to_end();
    if (lines.empty()) return flaw(LedgerFault::unknown_instance, event_->amount);
    if (std::ranges::any_of(lines, [&](std::uint32_t line) { return payment(line).state > State::confirmed; })) {
        return flaw(LedgerFault::resolved_before, event_->has_amount ? event_->amount : total(lines));
    }
    if (!std::ranges::all_of(lines, [&](std::uint32_t line) { return payment(line).state == State::confirmed || reserves(line); })) {
        return flaw(LedgerFault::unapproved, total(lines));  // nothing was sent
    }
    compare_amount(lines);
    for (const std::uint32_t number : lines) {
        Line& line = lines_[number];
        if (payment(number).state != State::confirmed) {
            unreserve(number, State::returned);
            continue;
        }
        for (const Piece& piece : line.reserved) transfer(account(AccountKind::bank), piece.account, piece.amount);
        count(line.payee, line.heads, -line.paid, &Due::paid);
        line.paid = {};
        line.reserved.clear();
        payment(number).state = State::returned;
        payment(number).events.push_back(position_);
    }
}

}  // namespace zhixing
