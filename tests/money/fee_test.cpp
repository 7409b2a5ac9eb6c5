// Fees: the worked examples, each under the convention that its court used.
#include "zhixing/fee.hpp"

#include <gtest/gtest.h>

namespace zhixing {
namespace {

const Rulebook& rules() {
    static const Rulebook book = Rulebook::bundled("national");
    return book;
}
const Date kDay = make_date(2020, 1, 1);

Fee ask(FeeKind kind, const char* amount, FeeRounding rounding = FeeRounding::fen_half_up, bool halved = false, bool net = false) {
    const Fee answer = fee({.kind = kind, .amount = Money::parse(amount), .as_of = kDay, .rounding = rounding, .halved = halved, .net = net}, rules());
    Money sum;
    for (const FeeLine& line : answer.lines) sum += line.fee;
    EXPECT_EQ(sum, answer.fee) << amount;
    for (const FeeLine& line : answer.lines) EXPECT_FALSE(line.citations.empty());
    EXPECT_FALSE(answer.citations.empty());
    return answer;
}

std::string of(FeeKind kind, const char* amount, FeeRounding rounding = FeeRounding::fen_half_up, bool halved = false) {
    return ask(kind, amount, rounding, halved).fee.to_string();
}

std::string refusal(const FeeQuestion& question) {
    try {
        static_cast<void>(fee(question, rules()));
    } catch (const InputError& error) {
        return error.code();
    }
    return "";
}

TEST(Fee, Execution) {
    EXPECT_EQ(of(FeeKind::execution, "0"), "50.00");
    EXPECT_EQ(of(FeeKind::execution, "8000"), "50.00");
    EXPECT_EQ(of(FeeKind::execution, "10000"), "50.00");
    EXPECT_EQ(of(FeeKind::execution, "300000"), "4400.00");
    EXPECT_EQ(of(FeeKind::execution, "500000"), "7400.00");
    EXPECT_EQ(of(FeeKind::execution, "1000000"), "12400.00");
    EXPECT_EQ(of(FeeKind::execution, "6000000"), "57400.00");
    EXPECT_EQ(of(FeeKind::execution, "25000000"), "92400.00");
}

TEST(Fee, Preservation) {
    for (const auto& [amount, fee] : std::vector<std::pair<const char*, const char*>>{
             {"1000", "30.00"}, {"1000.50", "30.01"}, {"50000", "520.00"}, {"100000", "1020.00"}, {"200000", "1520.00"}, {"896000", "5000.00"}, {"1000000", "5000.00"}}) {
        EXPECT_EQ(of(FeeKind::preservation, amount), fee) << amount;
    }
}

TEST(Fee, AcceptancePaymentOrderBankruptcy) {
    for (const auto& [amount, fee] : std::vector<std::pair<const char*, const char*>>{
             {"5000", "50.00"}, {"100000", "2300.00"}, {"1000000", "13800.00"}, {"2000000", "22800.00"}, {"5000000", "46800.00"}, {"10000000", "81800.00"}, {"20000000", "141800.00"}}) {
        EXPECT_EQ(of(FeeKind::acceptance, amount), fee) << amount;
    }
    EXPECT_EQ(of(FeeKind::payment_order, "100000"), "766.67");
    EXPECT_EQ(of(FeeKind::bankruptcy, "10000000"), "40900.00");
    EXPECT_EQ(of(FeeKind::bankruptcy, "200000000"), "300000.00");
}

// Printed by courts.
TEST(Fee, AsCourtsPrintedThem) {
    EXPECT_EQ(of(FeeKind::execution, "12500", FeeRounding::yuan_half_up), "88.00");            // (2023)甘0922执509号
    EXPECT_EQ(of(FeeKind::execution, "162275", FeeRounding::yuan_half_up), "2334.00");         // (2014)皋执字第1504号, base with 受理费
    EXPECT_EQ(of(FeeKind::execution, "158800", FeeRounding::yuan_half_up), "2282.00");         // without: not what was printed
    EXPECT_EQ(of(FeeKind::execution, "128654.77", FeeRounding::yuan_half_up), "1830.00");      // (2019)皖1522执1748号, principal only
    EXPECT_EQ(of(FeeKind::execution, "128654.77"), "1829.82");
    const Money more = ask(FeeKind::execution, "82805480.37").fee - ask(FeeKind::execution, "50000000").fee;
    EXPECT_EQ(more.to_string(), "32805.48");                                                   // (2024)辽01执126号
    EXPECT_EQ(of(FeeKind::acceptance, "900000"), "12800.00");                                  // (2016)苏0281民初15049号
    EXPECT_EQ(of(FeeKind::acceptance, "6156019.61", FeeRounding::yuan_floor), "54892.00");     // (2017)皖1202民初2399号
    EXPECT_EQ(of(FeeKind::acceptance, "6156019.61", FeeRounding::yuan_floor, true), "27446.00");
    EXPECT_EQ(of(FeeKind::acceptance, "2017853"), "22942.82");
    EXPECT_EQ(of(FeeKind::acceptance, "2017853", FeeRounding::tens_half_up), "22940.00");      // (2013)皋商初字第0910号
    EXPECT_EQ(of(FeeKind::acceptance, "3442220.55"), "34337.76");
    EXPECT_EQ(of(FeeKind::acceptance, "3442220.55", FeeRounding::tens_half_up), "34340.00");   // (2017)苏0682民初10451号
    EXPECT_EQ(of(FeeKind::acceptance, "3442220.55", FeeRounding::tens_half_up, true), "17170.00");
    // A settlement printed 230,000.00 in figures and 贰万叁仟 in capitals: the two do not agree.
    EXPECT_EQ(Money::parse("230000").to_capitals(), "人民币贰拾叁万元整");
    EXPECT_EQ(Money::parse("23000").to_capitals(), "人民币贰万叁仟元整");
}

TEST(Fee, NotTheScaleBefore2007) { EXPECT_EQ(refusal({.amount = Money::parse("1"), .as_of = make_date(2007, 3, 31)}), "rule.no_version"); }

TEST(Fee, NetOfFee) {
    for (std::int64_t fen = 5'000; fen < 60'000'000; fen += 9'973) {
        const Money received = Money::from_fen(fen);
        const Fee answer = fee({.amount = received, .as_of = kDay, .net = true}, rules());
        ASSERT_EQ(answer.amount + answer.fee + answer.remainder, received);
        ASSERT_LE(answer.remainder, Money::from_fen(1));  // a step of x is one fen, one of x + fee(x) at most two
        ASSERT_EQ(answer.fee, fee({.amount = answer.amount, .as_of = kDay}, rules()).fee);
    }
    EXPECT_EQ(refusal({.amount = Money::parse("49.99"), .as_of = kDay, .net = true}), "fee.short");
    EXPECT_EQ(ask(FeeKind::execution, "304400", FeeRounding::fen_half_up, false, true).amount.to_string(), "300000.00");
}

TEST(Fee, Refusals) {
    EXPECT_EQ(refusal({.amount = Money::from_fen(-1), .as_of = kDay}), "fee.amount");
    EXPECT_EQ(refusal({.amount = Money::parse("1"), .as_of = kDay, .halved = true}), "fee.halved");
    EXPECT_EQ(refusal({.as_of = kDay}), "fee.local");
    EXPECT_EQ(refusal({.local = Money::parse("501"), .as_of = kDay}), "fee.local");
    EXPECT_EQ(refusal({.kind = FeeKind::acceptance, .as_of = kDay}), "fee.amount");
    EXPECT_EQ(refusal({.amount = Money::parse("1"), .as_of = kDay, .base = "x"}), "fee.base");
    EXPECT_EQ(fee({.local = Money::parse("500"), .as_of = kDay}, rules()).fee.to_string(), "500.00");
    EXPECT_EQ(fee({.kind = FeeKind::preservation, .as_of = kDay}, rules()).fee.to_string(), "30.00");
}

TEST(Fee, EachLineHasItsArticle) {
    const Fee answer = ask(FeeKind::acceptance, "3442220.55", FeeRounding::tens_half_up, true);
    EXPECT_EQ(answer.lines.front().citations[0].article, "13(1)");
    ASSERT_EQ(to_string(answer.lines[answer.lines.size() - 2].what), "halved");
    EXPECT_EQ(answer.lines[answer.lines.size() - 2].citations.back().version, "2015-02-04");  // the text of 2020-01-01
    const Fee later = fee({.kind = FeeKind::acceptance, .amount = Money::parse("100000"), .as_of = make_date(2024, 1, 1), .halved = true}, rules());
    EXPECT_EQ(later.lines.back().citations.back().version, "2022-04-10");
    EXPECT_EQ(ask(FeeKind::bankruptcy, "200000000").lines.back().citations[0].article, "14(6)");
}

TEST(Fee, WhoBearsItAndWhen) {
    const auto value = [](const Fee& fee, std::string_view rule) {
        for (const FeeNote& note : fee.notes) {
            if (note.rule == rule) return note.value;
        }
        return std::string{};
    };
    const Fee execution = ask(FeeKind::execution, "1000");
    EXPECT_EQ(value(execution, "money.fee.execution.bearer"), "\"respondent\"");
    EXPECT_EQ(value(execution, "money.fee.execution.due"), "\"after\"");
    EXPECT_EQ(value(execution, "money.fee.execution.on-top"), "\"on_top\"");
    EXPECT_EQ(value(execution, "money.fee.execution.insolvent"), "\"claim\"");
    EXPECT_EQ(value(execution, "money.fee.all.refund"), "15");
    EXPECT_EQ(value(execution, "money.fee.all.relief"), "\"30\"");
    EXPECT_EQ(value(ask(FeeKind::preservation, "1000"), "money.fee.preservation.bearer"), "\"applicant\"");
    EXPECT_EQ(value(ask(FeeKind::preservation, "1000"), "money.fee.execution.due"), "");
    // What did not hold yet is not said.
    EXPECT_EQ(value(fee({.amount = Money::parse("1"), .as_of = make_date(2010, 1, 1)}, rules()), "money.fee.execution.insolvent"), "");
}

TEST(Fee, ForeignCurrency) {
    const Fee answer = fee({.amount = Money::parse("100000"), .as_of = kDay, .exchange_rate = Rate::parse("6.35")}, rules());
    EXPECT_EQ(answer.amount.to_string(), "635000.00");
    EXPECT_EQ(answer.fee.to_string(), "8750.00");
    EXPECT_EQ(answer.notes.front().citations[0].article, "55");
    EXPECT_EQ(refusal({.amount = Money::parse("1"), .as_of = kDay, .exchange_rate = Rate{}}), "fee.exchange_rate");
}

TEST(Fee, WithoutADayTheNewestScale) {
    const Fee answer = fee({.amount = Money::parse("300000")}, rules());
    EXPECT_EQ(answer.fee.to_string(), "4400.00");
    EXPECT_FALSE(answer.as_of);
    EXPECT_EQ(to_json(answer).find("as_of"), std::string::npos);
}

TEST(Fee, JsonInAndOut) {
    const std::string json = to_json(fee(fee_question(R"({"amount":"300000","as_of":"2024-01-01"})"), rules()));
    EXPECT_NE(json.find(R"("fee":"4400.00")"), std::string::npos) << json;
    EXPECT_NE(json.find(R"("as_of":"2024-01-01")"), std::string::npos) << json;
    EXPECT_NE(json.find("人民法院不得代收代付"), std::string::npos);
    EXPECT_THROW(static_cast<void>(fee_question(R"({"amount":"1"})")), InputError);
    EXPECT_THROW(static_cast<void>(fee_question(R"({"amount":300000,"as_of":"2024-01-01"})")), InputError);
    EXPECT_THROW(static_cast<void>(fee_question(R"({"amount":"1","as_of":"2024-01-01","x":1})")), InputError);
}

}  // namespace
}  // namespace zhixing
