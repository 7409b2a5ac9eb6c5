#include "zhixing/distribution.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>

#include "../value/expect_error.hpp"

namespace zhixing {
namespace {

using testing::caught;

const Rulebook& rules() {
    static const Rulebook rulebook = Rulebook::bundled("national");
    return rulebook;
}

const DistributionLaw& law() {
    static const DistributionLaw today = DistributionLaw::of(rules(), make_date(2024, 3, 1));
    return today;
}

Money yuan(std::string_view text) { return Money::parse(text); }

DistributionClaim claim(const char* id, const char* principal, Date since = kNoDate) {
    DistributionClaim made{id, id, std::string{"judgment of "} + id};
    made.principal = yuan(principal);
    made.since = since;
    return made;
}

DistributionClaim bound(const char* id, ClaimKind kind, const char* principal, Date since = kNoDate) {
    DistributionClaim made = claim(id, principal, since);
    made.kind = kind;
    made.asset = "house";
    made.seized = make_date(2022, 1, 1);
    return made;
}

DistributionRequest request(const char* proceeds, std::vector<DistributionClaim> claims, const char* debtor = "natural") {
    DistributionRequest made;
    made.as_of = make_date(2024, 3, 1);
    made.facts = {{"debtor", debtor}, {"insolvent", "yes"}, {"bankruptcy", "none"}};
    made.assets = {{"house", yuan(proceeds), Money{}}};
    made.claims = std::move(claims);
    return made;
}

// What each claim gets in all.
std::map<std::string, std::string> paid(const DistributionRequest& asked, const DistributionLaw& by = law()) {
    std::map<std::string, Money> sums;
    for (const DistributionLine& line : distribute(asked, by).lines) {
        if (line.claim >= 0) sums[asked.claims[static_cast<std::size_t>(line.claim)].id] += line.paid;
    }
    std::map<std::string, std::string> out;
    for (const auto& [id, sum] : sums) out[id] = sum.to_string();
    return out;
}

using Paid = std::map<std::string, std::string>;

DistributionRequest individual() {
    DistributionRequest asked = request("800000.00", {bound("bank", ClaimKind::secured, "350000.00", make_date(2019, 3, 1)), claim("A", "100000.00"),
                                                      claim("B", "250000.00"), claim("C", "333333.33")});
    asked.assets[0].costs = yuan("10200.00");
    asked.fee = yuan("10400.00");
    return asked;
}

TEST(Distribution, ParticipationGivesTheLastFenToTheLargestRemainder) {
    const DistributionRequest asked = individual();
    const Distribution answer = distribute(asked, law());
    EXPECT_EQ(answer.regime->id, "participation");
    EXPECT_EQ(paid(asked), (Paid{{"bank", "350000.00"}, {"A", "62839.03"}, {"B", "157097.56"}, {"C", "209463.41"}}));
    EXPECT_EQ(Distribution::ratio(answer.lines.back()), "42940000/68333333");
    EXPECT_EQ(answer.surplus, Money{});
}

TEST(Distribution, OneDocumentSharesEquallyToTheFen) {
    DistributionRequest asked = request("100000.00", {claim("w1", "50000.00"), claim("w2", "50000.00"), claim("w3", "50000.00")});
    for (DistributionClaim& each : asked.claims) each.document = "one";
    EXPECT_EQ(distribute(asked, law()).regime->id, "one_document");
    EXPECT_EQ(paid(asked), (Paid{{"w1", "33333.34"}, {"w2", "33333.33"}, {"w3", "33333.33"}}));
}

DistributionRequest enterprise() {
    DistributionRequest asked = request("960000.00",
                                        {claim("Z", "50000.00", make_date(2021, 3, 1)), claim("X", "160000.00", make_date(2021, 1, 1)),
                                         claim("Y", "120000.00", make_date(2021, 2, 1)), bound("m2", ClaimKind::secured, "150000.00", make_date(2020, 6, 1)),
                                         bound("m1", ClaimKind::secured, "280000.00", make_date(2019, 3, 1)), bound("built", ClaimKind::construction, "300000.00")},
                                        "enterprise");
    asked.assets[0].costs = yuan("8500.00");
    asked.fee = yuan("12000.00");
    return asked;
}

TEST(Distribution, AnEnterprisePaysByTheOrderOfSeizure) {
    EXPECT_EQ(distribute(enterprise(), law()).regime->id, "enterprise");
    EXPECT_EQ(paid(enterprise()),
              (Paid{{"built", "300000.00"}, {"m1", "280000.00"}, {"m2", "150000.00"}, {"X", "160000.00"}, {"Y", "49500.00"}, {"Z", "0.00"}}));
}

TEST(Distribution, TheDoubledPartComesLast) {
    DistributionRequest asked = request("300000.00", {claim("P", "200000.00"), claim("Q", "120000.00")});
    asked.claims[0].doubled = yuan("14000.00");
    asked.claims[1].doubled = yuan("6000.00");
    EXPECT_EQ(paid(asked), (Paid{{"P", "187500.00"}, {"Q", "112500.00"}}));
    asked.assets[0].proceeds = yuan("330000.00");
    EXPECT_EQ(paid(asked), (Paid{{"P", "207000.00"}, {"Q", "123000.00"}}));
}

TEST(Distribution, CriminalOrder) {
    DistributionRequest asked = request("100.00", {bound("bank", ClaimKind::secured, "50.00", make_date(2020, 1, 1)), claim("hurt", "30.00"), claim("robbed", "15.00"),
                                                   claim("civil", "10.00"), claim("fine", "9.00")});
    asked.claims[1].kind = ClaimKind::medical;
    asked.claims[2].kind = ClaimKind::restitution;
    asked.claims[4].kind = ClaimKind::fine;
    EXPECT_EQ(distribute(asked, law()).regime->id, "criminal");
    EXPECT_EQ(paid(asked), (Paid{{"hurt", "30.00"}, {"bank", "50.00"}, {"robbed", "15.00"}, {"civil", "5.00"}, {"fine", "0.00"}}));
}

TEST(Distribution, WhatSecurityDoesNotBringIsOrdinary) {
    DistributionRequest asked = request("100.00", {bound("bank", ClaimKind::secured, "150.00", make_date(2020, 1, 1)), claim("A", "50.00")});
    asked.assets.push_back({"car", yuan("50.00"), Money{}});
    EXPECT_EQ(paid(asked), (Paid{{"bank", "125.00"}, {"A", "25.00"}}));
    asked.claims[0].covered = yuan("20.00");  // the rest of the claim, 130.00, shares 130.00 with 50.00
    EXPECT_EQ(paid(asked), (Paid{{"bank", "113.89"}, {"A", "36.11"}}));
}

TEST(Distribution, CostsStayWithTheirAsset) {
    DistributionRequest asked = request("10.00", {claim("A", "50.00"), claim("B", "50.00")});
    asked.assets[0].costs = yuan("30.00");
    asked.assets.push_back({"car", yuan("40.00"), Money{}});
    EXPECT_EQ(paid(asked), (Paid{{"A", "20.00"}, {"B", "20.00"}}));
}

TEST(Distribution, DisputedClaimsAreKeptBack) {
    DistributionRequest asked = request("100.00", {claim("A", "100.00"), claim("B", "100.00")});
    asked.claims[1].disputed = yuan("60.00");
    EXPECT_EQ(distribute(asked, law()).reserved, yuan("30.00"));
    asked.options["reserve"] = "full";
    EXPECT_EQ(distribute(asked, law()).reserved, yuan("60.00"));
    EXPECT_EQ(paid(asked), (Paid{{"A", "28.57"}, {"B", "71.43"}}));
}

// 税收征管法 45: before what secures others later, not before what did earlier.
TEST(Distribution, TaxesComeBeforeLaterSecurity) {
    DistributionRequest asked = request("100.00", {bound("old", ClaimKind::secured, "40.00", make_date(2018, 1, 1)), bound("new", ClaimKind::secured, "50.00", make_date(2020, 1, 1)),
                                                   claim("tax", "30.00", make_date(2019, 1, 1)), claim("A", "50.00")});
    asked.claims[2].kind = ClaimKind::tax;
    EXPECT_EQ(paid(asked), (Paid{{"old", "40.00"}, {"tax", "30.00"}, {"new", "30.00"}, {"A", "0.00"}}));
    asked.claims[2].since = asked.claims[1].since;  // owed before, not on the day
    EXPECT_EQ(paid(asked), (Paid{{"old", "40.00"}, {"new", "50.00"}, {"tax", "10.00"}, {"A", "0.00"}}));
    asked.claims[2].since = make_date(2017, 1, 1);
    EXPECT_EQ(paid(asked), (Paid{{"tax", "30.00"}, {"old", "40.00"}, {"new", "30.00"}, {"A", "0.00"}}));
    asked.options["tax"] = "after_security";
    EXPECT_EQ(paid(asked), (Paid{{"old", "40.00"}, {"new", "50.00"}, {"tax", "10.00"}, {"A", "0.00"}}));
    asked.options.clear();
    asked.claims[2].since = kNoDate;
    EXPECT_EQ(caught([&] { static_cast<void>(distribute(asked, law())); }).place().pointer, "/claims/2/since");
}

TEST(Distribution, WagesStandWhereTheCourtPutsThem) {
    DistributionRequest asked = request("100.00", {bound("bank", ClaimKind::secured, "60.00", make_date(2018, 1, 1)), claim("worker", "80.00"), claim("A", "80.00"), claim("tax", "10.00")});
    asked.claims[1].kind = ClaimKind::wages;
    asked.claims[3].kind = ClaimKind::tax;
    asked.claims[3].since = make_date(2020, 1, 1);
    EXPECT_EQ(paid(asked), (Paid{{"bank", "60.00"}, {"tax", "10.00"}, {"worker", "15.00"}, {"A", "15.00"}}));
    asked.options["wages"] = "before_ordinary";
    EXPECT_EQ(paid(asked), (Paid{{"bank", "60.00"}, {"worker", "40.00"}, {"tax", "0.00"}, {"A", "0.00"}}));
    asked.options["wages"] = "before_priority";
    EXPECT_EQ(paid(asked), (Paid{{"worker", "80.00"}, {"bank", "20.00"}, {"tax", "0.00"}, {"A", "0.00"}}));
}

TEST(Distribution, TurnsOfPrioritiesAreARule) {
    const DistributionRequest asked = request("100.00", {bound("built", ClaimKind::construction, "80.00"), bound("bank", ClaimKind::secured, "80.00", make_date(2018, 1, 1))});
    EXPECT_EQ(paid(asked), (Paid{{"built", "80.00"}, {"bank", "20.00"}}));
    const Rulebook other = Rulebook::load(R"({"schema":"zhixing.rulebook/1","id":"ours","version":"1","name":{"zh":"本院","en":"ours"},"extends":"national","override":{"distribution.turns":
 {"value":[{"claims":"lien","by":"rank"},{"claims":"registered","by":"since"},{"claims":"construction","by":"rank"},{"claims":"unregistered","by":"together"}]}}})", "ours.json");
    EXPECT_EQ(paid(asked, DistributionLaw::of(other, make_date(2024, 3, 1))), (Paid{{"built", "20.00"}, {"bank", "80.00"}}));
}

