// The functions of zhixing.h: each one question, put to the core behind the wall.
#include "zhixing.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "answers.hpp"
#include "boundary.hpp"
#include "law/data.hpp"
#include "params.hpp"
#include "zhixing/admission.hpp"
#include "zhixing/assignment.hpp"
#include "zhixing/closing.hpp"
#include "zhixing/decision.hpp"
#include "zhixing/distribution.hpp"
#include "zhixing/docket.hpp"
#include "zhixing/dossier.hpp"
#include "zhixing/fee.hpp"
#include "zhixing/interest.hpp"
#include "zhixing/ledger.hpp"
#include "zhixing/plan.hpp"
#include "zhixing/reconcile.hpp"
#include "zhixing/recording.hpp"
#include "zhixing/review.hpp"
#include "zhixing/service.hpp"

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

zx_status zx_decide(const zx_rulebook* rules, const char* dossier, size_t dossier_size, const char* params,
                    size_t params_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] {
        const Rulebook& rulebook = require(rules, "rules").rules;
        const Params given{params, params_size, {"table", "as_of", "known_at"}};
        const Dossier facts = dossier_in(dossier, dossier_size);
        return to_json(decide(facts, rulebook, given.text("table"), review_options(given)), facts);
    });
}

zx_status zx_closing(const zx_rulebook* rules, const char* dossier, size_t dossier_size, const char* params,
                     size_t params_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] {
        const Rulebook& rulebook = require(rules, "rules").rules;
        const Params given{params, params_size, {"closing", "ground", "as_of", "known_at"}};
        const Dossier facts = dossier_in(dossier, dossier_size);
        const ClosingQuestion question{given.kind("closing"), given.text_or_empty("ground")};
        return to_json(closing_sheet(facts, rulebook, question, review_options(given)), facts, rulebook);
    });
}

zx_status zx_plan(const zx_rulebook* rules, const char* dossier, size_t dossier_size, const char* params,
                  size_t params_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] {
        const Rulebook& rulebook = require(rules, "rules").rules;
        const Params given{params, params_size, {"as_of", "known_at", "limit", "act", "ref", "party", "ground"}};
        const Dossier facts = dossier_in(dossier, dossier_size);
        const ReviewOptions options = review_options(given);
        if (!given.has("act")) return to_json(plan(facts, rulebook, options, given.size("limit", 40)), facts, rulebook);
        const Act act{given.kind("act"), given.text_or_empty("ref"), given.text_or_empty("party"), given.text_or_empty("ground")};
        return to_json(first_lawful_day(facts, rulebook, act, options), act, rulebook);
    });
}

zx_status zx_service(const zx_rulebook* rules, const char* dossier, size_t dossier_size, const char* params,
                     size_t params_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] {
        const Rulebook& rulebook = require(rules, "rules").rules;
        const Params given{params, params_size, {"as_of", "known_at"}};
        const Dossier facts = dossier_in(dossier, dossier_size);
        return to_json(service_sheet(facts, rulebook, review_options(given)), facts, rulebook);
    });
}

zx_status zx_docket(const zx_rulebook* rules, const char* docket, size_t docket_size, const char* params,
                    size_t params_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] {
        const Rulebook& rulebook = require(rules, "rules").rules;
        const Params given{params, params_size, {"as_of", "known_at"}};
        Docket cases{rulebook, review_options(given)};
        read_ndjson(text_in(docket, docket_size, ZX_MAX_DOCUMENT_BYTES, "docket"), "docket",
                    [&](const Dossier& dossier) {
                        cases.add(dossier);
                        return true;
                    },
                    [](const InputError& error_of_line) { throw InputError{error_of_line}; });
        return to_json(cases.findings(), rulebook);
    });
}

