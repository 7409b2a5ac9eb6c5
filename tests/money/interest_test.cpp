// Interest: the worked examples, each under the convention that was used.
#include "zhixing/interest.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace zhixing {
namespace {

const Rulebook& rules() {
    static const Rulebook book = Rulebook::bundled("national");
    return book;
}

Interest ask(const std::string& params) {
    Interest answer = interest(interest_question(params), rules());
    Money lines;
    for (const InterestPiece& piece : answer.sheet.pieces) lines += piece.amount;
    EXPECT_EQ(lines + answer.sheet.rounding, answer.sheet.total()) << params;
    return answer;
}
std::string total(const std::string& params) { return ask(params).sheet.total().to_string(); }

std::string refusal(const std::string& params) {
    try {
        static_cast<void>(interest(interest_question(params), rules()));
    } catch (const InputError& error) {
        return error.code();
    }
    return "";
}

std::string delay(const char* base, const char* first, const char* last, const std::string& more = "") {
    return std::string{R"({"base":")"} + base + R"(","first_day":")" + first + R"(","last_day":")" + last + "\"" + more + "}";
}

std::string general(const char* base, const char* from, const char* to, const std::string& rate, const std::string& more = R"(,"basis":365)") {
    return std::string{R"({"base":")"} + base + R"(","last_day":")" + to + R"(","general":[{"from":")" + from + R"(","to":")" + to + "\"," + rate + "}]" + more + "}";
}

TEST(Interest, DoubledPart) {
    EXPECT_EQ(total(delay("10000", "2020-01-01", "2020-01-30")), "52.50");
    EXPECT_EQ(total(delay("10000", "2020-01-01", "2020-12-25")), "630.00");
    EXPECT_EQ(total(delay("1000000", "2020-01-01", "2020-04-09")), "17500.00");
    EXPECT_EQ(total(delay("100000", "2020-01-01", "2020-04-09")), "1750.00");  // not 5,000, as at five in ten thousand
    EXPECT_EQ(total(delay("120000", "2025-03-21", "2025-05-07")), "1008.00");
    EXPECT_EQ(total(delay("120000", "2025-03-21", "2025-05-07", R"(,"days":"end_exclusive")")), "987.00");
    const std::string base = R"({"items":[{"amount":"1000000"},{"kind":"lawyer_fee","amount":"30000"}],"first_day":"2022-02-11","last_day":"2022-03-18")";
    EXPECT_EQ(total(base + R"(,"days":"end_exclusive"})"), "6308.75");
    EXPECT_EQ(total(base + "}"), "6489.00");
}

TEST(Interest, AsFiledWithCourts) {
    EXPECT_EQ(total(delay("2761268", "2018-01-01", "2025-09-16", R"(,"days":"end_exclusive")")), "1360269.65");
    EXPECT_EQ(total(delay("2945895", "2017-10-10", "2025-09-16")), "1494526.18");
    EXPECT_EQ(total(delay("500000", "2016-01-15", "2025-09-16")), "309137.50");
    EXPECT_EQ(total(delay("293000", "2014-11-01", "2025-09-16")), "203715.58");  // 3,973 days with both ends
    EXPECT_EQ(total(general("1024608", "2017-01-23", "2019-08-19", R"("annual":"4.75")", R"(,"basis":365,"days":"end_exclusive")")), "125072.35");  // + 350,000 = 475,072.35
    EXPECT_EQ(total(general("1820988", "2024-04-16", "2024-09-13", R"("lpr":"1y")", R"(,"basis":365,"days":"end_exclusive")")), "25553.70");
    EXPECT_EQ(total(general("293000", "2013-08-28", "2025-09-16", R"("daily":"0.01")", "")), "129007.90");
    EXPECT_EQ(total(general("125600", "2012-01-01", "2025-09-16", R"("daily":"0.01")", R"(,"days":"end_exclusive")")), "62887.92");  // 5,007 days: the printed 62,850.00 does not reproduce
}

TEST(Interest, TheWholeOfTheDraftersExample) {
    const Interest answer = ask(delay("10000", "2015-07-04", "2015-09-01", R"(,"general":[{"from":"2015-01-01","to":"2015-09-01","daily":"0.05"}])"));
    EXPECT_EQ(answer.sheet.general.to_string(), "1220.00");  // 920.00 before and 300.00 during the delay
    EXPECT_EQ(answer.sheet.doubled.to_string(), "105.00");
    EXPECT_EQ(answer.sheet.outstanding().to_string(), "11325.00");
}

TEST(Interest, AcrossTheReform) {
    EXPECT_EQ(total(R"({"items":[{"kind":"damages","amount":"10000"}],"first_day":"2013-07-04","last_day":"2014-12-01","basis":360})"), "1558.00");
    EXPECT_EQ(total(R"({"items":[{"kind":"damages","amount":"10000"}],"first_day":"2013-07-04","last_day":"2014-12-01","basis":365})"), "1539.61");
    EXPECT_EQ(refusal(delay("10000", "2013-07-04", "2014-12-01")), "interest.basis");
    EXPECT_EQ(refusal(delay("10000", "2009-05-17", "2014-12-01", R"(,"basis":360)")), "rule.no_version");
    // No general interest beside the double rate of the old rule.
    const Interest both = ask(delay("10000", "2014-07-01", "2014-08-31", R"(,"basis":360,"general":[{"from":"2014-06-01","to":"2014-08-31","annual":"6"}])"));
    EXPECT_EQ(both.sheet.general.to_string(), "101.67");  // June 50.00, August 51.67
}

TEST(Interest, InProportionBeforeTheReform) {
    for (const auto& [basis, debt, paid] : {std::tuple{"365", "44642.86", "5357.14"}, {"360", "44576.52", "5423.48"}}) {
        const Interest answer = ask(delay("100000", "2013-07-01", "2014-06-30", std::string{R"(,"payments":[{"day":"2014-06-30","amount":"50000"}],"basis":)"} + basis));
        EXPECT_EQ(answer.sheet.settlements[0].principal.to_string(), debt);
        EXPECT_EQ(answer.sheet.settlements[0].doubled.to_string(), paid);
    }
}

TEST(Interest, OrdersOfSettlement) {
    const auto question = [](const char* order) {
        return std::string{R"({"base":"500000","first_day":"2023-07-01","last_day":"2024-06-30","basis":365,"general":[{"from":"2023-01-01","to":"2024-06-30","annual":"6"}],
            "payments":[{"day":"2023-12-31","amount":"200000"}],"order":")"} + order + R"(","agreed":["principal","costs","interest","doubled"]})";
    };
    const Interest first = ask(question("interest_first"));
    EXPECT_EQ(first.sheet.outstanding().to_string(), "366483.38");
    EXPECT_EQ(ask(question("principal_first")).sheet.outstanding().to_string(), "364630.34");
    EXPECT_EQ(ask(question("agreed")).sheet.outstanding().to_string(), "364630.34");
    const Money between = ask(question("pro_rata")).sheet.outstanding();
    EXPECT_LT(between, Money::parse("366483.38"));
    EXPECT_GT(between, Money::parse("364630.34"));
    ASSERT_EQ(first.readings.size(), 3U);
    EXPECT_EQ(first.readings[1].outstanding.to_string(), "364630.34");
    EXPECT_EQ(refusal(R"({"base":"1","first_day":"2023-07-01","last_day":"2024-06-30","order":"agreed"})"), "interest.agreed");
}

