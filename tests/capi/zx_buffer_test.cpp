#include "capi.hpp"

TEST(zx_buffer_release, null_empty_and_twice) {
    zx_buffer_release(nullptr);
    zx_buffer buffer = ZX_BUFFER_INIT;
    zx_buffer_release(&buffer);
    ASSERT_EQ(zx_catalogue(&buffer, nullptr), ZX_OK);
    EXPECT_GT(buffer.size, 0U);
    zx_buffer_release(&buffer);
    EXPECT_EQ(buffer.data, nullptr);
    EXPECT_EQ(buffer.size, 0U);
    zx_buffer_release(&buffer);
}
