// findings_tool FILE AS-OF [TURNS]: the findings of the eleven checks, or how long they take.
//
// Without TURNS it prints one finding a line, for compare.py to hold against the peers: number, rule,
// outcome, trigger, party, due date, days. With TURNS it prints the seconds of CPU time of each turn,
// from the file and from memory, and the number of findings, as JSON.
#include <ctime>
#include <iostream>

#include "input.hpp"

namespace {

using zhixing::Dossier;
using zhixing::Finding;
using zhixing::kNoDate;
using zhixing::kNoEvent;
using zhixing::Review;
using zhixing::Reviewer;
using zhixing::ReviewOptions;

void print(const Dossier& dossier, const Finding& finding, const zhixing::Rulebook& rules) {
    std::cout << dossier.number() << '\t' << rules.rule(finding.rule).id << '\t' << to_string(finding.outcome) << '\t'
              << dossier.event_id(dossier.events()[static_cast<std::size_t>(finding.trigger)]) << '\t'
              << (finding.party == 0 ? "" : dossier.party_id(finding.party)) << '\t'
              << (finding.due == kNoDate ? "" : zhixing::to_string(finding.due)) << '\t' << finding.days << '\n';
}

double cpu_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// Keeps the findings, as a caller would who wants them all.
struct Collector {
    Reviewer reviewer;
    ReviewOptions options;
    Review review{};
    std::vector<Finding> findings{};

    void take(const Dossier& dossier) {
        reviewer.review(dossier, options, review);
        for (const Finding& finding : review.findings) {
            if (finding.rule != zhixing::kNoRule) findings.push_back(finding);  // a remark on the record is no check
        }
    }
};

template <class Work>
void time_turns(const char* name, int turns, Collector& collector, Work&& work) {
    std::cout << '"' << name << "\": [";
    for (int turn = 0; turn < turns; ++turn) {
        collector.findings.clear();
        const double start = cpu_seconds();
        work();
        std::cout << (turn == 0 ? "" : ", ") << cpu_seconds() - start;
    }
    std::cout << "], ";
}

void time_all(const std::string& path, Collector& collector, int turns) {
    std::cout << '{';
    time_turns("file", turns, collector, [&] {
        zhixing::read_ndjson(
            bench::read_file(path), path,
            [&](const Dossier& dossier) {
                collector.take(dossier);
                return true;
            },
            bench::refuse);
    });
    const std::vector<Dossier> dossiers = bench::read_dossiers(bench::read_file(path));
    time_turns("memory", turns, collector, [&] {
        for (const Dossier& dossier : dossiers) collector.take(dossier);
    });
    std::cout << "\"findings\": " << collector.findings.size() << "}\n";
}

}  // namespace

int main(int argc, char** argv) try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() < 2) throw std::runtime_error{"usage: findings_tool FILE AS-OF [TURNS]"};
    const auto day = zhixing::parse_date(arguments[1]);
    if (!day) throw std::runtime_error{"not a date: " + arguments[1]};
    const std::string rules_path = ZHIXING_BENCH_SOURCE "/eleven-checks.json";
    Collector collector{Reviewer{zhixing::Rulebook::load(bench::read_file(rules_path), rules_path)}, {.as_of = *day}};
    if (arguments.size() > 2) {
        time_all(arguments[0], collector, std::stoi(arguments[2]));
        return 0;
    }
    for (const Dossier& dossier : bench::read_dossiers(bench::read_file(arguments[0]))) {
        collector.findings.clear();
        collector.take(dossier);
        for (const Finding& finding : collector.findings) print(dossier, finding, collector.reviewer.rulebook());
    }
    return 0;
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
