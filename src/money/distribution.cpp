#include "zhixing/distribution.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <set>
#include <stdexcept>
#include <tuple>

#include "money/asset_claims.hpp"
#include "money/exact.hpp"

namespace zhixing {
namespace {

constexpr std::array<std::string_view, 11> kKinds{"", "ordinary", "secured", "construction", "lien", "wages", "tax", "medical", "restitution", "fine", "confiscation"};
constexpr std::int64_t kBasisPoints = 10'000;

bool is_criminal(const DistributionClaim& claim) { return claim.kind >= ClaimKind::medical; }

// Positions by id: nothing depends on the order of the input.
template <class Rows>
std::vector<std::size_t> by_id(const Rows& rows, const std::string& section) {
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rows[a].id < rows[b].id; });
    for (std::size_t i = 1; i < order.size(); ++i) {
        if (rows[order[i]].id != rows[order[i - 1]].id) continue;
        refuse_distribution("distribution.duplicate", {"编号重复：" + rows[order[i]].id, "the id \"" + rows[order[i]].id + "\" stands twice"},
               "/" + section + "/" + std::to_string(std::max(order[i], order[i - 1])) + "/id");
    }
    return order;
}

// The facts that the request itself tells, and those that the caller states.
std::map<std::string, std::string, std::less<>> facts_of(const DistributionRequest& request) {
    auto facts = request.facts;
    std::set<std::string_view> creditors, documents;
    bool criminal = false, all_named = true;
    for (const DistributionClaim& claim : request.claims) {
        creditors.insert(claim.creditor);
        criminal = criminal || is_criminal(claim);
        if (has_priority(claim)) continue;  // may join without a document
        documents.insert(claim.document);
        all_named = all_named && !claim.document.empty();
    }
    facts["criminal"] = criminal ? "yes" : "no";
    facts["creditors"] = creditors.size() > 1 ? "several" : "one";
    if (all_named) facts["documents"] = documents.size() > 1 ? "several" : "one";
    return facts;
}

class Distributing {
public:
    Distributing(const DistributionRequest& request, const DistributionLaw& law)
        : request_{request}, law_{law}, assets_{by_id(request.assets, "assets")}, claims_{by_id(request.claims, "claims")}, asset_claims_{request} {
        std::stable_sort(assets_.begin(), assets_.end(), [&](std::size_t a, std::size_t b) { return request.assets[a].turn < request.assets[b].turn; });
    }

    Distribution run() {
        check();
        choose();
        answer_.lines.reserve(2 * request_.claims.size() + request_.assets.size() + 1);
        if (answer_.regime == nullptr || answer_.regime->tiers.empty()) {
            answer_.held = answer_.pool;
            return std::move(answer_);
        }
        pay_costs();
        if (option("fee") == "first") pay_fee();
        for (const DistributionLaw::Tier& tier : answer_.regime->tiers) {
            const bool there = std::ranges::all_of(tier.only, [&](const auto& entry) { return option(entry.first) == entry.second; });
            if (there) pay_tier(tier);
        }
        if (option("fee") == "last") pay_fee();
        finish();
        return std::move(answer_);
    }

private:
    // Who comes first: by group, by day, at last by rank. Those of one turn share pro rata.
    struct Turn {
        std::size_t group = 0;
        Date day{};
        bool tax = false;  // behind those of its day
        int rank = 0;
        auto operator<=>(const Turn&) const = default;
    };
    struct Due {
        std::size_t claim;
        Money amount;
        Turn turn = {};
    };

    // ---- What goes in

    void check() {
        for (std::size_t i = 0; i < request_.assets.size(); ++i) check_asset(request_.assets[i], "/assets/" + std::to_string(i));
        for (std::size_t i = 0; i < request_.claims.size(); ++i) check_claim(i);
        refuse_negative(request_.fee, "/fee");
        check_options();
        Money total;  // refuses sums that no amount can hold
        for (const DistributionClaim& claim : request_.claims) total += claim.principal + claim.doubled;
        for (const DistributionClaim& claim : request_.claims) {
            left_.push_back(claim.principal);
            disputed_.push_back(claim.disputed);
        }
        rest_.resize(request_.assets.size());
        for (std::size_t i = 0; i < request_.assets.size(); ++i) answer_.pool += rest_[i] = request_.assets[i].proceeds;
    }

    static void check_asset(const DistributionAsset& asset, const std::string& at) {
        refuse_negative(asset.proceeds, at + "/proceeds");
        refuse_negative(asset.costs, at + "/costs");
    }

