// Distributions of ten claims, law taken once.
#include <benchmark/benchmark.h>

#include <random>
#include <zhixing/distribution.hpp>

namespace {

zhixing::DistributionRequest ten_claims() {
    std::mt19937 random{1};
    zhixing::DistributionRequest request;
    request.as_of = zhixing::make_date(2024, 3, 1);
    request.regime = "participation";
    request.assets = {{"a", zhixing::Money::from_fen(50'000'000), zhixing::Money::from_fen(100'000)}};
    for (int i = 0; i < 10; ++i) {
        zhixing::DistributionClaim claim{"c" + std::to_string(i), "p" + std::to_string(i)};
        claim.principal = zhixing::Money::from_fen(static_cast<std::int64_t>(random() % 20'000'000 + 1'000'000));
        request.claims.push_back(claim);
    }
    return request;
}

void distribute(benchmark::State& state) {
    const zhixing::DistributionRequest request = ten_claims();
    const auto law = zhixing::DistributionLaw::of(zhixing::Rulebook::bundled("national"), request.as_of);
    for (auto _ : state) benchmark::DoNotOptimize(zhixing::distribute(request, law));
    state.SetItemsProcessed(state.iterations() * 10);
}
BENCHMARK(distribute);

}  // namespace
