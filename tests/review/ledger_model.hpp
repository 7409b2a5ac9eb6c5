// A second ledger of one case: plain maps, one event at a time, in the order in which they come. It knows nothing of
// the library but the words of its events, and says of each whether it may be posted.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace zhixing::testing {

using Fen = std::int64_t;

// One event, as it would be told; what is empty (or zero fen, without `zero`) is not told.
struct Told {
    std::string id, kind, on, ref, party, number, by, role, method, ground, outcome;
    Fen fen = 0;
    bool zero = false;  // an amount of 0.00 is told

    // The event without its id: two that are equal in that are one.
    [[nodiscard]] std::string contents() const {
        std::string json;
        const auto member = [&json](const char* name, const std::string& value) {
            if (!value.empty()) json += std::string{",\""} + name + "\":\"" + value + '"';
        };
        member("kind", kind), member("on", on), member("ref", ref), member("party", party), member("number", number), member("by", by);
        member("role", role), member("method", method), member("ground", ground), member("outcome", outcome);
        const std::string cents = std::to_string(100 + fen % 100).substr(1);
        if (fen > 0 || zero) member("amount", std::to_string(fen / 100) + '.' + cents);
        return json;
    }
    [[nodiscard]] std::string json() const { return "{\"id\":\"" + id + '"' + contents() + '}'; }
};

class LedgerModel {
public:
    enum class Answer : std::uint8_t { admitted, refused, replay };

    struct Payment {
        std::string payee, ref;
        std::vector<std::pair<std::string, Fen>> heads;  // as proposed
        Fen amount = 0;
        std::string stage = "none";   // as the steps were recorded
        std::string money = "draft";  // where the money is: draft, reserved, sent, paid, ended
        std::string reserved_by;
        std::vector<Told> steps;
    };

    // Without stages the dossier has no proposals: payments are approved and released.
    explicit LedgerModel(bool stages = true) : stages_{stages} {
        due_["c1"]["principal"] = 1'000'000;
        due_["c2"]["principal"] = 500'000;
    }

    // What becomes of the event; it is posted if it may be.
    Answer post(const Told& told) {
        const std::string contents = told.contents();
        const auto known = contents_.find(told.id);
        const bool repeats = std::ranges::any_of(contents_, [&](const auto& entry) { return entry.second == contents; });
        if (known != contents_.end()) return known->second == contents ? Answer::replay : Answer::refused;
        if (repeats) return Answer::replay;
        LedgerModel after = *this;
        if (!after.take(told)) return Answer::refused;
        after.contents_[told.id] = contents;
        *this = std::move(after);
        return Answer::admitted;
    }

    // Balances, of all receipts together.
    [[nodiscard]] Fen bank() const { return bank_; }
    [[nodiscard]] Fen cash() const { return sum(cash_); }
    [[nodiscard]] Fen bill() const { return sum(bill_); }
    [[nodiscard]] Fen unidentified() const { return sum(unidentified_); }
    [[nodiscard]] Fen fee() const { return look(treasury_, "execution_fee"); }
    [[nodiscard]] Fen court_cost() const { return look(treasury_, "court_cost"); }
    [[nodiscard]] Fen fine() const { return look(treasury_, "fine_money"); }
    [[nodiscard]] Fen bid_deposits() const {
        return std::accumulate(bids_.begin(), bids_.end(), Fen{}, [](Fen total, const Bid& bid) { return total + bid.banked; });
    }
    [[nodiscard]] Fen deposit() const { return sum(deposit_); }
    [[nodiscard]] Fen unreleased() const {
        Fen total = sum(case_money_);
        for (const auto& [place, fen] : holds_) total += fen;
        for (const auto& [number, payment] : payments_) {
            if (payment.money == "reserved" || payment.money == "sent") total += payment.amount;
        }
        return total;
    }
    // For the choice of what to try next.
    [[nodiscard]] const std::map<std::string, Payment>& payments() const { return payments_; }
    [[nodiscard]] const std::map<std::string, Told>& posted() const { return posted_; }
    [[nodiscard]] Fen case_money(const std::string& ref) const { return look(case_money_, ref); }
    [[nodiscard]] Fen deposit_of(const std::string& creditor) const { return look(deposit_, creditor); }
    [[nodiscard]] Fen room(const std::string& creditor) const { return excess_room(creditor); }

private:
    using Sums = std::map<std::string, Fen>;
    static Fen sum(const Sums& sums) {
        return std::accumulate(sums.begin(), sums.end(), Fen{}, [](Fen total, const auto& entry) { return total + entry.second; });
    }
    static Fen look(const Sums& sums, const std::string& key) {
        const auto found = sums.find(key);
        return found == sums.end() ? 0 : found->second;
    }
    static bool one_of(const std::string& word, std::initializer_list<const char*> words) {
        return std::ranges::any_of(words, [&](const char* w) { return word == w; });
    }
    static bool another(const Told& one, const Told& other) { return !one.by.empty() && !other.by.empty() && one.by != other.by; }
    static bool creditor(const std::string& party) { return one_of(party, {"c1", "c2"}); }

