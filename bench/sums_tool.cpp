// sums_tool interest|distribution FILE [ROUNDS]: solves the problems of FILE, a line each, as sums_compare.py made them.
//
// Without ROUNDS it prints the answer to each, for sums_compare.py to hold against the peers. With ROUNDS it solves all of
// them so often, read before, and prints the seconds of CPU time.
#include <ctime>
#include <iostream>
#include <sstream>
#include <zhixing/distribution.hpp>
#include <zhixing/interest.hpp>

#include "input.hpp"

namespace {

using namespace zhixing;

double cpu_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

std::vector<std::vector<std::string>> read_rows(const std::string& path) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream text{bench::read_file(path)};
    for (std::string line; std::getline(text, line);) {
        std::istringstream cells{line};
        rows.emplace_back();
        for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
    }
    return rows;
}

Money fen(const std::string& cell) { return Money::from_fen(std::stoll(cell)); }
Date day(const std::string& cell) { return parse_date(cell).value(); }

// base, first and last day of delay, a pause, a payment.
struct InterestProblems {
    std::vector<InterestProblem> problems;
    InterestSheet sheet;

    explicit InterestProblems(const std::vector<std::vector<std::string>>& rows) {
        const DelayLaw law = DelayLaw::of(Rulebook::bundled("national"));
        for (const auto& row : rows) {
            InterestProblem& problem = problems.emplace_back();
            problem.delay = law;
            problem.debts.push_back({fen(row[0]), Head::principal, true, true, day(row[1])});
            problem.last_day = day(row[2]);
            problem.excluded.push_back({day(row[3]), day(row[4])});
            problem.payments.push_back({day(row[5]), fen(row[6])});
        }
    }
    std::size_t size() const { return problems.size(); }
    void solve(std::size_t i) { zhixing::solve(problems[i], sheet); }
    void print() const { std::cout << sheet.doubled.fen() << '\n'; }
};

// The pool, then the claims; all of one rank.
struct Distributions {
    std::vector<DistributionRequest> requests;
    DistributionLaw law = DistributionLaw::of(Rulebook::bundled("national"), make_date(2024, 3, 1));
    Distribution answer;

    explicit Distributions(const std::vector<std::vector<std::string>>& rows) {
        for (const auto& row : rows) {
            DistributionRequest& request = requests.emplace_back();
            request.as_of = make_date(2024, 3, 1);
            request.regime = "participation";
            request.assets = {{"a", fen(row[0]), {}}};
            for (std::size_t i = 1; i < row.size(); ++i) {
                DistributionClaim claim{"c" + std::to_string(i), "p" + std::to_string(i)};
                claim.principal = fen(row[i]);
                request.claims.push_back(claim);
            }
        }
    }
    std::size_t size() const { return requests.size(); }
    void solve(std::size_t i) { answer = distribute(requests[i], law); }
    void print() const {
        std::vector<Money> paid(answer.lines.size());
        for (const DistributionLine& line : answer.lines) paid.at(static_cast<std::size_t>(line.claim)) += line.paid;
        for (std::size_t i = 0; i < paid.size(); ++i) std::cout << (i == 0 ? "" : ",") << paid[i].fen();
        std::cout << '\n';
    }
};

template <class Problems>
void run(Problems problems, int rounds) {
    if (rounds == 0) {
        for (std::size_t i = 0; i < problems.size(); ++i) {
            problems.solve(i);
            problems.print();
        }
        return;
    }
    const double start = cpu_seconds();
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < problems.size(); ++i) problems.solve(i);
    }
    std::cout << cpu_seconds() - start << '\n';
}

}  // namespace

int main(int argc, char** argv) try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() < 2) throw std::runtime_error{"usage: sums_tool interest|distribution FILE [ROUNDS]"};
    const auto rows = read_rows(arguments[1]);
    const int rounds = arguments.size() > 2 ? std::stoi(arguments[2]) : 0;
    if (arguments[0] == "interest") run(InterestProblems{rows}, rounds);
    else run(Distributions{rows}, rounds);
    return 0;
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
