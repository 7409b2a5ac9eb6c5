#include "capi.hpp"

namespace capi_test {
namespace {

Ask deadline(std::string_view params) {
    return [=](zx_buffer* out, zx_error** error) { return zx_deadline(params.data(), params.size(), out, error); };
}

}  // namespace

TEST(zx_deadline, days_with_a_pause_and_a_holiday) {
    const Json json = answer(deadline(R"({"start":"2024-02-01","n":7,"unit":"day","pauses":[["2024-02-03","2024-02-05"]]})"));
    EXPECT_EQ(json["schema"], "zhixing.period/1");
    EXPECT_EQ(json["end"], "2024-02-18");
    EXPECT_EQ(json["raw_end"], "2024-02-10");
    EXPECT_EQ(json["provisional"], false);
    EXPECT_EQ(json["steps"].back()["kind"], "roll");
}

TEST(zx_deadline, every_unit) {
    EXPECT_EQ(answer(deadline(R"({"start":"2024-01-31","n":1,"unit":"month","roll":false})"))["end"], "2024-02-29");
    EXPECT_EQ(answer(deadline(R"({"start":"2024-02-29","n":1,"unit":"year","roll":false})"))["end"], "2025-02-28");
    EXPECT_EQ(answer(deadline(R"({"start":"2024-03-01","n":2,"unit":"workday"})"))["end"], "2024-03-05");
    EXPECT_EQ(answer(deadline(R"({"start":"2024-03-05","n":-2,"unit":"day"})"))["end"], "2024-03-01");
    EXPECT_EQ(answer(deadline(R"({"start":"2024-03-05T10:20:00","n":48,"unit":"hour"})"))["end"], "2024-03-07T11:00:00");
}

TEST(zx_deadline, no_end_while_paused) {
    EXPECT_EQ(answer(deadline(R"({"start":"2024-02-01","n":7,"unit":"day","pauses":[["2024-02-03",null]]})"))["end"], nullptr);
}

TEST(zx_deadline, refuses) {
    refuses_null_out(deadline(R"({"start":"2024-02-01","n":7,"unit":"day"})"));
    refused(deadline(""), ZX_E_ARGUMENT, "argument.missing");
    refused(deadline({nullptr, 8}), ZX_E_ARGUMENT, "argument.null");
    refused(deadline(kNotUtf8), ZX_E_INPUT, "input.utf8");
    refused(deadline(R"({"start":"2024-02-01","n":7.5,"unit":"day"})"), ZX_E_ARGUMENT, "argument.type");
    refused(deadline(R"({"start":"2024-02-01","n":2147483648,"unit":"day"})"), ZX_E_ARGUMENT, "argument.type");
    refused(deadline(R"({"start":"2024-02-01","n":-2147483649,"unit":"day"})"), ZX_E_ARGUMENT, "argument.type");
    refused(deadline(R"({"start":"2024-02-01","n":18446744073709551615,"unit":"day"})"), ZX_E_ARGUMENT, "argument.type");
    refused(deadline(R"({"start":"2024-02-01","n":7,"unit":"week"})"), ZX_E_ARGUMENT, "argument.unit");
    refused(deadline(R"({"start":"2024-02-30","n":7,"unit":"day"})"), ZX_E_ARGUMENT, "argument.date");
    refused(deadline(R"({"start":"2024-02-01","n":7,"unit":"day","roll":"no"})"), ZX_E_ARGUMENT, "argument.type");
    refused(deadline(R"({"start":"2024-02-01","n":7,"unit":"day","pauses":[["2024-02-03"]]})"), ZX_E_ARGUMENT, "argument.type");
    refused(deadline(R"({"start":"2024-02-01","n":7,"unit":"hour","roll":true})"), ZX_E_ARGUMENT, "argument.unknown_member");
    for (const char* n : {"2147483647", "-2147483648"}) {
        for (const char* unit : {"day", "workday", "month", "year", "hour"}) {
            const std::string params = std::string{R"({"start":"2024-02-01","n":)"} + n + R"(,"unit":")" + unit + R"("})";
            refused(deadline(params), ZX_E_INPUT, "calendar.range");
        }
    }
}

TEST(zx_deadline, says_which_member) {
    zx_buffer out = ZX_BUFFER_INIT;
    zx_error* error = nullptr;
    ASSERT_EQ(deadline(R"({"start":"2024-02-01","n":7,"unit":"day","pauses":[["2024-02-03",null],["x",null]]})")(&out, &error),
              ZX_E_ARGUMENT);
    const Json json = Json::parse(zx_error_json(error));
    EXPECT_EQ(json["file"], "params");
    EXPECT_EQ(json["pointer"], "/pauses/1/0");
    zx_error_free(error);
}

}  // namespace capi_test