// 民法典 414, 456: a lien first, then by registration, at last those without, by proportion.
TEST(Distribution, LienRegisteredUnregistered) {
    DistributionRequest asked = request("100.00", {bound("u1", ClaimKind::secured, "30.00"), bound("u2", ClaimKind::secured, "60.00"), bound("bank", ClaimKind::secured, "50.00", make_date(2018, 1, 1)),
                                                   bound("garage", ClaimKind::lien, "20.00")});
    asked.claims[0].registered = asked.claims[1].registered = false;
    EXPECT_EQ(paid(asked), (Paid{{"garage", "20.00"}, {"bank", "50.00"}, {"u1", "10.00"}, {"u2", "20.00"}}));
}

// One mortgage on two assets: each asset bears it by the order that the court gives them, and never beyond its proceeds.
TEST(Distribution, OneClaimInSeveralAssets) {
    DistributionRequest asked = request("60.00", {claim("bank", "100.00"), bound("second", ClaimKind::secured, "30.00", make_date(2020, 1, 1)), claim("A", "50.00")});
    asked.assets.push_back({"car", yuan("60.00"), Money{}});
    asked.claims[0].kind = ClaimKind::secured;
    asked.claims[0].standings = {{"house", make_date(2018, 1, 1)}, {"car", make_date(2019, 1, 1)}};
    EXPECT_EQ(paid(asked), (Paid{{"bank", "100.00"}, {"second", "20.00"}, {"A", "0.00"}}));  // the car first: by id
    asked.assets[0].turn = -1;
    EXPECT_EQ(paid(asked), (Paid{{"bank", "100.00"}, {"second", "7.50"}, {"A", "12.50"}}));  // what the car left over is for all
    asked.claims[0].standings[1].covered = yuan("10.00");
    EXPECT_EQ(paid(asked)["bank"], "83.64");  // 60 and 10, and of the other 50 what 30 get among 110
}

