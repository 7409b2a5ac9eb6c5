#include "zhixing/ledger.hpp"

#include <algorithm>
#include <array>
#include <span>

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

// Money that becomes free again counts as money that came in, unless it was bound on the same day.
Phase phase_on(std::span<const std::uint32_t> day, const Dossier& dossier, const Event& event) {
    const auto any = [&](auto&& test) { return std::ranges::any_of(day, [&](std::uint32_t position) { return test(dossier.events()[position]); }); };
    const Phase own = posting_of(event.kind)->phase;
    if (event.kind == kinds::funds_unfrozen) {
        const bool bound = any([&](const Event& other) { return posting_of(other.kind)->phase == Phase::hold && other.ref == event.ref; });
        return bound ? Phase::lifted : Phase::claim;
    }
    if (own != Phase::ended) return own;
    const std::string_view number = dossier.text(event, Column::number);
    const bool bound = any([&](const Event& other) {
        const Phase phase = posting_of(other.kind)->phase;
        return phase >= Phase::proposed && phase <= Phase::released && dossier.text(other, Column::number) == number;
    });
    return bound ? own : Phase::claim;
}

void order_day(const Dossier& dossier, std::span<std::uint32_t> events) {
    if (events.size() < 2) return;
    struct Place {
        Phase phase;
        std::int32_t second;
        std::size_t before;  // among equals the order of the dossier
        std::uint32_t event;
        auto operator<=>(const Place&) const = default;
    };
    std::vector<Place> places;
    places.reserve(events.size());
    for (const std::uint32_t position : events) {
        const Event& event = dossier.events()[position];
        places.push_back({phase_on(events, dossier, event), event.second, places.size(), position});
    }
    std::ranges::sort(places);
    std::ranges::transform(places, events.begin(), &Place::event);
}

}  // namespace

std::vector<std::uint32_t> order_of_posting(const Dossier& dossier, const LedgerOptions& options) {
    std::vector<std::uint32_t> order;
    order.reserve(dossier.events().size());
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
        if (row.creditor == 0 || (!row.known && row.paid == Money{})) continue;
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
    const std::vector<std::uint32_t> order = order_of_posting(dossier, options);
    Book book{dossier, ledger, order.size()};
    for (const std::uint32_t event : order) book.post(event);
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
