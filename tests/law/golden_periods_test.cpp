// Checks every row of tests/golden/periods.md.
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "zhixing/period.hpp"

namespace zhixing {
namespace {

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(' ');
    return first == text.npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    for (std::size_t at = 1; at < line.size();) {
        const std::size_t end = line.find('|', at);
        if (end == line.npos) break;
        cells.push_back(trimmed(line.substr(at, end - at)));
        at = end + 1;
    }
    return cells;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

Date day_in(const std::string& cell, std::size_t at = 0) {
    const auto day = parse_date(std::string_view{cell}.substr(at, 10));
    if (!day) throw std::runtime_error("no date: " + cell);
    return *day;
}

/// "2026-05-06 Wed": the weekday is for the reader, so it must be right.
Date day_with_weekday(const std::string& cell) {
    constexpr std::string_view kWeekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    const Date day = day_in(cell);
    EXPECT_EQ(cell.substr(11, 3), kWeekdays[date::weekday{day}.c_encoding()]);
    return day;
}

PeriodRule rule_in(const std::string& words) {
    PeriodRule rule;
    rule.n = std::stoi(words) * (has(words, " back") ? -1 : 1);
    rule.roll = !has(words, "no roll");
    if (has(words, "working day")) {
        rule.unit = Unit::workday;
    } else if (has(words, "month")) {
        rule.unit = Unit::month;
    } else if (has(words, "year")) {
        rule.unit = Unit::year;
    }
    return rule;
}

void check(const std::vector<std::string>& cells) {
    const Date start = day_with_weekday(cells[2]);
    std::vector<Pause> pauses;
    if (!cells[4].empty()) pauses.push_back({day_in(cells[4]), day_in(cells[4], cells[4].size() - 10)});
    const Period period = period_end(start, rule_in(cells[3]), Calendar::china(), pauses);
    EXPECT_EQ(to_string(period.raw_end), cells[5]);
    EXPECT_EQ(period.end, day_with_weekday(cells[6]));
    EXPECT_EQ(period.provisional, has(cells[6], "provisional"));
}

TEST(GoldenPeriods, EveryRowHolds) {
    std::ifstream file{ZHIXING_SOURCE_DIR "/tests/golden/periods.md"};
    int rows = 0;
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with("| TC") && !line.starts_with("| W")) continue;
        const std::vector<std::string> cells = cells_of(line);
        SCOPED_TRACE(line);
        ASSERT_EQ(cells.size(), 8U);
        check(cells);
        ++rows;
    }
    EXPECT_GE(rows, 29);
}

}  // namespace
}  // namespace zhixing