    void check_claim(std::size_t position) const {
        const DistributionClaim& claim = request_.claims[position];
        const Money none;
        if (claim.principal >= none && claim.doubled >= none && claim.disputed >= none && claim.disputed <= claim.principal) return;
        const std::string at = "/claims/" + std::to_string(position);
        refuse_negative(claim.principal, at + "/principal");
        refuse_negative(claim.doubled, at + "/doubled");
        refuse_negative(claim.disputed, at + "/disputed");
        refuse_distribution("distribution.disputed", {"争议数额大于债权数额", "more is disputed than claimed"}, at + "/disputed");
    }

    [[noreturn]] static void need_date(const std::string& pointer) {
        refuse_distribution("distribution.date", {"该顺位须知道日期", "its place in the order needs a date"}, pointer);
    }

    void need_seizures(std::span<const Due> dues) const {
        for (const Due& due : dues) {
            const bool priority = has_priority(request_.claims[due.claim]);
            if (asset_claims_.seized(due.claim) == kNoDate) need_date("/claims/" + std::to_string(due.claim) + (priority ? "/seized" : "/since"));
        }
    }

    void check_options() {
        for (const auto& [name, value] : request_.options) {
            if (!law_.options.contains(name)) refuse_distribution("distribution.option", {"没有选项 " + name, "there is no option \"" + name + "\""}, "/options/" + name);
        }
        for (const auto& [name, value] : law_.options) static_cast<void>(option(name));
        rate_ = std::stoll(option("first-seizure"));
    }

    [[nodiscard]] const std::string& option(std::string_view name) const {
        const DistributionLaw::Option& law = law_.options.find(name)->second;
        const auto given = request_.options.find(name);
        if (given == request_.options.end()) return law.value;
        if (std::find(law.choices.begin(), law.choices.end(), given->second) == law.choices.end()) {
            refuse_distribution("distribution.option", {"规则没有这一选择：" + given->second, "the rule offers no choice \"" + given->second + "\""}, "/options/" + std::string{name});
        }
        return given->second;
    }

    // ---- Which order applies

    void choose() {
        if (!request_.regime.empty()) {
            const auto found = std::find_if(law_.regimes.begin(), law_.regimes.end(), [&](const auto& regime) { return regime.id == request_.regime; });
            if (found == law_.regimes.end()) refuse_distribution("distribution.regime", {"没有分配方式 " + request_.regime, "there is no regime \"" + request_.regime + "\""}, "/regime");
            answer_.regime = &*found;
            answer_.named = true;
            return;
        }
        const auto facts = facts_of(request_);
        for (const DistributionLaw::Regime& regime : law_.regimes) {
            std::vector<std::string> missing;
            if (!may_apply(regime, facts, missing)) continue;
            if (missing.empty()) answer_.regime = &regime;
            answer_.missing = std::move(missing);
            return;  // the first that holds, or may hold, ends the question
        }
    }

    static bool may_apply(const DistributionLaw::Regime& regime, const std::map<std::string, std::string, std::less<>>& facts, std::vector<std::string>& missing) {
        for (const auto& [fact, words] : regime.when) {
            const auto known = facts.find(fact);
            if (known == facts.end()) missing.push_back(fact);
            else if (std::find(words.begin(), words.end(), known->second) == words.end()) return false;
        }
        return true;
    }

    // ---- What is paid before any creditor

    void pay_costs() {
        for (const std::size_t i : assets_) {
            const Money costs = request_.assets[i].costs;
            if (costs == Money{}) continue;
            const Money paid = std::min(costs, rest_[i]);
            rest_[i] -= paid;
            answer_.lines.push_back({"cost", static_cast<std::int32_t>(i), -1, costs, paid, paid, costs});
        }
    }

    void pay_fee() {
        if (request_.fee == Money{}) return;
        const Money paid = take(request_.fee);
        answer_.lines.push_back({"fee", -1, -1, request_.fee, paid, paid, request_.fee});
    }

    [[nodiscard]] Money rest() const { return std::accumulate(rest_.begin(), rest_.end(), Money{}); }

    // Takes money out of the pool: first from assets that no priority burdens, then from the others, each by id.
    Money take(Money wanted) {
        Money taken;
        for (const bool burdened : {false, true}) {
            for (const std::size_t i : assets_) {
                if (asset_claims_.burdened(i) != burdened) continue;
                const Money part = std::min(wanted - taken, rest_[i]);
                rest_[i] -= part;
                taken += part;
            }
        }
        return taken;
    }

