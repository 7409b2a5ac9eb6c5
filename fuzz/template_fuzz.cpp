// Templates: whatever the text, either a template that can be asked for its fields and made a preview of, in which no tag and no
// control character is left, or a RuleError that says where.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "zhixing/render.hpp"

namespace {

const zhixing::Templates& bundled() {
    static const zhixing::Templates templates = zhixing::Templates::bundled(zhixing::Rulebook::bundled("national"));
    return templates;
}

const zhixing::Dossier& facts() {
    static const zhixing::Dossier dossier = zhixing::Dossier::from_json(
        R"({"number":"（2026）豫1325执1号","court":"某法院","parties":[{"id":"p1","role":"applicant","name":"张某"},{"id":"p2","role":"respondent","name":"<b>**李**|某"}],)"
        R"("events":[{"id":"e1","kind":"case.filed","on":"2026-01-05"},{"id":"e2","kind":"deposit.frozen","on":"2026-02-01","ref":"d1","amount":"12.34"}]})");
    return dossier;
}

void try_template(std::string_view text) {
    const zhixing::Templates templates = bundled().with(text, "fuzz.md");
    const std::size_t index = templates.last().value();
    if (zhixing::template_json(templates, index).empty()) std::abort();
    zhixing::RenderQuestion question{zhixing::make_date(2026, 3, 20)};
    question.party = "p2";
    question.preview = true;
    const zhixing::Rendering rendering = zhixing::render(facts(), templates, index, question);
    if (rendering.html().find("<b>**") != std::string::npos) std::abort();  // of the name; a template makes no such thing
    (void)rendering.text();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    // Bare text is tried as a body, so that the fuzzer need not find a front matter first.
    const std::string with_front = "---json\n{\"schema\":\"zhixing.template/1\",\"id\":\"f\",\"document\":\"执行通知书\",\"name\":{\"zh\":\"f\",\"en\":\"f\"},\"class\":\"A\"}\n---\n" + std::string{text};
    for (const std::string_view one : {text, std::string_view{with_front}}) {
        try {
            try_template(one);
        } catch (const zhixing::RuleError& error) {
            if (error.code().empty() || error.place().file != "fuzz.md") std::abort();
        } catch (const zhixing::InputError& error) {
            if (error.code() != "input.party" && error.code() != "input.ref") std::abort();
        }
    }
    return 0;
}
