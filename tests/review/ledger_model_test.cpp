// Long random runs of one case: a simple ledger of its own says of each event whether it may be posted, and what is
// where afterwards; admission and the ledger must say the same.
#include "ledger_model.hpp"

#include <random>

#include "../money/ledger_support.hpp"
#include "zhixing/admission.hpp"

namespace zhixing::testing {
namespace {

using Answer = LedgerModel::Answer;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kRuns = 10;
#else
constexpr int kRuns = 200;
#endif
constexpr int kSteps = 160;

const ReviewOptions kOptions{Date{date::year{2026} / 12 / 31}};

// Says what is tried next: mostly the right thing, often enough a wrong one.
class Random {
public:
    explicit Random(std::uint32_t seed) : engine_{seed} {}

    bool chance(int percent) { return below(100) < static_cast<std::uint32_t>(percent); }
    // Not a distribution of the standard library, which draws differently everywhere.
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(engine_() % n); }
    std::string pick(const std::vector<std::string>& words) { return words[below(static_cast<std::uint32_t>(words.size()))]; }
    Fen fen(Fen most) { return 1 + static_cast<Fen>(engine_() % static_cast<std::uint64_t>(std::max<Fen>(most, 1))); }

private:
    std::mt19937 engine_;
};

class Operations {
public:
    Operations(std::uint32_t seed, const LedgerModel& model, bool stages = true) : random_{seed}, model_{model}, stages_{stages} {}

    Told next() {
        if (!lost_.empty() && random_.chance(30)) return found();
        if (!last_.id.empty() && random_.chance(8)) return again();
        on_ += date::days{1};
        Told told = events_++ == 0 && stages_ ? proposal() : random_.chance(55) ? payment() : random_.chance(50) ? incoming() : other();
        told.on = to_string(on_);
        told.id = random_.chance(3) && !last_.id.empty() ? last_.id : "e" + std::to_string(++ids_);
        last_ = told;
        return told;
    }

    Random& random() { return random_; }
    // It was admitted and not stored: whoever sent it will send it again, after others had their turn.
    void lose(const Told& told) { lost_.push_back(told); }

private:
    Told found() {
        Told told = lost_.back();
        lost_.pop_back();
        told.on = to_string(on_ += date::days{1});
        return told;
    }

    // After a crash: the same event sent again, under a new id, on another day, by another.
    Told again() {
        Told told = last_;
        const std::uint32_t how = random_.below(4);
        if (how >= 1) told.id = "e" + std::to_string(++ids_);
        if (how >= 2) told.on = to_string(on_ += date::days{1});
        if (how == 3) told.by = random_.pick(people_);
        return told;
    }

    std::string person() { return random_.chance(4) ? std::string{} : random_.pick(people_); }
    std::string ref() { return random_.pick({"r1", "r2", "r3", "u1", "u2"}); }
    // About what is there: less, all, or a bit too much.
    Fen about(Fen there) { return random_.chance(10) ? there + random_.fen(100) : random_.chance(20) ? there : random_.fen(there); }