zx_status zx_reconcile(const char* statement, size_t statement_size, const char* docket, size_t docket_size, const char* params,
                       size_t params_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] {
        const Params given{params, params_size, {"days", "from", "to", "known_at", "on"}};
        ReconcileOptions options;
        if (given.has("days")) options.days = given.number("days");
        if (given.has("from")) options.from = given.date("from");
        if (given.has("to")) options.to = given.date("to");
        const BankStatement lines = BankStatement::from_csv(bytes_in(statement, statement_size, kMaxStatementBytes, "statement"), "statement");
        const auto known_at = given.has("known_at") ? std::optional{given.date_time("known_at")} : std::nullopt;
        std::vector<BankMovement> movements;
        std::size_t position = 0;
        read_ndjson(text_in(docket, docket_size, ZX_MAX_DOCUMENT_BYTES, "docket"), "docket",
                    [&](const Dossier& dossier) {
                        std::ranges::move(bank_movements(dossier, position++, known_at), std::back_inserter(movements));
                        return true;
                    },
                    [](const InputError& error_of_line) { throw InputError{error_of_line}; });
        return to_json(reconcile(lines, std::move(movements), options), given.has("on") ? std::optional{given.date("on")} : std::nullopt);
    });
}

zx_status zx_escrow(const char* dossier, size_t dossier_size, const char* params, size_t params_size, zx_buffer* out,
                    zx_error** error) {
    return answer(out, error, [&] {
        const Params given{params, params_size, {"as_of", "known_at"}};
        const Dossier facts = dossier_in(dossier, dossier_size);
        const ReviewOptions options = review_options(given);
        return to_json(Ledger::of(facts, {options.as_of, options.known_at}), facts);
    });
}

zx_status zx_admit(const zx_rulebook* rules, const char* dossier, size_t dossier_size, const char* params,
                   size_t params_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] {
        const Rulebook& rulebook = require(rules, "rules").rules;
        const Params given{params, params_size, {"event", "as_of", "known_at"}};
        const Dossier facts = dossier_in(dossier, dossier_size);
        return to_json(admit(facts, given.object("event"), rulebook, review_options(given)));
    });
}

zx_status zx_recordings(const zx_rulebook* rules, const char* dossier, size_t dossier_size, const char* params, size_t params_size, zx_buffer* out,
                        zx_error** error) {
    return answer(out, error, [&] {
        const Rulebook& rulebook = require(rules, "rules").rules;
        const Params given{params, params_size, {"as_of", "known_at", "ref", "by", "role"}};
        const Dossier facts = dossier_in(dossier, dossier_size);
        const ReviewOptions options = review_options(given);
        if (!given.has("ref")) return to_json(Recordings::of(facts, options), facts);
        const RecordingQuestion question{given.text("ref"), given.text("by"), given.text_or_empty("role")};
        return to_json(recording_acts(facts, rulebook, question, options), question, options.as_of);
    });
}

zx_status zx_assign(const char* dossier, size_t dossier_size, const char* params, size_t params_size, zx_buffer* out,
                    zx_error** error) {
    return answer(out, error, [&] {
        const Params given{params, params_size, {"handlers", "team", "seed", "follow"}};
        const Dossier facts = dossier_in(dossier, dossier_size);
        const std::vector<Handler> handlers = given.handlers("handlers");
        const std::string team = given.text_or_empty("team"), follow = given.text_or_empty("follow");
        return to_json(assign(facts, handlers, {team, given.size("seed", 0), follow}), facts);
    });
}

zx_status zx_distribute(const zx_rulebook* rules, const char* request, size_t request_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] {
        const Rulebook& rulebook = require(rules, "rules").rules;
        return distribute_json(text_in(request, request_size, ZX_MAX_DOCUMENT_BYTES, "request"), rulebook);
    });
}

zx_status zx_fee(const zx_rulebook* rules, const char* params, size_t params_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] {
        const Rulebook& rulebook = require(rules, "rules").rules;
        return to_json(fee(fee_question(text_in(params, params_size, ZX_MAX_PARAMS_BYTES, "params")), rulebook));
    });
}

zx_status zx_interest(const zx_rulebook* rules, const char* params, size_t params_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] {
        const Rulebook& rulebook = require(rules, "rules").rules;
        return to_json(interest(interest_question(text_in(params, params_size, ZX_MAX_PARAMS_BYTES, "params")), rulebook));
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
