#include "journal/sql.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {

Address parse_address(std::string_view url) {
    constexpr std::string_view kSqlite = "sqlite:";
    const bool whole = url.find('\0') == std::string_view::npos;  // C would read only what stands before
    if (whole && url.starts_with(kSqlite)) {
        const std::string_view file = url.substr(kSqlite.size());
        // What SQLite would read as something else than the name of a file.
        const bool special = file.empty() || file.starts_with(':') || file.starts_with("file:");
        if (!special) return {Address::Driver::sqlite, std::string{file}};
    } else if (whole && (url.starts_with("postgresql://") || url.starts_with("postgres://"))) {
        return {Address::Driver::postgresql, std::string{url}};
    }
    throw JournalError{"journal.url", {"日志地址应为 sqlite:文件 或 postgresql://…", "a journal is at sqlite:FILE or postgresql://…"}};
}

void Database::fail_interrupted() { throw JournalError{"journal.interrupted", {"操作已被中断", "the call was interrupted"}}; }

void fail_uncertain(const std::string& detail) {
    throw JournalError{"journal.uncertain", {"提交时出错，不知是否已记录，请以同样内容重试：" + detail,
                                             "the commit failed and it is not known whether the batch is recorded; send the same again: " + detail}};
}

std::unique_ptr<Database> open_database(const Address& address, bool create) {
    return address.driver == Address::Driver::sqlite ? open_sqlite(address.target, create) : open_postgresql(address.target);
}

}  // namespace zhixing::journal
