// Conditions that ask the ledger, and patterns by number and by person.
#include "law/rule.hpp"
#include "review_helpers.hpp"
#include "zhixing/ledger.hpp"

namespace zhixing {
namespace {

using testing::Case;
using testing::Rules;
using testing::see;

TEST(LedgerWords, AreThoseOfTheLedger) {
    for (std::size_t i = 0; i < kLedgerFaults.size(); ++i) EXPECT_EQ(ledger_fault(kLedgerFaults[i]), static_cast<LedgerFault>(i + 1));
    for (std::size_t i = 0; i < kLedgerAccounts.size(); ++i) EXPECT_EQ(kLedgerAccounts[i], to_string(static_cast<AccountKind>(i + 1)));
}

Rules overdraft() { return Rules{}.add("overdraft", "check", "'each':{'event':'funds.refunded'},'must_not':{'ledger':'overdrawn'}"); }

TEST(LedgerCondition, IsAboutTheEventOfTheRule) {
    const Case facts = Case{}.event("funds.received", "2026-01-01", "ref=r amount=10.00").event("funds.refunded", "2026-01-02", "ref=r amount=6.00").event("funds.refunded", "2026-01-03", "ref=r amount=6.00");
    EXPECT_EQ(see(facts, overdraft(), "2026-03-01").findings(), "overdraft anomaly failed e3 holds 2026-01-03..-");
    EXPECT_EQ(see(facts, overdraft(), "2026-01-02").findings(), "");
}

TEST(LedgerCondition, IsNotCertainWhereADateIsMissing) {
    const Case facts = Case{}.event("funds.received", "", "ref=r amount=10.00").event("funds.refunded", "2026-01-02", "ref=r amount=6.00");
    const auto seen = see(facts, overdraft(), "2026-03-01");
    EXPECT_EQ(seen.findings(), "");
    EXPECT_NE(seen.unknown(), "");
}

TEST(LedgerCondition, WithoutAnEventAsksForAny) {
    const Rules rules = Rules{}.add("any", "check", "'must_not':{'ledger':'overdrawn'}");
    const Case facts = Case{}.event("funds.received", "2026-01-01", "ref=r amount=1.00").event("funds.refunded", "2026-01-03", "ref=r amount=2.00");
    EXPECT_NE(see(facts, rules, "2026-01-03").findings(), "");
    EXPECT_EQ(see(facts, rules, "2026-01-02").findings(), "");
}

TEST(LedgerAmount, IsThatOfTheDay) {
    const Rules rules = Rules{}.add("left", "check", "'each':{'event':'closure.completed'},'must':{'amount':{'ledger':'unreleased'},'at_most':'0.00'}");
    const Case facts = Case{}.event("funds.received", "2026-01-01", "ref=r amount=1.00").event("closure.completed", "2026-01-02").event("funds.refunded", "2026-01-03", "ref=r amount=1.00").event("closure.completed", "2026-01-04");
    EXPECT_EQ(see(facts, rules, "2026-03-01").findings(), "left anomaly failed e2 holds 2026-01-02..-");
}

TEST(LedgerWords, OthersAreRefused) {
    EXPECT_THROW(static_cast<void>(Rules{}.add("r", "check", "'must':{'ledger':'stolen'}").load()), RuleError);
    EXPECT_THROW(static_cast<void>(Rules{}.add("r", "check", "'must':{'amount':{'ledger':'gold'},'over':'0.00'}").load()), RuleError);
    EXPECT_THROW(static_cast<void>(Rules{}.add("r", "check", "'must':{'has':{'event':'case.filed'}},'report_to':['king']").load()), RuleError);
}

TEST(Patterns, SameNumberAndSamePerson) {
    const Rules rules = Rules{}.add("duties", "check", "'each':{'event':'release.approved'},'must_not':{'has':{'event':'payment.proposed','same':'number','by':'same'}}");
    const auto findings = [&](const std::string& proposed, const std::string& approved) {
        return see(Case{}.event("payment.proposed", "2026-01-01", "amount=1.00 " + proposed).event("release.approved", "2026-01-02", approved), rules, "2026-03-01").findings();
    };
    EXPECT_NE(findings("number=1 by=甲", "number=1 by=甲"), "");
    EXPECT_EQ(findings("number=1 by=甲", "number=1 by=乙"), "");
    EXPECT_EQ(findings("number=1 by=甲", "number=2 by=甲"), "");
    EXPECT_EQ(findings("number=1 by=甲", "by=甲"), "");
}

TEST(Patterns, NumbersOfAList) {
    const auto found = [](const std::string& list, const std::string& columns) {
        const Rules rules = Rules{}.add("list", "check", "'must_not':{'has':{'event':'account.registered','number':" + list + "}}");
        return see(Case{}.event("account.registered", "2026-01-01", columns), rules, "2026-03-01");
    };
    EXPECT_NE(found("['A','B']", "number=B").findings(), "");
    EXPECT_EQ(found("['A','B']", "number=C").findings(), "");
    EXPECT_NE(found("['A','B']", "party=p1").unknown(), "");
    EXPECT_EQ(found("[]", "number=C").findings(), "") << "no number is one of none";
    EXPECT_EQ(found("[]", "party=p1").unknown(), "");
}

}  // namespace
}  // namespace zhixing
