/// @file
/// Distribution (分配) of what enforcement brought in among several creditors: 执行工作规定 34, 55; 民诉法解释 506-514;
/// 刑事涉财产规定 13. Which order applies, who ranks where and what is left open are rules of the rulebook.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/dossier.hpp"
#include "zhixing/money.hpp"
#include "zhixing/rulebook.hpp"

namespace zhixing {

/// What a claim is, for its rank.
enum class ClaimKind : std::uint8_t { ordinary = 1, secured, construction, lien, wages, tax, medical, restitution, fine, confiscation };
[[nodiscard]] std::string_view to_string(ClaimKind kind) noexcept;

/// What was realised: its proceeds, and the costs that are paid out of them first (执行工作规定 34).
struct DistributionAsset {
    std::string id;
    Money proceeds, costs;
    int turn = 0;  ///< whose proceeds are shared first, where claims stand in several: the lowest, then by id
};

/// Where a claim stands in one of several assets; members as those of the claim.
struct DistributionStanding {
    std::string asset;
    Date since = kNoDate;
    Date seized = kNoDate;
    int rank = 0;
    std::optional<Money> covered = {};
    bool registered = true;
};

/// One creditor's claim.
struct DistributionClaim {
    std::string id, creditor;
    std::string document = {};           ///< the document it rests on; empty: not known
    ClaimKind kind = ClaimKind::ordinary;
    Money principal = {};                ///< the money debt of the document without the doubled part
    Money doubled = {};                  ///< 加倍部分债务利息
    Date since = kNoDate;                ///< seizure (ordinary), registration or creation (secured), first day owed (tax)
    Date seized = kNoDate;               ///< secured, construction, lien: seizure, for what the priority does not bring
    int rank = 0;                        ///< order within one day, the lowest first; equal ones share pro rata
    std::string asset = {};              ///< secured, construction, lien: the asset that it is bound to
    std::optional<Money> covered = {};   ///< secured, construction, lien: what the priority covers; all of the principal if not said
    bool registered = true;              ///< secured: whether it is registered
    Money disputed = {};                 ///< part of the principal that is in dispute
    std::vector<DistributionStanding> standings = {};  ///< of a claim bound to several assets, or seized in them on several days
};

/// What is to be distributed. Facts are words: `debtor` natural, organisation, enterprise; `insolvent` yes, no;
/// `bankruptcy` none, consented, accepted. One that is not there is not known.
struct DistributionRequest {
    Date as_of = kNoDate;
    std::map<std::string, std::string, std::less<>> facts = {};
    std::string regime = {};  ///< named by the caller; empty: chosen from the facts
    Money fee = {};           ///< 执行申请费
    std::vector<DistributionAsset> assets = {};
    std::vector<DistributionClaim> claims = {};
    std::map<std::string, std::string, std::less<>> options = {};  ///< by option; wins over the rulebook
};

/// The law of distribution on one day, taken from a rulebook: read only, safe to share between threads.
class DistributionLaw {
public:
    /// Claims of these kinds, together, pro rata or one after the other.
    struct Tier {
        std::string name;
        bool pro_rata = true;
        std::map<std::string, std::string, std::less<>> only = {};  ///< option → choice with which it is there
    };
    /// Claims of a group that have a priority in an asset, among themselves: by `since` or `rank`, or all together.
    struct Turn {
        std::string claims;  ///< lien, construction, registered, unregistered
        std::string by;
    };
    struct Regime {
        std::string id, rule;
        Text name;
        std::map<std::string, std::vector<std::string>, std::less<>> when;  ///< fact → words with which it applies
        std::vector<Tier> tiers;
        std::vector<Citation> citations;
        Source source = Source::read;
    };
    struct Option {
        std::string value;
        std::vector<std::string> choices;
        std::vector<Citation> citations;
        Source source = Source::read;
    };

    /// @throws RuleError `rule.no_version` where the rulebook has no law of distribution on that day.
    [[nodiscard]] static DistributionLaw of(const Rulebook& rulebook, Date as_of);

