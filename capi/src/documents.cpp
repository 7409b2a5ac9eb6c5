// Documents behind the wall.
#include "boundary.hpp"
#include "params.hpp"
#include "render_all.hpp"
#include "zhixing/render.hpp"

using namespace zhixing;
using namespace zhixing::capi;

namespace {

// The templates of the rulebook with the court's own, and its layouts.
Templates templates_of(const zx_rulebook& rules, const Params& given) {
    Templates templates = rules.templates();
    for (const auto& [file, text] : given.files("own")) templates = templates.with(text, file);
    for (Params::Layout& layout : given.layouts("docx")) templates = templates.with_docx(layout.of, std::move(layout.bytes), layout.file);
    return templates;
}

RenderQuestion question_of(const Params& given) {
    const ReviewOptions options = review_options(given);
    RenderQuestion question{options.as_of, options.known_at};
    question.party = given.text_or_empty("party");
    question.ref = given.text_or_empty("ref");
    question.preview = given.flag("preview", false);
    question.office = given.word("office", {"centre", "team"}) == 1 ? Office::team : Office::centre;
    if (given.has("values")) question.values = Values::from_json(given.object("values"));
    return question;
}

std::string render(const Dossier& dossier, const Templates& templates, const Params& given) {
    const std::size_t index = templates.at(given.text("template"));
    const Rendering rendering = zhixing::render(dossier, templates, index, question_of(given));
    switch (given.word("format", {"json", "text", "html", "docx"})) {
        case 1: return rendering.text();
        case 2: return rendering.html();
        case 3: return rendering.docx();
        default: return to_json(rendering, templates, index, dossier);
    }
}

}  // namespace

zx_status zx_documents(const zx_rulebook* rules, const char* dossier, size_t dossier_size, const char* params, size_t params_size,
                       zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] {
        const zx_rulebook& rulebook = require(rules, "rules");
        const Params given{params, params_size,
                           {"do", "template", "own", "docx", "file", "text", "as_of", "known_at", "party", "ref", "values", "office", "preview", "format", "templates", "target", "threads"},
                           ZX_MAX_DOCUMENT_BYTES};
        const std::size_t act = given.word("do", {"templates", "fields", "check", "render", "render_all"});
        if (!given.has("do")) (void)given.text("do");  // it has to be said
        if (act == 2) {
            const Templates templates = templates_of(rulebook, given).with(given.text("text"), given.text("file"));
            return template_json(templates, *templates.last());
        }
        const Templates templates = templates_of(rulebook, given);
        if (act == 0) return to_json(templates);
        if (act == 1) return template_json(templates, templates.at(given.text("template")));
        const std::string_view facts = text_in(dossier, dossier_size, ZX_MAX_DOCUMENT_BYTES, "dossier");
        if (act == 4) return render_all(facts, templates, question_of(given), given);
        return render(Dossier::from_json(facts, "dossier"), templates, given);
    });
}