    // Who may record what.
    static bool office_may(const Told& told) {
        if (told.role.empty()) return true;
        static const std::map<std::string, std::set<std::string>> offices = {
            {"payment.proposed", {"handler", "judge", "clerk", "team"}},
            {"payment.checked", {"funds_team", "centre", "centre_head"}},
            {"release.approved", {"president", "vice_president", "bureau_head"}},
            {"payment.verified", {"finance"}},
            {"payment.sent", {"cashier"}},
            {"funds.released", {"handler", "judge", "clerk", "team", "finance", "cashier", "system"}},
            {"funds.release_failed", {"finance", "cashier"}},
            {"funds.deposited", {"vice_president", "bureau_head", "finance"}},
            {"auction.bid_deposit_paid", {"platform", "finance", "auction_team", "system"}},
            {"payment.rejected", {"funds_team", "centre_head", "bureau_head", "vice_president", "president", "finance"}},
            {"payment.voided", {"bureau_head", "vice_president", "president", "finance"}},
            {"funds.corrected", {"finance"}}};
        const auto may = offices.find(told.kind);
        return may == offices.end() || may->second.contains(told.role);
    }

    bool take(const Told& told) {
        if (!office_may(told) || (told.zero && told.fen == 0)) return false;
        const auto mine = [&](const char* kind) { return told.kind == kind; };
        bool taken = true;
        if (mine("funds.received") || mine("funds.unidentified")) taken = receive(told);
        else if (mine("funds.claimed")) taken = claim(told);
        else if (mine("funds.claim_confirmed")) taken = confirm_claim(told);
        else if (mine("funds.claim_reversed")) taken = reverse_claim(told);
        else if (mine("cash.handed_in")) taken = bank_in(told, cash_);
        else if (mine("bill.cleared")) taken = bank_in(told, bill_);
        else if (mine("bill.dishonoured")) taken = dishonour(told);
        else if (mine("fee.collected")) taken = collect(told, "execution_fee");
        else if (mine("court_cost.collected")) taken = collect(told, "court_cost");
        else if (mine("fine.collected")) taken = collect(told, "fine_money");
        else if (mine("funds.surrendered")) taken = surrender(told);
        else if (mine("cost.paid")) taken = approved_by_another(told) && pay(told);
        else if (mine("auction.bid_deposit_paid")) taken = take_bid(told);
        else if (mine("auction.bid_deposit_returned")) taken = return_bid(told);
        else if (mine("auction.deposit_moved") || mine("deposit.forfeited")) taken = turn_bid(told);
        else if (mine("funds.moved")) taken = approved_by_another(told) && pay(told);
        else if (mine("funds.refunded")) taken = approved_by_another(told) && payer_[told.ref] == told.party && pay(told);
        else if (mine("funds.deposited")) taken = approved_by_another(told) && put_on_deposit(told);
        else if (mine("funds.deposit_returned")) taken = approved_by_another(told) && take_off_deposit(told);
        else if (mine("funds.frozen")) taken = freeze(told);
        else if (mine("funds.unfrozen")) taken = unfreeze(told);
        else if (mine("entitlement.fixed")) taken = fix(told);
        else if (mine("funds.corrected")) taken = correct(told);
        else if (told.kind.starts_with("payment.") || mine("release.approved") || mine("funds.released") || mine("funds.release_failed")) taken = step(told);
        if (taken) posted_[told.id] = told;
        return taken;
    }

    // --- What comes in ---

