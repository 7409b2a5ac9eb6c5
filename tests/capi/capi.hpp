// What the tests of the C boundary share. They use nothing of zhixing but zhixing.h.
#pragma once

#include <gtest/gtest.h>
#include <zhixing.h>

#include <cstring>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace capi_test {

using Json = nlohmann::json;
// A call with everything but its out-parameters given.
using Ask = std::function<zx_status(zx_buffer*, zx_error**)>;
using Open = std::function<zx_status(zx_rulebook**, zx_error**)>;

struct FreeRulebook {
    void operator()(zx_rulebook* rules) const { zx_rulebook_free(rules); }
};
using Rules = std::unique_ptr<zx_rulebook, FreeRulebook>;

constexpr std::string_view kDossier = R"({"schema":"zhixing.dossier/1","number":"（2023）豫1325执123号","kind":"enforcement",
"parties":[{"id":"p1","role":"applicant","kind":"natural","name":"张某"},{"id":"p2","role":"respondent","kind":"legal","name":"某公司"}],
"events":[{"id":"e1","kind":"application.received","on":"2023-02-01"},{"id":"e2","kind":"case.filed","on":"2023-02-06"},
{"id":"e3","kind":"notice.issued","on":"2023-02-20","party":"p2"}]})";

// Invalid in every text: a lone continuation byte.
constexpr std::string_view kNotUtf8 = "ab\x80";

inline Rules bundled(std::string_view id = "neixiang") {
    zx_rulebook* rules = nullptr;
    zx_error* error = nullptr;
    EXPECT_EQ(zx_rulebook_bundled(id.data(), id.size(), &rules, &error), ZX_OK) << zx_error_json(error);
    return Rules{rules};
}

// The answer of a call that must succeed. The buffer begins as rubbish: nothing in it may be read.
inline Json answer(const Ask& ask) {
    zx_buffer out;
    std::memset(&out, 0xA5, sizeof out);
    auto* const poison = reinterpret_cast<zx_error*>(&out);
    zx_error* error = poison;
    const zx_status status = ask(&out, &error);
    if (status != ZX_OK) {
        ADD_FAILURE() << zx_error_json(error);
        zx_error_free(error);
        return nullptr;
    }
    EXPECT_EQ(error, poison) << "a call that succeeds leaves the error alone";
    EXPECT_EQ(out.data[out.size], '\0');
    EXPECT_EQ(std::strlen(out.data), out.size);
    Json json = Json::parse(out.data, out.data + out.size);
    EXPECT_EQ(std::string_view(out.data, out.size).find('\n'), std::string_view::npos) << "one line";
    out.release(&out);
    EXPECT_EQ(out.data, nullptr);
    EXPECT_EQ(out.release, nullptr);
    return json;
}

inline void expect_error(zx_error* error, zx_status status, std::string_view code) {
    ASSERT_NE(error, nullptr);
    EXPECT_EQ(zx_error_class(error), status);
    EXPECT_EQ(zx_error_code(error), code) << zx_error_json(error);
    const Json json = Json::parse(zx_error_json(error));
    EXPECT_EQ(json["schema"], "zhixing.error/1");
    EXPECT_EQ(json["code"], zx_error_code(error));
    EXPECT_TRUE(json["message"]["zh"].is_string() && json["message"]["en"].is_string());
    for (const char* member : {"class", "file", "line", "pointer"}) EXPECT_TRUE(json.contains(member)) << member;
    zx_error_free(error);
}

// A call that must fail so, leave `out` alone, and fail in the same way for a caller without `error`.
inline void refused(const Ask& ask, zx_status status, std::string_view code) {
    zx_buffer out, before;
    std::memset(&out, 0xA5, sizeof out);
    std::memcpy(&before, &out, sizeof out);
    zx_error* error = nullptr;
    EXPECT_EQ(ask(&out, &error), status);
    EXPECT_EQ(std::memcmp(&out, &before, sizeof out), 0) << "a call that fails leaves the buffer alone";
    expect_error(error, status, code);
    EXPECT_EQ(ask(&out, nullptr), status);
    EXPECT_EQ(std::memcmp(&out, &before, sizeof out), 0);
}

inline void refused_open(const Open& open, zx_status status, std::string_view code) {
    int here = 0;
    auto* const poison = reinterpret_cast<zx_rulebook*>(&here);
    zx_rulebook* out = poison;
    zx_error* error = nullptr;
    EXPECT_EQ(open(&out, &error), status);
    EXPECT_EQ(out, poison) << "a call that fails leaves the handle alone";
    expect_error(error, status, code);
    EXPECT_EQ(open(&out, nullptr), status);
    EXPECT_EQ(out, poison);
}

// What holds of every function that answers in a buffer.
inline void refuses_null_out(const Ask& ask) {
    zx_error* error = nullptr;
    EXPECT_EQ(ask(nullptr, &error), ZX_E_ARGUMENT);
    expect_error(error, ZX_E_ARGUMENT, "argument.null");
    EXPECT_EQ(ask(nullptr, nullptr), ZX_E_ARGUMENT);
}

}  // namespace capi_test
