/* zhixing.h: the work of a Chinese court's enforcement command centre, from C.
 *
 * Everything here but the journal is a pure function of its arguments: no clock is read, no file, no locale,
 * no environment; there is nothing to initialise and nothing global. The journal keeps its database, and
 * reads no clock either.
 *
 * Threads    A `const` parameter may be used by any number of threads at once; nothing else may.
 *            A zx_journal may be used by any number of threads at once, each call takes a connection of its
 *            own; only zx_journal_free wants to be the last. The library starts no thread, but
 *            for one that hashes the entries of a large batch and ends with the call.
 * Processes  After fork() the child cannot use a journal of its parent (journal.forked); it opens its own.
 * Ownership  What a function gives through `**out` is yours: free it with the function named for it,
 *            in any order, from any thread. A zx_buffer carries its own `release`. What goes in is never
 *            kept: it may be freed as soon as the call returns. NULL to a free function is harmless.
 * Errors     A function that can fail returns a zx_status; ZX_OK is 0. Out-parameters are untouched unless
 *            it is ZX_OK. The error belongs to the call: if `error` is not NULL, a failed call puts an error
 *            there that you own; a call that succeeds does not touch it. No exception ever leaves.
 * Strings    UTF-8, as pointer and length in bytes, without need of a final NUL. A pointer may be NULL when
 *            the length is 0. Text out is in a zx_buffer (length known, and followed by a NUL).
 * Documents  JSON. Parameters are a JSON object too; a member that is not known is an error, so that a
 *            typing error never passes in silence. Money is text in yuan, dates are ISO 8601.
 * Limits     A dossier or rulebook has at most ZX_MAX_DOCUMENT_BYTES, parameters ZX_MAX_PARAMS_BYTES (those
 *            of zx_documents, which may hold a DOCX, ZX_MAX_DOCUMENT_BYTES), a
 *            case or identity number ZX_MAX_NUMBER_BYTES; JSON is at most 64 levels deep.
 * Stability  Names, signatures, numbers and struct layouts here do not change within an ABI version, and
 *            the ABI version is that of the SONAME (libzhixing.so.0). Functions may be added. ABI 0 ends with
 *            release 1.0. Documents carry their own schema and version, and may gain members.
 *
 * C99 or later, C++11 or later.
 */
#ifndef ZHIXING_H
#define ZHIXING_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ZX_API __attribute__((visibility("default")))
#define ZX_CHECK __attribute__((warn_unused_result))
#else
#define ZX_API
#define ZX_CHECK
#endif

#define ZX_VERSION "0.1.0" /* of this header; zx_version() is that of the library */
#define ZX_ABI_VERSION 0u  /* of this header; zx_abi_version() is that of the library */

#define ZX_MAX_DOCUMENT_BYTES 67108864u
#define ZX_MAX_PARAMS_BYTES 1048576u
#define ZX_MAX_NUMBER_BYTES 1024u

/* The class of an outcome. A number keeps its meaning for ever; treat one you do not know as a failure.
 * The word is that of `class` in zx_error_json. */
typedef int32_t zx_status;
#define ZX_OK 0
#define ZX_DONE 1          /* done: a cursor has no more; not a failure, and says so again when asked again */
#define ZX_E_INTERNAL (-1) /* internal: a defect of the library; please report it */
#define ZX_E_NOMEM (-2)    /* memory: not enough of it */
#define ZX_E_ARGUMENT (-3) /* argument: the call is wrong: a NULL, a parameter */
#define ZX_E_INPUT (-4)    /* input: a document, date, amount or number is wrong, too long, or no UTF-8 */
#define ZX_E_IDENTITY (-5) /* identity: an identity number is wrong; the code says in which part */
#define ZX_E_RULE (-6)     /* rule: a rulebook cannot be loaded, or does not hold what was asked for */
#define ZX_E_JOURNAL (-7)  /* journal: the journal cannot do what was asked; the code says why */
#define ZX_E_CONFLICT (-8) /* conflict: others have written to the dossier meanwhile; `detail` says who and what */
#define ZX_E_REFUSED (-9)  /* refused: an event may not be recorded, or a document not be made; `detail` says why */
#define ZX_E_ACCESS (-10)  /* access: the actor may not do that */

