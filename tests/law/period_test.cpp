#include "zhixing/period.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "zhixing/error.hpp"

namespace zhixing {
namespace {

const Calendar& china() { return Calendar::china(); }

Date day(std::string_view text) { return parse_date(text).value(); }

DateTime time(std::string_view text) { return parse_date_time(text).value(); }

Pause pause(std::string_view from, std::string_view to) { return {day(from), day(to)}; }

Pause open_pause(std::string_view from) { return {day(from), std::nullopt}; }

std::string text(const std::optional<Date>& end) { return end ? to_string(*end) : "open"; }

/// The end, after checking that the answer without reasons is the same.
std::string end_of(std::string_view start, PeriodRule rule, const std::vector<Pause>& pauses = {}) {
    const Period period = period_end(day(start), rule, china(), pauses);
    bool provisional = !period.provisional;
    EXPECT_EQ(period_end_day(day(start), rule, china(), pauses, &provisional), period.end);
    EXPECT_EQ(provisional, period.provisional);
    EXPECT_EQ(period_end_day(day(start), rule, china(), pauses, nullptr), period.end);
    return text(period.end);
}

bool provisional(std::string_view start, PeriodRule rule) {
    return period_end(day(start), rule, china()).provisional;
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

TEST(Unit, NamesGoBothWays) {
    for (const Unit unit : {Unit::hour, Unit::day, Unit::workday, Unit::month, Unit::year}) {
        EXPECT_EQ(parse_unit(to_string(unit)), unit);
    }
    EXPECT_EQ(parse_unit("week"), std::nullopt);
}

TEST(Period, TheFirstDayIsNotCounted) {
    EXPECT_EQ(end_of("2026-03-02", {7, Unit::day}), "2026-03-09");
    EXPECT_EQ(end_of("2026-03-02", {0, Unit::day}), "2026-03-02");
}

TEST(Period, MonthsEndOnTheCorrespondingDayOrTheLast) {
    EXPECT_EQ(end_of("2024-08-31", {6, Unit::month, false}), "2025-02-28");
    EXPECT_EQ(end_of("2023-08-31", {6, Unit::month, false}), "2024-02-29");
    EXPECT_EQ(end_of("2024-02-29", {1, Unit::year, false}), "2025-02-28");
    EXPECT_EQ(end_of("2024-02-29", {4, Unit::year, false}), "2028-02-29");
    EXPECT_EQ(end_of("2026-03-31", {-1, Unit::month, false}), "2026-02-28");
    EXPECT_EQ(end_of("2026-01-15", {-1, Unit::month, false}), "2025-12-15");
}

// The months are looked up in a table; here the calendar of the date library counts them.
TEST(Period, MonthsAgreeWithTheCivilCalendar) {
    for (Date start = day("1901-01-01"); start <= day("2198-12-31"); start += date::days{1}) {
        const date::year_month_day ymd{start};
        const date::year_month next = ymd.year() / ymd.month() + date::months{1};
        const date::day last = (next / date::last).day();
        const Date expected = next / std::min(ymd.day(), last);
        ASSERT_EQ(period_end_day(start, {1, Unit::month, false}, china(), {}, nullptr), expected)
            << to_string(start);
    }
}

TEST(Period, RollsOffRestDays) {
    EXPECT_EQ(end_of("2026-02-08", {7, Unit::day}), "2026-02-24");
    EXPECT_EQ(end_of("2026-02-08", {7, Unit::day, false}), "2026-02-15");
    EXPECT_EQ(end_of("2026-02-07", {7, Unit::day}), "2026-02-14");  // a make-up working Saturday
    EXPECT_EQ(end_of("2026-01-02", {0, Unit::day}), "2026-01-04");
}

TEST(Period, BackwardCountsRollBackwards) {
    EXPECT_EQ(end_of("2026-07-15", {-5, Unit::day}), "2026-07-10");
    EXPECT_EQ(end_of("2026-02-27", {-7, Unit::day}), "2026-02-14");
    EXPECT_EQ(end_of("2026-05-12", {-3, Unit::workday}), "2026-05-08");
    EXPECT_EQ(end_of("2026-07-15", {-5, Unit::day}, {pause("2026-07-11", "2026-07-13")}), "2026-07-10");
}

TEST(Period, AWorkingDayIsCountedWhereTheNoticeMadeOne) {
    EXPECT_EQ(end_of("2026-05-08", {3, Unit::workday}), "2026-05-12");
    EXPECT_EQ(end_of("2026-02-13", {2, Unit::workday}), "2026-02-24");
}

TEST(Pauses, ExtendByTheDaysInsideThePeriod) {
    const PeriodRule rule{6, Unit::month};
    EXPECT_EQ(end_of("2026-01-15", rule, {pause("2026-03-10", "2026-04-09")}), "2026-08-14");
    EXPECT_EQ(end_of("2026-01-15", rule, {pause("2025-12-01", "2026-01-20")}), "2026-07-20");  // clipped
    EXPECT_EQ(end_of("2026-01-15", rule, {pause("2025-12-01", "2026-01-15")}), "2026-07-15");  // before it
    EXPECT_EQ(end_of("2026-01-15", rule, {pause("2026-07-15", "2026-09-01")}),
              "2026-07-15");  // from the end on
    EXPECT_EQ(end_of("2026-01-15", rule, {pause("2026-07-14", "2026-07-20")}), "2026-07-21");  // over the end
    EXPECT_EQ(end_of("2026-01-15", rule, {pause("2026-03-10", "2026-03-10")}), "2026-07-15");  // empty
    EXPECT_EQ(end_of("2026-01-15", rule, {pause("2026-03-10", "2026-03-01")}),
              "2026-07-15");  // the wrong way round
}

TEST(Pauses, AreReachedByTheExtensionItself) {
    const std::vector<Pause> pauses{pause("2026-03-02", "2026-03-12"), pause("2026-03-15", "2026-03-18")};
    EXPECT_EQ(end_of("2026-03-01", {10, Unit::day, false}, pauses), "2026-03-24");
    EXPECT_EQ(end_of("2026-03-01", {10, Unit::day, false}, {pauses[1]}), "2026-03-11");
}

TEST(Pauses, CountAsAUnionInAnyOrder) {
    std::vector<Pause> pauses{pause("2026-02-01", "2026-02-11"), pause("2026-02-06", "2026-02-21"),
                              pause("2026-02-08", "2026-02-10"), pause("2026-04-01", "2026-04-02")};
    do {
        EXPECT_EQ(end_of("2026-01-15", {6, Unit::month, false}, pauses), "2026-08-05");
    } while (std::next_permutation(pauses.begin(), pauses.end(),
                                   [](const Pause& a, const Pause& b) { return a.from < b.from; }));
}

TEST(Pauses, MayBeMany) {
    std::vector<Pause> pauses;
    for (int i = 40; i > 0; --i)
        pauses.push_back({day("2026-01-15") + date::days{i}, day("2026-01-16") + date::days{i}});
    EXPECT_EQ(end_of("2026-01-15", {10, Unit::day, false}, pauses), "2026-03-06");
}

TEST(Pauses, TakeOnlyWorkingDaysFromAPeriodOfWorkingDays) {
    EXPECT_EQ(end_of("2026-05-08", {3, Unit::workday}, {pause("2026-05-09", "2026-05-11")}), "2026-05-13");
    EXPECT_EQ(end_of("2026-05-06", {3, Unit::workday}, {pause("2026-05-09", "2026-05-10")}), "2026-05-09");
    EXPECT_EQ(end_of("2026-05-13", {3, Unit::workday}, {pause("2026-05-15", "2026-05-17")}), "2026-05-18");
}

TEST(Pauses, OpenOnesLeaveTheEndOpen) {
    const PeriodRule rule{6, Unit::month};
    EXPECT_EQ(end_of("2026-01-15", rule, {open_pause("2026-07-14")}), "open");
    EXPECT_EQ(end_of("2026-01-15", rule, {open_pause("2025-07-14")}), "open");
    EXPECT_EQ(end_of("2026-01-15", rule, {open_pause("2026-07-15")}), "2026-07-15");
    // A pause that has ended carries the end into one that has not.
    EXPECT_EQ(end_of("2026-01-15", rule, {open_pause("2026-07-15"), pause("2026-02-01", "2026-02-02")}),
              "open");
    const std::vector<Pause> both{open_pause("2026-07-01"), pause("2026-02-01", "2026-02-11")};
    EXPECT_EQ(period_end(day("2026-01-15"), rule, china(), both).raw_end, day("2026-07-25"));
}

TEST(Period, IsProvisionalWhenItLeansOnAYearNotAnnounced) {
    EXPECT_TRUE(provisional("2026-12-25", {10, Unit::day}));
    EXPECT_FALSE(provisional("2026-12-25", {10, Unit::day, false}));
    EXPECT_FALSE(provisional("2026-12-20", {5, Unit::day}));
    EXPECT_TRUE(provisional("2026-12-30", {2, Unit::workday, false}));
    EXPECT_TRUE(provisional("2003-12-30", {5, Unit::workday, false}));
    EXPECT_FALSE(
        provisional("2003-12-31", {5, Unit::workday, false}));  // only days from 2004 on were asked about
    EXPECT_TRUE(provisional("2026-07-01", {-6000, Unit::workday, false}));
    const Calendar gap =
        Calendar::parse("date,name,day\n2024-01-01,元旦,off\n2026-01-01,元旦,off\n", "gap.csv");
    EXPECT_TRUE(period_end(day("2024-06-03"), {500, Unit::workday}, gap).provisional);  // 2025 lies between
    EXPECT_FALSE(period_end(day("2024-06-03"), {24, Unit::month}, gap).provisional);
}

TEST(Period, ExplainsItself) {
    const Period period = period_end(day("2025-08-31"), {6, Unit::month}, china());
    ASSERT_EQ(period.steps.size(), 3U);  // 2026-02-28 is a make-up working Saturday: no roll
    EXPECT_EQ(period.steps[0].text.zh, "2025-08-31 当日不计入，自 2025-09-01 起算");
    EXPECT_EQ(period.steps[1].text.en, "6 months, to 2026-02-28");
    EXPECT_EQ(period.steps[1].days, 181);
    EXPECT_EQ(period.steps[2].kind, PeriodStep::Kind::month_end);
    EXPECT_EQ(period.steps[2].text.zh, "2026-02 没有 31 日，以该月末日 2026-02-28 为期间末日");
}

TEST(Period, ExplainsPausesAndRolls) {
    const std::vector<Pause> pauses{pause("2026-04-10", "2026-04-14")};
    const Period period = period_end(day("2026-04-07"), {24, Unit::day}, china(), pauses);
    ASSERT_EQ(period.steps.size(), 4U);
    EXPECT_EQ(period.steps[1].text.zh, "计 24 日，至 2026-05-01");
    EXPECT_EQ(period.steps[2].text.zh, "2026-04-11 至 2026-04-14 停止计算，扣除 4 日，延至 2026-05-05");
    EXPECT_EQ(period.steps[2].days, 4);
    EXPECT_EQ(period.steps[3].text.zh, "末日 2026-05-05 为法定休假日（劳动节），顺延至 2026-05-06");
    EXPECT_EQ(period.steps[3].text.en,
              "the last day 2026-05-05 is a rest day (劳动节): moved on to 2026-05-06");
    EXPECT_EQ(period.steps[3].reached, period.end);

    const Period back = period_end(day("2026-03-09"), {-1, Unit::day}, china());
    EXPECT_EQ(back.steps[1].text.en, "1 day back, to 2026-03-08");
    EXPECT_EQ(back.steps[2].text.zh, "末日 2026-03-08 为法定休假日（星期日），提前至 2026-03-06");

    const std::vector<Pause> open{open_pause("2026-04-10")};
    EXPECT_EQ(period_end(day("2026-04-07"), {24, Unit::day}, china(), open).steps.back().kind,
              PeriodStep::Kind::open_pause);
}

TEST(Period, RefusesWhatItCannotCount) {
    const auto count = [](Date start, int n, Unit unit) {
        return code_of([&] { return period_end(start, {n, unit}, china()); });
    };
    EXPECT_EQ(count(day("2026-01-01"), 48, Unit::hour), "period.unit");
    for (const Unit unit : {Unit::day, Unit::workday, Unit::month, Unit::year}) {
        EXPECT_EQ(count(day("2026-01-01"), 2147483647, unit), "calendar.range");
        EXPECT_EQ(count(day("2026-01-01"), -2147483647 - 1, unit), "calendar.range");
        EXPECT_EQ(count(kLastDate + date::days{1}, 1, unit), "calendar.range");
        EXPECT_EQ(count(kFirstDate - date::days{1}, 1, unit), "calendar.range");
    }
    const std::vector<Pause> endless{{day("2026-01-05"), kLastDate}};
    EXPECT_EQ(code_of([&] { return period_end(day("2026-01-01"), {10, Unit::day}, china(), endless); }),
              "calendar.range");
}

TEST(Hours, RunFromTheNextFullHour) {
    EXPECT_EQ(to_string(period_end_hours(time("2026-05-01T10:20"), 48)), "2026-05-03T11:00:00");
    EXPECT_EQ(to_string(period_end_hours(time("2026-05-01T10:00"), 24)), "2026-05-02T11:00:00");
    EXPECT_EQ(to_string(period_end_hours(time("2026-05-01T10:20"), -24)), "2026-04-30T10:00:00");
    EXPECT_EQ(code_of([] { return period_end_hours(time("2199-12-31T23:00"), 1); }), "calendar.range");
}

}  // namespace
}  // namespace zhixing
