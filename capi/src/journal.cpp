// The journal behind the wall.
#include "zhixing/journal.hpp"

#include <filesystem>
#include <fstream>
#include <variant>

#include "boundary.hpp"
#include "params.hpp"
#include "zhixing/outbox.hpp"

using namespace zhixing;
using namespace zhixing::capi;

struct zx_journal {
    Journal journal;
};

struct zx_cursor {
    std::variant<DossierCursor, ExportCursor> over;

    [[nodiscard]] bool next() {
        return std::visit([](auto& cursor) { return cursor.next(); }, over);
    }
    [[nodiscard]] std::string_view text() const {
        if (const auto* lines = std::get_if<ExportCursor>(&over)) return lines->line();
        return std::get<DossierCursor>(over).json();
    }
};

namespace {

// A text as lines, one after another.
NextLine lines_of(const std::string& text) {
    return [rest = std::string_view{text}](std::string_view& line) mutable {
        if (rest.empty()) return false;
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        return true;
    };
}

Journal open_journal(const std::string& url, const Rulebook& rulebook, const Params& given) {
    const AccessPolicy policy = given.has("policy") ? AccessPolicy::load(given.object("policy"), "policy") : AccessPolicy::bundled();
    if (given.has("restore")) return Journal::restore(url, rulebook, lines_of(given.text("restore")), "restore", policy);
    if (!given.flag("create", false)) return Journal::open(url, rulebook, {given.flag("check_file", true), policy});
    JournalSettings settings;
    settings.policy = policy;
    if (given.has("hash")) settings.hash = parse_hash_algorithm(given.text("hash"));
    settings.id = given.text_or_empty("id");
    return Journal::create(url, rulebook, settings);
}

std::optional<DateTime> known_at(const Params& given) {
    return given.has("known_at") ? std::optional{given.date_time("known_at")} : std::nullopt;
}

// What reads changes nothing; empty: it is none of these that is asked for.
std::string read(Journal& journal, const Params& given) {
    if (given.has("index")) return to_json(journal.index_state());
    if (given.has("head")) return to_json(journal.head());
    if (given.has("verify")) {
        const std::string trusted = given.object("verify");
        return to_json(trusted == "{}" ? journal.verify() : journal.verify(parse_head(trusted)));
    }
    if (given.has("inclusion") || given.has("consistency")) {
        const Head head = journal.head();
        const std::uint64_t size = given.size("size", head.size);
        if (given.has("inclusion")) return to_json(journal.prove_inclusion(given.size("inclusion", 0), size), head);
        return to_json(journal.prove_consistency(given.size("consistency", 0), size), head);
    }
    return {};
}

std::string read_as(Journal& journal, const Reader& reader, const Params& given) {
    if (given.has("dossier")) {
        std::optional<Date> as_of;
        if (given.has("as_of")) as_of = given.date("as_of");
        return journal.dossier(given.text("dossier"), reader, known_at(given), as_of).to_json();
    }
    if (given.has("seq")) return "{\"seq\":" + std::to_string(journal.seq(given.text("seq"), reader)) + "}";
    if (given.has("accesses")) return to_json(journal.accesses(given.text("accesses"), reader));
    if (given.has("entry")) return journal.entry(given.size("entry", 0), reader);
    if (given.has("query")) return to_json(journal.query(parse_query(given.object("query")), reader));
    return {};
}

void export_to(Journal& journal, const std::string& file, const Reader& reader) {
    if (std::filesystem::exists(file)) throw JournalError{"journal.export", {"文件已存在", "the file exists already"}, {file, 0, {}}};
    std::ofstream out{file, std::ios::binary};
    journal.export_lines([&](std::string_view line) { out << line << '\n'; }, reader);
    out.close();
    if (!out) throw JournalError{"journal.export", {"无法写入文件", "the file cannot be written"}, {file, 0, {}}};
}

std::string renewed(Outbox& outbox, const std::string& request) {
    const Params given{request.data(), request.size(), {"id", "token", "now", "lease"}};
    const DateTime until = outbox.renew(given.text("id"), given.text("token"), given.date_time("now"), std::chrono::seconds{given.number("lease")});
    return "{\"until\":\"" + to_string(until) + "\"}";
}

std::string act(Journal& journal, const Params& given) {
    if (given.has("sweep")) return to_json(journal.sweep(given.date("sweep")));
    if (given.has("reindex")) return to_json(journal.reindex(given.date("reindex")));
    if (std::string told = read(journal, given); !told.empty()) return told;
    const Reader reader = parse_reader(given.object("reader"));
    if (std::string told = read_as(journal, reader, given); !told.empty()) return told;
    if (given.has("back_up")) return journal.back_up(given.text("back_up"), reader), "{}";
    if (given.has("export")) return export_to(journal, given.text("export"), reader), "{}";
    Outbox outbox{journal, reader};
    if (given.has("take")) return to_json(outbox.take(parse_take_request(given.object("take"))));
    if (given.has("list")) return to_json(outbox.list(parse_outbox_query(given.object("list"))));
    if (given.has("inspect")) return to_json(outbox.inspect(given.text("inspect")));
    if (given.has("renew")) return renewed(outbox, given.object("renew"));
    if (given.has("acknowledge")) return to_json(outbox.acknowledge(parse_delivery_report(given.object("acknowledge"))));
    if (given.has("fail")) return to_json(outbox.fail(parse_delivery_report(given.object("fail"))));
    if (given.has("revive")) {
        const DeliveryReport report = parse_delivery_report(given.object("revive"));
        return to_json(outbox.revive(report.id, report.actor, report.office, report.now));
    }
    throw ArgumentError{"argument.missing", {"未说明要做什么", "it is not said what to do"}, {"params", 0, {}}};
}

}  // namespace

