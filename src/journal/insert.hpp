/// @file
/// Inserts many rows, as many to a statement as the database likes.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "journal/sql.hpp"

namespace zhixing::journal {

/// Call finish() at the end: what is not finished is not inserted. Texts of the values must live until then, or be given to keep().
class Insert {
public:
    /// @param head `INSERT INTO table (columns)`; the rows follow. @param tail what stands behind them, such as ON CONFLICT.
    Insert(Database& database, std::string_view head, std::size_t columns, std::string_view tail = {});
    void add(std::initializer_list<Value> row);
    [[nodiscard]] std::string_view keep(std::string text) { return kept_.emplace_back(std::move(text)); }
    void finish();

private:
    void flush();
    Database& database_;
    std::string head_, tail_;
    std::size_t columns_, rows_ = 0;
    std::string full_;  ///< the statement with all the rows that it may take; empty: not needed yet
    std::vector<Value> values_;
    std::deque<std::string> kept_;
};

}  // namespace zhixing::journal
