#include "zhixing/bank_statement.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "dossier/csv_scanner.hpp"
#include "dossier/csv_text.hpp"
#include "dossier/csv_values.hpp"
#include "value/utf8.hpp"

namespace zhixing {
namespace {

// ---------------------------------------------------------------- the header row

enum class Cell : std::uint8_t { serial, day, booked, in, out, amount, direction, balance, name, account, memo, none };

struct CellName {
    std::string_view name;
    Cell cell;
};

// The bank's side of the books: 贷方 is money that came in.
constexpr CellName kCellNames[] = {
    {"serial", Cell::serial}, {"流水号", Cell::serial}, {"交易流水号", Cell::serial}, {"银行流水号", Cell::serial}, {"核心流水号", Cell::serial},
    {"date", Cell::day}, {"日期", Cell::day}, {"交易日期", Cell::day}, {"交易时间", Cell::day}, {"交易日", Cell::day},
    {"booked", Cell::booked}, {"记账日期", Cell::booked}, {"入账日期", Cell::booked}, {"记账日", Cell::booked}, {"入账时间", Cell::booked},
    {"in", Cell::in}, {"credit", Cell::in}, {"收入", Cell::in}, {"贷方", Cell::in}, {"收入金额", Cell::in}, {"贷方金额", Cell::in}, {"贷方发生额", Cell::in},
    {"out", Cell::out}, {"debit", Cell::out}, {"支出", Cell::out}, {"借方", Cell::out}, {"支出金额", Cell::out}, {"借方金额", Cell::out}, {"借方发生额", Cell::out},
    {"amount", Cell::amount}, {"金额", Cell::amount}, {"交易金额", Cell::amount}, {"发生额", Cell::amount},
    {"direction", Cell::direction}, {"收支标志", Cell::direction}, {"借贷标志", Cell::direction}, {"借贷方向", Cell::direction}, {"收支", Cell::direction}, {"借贷", Cell::direction},
    {"balance", Cell::balance}, {"余额", Cell::balance}, {"账户余额", Cell::balance}, {"交易后余额", Cell::balance},
    {"name", Cell::name}, {"counterparty", Cell::name}, {"对方户名", Cell::name}, {"对方名称", Cell::name}, {"对方账户名称", Cell::name}, {"对方账户名", Cell::name},
    {"account", Cell::account}, {"对方账号", Cell::account}, {"对方账户", Cell::account},
    {"memo", Cell::memo}, {"摘要", Cell::memo}, {"备注", Cell::memo}, {"附言", Cell::memo}, {"用途", Cell::memo}};

// 收入金额（元） is 收入金额.
std::string_view without_unit(std::string_view name) {
    name = without_outer_space(name);
    if (!take_suffix(name, "（元）")) take_suffix(name, "(元)");
    return without_outer_space(name);
}

Cell cell_named(std::string_view name) {
    const auto found = std::ranges::find(kCellNames, without_unit(name), &CellName::name);
    return found == std::end(kCellNames) ? Cell::none : found->cell;
}

struct StatementColumn {
    std::string name;
    Cell cell = Cell::none;
};

class Layout {
public:
    Layout(const std::vector<std::string_view>& header, std::string_view file) : file_{file} {
        for (const std::string_view name : header) {
            const StatementColumn column{std::string{without_outer_space(name)}, cell_named(name)};
            const bool once = column.cell != Cell::none && column.cell != Cell::memo;
            if (once && has(column.cell)) fail({"表头有两列含义相同", "two columns mean the same"}, column.name);
            columns.push_back(column);
        }
        if (!has(Cell::day) && !has(Cell::booked)) fail({"表头没有“交易日期”或“记账日期”", "the header row has no date (交易日期, 记账日期)"}, "交易日期");
        const bool two = has(Cell::in) && has(Cell::out);
        const bool flagged = has(Cell::amount) && has(Cell::direction);
        if (two == flagged || has(Cell::in) != has(Cell::out)) {
            fail({"表头应有“收入”和“支出”（或“贷方”和“借方”）两列，或者“金额”和“收支标志”两列，只取其一",
                  "expected either columns for money in and out (收入, 支出 or 贷方, 借方) or an amount and a direction (金额, 收支标志), and not both"}, "收入");
        }
    }

