#include "zhixing/calendar.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "zhixing/error.hpp"

namespace zhixing {
namespace {

const Calendar& china() { return Calendar::china(); }

Date day(std::string_view text) { return parse_date(text).value(); }

/// Code and line of the error that the text provokes.
std::string refusal(std::string_view csv) {
    try {
        (void)Calendar::parse(csv, "test.csv");
    } catch (const InputError& error) {
        EXPECT_EQ(error.place().file, "test.csv");
        return error.code() + " " + std::to_string(error.place().line);
    }
    return "none";
}

template <class Call>
std::string code_of(Call call) {
    try {
        (void)call();
    } catch (const InputError& error) {
        return error.code();
    }
    return "none";
}

TEST(Calendar, EveryKindOfDay) {
    EXPECT_EQ(china().kind(day("2026-02-13")), DayKind::working_day);
    EXPECT_EQ(china().kind(day("2026-02-14")), DayKind::make_up_working_day);
    EXPECT_EQ(china().kind(day("2026-02-15")), DayKind::weekend);            // in the holiday, but a Sunday
    EXPECT_EQ(china().kind(day("2026-02-16")), DayKind::statutory_holiday);  // 除夕
    EXPECT_EQ(china().kind(day("2026-02-19")), DayKind::statutory_holiday);  // 初三
    EXPECT_EQ(china().kind(day("2026-02-20")), DayKind::moved_rest_day);
    EXPECT_EQ(china().kind(day("2026-03-07")), DayKind::weekend);
    EXPECT_EQ(china().kind(day("2026-04-05")), DayKind::statutory_holiday);  // 清明 on a Sunday
    EXPECT_EQ(to_string(DayKind::make_up_working_day), "make_up_working_day");
}

TEST(Calendar, VersionsOfTheStatute) {
    EXPECT_EQ(china().kind(day("2007-05-02")), DayKind::statutory_holiday);
    EXPECT_EQ(china().kind(day("2008-05-02")), DayKind::moved_rest_day);
    EXPECT_EQ(china().kind(day("2024-05-02")), DayKind::moved_rest_day);
    EXPECT_EQ(china().kind(day("2025-05-02")), DayKind::statutory_holiday);
    EXPECT_EQ(china().kind(day("2011-02-02")), DayKind::statutory_holiday);  // 除夕, 2008 to 2013
    EXPECT_EQ(china().kind(day("2015-02-18")), DayKind::moved_rest_day);     // 除夕, 2014 to 2024
}

TEST(Calendar, NamesOfHolidays) {
    EXPECT_EQ(china().holiday(day("2026-02-20")), "春节");
    EXPECT_EQ(china().holiday(day("2026-02-14")), "春节");
    EXPECT_EQ(china().holiday(day("2020-10-01")), "国庆节、中秋节");
    EXPECT_EQ(china().holiday(day("2026-03-07")), "");
    EXPECT_EQ(china().holiday(day("2026-03-09")), "");
}

TEST(Calendar, SpringFestivalOf2020WasExtended) {
    EXPECT_EQ(china().roll_forward(day("2020-01-24")), day("2020-02-03"));
    EXPECT_EQ(china().kind(day("2020-02-03")), DayKind::working_day);
}

TEST(Calendar, RollsOverSpringFestivalOf2026) {
    EXPECT_EQ(china().roll_forward(day("2026-02-14")), day("2026-02-14"));
    EXPECT_EQ(china().roll_forward(day("2026-02-15")), day("2026-02-24"));
    EXPECT_EQ(china().roll_back(day("2026-02-23")), day("2026-02-14"));
    EXPECT_EQ(china().roll_back(day("2026-02-24")), day("2026-02-24"));
}

TEST(Calendar, YearsWithoutNoticeAreProvisional) {
    EXPECT_TRUE(china().is_provisional(day("2003-12-31")));
    EXPECT_FALSE(china().is_provisional(day("2004-01-01")));
    EXPECT_FALSE(china().is_provisional(day("2026-12-31")));
    EXPECT_TRUE(china().is_provisional(day("2027-01-01")));
    EXPECT_EQ(china().kind(day("2027-01-01")), DayKind::statutory_holiday);
    EXPECT_EQ(china().kind(day("2027-02-05")), DayKind::statutory_holiday);  // 除夕
    EXPECT_EQ(china().kind(day("2027-02-10")), DayKind::working_day);
    EXPECT_EQ(china().holiday(day("2027-06-09")), "端午节");
    EXPECT_EQ(china().kind(day("2003-02-01")), DayKind::statutory_holiday);  // 初一, a Saturday
    EXPECT_EQ(china().kind(day("2003-01-31")), DayKind::working_day);        // 除夕 was none then
    EXPECT_EQ(china().kind(day("2003-10-03")), DayKind::statutory_holiday);
    EXPECT_EQ(china().kind(day("1998-10-02")), DayKind::statutory_holiday);
    EXPECT_EQ(china().kind(day("1997-10-03")), DayKind::working_day);
    EXPECT_EQ(china().kind(day("2100-10-01")), DayKind::statutory_holiday);
}

TEST(Calendar, CountsWorkingDays) {
    EXPECT_EQ(china().add_workdays(day("2026-05-08"), 3), day("2026-05-12"));
    EXPECT_EQ(china().add_workdays(day("2026-05-12"), -3), day("2026-05-08"));
    EXPECT_EQ(china().add_workdays(day("2026-05-02"), 1), day("2026-05-06"));
    EXPECT_EQ(china().add_workdays(day("2026-05-02"), -1), day("2026-04-30"));
    EXPECT_EQ(china().add_workdays(day("2026-05-02"), 0), day("2026-05-02"));
    EXPECT_EQ(china().workdays_between(day("2026-05-08"), day("2026-05-12")), 3);
    EXPECT_EQ(china().workdays_between(day("2026-05-12"), day("2026-05-08")), -3);
}

// Every table-driven answer against a walk from day to day, over the announced years and their edges.
TEST(Calendar, AgreesWithAWalk) {
    for (Date from = day("2003-06-01"); from < day("2027-06-01"); from += date::days{1}) {
        Date forward = from;
        while (!china().is_workday(forward)) forward += date::days{1};
        Date back = from;
        while (!china().is_workday(back)) back -= date::days{1};
        Date next = from;
        for (int left = 7; left > 0; left -= china().is_workday(next) ? 1 : 0) next += date::days{1};
        ASSERT_EQ(china().roll_forward(from), forward) << to_string(from);
        ASSERT_EQ(china().roll_back(from), back) << to_string(from);
        ASSERT_EQ(china().add_workdays(from, 7), next) << to_string(from);
        ASSERT_EQ(china().workdays_between(from, next), 7) << to_string(from);
    }
}

TEST(Calendar, AddingAndTakingAwayAreInverse) {
    for (Date from = day("2025-01-01"); from < day("2027-01-01"); from += date::days{1}) {
        if (!china().is_workday(from)) continue;
        for (const int n : {1, 5, 22, 250}) {
            EXPECT_EQ(china().add_workdays(china().add_workdays(from, n), -n), from);
        }
    }
}

TEST(Calendar, ManyDaysAtOnceAreAsOneByOne) {
    for (const std::size_t count : {std::size_t{0}, std::size_t{3}, std::size_t{100}, std::size_t{20000}}) {
        std::vector<Date> days;
        for (std::size_t i = 0; i < count; ++i)
            days.push_back(day("2026-01-01") + date::days{static_cast<int>(i * 37 % 700)});
        for (const int n : {-30, -1, 0, 1, 30}) {
            std::vector<Date> expected;
            for (const Date one : days) expected.push_back(china().add_workdays(one, n));
            std::vector<Date> in_place = days;
            china().add_workdays(in_place.data(), count, n, in_place.data());
            EXPECT_EQ(in_place, expected) << count << " days, n = " << n;
        }
    }
}

TEST(Calendar, RefusesDaysOutOfRange) {
    const Date before = kFirstDate - date::days{1};
    const Date after = kLastDate + date::days{1};
    EXPECT_EQ(code_of([&] { return china().kind(before); }), "calendar.range");
    EXPECT_EQ(code_of([&] { return china().holiday(after); }), "calendar.range");
    EXPECT_EQ(code_of([&] { return china().add_workdays(kLastDate, 1); }), "calendar.range");
    EXPECT_EQ(code_of([&] { return china().add_workdays(kFirstDate, -1); }), "calendar.range");
    EXPECT_EQ(code_of([&] { return china().add_workdays(day("2026-01-01"), 2147483647); }), "calendar.range");
    EXPECT_EQ(code_of([&] { return china().add_workdays(day("2026-01-01"), -2147483647 - 1); }),
              "calendar.range");
    EXPECT_EQ(code_of([&] { return china().workdays_between(before, after); }), "calendar.range");

    const Date days[] = {day("2026-01-01"), after};
    Date out[2] = {kFirstDate, kFirstDate};
    EXPECT_EQ(code_of([&] {
                  china().add_workdays(days, 2, 1, out);
                  return 0;
              }),
              "calendar.range");
    EXPECT_EQ(out[0], kFirstDate);
}

TEST(Calendar, RollsUpToTheLastSupportedDay) {
    EXPECT_EQ(date::weekday{kLastDate}, date::Tuesday);
    EXPECT_EQ(china().roll_forward(kLastDate), kLastDate);
    EXPECT_EQ(china().roll_back(kFirstDate), kFirstDate);
}

TEST(CalendarFile, ReadsWhatItIsGiven) {
    const Calendar calendar = Calendar::parse(
        "\xEF\xBB\xBF"
        "date,name,day\r\n# 2030\r\n\r\n2030-01-02,元旦,off\r\n2030-01-05,元旦,work",
        "test.csv");
    EXPECT_EQ(calendar.kind(day("2030-01-01")), DayKind::statutory_holiday);  // named or not
    EXPECT_EQ(calendar.kind(day("2030-01-02")), DayKind::moved_rest_day);
    EXPECT_EQ(calendar.kind(day("2030-01-05")), DayKind::make_up_working_day);
    EXPECT_FALSE(calendar.is_provisional(day("2030-12-31")));
    EXPECT_TRUE(calendar.is_provisional(day("2026-02-17")));
}

TEST(CalendarFile, RefusesWhatItCannotRead) {
    EXPECT_EQ(refusal(""), "calendar.header 0");
    EXPECT_EQ(refusal("2030-01-01,元旦,off\n"), "calendar.header 1");
    EXPECT_EQ(refusal("date,name,day\n2030-01-01,元旦\n"), "calendar.columns 2");
    EXPECT_EQ(refusal("date,name,day\n\n2030-01-01,元旦,off,\n"), "calendar.columns 3");
    EXPECT_EQ(refusal("date,name,day\n2030-02-30,元旦,off\n"), "input.date 2");
    EXPECT_EQ(refusal("date,name,day\n2030-01-01,元旦,rest\n"), "calendar.day 2");
    EXPECT_EQ(refusal("date,name,day\n2030-01-01,元旦,off\n2030-01-01,元旦,work\n"), "calendar.duplicate 3");
    std::string many = "date,name,day\n";
    for (int i = 0; i < 300; ++i)
        many += to_string(day("2030-01-01") + date::days{i}) + ",n" + std::to_string(i) + ",off\n";
    EXPECT_TRUE(refusal(many).starts_with("calendar.names "));
}

}  // namespace
}  // namespace zhixing
