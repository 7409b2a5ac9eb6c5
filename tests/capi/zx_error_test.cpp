#include "capi.hpp"

namespace capi_test {

TEST(zx_error, null_is_harmless) {
    EXPECT_EQ(zx_error_class(nullptr), ZX_OK);
    EXPECT_STREQ(zx_error_code(nullptr), "");
    EXPECT_STREQ(zx_error_json(nullptr), "");
    zx_error_free(nullptr);
}

// An error outlives the handle and the input that it is about.
TEST(zx_error, outlives_everything) {
    zx_error* error = nullptr;
    {
        const Rules rules = bundled();
        const std::string dossier = R"({"events":[{"kind":"case.filed","on":"2023-02-30"}]})";
        const std::string params = R"({"as_of":"2023-06-01"})";
        zx_buffer out = ZX_BUFFER_INIT;
        ASSERT_EQ(zx_review(rules.get(), dossier.data(), dossier.size(), params.data(), params.size(), &out, &error), ZX_E_INPUT);
    }
    const Json json = Json::parse(zx_error_json(error));
    EXPECT_EQ(json["class"], "input");
    EXPECT_EQ(json["file"], "dossier");
    EXPECT_EQ(json["pointer"], "/events/0/on");
    zx_error_free(error);
}

}  // namespace capi_test