    [[nodiscard]] bool has(Cell cell) const { return std::ranges::find(columns, cell, &StatementColumn::cell) != columns.end(); }
    [[nodiscard]] std::size_t find(Cell cell) const {
        return static_cast<std::size_t>(std::ranges::find(columns, cell, &StatementColumn::cell) - columns.begin());
    }
    [[nodiscard]] std::string name(Cell cell) const { return has(cell) ? columns[find(cell)].name : std::string{}; }

    std::vector<StatementColumn> columns;

private:
    [[noreturn]] void fail(Text message, std::string_view column) const {
        throw InputError{"input.header", std::move(message), {std::string{file_}, 1, std::string{column}}};
    }
    std::string_view file_;
};

// ---------------------------------------------------------------- values

// So that no sum of a statement's lines can leave the range of an amount.
constexpr Money kMostMoney = Money::from_fen(10'000'000'000'000);

// 20260302 and 20260302101500, which banks write, beside what spreadsheets do.
std::optional<Date> day_of(std::string_view cell) {
    std::string text{without_outer_space(cell)};
    if (count_digits(text) == 8 || count_digits(text) == 14) {
        std::string_view behind = std::string_view{text}.substr(8);
        if (!behind.empty() && !is_digit(behind.front()) && behind.front() != ' ' && behind.front() != 'T') return std::nullopt;
        return parse_date(text.substr(0, 4) + '-' + text.substr(4, 2) + '-' + text.substr(6, 2));
    }
    const auto time = parse_date_time(iso_date(text));
    if (!time) return std::nullopt;
    return date::floor<date::days>(*time);
}

std::optional<bool> is_incoming(std::string_view word) {
    constexpr std::array<std::string_view, 9> kIn = {"收", "收入", "贷", "贷方", "C", "c", "credit", "in", "+"};
    constexpr std::array<std::string_view, 9> kOut = {"支", "支出", "借", "借方", "D", "d", "debit", "out", "-"};
    if (std::ranges::find(kIn, word) != kIn.end()) return true;
    if (std::ranges::find(kOut, word) != kOut.end()) return false;
    return std::nullopt;
}

// 1.23457E+15: a spreadsheet has put an end to the digits.
bool is_cut(std::string_view serial) {
    const std::size_t at = serial.find_first_of("eE");
    return at != std::string_view::npos && at > 1 && serial.substr(at + 1).starts_with('+') && serial.find('.') == 1;
}

bool same_contents(const StatementLine& left, const StatementLine& right) {
    return left.on == right.on && left.incoming == right.incoming && left.amount == right.amount && left.balance == right.balance &&
           left.name == right.name && left.account == right.account && left.memo == right.memo;
}

// ---------------------------------------------------------------- lines

class StatementReader {
public:
    StatementReader(std::string_view text, std::string_view file) : scanner_{text}, layout_{header_of(scanner_, file), file} { statement_.file = file; }

    BankStatement read() {
        while (!scanner_.at_end()) {
            row_ = scanner_.next_row().line;
            const CsvFault fault = scanner_.read_row();
            if (fault == CsvFault::none && scanner_.is_blank()) continue;
            if (++statement_.rows > kMaxStatementLines) {
                throw InputError{"input.limit", {"超过50万行", "more than 500 000 lines"}, place("")};
            }
            try {
                if (fault != CsvFault::none) throw csv_error(fault, place(""));
                take(read_line());
            } catch (const InputError& error) {
                statement_.refused.push_back(error);
                gaps_.push_back(statement_.lines.size());
            }
        }
        check_balances();
        return std::move(statement_);
    }

private:
    static const std::vector<std::string_view>& header_of(CsvScanner& scanner, std::string_view file) {
        read_header_row(scanner, file);
        return scanner.cells();
    }

    [[nodiscard]] Place place(std::string column) const { return {statement_.file, row_, std::move(column)}; }
    [[nodiscard]] std::string_view value(std::size_t column) const { return without_outer_space(without_protection(scanner_.cell(column))); }
    [[nodiscard]] std::string_view value(Cell cell) const { return value(layout_.find(cell)); }

