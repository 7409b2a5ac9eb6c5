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

// Archives of [Content_Types].xml, _rels/.rels and word/document.xml with one paragraph: {{number}} {{court.phone}}; {{no_such}}.
constexpr std::string_view kForm =
    "UEsDBBQAAAAIAAAAIQDHHBc8CgAAAAgAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJqSxILda3AwBQSwMEFAAAAAgAAAAhAILZHNUSAAAAEAAAAAsAAABfcmVscy8ucmVsc7MJSs1J"
    "LMnMzyvOyCwo1rcDAFBLAwQUAAAACAAAACEA9ns8E4EAAACsAAAAEQAAAHdvcmQvZG9jdW1lbnQueG1sRc5BCoMwEAXQq4gHcKSLLkLqXWJMVXBmwiQhlZC719hFN+8zfPiMzmphm9BR"
    "7D54UFD51W8xegUQ7ObQhIG9o6t7s6CJ1ykrZJbFC1sXwk4rHvAYxyeg2amfdFYzL2dL35BGnEqhhLOTWrtSLCeJg9+YXK0aWt+UW3/724D/f9MXUEsBAhQDFAAAAAgAAAAhAMccFzwK"
    "AAAACAAAABMAAAAAAAAAAAAAAIABAAAAAFtDb250ZW50X1R5cGVzXS54bWxQSwECFAMUAAAACAAAACEAgtkc1RIAAAAQAAAACwAAAAAAAAAAAAAAgAE7AAAAX3JlbHMvLnJlbHNQSwEC"
    "FAMUAAAACAAAACEA9ns8E4EAAACsAAAAEQAAAAAAAAAAAAAAgAF2AAAAd29yZC9kb2N1bWVudC54bWxQSwUGAAAAAAMAAwC5AAAAJgEAAAAA";
constexpr std::string_view kWrongForm =
    "UEsDBBQAAAAIAAAAIQDHHBc8CgAAAAgAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJqSxILda3AwBQSwMEFAAAAAgAAAAhAILZHNUSAAAAEAAAAAsAAABfcmVscy8ucmVsc7MJSs1J"
    "LMnMzyvOyCwo1rcDAFBLAwQUAAAACAAAACEASUEoeHkAAACdAAAAEQAAAHdvcmQvZG9jdW1lbnQueG1sRc7BCoMwDAbgVxk+wCI77FC6vsro2k4Fk5SkUof47rPusMv3k4QfYquJHBZM"
    "VC4rzqSmPrqxlGwANIwJvV45Jzpubxb05RhlgMoSs3BIqhMNOMOt7++AfqLO2WpeHD8tc0MaxW0b8VOXMO67hbZoymk+/ZXg/5D7AlBLAQIUAxQAAAAIAAAAIQDHHBc8CgAAAAgAAAAT"
    "AAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1sUEsBAhQDFAAAAAgAAAAhAILZHNUSAAAAEAAAAAsAAAAAAAAAAAAAAIABOwAAAF9yZWxzLy5yZWxzUEsBAhQDFAAAAAgA"
    "AAAhAElBKHh5AAAAnQAAABEAAAAAAAAAAAAAAIABdgAAAHdvcmQvZG9jdW1lbnQueG1sUEsFBgAAAAADAAMAuQAAAB4BAAAAAA==";

std::string laid_out(std::string_view base64, std::string_view rest, std::string_view of = "own") {
    return own("> {{number}}", R"("docx":[{"template":")" + std::string{of} + R"(","file":"form.docx","base64":")" + std::string{base64} + R"("}],)" + std::string{rest});
}

// An answer that is no JSON.
std::string bytes_of(const Ask& ask) {
    zx_buffer out = ZX_BUFFER_INIT;
    zx_error* error = nullptr;
    EXPECT_EQ(ask(&out, &error), ZX_OK) << (error != nullptr ? zx_error_json(error) : "");
    std::string bytes{out.data, out.size};
    zx_error_free(error);
    zx_buffer_release(&out);
    return bytes;
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t j = i; j < i + 3; ++j) group = group << 8U | (j < bytes.size() ? static_cast<unsigned char>(bytes[j]) : 0U);
        for (int shift = 18; shift >= 0; shift -= 6) text += kDigits[group >> shift & 63U];
    }
    for (std::size_t i = bytes.size() % 3; i != 0 && i < 3; ++i) text[text.size() - 3 + i] = '=';
    return text;
}

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

TEST(zx_documents, lays_out_by_a_courts_own_docx) {
    const Rules rules = bundled("national");
    const std::string_view render = R"("do":"render","template":"own","as_of":"2023-06-01","format":"docx","values":{"court":{"phone":"0377-65310000"}})";
    const std::string made = bytes_of(documents(rules.get(), laid_out(kForm, render), kDossier));
    EXPECT_TRUE(made.starts_with("PK"));
    EXPECT_NE(made, bytes_of(documents(rules.get(), own("> {{number}}", render), kDossier))) << "the form of the court, not ours";
    // What came out is a DOCX again, and holds no tags.
    EXPECT_EQ(answer(documents(rules.get(), laid_out(base64(made), R"("do":"fields","template":"own")")))["id"], "own");
    EXPECT_EQ(bytes_of(documents(rules.get(), laid_out(base64(made), render), kDossier)), made);
    // Its fields are needed as those of the template are.
    refused(documents(rules.get(), laid_out(kForm, R"("do":"render","template":"own","as_of":"2023-06-01","format":"docx")"), kDossier), ZX_E_REFUSED, "document.missing");
}

TEST(zx_documents, refuses_what_is_no_layout) {
    const Rules rules = bundled("national");
    const std::string_view list = R"("do":"templates")";
    refused(documents(rules.get(), laid_out(kWrongForm, list)), ZX_E_RULE, "template.field");
    refused(documents(rules.get(), laid_out(kForm, list, "no-such")), ZX_E_RULE, "template.unknown");
    refused(documents(rules.get(), laid_out("", list)), ZX_E_INPUT, "docx.package");
    refused(documents(rules.get(), laid_out("AAAA", list)), ZX_E_INPUT, "docx.package");
    for (const std::string_view wrong : {"AAA", "AA=A", "A===", "AA AA", "AAA*", "AB==", "AAF=", "===="}) refused(documents(rules.get(), laid_out(wrong, list)), ZX_E_ARGUMENT, "argument.base64");
    refused(documents(rules.get(), R"({"do":"templates","docx":{}})"), ZX_E_ARGUMENT, "argument.type");
    refused(documents(rules.get(), R"({"do":"templates","docx":[{"template":"own","base64":""}]})"), ZX_E_ARGUMENT, "argument.type");
    refused(documents(rules.get(), laid_out(std::string(2U << 20U, 'A'), list)), ZX_E_INPUT, "docx.package");  // larger than other parameters may be
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
