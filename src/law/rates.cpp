#include "zhixing/rates.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "law/data.hpp"
#include "zhixing/error.hpp"

namespace zhixing {
namespace {

[[noreturn]] void no_rate(const std::string& text) {
    throw InputError{"rate.format", {"不是利率或倍数：" + text, "not a rate: " + text + " (a decimal from 0, without sign)"}, {}};
}

// Digits with at most `decimals` after the point, as a whole number of the last decimal.
std::int64_t decimal(std::string_view text, int decimals) {
    std::int64_t value = 0;
    int after = -1;
    bool digit = false;
    for (const char c : text) {
        if (c == '.' && after < 0 && digit) {
            after = 0;
            continue;
        }
        if (c < '0' || c > '9' || value > std::numeric_limits<std::int64_t>::max() / 100 || after == decimals) no_rate(std::string{text});
        value = value * 10 + (c - '0');
        digit = true;
        if (after >= 0) ++after;
    }
    if (!digit || after == 0) no_rate(std::string{text});
    for (int i = std::max(after, 0); i < decimals; ++i) {
        if (value > std::numeric_limits<std::int64_t>::max() / 10) no_rate(std::string{text});
        value *= 10;
    }
    return value;
}

std::string_view take(std::string_view& rest, char end) {
    const std::size_t at = rest.find(end);
    const std::string_view part = rest.substr(0, at);
    rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
    return part;
}

// One column (from 1) of a table whose comments state `valid_through`.
RateTable read_table(std::string name, std::string_view file, int column) {
    constexpr std::string_view kThrough = "# valid_through=";
    std::string_view text = rule_data(file).value();
    std::vector<RateStep> steps;
    Date through{};
    while (!text.empty()) {
        std::string_view line = take(text, '\n');
        if (line.starts_with(kThrough)) through = parse_date(line.substr(kThrough.size())).value();
        const std::optional<Date> from = parse_date(take(line, ','));
        if (!from) continue;  // a comment or the head
        for (int skipped = 1; skipped < column; ++skipped) take(line, ',');
        const Rate rate = Rate::parse_percent(take(line, ','));
        if (steps.empty() || steps.back().rate != rate) steps.push_back({*from, rate});
    }
    return {std::move(name), std::move(steps), through};
}

}  // namespace

Rate Rate::parse_percent(std::string_view text) { return {decimal(text, 7)}; }
Rate Rate::parse(std::string_view text) { return {decimal(text, 9)}; }

std::string Rate::percent() const {
    constexpr std::int64_t kOne = 10'000'000;
    std::string fraction = std::to_string(billionths % kOne);
    fraction.insert(0, 7 - fraction.size(), '0');
    while (fraction.size() > 2 && fraction.back() == '0') fraction.pop_back();
    return std::to_string(billionths / kOne) + "." + fraction;
}

void RateTable::require(Date first, Date last) const {
    if (first < steps_.front().from) {
        throw InputError{"rate.before_table", {name_ + "自" + to_string(steps_.front().from) + "起有数据，没有" + to_string(first) + "的",
                                               name_ + " begins on " + to_string(steps_.front().from) + "; there is none for " + to_string(first)}, {}};
    }
    if (last > valid_through_) {
        throw InputError{"rate.unpublished", {name_ + "的数据至" + to_string(valid_through_) + "，没有" + to_string(last) + "的，不得沿用旧值",
                                              name_ + " is known up to " + to_string(valid_through_) + "; for " + to_string(last) + " the last value may not be used"}, {}};
    }
}

Rate RateTable::on(Date day) const {
    require(day, day);
    const auto later = std::upper_bound(steps_.begin(), steps_.end(), day, [](Date at, const RateStep& step) { return at < step.from; });
    return std::prev(later)->rate;
}

const RateTable& lpr(LprTerm term) {
    static const std::array<RateTable, 2> tables{read_table("一年期LPR", "data/lpr.csv", 1), read_table("五年期以上LPR", "data/lpr.csv", 2)};
    return tables.at(static_cast<std::size_t>(term) - 1);
}

const RateTable& benchmark(LoanTier tier) {
    constexpr std::string_view kFile = "data/benchmark-rates.csv";
    static const std::array<RateTable, 5> tables{read_table("贷款基准利率（六个月以内）", kFile, 1), read_table("贷款基准利率（六个月至一年）", kFile, 2),
                                                 read_table("贷款基准利率（一至三年）", kFile, 3), read_table("贷款基准利率（三至五年）", kFile, 4),
                                                 read_table("贷款基准利率（五年以上）", kFile, 5)};
    return tables.at(static_cast<std::size_t>(tier) - 1);
}

}  // namespace zhixing
