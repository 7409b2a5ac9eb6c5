#include "documents/field.hpp"

#include <algorithm>
#include <array>

#include "law/documents.hpp"
#include "law/rule.hpp"
#include "value/utf8.hpp"
#include "zhixing/chinese.hpp"
#include "zhixing/service.hpp"

namespace zhixing::documents {
namespace {

FieldType read_type(const Node& node) {
    for (FieldType type = FieldType::text; type < FieldType::law; type = static_cast<FieldType>(static_cast<int>(type) + 1)) {
        if (node.text() == to_string(type)) return type;
    }
    // Laws are not declared as fields.
    node.fail("template.type", "没有此种字段类型：" + node.text(), "there is no such type of field: \"" + node.text() + "\" (text, number, money, date, limit, flag, party, list)");
}

Word read_word(const Node& node, Vocabulary vocabulary) {
    const Word word = Catalogue::bundled().find_word(vocabulary, node.text());
    if (word == 0) node.fail("template.word", "目录中没有此词：" + node.text(), "not a word of the catalogue: \"" + node.text() + "\"");
    return word;
}

std::vector<Word> read_words(const Node& parent, const char* name, Vocabulary vocabulary) {
    std::vector<Word> words;
    if (const auto node = parent.find(name)) {
        for (const Node& word : node->one_or_more()) words.push_back(read_word(word, vocabulary));
    }
    return words;
}

std::vector<Kind> read_kinds(const Node& parent, const char* name) {
    std::vector<Kind> kinds;
    const auto node = parent.find(name);
    if (!node) return kinds;
    for (const Node& kind : node->one_or_more()) {
        const auto matched = Catalogue::bundled().match_kinds(kind.text());
        if (matched.empty()) kind.fail("template.kind", "目录中没有此种事件：" + kind.text(), "no such kind of event: \"" + kind.text() + "\"");
        kinds.insert(kinds.end(), matched.begin(), matched.end());
    }
    return kinds;
}

std::size_t read_rule(const Node& node, const Rulebook& rulebook) {
    const auto rule = rulebook.find(node.text());
    if (!rule) node.fail("template.rule", "规则库中没有规则 " + node.text(), "there is no rule \"" + node.text() + "\"");
    return *rule;
}

CellSource read_cell(std::string name) {
    const auto column = Catalogue::bundled().find_column(name);
    if (column) return {column, {}};
    return {std::nullopt, std::move(name)};
}

// The name of a column or member, or `{"course": [kinds]}`.
CellSource read_cell(const Node& node) {
    if (!node.json().is_object()) return read_cell(node.text());
    node.only({"course"});
    CellSource cell;
    (void)node.at("course");
    cell.course = read_kinds(node, "course");
    return cell;
}

void read_event_limits(const Node& node, Origin& origin) {
    origin.unless = read_kinds(node, "unless");
    origin.documents = read_words(node, "document", Vocabulary::document);
    origin.outcomes = read_words(node, "outcome", Vocabulary::outcome);
    origin.grounds = read_words(node, "ground", Vocabulary::ground);
    if (const auto of = node.find("of")) {
        for (const std::string& same : of->texts()) {
            if (same == "addressee") origin.same_party = true;
            else if (same == "instance") origin.same_ref = true;
            else of->fail("template.word", "应为 addressee 或 instance", "addressee or instance is expected");
        }
    }
}

Origin read_event(const Node& node) {
    node.only({"event", "column", "which", "unless", "document", "outcome", "ground", "of"});
    Origin origin;
    origin.kinds = read_kinds(node, "event");
    const auto column = node.find("column");
    origin.of = column ? Origin::Of::event : Origin::Of::recorded;
    if (column) origin.cell = read_cell(column->text());
    if (const auto which = node.find("which")) {
        if (which->text() != "latest" && which->text() != "first") which->fail("template.word", "应为 latest 或 first", "latest or first is expected");
        origin.latest = which->text() == "latest";
    }
    read_event_limits(node, origin);
    return origin;
}

// Sets what the items of a list are in a row: what `columns` says, else the column or member of the same name.
void set_cells(const Node* columns, std::vector<Field>& items) {
    if (columns != nullptr) {
        std::vector<std::string_view> names;
        for (const Field& item : items) names.push_back(item.name);
        columns->only(names);
    }
    for (Field& item : items) {
        const auto given = columns == nullptr ? std::nullopt : columns->find(item.name.c_str());
        item.cell = given ? read_cell(*given) : read_cell(item.name);
    }
}

std::string one_of(const Node& node, const char* name, std::initializer_list<std::string_view> words) {
    const std::string word = node.at(name).text();
    if (std::find(words.begin(), words.end(), word) == words.end()) {
        node.at(name).fail("template.word", "没有此项：" + word, "there is no such word here: \"" + word + "\"");
    }
    return word;
}

void check_schedule_columns(const Node& node, const std::vector<Field>& items) {
    for (const Field& item : items) {
        const std::string& name = name_in_row(item);
        const auto& columns = service_columns();
        if (std::none_of(columns.begin(), columns.end(), [&name](const Text& column) { return column.en == name; })) {
            node.fail("template.from", "附表没有此栏：" + name, "the schedule has no column \"" + name + "\"");
        }
    }
}

// Whether another field is one of these grounds.
Origin read_other(const Node& node, const std::vector<Field>& before) {
    node.only({"field", "is"});
    const std::string name = node.at("field").text();
    const auto other = std::find_if(before.begin(), before.end(), [&name](const Field& field) { return field.name == name && field.type == FieldType::text; });
    if (other == before.end()) node.at("field").fail("template.field", "前面没有此文字字段：" + name, "no field of text before it is called \"" + name + "\"");
    Origin origin;
    origin.of = Origin::Of::field;
    origin.field = std::make_shared<const Field>(*other);
    origin.grounds = read_words(node, "is", Vocabulary::ground);
    return origin;
}

// What is worked out by the rulebook, the review, the ledger and the money layer; nothing if the node asks for none of it.
std::optional<Origin> read_computed(const Node& node, const Field& field, const Rulebook& rulebook) {
    Origin origin;
    if (node.has("limit")) {
        node.only({"limit"});
        origin.of = Origin::Of::limit;
        origin.rule = read_rule(node.at("limit"), rulebook);
    } else if (node.has("parameter")) {
        node.only({"parameter"});
        origin.of = Origin::Of::parameter;
        origin.rule = read_rule(node.at("parameter"), rulebook);
        if (rulebook.rule(origin.rule).form != Form::parameter) node.at("parameter").fail("template.rule", "不是参数", "not a parameter");
    } else if (node.has("due")) {
        node.only({"due", "issued", "document"});
        origin.of = Origin::Of::due;
        origin.kinds = read_kinds(node, "issued");
        origin.documents = read_words(node, "document", Vocabulary::document);
        origin.rule = read_rule(node.at("due"), rulebook);
    } else if (node.has("ledger")) {
        node.only({"ledger", "columns", "unless"});
        origin.unless = read_kinds(node, "unless");
        origin.of = field.type == FieldType::list ? Origin::Of::ledger : Origin::Of::balance;
        origin.word = field.type == FieldType::list ? one_of(node, "ledger", {"receipts", "payments", "entitlements"})
                                                    : one_of(node, "ledger", {"received", "unreleased", "realised", "case_money", "execution_fee", "hold", "payable", "deposit"});
    } else if (node.has("fee")) {
        node.only({"fee"});
        origin.of = Origin::Of::fee;
        origin.word = one_of(node, "fee", {"execution"});
    } else if (node.has("service")) {
        node.only({"service", "columns"});
        origin.of = Origin::Of::service;
        origin.word = one_of(node, "service", {"schedule"});
    } else if (node.has("distribution")) {
        node.only({"distribution", "columns"});
        origin.of = Origin::Of::distribution;
        origin.word = field.type == FieldType::list ? one_of(node, "distribution", {"assets", "costs", "lines"})
                                                    : one_of(node, "distribution", {"pool", "paid", "reserved", "surplus"});
    } else {
        return std::nullopt;
    }
    return origin;
}

Origin read_origin(const Node& node, Field& field, const Rulebook& rulebook, const std::vector<Field>& before) {
    node.must_be_object();
    Origin origin;
    if (node.has("header")) {
        node.only({"header"});
        const std::string header = node.at("header").text();
        std::string_view path = header;
        for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
            origin.path.emplace_back(path.substr(0, dot));
            path.remove_prefix(dot + 1);
        }
        origin.path.emplace_back(path);
    } else if (node.has("parties")) {
        node.only({"parties"});
        origin.of = Origin::Of::parties;
        origin.role = read_word(node.at("parties"), Vocabulary::party_role);
    } else if (node.has("event")) {
        origin = read_event(node);
    } else if (node.has("events")) {
        node.only({"events", "columns", "unless", "document", "outcome", "ground", "of", "once"});
        origin.of = Origin::Of::events;
        origin.kinds = read_kinds(node, "events");
        if (const auto once = node.find("once")) origin.once = once->boolean();
        read_event_limits(node, origin);
    } else if (node.has("claims")) {
        node.only({"claims", "columns"});
        origin.of = one_of(node, "claims", {"principal", "all"}) == "all" ? Origin::Of::claims : Origin::Of::principal;
    } else if (auto computed = read_computed(node, field, rulebook)) {
        origin = std::move(*computed);
    } else if (node.has("document")) {  // others are narrowed by it
        node.only({"document"});
        origin.of = one_of(node, "document", {"date", "addressee"}) == "date" ? Origin::Of::day : Origin::Of::subject;
    } else if (node.has("field")) {
        origin = read_other(node, before);
    } else {
        node.fail("template.from", "没有说明取自何处（header、document、parties、event、events、claims、limit、parameter、due、ledger、fee、service、distribution、field）",
                  "where from is not said (header, document, parties, event, events, claims, limit, parameter, due, ledger, fee, service, distribution, field)");
    }
    if (field.type == FieldType::list && !field.of_parties) {
        const auto columns = node.find("columns");
        set_cells(columns ? &*columns : nullptr, field.items);
        if (origin.of == Origin::Of::service) check_schedule_columns(node, field.items);
    }
    return origin;
}

// Which types of field a source can fill.
bool fits(Origin::Of of, const Field& field) {
    using Of = Origin::Of;
    const FieldType type = field.type;
    switch (of) {
        case Of::header: return type != FieldType::party && type != FieldType::list && type != FieldType::limit;
        case Of::day: case Of::due: return type == FieldType::date;
        case Of::subject: return type == FieldType::party;
        case Of::parties: return type == FieldType::party || field.of_parties;
        case Of::event: return type != FieldType::list && type != FieldType::limit;
        case Of::recorded: case Of::field: return type == FieldType::flag;
        case Of::distribution: return type == FieldType::money || (type == FieldType::list && !field.of_parties);
        case Of::events: case Of::claims: case Of::ledger: case Of::service: return type == FieldType::list && !field.of_parties;
        case Of::principal: case Of::balance: case Of::fee: return type == FieldType::money;
        case Of::limit: return type == FieldType::limit;
        case Of::parameter: return type == FieldType::text || type == FieldType::limit || (type == FieldType::list && field.items.size() == 1);
    }
    return false;
}

// `251` or `63(1)`; the article alone is named, since its paragraphs and items are not told apart there. Of a document without
// articles (`全文`) nothing is.
std::string article_words(const std::string& article) {
    if (article == "全文") return {};
    const std::size_t digits = count_digits(article);
    if (digits == 0) return "“" + article + "”";
    return "第" + chinese_number(digits_value(std::string_view{article}.substr(0, std::min<std::size_t>(digits, 6)))) + "条";
}

// A title within a title stands in single marks.
std::string title(const std::string& name) {
    std::string out;
    for (std::string_view rest = name; !rest.empty();) {
        const Glyph glyph = take_glyph(rest);
        if (glyph.bytes == "《") out += "〈";
        else if (glyph.bytes == "》") out += "〉";
        else out += glyph.bytes;
    }
    return "《" + out + "》";
}

// Each law is named once, its articles behind it.
std::string law_words(const std::vector<Citation>& citations, const std::string& document) {
    std::vector<std::string> articles;  // of the law named last
    std::string words, named;
    for (const Citation& citation : citations) {
        if (!document.empty() && citation.document != document) continue;
        if (citation.document != named) articles.clear();
        std::string article = article_words(citation.article);
        if (std::find(articles.begin(), articles.end(), article) != articles.end()) continue;
        if (!words.empty()) words += "、";
        if (citation.document != named) words += title(citation.document);
        words += article;
        named = citation.document;
        articles.push_back(std::move(article));
    }
    return words;
}

}  // namespace