// 法释〔2014〕8号 art. 7: interest for the days before 2014-08-01 does not depend on the days after. 181 days, 5.60 % twice over.
TEST(Interest, TheOldTierEndsWithTheOldRules) {
    EXPECT_EQ(total(delay("10000", "2014-02-01", "2014-07-31", R"(,"basis":360)")), "563.11");
    EXPECT_EQ(total(delay("10000", "2014-02-01", "2014-12-01", R"(,"basis":360)")), "778.36");  // and 123 days of the new rate, 215.25
    EXPECT_EQ(total(delay("10000", "2014-02-01", "2014-12-01", R"(,"basis":360,"tier":"1y")")), "818.58");
}

TEST(Interest, StopsInstalmentsAndPauses) {
    EXPECT_EQ(total(delay("80000", "2025-03-11", "2025-07-10", R"(,"payments":[{"day":"2025-06-18","amount":"80000","kind":"transfer"}])")), "1400.00");
    EXPECT_EQ(refusal(delay("80000", "2025-03-11", "2025-07-10", R"(,"payments":[{"day":"2025-07-10","amount":"80000","kind":"release"}])")), "interest.stop");
    EXPECT_EQ(total(R"({"items":[{"amount":"10000","delay_from":"2020-01-01"},{"amount":"10000","delay_from":"2020-01-31"}],"first_day":"2020-01-01","last_day":"2020-02-29"})"), "157.50");
    EXPECT_EQ(total(delay("10000", "2020-01-01", "2020-02-29", R"(,"excluded":[{"from":"2020-01-11","to":"2020-01-30","ground":"retrial"},{"from":"2020-01-21","to":"2020-02-09","ground":"review"}])")), "52.50");
    for (const char* ground : {"settlement", "termination", "guarantee", "third_party_objection", "retrial_by_debtor"}) {
        EXPECT_EQ(refusal(delay("10000", "2020-01-01", "2020-02-29", std::string{R"(,"excluded":[{"from":"2020-01-11","to":"2020-01-30","ground":")"} + ground + "\"}]")), "interest.excluded");
    }
}

