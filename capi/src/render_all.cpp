#include "render_all.hpp"

#include "zhixing/dossier.hpp"
#include "zhixing/render_all.hpp"

namespace zhixing::capi {

std::string render_all(std::string_view docket, const Templates& templates, const RenderQuestion& question, const Params& given) {
    BulkQuestion all;
    if (!given.has("templates")) (void)given.text("templates");  // they have to be named
    for (const std::string& id : given.texts("templates")) all.templates.push_back(templates.at(id));
    all.question = question;
    all.target = given.text("target");
    all.threads = static_cast<unsigned>(given.size("threads", 0));
    all.format = static_cast<RenderFormat>(1 + given.word("format", {"docx", "html", "text"}));
    BulkRenderer bulk{templates, std::move(all)};
    read_ndjson(docket, "docket", [&bulk](const Dossier& dossier) { return bulk.add(dossier); }, [&bulk](const InputError& error) { (void)bulk.add(error); });
    return to_json(bulk.finish());
}

}  // namespace zhixing::capi
