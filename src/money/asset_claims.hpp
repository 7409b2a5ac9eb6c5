// Where claims stand in assets: what they may be paid out of, and since when.
#pragma once

#include <span>
#include <vector>

#include "zhixing/distribution.hpp"

namespace zhixing {

[[noreturn]] void refuse_distribution(const char* code, Text message, std::string pointer);
void refuse_negative(Money amount, const std::string& pointer);

[[nodiscard]] bool has_priority(const DistributionClaim& claim) noexcept;

// One claim in one asset.
struct AssetClaim {
    std::size_t claim = 0;
    Date since = kNoDate, seized = kNoDate;
    int rank = 0;
    Money covered;
    bool registered = true;
    std::string pointer;  // into the request
};

class AssetClaims {
public:
    // Refuses standings that cannot be.
    explicit AssetClaims(const DistributionRequest& request);

    [[nodiscard]] std::span<const AssetClaim> in(std::size_t asset) const { return claims_[asset]; }
    // Whether some claim was seized on one day here and on another, or not at all, there.
    [[nodiscard]] bool differ() const noexcept { return differ_; }
    [[nodiscard]] bool burdened(std::size_t asset) const noexcept { return burdened_[asset]; }
    // The day of the seizure for a claim in an asset; kNoDate: none.
    [[nodiscard]] Date seized(std::size_t claim, std::size_t asset) const;
    // The earliest in any asset.
    [[nodiscard]] Date seized(std::size_t claim) const;

private:
    void add(std::size_t claim, const DistributionStanding& standing, const std::string& pointer);

    const DistributionRequest& request_;
    std::vector<std::vector<AssetClaim>> claims_;  // of each asset
    std::vector<bool> burdened_;              // by a priority
    bool differ_ = false;
};

}  // namespace zhixing