typedef struct zx_rulebook zx_rulebook; /* the law as dated, cited data; immutable */
typedef struct zx_journal zx_journal;   /* where events are kept: a database of its own */
typedef struct zx_cursor zx_cursor;     /* dossiers or lines of one moment of a journal, one at a time */
typedef struct zx_error zx_error;       /* what went wrong; immutable, may outlive everything else */

/* Bytes that the library gives. Begin with ZX_BUFFER_INIT, or not at all: a successful call fills every
 * member. `data[size]` is a NUL that is not counted. */
typedef struct zx_buffer {
    const char *data;
    size_t size;
    void (*release)(struct zx_buffer *buffer); /* frees the bytes and empties the buffer */
    void *owner;                               /* the library's own */
} zx_buffer;
#define ZX_BUFFER_INIT {NULL, 0, NULL, NULL}

/* Calls `release` if there is something to release: for callers that cannot call a member. */
ZX_API void zx_buffer_release(zx_buffer *buffer);

/* ---- Versions ----------------------------------------------------------------------------------- */

/* "0.1.0". Static, never freed. */
ZX_API const char *zx_version(void);

/* Compare with ZX_ABI_VERSION when your program starts. */
ZX_API uint32_t zx_abi_version(void);

/* ---- Errors ------------------------------------------------------------------------------------- */

/* The class, one of ZX_E_...; ZX_OK for NULL. */
ZX_API zx_status zx_error_class(const zx_error *error);

/* The exact case as a dotted word, e.g. "input.date"; "" for NULL. Lives as long as the error. */
ZX_API const char *zx_error_code(const zx_error *error);

/* {"schema":"zhixing.error/1","class":"input","code":"input.date","message":{"zh":...,"en":...},
 *  "file":...,"line":...,"pointer":...,"detail":...}; "" for NULL. `detail` is there where a class says so. `file` is the argument, or the name you gave it;
 * `pointer` is a JSON pointer into it, or the places of a number that are wrong. What does not apply is
 * null. Lives as long as the error. */
ZX_API const char *zx_error_json(const zx_error *error);

ZX_API void zx_error_free(zx_error *error);

/* ---- Rulebooks ---------------------------------------------------------------------------------- */

/* A rulebook compiled into the library: "national", "henan", "nanyang", "neixiang", each on the one before. */
ZX_API ZX_CHECK zx_status zx_rulebook_bundled(const char *id, size_t id_size, zx_rulebook **out,
                                              zx_error **error);

/* Reads a zhixing.rulebook/1 document, whole or not at all. What it extends is `base` if that is not NULL,
 * else a bundled rulebook. `file` is its name, for errors, and may be empty. */
ZX_API ZX_CHECK zx_status zx_rulebook_load(const zx_rulebook *base, const char *json, size_t json_size,
                                           const char *file, size_t file_size, zx_rulebook **out,
                                           zx_error **error);

ZX_API void zx_rulebook_free(zx_rulebook *rules);

/* What is in a rulebook.
 * params: {} or empty     {"schema":"zhixing.rulebook-info/1","id","version","name","digest","rules":[...],
 *                          "remarks":[...]}: each rule in short, and what lint has to remark
 *         {"rule": "id"}  that rule, after layering */
ZX_API ZX_CHECK zx_status zx_rulebook_info(const zx_rulebook *rules, const char *params, size_t params_size,
                                           zx_buffer *out, zx_error **error);

/* ---- Questions ---------------------------------------------------------------------------------- */

/* Reviews a zhixing.dossier/1 document: zhixing.review/1, with obligations, findings, unknowns and
 * the next day on which an answer changes.
 * params: {"as_of": "2023-09-01",                  required; events dated later are not seen
 *          "known_at": "2023-09-01T12:00:00"}      events recorded later are not seen */
ZX_API ZX_CHECK zx_status zx_review(const zx_rulebook *rules, const char *dossier, size_t dossier_size,
                                    const char *params, size_t params_size, zx_buffer *out,
                                    zx_error **error);

/* Why a rule fired, did not fire, or cannot be told: zhixing.explanation/1.
 * params: {"rule": "notice.issue", "as_of": ..., "known_at": ...}; rule and as_of are required */