TEST(Interest, Items) {
    const Interest answer = ask(R"({"items":[{"amount":"10000"},{"kind":"general_interest","amount":"5000"},{"kind":"penalty_fixed","amount":"1000"},{"kind":"acceptance_fee","amount":"500"}],"first_day":"2020-01-01","last_day":"2020-01-30"})");
    EXPECT_EQ(answer.sheet.total().to_string(), "57.75");
    EXPECT_FALSE(answer.items[0].needs_ruling);
    EXPECT_TRUE(answer.items[2].needs_ruling && answer.items[3].needs_ruling);
    EXPECT_EQ(total(R"({"items":[{"amount":"10000"},{"kind":"acceptance_fee","amount":"10000","in_base":true}],"first_day":"2020-01-01","last_day":"2020-01-30"})"), "105.00");
    EXPECT_EQ(refusal(R"({"items":[{"kind":"x","amount":"1"}],"first_day":"2020-01-01","last_day":"2020-01-30"})"), "interest.item");
}

TEST(Interest, ForeignCurrency) {
    EXPECT_EQ(total(delay("100000", "2020-01-01", "2020-07-18", R"(,"currency":"USD")")), "3500.00");
    EXPECT_EQ(total(delay("100000", "2020-01-01", "2020-07-18", R"(,"currency":"USD","mid_rate":"6.3500")")), "22225.00");
}

TEST(Interest, GeneralAtPublishedRates) {
    const std::string lpr = general("1000000", "2023-05-01", "2025-06-30", R"("lpr":"1y")");
    const Interest answer = ask(lpr);
    ASSERT_EQ(answer.sheet.pieces.size(), 6U);
    const char* const lines[] = {"5000.00", "6030.14", "31758.90", "8352.05", "17920.55", "3452.05"};
    for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(answer.sheet.pieces[i].amount.to_string(), lines[i]);
    EXPECT_EQ(answer.sheet.total().to_string(), "72513.69");
    EXPECT_EQ(total(general("1000000", "2023-05-01", "2025-06-30", R"("lpr":"1y")", R"(,"basis":365,"rounding":"once")")), "72513.70");
    EXPECT_EQ(total(general("1000000", "2023-05-01", "2025-06-30", R"("lpr":"1y")", R"(,"basis":360)")), "73520.83");
    const std::string half_open = R"(,"basis":365,"days":"end_exclusive")";
    EXPECT_EQ(total(general("100000", "2024-08-11", "2024-09-02", R"("lpr":"1y")", half_open)), "201.92");
    EXPECT_EQ(total(general("100000", "2024-08-11", "2024-09-02", R"("lpr":"1y","times":"1.5")", half_open)), "302.88");
    EXPECT_EQ(total(general("1000000", "2020-01-01", "2020-04-09", R"("annual":"3.0")")), "8219.18");
    EXPECT_EQ(total(general("1000000", "2020-01-01", "2020-04-09", R"("annual":"4.5")")), "12328.77");
    EXPECT_EQ(total(general("1000000", "2020-01-01", "2020-04-09", R"("monthly":"1")")), total(general("1000000", "2020-01-01", "2020-04-09", R"("annual":"12")")));
    EXPECT_EQ(refusal(general("1", "2020-01-01", "2020-04-09", R"("annual":"3.0")", "")), "interest.basis");
    EXPECT_EQ(refusal(general("1", "2026-01-01", "2026-09-20", R"("lpr":"1y")")), "rate.unpublished");
    EXPECT_EQ(refusal(general("1", "2019-08-01", "2019-09-20", R"("lpr":"1y")")), "rate.before_table");
    EXPECT_EQ(refusal(general("1", "2019-08-01", "2019-08-20", R"("benchmark":"1y")")), "rate.unpublished");
}