// Seizures of one claim on different days in different assets.
TEST(Distribution, TheOrderOfSeizureOfEachAsset) {
    DistributionRequest asked = request("100.00", {claim("X", "120.00"), claim("Y", "120.00"), claim("Z", "50.00")}, "enterprise");
    asked.assets.push_back({"car", yuan("100.00"), Money{}});
    asked.claims[0].standings = {{"house", make_date(2020, 1, 1)}, {"car", make_date(2020, 3, 1)}};
    asked.claims[1].standings = {{"house", make_date(2020, 2, 1)}, {"car", make_date(2020, 1, 1)}};
    asked.claims[2].standings = {{"house", make_date(2020, 4, 1)}};
    // car: Y 100.00; house: X 100.00; nothing is left.
    EXPECT_EQ(paid(asked), (Paid{{"X", "100.00"}, {"Y", "100.00"}, {"Z", "0.00"}}));
    asked.assets[1].proceeds = yuan("150.00");  // car: Y 120.00, X 30.00; house: X 90.00, Z 10.00
    EXPECT_EQ(paid(asked), (Paid{{"X", "120.00"}, {"Y", "120.00"}, {"Z", "10.00"}}));
    asked.claims[2].standings.clear();
    EXPECT_EQ(caught([&] { static_cast<void>(distribute(asked, law())); }).place().pointer, "/claims/2/since");
}

