#include "zhixing/rulebook.hpp"

#include <algorithm>
#include <array>

#include "law/data.hpp"
#include "law/documents.hpp"
#include "law/node.hpp"
#include "law/rule.hpp"
#include "law/rule_reader.hpp"
#include "law/rule_text.hpp"

namespace zhixing {
namespace {

// FNV-1a: tells rulebooks apart; it is no protection against forgery.
class Digest {
public:
    void add(std::string_view text) {
        for (const char c : text) {
            hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
        }
    }
    [[nodiscard]] std::string hex() const {
        constexpr std::string_view digits = "0123456789abcdef";
        std::string text = "fnv1a64:";
        for (int shift = 60; shift >= 0; shift -= 4) text += digits[(hash_ >> shift) & 15U];
        return text;
    }

private:
    std::uint64_t hash_ = 0xcbf29ce484222325ULL;
};

bool is_form(std::string_view name) {
    for (auto form = Form::deadline; form <= Form::disclosure; form = static_cast<Form>(static_cast<int>(form) + 1)) {
        if (name == to_string(form)) return true;
    }
    return false;
}

void check_schema(const Node& root, const char* expected) {
    const Node schema = root.at("schema");
    if (schema.text() != expected) {
        schema.fail("rule.schema", std::string{"应为 "} + expected, std::string{"schema "} + expected + " is expected, not " + schema.text());
    }
}

std::string rule_id(const Node& node) {
    const std::string id = node.at("id").text();
    const bool plain = !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    });
    if (!plain) node.at("id").fail("rule.id", "规则编号只用小写字母、数字和 . - _", "a rule id has lower-case letters, digits and . - _ only");
    return id;
}

// Collects the texts of rules layer by layer, before anything is compiled.
class Layers {
public:
    explicit Layers(std::vector<RuleText> base) : texts_{std::move(base)} {
        for (std::size_t i = 0; i < texts_.size(); ++i) index_[texts_[i].json["id"].get<std::string>()] = i;
    }

    // A rules file: `rules` with the file's `defaults` for their form.
    void add_file(const Node& root) {
        check_schema(root, "zhixing.rules/1");
        root.only({"schema", "title", "defaults", "rules", "note"});
        root.at("title").must_be_object();
        add_rules(root.at("rules"), root.find("defaults"));
    }

    void add_rules(const Node& rules, const std::optional<Node>& defaults) {
        if (defaults) check_defaults(*defaults);
        for (const Node& written : rules.list()) {
            const std::string id = rule_id(written);
            const Node rule{written.json(), written.file(), written.pointer(), id};
            if (index_.contains(id)) {
                rule.fail("rule.duplicate", "规则 " + id + " 已存在，应写入 override",
                          "rule \"" + id + "\" exists already; change it under \"override\"");
            }
            RuleText text{rule.json(), rule.file(), rule.pointer()};
            const std::string form = rule.at("form").text();
            if (defaults && defaults->has(form.c_str())) {
                for (const auto& [name, value] : defaults->at(form.c_str()).json().items()) {
                    if (!text.json.contains(name)) text.json[name] = value;
                }
            }
            index_[id] = texts_.size();
            texts_.push_back(std::move(text));
        }
    }

    void override_rules(const Node& overrides) {
        for (const std::string& id : overrides.names()) {
            const Node named = overrides.at(id.c_str());
            const Node patch{named.json(), named.file(), named.pointer(), id};
            patch.must_be_object();
            const auto found = index_.find(id);
            if (found == index_.end()) patch.fail("rule.unknown_rule", "没有规则 " + id, "there is no rule \"" + id + "\" to override");
            for (const char* fixed : {"id", "form"}) {
                if (patch.has(fixed)) patch.at(fixed).fail("rule.override", "不能改变规则的编号和形式", "the id and form of a rule cannot be overridden");
            }
            RuleText& text = texts_[found->second];
            if (!patch.has("versions")) refuse_hidden(text.json, patch);
            text.json.merge_patch(patch.json());
            text.file = patch.file();
            text.pointer = patch.pointer();
        }
    }

    [[nodiscard]] std::vector<RuleText>& texts() { return texts_; }
    [[nodiscard]] const std::map<std::string, std::size_t, std::less<>>& index() const { return index_; }

private:
    static void check_defaults(const Node& defaults) {
        for (const std::string& form : defaults.names()) {
            const Node members = defaults.at(form.c_str());
            if (!is_form(form)) members.fail("rule.form", "没有 " + form + " 这种规则", "there is no form \"" + form + "\"");
            members.must_be_object();
        }
    }

