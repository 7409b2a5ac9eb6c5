#include "money/exact.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "zhixing/error.hpp"

namespace zhixing {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

TEST(Exact, RoundsHalfUpAwayFromZero) {
    EXPECT_EQ(divide(5, 10, Rounding::half_up), 1);
    EXPECT_EQ(divide(4, 10, Rounding::half_up), 0);
    EXPECT_EQ(divide(-5, 10, Rounding::half_up), -1);
    EXPECT_EQ(divide(-4, 10, Rounding::half_up), 0);
    EXPECT_EQ(divide(1, 3, Rounding::up), 1);
    EXPECT_EQ(divide(5, 3, Rounding::down), 1);
    EXPECT_EQ(divide(6, 3, Rounding::up), 2);
}

TEST(Exact, ProductsAreWide) {
    // The doubled part of 10,000 yuan for 30 days: 52.50.
    EXPECT_EQ(scaled(Money::from_fen(1'000'000), 175 * 30, 1'000'000), Money::from_fen(5'250));
    EXPECT_EQ(scaled(Money::from_fen(kMost), 1'000'000, 1'000'000), Money::from_fen(kMost));
}

TEST(Exact, WhatDoesNotFitIsRefused) {
    EXPECT_THROW(static_cast<void>(scaled(Money::from_fen(kMost), 2, 1)), InputError);
    EXPECT_THROW(static_cast<void>(product(Wide{kMost} * kMost, 8)), InputError);
    EXPECT_THROW(static_cast<void>(to_money(Wide{kMost} + 1)), InputError);
}

}  // namespace
}  // namespace zhixing
