#include "money/asset_claims.hpp"

#include <algorithm>

namespace zhixing {

void refuse_distribution(const char* code, Text message, std::string pointer) { throw InputError{code, std::move(message), {"request", 0, std::move(pointer)}}; }

void refuse_negative(Money amount, const std::string& pointer) {
    if (amount < Money{}) refuse_distribution("distribution.negative", {"金额不能为负", "an amount cannot be negative"}, pointer);
}

bool has_priority(const DistributionClaim& claim) noexcept {
    return claim.kind == ClaimKind::secured || claim.kind == ClaimKind::construction || claim.kind == ClaimKind::lien;
}

AssetClaims::AssetClaims(const DistributionRequest& request) : request_{request}, claims_(request.assets.size()), burdened_(request.assets.size()) {
    for (std::size_t i = 0; i < request.claims.size(); ++i) {
        const DistributionClaim& claim = request.claims[i];
        const bool stands_nowhere = !has_priority(claim) && claim.asset.empty() && !claim.covered && claim.standings.empty();
        if (stands_nowhere) continue;
        const std::string at = "/claims/" + std::to_string(i);
        if (!claim.asset.empty() && !claim.standings.empty()) {
            refuse_distribution("distribution.reference", {"已逐项列明财产的债权不再另指财产", "a claim with standings names no asset besides"}, at + "/asset");
        }
        if (!has_priority(claim)) {
            if (!claim.asset.empty()) refuse_distribution("distribution.reference", {"只有优先债权才指明财产", "only a claim with priority names an asset"}, at + "/asset");
            if (claim.covered) refuse_distribution("distribution.covered", {"只有优先债权才有优先受偿范围", "only a claim with priority has a covered part"}, at + "/covered");
        } else if (claim.standings.empty()) {
            add(i, {claim.asset, claim.since, claim.seized, claim.rank, claim.covered, claim.registered}, at);
        }
        for (std::size_t n = 0; n < claim.standings.size(); ++n) add(i, claim.standings[n], at + "/standings/" + std::to_string(n));
        differ_ = differ_ || !claim.standings.empty();
    }
}

void AssetClaims::add(std::size_t number, const DistributionStanding& standing, const std::string& at) {
    const DistributionClaim& claim = request_.claims[number];
    const auto found = std::ranges::find(request_.assets, standing.asset, &DistributionAsset::id);
    if (found == request_.assets.end()) refuse_distribution("distribution.reference", {"没有财产 " + standing.asset, "there is no asset \"" + standing.asset + "\""}, at + "/asset");
    const auto asset = static_cast<std::size_t>(found - request_.assets.begin());
    if (std::ranges::find(claims_[asset], number, &AssetClaim::claim) != claims_[asset].end()) {
        refuse_distribution("distribution.duplicate", {"财产重复：" + standing.asset, "the asset \"" + standing.asset + "\" stands twice"}, at + "/asset");
    }
    if (standing.covered) {
        refuse_negative(*standing.covered, at + "/covered");
        if (!has_priority(claim)) refuse_distribution("distribution.covered", {"只有优先债权才有优先受偿范围", "only a claim with priority has a covered part"}, at + "/covered");
        if (*standing.covered > claim.principal) refuse_distribution("distribution.covered", {"优先受偿范围大于债权数额", "the priority covers more than is claimed"}, at + "/covered");
    }
    const Date seized = has_priority(claim) ? standing.seized : standing.since;
    claims_[asset].push_back({number, standing.since, seized, standing.rank, standing.covered.value_or(claim.principal), standing.registered, at});
    burdened_[asset] = burdened_[asset] || has_priority(claim);
}

Date AssetClaims::seized(std::size_t number, std::size_t asset) const {
    const DistributionClaim& claim = request_.claims[number];
    const auto in_asset = std::ranges::find(claims_[asset], number, &AssetClaim::claim);
    if (in_asset != claims_[asset].end() && in_asset->seized != kNoDate) return in_asset->seized;
    if (!claim.standings.empty()) return kNoDate;
    return has_priority(claim) ? claim.seized : claim.since;
}

Date AssetClaims::seized(std::size_t number) const {
    const DistributionClaim& claim = request_.claims[number];
    Date first = has_priority(claim) ? claim.seized : claim.since;
    for (const DistributionStanding& standing : claim.standings) {
        const Date day = has_priority(claim) ? standing.seized : standing.since;
        if (first == kNoDate || (day != kNoDate && day < first)) first = day;
    }
    return first;
}

}  // namespace zhixing