zx_status zx_journal_open(const zx_rulebook* rules, const char* url, size_t url_size, const char* params, size_t params_size, zx_journal** out,
                          zx_error** error) {
    return guard(error, [&] {
        zx_journal*& slot = require(out, "out");
        const Rulebook& rulebook = require(rules, "rules").rules;
        const Params given{params, params_size, {"check_file", "create", "hash", "id", "policy", "restore"}};
        slot = new zx_journal{open_journal(std::string{text_in(url, url_size, ZX_MAX_PARAMS_BYTES, "url")}, rulebook, given)};
    });
}

void zx_journal_free(zx_journal* journal) { delete journal; }

zx_status zx_journal_append(zx_journal* journal, const char* batch, size_t batch_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] {
        Journal& target = require(journal, "journal").journal;
        return to_json(target.append(parse_append(text_in(batch, batch_size, ZX_MAX_DOCUMENT_BYTES, "batch"))));
    });
}

zx_status zx_journal_do(zx_journal* journal, const char* params, size_t params_size, zx_buffer* out, zx_error** error) {
    return answer(out, error, [&] {
        Journal& target = require(journal, "journal").journal;
        return act(target, Params{params, params_size, {"dossier", "as_of", "known_at", "seq", "accesses", "entry", "reader", "query", "index", "head", "inclusion", "consistency", "size", "verify",
                                                        "sweep", "reindex", "back_up", "export", "take", "list", "inspect", "renew", "acknowledge", "fail", "revive"}});
    });
}

zx_status zx_journal_cursor(zx_journal* journal, const char* params, size_t params_size, zx_cursor** out, zx_error** error) {
    return guard(error, [&] {
        zx_cursor*& slot = require(out, "out");
        Journal& source = require(journal, "journal").journal;
        const Params given{params, params_size, {"of", "reader", "known_at"}};
        const std::string of = given.has("of") ? given.text("of") : "dossiers";
        const Reader reader = parse_reader(given.object("reader"));
        if (of == "export") given.refuse("known_at", {"导出总是全部", "an export is always whole"});
        else if (of != "dossiers") throw ArgumentError{"argument.value", {"of 为 dossiers 或 export", "of is dossiers or export"}, {"params", 0, "/of"}};
        slot = of == "export" ? new zx_cursor{source.exported(reader)} : new zx_cursor{source.dossiers(reader, known_at(given))};
    });
}

zx_status zx_cursor_next(zx_cursor* cursor, zx_buffer* out, zx_error** error) {
    bool more = false;
    const zx_status status = guard(error, [&] {
        zx_buffer& buffer = require(out, "out");
        zx_cursor& source = require(cursor, "cursor");
        more = source.next();
        if (more) give(buffer, std::string{source.text()});
    });
    return status == ZX_OK && !more ? ZX_DONE : status;
}

void zx_cursor_free(zx_cursor* cursor) { delete cursor; }

void zx_journal_interrupt(zx_journal* journal) {
    if (journal != nullptr) journal->journal.interrupt();
}