    [[noreturn]] void fail(const char* code, Text message, Cell cell) const { throw InputError{code, std::move(message), place(layout_.name(cell))}; }

    StatementLine read_line() const {
        for (std::size_t i = 0; i < scanner_.cells().size(); ++i) {
            const bool named = i < layout_.columns.size() && !layout_.columns[i].name.empty();
            if (!named && !scanner_.cell(i).empty()) refuse_unnamed_cell(i, place(""));
        }
        StatementLine line;
        line.line = row_;
        line.on = read_day();
        line.serial = value(Cell::serial);
        if (is_cut(line.serial)) {
            fail("statement.serial", {"流水号被电子表格改成了科学记数法：" + line.serial + "；应以文本格式导出",
                                      "a spreadsheet has cut the serial: " + line.serial + "; expected all its digits, exported as text"}, Cell::serial);
        }
        read_amount(line);
        if (!value(Cell::balance).empty()) line.balance = money(Cell::balance);
        line.name = value(Cell::name);
        line.account = value(Cell::account);
        line.memo = memo();
        return line;
    }

    [[nodiscard]] Date read_day() const {
        const Cell cell = value(Cell::booked).empty() ? Cell::day : Cell::booked;
        const std::string_view written = value(cell);
        const auto day = day_of(written);
        if (!day) {
            fail("statement.date", {"不是日期：“" + std::string{written} + "”；应为2026-03-02、2026/3/2、20260302或2026年3月2日",
                                    "not a date: \"" + std::string{written} + "\"; expected 2026-03-02, 2026/3/2, 20260302 or 2026年3月2日"},
                 layout_.has(cell) ? cell : Cell::booked);
        }
        return *day;
    }

    [[nodiscard]] Money money(Cell cell) const {
        const std::string written{value(cell)};
        const char* code = cell == Cell::balance ? "statement.balance" : "statement.amount";
        try {
            const Money amount = Money::parse(without_grouping(written));
            if (amount <= kMostMoney && -amount <= kMostMoney) return amount;
            fail(code, {"金额超过一千亿元：" + written, "more than 100 thousand million yuan: " + written}, cell);
        } catch (const InputError& error) {
            if (error.code() == code) throw;
            fail(code, {"金额“" + written + "”：" + error.message().zh, "amount \"" + written + "\": " + error.message().en}, cell);
        }
    }

    // Banks fill the other column with 0.00.
    [[nodiscard]] Money money_or_zero(Cell cell) const { return value(cell).empty() ? Money{} : money(cell); }

    void read_amount(StatementLine& line) const {
        Cell cell = Cell::amount;
        if (layout_.has(Cell::amount)) {
            const auto incoming = is_incoming(value(Cell::direction));
            if (!incoming) {
                fail("statement.amount", {"收支标志“" + std::string{value(Cell::direction)} + "”应为收、支、贷、借",
                                          "direction \"" + std::string{value(Cell::direction)} + "\": expected 收, 支, 贷, 借, in or out"}, Cell::direction);
            }
            line.incoming = *incoming;
            line.amount = money_or_zero(Cell::amount);
        } else {
            const Money in = money_or_zero(Cell::in), out = money_or_zero(Cell::out);
            if (in != Money{} && out != Money{}) fail("statement.amount", {"收入和支出只应有其一", "both money in and money out; expected one of them"}, Cell::out);
            line.incoming = out == Money{};
            line.amount = line.incoming ? in : out;
            cell = line.incoming ? Cell::in : Cell::out;
        }
        if (line.amount == Money{}) fail("statement.amount", {"没有金额；收入、支出应有其一", "no amount; expected money in or money out"}, cell);
        if (line.amount < Money{}) {
            fail("statement.amount", {"金额应大于0；冲正应记在另一方向：" + line.amount.to_string(), "expected more than 0, a reversal in the other direction: " + line.amount.to_string()}, cell);
        }
    }

