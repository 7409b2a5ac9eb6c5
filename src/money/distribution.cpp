#include "zhixing/distribution.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <set>
#include <stdexcept>
#include <tuple>

#include "money/exact.hpp"

namespace zhixing {
namespace {

constexpr std::array<std::string_view, 9> kKinds{"", "ordinary", "secured", "construction", "tax", "medical", "restitution", "fine", "confiscation"};
constexpr std::int64_t kBasisPoints = 10'000;

[[noreturn]] void refuse(const char* code, Text message, std::string pointer) {
    throw InputError{code, std::move(message), {"request", 0, std::move(pointer)}};
}

bool has_priority(const DistributionClaim& claim) { return claim.kind == ClaimKind::secured || claim.kind == ClaimKind::construction; }
Date seizure_of(const DistributionClaim& claim) { return has_priority(claim) ? claim.seized : claim.since; }
bool is_criminal(const DistributionClaim& claim) { return claim.kind >= ClaimKind::medical; }

// Positions by id: nothing depends on the order of the input.
template <class Rows>
std::vector<std::size_t> by_id(const Rows& rows, const std::string& section) {
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rows[a].id < rows[b].id; });
    for (std::size_t i = 1; i < order.size(); ++i) {
        if (rows[order[i]].id != rows[order[i - 1]].id) continue;
        refuse("distribution.duplicate", {"编号重复：" + rows[order[i]].id, "the id \"" + rows[order[i]].id + "\" stands twice"},
               "/" + section + "/" + std::to_string(std::max(order[i], order[i - 1])) + "/id");
    }
    return order;
}

void not_negative(Money amount, const std::string& pointer) {
    if (amount < Money{}) refuse("distribution.negative", {"金额不能为负", "an amount cannot be negative"}, pointer);
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
        : request_{request}, law_{law}, assets_{by_id(request.assets, "assets")}, claims_{by_id(request.claims, "claims")} {}

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
        for (const DistributionLaw::Tier& tier : answer_.regime->tiers) pay_tier(tier);
        if (option("fee") == "last") pay_fee();
        finish();
        return std::move(answer_);
    }