    // A member that each version has of its own would hide the one overridden: nothing would change, in silence.
    static void refuse_hidden(const Json& rule, const Node& patch) {
        if (!rule.contains("versions") || !rule["versions"].is_array()) return;
        for (const std::string& name : patch.names()) {
            const bool hidden = std::any_of(rule["versions"].begin(), rule["versions"].end(),
                                            [&](const Json& version) { return version.is_object() && version.contains(name); });
            if (hidden) {
                patch.at(name.c_str()).fail("rule.override", "该规则的各版本自有 " + name + "，应改写 versions",
                                            "versions of this rule have a \"" + name + "\" of their own: override \"versions\"");
            }
        }
    }

    std::vector<RuleText> texts_;
    std::map<std::string, std::size_t, std::less<>> index_;
};

void enter(std::vector<std::vector<Start>>& table, const Pattern& pattern, Start start) {
    start.plain = pattern.plain();
    for (const Kind kind : pattern.kinds) table[static_cast<std::size_t>(kind)].push_back(start);
}

void enter_starts(KindTable& starts, const Pattern& start, const Pattern& end) {
    for (const Kind kind : end.kinds) {
        auto& list = starts[static_cast<std::size_t>(kind)];
        for (const Kind begins : start.kinds) {
            if (std::find(list.begin(), list.end(), begins) == list.end()) list.push_back(begins);
        }
    }
}

void index_starts(CompiledRules& rules) {
    rules.starts.resize(Catalogue::bundled().kind_count());
    for (const Rule& rule : rules.rules) {
        for (const RuleVersion& version : rule.versions) {
            for (const PauseInterval& interval : version.intervals) enter_starts(rules.starts, interval.start, interval.end);
            if (version.match != Match::ref) continue;
            enter_starts(rules.starts, version.trigger, version.fulfil);
            enter_starts(rules.starts, version.trigger, version.renew);
        }
    }
}

// What a review asks before it sets anything going, as most of what an event can set going comes to nothing.
Start make_start(const Rule& rule, std::size_t rule_number, std::size_t version_number) {
    const RuleVersion& version = rule.versions[version_number];
    Start start;
    start.rule = static_cast<std::uint16_t>(rule_number);
    start.version = static_cast<std::uint16_t>(version_number);
    start.selects = rule.selects;
    start.from = version.from;
    start.to = version.to;
    start.always = version.when.op == Condition::Op::always;
    const bool judged_today = rule.form == Form::deadline || rule.form == Form::expiry || rule.form == Form::recurring || rule.form == Form::check;
    const bool can_turn = version.ages || rule.selects == Selects::as_of || version.trigger.empty();
    if (!judged_today || can_turn) return start;
    start.when = version.when_memo;
    start.free_check = rule.form == Form::check && version.needs.context_free() && (start.always || start.when >= 0);
    return start;
}

void index_rules(CompiledRules& rules) {
    const std::size_t kinds = Catalogue::bundled().kind_count();
    rules.by_trigger.resize(kinds);
    rules.by_bound.resize(kinds);
    rules.by_intent.resize(kinds);
    for (std::size_t i = 0; i < rules.rules.size(); ++i) {
        const Rule& rule = rules.rules[i];
        if (rule.form == Form::pauses || rule.form == Form::parameter || rule.form == Form::table || rule.form == Form::docket || rule.form == Form::disclosure) continue;
        for (std::size_t v = 0; v < rule.versions.size(); ++v) {
            const RuleVersion& version = rule.versions[v];
            if (!version.enabled) continue;
            const Start start = make_start(rule, i, v);
            if (rule.form == Form::deemed) {
                rules.deeming.push_back(start);
                rules.deeming_mask |= version.trigger.mask;
                continue;
            }
            if (version.trigger.empty()) rules.standing.push_back(start);
            enter(rules.by_trigger, version.trigger, start);
            enter(rules.by_bound, version.bound, start);
            enter(rules.by_intent, version.intent, start);
        }
    }
}