TEST(Distribution, RefusesStandingsThatCannotBe) {
    const auto refused = [](auto change) {
        DistributionRequest asked = request("1.00", {bound("bank", ClaimKind::secured, "1.00", make_date(2020, 1, 1)), claim("A", "1.00")});
        asked.claims[0].asset.clear();
        asked.claims[0].standings = {{"house", make_date(2020, 1, 1)}};
        change(asked.claims);
        const InputError error = caught([&] { static_cast<void>(distribute(asked, law())); });
        return error.code() + " " + error.place().pointer;
    };
    EXPECT_EQ(refused([](auto& claims) { claims[0].asset = "house"; }), "distribution.reference /claims/0/asset");
    EXPECT_EQ(refused([](auto& claims) { claims[0].standings[0].asset = "boat"; }), "distribution.reference /claims/0/standings/0/asset");
    EXPECT_EQ(refused([](auto& claims) { claims[0].standings.push_back(claims[0].standings[0]); }), "distribution.duplicate /claims/0/standings/1/asset");
    EXPECT_EQ(refused([](auto& claims) { claims[0].standings[0].covered = yuan("1.01"); }), "distribution.covered /claims/0/standings/0/covered");
    EXPECT_EQ(refused([](auto& claims) { claims[1].standings = {{"house", kNoDate, kNoDate, 0, yuan("1.00")}}; }), "distribution.covered /claims/1/standings/0/covered");
    EXPECT_EQ(refused([](auto& claims) { claims[0].standings[0].since = kNoDate; }), "distribution.date /claims/0/standings/0/since");
}

// What is kept back is a line of its own, and never more than is disputed.
TEST(Distribution, ReservesAreLines) {
    DistributionRequest asked = request("100.00", {bound("bank", ClaimKind::secured, "100.00", make_date(2020, 1, 1)), claim("A", "50.00")});
    asked.claims[0].covered = yuan("80.00");
    asked.claims[0].disputed = yuan("60.00");
    asked.options["reserve"] = "full";
    const Distribution answer = distribute(asked, law());
    std::vector<std::string> lines;
    for (const DistributionLine& line : answer.lines) lines.push_back(line.tier + "<" + line.from + " " + line.paid.to_string());
    EXPECT_EQ(lines, (std::vector<std::string>{"priority< 20.00", "reserve<priority 60.00", "ordinary< 14.29", "ordinary< 5.71"}));
    EXPECT_EQ(answer.paid, yuan("40.00"));
    EXPECT_EQ(answer.reserved, yuan("60.00"));
}