    [[nodiscard]] std::string memo() const {
        std::string all;
        for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
            if (layout_.columns[i].cell != Cell::memo || value(i).empty()) continue;
            if (!all.empty()) all += ' ';
            all += value(i);
        }
        return all;
    }

    void take(StatementLine line) {
        if (!line.serial.empty()) {
            const auto [known, is_new] = serials_.try_emplace(line.serial, statement_.lines.size());
            if (!is_new) return take_again(line, statement_.lines[known->second]);
        }
        statement_.lines.push_back(std::move(line));
    }

    void take_again(const StatementLine& line, const StatementLine& first) {
        const std::string where = std::to_string(first.line);
        if (!same_contents(line, first)) {
            fail("statement.serial", {"流水号" + line.serial + "已用于第" + where + "行，内容不同", "serial " + line.serial + " stands in line " + where + " with other contents"}, Cell::serial);
        }
        statement_.repeated.emplace_back("statement.repeated", Text{"与第" + where + "行重复，只计一次", "the same as line " + where + "; counted once"}, place(layout_.name(Cell::serial)));
    }

    // ---- balances

    static Money after(Money before, const StatementLine& line) { return line.incoming ? before + line.amount : before - line.amount; }
    static Money before(const StatementLine& line) { return line.incoming ? *line.balance - line.amount : *line.balance + line.amount; }

    // Between lines of which one was refused nothing can be told.
    [[nodiscard]] bool is_gap(std::size_t behind) const { return std::ranges::binary_search(gaps_, behind); }

    // Positions of lines whose balance does not continue from their elder neighbour; `step` is 1, or -1 with the newest first.
    [[nodiscard]] std::vector<std::size_t> breaks(bool newest_first) const {
        std::vector<std::size_t> found;
        const auto& lines = statement_.lines;
        for (std::size_t i = 1; i < lines.size(); ++i) {
            const StatementLine& elder = lines[newest_first ? i : i - 1];
            const StatementLine& younger = lines[newest_first ? i - 1 : i];
            if (!elder.balance || !younger.balance || is_gap(i)) continue;
            if (after(*elder.balance, younger) != *younger.balance) found.push_back(newest_first ? i - 1 : i);
        }
        return found;
    }

    void check_balances() {
        auto& lines = statement_.lines;
        std::vector<std::size_t> broken = breaks(false);
        bool newest_first = !lines.empty() && lines.front().on > lines.back().on;
        if (!broken.empty() || newest_first) {
            const std::vector<std::size_t> other = breaks(true);
            newest_first = other.size() < broken.size() || (other.size() == broken.size() && newest_first);
            if (newest_first) broken = other;
        }
        for (const std::size_t i : broken) tell_break(lines[i], lines[newest_first ? i + 1 : i - 1]);
        if (newest_first) {
            std::ranges::reverse(lines);
            std::ranges::reverse(statement_.breaks);
        }
        if (lines.empty()) return;
        if (lines.front().balance) statement_.opening = before(lines.front());
        statement_.closing = lines.back().balance;
    }

    void tell_break(const StatementLine& line, const StatementLine& elder) {
        const std::string expected = after(*elder.balance, line).to_string(), told = line.balance->to_string(), where = std::to_string(elder.line);
        statement_.breaks.emplace_back("statement.balance_break",
                                       Text{"余额" + told + "与上一笔（第" + where + "行）不连续，应为" + expected,
                                            "balance " + told + " does not continue from line " + where + ": expected " + expected},
                                       Place{statement_.file, line.line, layout_.name(Cell::balance)});
    }

    CsvScanner scanner_;
    Layout layout_;
    BankStatement statement_;
    std::size_t row_ = 1;
    std::map<std::string, std::size_t> serials_;  // to a position in lines
    std::vector<std::size_t> gaps_;               // lines before which one was refused, in order
};

}  // namespace

BankStatement BankStatement::from_csv(std::string_view text, std::string_view file) {
    if (text.size() > kMaxStatementBytes) throw InputError{"input.limit", {"超过64 MiB", "more than 64 MiB"}, {std::string{file}, 1, ""}};
    std::string converted;
    return StatementReader{utf8_of_csv(text, file, converted), file}.read();
}

}  // namespace zhixing
