#include "capi.hpp"

namespace capi_test {

TEST(zx_catalogue, is_whole) {
    zx_buffer out = ZX_BUFFER_INIT;
    ASSERT_EQ(zx_catalogue(&out, nullptr), ZX_OK);
    const Json json = Json::parse(out.data, out.data + out.size);
    zx_buffer_release(&out);
    EXPECT_EQ(json["schema"], "zhixing.catalogue/1");
    EXPECT_GT(json["kinds"].size(), 50U);
    refuses_null_out([](zx_buffer* buffer, zx_error** error) { return zx_catalogue(buffer, error); });
}

}  // namespace capi_test