ZX_API ZX_CHECK zx_status zx_why(const zx_rulebook *rules, const char *dossier, size_t dossier_size,
                                 const char *params, size_t params_size, zx_buffer *out, zx_error **error);

/* What a decision table says of a dossier, row by row: zhixing.decision/1.
 * params: {"table": "triage.default", "as_of": ..., "known_at": ...}; table and as_of are required */
ZX_API ZX_CHECK zx_status zx_decide(const zx_rulebook *rules, const char *dossier, size_t dossier_size,
                                    const char *params, size_t params_size, zx_buffer *out, zx_error **error);

/* The sheet of a closing review, item by item with its evidence: zhixing.closing/1.
 * params: {"closing": "closure.terminated",        a kind of event
 *          "ground": "...",                        for closings that rest on a ground
 *          "as_of": ..., "known_at": ...}; closing and as_of are required */
ZX_API ZX_CHECK zx_status zx_closing(const zx_rulebook *rules, const char *dossier, size_t dossier_size,
                                     const char *params, size_t params_size, zx_buffer *out, zx_error **error);

/* What comes next: zhixing.plan/1; with "act", when that act becomes lawful: zhixing.possible/1.
 * params: {"as_of": ..., "known_at": ..., "limit": 40,
 *          "act": "closure.terminated", "ref": ..., "party": ..., "ground": ...}; as_of is required */
ZX_API ZX_CHECK zx_status zx_plan(const zx_rulebook *rules, const char *dossier, size_t dossier_size,
                                  const char *params, size_t params_size, zx_buffer *out, zx_error **error);

/* How the service of each document stands, what the law allows next, and the schedule of what failed: zhixing.service/1.
 * params: {"as_of": ..., "known_at": ...}; as_of is required */
ZX_API ZX_CHECK zx_status zx_service(const zx_rulebook *rules, const char *dossier, size_t dossier_size,
                                     const char *params, size_t params_size, zx_buffer *out, zx_error **error);

/* What dossiers of a docket have in common and should not: zhixing.docket/1. `docket` is NDJSON, a dossier a line;
 * a bad line is the error of the call.
 * params: {"as_of": ..., "known_at": ...}; as_of is required */
ZX_API ZX_CHECK zx_status zx_docket(const zx_rulebook *rules, const char *docket, size_t docket_size,
                                    const char *params, size_t params_size, zx_buffer *out, zx_error **error);

/* Documents from templates; docs/documents.md. `dossier` is read for "render" and "render_all" alone, and may be NULL with size 0 for the others.
 * params: {"do": "templates"}                                     zhixing.templates/1: what there is
 *         {"do": "fields", "template": "enforcement-notice"}      zhixing.template/1: one, with the fields that it takes
 *         {"do": "check", "file": "own.md", "text": "..."}        the same of a court's own, if it is right; else ZX_E_RULE
 *                                                                 with file, line and, in `detail`, column
 *         {"do": "render", "template": ..., "as_of": ..., "known_at": ..., "party": "p2", "ref": ..., "values": {...},
 *          "office": "centre" or "team", "preview": false}        zhixing.rendering/1; template and as_of are required
 *          with "format": "text", "html" or "docx"                that file instead
 *         {"do": "render_all", "templates": ["enforcement-notice"], "target": "folder" or "file.zip", "threads": 0, and of "render"
 *          as_of, known_at, values, office, preview and "format"} zhixing.documents-index/1: what became of each document, of
 *                                                                 a docket for `dossier`: NDJSON; a bad line has its entry
 *         and in each "own": [{"file", "text"}, ...]              templates of the court, beside and in place of the bundled
 *                     "docx": [{"template", "file", "base64"}, ...]  DOCX of the court that lay out a template, with the same
 *                                                                 tags; ZX_E_RULE with the part and paragraph if a tag is
 *                                                                 wrong, ZX_E_INPUT docx.package if it is no DOCX
 * ZX_E_REFUSED: the document may not be made, or values are missing. */
ZX_API ZX_CHECK zx_status zx_documents(const zx_rulebook *rules, const char *dossier, size_t dossier_size,
                                       const char *params, size_t params_size, zx_buffer *out, zx_error **error);

