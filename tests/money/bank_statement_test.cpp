#include "zhixing/bank_statement.hpp"

#include <gtest/gtest.h>

namespace zhixing {
namespace {

constexpr std::string_view kHeader = "记账日期,流水号,收入,支出,余额,对方户名,对方账号,摘要,备注\n";

BankStatement read(const std::string& rows) { return BankStatement::from_csv(std::string{kHeader} + rows, "a.csv"); }

// The code and column of the only line that was refused.
void refused(const std::string& row, std::string_view code, std::string_view column, std::string_view part = {}) {
    SCOPED_TRACE(row);
    const BankStatement statement = read("2026-03-01,S0,1.00,,,,,,\n" + row + "\n2026-03-09,S9,2.00,,,,,,\n");
    ASSERT_EQ(statement.refused.size(), 1U);
    const InputError& error = statement.refused[0];
    EXPECT_EQ(error.code(), code);
    EXPECT_EQ(error.place().file, "a.csv");
    EXPECT_EQ(error.place().line, 3U);
    EXPECT_EQ(error.place().pointer, column);
    EXPECT_NE(error.message().en.find(part), std::string::npos) << error.message().en;
    EXPECT_EQ(statement.lines.size(), 2U) << "the rest is read";
    EXPECT_EQ(statement.rows, 3U);
}

void refused_header(const std::string& text, std::string_view code) {
    SCOPED_TRACE(text);
    try {
        (void)BankStatement::from_csv(text, "a.csv");
        ADD_FAILURE();
    } catch (const InputError& error) {
        EXPECT_EQ(error.code(), code);
        EXPECT_EQ(error.place().line, 1U);
    }
}

TEST(bank_statement, reads_a_line) {
    const BankStatement statement = read("2026-03-02,S001,\"1,234.50\",0.00,\"10,234.50\",张某,6222-1,执行款,101号\n");
    ASSERT_EQ(statement.lines.size(), 1U);
    const StatementLine& line = statement.lines[0];
    EXPECT_EQ(line.line, 2U);
    EXPECT_EQ(line.on, make_date(2026, 3, 2));
    EXPECT_EQ(line.serial, "S001");
    EXPECT_TRUE(line.incoming);
    EXPECT_EQ(line.amount, Money::from_fen(123450));
    EXPECT_EQ(line.balance, Money::from_fen(1023450));
    EXPECT_EQ(line.name, "张某");
    EXPECT_EQ(line.account, "6222-1");
    EXPECT_EQ(line.memo, "执行款 101号");
    EXPECT_EQ(statement.opening, Money::from_fen(900000));
    EXPECT_EQ(statement.closing, Money::from_fen(1023450));
}

TEST(bank_statement, columns_by_their_other_names) {
    const StatementLine english = BankStatement::from_csv("date,serial,debit,credit,balance,counterparty,account,memo,anything\n20260302,S1,5.00,,,A,1,m,x\n").lines.at(0);
    EXPECT_FALSE(english.incoming);
    EXPECT_EQ(english.on, make_date(2026, 3, 2));
    const StatementLine flagged = BankStatement::from_csv("\xEF\xBB\xBF交易时间,金额（元）,借贷标志\r\n2026/3/2 10:15:00,7.00,贷\r\n").lines.at(0);
    EXPECT_TRUE(flagged.incoming);
    EXPECT_EQ(flagged.on, make_date(2026, 3, 2));
    EXPECT_TRUE(flagged.serial.empty());
    // The day on which the bank booked it goes before that of the order.
    EXPECT_EQ(BankStatement::from_csv("交易日期,记账日期,收入,支出\n2026-03-01,2026-03-02,1.00,\n").lines.at(0).on, make_date(2026, 3, 2));
    EXPECT_EQ(BankStatement::from_csv("交易日期,记账日期,收入,支出\n20260301235959,,1.00,\n").lines.at(0).on, make_date(2026, 3, 1));
}

TEST(bank_statement, gb18030) {
    // 日期,收入,支出,摘要 / 案款
    const std::string text = "\xC8\xD5\xC6\xDA,\xCA\xD5\xC8\xEB,\xD6\xA7\xB3\xF6,\xD5\xAA\xD2\xAA\n2026-03-02,1.00,,\xB0\xB8\xBF\xEE\n";
    EXPECT_EQ(BankStatement::from_csv(text).lines.at(0).memo, "案款");
}

TEST(bank_statement, refuses_lines) {
    refused("2026-03-02,S1,1.00,2.00,,,,,", "statement.amount", "支出", "expected one of them");
    refused("2026-03-02,S1,,,,,,,", "statement.amount", "收入", "expected money in or money out");
    refused("2026-03-02,S1,0.00,0.00,,,,,", "statement.amount", "收入");
    refused("2026-03-02,S1,-5.00,,,,,,", "statement.amount", "收入", "more than 0");
    refused("2026-03-02,S1,1.005,,,,,,", "statement.amount", "收入", "1.005");
    refused("2026-03-02,S1,1.2E+5,,,,,,", "statement.amount", "收入");
    refused("2026-03-02,S1,\"1,23\",,,,,,", "statement.amount", "收入");
    refused("2026-03-02,S1,100000000000.01,,,,,,", "statement.amount", "收入", "100 thousand million");
    refused("2026-03-02,S1,99999999999999999999,,,,,,", "statement.amount", "收入");
    refused("2026-03-02,S1,1.00,,x,,,,", "statement.balance", "余额");
    refused("2026-02-30,S1,1.00,,,,,,", "statement.date", "记账日期", "2026-02-30");
    refused("合计,,1.00,,,,,,", "statement.date", "记账日期");
    refused("20260302x,S1,1.00,,,,,,", "statement.date", "记账日期");
    refused(",S1,1.00,,,,,,", "statement.date", "记账日期");
    refused("2026-03-02,6.22123E+18,1.00,,,,,,", "statement.serial", "流水号", "all its digits");
    refused("2026-03-02,S0,9.00,,,,,,", "statement.serial", "流水号", "line 2");
    refused("2026-03-02,S1,1.00,,,,,,,more", "input.csv", "");
    refused("2026-03-02,S1,1.00,,,\"a\"b,,,", "input.csv", "");
}

TEST(bank_statement, refuses_headers) {
    refused_header("", "input.empty");
    refused_header("流水号,收入,支出\n", "input.header");
    refused_header("日期,收入\n", "input.header");
    refused_header("日期,金额\n", "input.header");
    refused_header("日期,收入,支出,金额,收支标志\n", "input.header");
    refused_header("日期,收入,贷方,支出\n", "input.header");
    refused_header("\"日期,收入\n", "input.csv");
    refused_header("\xFF\xFF", "input.encoding");
}

TEST(bank_statement, the_same_line_twice_counts_once) {
    const BankStatement statement = read("2026-03-02,S1,1.00,,1.00,,,,\n2026-03-03,S2,,1.00,0.00,,,,\n2026-03-02,S1,1.00,,1.00,,,,\n2026-03-03,S2,,1.00,0.00,,,,\n2026-03-04,S3,5.00,,5.00,,,,\n");
    EXPECT_EQ(statement.lines.size(), 3U);
    ASSERT_EQ(statement.repeated.size(), 2U);
    EXPECT_EQ(statement.repeated[0].code(), "statement.repeated");
    EXPECT_EQ(statement.repeated[0].place().line, 4U);
    EXPECT_TRUE(statement.breaks.empty());
    EXPECT_EQ(statement.rows, 5U);
    // Without a serial nobody knows whether it is the same.
    EXPECT_EQ(BankStatement::from_csv("日期,收入,支出\n2026-03-02,1.00,\n2026-03-02,1.00,\n").lines.size(), 2U);
}

TEST(bank_statement, balances_continue_or_it_says_where_not) {
    const BankStatement good = read("2026-03-02,S1,10.00,,110.00,,,,\n2026-03-02,S2,,4.00,106.00,,,,\n2026-03-03,S3,1.00,,107.00,,,,\n");
    EXPECT_TRUE(good.breaks.empty());
    EXPECT_EQ(good.opening, Money::from_fen(10000));
    EXPECT_EQ(good.closing, Money::from_fen(10700));
    const BankStatement newest_first = read("2026-03-03,S3,1.00,,107.00,,,,\n2026-03-02,S2,,4.00,106.00,,,,\n2026-03-02,S1,10.00,,110.00,,,,\n");
    EXPECT_TRUE(newest_first.breaks.empty());
    EXPECT_EQ(newest_first.lines.front().serial, "S1");
    EXPECT_EQ(newest_first.opening, Money::from_fen(10000));
    EXPECT_EQ(newest_first.closing, Money::from_fen(10700));
    const BankStatement broken = read("2026-03-02,S1,10.00,,110.00,,,,\n2026-03-02,S2,,4.00,106.01,,,,\n2026-03-03,S3,1.00,,107.01,,,,\n");
    ASSERT_EQ(broken.breaks.size(), 1U);
    EXPECT_EQ(broken.breaks[0].code(), "statement.balance_break");
    EXPECT_EQ(broken.breaks[0].place().line, 3U);
    EXPECT_EQ(broken.breaks[0].place().pointer, "余额");
    EXPECT_NE(broken.breaks[0].message().en.find("expected 106.00"), std::string::npos);
    EXPECT_EQ(broken.lines.size(), 3U);
}

}  // namespace
}  // namespace zhixing