// Numbers the distinct questions about the header's facts, so that each is answered once a dossier.
class FactNumbering {
public:
    void number(Condition& condition) {
        for (Condition& part : condition.parts) number(part);
        if (condition.op != Condition::Op::fact) return;
        const std::string& fact = Catalogue::bundled().facts()[condition.question->fact].id;
        if (fact.starts_with("party.")) return;  // these depend on the party the rule is about
        condition.memo = numbers_.emplace(*condition.question, static_cast<std::int32_t>(numbers_.size())).first->second;
    }
    [[nodiscard]] std::int32_t count() const { return static_cast<std::int32_t>(numbers_.size()); }

private:
    std::map<FactQuestion, std::int32_t> numbers_;
};

// Numbers what is asked once a dossier: questions about facts, and conditions of application that
// depend on neither event nor party.
void number_questions(CompiledRules& rules) {
    FactNumbering numbering;
    std::map<std::string, std::int32_t> whens;
    for (Rule& rule : rules.rules) {
        for (RuleVersion& version : rule.versions) {
            numbering.number(version.when);
            numbering.number(version.needs);
            for (ChecklistItem& item : version.items) {
                numbering.number(item.when);
                numbering.number(item.needs);
            }
            if (version.when.op == Condition::Op::always || !version.when.context_free()) continue;
            version.when_memo = whens.emplace(version.when_text, static_cast<std::int32_t>(whens.size())).first->second;
        }
    }
    rules.fact_count = numbering.count();
    rules.when_count = static_cast<std::int32_t>(whens.size());
}

void check_telling(const CompiledRules& rules, const Node& node, const Telling& telling) {
    const auto must_be_deadline = [&](const std::optional<std::size_t>& rule, const char* member) {
        if (rule && rules.rules[*rule].form != Form::deadline) node.at(member).fail("rule.reference", "应指向 deadline 规则", "a rule of form deadline is expected");
    };
    must_be_deadline(telling.due, "due");
    must_be_deadline(telling.right, "right");
}

void check_references(const CompiledRules& rules) {
    for (std::size_t i = 0; i < rules.rules.size(); ++i) {
        const Rule& rule = rules.rules[i];
        const RuleText& text = (*rules.texts)[i];
        const Node node{text.json, text.file, text.pointer, rule.info.id};
        for (const RuleVersion& version : rule.versions) {
            for (const std::size_t list : version.pauses) {
                if (rules.rules[list].form != Form::pauses) node.at("pauses").fail("rule.reference", "应指向 pauses 规则", "a rule of form pauses is expected");
            }
            if (version.telling) check_telling(rules, node, *version.telling);
            if (!version.of) continue;
            if (version.limit.unit == Unit::hour) node.fail("rule.unit", "of 不与小时连用", "\"of\" does not go with hours");
            const Rule& other = rules.rules[*version.of];
            if (other.form != Form::deadline) node.fail("rule.reference", "of 应指向 deadline 规则", "\"of\" names a rule of form deadline");
            for (const RuleVersion& inner : other.versions) {
                if (inner.of) node.fail("rule.reference", "of 只能连接一层", "\"of\" may not point to a rule that has \"of\" itself");
            }
        }
    }
}

std::shared_ptr<const CompiledRules> compile(std::string id, std::string version, Text name, Layers& layers) {
    auto rules = std::make_shared<CompiledRules>();
    rules->id = std::move(id);
    rules->version = std::move(version);
    rules->name = std::move(name);
    rules->texts = std::make_shared<const std::vector<RuleText>>(std::move(layers.texts()));
    rules->index = layers.index();
    if (rules->texts->size() > std::numeric_limits<std::uint16_t>::max()) {
        throw RuleError{"rule.limit", {"规则过多", "a rulebook has at most 65535 rules"}, {}};
    }
    Parameters parameters;
    Digest digest;
    for (const RuleText& text : *rules->texts) {
        const Node node{text.json, text.file, text.pointer, text.json["id"].get<std::string>()};
        if (node.at("form").text() == "parameter") parameters.add(node);
        digest.add(nlohmann::json(text.json).dump());  // members by name: their order says nothing
    }
    rules->digest = digest.hex();
    const RuleReader reader{Documents::bundled(), parameters, rules->index};
    for (const RuleText& text : *rules->texts) rules->rules.push_back(reader.read(text));
    check_references(*rules);
    number_questions(*rules);
    index_rules(*rules);
    index_starts(*rules);
    return rules;
}

