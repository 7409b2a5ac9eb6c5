/// @file
/// Any text as a bank statement: each row is read, refused or repeated, and a reconciliation with nothing, and with what
/// its own lines would be in the books, adds up.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "zhixing/reconcile.hpp"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

std::vector<zhixing::BankMovement> mirrored(const zhixing::BankStatement& statement) {
    std::vector<zhixing::BankMovement> movements;
    for (const zhixing::StatementLine& line : statement.lines) {
        zhixing::BankMovement movement;
        movement.on = line.on;
        movement.incoming = line.incoming;
        movement.amount = line.amount;
        movement.number = line.serial;
        movement.name = line.name;
        movement.case_number = line.memo;
        movements.push_back(movement);
    }
    return movements;
}

void check(const zhixing::BankStatement& statement) {
    require(statement.rows == statement.lines.size() + statement.refused.size() + statement.repeated.size());
    for (const auto* errors : {&statement.refused, &statement.breaks, &statement.repeated}) {
        for (const zhixing::InputError& error : *errors) require(error.place().line > 1);
    }
    zhixing::BankStatement read = statement;
    read.refused.clear();
    require(zhixing::reconcile(read, {}).adds_up());
    const zhixing::Reconciliation answer = zhixing::reconcile(read, mirrored(read));
    require(answer.adds_up());
    require(!zhixing::to_json(answer).empty());
    for (const zhixing::ReconciliationItem& item : answer.items) {
        // A serial stands in one line only, so that nothing with one can stay unmatched.
        if (item.line >= 0 && !answer.lines[static_cast<std::size_t>(item.line)].serial.empty()) require(item.test == zhixing::MatchTest::serial);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        check(zhixing::BankStatement::from_csv({reinterpret_cast<const char*>(data), size}, "statement"));
    } catch (const zhixing::InputError& error) {
        require(error.place().line == 1 || error.code() == "input.limit" || error.code() == "input.encoding");
    }
    return 0;
}
