#include "zhixing/date.hpp"

#include "expect_error.hpp"

namespace zhixing {
namespace {

using testing::code_of;

TEST(Date, ReadsAndWritesIso) {
    const auto day = parse_date("2024-02-29");
    ASSERT_TRUE(day);
    EXPECT_EQ(*day, make_date(2024, 2, 29));
    EXPECT_EQ(to_string(*day), "2024-02-29");
}

TEST(Date, EveryDayOfTheRangeGoesThereAndBack) {
    for (Date day = kFirstDate; day <= kLastDate; day += date::days{1}) {
        ASSERT_EQ(parse_date(to_string(day)), day) << to_string(day);
    }
}

TEST(Date, RefusesDaysThatDoNotExist) {
    for (const char* text : {"2023-02-29", "1900-02-29", "2100-02-29", "2024-04-31", "2024-00-10",
                             "2024-13-01", "2024-01-00", "2024-01-32", "2024-99-99", "0000-00-00"}) {
        EXPECT_FALSE(parse_date(text)) << text;
    }
    EXPECT_TRUE(parse_date("2000-02-29"));
}

TEST(Date, RefusesWhatIsOutOfRange) {
    EXPECT_TRUE(parse_date("1900-01-01"));
    EXPECT_TRUE(parse_date("2199-12-31"));
    EXPECT_FALSE(parse_date("1899-12-31"));
    EXPECT_FALSE(parse_date("2200-01-01"));
}

TEST(Date, RefusesEveryOtherForm) {
    for (const char* text : {"", "2024", "2024-1-1", "20240101", "2024/01/01", "2024-01-01 ", " 2024-01-01",
                             "2024-01-0a", "2024-0a-01", "202a-01-01", "a024-01-01", "-024-01-01",
                             "+024-01-01", "2024-+1-01", "2024-01-01T", "2024年1月1日", "２０２４"}) {
        EXPECT_FALSE(parse_date(text)) << text;
    }
}

TEST(Date, NoOtherCharacterPassesForADigit) {
    const std::string good = "2024-11-11";
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (int c = 0; c < 256; ++c) {
            std::string text = good;
            text[at] = static_cast<char>(c);
            const auto day = parse_date(text);
            if (day) {
                EXPECT_EQ(to_string(*day), text);
            }
        }
    }
}

TEST(Date, MakeDateThrowsForNoSuchDay) {
    EXPECT_EQ(code_of([] { (void)make_date(2023, 2, 29); }), "input.date");
    EXPECT_EQ(code_of([] { (void)make_date(-1, 1, 1); }), "input.date");
    EXPECT_EQ(code_of([] { (void)make_date(2023, 257, 1); }), "input.date");
    EXPECT_EQ(code_of([] { (void)make_date(2023, 1, 257); }), "input.date");
    EXPECT_EQ(code_of([] { (void)make_date(67'436, 1, 1); }), "input.date");
}

TEST(DateTime, ReadsTheFormsOfHosts) {
    const DateTime expected = make_date(2023, 2, 6) + std::chrono::seconds{15 * 3600 + 4 * 60};
    for (const char* text : {"2023-02-06T15:04", "2023-02-06 15:04", "2023-02-06T15:04:00",
                             "2023-02-06T15:04:00Z", "2023-02-06T15:04Z", "2023-02-06T15:04:00+08:00"}) {
        EXPECT_EQ(parse_date_time(text), expected) << text;
    }
    EXPECT_EQ(to_string(expected), "2023-02-06T15:04:00");
}

TEST(DateTime, ABareDateIsItsFirstSecond) {
    const auto time = parse_date_time("2023-02-06");
    ASSERT_TRUE(time);
    EXPECT_EQ(to_string(*time), "2023-02-06T00:00:00");
}

TEST(DateTime, RefusesEveryOtherForm) {
    for (const char* text :
         {"", "2023", "2023-02-06T", "2023-02-06T15", "2023-02-06T15:0", "2023-02-06T24:00",
          "2023-02-06T23:60", "2023-02-06T23:59:60", "2023-02-06T15:04:00.5", "2023-02-06T15:04:00+00:00",
          "2023-02-06T15:04:00+0800", "2023-02-06x15:04", "2023-02-30T15:04", "2023-02-06T15.04",
          "2023-02-06T15:04.00", "2023-02-06Z", "2023-02-06TZ", "2023-02-06T15:04:00ZZ"}) {
        EXPECT_FALSE(parse_date_time(text)) << text;
    }
}

TEST(DateTime, EverySecondOfADayGoesThereAndBack) {
    const DateTime start = make_date(2024, 12, 31);
    for (int s = 0; s < 86'400; s += 7) {
        const DateTime time = start + std::chrono::seconds{s};
        ASSERT_EQ(parse_date_time(to_string(time)), time);
    }
}

}  // namespace
}  // namespace zhixing