/* The escrow ledger of a case, entry by entry, with its flaws: zhixing.ledger/1.
 * params: {"as_of": ..., "known_at": ...}; as_of is required */
ZX_API ZX_CHECK zx_status zx_escrow(const char *dossier, size_t dossier_size, const char *params, size_t params_size,
                                    zx_buffer *out, zx_error **error);

/* Whether an event may be posted, and if not, every reason: zhixing.admission/1. Nothing is posted.
 * params: {"event": {"kind": ..., "on": ...},      as in the dossier's events
 *          "as_of": ..., "known_at": ...}; event and as_of are required */
ZX_API ZX_CHECK zx_status zx_admit(const zx_rulebook *rules, const char *dossier, size_t dossier_size,
                                   const char *params, size_t params_size, zx_buffer *out, zx_error **error);

/* The register of recordings of a case: zhixing.recordings/1; with "ref" what may be done with one: zhixing.recording-acts/1.
 * params: {"as_of": ..., "known_at": ..., "ref": ..., "by": ..., "role": ...}; as_of is required, with ref also by */
ZX_API ZX_CHECK zx_status zx_recordings(const zx_rulebook *rules, const char *dossier, size_t dossier_size,
                                        const char *params, size_t params_size, zx_buffer *out, zx_error **error);

/* Disclosure (执行公开). params: {"do": ..., "as_of": ..., "known_at": ...}; do and as_of are required. With "do":
 *   "messages"  whom to tell what, and the messages for the outbox: zhixing.disclosures/1
 *               ("values": {"court.phone": "..."}, fields that the host gives)
 *   "result"    the event that records that such a message arrived on that day, for zx_journal_do "acknowledge"
 *               ("message": as the outbox gave it; no dossier)
 *   "query"     what a party is told of their own cases among the dossiers (NDJSON): zhixing.party-answer/1
 *               ("reader": a zhixing.reader/1 document with its identity check)
 *   "case"      the same of one dossier that the journal gave, masked, to that party ("own": ids of the parties)
 *   "publish"   whether a document may be published, and its text masked: zhixing.publication/1
 *               ("document": ..., "text": ..., "hidden": ids of parties, "hide_all": true)
 *   "list"      the dishonest debtors of the dossiers (NDJSON): zhixing.dishonest-list/1 */
ZX_API ZX_CHECK zx_status zx_disclosure(const zx_rulebook *rules, const char *dossiers, size_t dossiers_size,
                                        const char *params, size_t params_size, zx_buffer *out, zx_error **error);

/* Which handler gets a case, and why: zhixing.assignment/1.
 * params: {"handlers": [{"id": "h1", "team": "fast", "capacity": 60, "load": 12, "conflicts": ["..."]}],
 *          "team": "fast", "seed": 1, "follow": "h1"}; handlers is required */
ZX_API ZX_CHECK zx_status zx_assign(const char *dossier, size_t dossier_size, const char *params,
                                    size_t params_size, zx_buffer *out, zx_error **error);

/* Distributes what enforcement brought in among several creditors, to the fen: zhixing.distribution/1. `request` is a
 * zhixing.distribution-request/1 document; where its facts do not tell which order applies, the answer names what
 * is missing and distributes nothing. */
ZX_API ZX_CHECK zx_status zx_distribute(const zx_rulebook *rules, const char *request, size_t request_size,
                                        zx_buffer *out, zx_error **error);

/* A court fee, line by line, with who bears it and when it is due: zhixing.fee/1.
 * params: {"amount": "300000.00",                  absent: the matter has no amount
 *          "as_of": "2024-01-01",                  required; selects the scale
 *          "kind": "execution|preservation|acceptance|payment-order|bankruptcy",
 *          "rounding": "fen_half_up|yuan_half_up|yuan_floor|tens_half_up", "base": "recovered|applied",
 *          "halved": false, "net": false, "local": "500.00", "exchange_rate": "6.3500"} */
ZX_API ZX_CHECK zx_status zx_fee(const zx_rulebook *rules, const char *params, size_t params_size, zx_buffer *out,
                                 zx_error **error);

