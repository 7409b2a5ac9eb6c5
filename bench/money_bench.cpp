// Interest: the bare computation, and the whole answer from JSON to JSON.
#include <benchmark/benchmark.h>

#include <zhixing/interest.hpp>

namespace {

using namespace zhixing;

// One base, one payment, one pause.
InterestProblem typical() {
    InterestProblem problem;
    problem.delay = DelayLaw::of(Rulebook::bundled("national"));
    problem.debts.push_back({Money::from_fen(50'000'000), Head::principal, true, true, make_date(2020, 7, 1)});
    problem.excluded.push_back({make_date(2020, 9, 1), make_date(2020, 10, 31)});
    problem.payments.push_back({make_date(2020, 12, 31), Money::from_fen(20'000'000)});
    problem.last_day = make_date(2021, 6, 30);
    return problem;
}

void interest_typical(benchmark::State& state) {
    InterestProblem problem = typical();
    InterestSheet sheet;
    for (auto _ : state) {
        problem.debts.front().amount += Money::from_fen(1);
        solve(problem, sheet);
        benchmark::DoNotOptimize(sheet.doubled);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(interest_typical);

void interest_with_general(benchmark::State& state) {
    InterestProblem problem = typical();
    problem.general.push_back({make_date(2020, 1, 1), make_date(2021, 6, 30), 6, 36'500, {60'000'000}, true});
    InterestSheet sheet;
    for (auto _ : state) {
        problem.debts.front().amount += Money::from_fen(1);
        solve(problem, sheet);
        benchmark::DoNotOptimize(sheet.general);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(interest_with_general);

void interest_json(benchmark::State& state) {
    const Rulebook rules = Rulebook::bundled("national");
    const char* const params = R"({"base":"500000","first_day":"2020-07-01","last_day":"2021-06-30",
        "excluded":[{"from":"2020-09-01","to":"2020-10-31","ground":"review"}],"payments":[{"day":"2020-12-31","amount":"200000"}]})";
    for (auto _ : state) benchmark::DoNotOptimize(to_json(interest(interest_question(params), rules)));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(interest_json);

}  // namespace
