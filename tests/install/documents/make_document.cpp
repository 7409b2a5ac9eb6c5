// Makes a preview of a notice from a dossier of one line; prints the name and the first bytes of the DOCX.
#include <iostream>
#include <zhixing/render_all.hpp>

int main() {
    using namespace zhixing;
    const Templates templates = Templates::bundled(Rulebook::bundled("national"));
    const Dossier dossier = Dossier::from_json(R"({"schema": "zhixing.dossier/1", "number": "（2026）豫1325执1号", "court": "河南省内乡县人民法院", "events": [],
        "parties": [{"id": "p1", "role": "applicant", "name": "张某"}, {"id": "p2", "role": "respondent", "name": "李某"}]})");
    RenderQuestion question{make_date(2026, 3, 20)};
    question.party = "p2";
    question.preview = true;
    const std::size_t notice = templates.at("执行通知书");
    const Rendering rendering = render(dossier, templates, notice, question);
    std::cout << templates.info(notice).name.en << ", " << rendering.docx().substr(0, 2) << ", " << (rendering.missing().empty() ? "complete" : "incomplete") << '\n';
}
