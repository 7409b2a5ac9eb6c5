#include <algorithm>

#include "documents/program.hpp"

namespace zhixing::documents {
namespace {

const Field* find_field(const std::vector<Field>& fields, std::string_view name) {
    const auto found = std::find_if(fields.begin(), fields.end(), [name](const Field& field) { return field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

const Field& party_item() {
    static const Field party{.name = "party", .type = FieldType::party, .label = {"当事人", "party"}};
    return party;
}

}  // namespace

// What stands behind the name of a field: a form of it or, of a party, a member.
bool TagNamer::finish(const Field& field, std::string_view rest, Slot& slot) const {
    slot.type = field.type;
    slot.label = field.label;
    if (field.type == FieldType::party) {
        const auto member = book_.find_member(rest.empty() ? "name" : rest);
        if (!member) return false;
        slot.print = {Wording::member, *member};
        const PartyMember& asked = book_.members[*member];
        slot.label = {field.label.zh + asked.label.zh, field.label.en + ": " + asked.label.en};
        return true;
    }
    if (rest.empty()) return true;
    const auto form = find_form(field.type, field.of_parties, rest);
    if (!form) return false;
    slot.print.form = *form;
    return true;
}

bool TagNamer::resolve_in(const Field& list, std::uint8_t depth, const std::string& name, Slot& slot) const {
    slot.depth = depth;
    slot.field = Slot::kItem;
    if (name == "index" || name == "index.chinese") {
        slot.type = FieldType::number;
        slot.print.form = name == "index" ? Wording::plain : Wording::chinese;
        slot.label = {"序号", "number"};
        return true;
    }
    if (name == "first" || name == "last") {
        slot.type = FieldType::flag;
        if (name == "first") slot.field = Slot::kFirst;
        return true;
    }
    if (list.of_parties) return finish(party_item(), name, slot);
    for (std::size_t dot = name.size(); dot != std::string::npos; dot = dot == 0 ? std::string::npos : name.rfind('.', dot - 1)) {
        const Field* item = find_field(list.items, std::string_view{name}.substr(0, dot));
        if (item == nullptr) continue;
        slot.field = static_cast<std::uint16_t>(item - list.items.data());
        return finish(*item, dot == name.size() ? std::string_view{} : std::string_view{name}.substr(dot + 1), slot);
    }
    return false;
}

const Field& TagNamer::field_of(const Slot& slot) const {
    if (slot.depth == 0) return *used_[slot.field];
    const Field& list = *lists_[slot.depth - 1U];
    return slot.field == Slot::kItem ? party_item() : list.items[slot.field];
}

std::uint16_t TagNamer::use(const Field& field) {
    const auto known = std::find(used_.begin(), used_.end(), &field);
    if (known == used_.end()) {
        used_.push_back(&field);
        return static_cast<std::uint16_t>(used_.size() - 1);
    }
    return static_cast<std::uint16_t>(known - used_.begin());
}

// From the innermost list outwards, then among the fields of the document, the longest name first.
Slot TagNamer::resolve(const Token& token) {
    Slot slot;
    slot.name = token.text;
    for (std::size_t depth = lists_.size(); depth > 0; --depth) {
        if (resolve_in(*lists_[depth - 1], static_cast<std::uint8_t>(depth), slot.name, slot)) return slot;
    }
    slot.depth = 0;
    for (std::size_t dot = slot.name.size(); dot != std::string::npos; dot = dot == 0 ? std::string::npos : slot.name.rfind('.', dot - 1)) {
        const std::string_view name = std::string_view{slot.name}.substr(0, dot);
        const Field* field = find_field(own_, name);
        if (field == nullptr) field = find_field(book_.fields, name);
        if (field == nullptr) continue;
        const std::string_view rest = dot == slot.name.size() ? std::string_view{} : std::string_view{slot.name}.substr(dot + 1);
        if (!finish(*field, rest, slot)) {
            source_.fail("template.type",
                         {"字段 " + field->name + " 的类型是 " + std::string{to_string(field->type)} + "，没有 ." + std::string{rest},
                          "field \"" + field->name + "\" is of type " + std::string{to_string(field->type)} + ", which has no \"." + std::string{rest} + "\""},
                         token.at);
        }
        slot.field = use(*field);
        return slot;
    }
    source_.fail("template.field", {"没有此字段：" + slot.name, "there is no such field: \"" + slot.name + "\""}, token.at);
}

// Whether a section round it asks whether it is there.
bool TagNamer::guarded(const Slot& slot) const {
    return std::any_of(open_.begin(), open_.end(), [&](std::uint32_t index) {
        const Section& section = table_.sections[index];
        const bool same = section.slot.depth == slot.depth && section.slot.field == slot.field;
        return same && !section.inverted && !section.slot.of_place() && (slot.type != FieldType::party || section.slot.print.member == slot.print.member);
    });
}

std::uint32_t TagNamer::value(const Token& token) {
    Slot slot = resolve(token);
    const bool loop_number = slot.field == Slot::kItem && slot.type == FieldType::number;
    if (slot.type == FieldType::list && slot.print.form == Wording::plain) {
        source_.fail("template.type", {"列表 " + slot.name + " 应写作分段 {{#" + slot.name + "}}", "list \"" + slot.name + "\" is gone through by a section, {{#" + slot.name + "}}"}, token.at);
    }
    if (slot.of_place() && !loop_number) {
        source_.fail("template.type", {slot.name + " 只能用作分段", "\"" + slot.name + "\" is asked by a section"}, token.at);
    }
    slot.required = !loop_number && !guarded(slot);
    if (slot.required && slot.print.form != Wording::count && field_of(slot).optional) {
        source_.fail("template.optional",
                     {"字段 " + slot.name + " 可以没有，应写在 {{#" + slot.name + "}} 之内", "field \"" + slot.name + "\" may be absent: print it within {{#" + slot.name + "}}"}, token.at);
    }
    table_.slots.push_back(std::move(slot));
    return static_cast<std::uint32_t>(table_.slots.size() - 1);
}

std::uint32_t TagNamer::open(const Token& token) {
    Section section;
    section.slot = resolve(token);
    section.inverted = token.kind == Token::Kind::inverted;
    const bool loop_number = section.slot.field == Slot::kItem && section.slot.type == FieldType::number;
    if (loop_number || (section.slot.type != FieldType::party && section.slot.print.form != Wording::plain)) {
        source_.fail("template.type", {"分段应以字段本身命名：" + section.slot.name, "a section asks for the field itself: \"" + section.slot.name + "\""}, token.at);
    }
    section.loop = section.slot.type == FieldType::list && !section.inverted;
    section.slot.required = !section.slot.of_place() && !field_of(section.slot).optional && (section.slot.type == FieldType::list || section.slot.type == FieldType::flag);
    if (section.loop) lists_.push_back(&field_of(section.slot));
    table_.sections.push_back(std::move(section));
    open_.push_back(static_cast<std::uint32_t>(table_.sections.size() - 1));
    return open_.back();
}

void TagNamer::close() {
    if (table_.sections[open_.back()].loop) lists_.pop_back();
    open_.pop_back();
}

// An empty list that an inverted section speaks of is not missing.
TagTable TagNamer::take() {
    for (Section& section : table_.sections) {
        section.slot.required = section.slot.required && (section.slot.type != FieldType::list ||
            std::none_of(table_.sections.begin(), table_.sections.end(), [&](const Section& other) {
                return other.inverted && other.slot.depth == section.slot.depth && other.slot.field == section.slot.field;
            }));
    }
    for (const Field* field : used_) table_.fields.push_back(*field);
    return std::move(table_);
}

}  // namespace zhixing::documents