    bool receive(const Told& told) {
        if (told.fen == 0) return false;
        const auto serial = serials_.find(told.number);
        if (!told.number.empty() && serial != serials_.end()) {
            const Told& first = serial->second;  // the same line of the bank's told again is no money
            return first.kind == told.kind && first.on == told.on && first.fen == told.fen && first.ref == told.ref && first.party == told.party && first.method == told.method;
        }
        if (!told.number.empty()) serials_[told.number] = told;
        if (told.kind == "funds.unidentified") {
            unidentified_[told.ref] += told.fen;
            bank_ += told.fen;
            return true;
        }
        if (!payer_.try_emplace(told.ref, told.party).second && payer_[told.ref] != told.party) return false;
        case_money_[told.ref] += told.fen;
        (told.method == "cash" ? cash_[told.ref] : told.method == "bill" ? bill_[told.ref] : bank_) += told.fen;
        came_in_[told.ref] += told.fen;
        return true;
    }

    bool claim(const Told& told) {
        if (!unidentified_.contains(told.ref)) return false;
        const Fen fen = told.fen > 0 ? told.fen : unidentified_[told.ref];
        if (fen == 0 || fen > unidentified_[told.ref]) return false;
        // Claimed for another, only once nothing is claimed any more.
        if (came_in_[told.ref] == 0) payer_[told.ref] = told.party;
        if (payer_[told.ref] != told.party) return false;
        unidentified_[told.ref] -= fen;
        case_money_[told.ref] += fen;
        came_in_[told.ref] += fen;
        amounts_[told.id] = fen;
        return true;
    }

    bool confirm_claim(const Told& told) {
        return std::ranges::any_of(posted_, [&](const auto& entry) {
            return entry.second.kind == "funds.claimed" && entry.second.ref == told.ref && another(entry.second, told);
        });
    }

    bool reverse_claim(const Told& told) {
        if (!unidentified_.contains(told.ref) || !case_money_.contains(told.ref)) return false;
        const Fen fen = told.fen > 0 ? told.fen : case_money_[told.ref];
        if (fen == 0 || fen > case_money_[told.ref]) return false;
        case_money_[told.ref] -= fen;
        unidentified_[told.ref] += fen;
        came_in_[told.ref] -= fen;
        amounts_[told.id] = fen;
        return true;
    }

    bool bank_in(const Told& told, Sums& held_as) {
        const Fen fen = told.fen > 0 ? told.fen : look(held_as, told.ref);
        if (fen == 0 || fen > look(held_as, told.ref)) return false;
        held_as[told.ref] -= fen;
        bank_ += fen;
        amounts_[told.id] = fen;
        return true;
    }

    bool dishonour(const Told& told) {
        const Fen fen = told.fen > 0 ? told.fen : look(bill_, told.ref);
        if (fen == 0 || fen > look(bill_, told.ref) || fen > look(case_money_, told.ref)) return false;
        bill_[told.ref] -= fen;
        case_money_[told.ref] -= fen;
        came_in_[told.ref] -= fen;
        amounts_[told.id] = fen;
        return true;
    }

    // --- What goes out ---

    // Money that is in the bank and free.
    [[nodiscard]] Fen free_of(const std::string& ref) const {
        return std::max<Fen>(look(case_money_, ref) - look(cash_, ref) - look(bill_, ref), 0);
    }

    bool draw(const std::string& ref, Fen fen) {
        if (fen == 0 || !case_money_.contains(ref) || fen > free_of(ref)) return false;
        case_money_[ref] -= fen;
        return true;
    }
    // Out of case money, or straight into the bank.
    bool collect(const Told& told, const char* account) {
        if (told.fen == 0 || (!told.ref.empty() && !draw(told.ref, told.fen))) return false;
        if (told.ref.empty()) bank_ += told.fen;
        treasury_[account] += told.fen;
        return true;
    }
    bool surrender(const Told& told) {
        if (told.ground.empty()) return pay(told);
        if (told.ground == "deposit_lapsed") return told.fen > 0 && take_off_deposit(told);
        if (told.fen == 0 || told.fen > look(treasury_, told.ground)) return false;
        treasury_[told.ground] -= told.fen;
        bank_ -= told.fen;
        return true;
    }
    bool pay(const Told& told) {
        if (!draw(told.ref, told.fen)) return false;
        bank_ -= told.fen;
        return true;
    }

    bool approved_by_another(const Told& told) {
        return std::ranges::any_of(posted_, [&](const auto& entry) {
            const Told& approval = entry.second;
            return approval.kind == "document.approved" && approval.outcome == "granted" && approval.number == told.number && another(approval, told);
        });
    }

