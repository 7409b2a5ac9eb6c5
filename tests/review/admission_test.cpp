#include "zhixing/admission.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "law/rule.hpp"

namespace zhixing {
namespace {

constexpr std::string_view kRules = R"({"schema":"zhixing.rulebook/1","id":"t","version":"1","name":{"zh":"测","en":"t"},"rules":[
 {"id":"test.two-persons","form":"check","name":{"zh":"提出人与审批人不是同一人","en":"proposed and approved by two persons"},"level":"court","source":"unverified","refuses":true,
  "effective":[null,null],"citations":[{"document":"民诉法解释","article":"480","version":"2022-04-10"}],
  "each":{"event":"release.approved"},"must":{"has":{"event":"payment.proposed","by":"another"}}}]})";

constexpr std::string_view kCase = R"({"number":"（2025）豫1325执8号","parties":[{"id":"c1","role":"applicant"},{"id":"d1","role":"respondent"}],
 "claims":[{"id":"k1","creditor":"c1","debtors":["d1"],"kind":"money","principal":"10000.00"}],"events":[
 {"id":"in","kind":"funds.received","on":"2025-03-03","ref":"r1","party":"d1","amount":"1000.00","number":"B1"},
 {"id":"p","kind":"payment.proposed","on":"2025-03-04","ref":"r1","party":"c1","amount":"400.00","number":"P1","ground":"principal","by":"甲","role":"handler"},
 {"id":"k","kind":"cost.paid","on":"2025-03-20","ref":"r1","amount":"500.00"}]})";

class Admitting : public ::testing::Test {
protected:
    [[nodiscard]] Admission ask(const std::string& event) const { return admit(dossier, event, rulebook, {Date{date::year{2025} / 4 / 1}}); }
    [[nodiscard]] std::vector<std::string> reasons(const std::string& event) const {
        std::vector<std::string> list;
        for (const Admission::Reason& reason : ask(event).reasons) {
            EXPECT_FALSE(reason.text.zh.empty());
            EXPECT_FALSE(reason.text.en.empty());
            list.push_back(reason.code + "@" + reason.event + (reason.unknown ? "?" : ""));
        }
        return list;
    }

    Dossier dossier = Dossier::from_json(kCase);
    Rulebook rulebook = Rulebook::load(kRules, "t.json");
};

using List = std::vector<std::string>;

TEST_F(Admitting, WhatMayBePosted) {
    EXPECT_EQ(reasons(R"({"id":"x","kind":"cost.paid","on":"2025-03-21","ref":"r1","amount":"500.00"})"), List{});
    EXPECT_EQ(reasons(R"({"kind":"release.approved","on":"2025-03-21","number":"P1","by":"乙","role":"bureau_head"})"), List{});
}

TEST_F(Admitting, TheRecordItself) {
    EXPECT_EQ(reasons(R"({"id":"x","kind":"cost.paid","on":"2025-03-21"})"), (List{"missing_column@x", "no_amount@x"}));
    EXPECT_EQ(reasons(R"({"id":"x","kind":"cost.paid","on":"2025-04-02","amount":"1.00"})"), List{"dated_later@x"});
    EXPECT_EQ(reasons(R"({"id":"x","kind":"cost.paid","amount":"1.00"})"), List{"no_date@x"});
    EXPECT_EQ(reasons(R"({"id":"x","kind":"cost.invented","on":"2025-03-21"})"), List{"unknown_kind@x"});
    EXPECT_EQ(reasons(R"({"id":"x","kind":"cost.paid","on":"2025-03-21","amount":"1.00","role":"appraiser"})"), List{"wrong_role@x"});
    EXPECT_EQ(reasons(R"({"id":"x","kind":"cost.paid","on":"2025-03-21","amount":"1.00","ground":"nothing"})"), List{"unknown_word@x"});
    EXPECT_EQ(reasons(R"({"id":"x","kind":"cost.paid","on":"2025-03-21","amount":"1.00","party":"nobody"})"), List{"unknown_party@x"});
    EXPECT_THROW(static_cast<void>(ask("{")), InputError);
    EXPECT_THROW(static_cast<void>(ask("[]")), InputError);
    EXPECT_THROW(static_cast<void>(ask(R"({"kind":"cost.paid","on":"2025-02-30"})")), InputError);
}

