#include "zhixing/template.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "documents/data.hpp"
#include "documents/docx_template.hpp"
#include "documents/program.hpp"
#include "law/rule.hpp"
#include "value/json_writer.hpp"

namespace zhixing {

using documents::CompiledTemplate, documents::Field, documents::FieldBook, documents::Section, documents::Slot, documents::TagTable, documents::Wording;

struct Templates::State {
    Rulebook rulebook;
    std::shared_ptr<const FieldBook> book;
    std::vector<std::shared_ptr<const CompiledTemplate>> templates;  // those of the library first
    std::map<Word, DocumentClass> least;  // by type of document, the strictest class of the library's templates
    std::optional<std::size_t> last;      // put in by with()
};

namespace {

std::shared_ptr<const CompiledTemplate> compile(std::string_view text, std::string_view file, const std::shared_ptr<const FieldBook>& book, const Rulebook& rulebook) {
    return std::make_shared<const CompiledTemplate>(documents::compile_template({text, file}, book, rulebook));
}

TemplateField described(const Field& field, const Slot& slot) {
    TemplateField out;
    out.name = field.name;
    out.type = field.type;
    out.label = field.label;
    out.from = field.from;
    out.needed = slot.required;
    return out;
}

void note_member(TemplateField& field, const Slot& slot, const FieldBook& book) {
    if (slot.print.form != Wording::member) return;
    const std::string& name = book.members[slot.print.member].name;
    if (std::find(field.members.begin(), field.members.end(), name) == field.members.end()) field.members.push_back(name);
}

void write_field(JsonWriter& json, const TemplateField& field) {
    json.open('{').member("name", field.name);
    json.name("type").word(to_string(field.type));
    json.name("label").both(field.label);
    json.flag("needed", field.needed);
    if (!field.from.empty()) json.name("from").raw(field.from);
    if (!field.members.empty()) {
        json.name("members").open('[');
        for (const std::string& member : field.members) json.text(member);
        json.close(']');
    }
    if (!field.items.empty()) {
        json.name("items").open('[');
        for (const TemplateField& item : field.items) write_field(json, item);
        json.close(']');
    }
    json.close('}');
}

void write_info(JsonWriter& json, const TemplateInfo& info) {
    const Catalogue& catalogue = Catalogue::bundled();
    json.member("id", info.id).member("file", info.file).member("document", info.document_text);
    json.name("name").both(info.name).name("purpose").both(info.purpose);
    json.name("class").word(to_string(info.document_class));
    if (info.per.party_role != 0) json.member("per", catalogue.word(Vocabulary::party_role, info.per.party_role).id);
    else if (info.per.kind != Kind::unknown) json.member("per", "ref:" + catalogue.kind(info.per.kind).id);
    else json.member("per", "case");
    json.flag("seal", info.seal).flag("own", info.own);
    json.name("signs").open('[');
    for (const TemplateSign& sign : info.signs) json.open('{').member("role", catalogue.word(Vocabulary::role, sign.role).id).member("zh", sign.zh).close('}');
    json.close(']').name("decision").open('[');
    for (const Kind kind : info.decision) json.text(catalogue.kind(kind).id);
    json.close(']').name("outcomes").open('[');
    for (const Word outcome : info.outcomes) json.text(catalogue.word(Vocabulary::outcome, outcome).id);
    json.close(']').name("roles").open('[');
    for (const Word role : info.roles) json.text(catalogue.word(Vocabulary::role, role).id);
    json.close(']').name("with").open('[');
    for (const auto& [kind, beside] : info.with) json.open('{').member("event", catalogue.kind(kind).id).member("beside", catalogue.kind(beside).id).close('}');
    json.close(']').name("citations").raw(to_json(info.gate));
    json.name("seed").open('[');
    for (const std::string& article : info.seed) json.text(article);
    json.close(']');
}

}  // namespace

TemplateError::TemplateError(std::string code, Text message, std::string file, std::size_t line, std::size_t column)
    : RuleError{std::move(code), std::move(message), {std::move(file), line, column == 0 ? std::string{} : "column " + std::to_string(column)}}, column_{column} {}

std::string TemplateError::detail() const { return "{\"column\":" + std::to_string(column_) + "}"; }

std::string_view to_string(FieldType type) noexcept {
    constexpr std::array<std::string_view, 10> names{"", "text", "number", "money", "date", "limit", "flag", "party", "list", "law"};
    return names[static_cast<std::size_t>(type)];
}

std::string_view to_string(DocumentClass document_class) noexcept {
    constexpr std::array<std::string_view, 4> names{"", "A", "B", "C"};
    return names[static_cast<std::size_t>(document_class)];
}

Templates Templates::bundled(const Rulebook& rulebook) {
    const Json json = parse_json(template_data("templates/fields.json").value(), "templates/fields.json");
    auto book = std::make_shared<const FieldBook>(FieldBook::read(Node{json, "templates/fields.json", ""}, rulebook));
    auto state = std::make_shared<State>(State{rulebook, std::move(book), {}, {}, {}});
    for (const std::string_view path : template_data_paths()) {
        if (!path.ends_with(".md")) continue;
        state->templates.push_back(compile(template_data(path).value(), path, state->book, rulebook));
        const TemplateInfo& info = state->templates.back()->info;
        DocumentClass& least = state->least.try_emplace(info.document, info.document_class).first->second;
        least = std::max(least, info.document_class);
    }
    return Templates{std::move(state)};
}

Templates Templates::with(std::string_view text, std::string_view file) const {
    auto own = std::make_shared<CompiledTemplate>(documents::compile_template({text, file}, state_->book, state_->rulebook));
    own->info.own = true;
    // A court cannot make less of the gate than the library has.
    const auto least = own->info.document == 0 ? state_->least.end() : state_->least.find(own->info.document);
    own->info.document_class = least == state_->least.end() ? DocumentClass::c : std::max(own->info.document_class, least->second);
    auto state = std::make_shared<State>(*state_);
    const auto same = std::find_if(state->templates.begin(), state->templates.end(), [&](const auto& other) { return other->info.id == own->info.id; });
    state->last = static_cast<std::size_t>(same - state->templates.begin());
    if (same == state->templates.end()) state->templates.push_back(std::move(own));
    else *same = std::move(own);
    return Templates{std::move(state)};
}

Templates Templates::with_docx(std::string_view id, std::string docx, std::string_view file) const {
    const std::size_t index = at(id);
    auto laid_out = std::make_shared<CompiledTemplate>(compiled(index));
    laid_out->docx = std::make_shared<const documents::DocxTemplate>(documents::read_docx_template(std::move(docx), std::string{file}, *laid_out));
    auto state = std::make_shared<State>(*state_);
    state->templates[index] = std::move(laid_out);
    return Templates{std::move(state)};
}

std::size_t Templates::size() const noexcept { return state_->templates.size(); }
std::optional<std::size_t> Templates::last() const noexcept { return state_->last; }
const TemplateInfo& Templates::info(std::size_t index) const { return state_->templates.at(index)->info; }
const Rulebook& Templates::rulebook() const noexcept { return state_->rulebook; }
const CompiledTemplate& Templates::compiled(std::size_t index) const { return *state_->templates.at(index); }

std::optional<std::size_t> Templates::find(std::string_view id) const noexcept {
    for (std::size_t i = 0; i < size(); ++i) {
        const TemplateInfo& info = state_->templates[i]->info;
        if (info.id == id || info.name.zh == id) return i;
    }
    return std::nullopt;
}

std::size_t Templates::at(std::string_view id) const {
    const auto index = find(id);
    if (!index) throw RuleError{"template.unknown", {"没有此模板：" + std::string{id}, "there is no such template: \"" + std::string{id} + "\""}};
    return *index;
}

namespace {

std::vector<TemplateField> fields_of(const TagTable& tags, const FieldBook& book) {
    std::vector<TemplateField> fields;
    for (const Field& field : tags.fields) fields.push_back(described(field, Slot{.required = false}));
    // A section over a list names the list that slots of its depth are columns of; slots follow their sections.
    const auto note = [&](const Slot& slot) {
        if (slot.depth != 0) return;
        TemplateField& field = fields[slot.field];
        field.needed = field.needed || slot.required;
        note_member(field, slot, book);
    };
    for (const Slot& slot : tags.slots) note(slot);
    for (const Section& section : tags.sections) {
        note(section.slot);
        if (!section.loop || section.slot.depth != 0) continue;
        TemplateField& field = fields[section.slot.field];
        if (!field.items.empty()) continue;
        for (const Field& item : tags.fields[section.slot.field].items) field.items.push_back(described(item, Slot{.required = !item.optional}));
    }
    return fields;
}

}  // namespace

std::vector<TemplateField> Templates::fields(std::size_t index) const {
    const CompiledTemplate& compiled_template = compiled(index);
    std::vector<TemplateField> fields = fields_of(compiled_template.tags, *compiled_template.book);
    if (!compiled_template.docx) return fields;
    for (TemplateField& field : fields_of(compiled_template.docx->program.tags, *compiled_template.book)) {
        const auto same = std::find_if(fields.begin(), fields.end(), [&field](const TemplateField& other) { return other.name == field.name; });
        if (same == fields.end()) fields.push_back(std::move(field));
        else same->needed = same->needed || field.needed;
    }
    return fields;
}

std::string to_json(const Templates& templates) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.templates/1").name("templates").open('[');
    for (std::size_t i = 0; i < templates.size(); ++i) {
        json.open('{');
        write_info(json, templates.info(i));
        json.close('}');
    }
    json.close(']').close('}');
    return out;
}

std::string template_json(const Templates& templates, std::size_t index) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.template/1");
    write_info(json, templates.info(index));
    json.name("fields").open('[');
    for (const TemplateField& field : templates.fields(index)) write_field(json, field);
    json.close(']').close('}');
    return out;
}

}  // namespace zhixing