TEST(Distribution, FirstSeizureBonusIsAnOption) {
    DistributionRequest asked = request("90.00", {claim("A", "100.00", make_date(2020, 1, 1)), claim("B", "100.00", make_date(2020, 2, 1))});
    EXPECT_EQ(paid(asked), (Paid{{"A", "45.00"}, {"B", "45.00"}}));
    asked.options["first-seizure"] = "1000";
    EXPECT_EQ(paid(asked)["A"], "47.89");  // 10.00, then 80 shared by 90 and 100
    asked.options["first-seizure"] = "2500";
    EXPECT_EQ(caught([&] { static_cast<void>(distribute(asked, law())); }).code(), "distribution.option");
}

TEST(Distribution, TheSurplusGoesBack) {
    const Distribution answer = distribute(request("150.00", {claim("A", "50.00"), claim("B", "50.00")}), law());
    EXPECT_EQ(answer.surplus, yuan("50.00"));
    EXPECT_EQ(answer.paid, yuan("100.00"));
}

TEST(Distribution, WithoutTheFactsTheRegimeIsUnknown) {
    DistributionRequest asked = request("100.00", {claim("A", "100.00"), claim("B", "100.00")});
    asked.facts.erase("debtor");
    const Distribution answer = distribute(asked, law());
    EXPECT_EQ(answer.regime, nullptr);
    EXPECT_EQ(answer.missing, std::vector<std::string>{"debtor"});
    EXPECT_EQ(answer.held, yuan("100.00"));
    asked.regime = "participation";
    EXPECT_TRUE(distribute(asked, law()).named);
    asked.regime = {};
    asked.facts = {{"debtor", "natural"}, {"insolvent", "no"}};
    asked.claims[0].since = asked.claims[1].since = make_date(2020, 1, 1);
    EXPECT_EQ(distribute(asked, law()).regime->id, "by_measures");
}

TEST(Distribution, NothingIsDistributedInABankruptcy) {
    const auto regime = [](const DistributionRequest& asked, const DistributionLaw& by = law()) {
        const Distribution answer = distribute(asked, by);
        if (answer.regime == nullptr) return std::string{};
        EXPECT_EQ(answer.lines.empty(), answer.regime->id == "bankruptcy");
        return answer.regime->id;
    };
    DistributionRequest several = request("100.00", {claim("A", "100.00", make_date(2020, 1, 1)), claim("B", "100.00", make_date(2020, 1, 1))}, "enterprise");
    DistributionRequest one = request("100.00", {claim("A", "100.00")}, "enterprise"), document = several, criminal = several;
    document.claims[0].document = document.claims[1].document = "one";
    criminal.claims[0].kind = ClaimKind::restitution;
    const std::pair<DistributionRequest*, const char*> others[] = {{&several, "enterprise"}, {&one, "one_creditor"}, {&document, "one_document"}, {&criminal, "criminal"}};
    for (const auto& [asked, otherwise] : others) {
        EXPECT_EQ(regime(*asked), otherwise);
        for (const char* word : {"consented", "accepted"}) {
            asked->facts["bankruptcy"] = word;
            EXPECT_EQ(regime(*asked), "bankruptcy") << otherwise << ", " << word;
            asked->facts["insolvent"] = "no";
            EXPECT_EQ(regime(*asked), "bankruptcy") << otherwise << ", " << word;
            asked->facts["insolvent"] = "yes";
        }
        asked->facts.erase("bankruptcy");
        EXPECT_EQ(distribute(*asked, law()).missing, std::vector<std::string>{"bankruptcy"});
        asked->facts["debtor"] = "natural";
        EXPECT_NE(regime(*asked), "");
    }
    const DistributionLaw before = DistributionLaw::of(rules(), make_date(2015, 2, 3));  // acceptance only: no rule on the transfer yet
    one.facts = {{"debtor", "enterprise"}, {"insolvent", "yes"}, {"bankruptcy", "accepted"}};
    EXPECT_EQ(regime(one, before), "bankruptcy");
    one.facts["bankruptcy"] = "consented";
    EXPECT_EQ(regime(one, before), "one_creditor");
}

