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

// Takes words apart, tag by tag.
class WordsReader {
public:
    WordsReader(const Node& node, const std::vector<DisclosureField>& fields) : node_{node}, fields_{fields}, text_{node.text()} {}

    Words read() {
        if (text_.empty() || text_.size() > kMostWords) fail("用语为空或者过长", "the words are empty or too long");
        std::string_view rest = text_;
        while (!rest.empty()) {
            const std::size_t open = rest.find("{{");
            if (open != 0) add(Words::Tag::text, rest.substr(0, open));
            if (open == std::string_view::npos) break;
            const std::size_t close = rest.find("}}", open);
            if (close == std::string_view::npos) fail("标签没有结束", "a tag does not end");
            take_tag(rest.substr(open + 2, close - open - 2));
            rest.remove_prefix(close + 2);
        }
        if (!open_.empty()) fail("没有 {{/" + words_.parts[open_.back()].text + "}}", "there is no {{/" + words_.parts[open_.back()].text + "}}");
        return std::move(words_);
    }

private:
    [[noreturn]] void fail(const std::string& zh, const std::string& en) const { node_.fail("rule.words", zh, en); }
    void add(Words::Tag tag, std::string_view text) { words_.parts.push_back({tag, std::string{text}, 0}); }

    void take_tag(std::string_view tag) {
        const char sign = tag.empty() ? '\0' : tag.front();
        if (sign == '/') {
            close(tag.substr(1));
            return;
        }
        const bool section = sign == '#' || sign == '^';
        if (section) tag.remove_prefix(1);
        if (std::ranges::find(fields_, tag, &DisclosureField::name) == fields_.end()) {
            node_.fail("rule.unknown_field", "没有字段“" + std::string{tag} + "”", "there is no field \"" + std::string{tag} + "\"");
        }
        if (section) open_.push_back(words_.parts.size());
        add(!section ? Words::Tag::value : sign == '#' ? Words::Tag::open : Words::Tag::inverted, tag);
    }
    void close(std::string_view name) {
        if (open_.empty() || words_.parts[open_.back()].text != name) fail("{{/" + std::string{name} + "}} 没有对应的开始", "{{/" + std::string{name} + "}} closes nothing");
        words_.parts[open_.back()].partner = words_.parts.size();
        open_.pop_back();
        add(Words::Tag::close, name);
    }

    const Node& node_;
    const std::vector<DisclosureField>& fields_;
    std::string text_;
    Words words_;
    std::vector<std::size_t> open_;
};

}  // namespace

std::vector<std::string_view> Words::fields() const {
    std::vector<std::string_view> names;
    for (const Part& part : parts) {
        if (part.tag != Tag::text && part.tag != Tag::close) names.push_back(part.text);
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

Words read_words(const Node& node, const std::vector<DisclosureField>& fields) { return WordsReader{node, fields}.read(); }

}  // namespace zhixing
