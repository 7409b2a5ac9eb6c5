#include "capi.hpp"

#include <cstddef>
#include <type_traits>

TEST(zx_version, is_that_of_the_header) {
    EXPECT_STREQ(zx_version(), ZX_VERSION);
    EXPECT_EQ(zx_abi_version(), ZX_ABI_VERSION);
}

// ABI 0: none of these numbers may change.
TEST(zx_version, frozen_numbers) {
    static_assert(std::is_same_v<zx_status, std::int32_t>);
    EXPECT_EQ(ZX_ABI_VERSION, 0U);
    EXPECT_EQ(ZX_OK, 0);
    EXPECT_EQ(ZX_E_INTERNAL, -1);
    EXPECT_EQ(ZX_E_NOMEM, -2);
    EXPECT_EQ(ZX_E_ARGUMENT, -3);
    EXPECT_EQ(ZX_E_INPUT, -4);
    EXPECT_EQ(ZX_E_IDENTITY, -5);
    EXPECT_EQ(ZX_E_RULE, -6);
    EXPECT_EQ(ZX_MAX_DOCUMENT_BYTES, 64U << 20);
    EXPECT_EQ(ZX_MAX_PARAMS_BYTES, 1U << 20);
    EXPECT_EQ(ZX_MAX_NUMBER_BYTES, 1024U);
}

TEST(zx_version, frozen_layout) {
    constexpr std::size_t word = sizeof(void*);
    static_assert(std::is_standard_layout_v<zx_buffer> && std::is_trivial_v<zx_buffer>);
    static_assert(sizeof(zx_buffer) == 4 * word);
    static_assert(offsetof(zx_buffer, data) == 0 && offsetof(zx_buffer, size) == word);
    static_assert(offsetof(zx_buffer, release) == 2 * word && offsetof(zx_buffer, owner) == 3 * word);
}