const std::string& name_in_row(const Field& item) noexcept { return item.cell.member.empty() ? item.name : item.cell.member; }

Field read_field(const Node& node, const Rulebook& rulebook, const std::vector<Field>& before) {
    node.only({"name", "type", "label", "from", "optional", "fields", "of"});
    Field field;
    field.name = node.at("name").text();
    field.type = read_type(node.at("type"));
    field.label = node.at("label").zh_en();
    if (const auto optional = node.find("optional")) field.optional = optional->boolean();
    if (const auto of = node.find("of")) {
        if (field.type != FieldType::list || of->text() != "party") of->fail("template.type", "只有列表可以写 of，且只能是 party", "only a list has \"of\", and it is party");
        field.of_parties = true;
    }
    if (field.type == FieldType::list && !field.of_parties) {
        for (const Node& item : node.at("fields").list()) {
            field.items.push_back(read_field(item, rulebook));
            if (field.items.back().type == FieldType::list) item.fail("template.type", "列表的各项不能再是列表", "an item of a list cannot be a list");
        }
        set_cells(nullptr, field.items);
    } else if (const auto fields = node.find("fields")) {
        fields->fail("template.type", "只有列表有 fields", "only a list has fields");
    }
    if (const auto from = node.find("from")) {
        field.from = from->json().dump();
        for (const Node& one : from->one_or_more()) {
            field.origins.push_back(read_origin(one, field, rulebook, before));
            if (!fits(field.origins.back().of, field)) one.fail("template.type", "此来源给不出该类型的值", "nothing of that type can be taken from there");
        }
    }
    return field;
}

