#include "zhixing/money.hpp"

#include <limits>
#include <random>

#include "expect_error.hpp"

namespace zhixing {
namespace {

using testing::code_of;
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();

std::string parse_code(const std::string& text) {
    return code_of([&] { (void)Money::parse(text); });
}

TEST(Money, ReadsYuan) {
    EXPECT_EQ(Money::parse("1234").fen(), 123'400);
    EXPECT_EQ(Money::parse("1234.5").fen(), 123'450);
    EXPECT_EQ(Money::parse("1234.56").fen(), 123'456);
    EXPECT_EQ(Money::parse("-0.01").fen(), -1);
    EXPECT_EQ(Money::parse("0").fen(), 0);
    EXPECT_EQ(Money::parse("-0").fen(), 0);
    EXPECT_EQ(Money::parse("0.50").fen(), 50);
}

TEST(Money, ReadsTheWholeRangeOfInt64) {
    EXPECT_EQ(Money::parse("92233720368547758.07").fen(), kGreatest);
    EXPECT_EQ(Money::parse("-92233720368547758.08").fen(), kLeast);
    EXPECT_EQ(Money::from_fen(kGreatest).to_string(), "92233720368547758.07");
    EXPECT_EQ(Money::from_fen(kLeast).to_string(), "-92233720368547758.08");
}

TEST(Money, RefusesWhatIsNoAmount) {
    for (const char* text : {"",    "-",   "+1",   "1,000", "1，000", "1e5",  ".5",    "5.",    ".",
                             "-.5", "007", "00.5", "-01",   " 1",     "1 ",   "1.2.3", "--1",   "0x10",
                             "１",  "一",  "1元",  "nan",   "inf",    "1.-5", "1.2a",  "1.234a"}) {
        EXPECT_EQ(parse_code(text), "money.format") << text;
    }
}

TEST(Money, RefusesAThirdDecimalEvenOfZero) {
    EXPECT_EQ(parse_code("1.234"), "money.precision");
    EXPECT_EQ(parse_code("1.230"), "money.precision");
}

TEST(Money, RefusesWhatDoesNotFit) {
    for (const char* text : {"1000000000000000000", "92233720368547758.08", "-92233720368547758.09",
                             "92233720368547759", "99999999999999999999999999999999999999"}) {
        EXPECT_EQ(parse_code(text), "money.overflow") << text;
    }
}

TEST(Money, ArithmeticIsCheckedForOverflow) {
    const Money greatest = Money::from_fen(kGreatest);
    const Money least = Money::from_fen(kLeast);
    const Money one = Money::from_fen(1);
    EXPECT_EQ(code_of([&] { (void)(greatest + one); }), "money.overflow");
    EXPECT_EQ(code_of([&] { (void)(least - one); }), "money.overflow");
    EXPECT_EQ(code_of([&] { (void)-least; }), "money.overflow");
    EXPECT_EQ((greatest + least).fen(), -1);
    Money sum = Money::parse("0.10");
    sum += Money::parse("0.20");
    EXPECT_EQ(sum, Money::parse("0.30"));
    sum -= Money::parse("0.50");
    EXPECT_EQ(sum, -Money::parse("0.20"));
    EXPECT_LT(sum, Money{});
}

TEST(Money, TextGoesThereAndBack) {
    for (std::int64_t fen = -20'000; fen <= 20'000; ++fen) {
        const Money money = Money::from_fen(fen);
        ASSERT_EQ(Money::parse(money.to_string()), money);
    }
    std::mt19937_64 random{1};
    for (int i = 0; i < 20'000; ++i) {
        const Money money = Money::from_fen(static_cast<std::int64_t>(random() >> (i % 64)));
        ASSERT_EQ(Money::parse(money.to_string()), money);
    }
}

struct Capitals {
    const char* yuan;
    const char* text;
};

// The last seven are the examples of 《正确填写票据和结算凭证的基本规定》 and of its first choice where it
// leaves one.
constexpr Capitals kCapitals[] = {
    {"0", "人民币零元整"},
    {"0.05", "人民币伍分"},
    {"0.50", "人民币伍角整"},
    {"0.55", "人民币伍角伍分"},
    {"1", "人民币壹元整"},
    {"1.05", "人民币壹元零伍分"},
    {"10", "人民币壹拾元整"},
    {"10.50", "人民币壹拾元伍角整"},
    {"15", "人民币壹拾伍元整"},
    {"20", "人民币贰拾元整"},
    {"101", "人民币壹佰零壹元整"},
    {"110", "人民币壹佰壹拾元整"},
    {"1000.05", "人民币壹仟元零伍分"},
    {"1001", "人民币壹仟零壹元整"},
    {"1005.30", "人民币壹仟零伍元叁角整"},
    {"1010", "人民币壹仟零壹拾元整"},
    {"10001", "人民币壹万零壹元整"},
    {"10010", "人民币壹万零壹拾元整"},
    {"10100", "人民币壹万零壹佰元整"},
    {"11000", "人民币壹万壹仟元整"},
    {"100000", "人民币壹拾万元整"},
    {"10050000", "人民币壹仟零伍万元整"},
    {"10000001", "人民币壹仟万零壹元整"},
    {"100000000", "人民币壹亿元整"},
    {"100000005", "人民币壹亿零伍元整"},
    {"100050000", "人民币壹亿零伍万元整"},
    {"101000000", "人民币壹亿零壹佰万元整"},
    {"110000000", "人民币壹亿壹仟万元整"},
    {"1000001000", "人民币壹拾亿零壹仟元整"},
    {"100000000000000", "人民币壹佰万亿元整"},
    {"10000000000000000", "人民币壹亿亿元整"},
    {"92233720368547758.07",
     "人民币玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分"},
    {"-92233720368547758.08",
     "负人民币玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分"},
    {"-1.50", "负人民币壹元伍角整"},
    {"1409.50", "人民币壹仟肆佰零玖元伍角整"},
    {"6007.14", "人民币陆仟零柒元壹角肆分"},
    {"1680.32", "人民币壹仟陆佰捌拾元叁角贰分"},
    {"107000.53", "人民币壹拾万柒仟元伍角叁分"},
    {"16409.02", "人民币壹万陆仟肆佰零玖元零贰分"},
    {"325.04", "人民币叁佰贰拾伍元零肆分"},
    {"1000000", "人民币壹佰万元整"},
};

TEST(Money, WritesCapitals) {
    for (const auto& [yuan, text] : kCapitals) EXPECT_EQ(Money::parse(yuan).to_capitals(), text) << yuan;
}

TEST(Money, CapitalsNeverDoubleOrTrailAZero) {
    for (std::int64_t fen = 1; fen < 100'000'000; fen += 997) {
        const std::string text = Money::from_fen(fen).to_capitals();
        ASSERT_EQ(text.find("零零"), std::string::npos) << fen;
        ASSERT_EQ(text.find("零元"), std::string::npos) << fen;
        ASSERT_EQ(text.find("零万"), std::string::npos) << fen;
        ASSERT_EQ(text.find("零角"), std::string::npos) << fen;
        ASSERT_EQ(text.ends_with("整"), fen % 10 == 0) << fen;
    }
}

}  // namespace
}  // namespace zhixing
