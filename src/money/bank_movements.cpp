// Which events move money through the bank account, and what they say of it.
#include <algorithm>
#include <array>

#include "zhixing/case_number.hpp"
#include "zhixing/reconcile.hpp"

namespace zhixing {
namespace {

constexpr std::array<std::string_view, 6> kIncoming = {"funds.received", "funds.unidentified", "funds.interest_credited", "funds.release_failed", "cash.handed_in", "bill.cleared"};
constexpr std::array<std::string_view, 5> kOutgoing = {"funds.released", "funds.refunded", "funds.surrendered", "cost.paid", "funds.moved"};

bool is_any(std::string_view kind, auto& kinds) { return std::ranges::find(kinds, kind) != kinds.end(); }

// The name of the event's party; of a party that was not declared its id is all there is.
std::string_view party_name(const Dossier& dossier, const Event& event) {
    if (event.party == 0) return {};
    if (event.party > dossier.parties().size()) return dossier.party_id(event.party);
    const std::string_view name = dossier.text(dossier.parties()[event.party - 1U].name);
    return name.empty() ? dossier.party_id(event.party) : name;
}

// 案款转移 to another case of this court stays in the account.
bool stays_in_court(const Dossier& dossier, std::string_view to) {
    try {
        return CaseNumber::parse(to).court() == CaseNumber::parse(dossier.number()).court();
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

}  // namespace

std::vector<BankMovement> bank_movements(const Dossier& dossier, std::size_t position) {
    std::vector<BankMovement> movements;
    for (const Event& event : dossier.events()) {
        if (event.kind == Kind::unknown || event.duplicate) continue;
        const std::string_view kind = Catalogue::bundled().kind(event.kind).id;
        const bool incoming = is_any(kind, kIncoming);
        if (!incoming && !is_any(kind, kOutgoing)) continue;
        const std::string_view number = dossier.text(event, Column::number);
        if (kind == "funds.received" && is_in_hand(event)) continue;
        if (kind == "funds.moved" && stays_in_court(dossier, number)) continue;
        movements.push_back({position, std::string{dossier.number()}, std::string{dossier.event_id(event)}, event.kind, event.on, incoming,
                             event.has_amount ? std::optional{event.amount} : std::nullopt, std::string{number}, std::string{party_name(dossier, event)}});
    }
    // A correction names the entry that it takes back.
    for (const Event& event : dossier.events()) {
        if (event.kind == Kind::unknown || Catalogue::bundled().kind(event.kind).id != "funds.corrected") continue;
        const std::string_view entry = dossier.text(event, Column::number);
        const auto taken_back = std::ranges::find(movements, entry, &BankMovement::event);
        if (taken_back != movements.end() && !entry.empty()) taken_back->reversed = true;
    }
    return movements;
}

}  // namespace zhixing