    // ---- Tiers

    void pay_tier(const DistributionLaw::Tier& tier) {
        if (tier.name == "priority") return pay_priorities();
        if (tier.name == "doubled") return pay_doubled(tier);
        std::vector<Due> dues = dues_of(tier.name);
        if (dues.empty()) return;
        if (!tier.pro_rata) return pay_by_seizure(tier.name, std::move(dues));
        if (tier.name == "ordinary" && rate_ > 0) pay_bonus(dues);
        pay_together(tier.name, -1, dues);
    }

    // What is open of the claims of a tier. What a priority, or a tier of its own, did not bring is an ordinary claim.
    [[nodiscard]] std::vector<Due> dues_of(const std::string& tier) const {
        std::vector<Due> dues;
        dues.reserve(claims_.size());
        for (const std::size_t i : claims_) {
            const DistributionClaim& claim = request_.claims[i];
            const bool otherwise_ordinary = has_priority(claim) || claim.kind == ClaimKind::wages;
            const bool here = to_string(claim.kind) == tier || (tier == "ordinary" && otherwise_ordinary);
            if (here && left_[i] > Money{}) dues.push_back({i, left_[i]});
        }
        return dues;
    }

    // Each asset's proceeds go first to those who have a priority in it.
    void pay_priorities() {
        for (const std::size_t asset : assets_) {
            std::vector<Due> dues;
            for (const AssetClaim& in_asset : asset_claims_.in(asset)) {
                const Money amount = std::min(in_asset.covered, left_[in_asset.claim]);
                if (has_priority(request_.claims[in_asset.claim]) && amount > Money{}) dues.push_back({in_asset.claim, amount, turn_of(in_asset)});
            }
            if (dues.empty()) continue;
            if (option("tax") == "before_later_security") add_taxes(asset, dues);
            pay_in_turn("priority", static_cast<std::int32_t>(asset), std::move(dues));
        }
    }

    [[nodiscard]] std::size_t group_of(std::string_view claims) const {
        const auto found = std::ranges::find(law_.turns, claims, &DistributionLaw::Turn::claims);
        if (found == law_.turns.end()) throw RuleError{"rule.value", {"优先顺位中没有" + std::string{claims}, "the turns of priorities lack \"" + std::string{claims} + "\""}, {}};
        return static_cast<std::size_t>(found - law_.turns.begin());
    }

    [[nodiscard]] Turn turn_of(const AssetClaim& in_asset) const {
        const ClaimKind kind = request_.claims[in_asset.claim].kind;
        const std::size_t group = group_of(kind != ClaimKind::secured ? to_string(kind) : in_asset.registered ? "registered" : "unregistered");
        const std::string& by = law_.turns[group].by;
        if (by == "since" && in_asset.since == kNoDate) need_date(in_asset.pointer + "/since");
        return {group, by == "since" ? in_asset.since : Date{}, false, by == "together" ? 0 : in_asset.rank};
    }

    // A tax that was owed before a security was created comes before that security.
    void add_taxes(std::size_t asset, std::vector<Due>& dues) const {
        Date last = kNoDate;
        for (const AssetClaim& in_asset : asset_claims_.in(asset)) {
            if (request_.claims[in_asset.claim].kind == ClaimKind::secured) last = std::max(last, in_asset.since);
        }
        if (last == kNoDate) return;
        for (const std::size_t i : claims_) {
            const DistributionClaim& claim = request_.claims[i];
            if (claim.kind != ClaimKind::tax || left_[i] == Money{}) continue;
            if (claim.since == kNoDate) need_date("/claims/" + std::to_string(i) + "/since");
            if (claim.since < last) dues.push_back({i, left_[i], {group_of("registered"), claim.since, true, claim.rank}});
        }
    }

    void pay_doubled(const DistributionLaw::Tier& tier) {
        std::vector<Due> dues;
        for (const std::size_t i : claims_) {
            if (request_.claims[i].doubled > Money{}) dues.push_back({i, request_.claims[i].doubled});
        }
        if (!dues.empty()) pay_together(tier.name, -1, dues);
    }