    Told incoming() {
        Told told;
        told.by = person();
        const std::uint32_t what = random_.below(13);
        if (what >= 10) return bidding();
        if (what < 4) {
            told.kind = "funds.received";
            told.ref = random_.pick({"r1", "r2", "r3"});
            told.party = random_.chance(85) ? (told.ref == "r3" ? "d2" : "d1") : random_.pick({"d1", "d2"});
            told.method = told.ref == "r1" ? std::string{} : random_.pick({"", "cash", "bill"});
            told.number = "B" + std::to_string(random_.chance(15) ? random_.below(serials_ + 1) : ++serials_);
            told.fen = random_.fen(300'000);
            if (random_.chance(3)) told.fen = 0, told.zero = random_.chance(50);
        } else if (what == 4) {
            told.kind = "funds.unidentified";
            told.ref = random_.pick({"u1", "u2"});
            told.number = "B" + std::to_string(random_.chance(15) ? random_.below(serials_ + 1) : ++serials_);
            told.fen = random_.fen(200'000);
        } else if (what < 8) {
            told.kind = random_.pick({"funds.claimed", "funds.claimed", "funds.claim_confirmed", "funds.claim_reversed"});
            told.ref = random_.pick({"u1", "u2"});
            if (told.kind == "funds.claimed") told.party = random_.chance(80) ? "d1" : "d2";
            if (random_.chance(40)) told.fen = random_.fen(200'000);
        } else {
            told.kind = random_.pick({"cash.handed_in", "bill.cleared", "bill.cleared", "bill.dishonoured"});
            told.ref = random_.pick({"r2", "r3"});
            if (random_.chance(30)) told.fen = random_.fen(200'000);
        }
        return told;
    }

    // Two auctions: the deposits of one are in the court's account, the platform keeps those of the other.
    Told bidding() {
        Told told;
        told.by = person();
        told.ref = random_.pick({"A1", "A2"});
        told.party = random_.chance(90) ? random_.pick({"b1", "b2"}) : std::string{};
        told.kind = random_.pick({"auction.bid_deposit_paid", "auction.bid_deposit_paid", "auction.bid_deposit_returned", "auction.deposit_moved", "deposit.forfeited"});
        if (told.kind == "auction.bid_deposit_paid") {
            if (told.party.empty()) told.party = "b1";
            told.role = random_.chance(3) ? "handler" : told.ref == "A2" ? "platform" : "finance";
            told.fen = random_.fen(50'000);
        } else if (random_.chance(40)) {
            told.fen = random_.fen(50'000);
        }
        if (told.kind == "auction.bid_deposit_returned") told.number = approval();
        return told;
    }

    std::string approval() { return "N" + std::to_string(random_.below(4)); }

    Told other() {
        Told told;
        told.by = person();
        told.ref = ref();
        told.kind = random_.pick({"fee.collected", "court_cost.collected", "fine.collected", "funds.surrendered", "funds.surrendered", "cost.paid", "funds.moved", "funds.refunded", "funds.refunded",
                                  "document.approved", "document.approved", "document.approved", "funds.deposited", "funds.deposited", "funds.deposit_returned",
                                  "funds.frozen", "funds.frozen", "funds.unfrozen", "funds.unfrozen", "entitlement.fixed", "account.verified",
                                  "funds.correction_approved", "funds.correction_approved", "funds.corrected", "funds.corrected", "funds.corrected"});
        if (told.kind == "document.approved") {
            told.number = approval();
            told.outcome = random_.chance(85) ? "granted" : "denied";
        } else if (told.kind == "account.verified") {
            told.party = random_.pick({"c1", "c2"});
            told.number = "62" + told.party;
            told.outcome = random_.chance(80) ? "true" : "untrue";
        } else if (told.kind == "entitlement.fixed") {
            told.party = random_.pick({"c1", "c2"});
            told.ground = random_.pick({"principal", "general_interest"});
            told.fen = random_.fen(told.ground == "general_interest" || random_.chance(20) ? 100'000 : 1'500'000);
        } else if (told.kind == "funds.frozen" || told.kind == "funds.unfrozen") {
            told.number = random_.pick({"H1", "H2"});
            if (random_.chance(60)) told.fen = about(model_.case_money(told.ref) / 3);
        } else if (told.kind.starts_with("funds.correct")) {
            told.ref.clear();
            told.number = random_.chance(70) && !corrected_.empty() ? corrected_ : some_event();
            if (told.kind == "funds.correction_approved") corrected_ = told.number;
            else told.role = random_.chance(95) ? "finance" : "handler";
        } else {
            told.fen = about(model_.case_money(told.ref) / 4);
            const bool collected = told.kind.ends_with(".collected");
            if (collected && random_.chance(20)) told.ref.clear();
            if (!collected && told.kind != "funds.surrendered") told.number = approval();
            if (told.kind == "funds.refunded") told.party = random_.chance(80) ? random_.pick({"d1", "d2"}) : random_.pick({"b1", "b2"});
            if (told.kind == "funds.deposited") told.party = random_.pick({"c1", "c2"});
            if (told.kind == "funds.surrendered" && random_.chance(80)) surrender(told);
            if (told.kind == "funds.deposit_returned") take_off_deposit(told);
        }
        return told;
    }

    void surrender(Told& told) {
        told.ref.clear();
        told.ground = random_.pick({"execution_fee", "court_cost", "fine_money", "deposit_lapsed"});
        if (told.ground == "deposit_lapsed") return take_off_deposit(told);
        told.fen = about(told.ground == "execution_fee" ? model_.fee() : told.ground == "court_cost" ? model_.court_cost() : model_.fine());
    }

    void take_off_deposit(Told& told) {
        told.ref.clear();
        told.party = random_.chance(85) ? random_.pick({"c1", "c2"}) : std::string{};
        told.fen = random_.chance(40) ? 0 : about(model_.deposit_of(told.party));
    }

    std::string some_event() {
        if (model_.posted().empty() || random_.chance(5)) return "nothing";
        auto at = model_.posted().begin();
        std::advance(at, random_.below(static_cast<std::uint32_t>(model_.posted().size())));
        return at->first;
    }

    Told proposal() {
        Told told;
        told.kind = "payment.proposed";
        told.number = "P" + std::to_string(random_.chance(75) ? ++numbers_ : random_.chance(80) ? numbers_ : random_.below(numbers_ + 1));
        told.ref = ref();
        told.party = random_.chance(95) ? random_.pick({"c1", "c2"}) : random_.pick({"d1", "d2", ""});
        told.ground = random_.pick({"principal", "principal", "", "general_interest"});
        if (const auto known = model_.payments().find(told.number); known != model_.payments().end() && random_.chance(80)) {
            told.ref = known->second.ref;  // another head of it
            if (random_.chance(85)) told.party = known->second.payee;
        }
        told.fen = about(std::max<Fen>(random_.chance(90) ? model_.case_money(told.ref) / 2 : model_.room(told.party), 1));
        told.by = random_.chance(90) ? "甲" : person();
        told.role = random_.chance(95) ? "handler" : "cashier";
        return told;
    }

    // The next step of one of the last payments, done by whom it should be; or not.
    Told payment() {
        if (!stages_) return unstaged();
        if (random_.chance(20) || model_.payments().empty()) return proposal();
        struct Step {
            const char *stage, *kind, *by, *role;
        };
        static constexpr Step kStages[] = {
            {"draft", "payment.checked", "乙", "funds_team"},   {"checked", "release.approved", "丙", "bureau_head"}, {"approved", "payment.verified", "丁", "finance"},
            {"verified", "payment.sent", "戊", "cashier"},      {"sent", "funds.released", "戊", "cashier"},          {"confirmed", "funds.release_failed", "戊", "cashier"},
            {"", "payment.rejected", "丙", "bureau_head"},      {"", "payment.voided", "丙", "bureau_head"}};
        std::vector<const std::pair<const std::string, LedgerModel::Payment>*> open;
        for (const auto& entry : model_.payments()) {
            const std::string& stage = entry.second.stage;
            if (stage != "rejected" && stage != "voided" && (stage != "confirmed" || random_.chance(10)) && (stage != "returned" || random_.chance(5))) open.push_back(&entry);
        }
        if (open.empty()) return proposal();
        const auto& [number, paid] = *open[random_.below(static_cast<std::uint32_t>(open.size()))];
        const Step* step = std::ranges::find_if(kStages, [&](const Step& s) { return paid.stage == s.stage; });
        if (step == std::end(kStages) || random_.chance(12)) step = &kStages[random_.below(std::size(kStages))];
        Told told;
        told.kind = step->kind;
        told.number = number;
        told.party = told.kind == "payment.sent" || random_.chance(50) ? paid.payee : std::string{};
        if (random_.chance(4)) told.party = random_.pick({"c1", "c2", "d1"});
        if (random_.chance(50)) told.fen = paid.amount;
        if (random_.chance(4)) told.fen = about(paid.amount);
        told.by = random_.chance(90) ? step->by : person();
        told.role = random_.chance(94) ? step->role : random_.chance(50) ? kStages[random_.below(std::size(kStages))].role : "";
        return told;
    }

    // A payment that nobody proposes: approved, released, perhaps given back by the bank.
    Told unstaged() {
        Told told;
        const bool approval = random_.chance(45) || model_.payments().empty();
        told.number = "P" + std::to_string(approval && random_.chance(85) ? ++numbers_ : numbers_ - random_.below(std::clamp(numbers_, 1U, 4U)));
        told.kind = approval ? "release.approved" : random_.chance(80) ? "funds.released" : "funds.release_failed";
        told.ref = approval ? ref() : std::string{};
        told.party = random_.chance(90) ? random_.pick({"c1", "c2"}) : random_.pick({"d1", ""});
        const auto known = model_.payments().find(told.number);
        if (known != model_.payments().end() && random_.chance(90)) {
            told.party = random_.chance(50) ? known->second.payee : std::string{};
            told.fen = random_.chance(50) ? known->second.amount : 0;
        } else if (random_.chance(97)) {
            told.fen = about(std::max<Fen>(model_.case_money(told.ref) / 2, 1));
        }
        told.by = random_.chance(90) ? (approval ? "丙" : "戊") : person();
        told.role = random_.chance(94) ? (approval ? "bureau_head" : "cashier") : std::string{};
        return told;
    }

    const std::vector<std::string> people_ = {"甲", "乙", "丙", "丁", "戊", "己"};
    Random random_;
    const LedgerModel& model_;
    bool stages_;
    Told last_;
    std::vector<Told> lost_;
    Date on_{date::year{2025} / 3 / 3};
    std::uint32_t events_ = 0, ids_ = 0, serials_ = 0, numbers_ = 0;
    std::string corrected_;
};

Dossier empty_case() {
    return Dossier::from_json(R"({"number":"（2025）豫1325执8号","parties":[{"id":"c1","role":"applicant"},{"id":"c2","role":"applicant"},
 {"id":"d1","role":"respondent"},{"id":"d2","role":"third_party"},
 {"id":"b1","role":"bidder"},{"id":"b2","role":"bidder"}],
 "claims":[{"id":"k1","creditor":"c1","debtors":["d1"],"kind":"money","principal":"10000.00"},
 {"id":"k2","creditor":"c2","debtors":["d1"],"kind":"money","principal":"5000.00"}],"events":[]})");
}

bool is_payment_step(Kind kind) {
    const std::string& id = Catalogue::bundled().kind(kind).id;
    return id.starts_with("payment.") || id == "release.approved" || id == "funds.released";
}

// Money left, by a payment that two persons in two offices had a hand in; and no number paid twice.
void expect_two_persons(const Dossier& dossier, const Ledger& ledger) {
    std::map<std::string, std::int32_t> paid_by;
    for (const LedgerEntry& entry : ledger.entries) {
        const Event& paid = dossier.events()[static_cast<std::size_t>(entry.event)];
        if (Catalogue::bundled().kind(paid.kind).id != "funds.released" || ledger.accounts[entry.credit].kind != AccountKind::bank) continue;
        const std::string number{dossier.text(paid, Column::number)};
        EXPECT_TRUE(paid_by.try_emplace(number, entry.event).first->second == entry.event) << number << " is paid twice";
        std::vector<const Event*> steps;
        for (const Event& event : dossier.events()) {
            if (is_payment_step(event.kind) && dossier.text(event, Column::number) == number && event.role != 0 && !dossier.text(event, Column::by).empty()) steps.push_back(&event);
        }
        const bool two = std::ranges::any_of(steps, [&](const Event* one) {
            return std::ranges::any_of(steps, [&](const Event* other) { return one->role != other->role && dossier.text(*one, Column::by) != dossier.text(*other, Column::by); });
        });
        EXPECT_TRUE(two) << number << " is paid by one person";
    }
}

// Money left to somebody else than a creditor, as another person had approved; the platform's is not ours.
void expect_approved(const Dossier& dossier, const Ledger& ledger) {
    for (const LedgerEntry& entry : ledger.entries) {
        const Event& paid = dossier.events()[static_cast<std::size_t>(entry.event)];
        const std::string& kind = Catalogue::bundled().kind(paid.kind).id;
        if (kind != "cost.paid" && kind != "funds.moved" && kind != "funds.refunded" && kind != "funds.deposit_returned") continue;
        const auto by = [&](const Event& event) { return dossier.text(event, Column::by); };
        const bool approved = std::ranges::any_of(dossier.events(), [&](const Event& event) {
            return Catalogue::bundled().kind(event.kind).id == "document.approved" && dossier.text(event, Column::number) == dossier.text(paid, Column::number) && by(event) != by(paid) && !by(event).empty();
        });
        EXPECT_TRUE(approved) << kind << " " << dossier.event_id(paid);
    }
}

void expect_sound(const Dossier& dossier, const Ledger& ledger) {
    expect_invariants(ledger);
    expect_approved(dossier, ledger);
    expect_two_persons(dossier, ledger);
    EXPECT_EQ(flaws_of(ledger, dossier), Flaws{});
    for (const AccountKind kind : {AccountKind::bank, AccountKind::cash, AccountKind::bill}) EXPECT_GE(ledger.balance(kind), Money{}) << to_string(kind);
    std::map<std::string, Money> rest;
    for (const LedgerEntitlement& row : ledger.entitlements) rest[row.creditor] += row.due - row.paid;
    for (const auto& [creditor, left] : rest) EXPECT_GE(left, Money{}) << creditor << " was paid beyond what is due";
}

void expect_same(const LedgerModel& model, const Ledger& ledger) {
    const auto fen = [&](AccountKind kind) { return ledger.balance(kind).fen(); };
    EXPECT_EQ(fen(AccountKind::bank), model.bank());
    EXPECT_EQ(fen(AccountKind::cash), model.cash());
    EXPECT_EQ(fen(AccountKind::bill), model.bill());
    EXPECT_EQ(fen(AccountKind::unidentified), model.unidentified());
    EXPECT_EQ(fen(AccountKind::execution_fee), model.fee());
    EXPECT_EQ(fen(AccountKind::court_cost), model.court_cost());
    EXPECT_EQ(fen(AccountKind::fine), model.fine());
    EXPECT_EQ(fen(AccountKind::auction_deposit), model.bid_deposits());
    EXPECT_EQ(fen(AccountKind::deposit), model.deposit());
    EXPECT_EQ(ledger.unreleased().fen(), model.unreleased());
}

std::string reasons(const Admission& admission) {
    std::string list;
    for (const Admission::Reason& reason : admission.reasons) list += reason.code + "@" + reason.event + (reason.unknown ? "? " : " ");
    return list;
}

class LedgerModelTest : public ::testing::Test {
protected:
    Rulebook rulebook = Rulebook::bundled("national");
    std::map<std::string, int> admitted, refused;  // by kind
    int replays = 0, lost = 0;

    // One run; false once the two ledgers disagree.
    bool run(std::uint32_t seed, bool stages = true) {
        LedgerModel model{stages};
        Operations operations{seed, model, stages};
        Dossier dossier = empty_case();
        for (int i = 0; i < kSteps; ++i) {
            const Told told = operations.next();
            const Admission admission = admit(dossier, told.json(), rulebook, kOptions);
            LedgerModel after = model;
            const Answer expected = after.post(told);
            const Answer answer = admission.replay ? Answer::replay : admission.admitted() ? Answer::admitted : Answer::refused;
            EXPECT_EQ(answer, expected) << told.json() << " " << reasons(admission);
            // The host dies between the admission and the storing: nothing has happened, and it may ask again.
            if (answer == Answer::admitted && operations.random().chance(5)) {
                EXPECT_EQ(to_json(admit(dossier, told.json(), rulebook, kOptions)), to_json(admission));
                operations.lose(told);
                ++lost;
                continue;
            }
            model = std::move(after);
            if (answer == Answer::replay) ++replays;
            else ++(answer == Answer::admitted ? admitted : refused)[told.kind];
            if (answer == Answer::admitted) dossier = dossier.with(told.json());
            const Ledger ledger = Ledger::of(dossier, {kOptions.as_of});
            expect_sound(dossier, ledger);
            expect_same(model, ledger);
            if (HasFailure()) {
                ADD_FAILURE() << "seed " << seed << ", step " << i << ": " << told.json();
                return false;
            }
        }
        return true;
    }
};

TEST_F(LedgerModelTest, AdmitsWhatTheModelAdmits) {
    for (std::uint32_t seed = 1; seed <= kRuns; ++seed) {
        if (!run(seed)) return;
    }
    EXPECT_GT(replays, kRuns);
    EXPECT_GT(lost, kRuns);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    // What never happens is not tested.
    for (const char* kind : {"funds.received", "funds.claimed", "funds.claim_confirmed", "funds.claim_reversed", "cash.handed_in", "bill.cleared", "fee.collected",
                             "payment.proposed", "payment.checked", "release.approved", "payment.verified", "payment.sent", "funds.released", "funds.release_failed",
                             "payment.voided", "payment.rejected", "court_cost.collected", "fine.collected", "funds.surrendered", "cost.paid", "funds.moved", "funds.deposited",
                             "funds.deposit_returned", "auction.bid_deposit_paid", "auction.bid_deposit_returned", "auction.deposit_moved", "deposit.forfeited", "funds.frozen", "funds.unfrozen", "funds.refunded", "funds.corrected", "entitlement.fixed"}) {
        EXPECT_GT(admitted[kind], 0) << kind;
        EXPECT_GT(refused[kind], 0) << kind;
    }
#endif
}

// Dossiers as they were before payments were recorded step by step.
TEST_F(LedgerModelTest, AdmitsWhatTheModelAdmitsWithoutProposals) {
    for (std::uint32_t seed = 1; seed <= kRuns / 2; ++seed) {
        if (!run(5000 + seed, false)) return;
    }
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    for (const char* kind : {"release.approved", "funds.released", "funds.release_failed", "funds.corrected"}) {
        EXPECT_GT(admitted[kind], 0) << kind;
        EXPECT_GT(refused[kind], 0) << kind;
    }
#endif
}

// Days at random, numbers, persons and offices left out: what is admitted then is not foretold, but it is sound.
TEST_F(LedgerModelTest, WhateverIsAdmittedIsSound) {
    int paid = 0;
    for (std::uint32_t seed = 1; seed <= kRuns / 2; ++seed) {
        LedgerModel model;
        Operations operations{1000 + seed, model};
        Random& random = operations.random();
        Dossier dossier = empty_case();
        for (int i = 0; i < kSteps; ++i) {
            Told told = operations.next();
            if (random.chance(30)) told.on = to_string(Date{date::year{2025} / 3 / 3} + date::days{random.below(static_cast<std::uint32_t>(i) + 1)});
            if (random.chance(5)) told.number.clear();
            if (random.chance(3)) told.party.clear();
            if (random.chance(5)) told.ref.clear();
            if (random.chance(5) && told.kind.starts_with("payment.c")) told.outcome = "denied";
            const Admission admission = admit(dossier, told.json(), rulebook, kOptions);
            if (admission.replay || !admission.admitted()) continue;
            dossier = dossier.with(told.json());
            static_cast<void>(model.post(told));  // for the choice of what is next
            const Ledger ledger = Ledger::of(dossier, {kOptions.as_of});
            expect_sound(dossier, ledger);
            if (told.kind == "funds.released") ++paid;
            if (HasFailure()) FAIL() << "seed " << seed << ", step " << i << ": " << told.json();
        }
    }
    EXPECT_GT(paid, 0);
}

}  // namespace
}  // namespace zhixing::testing
