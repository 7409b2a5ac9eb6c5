#include "documents/case_distribution.hpp"

#include <algorithm>
#include <array>

#include "review/record.hpp"
#include "zhixing/kinds.hpp"

namespace zhixing::documents {
namespace {

// By these a creditor is satisfied otherwise than out of the account; how far is not told there.
constexpr std::array kSatisfied{kinds::notice_performed, kinds::funds_paid_directly, kinds::settlement_performed, kinds::setoff_ruled, kinds::asset_managed, kinds::thing_delivered};

class Collector {
public:
    Collector(const Dossier& dossier, const Ledger& ledger, const ReviewOptions& options) : dossier_{dossier}, ledger_{ledger}, options_{options} {}

    std::optional<DistributionRequest> collect() {
        out_.as_of = options_.as_of;
        const bool told = nobody_has_priority() && nobody_was_paid() && take_assets() && take_debtor() && take_claims() && take_participants() && as_planned();
        return told ? std::optional{std::move(out_)} : std::nullopt;
    }

private:
    static Word role(std::string_view id) { return Catalogue::bundled().find_word(Vocabulary::party_role, id); }

    [[nodiscard]] bool nobody_has_priority() const {
        return std::ranges::none_of(dossier_.parties(), [secured = role("secured_creditor")](const Party& party) { return party.role == secured; });
    }

    // The claims stand there as they were at first.
    [[nodiscard]] bool nobody_was_paid() const {
        const bool by_court = std::ranges::any_of(ledger_.entitlements, [](const LedgerEntitlement& one) { return one.paid > Money{}; });
        const auto satisfies = [this](const Event& event) { return std::ranges::count(kSatisfied, event.kind) != 0 && Record::visible(event, {options_.as_of, options_.known_at}); };
        return dossier_.covers(kinds::funds_released) && !by_court && std::ranges::none_of(dossier_.events(), satisfies);
    }

    // What came in and has not gone out.
    bool take_assets() {
        for (const LedgerReceipt& receipt : ledger_.receipts) {
            if (receipt.left <= Money{}) continue;
            out_.assets.push_back({receipt.ref.empty() ? "#" + std::to_string(receipt.event) : receipt.ref, receipt.left, {}});
            const Party* const payer = respondent(receipt.payer);
            if (payer == nullptr || (debtor_ != nullptr && debtor_ != payer)) return false;
            debtor_ = payer;
        }
        return !out_.assets.empty();
    }
    // Who is named so; of a receipt that names nobody the only respondent.
    [[nodiscard]] const Party* respondent(std::string_view named) const {
        const Party* found = nullptr;
        for (const Party& party : dossier_.parties()) {
            if (party.role != role("respondent") || (!named.empty() && dossier_.text(party.id) != named && dossier_.text(party.name) != named)) continue;
            if (found != nullptr) return nullptr;
            found = &party;
        }
        return found;
    }

    // That the property does not suffice is what the plan is made for.
    bool take_debtor() {
        const auto is = [this](const char* kind) { return debtor_->kind == Catalogue::bundled().find_word(Vocabulary::party_kind, kind); };
        out_.facts["insolvent"] = "yes";
        if (is("natural")) out_.facts["debtor"] = "natural";
        else if (is("legal")) out_.facts["debtor"] = "enterprise";
        else if (is("other")) out_.facts["debtor"] = "organisation";
        return true;
    }

    [[nodiscard]] bool owed_by_debtor(const Claim& claim) const {
        const auto debtors = dossier_.debtors().subspan(claim.first_debtor, claim.debtor_count);
        const auto is_it = [this](const TextRef& of) { return dossier_.text(of) == dossier_.text(debtor_->id) || dossier_.text(of) == dossier_.text(debtor_->name); };
        return debtors.empty() || std::ranges::any_of(debtors, is_it);
    }

    bool take_claims() {
        const Catalogue& catalogue = Catalogue::bundled();
        const Basis& basis = dossier_.basis();
        const std::string document = std::string{dossier_.text(basis.number)} + (basis.kind == 0 ? std::string{} : catalogue.word(Vocabulary::basis_kind, basis.kind).zh);
        for (const Claim& claim : dossier_.claims()) {
            const bool of_money = claim.kind == catalogue.find_word(Vocabulary::claim_kind, "money");
            if (!owed_by_debtor(claim) || (claim.kind != 0 && !of_money && !claim.principal)) continue;
            const std::string creditor{dossier_.text(claim.creditor)};
            if (!of_money || creditor.empty() || !claim.principal) return false;
            out_.claims.push_back({"c" + std::to_string(out_.claims.size()), creditor, document});
            out_.claims.back().principal = *claim.principal;
        }
        return !out_.claims.empty();
    }

    // Who asked for a share; of one document of one creditor what they said last.
    bool take_participants() {
        if (!dossier_.covers(kinds::distribution_applied)) return false;
        for (const std::uint32_t index : dossier_.by_date()) {
            const Event& event = dossier_.events()[index];
            if (event.kind != kinds::distribution_applied || event.duplicate || !Record::visible(event, {options_.as_of, options_.known_at})) continue;
            const std::string document{dossier_.text(event, Column::number)};
            if (event.party == 0 || !event.has_amount || document.empty()) return false;
            const std::string creditor{dossier_.party_id(event.party)};
            auto same = std::ranges::find_if(out_.claims, [&](const DistributionClaim& claim) { return claim.creditor == creditor && claim.document == document; });
            if (same == out_.claims.end()) same = out_.claims.insert(same, {"c" + std::to_string(out_.claims.size()), creditor, document});
            same->principal = event.amount;
        }
        return true;
    }

    [[nodiscard]] bool as_planned() const {
        Money pool, planned;
        for (const DistributionAsset& asset : out_.assets) pool += asset.proceeds;
        for (const std::uint32_t index : dossier_.by_date()) {
            const Event& event = dossier_.events()[index];
            if (event.kind == kinds::distribution_planned && event.has_amount && Record::visible(event, {options_.as_of, options_.known_at})) planned = event.amount;
        }
        return planned == Money{} || planned == pool;
    }

    const Dossier& dossier_;
    const Ledger& ledger_;
    const ReviewOptions& options_;
    const Party* debtor_ = nullptr;
    DistributionRequest out_;
};

}  // namespace

std::optional<CaseDistribution> distribution_of(const Dossier& dossier, const Ledger& ledger, const Rulebook& rulebook, const ReviewOptions& options, Money fee) try {
    auto request = Collector{dossier, ledger, options}.collect();
    if (!request) return std::nullopt;
    request->fee = fee;
    std::optional<CaseDistribution> out{CaseDistribution{std::move(*request), DistributionLaw::of(rulebook, options.as_of), {}}};
    out->shares = distribute(out->request, out->law);
    if (out->shares.regime == nullptr || out->shares.held > Money{}) return std::nullopt;
    return out;
} catch (const RuleError& error) {
    if (error.code() != "rule.no_version") throw;  // no law of distribution on that day is known
    return std::nullopt;
}

}  // namespace zhixing::documents
