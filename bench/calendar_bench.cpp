// Working days and legal periods.
#include <benchmark/benchmark.h>

#include <random>
#include <vector>
#include <zhixing/calendar.hpp>
#include <zhixing/period.hpp>

namespace {

using date::days;
using zhixing::Calendar;
using zhixing::Date;
using zhixing::Pause;
using zhixing::PeriodRule;
using zhixing::Unit;

constexpr std::size_t kDays = 1 << 14;  // fits the second-level cache, as a column block of a batch does

// Days of 2005 to 2025 in no order.
const std::vector<Date>& some_days() {
    static const std::vector<Date> made = [] {
        std::mt19937 random{1};
        const Date first = zhixing::make_date(2005, 1, 1);
        std::uniform_int_distribution<int> offset{0, (zhixing::make_date(2025, 12, 31) - first).count()};
        std::vector<Date> out(kDays);
        for (Date& day : out) day = first + days{offset(random)};
        return out;
    }();
    return made;
}

void count_days(benchmark::State& state) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kDays));
}

void add_workdays_vector(benchmark::State& state) {
    const Calendar& calendar = Calendar::china();
    const std::vector<Date>& starts = some_days();
    std::vector<Date> ends(starts.size());
    for (auto _ : state) {
        calendar.add_workdays(starts.data(), starts.size(), 15, ends.data());
        benchmark::DoNotOptimize(ends.data());
        benchmark::ClobberMemory();
    }
    count_days(state);
}
BENCHMARK(add_workdays_vector);

void add_workdays_scalar(benchmark::State& state) {
    const Calendar& calendar = Calendar::china();
    for (auto _ : state) {
        for (const Date day : some_days()) benchmark::DoNotOptimize(calendar.add_workdays(day, 15));
    }
    count_days(state);
}
BENCHMARK(add_workdays_scalar);

void workdays_between(benchmark::State& state) {
    const Calendar& calendar = Calendar::china();
    for (auto _ : state) {
        for (const Date day : some_days()) benchmark::DoNotOptimize(calendar.workdays_between(day, day + days{100}));
    }
    count_days(state);
}
BENCHMARK(workdays_between);

// Two pauses inside the period; the second overlaps the first.
std::vector<Pause> pauses_after(Date start) {
    return {{start + days{5}, start + days{25}}, {start + days{20}, start + days{40}}};
}

void period_end_day(benchmark::State& state, PeriodRule rule, bool paused) {
    const Calendar& calendar = Calendar::china();
    std::vector<std::vector<Pause>> pauses(kDays);
    if (paused) {
        for (std::size_t i = 0; i < kDays; ++i) pauses[i] = pauses_after(some_days()[i]);
    }
    for (auto _ : state) {
        for (std::size_t i = 0; i < kDays; ++i) {
            bool provisional = false;
            benchmark::DoNotOptimize(zhixing::period_end_day(some_days()[i], rule, calendar, pauses[i], &provisional));
            benchmark::DoNotOptimize(provisional);
        }
    }
    count_days(state);
}
BENCHMARK_CAPTURE(period_end_day, days, PeriodRule{30, Unit::day, true}, false);
BENCHMARK_CAPTURE(period_end_day, workdays, PeriodRule{7, Unit::workday, true}, false);
BENCHMARK_CAPTURE(period_end_day, months, PeriodRule{6, Unit::month, true}, false);
BENCHMARK_CAPTURE(period_end_day, days_paused, PeriodRule{30, Unit::day, true}, true);
BENCHMARK_CAPTURE(period_end_day, workdays_paused, PeriodRule{30, Unit::workday, true}, true);
BENCHMARK_CAPTURE(period_end_day, months_paused, PeriodRule{6, Unit::month, true}, true);

void period_end_with_reason(benchmark::State& state, PeriodRule rule, bool paused) {
    const Calendar& calendar = Calendar::china();
    std::vector<std::vector<Pause>> pauses(kDays);
    if (paused) {
        for (std::size_t i = 0; i < kDays; ++i) pauses[i] = pauses_after(some_days()[i]);
    }
    for (auto _ : state) {
        for (std::size_t i = 0; i < kDays; ++i) {
            const zhixing::Period period = zhixing::period_end(some_days()[i], rule, calendar, pauses[i]);
            benchmark::DoNotOptimize(period.steps.data());
        }
    }
    count_days(state);
}
BENCHMARK_CAPTURE(period_end_with_reason, days, PeriodRule{30, Unit::day, true}, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(period_end_with_reason, months_paused, PeriodRule{6, Unit::month, true}, true)
    ->Unit(benchmark::kMillisecond);

}  // namespace