// A filing of 2025: benchmark over five years to 2020-08-19, then five-year LPR, rounded once. The rates it kept after
// 2019-08-20 are not those of the table, so the benchmark is refused there; the sums are those of its own rates.
TEST(Interest, AFilingWithItsOwnRates) {
    const std::pair<int, const char*> terms[] = {{12, "5.65"}, {59, "5.40"}, {59, "5.15"}, {83, "4.90"}, {1679, "4.90"}, {518, "4.65"}, {120, "4.60"},
                                                 {94, "4.45"}, {302, "4.30"}, {245, "4.20"}, {153, "3.95"}, {90, "3.85"}, {212, "3.60"}, {120, "3.50"}};
    std::string list;
    Date from = make_date(2015, 6, 16);
    for (const auto& [n, rate] : terms) {
        const Date to = from + date::days{n - 1};
        list += (list.empty() ? "" : ",") + std::string{R"({"from":")"} + to_string(from) + R"(","to":")" + to_string(to) + R"(","annual":")" + rate + "\"}";
        from = to + date::days{1};
    }
    const std::string question = R"({"base":"500000","last_day":")" + to_string(from - date::days{1}) + R"(","basis":360,"general":[)" + list + "]";
    EXPECT_EQ(total(question + R"(,"rounding":"once"})"), "238398.61");
    // 83 and 1,679 days at 4.90 % are one line here, as their rate is one.
    EXPECT_EQ(ask(question + "}").sheet.pieces.size(), 13U);
    // The filing's 18,418.79 for 178,109.10 at three rates does not reproduce.
    const char* const other = R"({"base":"178109.10","last_day":"2022-03-01","basis":365,"general":[{"from":"2020-01-01","to":"2020-05-17","annual":"4.745"},
        {"from":"2020-05-18","to":"2021-01-17","annual":"4.615"},{"from":"2021-01-18","to":"2022-04-06","annual":"4.485"}]})";
    EXPECT_NE(total(other), "18418.79");
    EXPECT_EQ(total(R"({"base":"158800","last_day":"2020-03-01","basis":365,"general":[{"from":"2020-01-01","to":"2020-03-01","annual":"6.00"}]})"), "1592.35");
    EXPECT_EQ(total(R"({"base":"158800","last_day":"2019-12-31","basis":365,"general":[{"from":"2019-01-01","to":"2019-12-31","annual":"5.76"}]})"), "9146.88");
    EXPECT_EQ(total(R"({"base":"158800","last_day":"2020-12-31","basis":365,"general":[{"from":"2020-01-01","to":"2020-12-31","annual":"4.30"}]})"), "6847.11");
}

