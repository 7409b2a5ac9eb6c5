// Reading and reviewing dossiers: from text, from memory, and one at a time with everything explained.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>

#include "input.hpp"

namespace {

using zhixing::Dossier;
using zhixing::Review;
using zhixing::Reviewer;
using zhixing::ReviewOptions;
using zhixing::Rulebook;

const std::string& ndjson() {
    static const std::string text = bench::read_file(ZHIXING_BENCH_DATA);
    return text;
}

const std::vector<Dossier>& dossiers() {
    static const std::vector<Dossier> read = bench::read_dossiers(ndjson());
    return read;
}

const std::vector<std::string>& lines() {
    static const std::vector<std::string> split = [] {
        std::vector<std::string> out;
        const std::string& text = ndjson();
        for (std::size_t from = 0; from < text.size();) {
            const std::size_t end = std::min(text.find('\n', from), text.size());
            out.push_back(text.substr(from, end - from));
            from = end + 1;
        }
        return out;
    }();
    return split;
}

Rulebook whole_rulebook() { return Rulebook::bundled("neixiang"); }

Rulebook eleven_checks() {
    const std::string path = ZHIXING_BENCH_SOURCE "/eleven-checks.json";
    return Rulebook::load(bench::read_file(path), path);
}

void count_dossiers(benchmark::State& state, std::size_t dossiers_a_turn) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(dossiers_a_turn));
}

void parse(benchmark::State& state) {
    const std::string& text = ndjson();
    std::size_t events = 0;
    for (auto _ : state) {
        zhixing::read_ndjson(
            text, "dossiers.ndjson",
            [&](const Dossier& dossier) {
                events += dossier.events().size();
                return true;
            },
            bench::refuse);
    }
    benchmark::DoNotOptimize(events);
    count_dossiers(state, lines().size());
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(parse)->Unit(benchmark::kMillisecond);

void review_from_ndjson(benchmark::State& state, const Rulebook& rules) {
    const std::string& text = ndjson();
    Reviewer reviewer{rules};
    Review review;
    std::size_t findings = 0;
    for (auto _ : state) {
        findings = 0;
        zhixing::read_ndjson(
            text, "dossiers.ndjson",
            [&](const Dossier& dossier) {
                reviewer.review(dossier, {.as_of = bench::as_of()}, review);
                findings += review.findings.size();
                return true;
            },
            bench::refuse);
    }
    count_dossiers(state, lines().size());
    state.counters["findings"] = static_cast<double>(findings) / static_cast<double>(lines().size());
}
BENCHMARK_CAPTURE(review_from_ndjson, whole, whole_rulebook())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(review_from_ndjson, eleven, eleven_checks())->Unit(benchmark::kMillisecond);

void review_from_memory(benchmark::State& state, const Rulebook& rules) {
    const std::vector<Dossier>& all = dossiers();
    Reviewer reviewer{rules};
    Review review;
    std::size_t findings = 0;
    std::size_t obligations = 0;
    std::size_t unknown = 0;
    for (auto _ : state) {
        findings = obligations = unknown = 0;
        for (const Dossier& dossier : all) {
            reviewer.review(dossier, {.as_of = bench::as_of()}, review);
            findings += review.findings.size();
            obligations += review.obligations.size();
            unknown += review.unknown.size();
        }
    }
    count_dossiers(state, all.size());
    const auto a_dossier = [&](std::size_t n) { return static_cast<double>(n) / static_cast<double>(all.size()); };
    state.counters["findings"] = a_dossier(findings);
    state.counters["obligations"] = a_dossier(obligations);
    state.counters["unknown"] = a_dossier(unknown);
}
BENCHMARK_CAPTURE(review_from_memory, whole, whole_rulebook())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(review_from_memory, eleven, eleven_checks())->Unit(benchmark::kMillisecond);

// One JSON document in, the review as JSON with prose and citations out. What a single user waits for is
// the middle latency, so each call is timed by itself.
void one_explained(benchmark::State& state, const Rulebook& rules) {
    const std::vector<std::string>& all = lines();
    Reviewer reviewer{rules};
    Review review;
    std::vector<double> microseconds;
    std::size_t next = 0;
    std::size_t bytes = 0;
    for (auto _ : state) {
        const std::string& line = all[next++ % all.size()];
        const auto start = std::chrono::steady_clock::now();
        const Dossier dossier = Dossier::from_json(line);
        reviewer.review(dossier, {.as_of = bench::as_of()}, review);
        const std::string json = to_json(review, dossier, rules);
        const auto end = std::chrono::steady_clock::now();
        bytes += json.size();
        microseconds.push_back(std::chrono::duration<double, std::micro>{end - start}.count());
    }
    count_dossiers(state, 1);
    const auto quantile = [&](double share) {
        const auto place = microseconds.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(microseconds.size() - 1));
        std::nth_element(microseconds.begin(), place, microseconds.end());
        return *place;
    };
    state.counters["median_us"] = quantile(0.5);
    state.counters["p99_us"] = quantile(0.99);
    state.counters["bytes_out"] = static_cast<double>(bytes) / static_cast<double>(microseconds.size());
}
BENCHMARK_CAPTURE(one_explained, whole, whole_rulebook())->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(one_explained, eleven, eleven_checks())->Unit(benchmark::kMicrosecond);

// The same without making it JSON: the share of the prose is the difference.
void one_plain(benchmark::State& state, const Rulebook& rules) {
    const std::vector<std::string>& all = lines();
    Reviewer reviewer{rules};
    Review review;
    std::size_t next = 0;
    for (auto _ : state) {
        const Dossier dossier = Dossier::from_json(all[next++ % all.size()]);
        reviewer.review(dossier, {.as_of = bench::as_of()}, review);
        benchmark::DoNotOptimize(review.findings.data());
    }
    count_dossiers(state, 1);
}
BENCHMARK_CAPTURE(one_plain, whole, whole_rulebook())->Unit(benchmark::kMicrosecond);

}  // namespace
