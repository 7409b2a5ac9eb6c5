// Conditions on amounts: sums, the latest, the act's own, and parts of one another.
#include "review_helpers.hpp"

namespace zhixing {
namespace {

using testing::Case;
using testing::Rules;
using testing::see;

std::string truth(const Case& facts, const std::string& condition, const std::string& each = {}) {
    const std::string of = each.empty() ? "" : "'each':{'event':'" + each + "'},";
    const auto seen = see(facts, Rules{}.add("k", "check", of + "'must_not':" + condition), "2026-06-01");
    if (seen.findings().find("failed") != std::string::npos) return "yes";
    return seen.review.unknown.empty() ? "no" : "unknown: " + seen.unknown();
}

const std::string kFrozen = "'amount':{'sum':{'event':'deposit.frozen'}}";
const std::string kCovered = "{" + kFrozen + ",'at_least':{'percent':100,'of':{'fact':'claims.total'}}}";

Case claim(const std::string& principal) {
    Case facts;
    facts.header("'claims':[{'id':'c1','kind':'money'" + (principal.empty() ? std::string{} : ",'principal':'" + principal + "'") + "}]");
    return facts;
}

TEST(Amounts, SumsAreComparedWithTheClaims) {
    EXPECT_EQ(truth(claim("100.00").event("deposit.frozen", "2026-01-01", "amount=60.00").event("deposit.frozen", "2026-01-02", "amount=40.00"), kCovered), "yes");
    EXPECT_EQ(truth(claim("100.00").event("deposit.frozen", "2026-01-01", "amount=99.99"), kCovered), "no");
    EXPECT_EQ(truth(claim("100.00"), kCovered), "no") << "nothing frozen is a sum of nothing";
}

TEST(Amounts, WhatIsNotToldLeavesTheAnswerOpen) {
    EXPECT_EQ(truth(claim("100.00").event("deposit.frozen", "2026-01-01"), kCovered), "unknown: k: event e1 deposit.frozen: amount");
    EXPECT_EQ(truth(claim("").event("deposit.frozen", "2026-01-01", "amount=1.00"), kCovered), "unknown: k: fact claims.total");
    EXPECT_EQ(truth(claim("100.00").event("deposit.frozen", "", "amount=1.00"), kCovered), "unknown: k: event e1 deposit.frozen: on");
    EXPECT_EQ(truth(claim("100.00"), "{'amount':{'last':{'event':'price.fixed'}},'over':'1.00'}"), "unknown: k: a record of price.fixed");
    EXPECT_EQ(truth(claim("100.00").header("'covers':['filing']"), kCovered), "unknown: k: a record of deposit.frozen");
}

TEST(Amounts, EveryComparisonAtItsEdge) {
    const auto holds = [](const std::string& compare, const std::string& amount) {
        return truth(claim("1.00").event("deposit.frozen", "2026-01-01", "amount=" + amount), "{" + kFrozen + ",'" + compare + "':'10.00'}");
    };
    EXPECT_EQ(holds("at_least", "10.00"), "yes");
    EXPECT_EQ(holds("at_least", "9.99"), "no");
    EXPECT_EQ(holds("at_most", "10.00"), "yes");
    EXPECT_EQ(holds("at_most", "10.01"), "no");
    EXPECT_EQ(holds("over", "10.00"), "no");
    EXPECT_EQ(holds("over", "10.01"), "yes");
    EXPECT_EQ(holds("under", "10.00"), "no");
    EXPECT_EQ(holds("under", "9.99"), "yes");
}

TEST(Amounts, APartIsExact) {
    // 70 % of 0.03 is 2.1 fen: 2 fen is less, 3 fen is enough.
    const std::string floor = "{'amount':{'trigger':true},'under':{'percent':70,'of':{'last':{'event':'price.fixed','same':'ref'}}}}";
    const auto under = [&](const std::string& start) {
        return truth(Case{}.event("price.fixed", "2026-01-01", "ref=a amount=0.03").event("auction.first", "2026-02-01", "ref=a amount=" + start), floor, "auction.first");
    };
    EXPECT_EQ(under("0.02"), "yes");
    EXPECT_EQ(under("0.03"), "no");
    // The largest amounts there are do not overflow.
    const std::string most = "{'amount':{'trigger':true},'over':{'percent':'99.99','of':{'trigger':true}}}";
    EXPECT_EQ(truth(Case{}.event("auction.first", "2026-02-01", "ref=a amount=9999999999999.99"), most, "auction.first"), "yes");
}

TEST(Amounts, TheLatestOfSeveral) {
    const std::string price = "{'amount':{'last':{'event':'price.fixed'}},'at_least':'20.00'}";
    EXPECT_EQ(truth(Case{}.event("price.fixed", "2026-02-01", "ref=a amount=20.00").event("price.fixed", "2026-01-01", "ref=a amount=10.00"), price), "yes");
    EXPECT_EQ(truth(Case{}.event("price.fixed", "2026-01-01", "ref=a amount=20.00").event("price.fixed", "2026-02-01", "ref=a amount=10.00"), price), "no");
}

TEST(Amounts, ABrokenConditionIsRefused) {
    const auto refused = [](const std::string& condition) {
        try {
            static_cast<void>(Rules{}.add("k", "check", "'must':" + condition).load());
        } catch (const RuleError& error) {
            return std::string{error.code()};
        }
        return std::string{"taken"};
    };
    EXPECT_EQ(refused("{'amount':{'sum':{'event':'deposit.frozen'}},'at_least':'1.234'}"), "rule.money");
    EXPECT_EQ(refused("{'amount':{'sum':{'event':'deposit.frozen'}},'at_least':{'percent':0,'of':{'fact':'claims.total'}}}"), "rule.range");
    EXPECT_EQ(refused("{'amount':{'fact':'case.year'},'at_least':'1.00'}"), "rule.type");
    EXPECT_EQ(refused("{'amount':{'fact':'claims.total'}}"), "rule.condition");
    EXPECT_EQ(refused("{'amount':{'fact':'claims.total','sum':{'event':'deposit.frozen'}},'at_least':'1.00'}"), "rule.amount");
}

}  // namespace
}  // namespace zhixing