TEST(Distribution, CitesTheVersionOfTheDay) {
    const auto article = [](Date day) {
        static std::vector<DistributionLaw> kept;
        kept.push_back(DistributionLaw::of(rules(), day));
        return distribute(request("1.00", {claim("A", "1.00"), claim("B", "1.00")}), kept.back()).regime->citations[0].article;
    };
    EXPECT_EQ(article(make_date(2022, 4, 9)), "510");
    EXPECT_EQ(article(make_date(2022, 4, 10)), "508");
    EXPECT_EQ(article(make_date(2014, 9, 1)), "94");
    EXPECT_EQ(caught<RuleError>([] { static_cast<void>(DistributionLaw::of(rules(), make_date(2014, 7, 31))); }).code(), "rule.no_version");
}

TEST(Distribution, RefusesWhatCannotBe) {
    const auto refused = [](auto change) {
        DistributionRequest asked = individual();
        change(asked);
        const InputError error = caught([&] { static_cast<void>(distribute(asked, law())); });
        return error.code() + " " + error.place().pointer;
    };
    EXPECT_EQ(refused([](auto& r) { r.claims[1].principal = yuan("-1"); }), "distribution.negative /claims/1/principal");
    EXPECT_EQ(refused([](auto& r) { r.assets[0].costs = yuan("-1"); }), "distribution.negative /assets/0/costs");
    EXPECT_EQ(refused([](auto& r) { r.claims[2].id = "A"; }), "distribution.duplicate /claims/2/id");
    EXPECT_EQ(refused([](auto& r) { r.claims[0].asset = "boat"; }), "distribution.reference /claims/0/asset");
    EXPECT_EQ(refused([](auto& r) { r.claims[1].asset = "house"; }), "distribution.reference /claims/1/asset");
    EXPECT_EQ(refused([](auto& r) { r.claims[0].covered = yuan("350000.01"); }), "distribution.covered /claims/0/covered");
    EXPECT_EQ(refused([](auto& r) { r.claims[1].disputed = yuan("100000.01"); }), "distribution.disputed /claims/1/disputed");
    EXPECT_EQ(refused([](auto& r) { r.claims[0].since = kNoDate; }), "distribution.date /claims/0/since");
    EXPECT_EQ(refused([](auto& r) { r.regime = "enterprise"; }), "distribution.date /claims/1/since");
    EXPECT_EQ(refused([](auto& r) { r.regime = "lottery"; }), "distribution.regime /regime");
    EXPECT_EQ(refused([](auto& r) { r.options["colour"] = "red"; }), "distribution.option /options/colour");
    EXPECT_EQ(refused([](auto& r) { r.claims[1].principal = r.claims[2].principal = Money::from_fen(INT64_MAX); }), "money.overflow ");
}

// Every pool and every three claims of up to five fen.
TEST(LargestRemainder, SmallWorldsWhole) {
    for (int code = 0; code < 6 * 6 * 6 * 16; ++code) {
        const int pool = code % 16;
        const std::array<int, 3> fen{code / 16 % 6, code / 96 % 6, code / 576};
        std::vector<Money> claims;
        for (const int each : fen) claims.push_back(Money::from_fen(each));
        const int total = fen[0] + fen[1] + fen[2];
        const std::vector<Money> shares = largest_remainder(Money::from_fen(pool), claims);
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            sum += shares[i].fen();
            ASSERT_GE(shares[i].fen(), 0);
            ASSERT_LE(shares[i], claims[i]);
            if (pool < total) {
                ASSERT_LT(std::abs(shares[i].fen() * total - pool * fen[i]), total);
            }
            for (std::size_t j = 0; j < 3; ++j) {
                if (fen[i] == fen[j]) {
                    ASSERT_LE(std::abs(shares[i].fen() - shares[j].fen()), 1);
                }
            }
        }
        ASSERT_EQ(sum, std::min(pool, total));
    }
}

TEST(LargestRemainder, WideProducts) {
    const std::vector<Money> claims{Money::from_fen(INT64_MAX / 2), Money::from_fen(INT64_MAX / 2)};
    const std::vector<Money> shares = largest_remainder(Money::from_fen(INT64_MAX / 2), claims);
    EXPECT_EQ(shares[0] + shares[1], Money::from_fen(INT64_MAX / 2));
}