    std::vector<Regime> regimes;                         ///< in the order in which they are asked
    std::vector<Turn> turns;                             ///< of those with a priority, the first first
    std::map<std::string, Text, std::less<>> names;      ///< of tiers
    std::map<std::string, Option, std::less<>> options;  ///< fee, reserve, first-seizure, first-seizure-base, wages, tax
    std::map<std::string, std::vector<Citation>, std::less<>> articles;  ///< of tiers and of what is paid outside them
};

/// One payment of a plan.
struct DistributionLine {
    std::string tier;          ///< cost, fee, priority, bonus, ordinary, doubled, …; reserve: kept back (提存)
    std::int32_t asset = -1;   ///< position in the request; -1: the common pool
    std::int32_t claim = -1;   ///< position in the request; -1: a cost or the fee
    Money claimed, paid;       ///< of a reserve: what is disputed, and what is kept back for it
    Money pool = {}, of = {};  ///< pool / of is the ratio in which the tier is paid
    std::string from = {};     ///< of a reserve: the tier out of whose share it is kept back
};

/// A distribution: lines in the order in which they are paid, each reserve behind the payment that it lessens.
/// paid + reserved + surplus + held is the pool.
struct Distribution {
    const DistributionLaw::Regime* regime = nullptr;  ///< null: it cannot be told; points into the law
    bool named = false;                               ///< by the caller
    std::vector<std::string> missing;                 ///< facts that would tell it
    std::vector<DistributionLine> lines;
    Money pool, paid, reserved, surplus;
    Money held;  ///< not distributed: no regime, or handed to the bankruptcy court

    /// `3/7`, in lowest terms.
    [[nodiscard]] static std::string ratio(const DistributionLine& line);
};

/// Pro rata to the fen: floors, and one fen more to those with the largest remainders; among equals to the larger
/// claim, then to the earlier. All are paid if there is enough. @pre no negative amount.
/// @throws InputError `money.overflow`.
[[nodiscard]] std::vector<Money> largest_remainder(Money pool, std::span<const Money> claims);

/// Distributes. The order in which assets and claims are given does not matter. @param law must outlive the answer.
/// @throws InputError `distribution.negative`, `.duplicate`, `.reference`, `.covered`, `.disputed`, `.date`, `.option`,
/// `.regime`, `money.overflow`, each with a pointer into the request. Safe from many threads.
[[nodiscard]] Distribution distribute(const DistributionRequest& request, const DistributionLaw& law);

/// Objections to a plan (民诉法解释 509-510): what happened, in dates; kNoDate: not yet.
struct PlanObjection {
    std::string party;
    Date on = kNoDate;
    struct Notice {
        std::string party;
        Date told = kNoDate, opposed = kNoDate;
    };
    std::vector<Notice> notices = {};
    Date opposition_told = kNoDate, sued = kNoDate;
};
struct PlanService {
    std::string party;
    Date served = kNoDate;
};

/// One period of the proceedings about a plan.
struct PlanPeriod {
    std::string rule, party;
    Date start = kNoDate, due = kNoDate, done = kNoDate;
    bool provisional = false;  ///< leans on a year whose holidays are not announced
    std::string state;         ///< open, used, late, passed
};
struct PlanStatus {
    std::string state;  ///< open, final, corrected, suit
    Date final_from = kNoDate;
    std::vector<PlanPeriod> periods;
};

/// Where the plan stands on a day. Limits are those of `distribution.object`, `.oppose` and `.sue`.
/// @throws RuleError `rule.unknown_rule`, `rule.no_version`.
[[nodiscard]] PlanStatus plan_status(std::span<const PlanService> served, std::span<const PlanObjection> objections, const Rulebook& rulebook,
                                     Date as_of);

/// Reads `zhixing.distribution-request/1`, distributes, and writes `zhixing.distribution/1`.
/// @throws InputError as distribute(), `input.json`, `input.type`, `input.member`, …
[[nodiscard]] std::string distribute_json(std::string_view request, const Rulebook& rulebook);

}  // namespace zhixing
