#include "zhixing/chinese.hpp"

#include "expect_error.hpp"

namespace zhixing {
namespace {

using testing::code_of;

struct Numeral {
    std::int64_t number;
    const char* text;
};
constexpr Numeral kNumerals[] = {
    {0, "零"},
    {7, "七"},
    {10, "十"},
    {15, "十五"},
    {20, "二十"},
    {21, "二十一"},
    {100, "一百"},
    {103, "一百零三"},
    {110, "一百一十"},
    {111, "一百一十一"},
    {1000, "一千"},
    {1003, "一千零三"},
    {1030, "一千零三十"},
    {1010, "一千零一十"},
    {10'000, "一万"},
    {10'010, "一万零一十"},
    {100'000, "十万"},
    {107'000, "十万七千"},
    {150'003, "十五万零三"},
    {10'050'000, "一千零五万"},
    {99'999'999, "九千九百九十九万九千九百九十九"},
};

TEST(ChineseNumber, WritesAndReads) {
    for (const auto& [number, text] : kNumerals) {
        EXPECT_EQ(chinese_number(number), text);
        EXPECT_EQ(parse_chinese_number(text), number) << text;
    }
}

TEST(ChineseNumber, GoesThereAndBack) {
    for (std::int64_t n = 0; n <= 20'000; ++n) ASSERT_EQ(parse_chinese_number(chinese_number(n)), n);
    for (std::int64_t n = 20'000; n <= 99'999'999; n += 9'973)
        ASSERT_EQ(parse_chinese_number(chinese_number(n)), n);
}

TEST(ChineseNumber, ReadsAFullTenBelowTwenty) {
    EXPECT_EQ(parse_chinese_number("一十五"), 15);
    EXPECT_EQ(parse_chinese_number("一十"), 10);
    EXPECT_EQ(parse_chinese_number("一十万"), 100'000);
}

TEST(ChineseNumber, RefusesOtherForms) {
    for (const char* text :
         {"", "二三", "一百三", "零五", "十十", "百", "万", "一百零", "一百零零三", "二十零三", "两",
          "一万万", "十一百", "3", "〇", "一亿", "一 十", "一百十", "九千九百九十九万九千九百九十九万"}) {
        EXPECT_FALSE(parse_chinese_number(text)) << text;
    }
    EXPECT_FALSE(parse_chinese_number(std::string(1'000'000, 'x')));
}

TEST(ChineseNumber, RefusesWhatIsOutOfRange) {
    EXPECT_EQ(code_of([] { (void)chinese_number(-1); }), "number.range");
    EXPECT_EQ(code_of([] { (void)chinese_number(100'000'000); }), "number.range");
}

TEST(ChineseDate, Writes) {
    EXPECT_EQ(chinese_date(make_date(2024, 3, 5)), "二〇二四年三月五日");
    EXPECT_EQ(chinese_date(make_date(2010, 10, 10)), "二〇一〇年十月十日");
    EXPECT_EQ(chinese_date(make_date(1999, 12, 31)), "一九九九年十二月三十一日");
    EXPECT_EQ(chinese_date(make_date(2000, 11, 20)), "二〇〇〇年十一月二十日");
}

TEST(ChineseDate, EveryDayGoesThereAndBack) {
    for (Date day = kFirstDate; day <= kLastDate; day += date::days{1}) {
        ASSERT_EQ(parse_chinese_date(chinese_date(day)), day) << chinese_date(day);
    }
}

TEST(ChineseDate, ReadsTheSignsThatPeopleTypeForZero) {
    for (const char* text : {"二○二四年三月五日", "二Ｏ二四年三月五日", "二零二四年三月五日",
                             "二O二四年三月五日", "2024年3月5日", "2024年03月05日", "2024年三月五日"}) {
        EXPECT_EQ(parse_chinese_date(text), make_date(2024, 3, 5)) << text;
    }
    EXPECT_EQ(parse_chinese_date("二〇二四年一十月一十五日"), make_date(2024, 10, 15));
}

TEST(ChineseDate, RefusesWhatIsNoDate) {
    for (const char* text : {"",
                             "二〇二四年",
                             "二〇二四年三月",
                             "二〇二三年二月二十九日",
                             "2023年2月29日",
                             "24年3月5日",
                             "二四年三月五日",
                             "二〇二四年十三月五日",
                             "二〇二四年三月三十二日",
                             "二〇二四年〇月五日",
                             "2024年3月5",
                             "2024年3月5日前",
                             "2024-03-05",
                             "20240年3月5日",
                             "2024年003月5日",
                             "年月日",
                             "二〇二四五年三月五日",
                             "1899年12月31日",
                             "2200年1月1日",
                             "2024年0月0日",
                             "2024年3月-5日"}) {
        EXPECT_FALSE(parse_chinese_date(text)) << text;
    }
}

}  // namespace
}  // namespace zhixing
