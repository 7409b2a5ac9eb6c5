// Checks every row of tests/golden/reconciliation.md.
#include <gtest/gtest.h>

#include <fstream>
#include <ranges>

#include "reconcile_helpers.hpp"

namespace zhixing {
namespace {

using testing::Fact;

std::vector<std::string> cells_of(const std::string& row) {
    std::vector<std::string> cells;
    std::size_t at = 1;
    for (std::size_t end = row.find('|', at); end != std::string::npos; end = row.find('|', at)) {
        const std::string cell = row.substr(at, end - at);
        const auto first = cell.find_first_not_of(' ');
        cells.push_back(first == std::string::npos ? "" : cell.substr(first, cell.find_last_not_of(' ') - first + 1));
        at = end + 1;
    }
    return cells;
}

struct Example {
    std::string title, csv;
    std::vector<Fact> facts;
    std::vector<std::vector<std::string>> expected;  // line, events, message
};

Fact fact_of(const std::vector<std::string>& cells, const std::vector<std::string>& columns) {
    static const std::map<std::string, std::string> kNames{{"事件", "kind"}, {"日期", "on"}, {"金额", "amount"}, {"流水号或付款编号", "number"}, {"当事人", "party"}, {"方式", "method"}, {"角色", "role"}, {"对象", "ref"}};
    Fact fact{cells.at(0), cells.at(1), {}};
    for (std::size_t i = 2; i < cells.size(); ++i) fact.columns[kNames.at(columns.at(i))] = cells[i];
    return fact;
}

std::vector<Example> read_examples() {
    std::ifstream file{ZHIXING_SOURCE_DIR "/tests/golden/reconciliation.md"};
    std::vector<Example> examples;
    std::vector<std::string> columns;
    bool in_csv = false, in_facts = false;
    for (std::string row; std::getline(file, row);) {
        if (row.starts_with("## ")) examples.emplace_back().title = row.substr(3);
        else if (row.starts_with("```")) in_csv = row == "```csv";
        else if (in_csv) examples.back().csv += row + "\n";
        else if (row.starts_with("| ---")) continue;
        else if (row.starts_with("|")) {
            const auto cells = cells_of(row);
            if (cells[0] == "银行") in_facts = false;
            else if (cells[0] == "编号") in_facts = true, columns = cells;
            else if (!in_facts) examples.back().expected.push_back(cells);
            else examples.back().facts.push_back(fact_of(cells, columns));
        }
    }
    return examples;
}

std::vector<std::vector<std::string>> said(const Reconciliation& answer) {
    std::vector<std::vector<std::string>> rows;
    for (const ReconciliationItem& item : answer.items) {
        std::string events;
        for (const std::uint32_t i : item.movements) events += (events.empty() ? "" : " ") + answer.movements[i].event;
        rows.push_back({item.line < 0 ? "－" : std::to_string(answer.lines[static_cast<std::size_t>(item.line)].line), events.empty() ? "－" : events, message(item, answer).zh});
    }
    return rows;
}

TEST(reconciliation, golden) {
    const auto examples = read_examples();
    EXPECT_EQ(examples.size(), 10U);
    for (const Example& example : examples) {
        SCOPED_TRACE(example.title);
        const BankStatement statement = BankStatement::from_csv(example.csv, "statement.csv");
        EXPECT_TRUE(statement.breaks.empty());
        const Reconciliation answer = reconcile(statement, testing::movements_of(testing::dossiers_of(example.facts)));
        EXPECT_EQ(said(answer), example.expected);
        EXPECT_TRUE(answer.adds_up());
    }
}

}  // namespace
}  // namespace zhixing