    // By the order of seizures: where that differs between assets, first each asset's proceeds by its own order.
    void pay_by_seizure(const std::string& tier, std::vector<Due> dues) {
        if (dues.size() > 1) need_seizures(dues);
        if (asset_claims_.differ()) {
            for (const std::size_t asset : assets_) {
                std::vector<Due> seized;
                for (Due due : dues_of(tier)) {
                    const Date day = asset_claims_.seized(due.claim, asset);
                    if (day == kNoDate) continue;
                    due.turn = {0, day, false, rank_in(due.claim, asset)};
                    seized.push_back(due);
                }
                if (rest_[asset] > Money{} && !seized.empty()) pay_in_turn(tier, static_cast<std::int32_t>(asset), std::move(seized));
            }
        }
        if (asset_claims_.differ()) dues = dues_of(tier);
        for (Due& due : dues) due.turn = {0, asset_claims_.seized(due.claim), false, request_.claims[due.claim].rank};
        pay_in_turn(tier, -1, std::move(dues));
    }

    [[nodiscard]] int rank_in(std::size_t claim, std::size_t asset) const {
        const auto in_asset = std::ranges::find(asset_claims_.in(asset), claim, &AssetClaim::claim);
        return in_asset == asset_claims_.in(asset).end() ? request_.claims[claim].rank : in_asset->rank;
    }

    void pay_in_turn(const std::string& tier, std::int32_t asset, std::vector<Due> dues) {
        const auto id = [&](const Due& due) -> const std::string& { return request_.claims[due.claim].id; };
        std::sort(dues.begin(), dues.end(), [&](const Due& a, const Due& b) { return std::tie(a.turn, id(a)) < std::tie(b.turn, id(b)); });
        for (std::size_t begin = 0, end = 0; begin < dues.size(); begin = end) {
            while (end < dues.size() && dues[end].turn == dues[begin].turn) ++end;
            pay_together(dues[begin].turn.tax ? "tax" : tier, asset, std::span{dues}.subspan(begin, end - begin));
        }
    }

    // 首封债权人适当多分: a part of the pool or of the claim, before the rest is shared.
    void pay_bonus(std::vector<Due>& dues) {
        need_seizures(dues);
        const auto key = [&](const Due& due) { return std::pair{asset_claims_.seized(due.claim), request_.claims[due.claim].rank}; };
        const auto first = std::min_element(dues.begin(), dues.end(), [&](const Due& a, const Due& b) { return key(a) < key(b); });
        if (std::count_if(dues.begin(), dues.end(), [&](const Due& due) { return key(due) == key(*first); }) > 1) {
            refuse_distribution("distribution.date", {"首先查封的债权人不止一个，须以 rank 区分", "several claims were seized first: \"rank\" has to tell them apart"}, "/claims/" + std::to_string(first->claim) + "/rank");
        }
        const Money base = option("first-seizure-base") == "pool" ? rest() : first->amount;
        const Money bonus = take(std::min({scaled(base, rate_, kBasisPoints, Rounding::down), first->amount, rest()}));
        book({"bonus", -1, static_cast<std::int32_t>(first->claim), first->amount, bonus, bonus, first->amount}, share_in_dispute(first->claim, bonus));
        first->amount -= bonus;
        if (first->amount == Money{}) dues.erase(first);
    }

    void pay_together(const std::string& tier, std::int32_t asset, std::span<const Due> dues) {
        const Money pool = asset < 0 ? rest() : rest_[static_cast<std::size_t>(asset)];
        amounts_.clear();
        Money total;
        for (const Due& due : dues) {
            amounts_.push_back(due.amount);
            total += due.amount;
        }
        const Money share = std::min(pool, total);
        if (asset < 0) static_cast<void>(take(share));
        else rest_[static_cast<std::size_t>(asset)] -= share;
        const bool doubled = tier == "doubled";
        const bool in_full = !doubled && option("reserve") == "full";
        const std::vector<Money> paid = in_full ? with_full_reserve(share, dues) : largest_remainder(share, amounts_);
        for (std::size_t i = 0; i < dues.size(); ++i) {
            const Money pool_of = dues.size() > 1 ? share : paid[i], of = dues.size() > 1 ? total : dues[i].amount;
            DistributionLine line{tier, asset, static_cast<std::int32_t>(dues[i].claim), dues[i].amount, paid[i], pool_of, of};
            if (doubled) answer_.lines.push_back(std::move(line));
            else book(std::move(line), in_full ? std::min(paid[i], disputed_of(dues[i])) : share_in_dispute(dues[i].claim, paid[i]));
        }
    }