    bool put_on_deposit(const Told& told) {
        if (over(told.party, {}, told.fen, true) || !draw(told.ref, told.fen)) return false;
        deposit_[told.party] += told.fen;
        paid_[told.party][""] += told.fen;
        return true;
    }

    // Whoever takes it may be left out where there is one only.
    bool take_off_deposit(const Told& told) {
        const std::string party = told.party.empty() && deposit_.size() == 1 ? deposit_.begin()->first : told.party;
        const Fen fen = told.fen > 0 ? told.fen : look(deposit_, party);
        if (fen == 0 || fen > look(deposit_, party)) return false;
        deposit_[party] -= fen;
        bank_ -= fen;
        amounts_[told.id] = fen;
        takers_[told.id] = party;
        return true;
    }

    // --- Bidders' deposits ---

    struct Bid {
        std::string auction, bidder;
        bool in_bank = false;
        Fen banked = 0, at_platform = 0;

        [[nodiscard]] Fen& kept() { return in_bank ? banked : at_platform; }
    };

    // The first that fits.
    Bid* bid_of(const Told& told) {
        const auto found = std::ranges::find_if(bids_, [&](const Bid& bid) { return bid.auction == told.ref && (told.party.empty() || bid.bidder == told.party); });
        return found == bids_.end() ? nullptr : &*found;
    }

    bool take_bid(const Told& told) {
        if (told.fen == 0) return false;
        Bid* bid = bid_of(told);
        if (bid == nullptr) bid = &bids_.emplace_back(Bid{told.ref, told.party});
        if (told.role == "platform") {
            bid->at_platform += told.fen;
            return true;
        }
        bid->in_bank = true;
        bid->banked += told.fen;
        bank_ += told.fen;
        return true;
    }

    bool return_bid(const Told& told) {
        const bool at_platform = std::ranges::any_of(posted_, [&](const auto& entry) {
            return entry.second.kind == "auction.bid_deposit_paid" && entry.second.role == "platform" && entry.second.ref == told.ref;
        });
        Bid* bid = bid_of(told);
        if (bid == nullptr || !(at_platform || approved_by_another(told))) return false;
        const Fen fen = told.fen > 0 ? told.fen : bid->kept();
        if (fen == 0 || fen > bid->kept()) return false;
        bid->kept() -= fen;
        if (bid->in_bank) bank_ -= fen;
        amounts_[told.id] = bid->in_bank ? fen : 0;  // what the platform gives back was never here
        return true;
    }

    bool turn_bid(const Told& told) {
        Bid* bid = bid_of(told);
        if (bid == nullptr) return false;
        amounts_[told.id] = 0;
        if (bid->kept() == 0 && told.kind == "deposit.forfeited") return true;  // is case money already
        const Fen fen = told.fen > 0 ? told.fen : bid->kept();
        if (fen == 0 || fen > bid->kept()) return false;
        if (payer_.try_emplace(told.ref, bid->bidder).first->second != bid->bidder) return false;
        bid->kept() -= fen;
        if (!bid->in_bank) bank_ += fen;
        case_money_[told.ref] += fen;
        came_in_[told.ref] += fen;
        amounts_[told.id] = fen;
        return true;
    }

    bool freeze(const Told& told) {
        const Fen fen = told.fen > 0 ? told.fen : look(case_money_, told.ref);
        if (fen == 0 || fen > look(case_money_, told.ref)) return false;
        case_money_[told.ref] -= fen;
        holds_[{told.ref, told.number}] += fen;
        amounts_[told.id] = fen;
        return true;
    }

    bool unfreeze(const Told& told) {
        Fen& held = holds_[{told.ref, told.number}];
        const Fen fen = told.fen > 0 ? told.fen : held;
        if (fen == 0 || fen > held) return false;
        held -= fen;
        case_money_[told.ref] += fen;
        amounts_[told.id] = fen;
        return true;
    }

    // --- What is due ---

    bool fix(const Told& told) {
        due_[told.party][told.ground] = told.fen;
        return paid_[told.party][told.ground] <= told.fen && sum(paid_[told.party]) <= sum(due_[told.party]);
    }

    [[nodiscard]] Fen excess_room(const std::string& party) const {
        const auto all = [&](const std::map<std::string, Sums>& of) { return of.contains(party) ? sum(of.at(party)) : 0; };
        return all(due_) - all(paid_) - all(reserved_);
    }

    using Heads = std::vector<std::pair<std::string, Fen>>;