// A rulebook as it is written, its layers laid over each other.
struct WrittenBook {
    std::string id, version;
    Text name;
    Layers layers;
};

// What a rulebook builds on: `base` if given, else what it `extends`, which is read but not compiled.
std::vector<RuleText> inherited_texts(const Node& root, const CompiledRules* base);

WrittenBook read_book(std::string_view json, std::string_view file, const CompiledRules* base) {
    const Json document = parse_json(json, std::string{file});
    const Node root{document, std::string{file}, ""};
    check_schema(root, "zhixing.rulebook/1");
    root.only({"schema", "id", "version", "name", "extends", "include", "override", "rules", "defaults", "note"});
    Layers layers{inherited_texts(root, base)};
    if (const auto include = root.find("include")) {
        for (const Node& path : include->list()) {
            const auto text = rule_data(path.text());
            if (!text) path.fail("rule.no_file", "没有内置文件 " + path.text(), "there is no bundled file \"" + path.text() + "\"");
            const Json rules = parse_json(*text, path.text());
            layers.add_file(Node{rules, path.text(), ""});
        }
    }
    if (const auto rules = root.find("rules")) layers.add_rules(*rules, root.find("defaults"));
    if (const auto overrides = root.find("override")) layers.override_rules(*overrides);
    return {root.at("id").text(), root.at("version").text(), root.at("name").zh_en(), std::move(layers)};
}

std::vector<RuleText> inherited_texts(const Node& root, const CompiledRules* base) {
    const auto extends = root.find("extends");
    if (extends && base != nullptr && base->id != extends->text()) {
        extends->fail("rule.base", "给出的基础规则库是 " + base->id, "the base given is \"" + base->id + "\", not \"" + extends->text() + "\"");
    }
    if (base != nullptr) return *base->texts;
    if (!extends) return {};
    const std::string file = "rulebooks/" + extends->text() + ".json";
    const auto text = rule_data(file);
    if (!text) extends->fail("rule.no_rulebook", "没有内置规则库 " + extends->text(), "there is no bundled rulebook \"" + extends->text() + "\"");
    return std::move(read_book(*text, file, nullptr).layers.texts());
}

}  // namespace

std::string_view to_string(Form form) noexcept {
    constexpr std::array<std::string_view, 14> names{"",      "deadline", "expiry",    "before",  "recurring", "checklist", "check",
                                                     "pauses", "parameter", "process", "table", "docket", "deemed", "disclosure"};
    return names[static_cast<std::size_t>(form)];
}

std::string_view to_string(Level level) noexcept {
    constexpr std::array<std::string_view, 4> names{"", "statute", "policy", "court"};
    return names[static_cast<std::size_t>(level)];
}

std::string_view to_string(Source source) noexcept {
    constexpr std::array<std::string_view, 4> names{"", "read", "secondary", "unverified"};
    return names[static_cast<std::size_t>(source)];
}

Rulebook Rulebook::bundled(std::string_view id) {
    const std::string file = "rulebooks/" + std::string{id} + ".json";
    const auto text = rule_data(file);
    if (!text) {
        throw RuleError{"rule.no_rulebook", {"没有内置规则库 " + std::string{id}, "there is no bundled rulebook \"" + std::string{id} + "\""}, {}};
    }
    return load(*text, file);
}

Rulebook Rulebook::load(std::string_view json, std::string_view file, const Rulebook* base) {
    WrittenBook book = read_book(json, file, base == nullptr ? nullptr : base->rules_.get());
    return Rulebook{compile(std::move(book.id), std::move(book.version), std::move(book.name), book.layers)};
}

const std::string& Rulebook::id() const noexcept { return rules_->id; }
const std::string& Rulebook::version() const noexcept { return rules_->version; }
const Text& Rulebook::name() const noexcept { return rules_->name; }
const std::string& Rulebook::digest() const noexcept { return rules_->digest; }
std::size_t Rulebook::size() const noexcept { return rules_->rules.size(); }
const RuleInfo& Rulebook::rule(std::size_t index) const { return rules_->rules.at(index).info; }

std::optional<std::size_t> Rulebook::find(std::string_view id) const noexcept {
    const auto found = rules_->index.find(id);
    return found == rules_->index.end() ? std::nullopt : std::optional{found->second};
}

std::string Rulebook::rule_json(std::size_t index) const { return rules_->texts->at(index).json.dump(2); }

}  // namespace zhixing
