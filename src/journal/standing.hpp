/// @file
/// The standing index: the last review of each dossier, and which have changed since.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "journal/sql.hpp"
#include "zhixing/rulebook.hpp"
#include "zhixing/standing.hpp"

namespace zhixing::journal {

/// A standing as the column `answer` keeps it, and back. One text for each answer, so that equal texts are equal answers.
[[nodiscard]] std::string write_answer(const Standing& standing);
/// Fills findings and obligations. @throws JournalError `journal.damaged`.
void read_answer(std::string_view answer, Standing& standing);

/// The columns of journal_standing that standing_at() reads, with the alias `s`.
inline constexpr std::string_view kStandingColumns = "s.as_of, s.next_change, s.next_due, s.worst, s.answer";
inline constexpr int kStandingColumnCount = 5;
[[nodiscard]] Standing standing_at(Rows& rows, int column);

[[nodiscard]] IndexState index_state(Database& database, const Rulebook& rulebook);
/// The day of the last sweep; ISO 8601, empty: there was none. Rows of that day hold on it and later only.
struct IndexRow {
    std::string rulebook, as_of;
};
[[nodiscard]] IndexRow index_row(Database& database);

/// Reviews dossiers whose standing does not hold on that day, some at a time: each batch is a transaction of its own, so
/// that writers wait for a moment only. @throws JournalError `journal.index` if the index was made by another rulebook.
[[nodiscard]] Sweep sweep(Database& database, const std::function<void(const std::function<void()>&)>& write, const Rulebook& rulebook, Date as_of);
/// Forgets how all dossiers stand. In a transaction that writes.
void forget_standings(Database& database, const Rulebook& rulebook);
/// Reviews every dossier that is said not to have changed, on the day of its review. @param differs told of each whose answer
/// is another, until it returns false.
void check_standings(Database& database, const Rulebook& rulebook, const std::function<bool(std::int64_t dossier)>& differs);

}  // namespace zhixing::journal