    // A payment on a principal, and what is kept back of it.
    void book(DistributionLine line, Money reserved) {
        const auto claim = static_cast<std::size_t>(line.claim);
        left_[claim] -= line.paid;
        line.paid -= reserved;
        answer_.lines.push_back(line);
        if (reserved == Money{}) return;
        answer_.lines.push_back({"reserve", line.asset, line.claim, disputed_[claim], reserved, reserved, disputed_[claim], line.tier});
        disputed_[claim] -= std::min(reserved, disputed_[claim]);
    }

    // What is disputed and not kept back yet.
    [[nodiscard]] Money disputed_of(const Due& due) const { return std::min(disputed_[due.claim], due.amount); }

    // The part of a payment that falls on what is disputed; a fraction of a fen is kept back.
    [[nodiscard]] Money share_in_dispute(std::size_t position, Money paid) const {
        const DistributionClaim& claim = request_.claims[position];
        if (claim.disputed == Money{}) return {};
        return std::min(scaled(paid, claim.disputed.fen(), claim.principal.fen(), Rounding::up), disputed_[position]);
    }

    // What is disputed is kept back whole; only the rest is shared.
    [[nodiscard]] std::vector<Money> with_full_reserve(Money share, std::span<const Due> dues) const {
        std::vector<Money> disputed, undisputed;
        Money wanted;
        for (const Due& due : dues) {
            disputed.push_back(disputed_of(due));
            undisputed.push_back(due.amount - disputed.back());
            wanted += disputed.back();
        }
        const Money kept = std::min(share, wanted);
        std::vector<Money> paid = largest_remainder(kept, disputed);
        const std::vector<Money> others = largest_remainder(share - kept, undisputed);
        for (std::size_t i = 0; i < paid.size(); ++i) paid[i] += others[i];
        return paid;
    }

    void finish() {
        answer_.surplus = rest();
        for (const DistributionLine& line : answer_.lines) {
            (line.tier == "reserve" ? answer_.reserved : answer_.paid) += line.paid;
        }
        if (answer_.paid + answer_.reserved + answer_.surplus != answer_.pool) throw std::logic_error{"a distribution does not add up"};
    }

    const DistributionRequest& request_;
    const DistributionLaw& law_;
    std::vector<std::size_t> assets_, claims_;
    AssetClaims asset_claims_;
    std::vector<Money> left_;      // of each claim's principal
    std::vector<Money> disputed_;  // of each claim: not kept back yet
    std::vector<Money> rest_;      // of each asset
    std::vector<Money> amounts_;
    std::int64_t rate_ = 0;
    Distribution answer_;
};

}  // namespace

std::string_view to_string(ClaimKind kind) noexcept { return kKinds[static_cast<std::size_t>(kind)]; }

std::vector<Money> largest_remainder(Money pool, std::span<const Money> claims) {
    Money total;
    for (const Money claim : claims) total += claim;
    if (pool >= total) return {claims.begin(), claims.end()};
    struct Part {
        std::int64_t floor, remainder;
        std::size_t position;
    };
    std::vector<Part> parts;
    parts.reserve(claims.size());
    std::int64_t given = 0;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const Wide wide = Wide{pool.fen()} * claims[i].fen();
        const auto floor = static_cast<std::int64_t>(wide / total.fen());
        parts.push_back({floor, static_cast<std::int64_t>(wide % total.fen()), i});
        given += floor;
    }
    std::vector<Money> shares(claims.size());
    for (const Part& part : parts) shares[part.position] = Money::from_fen(part.floor);
    const auto spare = pool.fen() - given;  // fewer than there are claims
    const auto first = [&](const Part& a, const Part& b) {
        return std::tuple{-a.remainder, -claims[a.position].fen(), a.position} < std::tuple{-b.remainder, -claims[b.position].fen(), b.position};
    };
    std::nth_element(parts.begin(), parts.begin() + spare, parts.end(), first);
    for (std::int64_t i = 0; i < spare; ++i) shares[parts[static_cast<std::size_t>(i)].position] += Money::from_fen(1);
    return shares;
}

std::string Distribution::ratio(const DistributionLine& line) {
    const std::int64_t divisor = std::max<std::int64_t>(1, std::gcd(line.pool.fen(), line.of.fen()));
    return std::to_string(line.pool.fen() / divisor) + "/" + std::to_string(line.of.fen() / divisor);
}

Distribution distribute(const DistributionRequest& request, const DistributionLaw& law) { return Distributing{request, law}.run(); }

}  // namespace zhixing