TEST_F(Admitting, OnceIsEnough) {
    const std::string same = R"({"id":"k","kind":"cost.paid","on":"2025-03-20","ref":"r1","amount":"500.00"})";
    EXPECT_TRUE(ask(same).admitted());
    EXPECT_TRUE(ask(same).replay);
    EXPECT_EQ(reasons(R"({"id":"k","kind":"cost.paid","on":"2025-03-20","ref":"r1","amount":"499.00"})"), List{"id_taken@k"});
    EXPECT_EQ(reasons(R"({"id":"in","kind":"cost.paid","on":"2025-03-20","ref":"r1","amount":"500.00"})"), List{"id_taken@in"});
    EXPECT_TRUE(ask(R"({"id":"other","kind":"cost.paid","on":"2025-03-20","ref":"r1","amount":"500.00"})").replay);
}

TEST_F(Admitting, TheBooks) {
    EXPECT_EQ(reasons(R"({"id":"x","kind":"cost.paid","on":"2025-03-21","ref":"r1","amount":"500.01"})"), List{"overdrawn@x"});
    // What is dated back upsets what came after it.
    EXPECT_EQ(reasons(R"({"id":"x","kind":"cost.paid","on":"2025-03-10","ref":"r1","amount":"500.01"})"), List{"overdrawn@k"});
    EXPECT_EQ(reasons(R"({"id":"x","kind":"funds.received","on":"2025-03-21","ref":"r2","party":"d1","amount":"92233720368547758.07"})"), List{"money.overflow@x"});
}

TEST_F(Admitting, RulesThatRefuse) {
    EXPECT_EQ(reasons(R"({"id":"x","kind":"release.approved","on":"2025-03-21","number":"P1","by":"甲","role":"bureau_head"})"), List{"test.two-persons@x"});
    EXPECT_EQ(reasons(R"({"id":"x","kind":"release.approved","on":"2025-03-21","number":"P1","role":"bureau_head"})"), List{"test.two-persons@x?"}) << "who approved is not told";
    const Admission refused = ask(R"({"id":"x","kind":"release.approved","on":"2025-03-21","number":"P1","by":"甲","role":"bureau_head"})");
    ASSERT_EQ(refused.reasons.size(), 1U);
    EXPECT_EQ(refused.reasons[0].by, Admission::Reason::By::rule);
    EXPECT_FALSE(refused.reasons[0].citations.empty());
    EXPECT_NE(to_json(refused).find(R"("admitted":false)"), std::string::npos);
}

// Rules that ask the ledger cannot, where no account can hold the amounts.
TEST(AdmittingByTheNationalRules, AmountsThatNoAccountCanHold) {
    const Admission refused = admit(Dossier::from_json(kCase), R"({"id":"x","kind":"funds.received","on":"2025-03-21","ref":"r2","party":"d1","amount":"92233720368547758.07"})",
                                    Rulebook::bundled("national"), {Date{date::year{2025} / 4 / 1}});
    ASSERT_EQ(refused.reasons.size(), 1U);
    EXPECT_EQ(refused.reasons[0].code, "money.overflow");
}

// Every reason names the rule that it rests on, and every fault of the ledger has one.
TEST(AdmittingByTheNationalRules, NoReasonWithoutARule) {
    const Rulebook national = Rulebook::bundled("national");
    for (const std::string_view fault : kLedgerFaults) EXPECT_TRUE(national.find("ledger.fault." + std::string{fault})) << fault;
    const Dossier dossier = Dossier::from_json(kCase);
    for (const char* event : {R"({"id":"x","kind":"cost.paid","on":"2025-03-21","ref":"r1","amount":"500.01"})", R"({"id":"x","kind":"fee.collected","on":"2025-03-21","ref":"r9","amount":"1.00"})",
                              R"({"id":"x","kind":"cash.handed_in","on":"2025-03-21","ref":"r1"})", R"({"id":"x","kind":"cost.paid","amount":"1.00"})",
                              R"({"id":"k","kind":"cost.paid","on":"2025-03-21","ref":"r1","amount":"1.00"})",
                              R"({"id":"x","kind":"funds.received","on":"2025-03-21","ref":"r2","party":"d1","amount":"92233720368547758.07"})"}) {
        const Admission refused = admit(dossier, event, national, {Date{date::year{2025} / 4 / 1}});
        EXPECT_FALSE(refused.admitted()) << event;
        for (const Admission::Reason& reason : refused.reasons) EXPECT_FALSE(reason.rule.empty() || reason.citations.empty()) << reason.code;
    }
}