Field read_law(const std::string& name, const Node& node, const Rulebook& rulebook) {
    node.only({"rule", "document"});
    Field field;
    field.name = "law." + name;
    field.type = FieldType::law;
    field.from = node.json().dump();
    const std::size_t index = read_rule(node.at("rule"), rulebook);
    const Rule& rule = rulebook.compiled().rules[index];
    field.label = {"法律依据（" + rule.info.name.zh + "）", "law (" + rule.info.name.en + ")"};
    std::string document;
    if (const auto given = node.find("document")) {
        const auto full = Documents::bundled().full_name(given->text());
        if (!full) given->fail("template.law", "文件目录中没有 " + given->text(), "\"" + given->text() + "\" is not in documents.json");
        document = *full;
    }
    for (const RuleVersion& version : rule.versions) {
        std::string words = law_words(version.citations, document);
        if (!words.empty()) field.law.push_back({version.from, version.to, std::move(words)});
    }
    if (field.law.empty()) node.fail("template.law", "该规则没有引用此文件", "the rule never cites that document");
    return field;
}

FieldBook FieldBook::read(const Node& root, const Rulebook& rulebook) {
    root.only({"schema", "members", "fields"});
    FieldBook book;
    for (const Node& node : root.at("members").list()) {
        node.only({"name", "label", "from", "words"});
        const auto from = node.find("from");
        book.members.push_back({node.at("name").text(), node.at("label").zh_en(), from ? from->texts() : std::vector<std::string>{}, {}});
        const auto words = node.find("words");
        if (!words) continue;
        for (const std::string& word : words->names()) book.members.back().words.emplace_back(word, words->at(word.c_str()).text());
    }
    constexpr std::array<std::string_view, 6> kBuiltIn{"name", "role", "identity", "identity_kind", "natural", "you"};
    for (std::size_t i = 0; i < kBuiltIn.size(); ++i) {
        if (i >= book.members.size() || book.members[i].name != kBuiltIn[i]) {
            root.at("members").fail("template.member", "前六项应为 name、role、identity、identity_kind、natural、you", "the first six are name, role, identity, identity_kind, natural and you");
        }
    }
    for (const Node& node : root.at("fields").list()) book.fields.push_back(read_field(node, rulebook));
    return book;
}

std::optional<std::uint16_t> FieldBook::find_member(std::string_view name) const noexcept {
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (members[i].name == name) return static_cast<std::uint16_t>(i);
    }
    return std::nullopt;
}

}  // namespace zhixing::documents
