#include "zhixing/ledger.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "money/ledger_book.hpp"

namespace zhixing {
namespace {

constexpr std::array<std::string_view, 15> kAccounts = {"", "bank", "cash", "bill", "discrepancy", "unidentified", "case_money", "hold", "payable",
                                                        "execution_fee", "court_cost", "fine", "auction_deposit", "deposit", "account_interest"};
constexpr std::array<std::string_view, 13> kFaults = {"", "overdrawn", "no_amount", "unknown_instance", "amount_differs", "repeated_number", "resolved_before",
                                                      "unapproved", "over_entitled", "held", "other_document", "refund_to_other", "corrected_before"};

bool visible(const Event& event, const LedgerOptions& options) {
    if (!event.has_date() || event.on > options.as_of) return false;
    return !options.known_at || event.recorded == std::numeric_limits<std::int64_t>::min() ||
           event.recorded <= options.known_at->time_since_epoch().count();
}

// What events of one day an undoing may undo: freezes by receipt, payment steps by number.
class Day {
public:
    Day(const Dossier& dossier, std::span<const std::uint32_t> events) {
        for (const std::uint32_t position : events) {
            const Event& event = dossier.events()[position];
            const Posting* posting = posting_of(event.kind);
            if (posting->phase == Phase::hold) frozen_.insert(event.ref);
            if (posting->phase >= Phase::proposed && posting->phase <= Phase::released) numbers_.insert(dossier.text(event, Column::number));
        }
    }

    // Money that becomes free again counts as money that came in, unless it was bound on the same day.
    [[nodiscard]] Phase phase(const Dossier& dossier, const Event& event) const {
        const Phase own = posting_of(event.kind)->phase;
        if (event.kind == kinds::funds_unfrozen) return frozen_.contains(event.ref) ? Phase::lifted : Phase::claim;
        if (own == Phase::ended && !numbers_.contains(dossier.text(event, Column::number))) return Phase::claim;
        return own;
    }

private:
    std::set<std::uint16_t> frozen_;
    std::set<std::string_view> numbers_;
};

void order_day(const Dossier& dossier, std::span<std::uint32_t> events) {
    if (events.size() < 2) return;
    const Day day{dossier, events};
    struct Place {
        Phase phase;
        std::int32_t second;
        std::uint32_t event;
    };
    std::vector<Place> places;
    for (const std::uint32_t event : events) places.push_back({day.phase(dossier, dossier.events()[event]), dossier.events()[event].second, event});
    std::ranges::stable_sort(places, [](const Place& a, const Place& b) { return a.phase != b.phase ? a.phase < b.phase : a.second < b.second; });
    std::ranges::transform(places, events.begin(), &Place::event);
}

}  // namespace

std::vector<std::uint32_t> order_of_posting(const Dossier& dossier, const LedgerOptions& options) {
    std::vector<std::uint32_t> order;
    bool seen = false;  // one of those that are equal, which stand side by side
    for (const std::uint32_t index : dossier.by_date()) {
        const Event& event = dossier.events()[index];
        if (!event.duplicate) seen = false;
        if (seen || !visible(event, options)) continue;
        seen = true;
        if (posting_of(event.kind) != nullptr) order.push_back(index);
    }
    const auto day_of = [&](std::uint32_t index) { return dossier.events()[index].on; };
    for (auto first = order.begin(); first != order.end();) {
        const auto last = std::find_if(first, order.end(), [&](std::uint32_t index) { return day_of(index) != day_of(*first); });
        order_day(dossier, {first, last});
        first = last;
    }
    return order;
}

void Book::finish() {
    for (const Due& row : dues_) {
        if (!row.known && row.paid == Money{}) continue;
        const std::string_view head = row.head == 0 ? std::string_view{} : std::string_view{Catalogue::bundled().word(Vocabulary::ground, row.head).id};
        ledger_.entitlements.push_back({std::string{party_text(row.creditor)}, std::string{head}, row.due, row.paid});
    }
}

std::string_view to_string(AccountKind kind) noexcept { return kAccounts[static_cast<std::size_t>(kind)]; }
std::string_view to_string(LedgerFault fault) noexcept { return kFaults[static_cast<std::size_t>(fault)]; }

std::optional<LedgerFault> ledger_fault(std::string_view word) noexcept {
    const auto found = std::find(kFaults.begin() + 1, kFaults.end(), word);
    if (found == kFaults.end()) return std::nullopt;
    return static_cast<LedgerFault>(found - kFaults.begin());
}

Ledger Ledger::of(const Dossier& dossier, const LedgerOptions& options) {
    Ledger ledger;
    ledger.as_of = options.as_of;
    Book book{dossier, ledger};
    for (const std::uint32_t event : order_of_posting(dossier, options)) book.post(event);
    book.finish();
    return ledger;
}

Money Ledger::balance(AccountKind kind) const {
    Money sum;
    for (const LedgerAccount& account : accounts) {
        if (account.kind == kind) sum += account.balance();
    }
    return sum;
}

Money Ledger::unreleased() const { return balance(AccountKind::case_money) + balance(AccountKind::hold) + balance(AccountKind::payable); }

Money Ledger::received() const {
    Money sum;
    for (const LedgerReceipt& receipt : receipts) sum += receipt.amount;
    return sum;
}

}  // namespace zhixing
