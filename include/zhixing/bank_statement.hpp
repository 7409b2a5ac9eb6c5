/// @file
/// A bank's statement of the account for case money (执行款专户流水), read from CSV; see docs/reconciliation.md.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/dossier.hpp"

namespace zhixing {

/// Limits of one statement; over them it is an InputError (`input.limit`).
inline constexpr std::size_t kMaxStatementBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxStatementLines = 500'000;

/// One line of a statement: money that came in or went out.
struct StatementLine {
    std::size_t line = 0;          ///< where it stands in the file, from 1
    Date on = kNoDate;             ///< 记账日期, or 交易日期 where the bank gives no other
    std::string serial;            ///< 流水号; empty if the bank gives none
    bool incoming = true;          ///< 贷方 (收入) of the bank; false: 借方 (支出)
    Money amount;                  ///< more than zero
    std::optional<Money> balance;  ///< 余额 after this line
    std::string name, account;     ///< 对方户名, 对方账号
    std::string memo;              ///< 摘要, 备注, 附言 and 用途, joined by a space
};

/// What a statement says. A value.
struct BankStatement {
    std::string file;
    std::vector<StatementLine> lines;  ///< oldest first, as the bank has them (a statement with the newest first is turned round)
    /// Lines that are not among `lines` because they cannot be read: `statement.amount`, `.date`, `.serial` (a serial
    /// used before with other contents), `.balance`, `input.csv`.
    std::vector<InputError> refused;
    /// Lines that are among `lines` although their balance does not continue from the line before: `statement.balance_break`.
    std::vector<InputError> breaks;
    /// Lines told before with the same serial and contents (`statement.repeated`); they count once.
    std::vector<InputError> repeated;
    std::size_t rows = 0;              ///< rows that are not blank; always lines + refused + repeated
    std::optional<Money> opening, closing;  ///< before the first line and after the last, where balances say so

    /// Reads a CSV with a header row of English or Chinese column names; UTF-8 (with or without BOM) or GB18030.
    /// A line that cannot be read is kept in `refused`; the rest is read.
    /// @param file name used in errors.
    /// @throws InputError when the text or its header row cannot be used: `input.encoding`, `input.empty`, `input.header`,
    /// `input.limit`.
    [[nodiscard]] static BankStatement from_csv(std::string_view text, std::string_view file = {});
};

}  // namespace zhixing
