/// @file
/// The tables of a journal, and how one of an earlier version is brought forward.
#pragma once

#include <cstdint>
#include <string>

#include "journal/sql.hpp"
#include "zhixing/proof.hpp"

namespace zhixing::journal {

inline constexpr std::int64_t kSchemaVersion = 2;
/// Of the file of a journal in SQLite, where `file` and others look: "ZXJL".
inline constexpr std::int64_t kApplicationId = 0x5A584A4C;

/// What a journal says of itself.
struct Identity {
    std::string id;
    HashAlgorithm hash = HashAlgorithm::sm3;
};

/// In a transaction of somebody else. @throws JournalError `journal.exists`.
void create_schema(Database& database, const Identity& identity);
/// Checks that this is a journal, and brings one of an earlier version to this one, in a transaction of its own. @param check_file whether the database looks through its whole file.
/// @throws JournalError `journal.schema`, `journal.damaged`.
[[nodiscard]] Identity open_schema(Database& database, bool check_file);

}  // namespace zhixing::journal