TEST(Interest, CapsOfPrivateLoans) {
    const auto loan = [](const char* contract, const char* filed, const char* from, const char* to, const char* more) {
        return std::string{R"({"base":"300000","last_day":")"} + to + R"(","basis":365,"loan_contract":")" + contract + R"(","loan_filed":)" + filed +
               R"(,"general":[{"from":")" + from + R"(","to":")" + to + R"(","annual":"24"}])" + more + "}";
    };
    EXPECT_EQ(total(loan("2021-06-01", "null", "2021-06-01", "2022-05-31", "")), "46200.00");  // fixed at the contract's day
    EXPECT_EQ(refusal(loan("2015-08-31", "\"2016-01-01\"", "2016-01-01", "2016-12-31", "")), "rule.no_version");
    EXPECT_EQ(refusal(loan("2020-08-01", "null", "2020-08-10", "2020-08-29", "")), "interest.loan");
    EXPECT_EQ(total(R"({"base":"100000","last_day":"2020-08-30","basis":365,"days":"end_exclusive","loan_contract":"2020-08-01","loan_filed":"2020-09-01","general":[{"from":"2020-08-10","to":"2020-08-30","annual":"36"}]})"), "1079.45");
}

TEST(Interest, PerformanceMoney) {
    const Date on = make_date(2024, 1, 1);
    const auto money = [](const char* text) { return Money::parse(text); };
    EXPECT_EQ(performance_money({money("20000"), std::nullopt}, on, rules()).amount, money("40000"));
    EXPECT_EQ(performance_money({std::nullopt, money("500")}, on, rules()).amount, money("500"));
    EXPECT_EQ(performance_money({std::nullopt, money("500")}, on, rules()).citations[0].article, "505");
    EXPECT_EQ(performance_money({std::nullopt, money("500")}, make_date(2020, 1, 1), rules()).citations[0].article, "507");
    EXPECT_EQ(refusal(R"({"performance":{},"last_day":"2024-01-01"})"), "interest.performance");
    EXPECT_EQ(refusal(R"({"performance":{"loss":"1","decided":"1"},"last_day":"2024-01-01"})"), "interest.performance");
    EXPECT_EQ(refusal(R"({"performance":{"loss":"-1"},"last_day":"2024-01-01"})"), "interest.performance");
    EXPECT_EQ(refusal(R"({"performance":{"loss":"1"},"last_day":"2015-02-03"})"), "rule.no_version");
    const Interest alone = ask(R"({"performance":{"loss":"20000"},"last_day":"2024-01-01"})");
    EXPECT_EQ(alone.performance->amount, money("40000"));
    EXPECT_EQ(alone.sheet.total(), Money{});
    EXPECT_NE(to_json(alone).find(R"("performance":{"amount":"40000.00","loss":"20000.00","citations":[)"), std::string::npos) << to_json(alone);
    const Interest both = ask(delay("10000", "2020-01-01", "2020-01-30", R"(,"performance":{"decided":"500"})"));
    EXPECT_EQ(both.sheet.total().to_string(), "52.50");  // it is no interest
    EXPECT_EQ(both.performance->amount, money("500"));
}

std::vector<std::string> articles(const std::vector<Citation>& citations) {
    std::vector<std::string> out;
    for (const Citation& one : citations) out.push_back(one.article + " " + one.version);
    return out;
}

TEST(Interest, EachLineHasTheArticlesOfItsDays) {
    using Articles = std::vector<std::string>;
    const Interest answer = ask(delay("10000", "2013-07-01", "2024-03-31", R"(,"basis":360,"tier":"3y","general":[{"from":"2013-01-01","to":"2024-03-31","daily":"0.01"}],
        "payments":[{"day":"2014-06-30","amount":"100"},{"day":"2020-06-30","amount":"100","kind":"transfer"},{"day":"2021-06-30","amount":"100"}])"));
    ASSERT_EQ(answer.piece_articles.size(), answer.sheet.pieces.size());
    const auto of = [&answer](InterestPiece::Part part, Date day) {
        for (std::size_t i = 0; i < answer.sheet.pieces.size(); ++i) {
            const InterestPiece& piece = answer.sheet.pieces[i];
            if (piece.part == part && piece.from <= day && day <= piece.to) return articles(answer.piece_articles[i]);
        }
        return Articles{};
    };
    using Part = InterestPiece::Part;
    EXPECT_EQ(of(Part::general, make_date(2013, 1, 1)), (Articles{"18(1)(4) 1998-07-18"}));
    EXPECT_EQ(of(Part::old, make_date(2013, 7, 1)), (Articles{"253 2013-01-01", "附 2009-05-18", "1 2009-05-18"}));
    EXPECT_EQ(of(Part::general, make_date(2014, 8, 1)), (Articles{"1(2) 2014-08-01"}));
    // From 2014-08-01 to 2020-06-30 two texts of the Civil Procedure Law held; in the line of 2020 one.
    EXPECT_EQ(of(Part::doubled, make_date(2014, 8, 1)), (Articles{"253 2013-01-01", "253 2017-07-01", "1(3) 2014-08-01"}));
    EXPECT_EQ(of(Part::doubled, make_date(2020, 7, 1)), (Articles{"253 2017-07-01", "1(3) 2014-08-01"}));
    EXPECT_EQ(of(Part::doubled, make_date(2024, 3, 31)), (Articles{"253 2017-07-01", "260 2022-01-01", "264 2024-01-01", "1(3) 2014-08-01"}));
    ASSERT_EQ(answer.settlement_articles.size(), 3U);
    EXPECT_EQ(articles(answer.settlement_articles[0]), (Articles{"2 2009-05-18"}));
    EXPECT_EQ(articles(answer.settlement_articles[1]), (Articles{"3(2) 2014-08-01", "21 2009-05-13", "4 2014-08-01"}));
    EXPECT_EQ(articles(answer.settlement_articles[2]), (Articles{"3(1) 2014-08-01", "561 2021-01-01", "4 2014-08-01"}));
    for (const OtherReading& reading : answer.readings) EXPECT_FALSE(reading.citations.empty());
}

TEST(Interest, TheCapIsCitedOnTheLinesItHolds) {
    const Interest answer = ask(R"({"base":"100000","last_day":"2020-08-30","basis":365,"loan_contract":"2020-08-01","loan_filed":"2021-02-01","general":[{"from":"2020-08-10","to":"2020-08-30","annual":"36"}]})");
    ASSERT_EQ(answer.sheet.pieces.size(), 2U);
    EXPECT_EQ(articles(answer.piece_articles[0]).back(), "26 2015-09-01");
    EXPECT_EQ(articles(answer.piece_articles[1]).back(), "31(2) 2021-01-01");  // by the day of the suit
}

// The drafters' example from its document: effective 2015-06-30, three days.
TEST(Interest, FirstDayFromThePeriod) {
    const auto first = [](const std::string& period) { return *ask(R"({"base":"10000","last_day":"2024-12-31",)" + period + "}").question.first_day; };
    EXPECT_EQ(first(R"("effective":"2015-06-30","period_days":3)"), make_date(2015, 7, 4));
    EXPECT_EQ(first(R"("effective":"2022-02-01","period_days":10)"), make_date(2022, 2, 12));
    EXPECT_EQ(first(R"("effective":"2023-09-25","period_days":5)"), make_date(2023, 10, 8));  // 09-30 lies in a holiday to 10-06, and 10-07 is a working day
    EXPECT_EQ(first(R"("effective":"2015-06-30")"), make_date(2015, 6, 30));                   // no period: from the effect
    EXPECT_EQ(total(R"({"items":[{"amount":"1000000"},{"kind":"lawyer_fee","amount":"30000"}],"effective":"2022-02-01","period_days":10,"last_day":"2022-03-18"})"), "6308.75");
    EXPECT_EQ(refusal(R"({"base":"1","effective":"2015-06-30","first_day":"2015-06-30","last_day":"2024-12-31"})"), "interest.first_day");
    EXPECT_EQ(refusal(R"({"base":"1","effective":"2015-06-30","period_days":0,"last_day":"2024-12-31"})"), "interest.first_day");
    EXPECT_EQ(refusal(R"({"base":"1","period_days":3,"last_day":"2024-12-31"})"), "input.missing");
}

TEST(Interest, StopsAtBankruptcy) {
    EXPECT_EQ(total(delay("120000", "2025-03-21", "2025-12-31", R"(,"bankruptcy":"2025-05-08")")), "1008.00");
    EXPECT_EQ(total(delay("120000", "2025-03-21", "2025-12-31", R"(,"bankruptcy":"2025-05-08","days":"end_exclusive")")), "1008.00");
    EXPECT_EQ(total(delay("120000", "2025-03-21", "2025-05-07", R"(,"bankruptcy":"2025-05-08")")), "1008.00");
    EXPECT_EQ(refusal(delay("120000", "2025-03-21", "2025-12-31", R"(,"bankruptcy":"2025-05-08","payments":[{"day":"2025-06-01","amount":"1"}])")), "interest.payment");
}

// 民间借贷规定 29: default interest and penalty together stay within the cap.
TEST(Interest, ChargesCountTowardsTheCap) {
    const auto loan = [](const char* term) { return std::string{R"({"base":"300000","last_day":"2022-05-31","basis":365,"loan_contract":"2021-06-01","general":[{"from":"2021-06-01","to":"2022-05-31",)"} + term + "}]}"; };
    EXPECT_EQ(total(loan(R"("annual":"10")")), "30000.00");
    EXPECT_EQ(total(loan(R"("annual":"10","charges":"3")")), "39000.00");
    EXPECT_EQ(total(loan(R"("annual":"10","charges":"10")")), "46200.00");  // 15.4 %
    EXPECT_EQ(total(loan(R"("daily":"0.02","charges":"10")")), "46200.00");
    EXPECT_EQ(total(loan(R"("daily":"0.02","charges":"3")")), "30900.00");  // 7.3 % + 3 %
    EXPECT_EQ(articles(ask(loan(R"("annual":"10","charges":"10")")).piece_articles.at(0)).back(), "29 2021-01-01");
}

// Several debts: what fell due earlier first, unless the debtor has said otherwise.
TEST(Interest, SeveralDebts) {
    const auto question = [](const char* first, const char* second) {
        return std::string{R"({"items":[{"amount":"10000","delay_from":"2022-01-01")"} + first + R"(},{"amount":"10000","delay_from":"2022-07-01","bears_general":false)" + second +
               R"(}],"first_day":"2022-01-01","last_day":"2022-12-31","payments":[{"day":"2022-03-31","amount":"10000"}]})";
    };
    // 90 days of the first, 184 of the second; or of both while only the first is paid off later.
    EXPECT_EQ(total(question("", "")), "479.50");               // 157.50 + 322.00
    EXPECT_EQ(total(question(R"(,"rank":2)", R"(,"rank":1)")), "638.75");  // 365 days of the first alone
    const Interest answer = ask(question("", ""));
    EXPECT_TRUE(std::any_of(answer.citations.begin(), answer.citations.end(), [](const auto& one) { return one.first == "money.interest.order.debts"; }));
}

TEST(Interest, ReadingsAreTold) {
    const auto says = [](const Interest& answer, const char* part) {
        return std::any_of(answer.remarks.begin(), answer.remarks.end(), [part](const Text& one) { return one.zh.find(part) != std::string::npos; });
    };
    const Interest until = ask(delay("10000", "2023-07-01", "2023-12-31", R"(,"basis":365,"general":[{"from":"2023-01-01","to":"2023-06-30","annual":"6"}])"));
    EXPECT_TRUE(says(until, "确定的给付之日"));
    EXPECT_TRUE(says(ask(delay("10000", "2013-07-04", "2014-12-01", R"(,"basis":360)")), "档次"));
    EXPECT_FALSE(says(ask(delay("10000", "2013-07-04", "2014-12-01", R"(,"basis":360,"tier":"3y")")), "档次"));
}

TEST(Interest, RestitutionIsInTheBase) {
    EXPECT_EQ(total(R"({"items":[{"kind":"restitution","amount":"10000"}],"first_day":"2020-01-01","last_day":"2020-01-30"})"), "52.50");
}

// LPR times a multiplier, then basis points: 3.45 % × 1.5 + 0.50 % = 5.675 %.
TEST(Interest, MultipliersAndBasisPoints) {
    const auto rate = [](const char* more) { return ask(general("1000000", "2024-01-01", "2024-01-10", std::string{R"("lpr":"1y")"} + more)).sheet.pieces.at(0).rate.percent(); };
    EXPECT_EQ(rate(""), "3.45");
    EXPECT_EQ(rate(R"(,"bp":50)"), "3.95");
    EXPECT_EQ(rate(R"(,"bp":-45)"), "3.00");
    EXPECT_EQ(rate(R"(,"times":"1.5","bp":50)"), "5.675");
    EXPECT_EQ(total(general("1000000", "2024-01-01", "2024-01-10", R"("lpr":"1y","times":"1.5","bp":50)")), "1554.79");
    EXPECT_EQ(total(general("1000000", "2014-01-01", "2014-01-10", R"("benchmark":"1y","bp":100)")), "1917.81");  // 6.00 % + 1 %
    EXPECT_EQ(refusal(general("1", "2024-01-01", "2024-01-10", R"("lpr":"1y","bp":-346)")), "interest.absurd");
    EXPECT_EQ(refusal(general("1", "2024-01-01", "2024-01-10", R"("annual":"3","bp":1)")), "interest.general");
}

// Fixed: the rate of one day throughout, whatever is published later; floating: a line for each change.
TEST(Interest, FixedOnADay) {
    const Interest fixed = ask(general("1000000", "2024-07-01", "2024-08-31", R"("lpr":"1y","fixed_on":"2024-07-21")"));
    ASSERT_EQ(fixed.sheet.pieces.size(), 1U);
    EXPECT_EQ(fixed.sheet.pieces[0].rate.percent(), "3.45");
    EXPECT_EQ(fixed.sheet.total().to_string(), "5860.27");
    EXPECT_EQ(ask(general("1000000", "2024-07-01", "2024-08-31", R"("lpr":"1y","fixed_on":"2024-07-22")")).sheet.pieces[0].rate.percent(), "3.35");
    EXPECT_EQ(ask(general("1000000", "2024-07-01", "2024-08-31", R"("lpr":"1y")")).sheet.pieces.size(), 2U);
    // Four times the LPR of the contract's day, for days long after the last publication.
    EXPECT_EQ(ask(general("300000", "2026-12-01", "2026-12-31", R"("lpr":"1y","times":"4","fixed_on":"2021-06-01")")).sheet.pieces[0].rate.percent(), "15.40");
    EXPECT_EQ(refusal(general("1", "2024-01-01", "2024-01-10", R"("lpr":"1y","fixed_on":"2019-08-19")")), "rate.before_table");
    EXPECT_EQ(refusal(general("1", "2024-01-01", "2024-01-10", R"("lpr":"1y","fixed_on":"2026-12-01")")), "rate.unpublished");
}

// The bare computation has no law of its own.
TEST(Interest, TheLawStandsInTheRulebook) {
    const DelayLaw law = DelayLaw::of(rules());
    EXPECT_EQ(law.reform, make_date(2014, 8, 1));
    ASSERT_EQ(law.doubled.size(), 1U);
    EXPECT_EQ(law.doubled[0].shown.percent(), "0.0175");
    InterestProblem problem;
    problem.debts.push_back({Money::parse("10000"), Head::principal, true, true, make_date(2020, 1, 1)});
    problem.last_day = make_date(2020, 1, 30);
    InterestSheet sheet;
    solve(problem, sheet);
    EXPECT_EQ(sheet.total(), Money{});
    problem.delay = law;
    solve(problem, sheet);
    EXPECT_EQ(sheet.total().to_string(), "52.50");
}

// A new rate is a new version of the rule: lines on both sides of its day.
TEST(Interest, ANewRateIsData) {
    const Rulebook changed = Rulebook::load(R"json({"schema":"zhixing.rulebook/1","id":"x","version":"1","name":{"zh":"甲","en":"x"},"extends":"national","override":{
        "money.interest.delay":{"versions":[
            {"effective":["2014-08-01","2020-01-11"],"value":{"daily":"0.0175"},"citations":[{"document":"迟延利息解释","article":"1(3)","version":"2014-08-01"}]},
            {"effective":["2020-01-11",null],"value":{"daily":"0.01"},"citations":[{"document":"迟延利息解释","article":"1(3)","version":"2014-08-01"}]}]}}})json", "x.json");
    const Interest answer = interest(interest_question(delay("10000", "2020-01-01", "2020-01-30")), changed);
    ASSERT_EQ(answer.sheet.pieces.size(), 2U);
    EXPECT_EQ(answer.sheet.total().to_string(), "37.50");  // ten days at 0.0175 %, twenty at 0.01 %
}

TEST(Interest, Refusals) {
    EXPECT_EQ(refusal(delay("-1", "2020-01-01", "2020-02-29")), "interest.base");
    EXPECT_EQ(refusal(delay("10000000000000.01", "2020-01-01", "2020-02-29")), "interest.absurd");
    EXPECT_EQ(refusal(R"({"base":"1","last_day":"2020-01-01"})"), "interest.nothing");
    EXPECT_EQ(refusal(delay("1", "2020-01-01", "2020-02-29", R"(,"basis":366)")), "interest.basis");
    EXPECT_EQ(refusal(delay("1", "2020-01-01", "2020-02-29", R"(,"x":1)")), "input.unknown_member");
    EXPECT_EQ(refusal(R"({"base":1,"last_day":"2020-01-01"})"), "input.type");
    EXPECT_EQ(refusal(delay("1", "2020-01-01", "2020-02-30")), "input.date");
    EXPECT_EQ(total(delay("1", "2020-01-02", "2020-01-01")), "0.00");
}

}  // namespace
}  // namespace zhixing
