#include "journal/insert.hpp"

namespace zhixing::journal {
namespace {

std::string statement(std::string_view head, std::size_t columns, std::size_t rows, std::string_view tail) {
    std::string sql{head};
    sql += " VALUES ";
    for (std::size_t i = 0; i < columns * rows; ++i) {
        sql += i % columns == 0 ? (i == 0 ? "(" : ",(") : ",";
        sql += '$' + std::to_string(i + 1);
        if (i % columns == columns - 1) sql += ')';
    }
    if (!tail.empty()) (sql += ' ') += tail;
    return sql;
}

}  // namespace

Insert::Insert(Database& database, std::string_view head, std::size_t columns, std::string_view tail)
    : database_{database}, head_{head}, tail_{tail}, columns_{columns} {}

void Insert::add(std::initializer_list<Value> row) {
    values_.insert(values_.end(), row.begin(), row.end());
    if (++rows_ == database_.rows_per_insert()) flush();
}

void Insert::flush() {
    if (rows_ == 0) return;
    const bool full = rows_ == database_.rows_per_insert();
    if (full && full_.empty()) full_ = statement(head_, columns_, rows_, tail_);
    database_.execute(full ? full_ : statement(head_, columns_, rows_, tail_), values_);
    values_.clear();
    kept_.clear();
    rows_ = 0;
}

void Insert::finish() { flush(); }

}  // namespace zhixing::journal