// What others do is wrong: floors with the rest to the first depend on the order, rounding each loses a fen.
TEST(LargestRemainder, DiffersFromTheUsualShortcuts) {
    const std::vector<Money> claims{yuan("250000.00"), yuan("100000.00"), yuan("333333.33")};
    const Money pool = yuan("429400.00");
    EXPECT_EQ(largest_remainder(pool, claims)[0], yuan("157097.56"));  // not 157097.57
    const Money total = yuan("683333.33");
    Money rounded;
    for (const Money each : claims) rounded += Money::from_fen((pool.fen() * each.fen() * 2 + total.fen()) / (2 * total.fen()));
    EXPECT_EQ(pool - rounded, yuan("0.01"));
}

TEST(Distribution, NothingDependsOnTheOrderAndMoreMoneyNeverLowersATier) {
    std::mt19937 random{7};
    const auto some = [&](unsigned below) { return Money::from_fen(static_cast<std::int64_t>(random() % below)); };
    for (int round = 0; round < 300; ++round) {
        DistributionRequest asked = enterprise();
        if (round % 2 == 0) asked.regime = "participation";
        for (DistributionClaim& each : asked.claims) each.principal = some(1000);
        asked.assets[0] = {"house", some(4000), some(50)};
        asked.fee = some(50);
        const Paid before = paid(asked);
        std::map<std::string, Money> tiers;
        for (const DistributionLine& line : distribute(asked, law()).lines) tiers[line.tier] += line.paid;
        std::shuffle(asked.claims.begin(), asked.claims.end(), random);
        ASSERT_EQ(paid(asked), before);
        asked.assets[0].proceeds += some(20);
        std::map<std::string, Money> larger;
        for (const DistributionLine& line : distribute(asked, law()).lines) larger[line.tier] += line.paid;
        for (const auto& [tier, sum] : tiers) ASSERT_GE(larger[tier], sum) << tier;
    }
}

TEST(PlanStatus, FinalWhenNobodyObjects) {
    const std::vector<PlanService> served{{"A", make_date(2024, 3, 1)}, {"B", make_date(2024, 3, 4)}};
    EXPECT_EQ(plan_status(served, {}, rules(), make_date(2024, 3, 19)).state, "open");  // B: to Tuesday the 19th
    const PlanStatus after = plan_status(served, {}, rules(), make_date(2024, 3, 20));
    EXPECT_EQ(after.state, "final");
    EXPECT_EQ(after.final_from, make_date(2024, 3, 20));
    EXPECT_EQ(after.periods[0].due, make_date(2024, 3, 18));  // the 16th is a Saturday
    EXPECT_EQ(plan_status(std::vector<PlanService>{{"A", kNoDate}}, {}, rules(), make_date(2024, 6, 1)).state, "open");
}

TEST(PlanStatus, ObjectionsAreFollowed) {
    const std::vector<PlanService> served{{"A", make_date(2024, 3, 1)}, {"B", make_date(2024, 3, 1)}};
    PlanObjection objection{"A", make_date(2024, 3, 11), {{"B", make_date(2024, 3, 15)}}};
    const auto state = [&](Date day) { return plan_status(served, std::vector{objection}, rules(), day).state; };
    EXPECT_EQ(state(make_date(2024, 4, 1)), "open");
    EXPECT_EQ(state(make_date(2024, 4, 2)), "corrected");  // nobody opposed
    objection.notices[0].opposed = make_date(2024, 3, 25);
    EXPECT_EQ(state(make_date(2024, 4, 2)), "open");
    objection.opposition_told = make_date(2024, 4, 1);
    EXPECT_EQ(state(make_date(2024, 4, 16)), "open");
    EXPECT_EQ(state(make_date(2024, 4, 17)), "final");  // the original plan
    objection.sued = make_date(2024, 4, 10);
    EXPECT_EQ(state(make_date(2024, 4, 17)), "suit");
    objection.on = make_date(2024, 3, 20);  // too late
    EXPECT_EQ(state(make_date(2024, 4, 17)), "final");
}