private:
    struct Due {
        std::size_t claim;
        Money amount;
    };

    // ---- What goes in

    void check() {
        for (std::size_t i = 0; i < request_.assets.size(); ++i) check_asset(request_.assets[i], "/assets/" + std::to_string(i));
        for (std::size_t i = 0; i < request_.claims.size(); ++i) check_claim(i);
        if (request_.fee < Money{}) not_negative(request_.fee, "/fee");
        static_cast<void>(option("fee"));
        static_cast<void>(option("reserve"));
        rate_ = std::stoll(option("first-seizure"));
        static_cast<void>(option("first-seizure-base"));
        check_option_names();
        Money total;  // refuses sums that no amount can hold
        for (const DistributionClaim& claim : request_.claims) total += claim.principal + claim.doubled;
        left_.resize(request_.claims.size());
        for (std::size_t i = 0; i < request_.claims.size(); ++i) left_[i] = request_.claims[i].principal;
        rest_.resize(request_.assets.size());
        for (std::size_t i = 0; i < request_.assets.size(); ++i) answer_.pool += rest_[i] = request_.assets[i].proceeds;
    }

    static void check_asset(const DistributionAsset& asset, const std::string& at) {
        not_negative(asset.proceeds, at + "/proceeds");
        not_negative(asset.costs, at + "/costs");
    }

    void check_claim(std::size_t position) {
        const DistributionClaim& claim = request_.claims[position];
        const Money none;
        const bool fine = claim.principal >= none && claim.doubled >= none && claim.disputed >= none && claim.disputed <= claim.principal &&
                          claim.asset.empty() && !claim.covered && !has_priority(claim);
        const std::string at = fine ? std::string{} : "/claims/" + std::to_string(position);
        bound_.push_back(-1);
        if (fine) return;
        not_negative(claim.principal, at + "/principal");
        not_negative(claim.doubled, at + "/doubled");
        not_negative(claim.disputed, at + "/disputed");
        if (claim.disputed > claim.principal) {
            refuse("distribution.disputed", {"争议数额大于债权数额", "more is disputed than claimed"}, at + "/disputed");
        }
        if (!has_priority(claim)) {
            if (!claim.asset.empty()) refuse("distribution.reference", {"只有优先债权才指明财产", "only a claim with priority names an asset"}, at + "/asset");
            if (claim.covered) refuse("distribution.covered", {"只有优先债权才有优先受偿范围", "only a claim with priority has a covered part"}, at + "/covered");
            return;
        }
        check_priority(claim, at);
    }

    void check_priority(const DistributionClaim& claim, const std::string& at) {
        const auto found = std::find_if(request_.assets.begin(), request_.assets.end(), [&](const auto& asset) { return asset.id == claim.asset; });
        if (found == request_.assets.end()) refuse("distribution.reference", {"没有财产 " + claim.asset, "there is no asset \"" + claim.asset + "\""}, at + "/asset");
        bound_.back() = static_cast<std::int32_t>(found - request_.assets.begin());
        if (claim.covered) {
            not_negative(*claim.covered, at + "/covered");
            if (*claim.covered > claim.principal) {
                refuse("distribution.covered", {"优先受偿范围大于债权数额", "the priority covers more than is claimed"}, at + "/covered");
            }
        }
        if (claim.kind == ClaimKind::secured && claim.registered && claim.since == kNoDate) need_date(at + "/since");
    }

    [[noreturn]] static void need_date(const std::string& pointer) {
        refuse("distribution.date", {"该顺位须知道日期", "its place in the order needs a date"}, pointer);
    }

    void need_seizures(std::span<const Due> dues) const {
        for (const Due& due : dues) {
            const DistributionClaim& claim = request_.claims[due.claim];
            if (seizure_of(claim) == kNoDate) need_date("/claims/" + std::to_string(due.claim) + (has_priority(claim) ? "/seized" : "/since"));
        }
    }

    void check_option_names() const {
        for (const auto& [name, value] : request_.options) {
            if (!law_.options.contains(name)) refuse("distribution.option", {"没有选项 " + name, "there is no option \"" + name + "\""}, "/options/" + name);
        }
    }

    [[nodiscard]] const std::string& option(std::string_view name) const {
        const DistributionLaw::Option& law = law_.options.find(name)->second;
        const auto given = request_.options.find(name);
        if (given == request_.options.end()) return law.value;
        if (std::find(law.choices.begin(), law.choices.end(), given->second) == law.choices.end()) {
            refuse("distribution.option", {"规则没有这一选择：" + given->second, "the rule offers no choice \"" + given->second + "\""}, "/options/" + std::string{name});
        }
        return given->second;
    }

    // ---- Which order applies

    void choose() {
        if (!request_.regime.empty()) {
            const auto found = std::find_if(law_.regimes.begin(), law_.regimes.end(), [&](const auto& regime) { return regime.id == request_.regime; });
            if (found == law_.regimes.end()) refuse("distribution.regime", {"没有分配方式 " + request_.regime, "there is no regime \"" + request_.regime + "\""}, "/regime");
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
            answer_.lines.push_back({"cost", static_cast<std::int32_t>(i), -1, costs, paid});
        }
    }

    void pay_fee() {
        if (request_.fee == Money{}) return;
        answer_.lines.push_back({"fee", -1, -1, request_.fee, take(request_.fee)});
    }

    [[nodiscard]] Money rest() const { return std::accumulate(rest_.begin(), rest_.end(), Money{}); }

    // Takes money out of the pool: first from assets that no priority burdens, then from the others, each by id.
    Money take(Money wanted) {
        Money taken;
        for (const bool burdened : {false, true}) {
            for (const std::size_t i : assets_) {
                if (is_burdened(i) != burdened) continue;
                const Money part = std::min(wanted - taken, rest_[i]);
                rest_[i] -= part;
                taken += part;
            }
        }
        return taken;
    }

    [[nodiscard]] bool is_burdened(std::size_t asset) const {
        return std::find(bound_.begin(), bound_.end(), static_cast<std::int32_t>(asset)) != bound_.end();
    }

    // ---- Tiers

    void pay_tier(const DistributionLaw::Tier& tier) {
        if (tier.name == "priority") return pay_priorities();
        if (tier.name == "doubled") return pay_doubled(tier);
        std::vector<Due> dues;
        dues.reserve(claims_.size());
        for (const std::size_t i : claims_) {
            const DistributionClaim& claim = request_.claims[i];
            // What a priority did not bring is an ordinary claim.
            const ClaimKind kind = has_priority(claim) ? ClaimKind::ordinary : claim.kind;
            if (to_string(kind) == tier.name && left_[i] > Money{}) dues.push_back({i, left_[i]});
        }
        if (dues.empty()) return;
        if (!tier.pro_rata) return pay_in_turn(tier.name, -1, std::move(dues));
        if (tier.name == "ordinary" && rate_ > 0) pay_bonus(dues);
        pay_together(tier.name, -1, dues);
    }

    // Each asset's proceeds go first to those who have a priority in it: 建工价款, then security by its rank.
    void pay_priorities() {
        for (const std::size_t asset : assets_) {
            std::vector<Due> dues;
            for (const std::size_t i : claims_) {
                if (bound_[i] != static_cast<std::int32_t>(asset)) continue;
                const Money amount = std::min(request_.claims[i].covered.value_or(left_[i]), left_[i]);
                if (amount > Money{}) dues.push_back({i, amount});
            }
            if (!dues.empty()) pay_in_turn("priority", static_cast<std::int32_t>(asset), std::move(dues));
        }
    }

    void pay_doubled(const DistributionLaw::Tier& tier) {
        std::vector<Due> dues;
        for (const std::size_t i : claims_) {
            if (request_.claims[i].doubled > Money{}) dues.push_back({i, request_.claims[i].doubled});
        }
        if (!dues.empty()) pay_together(tier.name, -1, dues);
    }

    using Turn = std::tuple<int, Date, int>;

    [[nodiscard]] Turn turn_of(std::size_t position) const {
        const DistributionClaim& claim = request_.claims[position];
        if (claim.kind == ClaimKind::construction) return {0, Date{}, claim.rank};
        if (claim.kind == ClaimKind::secured && !claim.registered) return {2, Date{}, 0};
        return {1, claim.since, claim.rank};
    }

    // One after the other; those of one turn share pro rata.
    void pay_in_turn(const std::string& tier, std::int32_t asset, std::vector<Due> dues) {
        if (asset < 0 && dues.size() > 1) need_seizures(dues);
        const auto turn = [&](const Due& due) { return asset < 0 ? Turn{0, seizure_of(request_.claims[due.claim]), request_.claims[due.claim].rank} : turn_of(due.claim); };
        std::stable_sort(dues.begin(), dues.end(), [&](const Due& a, const Due& b) { return turn(a) < turn(b); });
        for (std::size_t begin = 0, end = 0; begin < dues.size(); begin = end) {
            while (end < dues.size() && turn(dues[end]) == turn(dues[begin])) ++end;
            pay_together(tier, asset, std::span{dues}.subspan(begin, end - begin));
        }
    }

    // 首封债权人适当多分: a part of the pool or of the claim, before the rest is shared.
    void pay_bonus(std::vector<Due>& dues) {
        need_seizures(dues);
        const auto key = [&](const Due& due) { return std::pair{seizure_of(request_.claims[due.claim]), request_.claims[due.claim].rank}; };
        const auto first = std::min_element(dues.begin(), dues.end(), [&](const Due& a, const Due& b) { return key(a) < key(b); });
        if (std::count_if(dues.begin(), dues.end(), [&](const Due& due) { return key(due) == key(*first); }) > 1) {
            refuse("distribution.date", {"首先查封的债权人不止一个，须以 rank 区分", "several claims were seized first: \"rank\" has to tell them apart"}, "/claims/" + std::to_string(first->claim) + "/rank");
        }
        const Money base = option("first-seizure-base") == "pool" ? rest() : first->amount;
        const Money bonus = take(std::min({scaled(base, rate_, kBasisPoints, Rounding::down), first->amount, rest()}));
        const Money reserved = share_in_dispute(first->claim, bonus);
        answer_.lines.push_back({"bonus", -1, static_cast<std::int32_t>(first->claim), first->amount, bonus, reserved});
        left_[first->claim] -= bonus;
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
            DistributionLine line{tier, asset, static_cast<std::int32_t>(dues[i].claim), dues[i].amount, paid[i]};
            if (dues.size() > 1) {
                line.pool = share;
                line.of = total;
            }
            if (!doubled) {
                line.reserved = in_full ? std::min(paid[i], disputed_of(dues[i])) : share_in_dispute(dues[i].claim, paid[i]);
                left_[dues[i].claim] -= paid[i];
            }
            answer_.lines.push_back(std::move(line));
        }
    }

    [[nodiscard]] Money disputed_of(const Due& due) const { return std::min(request_.claims[due.claim].disputed, due.amount); }

    // The part of a payment that falls on what is disputed; a fraction of a fen is kept back.
    [[nodiscard]] Money share_in_dispute(std::size_t position, Money paid) const {
        const DistributionClaim& claim = request_.claims[position];
        if (claim.disputed == Money{}) return {};
        return scaled(paid, claim.disputed.fen(), claim.principal.fen(), Rounding::up);
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
            answer_.paid += line.paid;
            answer_.reserved += line.reserved;
        }
        if (answer_.paid + answer_.surplus != answer_.pool) throw std::logic_error{"a distribution does not add up"};
    }

    const DistributionRequest& request_;
    const DistributionLaw& law_;
    std::vector<std::size_t> assets_, claims_;
    std::vector<std::int32_t> bound_;  // of each claim: the asset, -1 none
    std::vector<Money> left_;          // of each claim's principal
    std::vector<Money> rest_;          // of each asset
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
    const std::int64_t over = line.of == Money{} ? line.paid.fen() : line.pool.fen();
    const std::int64_t under = line.of == Money{} ? line.claimed.fen() : line.of.fen();
    const std::int64_t divisor = std::max<std::int64_t>(1, std::gcd(over, under));
    return std::to_string(over / divisor) + "/" + std::to_string(under / divisor);
}

Distribution distribute(const DistributionRequest& request, const DistributionLaw& law) { return Distributing{request, law}.run(); }

}  // namespace zhixing
