// The index of a bulk run: what became of each document.
#include "dossier/csv_values.hpp"
#include "value/json_writer.hpp"
#include "zhixing/render_all.hpp"

namespace zhixing {
namespace {

void append_missing(std::string& out, const BulkEntry& entry) {
    for (std::size_t i = 0; i < entry.missing.size(); ++i) (out += i == 0 ? "" : "；") += entry.missing[i].label.zh;
}

void write_entry(JsonWriter& json, const BulkEntry& entry) {
    json.open('{').member("position", static_cast<std::int64_t>(entry.position)).member("number", entry.number).member("template", entry.template_id);
    json.member("subject", entry.subject).member("addressee", entry.addressee).name("state").word(to_string(entry.state));
    if (!entry.file.empty()) json.member("file", entry.file).name("digest").word(entry.digest).member("bytes", static_cast<std::int64_t>(entry.bytes));
    if (!entry.code.empty()) json.name("code").word(entry.code).name("reason").both(entry.reason);
    json.name("missing").open('[');
    for (const MissingField& field : entry.missing) json.open('{').member("name", field.name).name("label").both(field.label).close('}');
    json.close(']').close('}');
}

}  // namespace

std::string_view to_string(RenderFormat format) noexcept {
    switch (format) {
        case RenderFormat::docx: return "docx";
        case RenderFormat::html: return "html";
        case RenderFormat::text: return "txt";
    }
    return {};
}

std::string_view to_string(BulkState state) noexcept {
    switch (state) {
        case BulkState::written: return "written";
        case BulkState::kept: return "kept";
        case BulkState::refused: return "refused";
        case BulkState::failed: return "failed";
    }
    return {};
}

std::string to_json(const BulkResult& result) {
    std::string out;
    JsonWriter json{out};
    const auto number = [](std::size_t value) { return static_cast<std::int64_t>(value); };
    const BulkProgress& count = result.count;
    json.open('{').member("schema", "zhixing.documents-index/1").flag("stopped", result.stopped).member("cases", number(count.added));
    json.member("written", number(count.written)).member("kept", number(count.kept)).member("refused", number(count.refused)).member("failed", number(count.failed));
    json.name("documents").open('[');
    for (const BulkEntry& entry : result.entries) write_entry(json, entry);
    json.close(']').close('}');
    return out;
}

std::string to_csv(const BulkResult& result) {
    std::string out = "\xEF\xBB\xBF案号,模板,受文者,文件,SHA-256,状态,代码,原因,缺少\r\n";
    for (const BulkEntry& entry : result.entries) {
        std::string missing;
        append_missing(missing, entry);
        const std::string& whom = entry.addressee.empty() ? entry.subject : entry.addressee;
        bool first = true;
        for (const std::string_view cell : {std::string_view{entry.number}, std::string_view{entry.template_id}, std::string_view{whom}, std::string_view{entry.file},
                                            std::string_view{entry.digest}, to_string(entry.state), std::string_view{entry.code}, std::string_view{entry.reason.zh}, std::string_view{missing}}) {
            if (!first) out += ',';
            append_csv_cell(out, cell);
            first = false;
        }
        out += "\r\n";
    }
    return out;
}

}  // namespace zhixing