    // Whether so much more would be more than is due, in all or under a head; nobody known gets more than all are due.
    [[nodiscard]] bool over(const std::string& party, const Heads& heads, Fen fen, bool with_reserved) {
        const auto taken_of = [&](const std::string& one) { return sum(paid_[one]) + (with_reserved ? sum(reserved_[one]) : 0); };
        if (party.empty()) return taken_of("") + taken_of("c1") + taken_of("c2") + fen > sum(due_["c1"]) + sum(due_["c2"]);
        if (taken_of(party) + fen > sum(due_[party])) return true;
        return std::ranges::any_of(heads, [&](const auto& head) {
            const Fen of_head = paid_[party][head.first] + (with_reserved ? reserved_[party][head.first] : 0);
            return !head.first.empty() && of_head + head.second > due_[party][head.first];
        });
    }
    // Books a payment to its heads, or takes it back.
    static void book(Sums& sums, const Payment& payment, Fen sign) {
        for (const auto& [head, fen] : payment.heads) sums[head] += sign * fen;
    }

    // --- Payments ---

    bool step(const Told& told) {
        Payment& payment = payments_[told.number];
        const auto next = [&](std::initializer_list<const char*> from, const char* to) {
            if (stages_ && !one_of(payment.stage, from)) return false;
            payment.stage = to;
            return true;
        };
        bool taken = persons_differ(payment, told);
        if (told.kind == "payment.proposed") taken = taken && next({"none", "draft"}, "draft") && propose(payment, told);
        else if (!stages_ && told.kind == "release.approved" && payment.stage == "none") open(payment, told);
        else taken = taken && fits(payment, told);
        if (told.kind == "payment.checked") taken = taken && next({"draft"}, "checked");
        if (told.kind == "release.approved") taken = taken && next({"checked"}, "approved") && office_told(payment, told) && approve(payment, told);
        if (told.kind == "payment.verified") taken = taken && next({"approved"}, "verified") && payment.money == "reserved";
        if (told.kind == "payment.sent") taken = taken && next({"verified"}, "sent") && payment.money == "reserved" && send(payment, told);
        if (told.kind == "funds.released") taken = taken && next({"sent"}, "confirmed") && office_told(payment, told) && release(payment);
        if (told.kind == "payment.rejected") taken = taken && next({"draft", "checked", "approved"}, "rejected") && end(payment);
        if (told.kind == "payment.voided") taken = taken && next({"approved", "verified"}, "voided") && end(payment);
        if (told.kind == "funds.release_failed") taken = taken && next({"sent", "confirmed"}, "returned") && payment.money != "draft" && end(payment);
        if (taken) payment.steps.push_back(told);
        return taken;
    }

    // One person does one stage; the cashier, and finance, may record what the bank did.
    static bool persons_differ(const Payment& payment, const Told& told) {
        static const std::vector<std::string> stages = {"payment.proposed", "payment.checked", "release.approved", "payment.verified", "payment.sent", "funds.released"};
        const auto place = [](const std::string& kind) { return std::ranges::find(stages, kind) - stages.begin(); };
        const auto own = place(told.kind);
        return own == 6 || std::ranges::all_of(payment.steps, [&](const Told& before) {
            const auto earlier = place(before.kind);
            const bool apart = earlier < own && (own < 5 || earlier < 3);
            return !apart || another(before, told);
        });
    }

    static bool office_told(const Payment& payment, const Told& told) {
        const auto tells = [&](const Told& t) { return !told.by.empty() && t.by == told.by && !t.role.empty() && one_of(t.kind, {"release.approved", "funds.released"}); };
        return tells(told) || std::ranges::any_of(payment.steps, tells);
    }

    // One number: one payee, out of one receipt, each head once; the same told again changes nothing.
    bool propose(Payment& payment, const Told& told) {
        if (told.fen == 0 || !creditor(told.party)) return false;
        if (payment.heads.empty()) payment.payee = told.party, payment.ref = told.ref;
        if (payment.payee != told.party) return false;
        const auto known = std::ranges::find_if(payment.heads, [&](const auto& head) { return head.first == told.ground; });
        if (known != payment.heads.end()) return known->second == told.fen && payment.ref == told.ref;
        if (payment.ref != told.ref) return false;
        payment.heads.emplace_back(told.ground, told.fen);
        payment.amount += told.fen;
        return true;
    }

