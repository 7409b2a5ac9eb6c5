/// @file
/// Reconciliation (对账): a bank's statement against the money movements of many dossiers, line by line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/bank_statement.hpp"

namespace zhixing {

/// An event that moves money through the bank account.
struct BankMovement {
    std::size_t dossier = 0;  ///< position of the dossier in the order in which it was given, from 0
    std::string case_number;  ///< 案号 of the dossier as given
    std::string event;        ///< id of the event
    Kind kind = Kind::unknown;
    Date on = kNoDate;
    bool incoming = true;
    std::optional<Money> amount;
    std::string number;       ///< bank serial of money that came in; bank serial or payment number of money that went out
    std::string name;         ///< of the event's party: who paid, or who was paid
    bool reversed = false;    ///< taken back by `funds.corrected`; takes no part
};

/// The movements of one dossier: in `funds.received`, `funds.unidentified`, `funds.interest_credited`, `funds.release_failed`,
/// `cash.handed_in`, `bill.cleared`, `auction.bid_deposit_paid`, `auction.deposit_moved`; out `funds.released`, `funds.refunded`,
/// `funds.surrendered`, `cost.paid`, `funds.moved`, `funds.deposit_returned`, `auction.bid_deposit_returned`.
/// Not cash and bills when they are taken, money moved between cases of one court, a failed payment that had not left, and bid
/// deposits that a platform holds. Exact duplicates count once. @param position of the dossier among those given.
/// @param known_at events recorded later are not seen.
[[nodiscard]] std::vector<BankMovement> bank_movements(const Dossier& dossier, std::size_t position = 0, std::optional<DateTime> known_at = {});

/// How far and over what time.
struct ReconcileOptions {
    int days = 3;                      ///< days by which the dates of one movement may differ, 0 to 31
    std::optional<Date> from{}, to{};  ///< the period; by default the first and the last day of the statement
};

/// What a line and movements were matched by, strongest first. All but the first also need the same amount, direction and
/// a date within ReconcileOptions::days, and that nothing else would fit; the same day goes before a day nearby.
enum class MatchTest : std::uint8_t {
    none,
    serial,          ///< the bank serial; several movements of one serial match together if they add up
    payment_number,  ///< the payment number stands in the memo
    case_number,     ///< the case number stands in the memo
    name             ///< the other side's name is that of the event's party
};

/// Why something was not matched.
enum class MismatchReason : std::uint8_t {
    none,
    amount_differs,      ///< same serial, name or number, another amount
    date_differs,        ///< same serial, or same amount and name or number, but dates too far apart
    serial_differs,      ///< all agrees but the bank serials on both sides
    several_candidates,  ///< more than one would fit
    not_identified,      ///< amount and date agree with something, but neither name nor number does
    no_amount,           ///< the event states no amount
    no_candidate         ///< only at the bank, or only in the books
};

/// What became of one line, of one movement, or of those that belong together.
struct ReconciliationItem {
    enum class Outcome : std::uint8_t {
        matched = 1,
        differs,     ///< line and movements of one serial that do not agree
        only_bank,   ///< a line without a movement
        only_books,  ///< a movement without a line
        outside,     ///< a movement without a line and outside the period: no difference
        reversed     ///< a movement that was taken back: no difference
    };
    Outcome outcome = Outcome::matched;
    MatchTest test = MatchTest::none;
    MismatchReason reason = MismatchReason::none;
    std::int32_t line = -1;                ///< position in Reconciliation::lines
    std::vector<std::uint32_t> movements;  ///< positions in Reconciliation::movements
    Money difference;                      ///< of amount_differs: books − bank
    std::int32_t days = 0;                 ///< of date_differs: books − bank
    /// What might belong here: positions of movements, or of lines where `line` is -1; at most kMaxCandidates.
    std::vector<std::uint32_t> candidates;
};
inline constexpr std::size_t kMaxCandidates = 10;

[[nodiscard]] std::string_view to_string(ReconciliationItem::Outcome outcome) noexcept;
[[nodiscard]] std::string_view to_string(MatchTest test) noexcept;
[[nodiscard]] std::string_view to_string(MismatchReason reason) noexcept;

/// How many, and how much of it in and out.
struct FlowTotal {
    std::size_t count = 0;
    Money in, out;
    friend bool operator==(const FlowTotal&, const FlowTotal&) = default;
};

/// The answer. Lines and movements stand in an order of their contents, so that the order of the input does not show.
struct Reconciliation {
    ReconcileOptions options;   ///< with the period that was used, unless there was no line
    std::vector<StatementLine> lines;
    std::vector<BankMovement> movements;
    std::vector<ReconciliationItem> items;  ///< each line and each movement stands in exactly one

    std::optional<Money> bank_opening, bank_closing;  ///< as the balances of the statement say
    /// Movements before the period, in less out. The balances of the books are sums of the movements that were given:
    /// they are those of the account only if all its cases are among them.
    Money books_opening;
    FlowTotal bank;                                   ///< all lines
    FlowTotal books;                                  ///< movements within the period and those without a date
    Money books_closing;                              ///< books_opening and what moved within the period
    FlowTotal lines_matched, lines_unmatched;
    FlowTotal movements_all, movements_matched, movements_unmatched, movements_outside, movements_reversed;
    std::vector<InputError> breaks, repeated;         ///< as in BankStatement

    /// Σ lines = matched + unmatched, Σ movements = matched + unmatched + outside + reversed, by count and amount.
    [[nodiscard]] bool adds_up() const;
    /// Nothing is unmatched, and the balances of the statement continue.
    [[nodiscard]] bool agrees() const noexcept { return lines_unmatched.count == 0 && movements_unmatched.count == 0 && breaks.empty(); }
};

/// Compares a statement with movements. A pure function; the order of lines, movements and dossiers does not matter.
/// @throws InputError the first of `statement.refused`, as lines would be lost otherwise; `reconcile.days`, `reconcile.period`;
/// `money.overflow` where sums leave the range of an amount.
[[nodiscard]] Reconciliation reconcile(const BankStatement& statement, std::vector<BankMovement> movements, const ReconcileOptions& options = {});

/// What an item says.
[[nodiscard]] Text message(const ReconciliationItem& item, const Reconciliation& reconciliation);
/// The result as events for the dossier of the account (kind `account`), a JSON array: `funds.reconciled` with its outcome and
/// the end of the period (document 案款对账单 where that is a whole month), and `funds.difference_found` for each item that is not
/// matched, whose `ref` is the same whenever the same line or movement is not matched. @param on the day of the reconciliation.
[[nodiscard]] std::string to_events(const Reconciliation& reconciliation, Date on);
/// `zhixing.reconciliation/1`. @param on if given, with the events of to_events().
[[nodiscard]] std::string to_json(const Reconciliation& reconciliation, std::optional<Date> on = {});

}  // namespace zhixing
