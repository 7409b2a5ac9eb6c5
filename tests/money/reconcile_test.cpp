#include "zhixing/reconcile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "reconcile_helpers.hpp"

namespace zhixing {
namespace {

using testing::Fact;
using Item = ReconciliationItem;

// Small worlds in which amounts, names, days and serials collide all the time.
struct World {
    explicit World(std::uint32_t seed) : random{seed} {
        const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
        for (int i = pick(12); i > 0; --i) {
            StatementLine line;
            line.line = static_cast<std::size_t>(i);
            line.on = make_date(2026, 3, 1) + date::days{pick(8)};
            if (pick(2) == 0) line.serial = "S" + std::to_string(i);
            line.incoming = pick(3) != 0;
            line.amount = Money::from_fen(100 * (1 + pick(3)));
            line.name = pick(4) == 0 ? "" : "某" + std::to_string(pick(3));
            if (pick(4) == 0) line.memo = "款（2026）豫1325执" + std::to_string(1 + pick(3)) + "号";
            if (pick(4) == 0) line.memo = "PAY" + std::to_string(pick(3));
            statement.lines.push_back(line);
        }
        for (int i = pick(12); i > 0; --i) {
            BankMovement movement;
            movement.event = "e" + std::to_string(i);
            movement.case_number = "（2026）豫1325执" + std::to_string(1 + pick(3)) + "号";
            movement.on = pick(10) == 0 ? kNoDate : make_date(2026, 2, 27) + date::days{pick(12)};
            movement.incoming = pick(3) != 0;
            if (pick(8) != 0) movement.amount = Money::from_fen(100 * (1 + pick(3)));
            movement.number = pick(2) == 0 ? "" : movement.incoming ? "S" + std::to_string(1 + pick(12)) : "PAY" + std::to_string(pick(3));
            movement.name = pick(4) == 0 ? "" : "某" + std::to_string(pick(3));
            movement.reversed = pick(12) == 0;
            movements.push_back(movement);
        }
    }
    void shuffle() {
        std::shuffle(statement.lines.begin(), statement.lines.end(), random);
        std::shuffle(movements.begin(), movements.end(), random);
    }
    std::mt19937 random;
    BankStatement statement;
    std::vector<BankMovement> movements;
};

void each_in_exactly_one(const Reconciliation& answer) {
    std::vector<int> lines(answer.lines.size()), movements(answer.movements.size());
    for (const Item& item : answer.items) {
        if (item.line >= 0) ++lines[static_cast<std::size_t>(item.line)];
        for (const std::uint32_t i : item.movements) ++movements[i];
        EXPECT_EQ(item.outcome == Item::Outcome::matched, item.test != MatchTest::none && item.reason == MismatchReason::none);
    }
    EXPECT_TRUE(std::ranges::all_of(lines, [](int n) { return n == 1; }));
    EXPECT_TRUE(std::ranges::all_of(movements, [](int n) { return n == 1; }));
}

void matched_sums_agree(const Reconciliation& answer) {
    EXPECT_EQ(answer.lines_matched.in, answer.movements_matched.in);
    EXPECT_EQ(answer.lines_matched.out, answer.movements_matched.out);
    EXPECT_TRUE(answer.adds_up());
}

TEST(reconcile, the_order_of_the_input_changes_nothing) {
    for (std::uint32_t seed = 0; seed < 3000; ++seed) {
        SCOPED_TRACE(seed);
        World world{seed};
        const Reconciliation answer = reconcile(world.statement, world.movements);
        each_in_exactly_one(answer);
        matched_sums_agree(answer);
        world.shuffle();
        ASSERT_EQ(to_json(reconcile(world.statement, world.movements)), to_json(answer));
        if (HasFailure()) return;
    }
}

TEST(reconcile, totals_and_differences) {
    const BankStatement statement = BankStatement::from_csv("日期,流水号,收入,支出,余额,对方户名\n2026-03-02,S1,100.00,,150.00,张某\n2026-03-09,S2,,30.00,120.00,李某\n");
    const auto dossiers = testing::dossiers_of({{"e1", "（2026）豫1325执1号", {{"kind", "funds.received"}, {"on", "2026-02-01"}, {"amount", "50.00"}, {"number", "S0"}}},
                                                {"e2", "（2026）豫1325执1号", {{"kind", "funds.received"}, {"on", "2026-03-02"}, {"amount", "100.00"}, {"number", "S1"}}}});
    const Reconciliation answer = reconcile(statement, testing::movements_of(dossiers));
    EXPECT_FALSE(answer.agrees());
    const auto json = nlohmann::json::parse(to_json(answer));
    EXPECT_EQ(json["from"], "2026-03-02");
    EXPECT_EQ(json["totals"]["bank"], (nlohmann::json{{"opening", "50.00"}, {"in", "100.00"}, {"out", "30.00"}, {"closing", "120.00"}}));
    EXPECT_EQ(json["totals"]["books"], (nlohmann::json{{"opening", "50.00"}, {"in", "100.00"}, {"out", "0.00"}, {"closing", "150.00"}}));
    EXPECT_EQ(json["totals"]["difference"], (nlohmann::json{{"opening", "0.00"}, {"in", "0.00"}, {"out", "-30.00"}, {"closing", "30.00"}}));
    EXPECT_EQ(json["proof"]["adds_up"], true);
    EXPECT_EQ(json["proof"]["movements"]["outside"]["count"], 1);
}

TEST(reconcile, the_days_are_an_option) {
    World world{0};
    world.statement.lines = {{2, make_date(2026, 3, 2), "", true, Money::from_fen(1), std::nullopt, "张某", "", ""}};
    BankMovement movement;
    movement.event = "e1";
    movement.on = make_date(2026, 3, 4);
    movement.amount = Money::from_fen(1);
    movement.name = "张 某";
    EXPECT_TRUE(reconcile(world.statement, {movement}, {.days = 2}).agrees());
    const Reconciliation strict = reconcile(world.statement, {movement}, {.days = 1, .to = make_date(2026, 3, 31)});
    ASSERT_EQ(strict.items.size(), 2U);
    EXPECT_EQ(strict.items[0].reason, MismatchReason::date_differs);
    EXPECT_EQ(strict.items[0].days, 2);
    EXPECT_EQ(strict.items[0].candidates, std::vector<std::uint32_t>{0});
}

TEST(reconcile, refuses) {
    const auto code = [](const BankStatement& statement, const ReconcileOptions& options) {
        try {
            (void)reconcile(statement, {}, options);
            return std::string{};
        } catch (const InputError& error) {
            return error.code();
        }
    };
    EXPECT_EQ(code({}, {}), "");
    EXPECT_EQ(code({}, {.days = -1}), "reconcile.days");
    EXPECT_EQ(code({}, {.days = 32}), "reconcile.days");
    EXPECT_EQ(code({}, {.from = make_date(2026, 3, 2), .to = make_date(2026, 3, 1)}), "reconcile.period");
    EXPECT_EQ(code(BankStatement::from_csv("日期,收入,支出\n2026-03-02,,\n"), {}), "statement.amount") << "a line that cannot be read is not lost";
}

TEST(reconcile, a_break_of_the_balance_is_a_difference) {
    const BankStatement statement = BankStatement::from_csv("日期,流水号,收入,支出,余额\n2026-03-02,S1,1.00,,1.00\n2026-03-03,S2,1.00,,3.00\n");
    const auto fact = [](const char* id, const char* on, const char* number) { return Fact{id, "", {{"kind", "funds.unidentified"}, {"on", on}, {"amount", "1.00"}, {"number", number}}}; };
    const Reconciliation answer = reconcile(statement, testing::movements_of(testing::dossiers_of({fact("e1", "2026-03-02", "S1"), fact("e2", "2026-03-03", "S2")})));
    EXPECT_EQ(answer.lines_unmatched.count + answer.movements_unmatched.count, 0U);
    EXPECT_FALSE(answer.agrees());
}

}  // namespace
}  // namespace zhixing
