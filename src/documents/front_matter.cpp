// The front matter of a template, and the reading of a whole template.
#include "documents/program.hpp"
#include "law/documents.hpp"
#include "law/rule.hpp"

namespace zhixing::documents {
namespace {

constexpr std::string_view kBegin = "---json\n", kEnd = "\n---\n";

DocumentClass read_class(const Node& node) {
    const std::string text = node.text();
    if (text != "A" && text != "B" && text != "C") node.fail("template.word", "类别应为 A、B 或 C", "the class is A, B or C");
    return static_cast<DocumentClass>(text.front() - 'A' + 1);
}

Kind read_kind(const Node& node, const std::string& name) {
    const Kind kind = Catalogue::bundled().find_kind(name);
    if (kind == Kind::unknown) node.fail("template.kind", "目录中没有此种事件：" + name, "no such kind of event: \"" + name + "\"");
    return kind;
}

TemplatePer read_per(const Node& node) {
    const std::string text = node.text();
    const Catalogue& catalogue = Catalogue::bundled();
    if (text == "case") return {};
    if (text == "creditor") return {catalogue.find_word(Vocabulary::party_role, "applicant")};
    if (text.starts_with("ref:")) {
        return {0, read_kind(node, text.substr(4))};
    }
    const Word role = catalogue.find_word(Vocabulary::party_role, text);
    if (role == 0) node.fail("template.word", "应为 case、当事人的身份或 ref:事件类型", "case, a role of parties or ref:KIND is expected");
    return {role};
}

std::vector<TemplateSign> read_signs(const Node& node) {
    std::vector<TemplateSign> signs;
    for (const Node& one : node.list()) {
        one.only({"role", "zh", "print"});
        TemplateSign sign{Catalogue::bundled().find_word(Vocabulary::role, one.at("role").text()), one.at("zh").text()};
        if (sign.role == 0) one.at("role").fail("template.word", "目录中没有此岗位", "not a role of the catalogue");
        if (const auto print = one.find("print")) sign.print = print->boolean();
        signs.push_back(std::move(sign));
    }
    return signs;
}

std::vector<Word> read_words(const Node& node, Vocabulary vocabulary) {
    std::vector<Word> words;
    for (const Node& word : node.one_or_more()) {
        const std::string name = word.text();
        words.push_back(Catalogue::bundled().find_word(vocabulary, name));
        if (words.back() == 0) word.fail("template.word", "目录中没有此词：" + name, "not a word of the catalogue: \"" + name + "\"");
    }
    return words;
}

void read_decision(const Node& node, TemplateInfo& info) {
    node.only({"events", "outcome", "role", "with"});
    for (const Node& event : node.at("events").one_or_more()) {
        const std::string name = event.text();
        const auto kinds = Catalogue::bundled().match_kinds(name);
        if (kinds.empty()) event.fail("template.kind", "目录中没有此种事件：" + name, "no such kind of event: \"" + name + "\"");
        info.decision.insert(info.decision.end(), kinds.begin(), kinds.end());
    }
    if (const auto outcomes = node.find("outcome")) info.outcomes = read_words(*outcomes, Vocabulary::outcome);
    if (const auto roles = node.find("role")) info.roles = read_words(*roles, Vocabulary::role);
    if (const auto with = node.find("with")) {
        for (const std::string& name : with->names()) info.with.emplace_back(read_kind(*with, name), read_kind(*with, with->at(name.c_str()).text()));
    }
}

// Its name, purpose, class and what it rests on.
TemplateInfo read_info(const Node& root, const Rulebook& rulebook) {
    root.only({"schema", "id", "document", "name", "purpose", "class", "per", "seal", "signs", "decision", "law", "fields", "gate", "seed", "note"});
    if (root.at("schema").text() != "zhixing.template/1") root.at("schema").fail("template.schema", "应为 zhixing.template/1", "zhixing.template/1 is expected");
    TemplateInfo info;
    info.id = root.at("id").text();
    info.file = root.file();
    info.document_text = root.at("document").text();
    info.document = Catalogue::bundled().find_word(Vocabulary::document, info.document_text);
    info.name = root.at("name").zh_en();
    if (const auto purpose = root.find("purpose")) info.purpose = purpose->zh_en();
    info.document_class = read_class(root.at("class"));
    if (const auto per = root.find("per")) info.per = read_per(*per);
    if (const auto seal = root.find("seal")) info.seal = seal->boolean();
    if (const auto signs = root.find("signs")) info.signs = read_signs(*signs);
    if (const auto decision = root.find("decision")) read_decision(*decision, info);
    if (const auto seed = root.find("seed")) info.seed = seed->texts();
    if (const auto gate = root.find("gate")) {
        for (const Node& one : gate->list()) {
            if (!one.has("rule")) {
                info.gate.push_back(Documents::bundled().cite(one));
                continue;
            }
            const auto rule = rulebook.find(one.at("rule").text());
            if (!rule) one.fail("template.rule", "规则库中没有规则 " + one.at("rule").text(), "there is no rule \"" + one.at("rule").text() + "\"");
            const auto& versions = rulebook.compiled().rules[*rule].versions;
            info.gate.insert(info.gate.end(), versions.back().citations.begin(), versions.back().citations.end());
        }
    }
    return info;
}

std::vector<Field> read_fields(const Node& root, const Rulebook& rulebook) {
    std::vector<Field> fields;
    if (const auto own = root.find("fields")) {
        for (const Node& node : own->list()) fields.push_back(read_field(node, rulebook, fields));
    }
    if (const auto law = root.find("law")) {
        for (const std::string& name : law->names()) fields.push_back(read_law(name, law->at(name.c_str()), rulebook));
    }
    return fields;
}

}  // namespace

CompiledTemplate compile_template(const TemplateText& source, const std::shared_ptr<const FieldBook>& book, const Rulebook& rulebook) {
    if (source.text.size() > kMaxTemplateBytes) throw TemplateError{"template.limit", {"模板过大（最多 256 KB）", "the template is too large (256 KB at most)"}, std::string{source.file}, 0, 0};
    const std::size_t end = source.text.find(kEnd);
    if (!source.text.starts_with(kBegin) || end == std::string_view::npos) {
        source.fail("template.front_matter", {"模板应以 ---json 和 --- 之间的说明开头", "a template begins with its front matter between ---json and ---"}, 0);
    }
    const std::string file{source.file};
    // The line before it is kept, so that the lines of errors are those of the file.
    const std::string text = "\n" + std::string{source.text.substr(kBegin.size(), end - kBegin.size())};
    const Json json = parse_json(text, file);
    const Node root{json, file, "", "", text};
    CompiledTemplate out;
    out.info = read_info(root, rulebook);
    out.own = read_fields(root, rulebook);
    TagNamer namer{*book, out.own, source};
    compile_body(source, end + kEnd.size(), namer, out);
    out.book = book;
    return out;
}

}  // namespace zhixing::documents
