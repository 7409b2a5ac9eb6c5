#include "journal/json_object.hpp"

namespace zhixing::journal {

JsonObject parse_object(simdjson::dom::parser& parser, std::string_view json, std::string_view document) {
    const auto refuse = [&](const char* code, Text text) { throw InputError{code, std::move(text), {std::string{document}, 0, {}}}; };
    simdjson::dom::element root;
    if (json.size() > kMaxDossierBytes) refuse("input.limit", {"请求过大", "the request is too large"});
    if (json.empty()) refuse("input.json", {"内容为空", "there is nothing to read"});
    if (const auto error = parser.parse(json.data(), json.size()).get(root); error != simdjson::SUCCESS) {
        refuse("input.json", {"不是 JSON", std::string{"not JSON: "} + simdjson::error_message(error)});
    }
    return {root, {}, document};
}

Actor actor_of(const JsonObject& request) {
    const JsonObject object = request.object("actor");
    object.know({"id", "court", "roles", "identity"});
    Actor actor{object.text("id"), object.text_or_empty("court"), object.texts("roles"), {}};
    if (object.has("identity")) {
        const JsonObject check = object.object("identity");
        check.know({"kind", "number", "document", "by", "at"});
        actor.identity = {check.text("kind"), check.text("number"), check.text("document"), check.text("by"), check.time("at")};
    }
    return actor;
}

}  // namespace zhixing::journal
