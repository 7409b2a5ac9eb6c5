// Which events move money through the bank account, and what they say of it.
#include <algorithm>
#include <array>
#include <limits>

#include "zhixing/case_number.hpp"
#include "zhixing/kinds.hpp"
#include "zhixing/reconcile.hpp"

namespace zhixing {
namespace {

using namespace kinds;

constexpr std::array<Kind, 8> kIncoming = {funds_received, funds_unidentified, funds_interest_credited, funds_release_failed,
                                           cash_handed_in, bill_cleared, auction_bid_deposit_paid, auction_deposit_moved};
constexpr std::array<Kind, 7> kOutgoing = {funds_released, funds_refunded, funds_surrendered, cost_paid,
                                           funds_moved, funds_deposit_returned, auction_bid_deposit_returned};

bool is_any(Kind kind, auto& kinds) { return std::ranges::find(kinds, kind) != kinds.end(); }

// The name of the event's party; of a party that was not declared its id is all there is.
std::string_view party_name(const Dossier& dossier, const Event& event) {
    if (event.party == 0) return {};
    if (event.party > dossier.parties().size()) return dossier.party_id(event.party);
    const std::string_view name = dossier.text(dossier.parties()[event.party - 1U].name);
    return name.empty() ? dossier.party_id(event.party) : name;
}

// 案款转移 between cases of one court stays in the account.
bool is_of_this_court(const Dossier& dossier, std::string_view other) {
    try {
        return CaseNumber::parse(other).court() == CaseNumber::parse(dossier.number()).court();
    } catch (const InputError&) {
        return false;
    }
}

// Cash and bills are in the account when they are handed in or paid.
bool is_in_hand(const Event& event) {
    static const Word cash = Catalogue::bundled().find_word(Vocabulary::method, "cash");
    static const Word bill = Catalogue::bundled().find_word(Vocabulary::method, "bill");
    return event.method != 0 && (event.method == cash || event.method == bill);
}

// The events that were known.
class Known {
public:
    Known(const Dossier& dossier, std::optional<DateTime> at) : dossier_{dossier} {
        for (const Event& event : dossier.events()) {
            const bool told_later = at && event.recorded != std::numeric_limits<std::int64_t>::min() && event.recorded > at->time_since_epoch().count();
            if (!told_later) events_.push_back(&event);
        }
    }

    [[nodiscard]] const Dossier& dossier() const noexcept { return dossier_; }
    [[nodiscard]] const std::vector<const Event*>& events() const noexcept { return events_; }

private:
    const Dossier& dossier_;
    std::vector<const Event*> events_;
};

// 网络平台 holds the deposit until the sale.
bool is_at_platform(const Known& known, const Event& event) {
    static const Word platform = Catalogue::bundled().find_word(Vocabulary::role, "platform");
    return std::ranges::any_of(known.events(), [&](const Event* paid) {
        return paid->kind == auction_bid_deposit_paid && paid->role == platform && paid->ref == event.ref && (paid->party == event.party || event.party == 0);
    });
}

// A payment that never left does not come back: the payment (number) was released before.
const Event* released_by(const Known& known, std::string_view number) {
    const auto found = std::ranges::find_if(known.events(), [&](const Event* event) { return event->kind == funds_released && known.dossier().text(*event, Column::number) == number; });
    return found == known.events().end() ? nullptr : *found;
}

bool moves_money(const Known& known, const Event& event, std::string_view number) {
    if (event.kind == funds_received) return !is_in_hand(event) && !is_of_this_court(known.dossier(), number);
    if (event.kind == funds_moved) return !is_of_this_court(known.dossier(), number);
    if (event.kind == funds_release_failed) return released_by(known, number) != nullptr;
    if (event.kind == auction_deposit_moved) return is_at_platform(known, event);
    if (event.kind == auction_bid_deposit_paid || event.kind == auction_bid_deposit_returned) return !is_at_platform(known, event);
    return true;
}

// What was returned is what was released, unless the event says otherwise.
std::optional<Money> amount_of(const Known& known, const Event& event, std::string_view number) {
    if (event.has_amount) return event.amount;
    if (event.kind != funds_release_failed) return std::nullopt;
    const Event& released = *released_by(known, number);
    return released.has_amount ? std::optional{released.amount} : std::nullopt;
}

}  // namespace

std::vector<BankMovement> bank_movements(const Dossier& dossier, std::size_t position, std::optional<DateTime> known_at) {
    const Known known{dossier, known_at};
    std::vector<BankMovement> movements;
    for (const Event* event : known.events()) {
        if (event->kind == Kind::unknown || event->duplicate) continue;
        const bool incoming = is_any(event->kind, kIncoming);
        if (!incoming && !is_any(event->kind, kOutgoing)) continue;
        const std::string_view number = dossier.text(*event, Column::number);
        if (!moves_money(known, *event, number)) continue;
        movements.push_back({position, std::string{dossier.number()}, std::string{dossier.event_id(*event)}, event->kind, event->on, incoming,
                             amount_of(known, *event, number), std::string{number}, std::string{party_name(dossier, *event)}});
    }
    // A correction names the entry that it takes back.
    for (const Event* event : known.events()) {
        if (event->kind != funds_corrected) continue;
        const std::string_view entry = dossier.text(*event, Column::number);
        const auto taken_back = std::ranges::find(movements, entry, &BankMovement::event);
        if (taken_back != movements.end() && !entry.empty()) taken_back->reversed = true;
    }
    return movements;
}

}  // namespace zhixing
