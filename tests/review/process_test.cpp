// The form `process`: one instance's way through its states.
#include "review_helpers.hpp"

namespace zhixing {
namespace {

using testing::Case;
using testing::Rules;
using testing::see;

Rules sale() {
    return Rules{}.add("sale", "process",
                       "'match':'ref','start':'none','states':[{'id':'none','name':{'zh':'未定价','en':'not priced'}},{'id':'priced','name':{'zh':'已定价','en':'priced'}},"
                       "{'id':'announced','name':{'zh':'已公告','en':'announced'}},{'id':'sold','name':{'zh':'已成交','en':'sold'}}],"
                       "'steps':[{'event':'price.fixed','from':['none','priced'],'to':'priced'},{'event':'auction.announced','from':'priced','to':'announced'},"
                       "{'event':'auction.parties_notified','from':['priced','announced'],'to':'same'},{'event':'auction.sold','from':'announced','to':'sold'}]");
}

TEST(Process, TheLawfulWayIsSilent) {
    const auto seen = see(Case{}.event("price.fixed", "2026-01-01", "ref=a").event("auction.parties_notified", "2026-01-05", "ref=a").event("auction.announced", "2026-01-10", "ref=a").event("auction.sold", "2026-02-20", "ref=a"),
                          sale(), "2026-03-01");
    EXPECT_EQ(seen.findings(), "");
    EXPECT_EQ(seen.unknown(), "");
}

TEST(Process, AnActThatTheStateDoesNotAllowIsBlocked) {
    const auto seen = see(Case{}.event("price.fixed", "2026-01-01", "ref=a").event("auction.sold", "2026-02-20", "ref=a"), sale(), "2026-03-01");
    EXPECT_EQ(seen.findings(), "sale/2 blocked illegal_step e2 holds 2026-02-20..-");
    EXPECT_EQ(message(seen.review.findings.front(), seen.dossier, seen.rules).zh, "sale：“已定价”状态下不得“拍卖、变卖成交”");
    EXPECT_NE(to_json(seen.review, seen.dossier, seen.rules).find(R"("item":"priced")"), std::string::npos);
}

TEST(Process, ItGoesOnFromWhereTheIllegalActLeads) {
    const auto seen = see(Case{}.event("auction.announced", "2026-01-10", "ref=a").event("auction.sold", "2026-02-20", "ref=a"), sale(), "2026-03-01");
    EXPECT_EQ(seen.findings(), "sale/1 blocked illegal_step e1 holds 2026-01-10..-") << "the sale after the announcement is in order";
}

TEST(Process, EachInstanceHasItsOwnState) {
    const auto seen = see(Case{}.event("price.fixed", "2026-01-01", "ref=a").event("auction.announced", "2026-01-10", "ref=b"), sale(), "2026-03-01");
    EXPECT_EQ(seen.findings(), "sale/1 blocked illegal_step e2 holds 2026-01-10..-");
}

TEST(Process, OfOneDayAnyOrderThatIsAllowedIsTaken) {
    const auto seen = see(Case{}.event("auction.announced", "2026-01-01", "ref=a").event("price.fixed", "2026-01-01", "ref=a"), sale(), "2026-03-01");
    EXPECT_EQ(seen.findings(), "");
}

TEST(Process, OfOneDayAnIllegalActDoesNotMakeTheRestIllegal) {
    // Both on a day on which neither is announced: the first leads on, the sale after it is in order.
    const auto seen = see(Case{}.event("auction.announced", "2026-01-10", "ref=a").event("auction.sold", "2026-01-10", "ref=a"), sale(), "2026-03-01");
    EXPECT_EQ(seen.findings(), "sale/1 blocked illegal_step e1 holds 2026-01-10..-");
}

TEST(Process, AnInstanceMayBeKnownByItsNumber) {
    const Rules payment = Rules{}.add("pay", "process",
                                      "'match':'number','start':'none','states':[{'id':'none','name':{'zh':'无','en':'none'}},{'id':'draft','name':{'zh':'拟付','en':'draft'}}],"
                                      "'steps':[{'event':'payment.proposed','from':'none','to':'draft'},{'event':'payment.checked','from':'draft','to':'same'}]");
    const auto checked = [&](const std::string& columns) { return see(Case{}.event("payment.proposed", "2026-01-01", "number=1 amount=1.00 ref=a").event("payment.checked", "2026-01-02", columns), payment, "2026-03-01"); };
    EXPECT_EQ(checked("number=1 ref=b").findings(), "");
    EXPECT_EQ(checked("number=2 ref=a").findings(), "pay/1 blocked illegal_step e2 holds 2026-01-02..-");
}

TEST(Process, LaterEventsAreNotSeen) {
    const Case facts = Case{}.event("auction.announced", "2026-01-10", "ref=a").event("price.fixed", "2026-01-12", "ref=a");
    EXPECT_EQ(see(facts, sale(), "2026-01-09").findings(), "");
    EXPECT_EQ(see(facts, sale(), "2026-01-11").findings(), "sale/1 blocked illegal_step e1 holds 2026-01-10..-");
}

TEST(Process, WhatMayHaveHappenedBeforeLeavesItOpen) {
    EXPECT_EQ(see(Case{}.event("price.fixed", "", "ref=a").event("auction.announced", "2026-01-10", "ref=a"), sale(), "2026-03-01").unknown().substr(0, 31), "sale: event e1 price.fixed: on");
    EXPECT_EQ(see(Case{}.header("'covers':['auction']").event("auction.announced", "2026-01-10", "ref=a"), sale(), "2026-03-01").unknown(), "sale: a record of price.fixed");
    EXPECT_EQ(see(Case{}.event("price.fixed", "2026-01-01").event("auction.announced", "2026-01-10", "ref=a"), sale(), "2026-03-01").unknown(), "sale: event e1 price.fixed: ref");
}

TEST(Process, AnUnverifiedOneWarns) {
    Rules rules;
    rules.add("sale", "process", "'source':'unverified','match':'ref','start':'none','states':[{'id':'none','name':{'zh':'无','en':'none'}}],'steps':[{'event':'price.fixed','from':'none','to':'none'},{'event':'auction.sold','from':[],'to':'none'}]");
    EXPECT_EQ(see(Case{}.event("auction.sold", "2026-01-10", "ref=a"), rules, "2026-03-01").findings(), "sale/1 warning illegal_step e1 holds 2026-01-10..-");
}

TEST(Process, AnUnknownStateIsRefused) {
    Rules rules;
    rules.add("sale", "process", "'match':'ref','start':'none','states':[{'id':'none','name':{'zh':'无','en':'none'}}],'steps':[{'event':'auction.sold','from':'priced','to':'none'}]");
    EXPECT_THROW(static_cast<void>(rules.load()), RuleError);
}

}  // namespace
}  // namespace zhixing
