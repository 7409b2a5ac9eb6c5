#include "capi.hpp"

namespace capi_test {
namespace {

Ask case_number(std::string_view text) {
    return [=](zx_buffer* out, zx_error** error) { return zx_case_number(text.data(), text.size(), out, error); };
}

Ask identity(std::string_view text) {
    return [=](zx_buffer* out, zx_error** error) { return zx_identity(text.data(), text.size(), out, error); };
}

}  // namespace

TEST(zx_case_number, parts) {
    const Json json = answer(case_number("(2023)豫1325执恢12号之一"));
    EXPECT_EQ(json["schema"], "zhixing.case-number/1");
    EXPECT_EQ(json["text"], "（2023）豫1325执恢12号之一");
    EXPECT_EQ(json["court_name"], "内乡县人民法院");
    EXPECT_EQ(json["type"], "执恢");
    EXPECT_EQ(json["serial"], 12);
    EXPECT_EQ(json["suffix"], 1);
    EXPECT_EQ(json["legacy"], false);
}

TEST(zx_case_number, refuses) {
    refuses_null_out(case_number("（2023）豫1325执1号"));
    refused(case_number(""), ZX_E_INPUT, "case_number.empty");
    refused(case_number({nullptr, 3}), ZX_E_ARGUMENT, "argument.null");
    refused(case_number(kNotUtf8), ZX_E_INPUT, "input.utf8");
    refused(case_number(std::string(1025, '1')), ZX_E_INPUT, "input.limit");
}

TEST(zx_identity, parts) {
    const Json json = answer(identity("11010519491231002x"));
    EXPECT_EQ(json["schema"], "zhixing.identity/1");
    EXPECT_EQ(json["kind"], "resident");
    EXPECT_EQ(json["number"], "11010519491231002X");
    EXPECT_EQ(json["birth"], "1949-12-31");
    EXPECT_EQ(json["female"], true);
    EXPECT_EQ(json["organisation_code"], nullptr);
}

TEST(zx_identity, refuses) {
    refuses_null_out(identity("11010519491231002X"));
    refused(identity("110105194912310021"), ZX_E_IDENTITY, "identity.checksum");
    refused(identity(""), ZX_E_IDENTITY, "identity.length");
    refused(identity({nullptr, 18}), ZX_E_ARGUMENT, "argument.null");
    refused(identity(kNotUtf8), ZX_E_INPUT, "input.utf8");
    refused(identity(std::string(1025, '1')), ZX_E_INPUT, "input.limit");
}

}  // namespace capi_test
