// Values that are worked out: the schedule of failed service, the lines of a distribution plan, what was realised.
#include <algorithm>

#include "documents/fill.hpp"
#include "documents/make_value.hpp"
#include "money/exact.hpp"
#include "zhixing/kinds.hpp"
#include "zhixing/service.hpp"

namespace zhixing::documents {
namespace {

using Cells = std::vector<std::pair<std::string_view, Value>>;

Value money_value(Money amount) { return number_value(FieldType::money, amount.fen()); }

std::vector<Value> row_of(const Field& list, const Cells& cells) {
    std::vector<Value> row;
    for (const Field& item : list.items) {
        const auto cell = std::find_if(cells.begin(), cells.end(), [&item](const auto& one) { return one.first == name_in_row(item); });
        row.push_back(cell == cells.end() ? nothing(item.type) : typed(cell->second, item.type));
    }
    return row;
}

// `22.50%`, rounded.
std::string percent(Money part, Money whole) {
    if (whole <= Money{}) return {};
    std::string digits = std::to_string(static_cast<std::int64_t>(divide(Wide{part.fen()} * 10'000, whole.fen(), Rounding::half_up)));
    if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
    return digits.insert(digits.size() - 2, ".") + "%";
}

}  // namespace

Value Filler::of_service(const Field& field) const {
    const ServiceSheet sheet = service_sheet(dossier_, rulebook_, {question_.as_of, question_.known_at});
    const ServiceSchedule schedule = service_schedule(sheet, dossier_, rulebook_);
    std::vector<std::vector<Value>> rows;
    for (const std::vector<std::string>& told : schedule.rows) {
        Cells cells;
        for (std::size_t i = 0; i < told.size(); ++i) cells.emplace_back(schedule.columns[i].en, text_value(told[i]));
        rows.push_back(row_of(field, cells));
    }
    return list_value(std::move(rows));
}

// What the applicants have been paid. Where the record of payments is not complete, or one does not say whom, it is not known.
Value Filler::realised() {
    if (!dossier_.covers(kinds::funds_released)) return nothing(FieldType::money);
    static const Word applicant = Catalogue::bundled().find_word(Vocabulary::party_role, "applicant");
    Money sum;
    for (const LedgerEntitlement& one : ledger().entitlements) {
        if (one.creditor.empty() && one.paid > Money{}) return nothing(FieldType::money);
        const bool own = std::ranges::any_of(dossier_.parties(), [&](const Party& party) { return party.role == applicant && dossier_.text(party.id) == one.creditor; });
        if (own) sum += one.paid;
    }
    return money_value(sum);
}

const std::optional<CaseDistribution>& Filler::distribution() {
    if (distribution_) return *distribution_;
    Money collected;
    for (const LedgerAccount& account : ledger().accounts) {
        if (account.kind == AccountKind::execution_fee) collected += account.credits;
    }
    const Value all = fee();
    distribution_.emplace();
    if (!all.present) return *distribution_;
    const Money due = std::max(Money::from_fen(all.number) - collected, Money{});
    *distribution_ = distribution_of(dossier_, ledger(), rulebook_, {question_.as_of, question_.known_at}, due);
    return *distribution_;
}

Value Filler::of_distribution(const Field& field, const Origin& origin) {
    const std::optional<CaseDistribution>& found = distribution();
    if (!found) return nothing(field.type);
    Money paid;
    std::vector<std::vector<Value>> assets, costs, lines;
    for (const DistributionLine& line : found->shares.lines) {
        if (line.tier == "reserve") continue;
        const Value tier = text_value(found->law.names.at(line.tier).zh);
        if (line.claim < 0) {
            if (line.paid > Money{}) costs.push_back(row_of(field, {{"name", tier}, {"amount", money_value(line.paid)}}));
            continue;
        }
        const DistributionClaim& claim = found->request.claims[static_cast<std::size_t>(line.claim)];
        paid += line.paid;
        lines.push_back(row_of(field, {{"creditor", text_value(name_of(claim.creditor))}, {"basis", text_value(claim.document)}, {"tier", tier}, {"claim", money_value(line.claimed)},
                                       {"ratio", text_value(percent(line.paid, line.claimed))}, {"paid", money_value(line.paid)}, {"unpaid", money_value(line.claimed - line.paid)}}));
    }
    if (origin.word == "lines") return list_value(std::move(lines));
    if (origin.word == "costs") return list_value(std::move(costs));
    if (origin.word == "pool") return money_value(found->shares.pool);
    if (origin.word == "paid") return money_value(paid);
    const Money rest = origin.word == "reserved" ? found->shares.reserved : found->shares.surplus;
    if (origin.word != "assets") return rest > Money{} ? money_value(rest) : nothing(FieldType::money);
    for (const LedgerReceipt& receipt : ledger().receipts) {
        if (receipt.left <= Money{}) continue;
        const Event& event = dossier_.events()[static_cast<std::size_t>(receipt.event)];
        const std::string how = event.method == 0 ? Catalogue::bundled().kind(event.kind).zh : Catalogue::bundled().word(Vocabulary::method, event.method).zh;
        assets.push_back(row_of(field, {{"name", text_value(name_of(receipt.payer) + how)}, {"amount", money_value(receipt.left)}}));
    }
    return list_value(std::move(assets));
}

}  // namespace zhixing::documents