// Old payments went without proposals. The first proposal is not to blame for them, whenever they were approved.
TEST(AdmittingByTheNationalRules, TheFirstProposalAfterOldApprovals) {
    const Rulebook national = Rulebook::bundled("national");
    const Dossier old = Dossier::from_json(R"({"number":"（2025）豫1325执8号","parties":[{"id":"c1","role":"applicant"},{"id":"d1","role":"respondent"}],
 "claims":[{"id":"k1","creditor":"c1","debtors":["d1"],"kind":"money","principal":"10000.00"}],"events":[
 {"id":"in","kind":"funds.received","on":"2025-03-03","ref":"r1","party":"d1","amount":"1000.00","number":"B1"},
 {"id":"a","kind":"release.approved","on":"2025-03-04","ref":"r1","party":"c1","amount":"400.00","number":"P1","by":"乙","role":"bureau_head"},
 {"id":"r","kind":"funds.released","on":"2025-03-05","ref":"r1","party":"c1","amount":"400.00","number":"P1","by":"丙","role":"cashier"}]})");
    for (const char* day : {"2025-03-02", "2025-03-04", "2025-03-05", "2025-03-20"}) {
        const Admission first = admit(old, std::string{R"({"id":"p","kind":"payment.proposed","on":")"} + day + R"(","ref":"r1","party":"c1","amount":"100.00","number":"P2","ground":"principal","by":"甲","role":"handler"})",
                                      national, {Date{date::year{2025} / 4 / 1}});
        EXPECT_TRUE(first.admitted()) << day << ": " << to_json(first);
    }
}

// What was paid before anybody knew of it stays a finding of the review; the fact itself has to be recorded.
TEST(AdmittingByTheNationalRules, AFactThatComesToLight) {
    const Rulebook national = Rulebook::bundled("national");
    const Dossier paid = Dossier::from_json(R"({"number":"（2025）豫1325执8号","parties":[{"id":"c1","role":"applicant"},{"id":"d1","role":"respondent"}],
 "claims":[{"id":"k1","creditor":"c1","debtors":["d1"],"kind":"money","principal":"10000.00"}],"events":[
 {"id":"in","kind":"funds.received","on":"2025-03-03","ref":"r1","party":"d1","amount":"1000.00","number":"B1"},
 {"id":"p","kind":"payment.proposed","on":"2025-03-04","ref":"r1","party":"c1","amount":"400.00","number":"P1","ground":"principal","by":"甲","role":"handler"}]})");
    const std::string accepted = R"({"id":"b","kind":"bankruptcy.accepted","on":"2025-03-03","party":"d1"})";
    const ReviewOptions options{Date{date::year{2025} / 4 / 1}};
    EXPECT_TRUE(admit(paid, accepted, national, options).admitted());
    const Review after = review(paid.with(accepted), national, options);
    EXPECT_TRUE(std::any_of(after.findings.begin(), after.findings.end(), [&](const Finding& f) { return f.rule != kNoRule && national.rule(f.rule).id == "bankruptcy.no-payment"; }));
}

// A step that is dated back and takes the ground from under one that was taken already is refused.
TEST(AdmittingByTheNationalRules, AStepThatUpsetsALaterOne) {
    const Dossier checked = Dossier::from_json(kCase).with(R"({"id":"c","kind":"payment.checked","on":"2025-03-06","number":"P1","by":"乙","role":"funds_team"})");
    const Admission refused = admit(checked, R"({"id":"x","kind":"payment.rejected","on":"2025-03-05","number":"P1","by":"丙","role":"bureau_head"})",
                                    Rulebook::bundled("national"), {Date{date::year{2025} / 4 / 1}});
    EXPECT_TRUE(std::any_of(refused.reasons.begin(), refused.reasons.end(), [](const auto& reason) { return reason.code == "payment.states" && reason.event == "c"; })) << to_json(refused);
}

TEST_F(Admitting, ReviewsOfSumsOutOfRangeCannotTell) {
    const Dossier absurd = dossier.with(R"({"id":"x","kind":"funds.received","on":"2025-03-21","ref":"r2","party":"d1","amount":"92233720368547758.07"})");
    const Review told = review(absurd, Rulebook::bundled("national"), {Date{date::year{2025} / 4 / 1}});
    EXPECT_TRUE(std::any_of(told.unknown.begin(), told.unknown.end(), [](const Unknown& u) { return u.missing == Unknown::Missing::column && u.column == Column::amount; }));
}

}  // namespace
}  // namespace zhixing
