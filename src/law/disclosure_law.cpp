#include "law/disclosure_law.hpp"

#include <algorithm>

#include "law/data.hpp"
#include "law/documents.hpp"
#include "law/node.hpp"

namespace zhixing {
namespace {

constexpr std::size_t kMostWords = 4'000;  // bytes
constexpr const char* kFile = "disclosure.json";

std::vector<Citation> citations_of(const Node& node) {
    std::vector<Citation> citations;
    for (const Node& citation : node.at("citations").list()) citations.push_back(Documents::bundled().cite(citation));
    return citations;
}

DisclosureBar read_bar(const Node& node, std::string id) {
    DisclosureBar bar{std::move(id), node.at("name").zh_en(), {}, citations_of(node)};
    if (!node.has("events")) return bar;
    for (const Node& event : node.at("events").list()) {
        const auto kinds = Catalogue::bundled().match_kinds(event.text());
        if (kinds.empty()) event.fail("rule.unknown_event", "事件目录中没有“" + event.text() + "”", "the catalogue has no event \"" + event.text() + "\"");
        bar.events.insert(bar.events.end(), kinds.begin(), kinds.end());
    }
    return bar;
}

DisclosureLaw read_law(const Node& root) {
    DisclosureLaw law;
    for (const Node& field : root.at("fields").list()) {
        law.fields.push_back({field.at("name").text(), field.at("carries").text(), field.at("label").zh_en(), field.has("host")});
    }
    std::vector<DisclosureField> framed = law.fields;
    framed.push_back({"message", "node", {}, false});
    for (const Node& node : root.at("channels").list()) {
        DisclosureChannel channel;
        channel.id = node.at("id").text();
        channel.method = Catalogue::bundled().find_word(Vocabulary::method, node.at("method").text());
        channel.brief = node.at("words").text() == "short";
        for (const std::string& carried : node.at("carries").texts()) channel.carries.insert(carried);
        channel.frame = read_words(node.at("frame"), framed);
        law.channels.push_back(std::move(channel));
    }
    for (const Node& node : root.at("never").list()) law.never.push_back(read_bar(node, node.at("id").text()));
    law.left = read_bar(root.at("left"), "left");
    const Node corrections = root.at("corrections");
    law.corrections = read_bar(corrections, "corrections");
    law.correct = read_words(corrections.at("correct"), framed);
    law.withdraw = read_words(corrections.at("withdraw"), framed);
    return law;
}

std::vector<Token> tokens_of(const Node& node, std::string_view text) {
    try {
        return read_tags(text);
    } catch (const TagError& error) {
        node.fail("rule.words", error.message.zh, error.message.en);
    }
}

}  // namespace

std::vector<std::string_view> Words::fields() const {
    std::vector<std::string_view> names;
    for (const Part& part : parts) {
        if (part.names_field()) names.push_back(part.text);
    }
    return names;
}

const DisclosureLaw& DisclosureLaw::bundled() {
    static const DisclosureLaw law = [] {
        const Json document = parse_json(rule_data(kFile).value(), kFile);
        return read_law(Node{document, kFile, ""});
    }();
    return law;
}

const DisclosureField* DisclosureLaw::field(std::string_view name) const noexcept {
    const auto found = std::ranges::find(fields, name, &DisclosureField::name);
    return found == fields.end() ? nullptr : &*found;
}

const DisclosureChannel* DisclosureLaw::channel(std::string_view id) const noexcept {
    const auto found = std::ranges::find(channels, id, &DisclosureChannel::id);
    return found == channels.end() ? nullptr : &*found;
}

const DisclosureBar* DisclosureLaw::bar(Kind kind) const noexcept {
    const auto found = std::ranges::find_if(never, [kind](const DisclosureBar& bar) { return std::ranges::find(bar.events, kind) != bar.events.end(); });
    return found == never.end() ? nullptr : &*found;
}

Words read_words(const Node& node, const std::vector<DisclosureField>& fields) {
    const std::string text = node.text();
    if (text.empty() || text.size() > kMostWords) node.fail("rule.words", "用语为空或者过长", "the words are empty or too long");
    Words words;
    for (const Token& token : tokens_of(node, text)) {
        words.parts.push_back({token.kind, token.kind == Token::Kind::newline ? "\n" : std::string{token.text}, token.partner});
    }
    for (const std::string_view field : words.fields()) {
        if (std::ranges::find(fields, field, &DisclosureField::name) != fields.end()) continue;
        node.fail("rule.unknown_field", "没有字段“" + std::string{field} + "”", "there is no field \"" + std::string{field} + "\"");
    }
    return words;
}

}  // namespace zhixing
