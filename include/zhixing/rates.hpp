/// @file
/// Published interest rates: LPR (贷款市场报价利率) and the benchmark rates (贷款基准利率) before it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/date.hpp"

namespace zhixing {

/// An exact rate, or another small decimal (a multiplier, a rate of exchange): parts of 10^9.
struct Rate {
    std::int64_t billionths = 0;  ///< 3.45 % is 34,500,000

    /// Reads a percentage from 0: `3.45`, at most seven decimals. @throws InputError `rate.format`.
    [[nodiscard]] static Rate parse_percent(std::string_view text);
    /// Reads a plain decimal from 0: `1.5`, at most nine decimals. @throws InputError `rate.format`.
    [[nodiscard]] static Rate parse(std::string_view text);
    /// As a percentage: `3.45`.
    [[nodiscard]] std::string percent() const;

    friend constexpr auto operator<=>(Rate, Rate) noexcept = default;
};

/// The two terms for which LPR is published.
enum class LprTerm : std::uint8_t { one_year = 1, five_years };
/// The five tiers of the benchmark rate, by the term of the loan.
enum class LoanTier : std::uint8_t { six_months = 1, one_year, three_years, five_years, over_five_years };

/// A rate and the first day on which it holds.
struct RateStep {
    Date from;
    Rate rate;
};

/// A published rate by date. Immutable; safe from many threads.
class RateTable {
public:
    /// The rate of a day. @throws InputError `rate.unpublished` after valid_through(), `rate.before_table` before the
    /// first row: a rate is never carried on.
    [[nodiscard]] Rate on(Date day) const;
    /// By date; publications that changed nothing are left out.
    [[nodiscard]] std::span<const RateStep> steps() const noexcept { return steps_; }
    /// The last day for which the table can answer.
    [[nodiscard]] Date valid_through() const noexcept { return valid_through_; }
    /// @throws as on(), unless the table answers on both days.
    void require(Date first, Date last) const;

    /// @private
    RateTable(std::string name, std::vector<RateStep> steps, Date valid_through)
        : name_{std::move(name)}, steps_{std::move(steps)}, valid_through_{valid_through} {}

private:
    std::string name_;
    std::vector<RateStep> steps_;
    Date valid_through_;
};

/// LPR, annual, from 2019-08-20; it answers up to the day before the 20th of the month after its last quotation.
[[nodiscard]] const RateTable& lpr(LprTerm term);
/// The benchmark rate, annual, 1991-04-21 to 2019-08-19.
[[nodiscard]] const RateTable& benchmark(LoanTier tier);

}  // namespace zhixing