    // Approved without a proposal.
    static void open(Payment& payment, const Told& told) {
        payment.payee = told.party, payment.ref = told.ref, payment.amount = told.fen;
        payment.heads = {{"", told.fen}};
    }

    // The payment is there, not over, and it is this one.
    static bool fits(const Payment& payment, const Told& told) {
        const bool over = payment.money == "ended" || (payment.money == "paid" && told.kind != "funds.release_failed");
        return payment.stage != "none" && !over && (told.party.empty() || told.party == payment.payee) && (told.fen == 0 || told.fen == payment.amount);
    }

    bool approve(Payment& payment, const Told& told) {
        if (payment.money == "reserved") return true;  // told again
        if (over(payment.payee, payment.heads, payment.amount, true) || !draw(payment.ref, payment.amount)) return false;
        payment.money = "reserved";
        payment.reserved_by = told.id;
        book(reserved_[payment.payee], payment, 1);
        return true;
    }

    bool send(Payment& payment, const Told& told) {
        payment.money = "sent";
        // The account was verified on the latest day on which it was looked at, at most ninety days before.
        std::string latest;
        bool holds = false;
        for (const auto& [id, entry] : posted_) {
            if (entry.kind != "account.verified" || entry.party != told.party || entry.on < latest) continue;
            holds = entry.outcome == "true" && (holds || entry.on > latest);
            latest = entry.on;
        }
        return creditor(told.party) && holds && day_number(told.on) - day_number(latest) <= 90;
    }

    static std::int64_t day_number(const std::string& on) {
        const std::chrono::year_month_day day{std::chrono::year{std::stoi(on)}, std::chrono::month{static_cast<unsigned>(std::stoi(on.substr(5)))},
                                              std::chrono::day{static_cast<unsigned>(std::stoi(on.substr(8)))}};
        return std::chrono::sys_days{day}.time_since_epoch().count();
    }

    bool release(Payment& payment) {
        if (payment.money != (stages_ ? "sent" : "reserved") || over(payment.payee, payment.heads, payment.amount, false)) return false;
        book(reserved_[payment.payee], payment, -1);
        book(paid_[payment.payee], payment, 1);
        payment.money = "paid";
        bank_ -= payment.amount;
        return true;
    }

    bool end(Payment& payment) {
        if (payment.money == "paid") {
            book(paid_[payment.payee], payment, -1);
            bank_ += payment.amount;
        } else if (payment.money != "draft") {
            book(reserved_[payment.payee], payment, -1);
        }
        if (payment.money != "draft") case_money_[payment.ref] += payment.amount;
        payment.money = "ended";
        return true;
    }

    // --- Corrections ---

    bool correct(const Told& told) {
        const bool approved = std::ranges::any_of(posted_, [&](const auto& entry) {
            return entry.second.kind == "funds.correction_approved" && entry.second.number == told.number && another(entry.second, told);
        });
        if (!approved || !posted_.contains(told.number) || !corrected_.insert(told.number).second) return false;
        const Told& target = posted_.at(told.number);
        const Fen fen = amounts_.contains(target.id) ? amounts_.at(target.id) : target.fen;
        const auto mine = [&](const char* kind) { return target.kind == kind; };
        if (mine("funds.released")) return take_back_release(payments_.at(target.number));
        if (mine("release.approved")) return take_back_approval(payments_.at(target.number), target.id);
        return take_back(target, fen) && covered(target.ref);
    }

    // Nothing is below zero, and what is not in the bank is still with the case.
    bool covered(const std::string& ref) {
        Fen there = look(case_money_, ref);
        for (const auto& [place, fen] : holds_) {
            if (fen < 0) return false;
            if (place.first == ref) there += fen;
        }
        return look(case_money_, ref) >= 0 && look(cash_, ref) >= 0 && look(bill_, ref) >= 0 && look(unidentified_, ref) >= 0 &&
               std::ranges::all_of(treasury_, [](const auto& entry) { return entry.second >= 0; }) &&
               std::ranges::all_of(deposit_, [](const auto& entry) { return entry.second >= 0; }) &&
               std::ranges::all_of(bids_, [](const Bid& bid) { return bid.banked >= 0; }) && there >= look(cash_, ref) + look(bill_, ref);
    }

