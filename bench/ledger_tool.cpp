// ledger_tool FILE [MOVEMENTS]: replays the case money of the dossiers in FILE.
//
// Without MOVEMENTS it prints the balance of each kind of account over all of them, debits positive, for
// ledger_compare.py to hold against the peers. With MOVEMENTS it replays the dossiers, read before, again and again
// until so many movements are posted, and prints how many and the seconds of CPU time.
#include <ctime>
#include <iostream>
#include <map>
#include <zhixing/ledger.hpp>

#include "input.hpp"

namespace {

using zhixing::Dossier;
using zhixing::Ledger;
using zhixing::LedgerAccount;
using zhixing::Money;

Ledger books(const Dossier& dossier) { return Ledger::of(dossier, {.as_of = zhixing::make_date(2030, 1, 1)}); }

double cpu_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

void print_balances(const std::vector<Dossier>& dossiers) {
    std::map<std::string, Money> balances;
    for (const Dossier& dossier : dossiers) {
        const Ledger ledger = books(dossier);
        if (!ledger.flaws.empty()) throw std::runtime_error{"a flaw in " + std::string{dossier.number()}};
        for (const LedgerAccount& account : ledger.accounts) {
            balances[std::string{to_string(account.kind)}] += account.debits - account.credits;
        }
    }
    for (const auto& [kind, balance] : balances) {
        if (balance.fen() != 0) std::cout << kind << ' ' << balance.to_string() << '\n';
    }
}

void time_replay(const std::vector<Dossier>& dossiers, std::size_t wanted) {
    std::size_t posted = 0;
    const double start = cpu_seconds();
    while (posted < wanted) {
        for (const Dossier& dossier : dossiers) posted += books(dossier).entries.size();
        if (posted == 0) throw std::runtime_error{"nothing to post"};
    }
    std::cout << posted << ' ' << cpu_seconds() - start << '\n';
}

}  // namespace

int main(int argc, char** argv) try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.empty()) throw std::runtime_error{"usage: ledger_tool FILE [MOVEMENTS]"};
    const std::vector<Dossier> dossiers = bench::read_dossiers(bench::read_file(arguments[0]));
    if (arguments.size() > 1) time_replay(dossiers, std::stoul(arguments[1]));
    else print_balances(dossiers);
    return 0;
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