/* Interest for delayed performance and general interest, line by line: zhixing.interest/1.
 * params: {"base": "10000.00",                     or "items": [{"kind", "amount", "in_base", "delay_from", "bears_general", "rank"}]
 *          "first_day": ..., "last_day": ...,      of delay; without first_day general interest only
 *          "effective": ..., "period_days": 10,    in the place of first_day: the document's effect and the days it gives
 *          "general": [{"from", "to", "annual|monthly|daily": "3.45", or "lpr": "1y|5y", "benchmark": "6m|1y|3y|5y|over5y",
 *                       "times": "1.5", "bp": 10, "fixed_on": ..., "charges": "5"}],
 *          "basis": 360|365,                       needed for every yearly or monthly rate
 *          "excluded": [{"from", "to", "ground": "review|retrial"}],
 *          "payments": [{"day", "amount", "kind": "performance|transfer|ruling|realised"}],
 *          "order": "interest_first|principal_first|pro_rata|agreed", "agreed": ["costs","interest","principal","doubled"],
 *          "days": "both_ends|end_exclusive", "rounding": "line|once", "tier": ..., "loan_contract": ..., "loan_filed": ...,
 *          "currency": "USD", "mid_rate": "6.3500", "bankruptcy": ...,   day of its acceptance
 *          "performance": {"loss": "20000.00"}     or {"decided": ...}: 迟延履行金, in addition or alone
 *          }; last_day is required */
ZX_API ZX_CHECK zx_status zx_interest(const zx_rulebook *rules, const char *params, size_t params_size, zx_buffer *out,
                                      zx_error **error);

/* A bank's statement against the money movements of a docket, line by line: zhixing.reconciliation/1. `statement` is CSV
 * (UTF-8 or GB18030) as docs/reconciliation.md describes it, `docket` NDJSON, a dossier a line; a bad line of either is
 * the error of the call.
 * params: {"days": 3,                              by how many days the dates of one movement may differ
 *          "from": "2026-03-01", "to": "2026-03-31",  the period; by default that of the statement
 *          "known_at": "2026-04-01T09:00:00",      events recorded later are not seen
 *          "on": "2026-04-01"}                     adds "events" for the dossier of the account, as of that day */
ZX_API ZX_CHECK zx_status zx_reconcile(const char *statement, size_t statement_size, const char *docket,
                                       size_t docket_size, const char *params, size_t params_size, zx_buffer *out,
                                       zx_error **error);

/* The end of a legal period, step by step: zhixing.period/1.
 * params: {"start": "2024-02-01",                  the day is not counted; a date-time for hours
 *          "n": 10,                                negative counts back
 *          "unit": "hour|day|workday|month|year",
 *          "roll": true,                           the last day rolls off a rest day (default true)
 *          "pauses": [["2024-02-03", "2024-02-05"], ["2024-02-20", null]]}
 *                                                  (from, to] is not counted; null: still paused
 * `end` is null while a pause is open. */
ZX_API ZX_CHECK zx_status zx_deadline(const char *params, size_t params_size, zx_buffer *out,
                                      zx_error **error);

/* The parts of a case number: zhixing.case-number/1. */
ZX_API ZX_CHECK zx_status zx_case_number(const char *text, size_t text_size, zx_buffer *out,
                                         zx_error **error);

/* The parts of an identity number: zhixing.identity/1. ZX_E_IDENTITY says which part is wrong. */
ZX_API ZX_CHECK zx_status zx_identity(const char *text, size_t text_size, zx_buffer *out, zx_error **error);

/* ---- The journal -------------------------------------------------------------------------------- */

/* Opens a journal at "sqlite:FILE" or "postgresql://...". `rules` is what events are admitted by; the journal keeps it.
 * params: {} or empty                              opens one that is there
 *         {"check_file": false}                    without looking through the file first (SQLite)
 *         {"create": true, "hash": "sm3|sha256", "id": "..."}   makes a new one
 *         {"restore": "lines of an export"}        makes a new one with the same entries and proofs
 * and beside these: {"policy": zhixing.access/1}   who may read and record what, laid over that of the library */
ZX_API ZX_CHECK zx_status zx_journal_open(const zx_rulebook *rules, const char *url, size_t url_size, const char *params,
                                          size_t params_size, zx_journal **out, zx_error **error);