    bool take_back(const Told& target, Fen fen) {
        const auto mine = [&](const char* kind) { return target.kind == kind; };
        Fen& case_money = case_money_[target.ref];
        if (mine("funds.received")) {
            if (replays_serial(target)) return false;
            case_money -= fen, came_in_[target.ref] -= fen;
            (target.method == "cash" ? cash_[target.ref] : target.method == "bill" ? bill_[target.ref] : bank_) -= fen;
        } else if (mine("funds.unidentified")) {
            if (replays_serial(target)) return false;
            unidentified_[target.ref] -= fen, bank_ -= fen;
        } else if (mine("funds.claimed")) {
            case_money -= fen, came_in_[target.ref] -= fen, unidentified_[target.ref] += fen;
        } else if (mine("funds.claim_reversed")) {
            case_money += fen, came_in_[target.ref] += fen, unidentified_[target.ref] -= fen;
        } else if (mine("cash.handed_in")) {
            cash_[target.ref] += fen, bank_ -= fen;
        } else if (mine("bill.cleared")) {
            bill_[target.ref] += fen, bank_ -= fen;
        } else if (mine("bill.dishonoured")) {
            bill_[target.ref] += fen, case_money += fen, came_in_[target.ref] += fen;
        } else if (mine("fee.collected") || mine("court_cost.collected") || mine("fine.collected")) {
            treasury_[mine("fee.collected") ? "execution_fee" : mine("fine.collected") ? "fine_money" : "court_cost"] -= fen;
            (target.ref.empty() ? bank_ : case_money) += target.ref.empty() ? -fen : fen;
        } else if (mine("funds.surrendered")) {
            bank_ += fen;
            (target.ground == "deposit_lapsed" ? deposit_[takers_.at(target.id)] : target.ground.empty() ? case_money : treasury_[target.ground]) += fen;
        } else if (mine("funds.deposit_returned")) {
            bank_ += fen, deposit_[takers_.at(target.id)] += fen;
        } else if (mine("auction.bid_deposit_paid") || mine("auction.bid_deposit_returned")) {
            if (fen == 0 || target.role == "platform") return false;  // never here
            const Fen signed_fen = mine("auction.bid_deposit_paid") ? -fen : fen;
            bid_of(target)->banked += signed_fen, bank_ += signed_fen;
        } else if (mine("auction.deposit_moved") || mine("deposit.forfeited")) {
            if (fen == 0) return false;
            Bid& bid = *bid_of(target);
            bid.kept() += fen, case_money -= fen, came_in_[target.ref] -= fen;
            if (!bid.in_bank) bank_ -= fen;
        } else if (mine("cost.paid") || mine("funds.moved") || mine("funds.refunded")) {
            bank_ += fen, case_money += fen;
        } else if (mine("funds.deposited")) {
            deposit_[target.party] -= fen, paid_[target.party][""] -= fen, case_money += fen;
        } else if (mine("funds.frozen")) {
            holds_[{target.ref, target.number}] -= fen, case_money += fen;
        } else if (mine("funds.unfrozen")) {
            holds_[{target.ref, target.number}] += fen, case_money -= fen;
        } else {
            return false;  // moved no money
        }
        return true;
    }

    [[nodiscard]] bool replays_serial(const Told& told) const {
        const auto serial = serials_.find(told.number);
        return serial != serials_.end() && serial->second.id != told.id;
    }

    bool take_back_release(Payment& payment) {
        if (payment.money != "paid") return false;
        payment.money = "reserved";
        bank_ += payment.amount;
        book(paid_[payment.payee], payment, -1);
        book(reserved_[payment.payee], payment, 1);
        return true;
    }

    bool take_back_approval(Payment& payment, const std::string& id) {
        if (payment.reserved_by != id || (payment.money != "reserved" && payment.money != "sent")) return false;
        return end(payment);
    }

    bool stages_;
    Fen bank_ = 0;
    Sums treasury_;  // by ground
    std::vector<Bid> bids_;
    Sums case_money_, cash_, bill_, unidentified_, deposit_;
    Sums came_in_;  // by receipt
    std::map<std::pair<std::string, std::string>, Fen> holds_;  // receipt, document
    std::map<std::string, std::string> payer_;
    std::map<std::string, Sums> due_, paid_, reserved_;  // creditor, head
    std::map<std::string, Payment> payments_;
    std::map<std::string, Told> serials_, posted_;
    std::map<std::string, std::string> contents_;  // by id
    std::map<std::string, Fen> amounts_;           // of events that do not state theirs
    std::map<std::string, std::string> takers_;    // of what was on deposit
    std::set<std::string> corrected_;
};

}  // namespace zhixing::testing
