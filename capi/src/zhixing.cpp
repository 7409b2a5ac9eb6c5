// The functions of zhixing.h: each one question, put to the core behind the wall.
#include "zhixing.h"

#include "answers.hpp"
#include "boundary.hpp"
#include "law/data.hpp"
#include "params.hpp"
#include "zhixing/dossier.hpp"
#include "zhixing/review.hpp"

using namespace zhixing;
using namespace zhixing::capi;

namespace {

Dossier dossier_in(const char* data, std::size_t size) {
    return Dossier::from_json(text_in(data, size, ZX_MAX_DOCUMENT_BYTES, "dossier"), "dossier");
}

std::string_view number_in(const char* data, std::size_t size) {
    return text_in(data, size, ZX_MAX_NUMBER_BYTES, "text");
}

zx_status give_rulebook(zx_rulebook** out, zx_error** error, auto&& make) noexcept {
    return guard(error, [&] {
        zx_rulebook*& slot = require(out, "out");
        slot = new zx_rulebook{make()};
    });
}

}  // namespace

const char* zx_version(void) { return ZHIXING_PROJECT_VERSION; }

uint32_t zx_abi_version(void) { return ZX_ABI_VERSION; }

zx_status zx_rulebook_bundled(const char* id, size_t id_size, zx_rulebook** out, zx_error** error) {
    return give_rulebook(out, error, [&] { return Rulebook::bundled(text_in(id, id_size, ZX_MAX_NUMBER_BYTES, "id")); });
}

zx_status zx_rulebook_load(const zx_rulebook* base, const char* json, size_t json_size, const char* file,
                           size_t file_size, zx_rulebook** out, zx_error** error) {
    return give_rulebook(out, error, [&] {
        return Rulebook::load(text_in(json, json_size, ZX_MAX_DOCUMENT_BYTES, "json"),
                              text_in(file, file_size, ZX_MAX_NUMBER_BYTES, "file"),
                              base == nullptr ? nullptr : &base->rules);
    });
}

void zx_rulebook_free(zx_rulebook* rules) { delete rules; }

zx_status zx_rulebook_info(const zx_rulebook* rules, const char* params, size_t params_size, zx_buffer* out,
                           zx_error** error) {
    return answer(out, error, [&] {
        const Rulebook& rulebook = require(rules, "rules").rules;
        const Params given{params, params_size, {"rule"}};
        return given.has("rule") ? rule_json(rulebook, given.text("rule")) : rulebook_json(rulebook);
    });
}

zx_status zx_review(const zx_rulebook* rules, const char* dossier, size_t dossier_size, const char* params,
                    size_t params_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] {
        const Rulebook& rulebook = require(rules, "rules").rules;
        const Params given{params, params_size, {"as_of", "known_at"}};
        const Dossier facts = dossier_in(dossier, dossier_size);
        return to_json(review(facts, rulebook, review_options(given)), facts, rulebook);
    });
}

zx_status zx_why(const zx_rulebook* rules, const char* dossier, size_t dossier_size, const char* params,
                 size_t params_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] {
        const Rulebook& rulebook = require(rules, "rules").rules;
        const Params given{params, params_size, {"rule", "as_of", "known_at"}};
        const Dossier facts = dossier_in(dossier, dossier_size);
        return to_json(why(facts, rulebook, given.text("rule"), review_options(given)), facts);
    });
}

zx_status zx_deadline(const char* params, size_t params_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] {
        return period_json(Params{params, params_size, {"start", "n", "unit", "roll", "pauses"}});
    });
}

zx_status zx_case_number(const char* text, size_t text_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] { return case_number_json(number_in(text, text_size)); });
}

zx_status zx_identity(const char* text, size_t text_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] { return identity_json(number_in(text, text_size)); });
}

zx_status zx_catalogue(zx_buffer* out, zx_error** error) {
    return answer(out, error, [] { return std::string{rule_data("catalogue.json").value()}; });
}