ZX_API void zx_journal_free(zx_journal *journal);

/* Records a zhixing.batch/1, whole or not at all, durably when it returns: zhixing.receipt/1. The same batch once more has no
 * further effect. ZX_E_CONFLICT, ZX_E_REFUSED, ZX_E_ACCESS and every other failure leave the journal as it was; after
 * journal.uncertain it may or may not be recorded: send the same batch again. */
ZX_API ZX_CHECK zx_status zx_journal_append(zx_journal *journal, const char *batch, size_t batch_size, zx_buffer *out,
                                            zx_error **error);

/* Does one thing beside appending.
 * Reading: {"dossier": "...", "reader": R, "as_of": ..., "known_at": ...}   zhixing.dossier/1, as it was known, as R may see it
 *         {"seq": "...", "reader": R}              {"seq": n}: entries of that dossier
 *         {"accesses": "...", "reader": R}         zhixing.accesses/1: who has read what is sensitive in it
 *         {"entry": position, "reader": R}         its line in an export
 *         {"query": {...}, "reader": R}            zhixing.dossiers/1: a page of dossiers and how they stand; members of
 *                                                  "query" as in docs/journal.md
 *         {"index": true}                          zhixing.index/1
 * Proof:  {"head": true}                           zhixing.head/1
 *         {"inclusion": position, "size": n}       zhixing.proof/1; of the journal as it is without size
 *         {"consistency": first, "size": n}        zhixing.proof/1
 *         {"verify": {}}                           zhixing.verification/1: checks every entry, the chain, the tree and what
 *                                                  is derived; in {} may stand a zhixing.head/1 that was kept outside
 * Work:   {"sweep": "2024-03-01"}                  zhixing.sweep/1: reviews the dossiers whose day has come
 *         {"reindex": "2024-03-01"}                zhixing.sweep/1: makes all that is derived again
 *         {"back_up": "file", "reader": R}         copies a journal in SQLite to a new file: {}
 *         {"export": "file", "reader": R}          writes its lines to a new file: {}
 * Outbox: {"take": {...}, "reader": R}             zhixing.outbox/1: messages for a worker; and likewise "list"
 *         {"inspect": "id", "reader": R}           zhixing.outbox/1: one message with its history
 *         {"renew": {"id", "token", "now", "lease"}, "reader": R}   {"until": ...}
 *         {"acknowledge": {...}, "reader": R}      zhixing.delivery/1; and likewise "fail" and "revive"
 * R, zhixing.reader/1: {"actor": {"id", "court", "roles", "identity"}, "purpose": "...", "recorded": now}. ZX_E_ACCESS: R may not;
 * `detail` holds the decision. A reading of what is sensitive is recorded before it is answered. Requests of the outbox are
 * described in docs/outbox.md. */
ZX_API ZX_CHECK zx_status zx_journal_do(zx_journal *journal, const char *params, size_t params_size, zx_buffer *out,
                                        zx_error **error);

/* Many things of one moment, for one thread; what others record meanwhile is not seen, and nobody waits. Free it before the journal.
 * params: {"reader": R, "known_at": ...}           dossiers, each a zhixing.dossier/1
 *         {"of": "export", "reader": R}            the lines of an export, without line feeds */
ZX_API ZX_CHECK zx_status zx_journal_cursor(zx_journal *journal, const char *params, size_t params_size, zx_cursor **out,
                                            zx_error **error);

/* The next dossier or line; ZX_DONE behind the last, and then `out` is untouched. */
ZX_API ZX_CHECK zx_status zx_cursor_next(zx_cursor *cursor, zx_buffer *out, zx_error **error);

ZX_API void zx_cursor_free(zx_cursor *cursor);

/* Ends the calls that run in other threads (journal.interrupted). Harmless for NULL. */
ZX_API void zx_journal_interrupt(zx_journal *journal);

/* The catalogue of events: zhixing.catalogue/1, the words in which facts are told. */
ZX_API ZX_CHECK zx_status zx_catalogue(zx_buffer *out, zx_error **error);

#ifdef __cplusplus
}
#endif

#endif
