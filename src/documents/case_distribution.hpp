// The distribution of a case's money as its dossier tells it, for a distribution plan.
#pragma once

#include <optional>

#include "zhixing/distribution.hpp"
#include "zhixing/ledger.hpp"
#include "zhixing/review.hpp"

namespace zhixing::documents {

struct CaseDistribution {
    DistributionRequest request;
    DistributionLaw law;
    Distribution shares;  // points into the law
};

// Nothing where the dossier does not say enough: a claim without creditor or amount, a creditor with a priority, money of
// several debtors, a creditor who got something before, another sum than the recorded plan has, an order that the law of the
// day does not tell from these facts. Claims are without interest: the dossier does not tell it.
// @param fee that is still to be collected.
[[nodiscard]] std::optional<CaseDistribution> distribution_of(const Dossier& dossier, const Ledger& ledger, const Rulebook& rulebook, const ReviewOptions& options, Money fee);

}  // namespace zhixing::documents
