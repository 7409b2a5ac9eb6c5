#include "capi.hpp"

#include <filesystem>

namespace capi_test {
namespace {

Ask documents(const zx_rulebook* rules, std::string_view params, std::string_view dossier = {}) {
    return [=](zx_buffer* out, zx_error** error) { return zx_documents(rules, dossier.data(), dossier.size(), params.data(), params.size(), out, error); };
}

constexpr std::string_view kFront = R"(---json\n{\"schema\":\"zhixing.template/1\",\"id\":\"own\",\"document\":\"执行通知书\",\"name\":{\"zh\":\"通知\",\"en\":\"notice\"},\"class\":\"A\"}\n---\n)";

std::string own(std::string_view body, std::string_view rest) {
    return R"({"own":[{"file":"own.md","text":")" + std::string{kFront} + std::string{body} + "\"}]," + std::string{rest} + "}";
}

std::string check(std::string_view body) { return R"({"do":"check","file":"own.md","text":")" + std::string{kFront} + std::string{body} + "\"}"; }

}  // namespace

TEST(zx_documents, lists_templates_and_fields) {
    const Rules rules = bundled("national");
    const Json all = answer(documents(rules.get(), R"({"do":"templates"})"));
    EXPECT_EQ(all["schema"], "zhixing.templates/1");
    EXPECT_GE(all["templates"].size(), 27U);
    const Json one = answer(documents(rules.get(), R"({"do":"fields","template":"enforcement-notice"})"));
    EXPECT_EQ(one["schema"], "zhixing.template/1");
    EXPECT_EQ(one["class"], "A");
    EXPECT_FALSE(one["fields"].empty());
}

TEST(zx_documents, checks_a_courts_own) {
    const Rules rules = bundled("national");
    EXPECT_EQ(answer(documents(rules.get(), check("{{court.name}}")))["fields"][0]["name"], "court.name");
    refused(documents(rules.get(), check("{{no.such}}")), ZX_E_RULE, "template.field");
    refused(documents(rules.get(), check("{{>file}}")), ZX_E_RULE, "template.tag");
}

TEST(zx_documents, renders) {
    const Rules rules = bundled("national");
    const std::string params = own("> {{number}}{{applicants.names}}", R"("do":"render","template":"own","as_of":"2023-06-01")");
    const Json made = answer(documents(rules.get(), params, kDossier));
    EXPECT_EQ(made["schema"], "zhixing.rendering/1");
    EXPECT_EQ(made["text"], "（2023）豫1325执123号张某\n");
    EXPECT_TRUE(made["gate"]["open"]);
    EXPECT_TRUE(made["missing"].empty());
}

TEST(zx_documents, refuses) {
    const Rules rules = bundled("national");
    refuses_null_out(documents(rules.get(), R"({"do":"templates"})"));
    refused(documents(nullptr, R"({"do":"templates"})"), ZX_E_ARGUMENT, "argument.null");
    refused(documents(rules.get(), R"({})"), ZX_E_ARGUMENT, "argument.missing");
    refused(documents(rules.get(), R"({"do":"fly"})"), ZX_E_ARGUMENT, "argument.word");
    refused(documents(rules.get(), R"({"do":"fields","template":"no-such"})"), ZX_E_RULE, "template.unknown");
    refused(documents(rules.get(), R"({"do":"render","template":"enforcement-notice"})", kDossier), ZX_E_ARGUMENT, "argument.missing");
    refused(documents(rules.get(), R"({"do":"render","template":"enforcement-notice","as_of":"2023-06-01"})", kDossier), ZX_E_REFUSED, "document.missing");
    refused(documents(rules.get(), R"({"do":"render","template":"enforcement-notice","as_of":"2023-06-01","party":"p9"})", kDossier), ZX_E_INPUT, "input.party");
    refused(documents(rules.get(), own("{{court.name}}", R"("do":"render","template":"own","as_of":"2023-06-01","values":{"court":{"name":1}})"), kDossier), ZX_E_INPUT, "input.type");
    refused(documents(rules.get(), R"({"do":"render","template":"enforcement-notice","as_of":"2023-06-01"})", kNotUtf8), ZX_E_INPUT, "input.utf8");
}

TEST(zx_documents, renders_a_docket) {
    const Rules rules = bundled("national");
    const std::filesystem::path target = std::filesystem::path{testing::TempDir()} / "zx-documents";
    std::filesystem::remove_all(target);
    const std::string all = R"("do":"render_all","templates":["own"],"as_of":"2023-06-01","format":"text","target":")" + target.string() + "\"";
    std::string docket{kDossier};
    std::erase(docket, '\n');
    docket += "\n{bad\n";
    const Json made = answer(documents(rules.get(), own("> {{number}}", all), docket));
    EXPECT_EQ(made["schema"], "zhixing.documents-index/1");
    EXPECT_EQ(made["written"], 1);
    EXPECT_EQ(made["failed"], 1);
    EXPECT_TRUE(std::filesystem::exists(target / std::string{made["documents"][0]["file"]}));
    EXPECT_EQ(made["documents"][1]["number"], "docket:2");
    refused(documents(rules.get(), R"({"do":"render_all","as_of":"2023-06-01","target":"x"})", docket), ZX_E_ARGUMENT, "argument.missing");
    refused(documents(rules.get(), R"({"do":"render_all","as_of":"2023-06-01","target":"/dev/null/x","templates":["enforcement-notice"]})", docket), ZX_E_INPUT, "document.target");
    std::filesystem::remove_all(target);
}

}  // namespace capi_test
