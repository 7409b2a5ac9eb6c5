/// @file
/// Expecting an Error with a code. The message is checked to be there in both languages.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "zhixing/error.hpp"

namespace zhixing::testing {

/// Runs `act`; the Error of kind E that it throws, or an empty one with a failed test.
template <typename E = InputError, typename Act>
E caught(Act act) {
    try {
        act();
    } catch (const E& error) {
        EXPECT_FALSE(error.message().zh.empty());
        EXPECT_FALSE(error.message().en.empty());
        return error;
    }
    ADD_FAILURE() << "nothing was refused";
    return E{"", {}};
}

/// The code of the InputError that `act` throws.
template <typename Act>
std::string code_of(Act act) {
    return caught(act).code();
}

}  // namespace zhixing::testing