TEST(DistributionJson, RefusesWithPointers) {
    const auto refused = [](std::string_view text) {
        const InputError error = caught([&] { static_cast<void>(distribute_json(text, rules())); });
        return error.code() + " " + error.place().pointer;
    };
    const std::string head = R"({"schema":"zhixing.distribution-request/1","as_of":"2024-03-01",)";
    EXPECT_EQ(refused(head + R"("assets":[{"id":"a","proceeds":"1.001"}],"claims":[]})"), "money.precision /assets/0/proceeds");
    EXPECT_EQ(refused(head + R"("assets":[{"id":"a","proceeds":"1"}],"claims":[{"id":"c","principal":"1","kind":"gift"}]})"), "input.word /claims/0/kind");
    EXPECT_EQ(refused(head + R"("assets":[],"claims":[],"colour":1})").substr(0, 6), "input.");
    EXPECT_EQ(refused("[").substr(0, 6), "input.");
    EXPECT_EQ(refused("7").substr(0, 6), "input.");
}

std::string golden() {
    std::ostringstream out;
    out << "# Distributions\n\nThe worked examples, line by line, under the law of 2024-03-01.\n";
    const auto show = [&out](const char* title, const DistributionRequest& asked) {
        const Distribution answer = distribute(asked, law());
        out << "\n## " << title << "\n\n" << answer.regime->name.zh << "：《" << answer.regime->citations[0].document << "》" << answer.regime->citations[0].article
            << "\n\n| 顺位 | 财产 | 债权 | 应受偿 | 实受偿 | 比例 |\n| --- | --- | --- | ---: | ---: | --- |\n";
        for (const DistributionLine& line : answer.lines) {
            out << "| " << law().names.at(line.tier).zh << " " << line.tier << " | " << (line.asset < 0 ? "" : asked.assets[static_cast<std::size_t>(line.asset)].id) << " | "
                << (line.claim < 0 ? "" : asked.claims[static_cast<std::size_t>(line.claim)].id) << " | " << line.claimed.to_string() << " | " << line.paid.to_string()
                << " | " << Distribution::ratio(line) << " |\n";
        }
        out << "\n案款 " << answer.pool.to_string() << " = 支付 " << answer.paid.to_string() << " + 争议提存 " << answer.reserved.to_string() << " + 退还被执行人 "
            << answer.surplus.to_string() << "\n";
    };
    show("Individual, mortgage and three ordinary creditors", individual());
    DistributionRequest workers = request("100000.00", {claim("w1", "50000.00"), claim("w2", "50000.00"), claim("w3", "50000.00")});
    for (DistributionClaim& each : workers.claims) each.document = "one";
    show("One document, three workers", workers);
    show("Enterprise without bankruptcy", enterprise());
    DistributionRequest doubled = request("330000.00", {claim("P", "200000.00"), claim("Q", "120000.00")});
    doubled.claims[0].doubled = yuan("14000.00");
    doubled.claims[1].doubled = yuan("6000.00");
    show("The doubled part last", doubled);
    DistributionRequest disputed = request("100.00", {claim("A", "100.00"), claim("B", "100.00")});
    disputed.claims[1].disputed = yuan("60.00");
    show("A disputed claim", disputed);
    DistributionRequest seized = request("100.00", {claim("X", "120.00"), claim("Y", "120.00"), claim("Z", "50.00")}, "enterprise");
    seized.assets.push_back({"car", yuan("150.00"), Money{}});
    seized.claims[0].standings = {{"house", make_date(2020, 1, 1)}, {"car", make_date(2020, 3, 1)}};
    seized.claims[1].standings = {{"house", make_date(2020, 2, 1)}, {"car", make_date(2020, 1, 1)}};
    seized.claims[2].standings = {{"house", make_date(2020, 4, 1)}};
    show("Seized in another order here than there", seized);
    DistributionRequest taxed = request("100.00", {bound("old", ClaimKind::secured, "40.00", make_date(2018, 1, 1)), bound("new", ClaimKind::secured, "50.00", make_date(2020, 1, 1)),
                                                   claim("tax", "30.00", make_date(2019, 1, 1)), claim("A", "20.00")});
    taxed.claims[2].kind = ClaimKind::tax;
    show("A tax between two mortgages", taxed);
    return out.str();
}

TEST(Distribution, Golden) {
    std::ifstream file{std::string{ZHIXING_SOURCE_DIR} + "/tests/golden/distribution.md"};
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_EQ(golden(), text.str());
}

TEST(DistributionRequest, ANumberOutOfRangeIsRefused) {
    EXPECT_THROW(static_cast<void>(distribute_json("494.9E10088", Rulebook::bundled("national"))), InputError);
}

}  // namespace
}  // namespace zhixing
