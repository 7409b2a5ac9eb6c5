#include "zhixing/rates.hpp"

#include <gtest/gtest.h>

#include "zhixing/error.hpp"

namespace zhixing {
namespace {

std::string refusal(const RateTable& table, Date day) {
    try {
        static_cast<void>(table.on(day));
    } catch (const InputError& error) {
        return error.code();
    }
    return "";
}

TEST(Rates, ByDate) {
    EXPECT_EQ(lpr(LprTerm::one_year).on(make_date(2024, 7, 21)).percent(), "3.45");
    EXPECT_EQ(lpr(LprTerm::one_year).on(make_date(2024, 7, 22)).percent(), "3.35");
    EXPECT_EQ(lpr(LprTerm::one_year).on(make_date(2022, 1, 1)).percent(), "3.80");
    EXPECT_EQ(lpr(LprTerm::five_years).on(make_date(2024, 2, 20)).percent(), "3.95");
    EXPECT_EQ(benchmark(LoanTier::three_years).on(make_date(1995, 7, 1)).percent(), "13.50");
    EXPECT_EQ(benchmark(LoanTier::three_years).on(make_date(2014, 7, 31)).percent(), "6.15");
    EXPECT_EQ(benchmark(LoanTier::over_five_years).on(make_date(2019, 8, 19)).percent(), "4.90");
}

TEST(Rates, NeverBeyondWhatIsPublished) {
    EXPECT_EQ(refusal(lpr(LprTerm::one_year), make_date(2026, 9, 19)), "");
    EXPECT_EQ(refusal(lpr(LprTerm::one_year), make_date(2026, 9, 20)), "rate.unpublished");
    EXPECT_EQ(refusal(lpr(LprTerm::one_year), make_date(2019, 8, 19)), "rate.before_table");
    EXPECT_EQ(refusal(benchmark(LoanTier::one_year), make_date(2019, 8, 20)), "rate.unpublished");
    EXPECT_EQ(refusal(benchmark(LoanTier::one_year), make_date(1991, 4, 20)), "rate.before_table");
}

TEST(Rates, Text) {
    EXPECT_EQ(Rate::parse_percent("0.0175").billionths, 175'000);
    EXPECT_EQ(Rate::parse("6.3500").billionths, 6'350'000'000);
    EXPECT_EQ(Rate::parse_percent("3.4567891").percent(), "3.4567891");
    for (const char* text : {"", ".", "3.", ".5", "-1", "+1", "1e2", "3.45678912", "1.2.3", "99999999999999999999"}) {
        EXPECT_THROW(static_cast<void>(Rate::parse_percent(text)), InputError) << text;
    }
}

}  // namespace
}  // namespace zhixing
