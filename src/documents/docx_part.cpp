#include "documents/docx_part.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <pugixml.hpp>
#include <sstream>

namespace zhixing::documents {
namespace {

constexpr int kMaxDepth = 200;
constexpr std::string_view kMark = "zhixing-tag";
constexpr std::string_view kDeclaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";

using pugi::xml_node;

bool is(const xml_node& node, std::string_view name) { return name == node.name(); }

// A piece of text of a paragraph.
struct WordText {
    xml_node node;           // <w:t>
    std::size_t begin, end;  // in the part's text
};

struct WordParagraph {
    xml_node node;           // <w:p>
    std::size_t begin = 0, end = 0;
    std::vector<WordText> texts;
};

// Where a tag stands in the part's text.
struct Tag {
    std::size_t token;  // DocxPiece::kEnd: a comment
    std::size_t begin, end;
    std::size_t paragraph;
    bool lifted = false;  // it is marked elsewhere, or not at all
};

// Paragraphs in the order in which they begin. One within another (in a text box) is a paragraph of its own.
class Collector : public pugi::xml_tree_walker {
public:
    std::vector<WordParagraph> paragraphs;
    bool too_deep = false;

    bool for_each(xml_node& node) override {
        too_deep = depth() > kMaxDepth;
        if (is(node, "w:p")) paragraphs.push_back({node, 0, 0, {}});
        if (is(node, "w:t")) add_text(node);
        // Names of paragraphs, which must not come twice when a section repeats them.
        if (is(node, "w:p") || is(node, "w:tr")) {
            node.remove_attribute("w14:paraId");
            node.remove_attribute("w14:textId");
        }
        return !too_deep;
    }

private:
    void add_text(const xml_node& node) {
        xml_node above = node.parent();
        while (above && !is(above, "w:p")) above = above.parent();
        const auto of = std::find_if(paragraphs.rbegin(), paragraphs.rend(), [&above](const WordParagraph& one) { return one.node == above; });
        if (of != paragraphs.rend()) of->texts.push_back({node, 0, 0});
    }
};

std::vector<xml_node> path_of(xml_node node) {
    std::vector<xml_node> path;
    for (; node; node = node.parent()) path.push_back(node);
    std::ranges::reverse(path);
    return path;
}

xml_node common_ancestor(const xml_node& one, const xml_node& other) {
    const std::vector<xml_node> left = path_of(one), right = path_of(other);
    const auto end = std::mismatch(left.begin(), left.end(), right.begin(), right.end()).first;
    return end == left.begin() ? xml_node{} : *(end - 1);
}

xml_node nearest(xml_node node, std::string_view name) {
    while (node && !is(node, name)) node = node.parent();
    return node;
}

// Something that is seen besides text, or a change of the page: it must not be lost with a line that is only a tag.
bool holds_more_than_text(const xml_node& node) {
    constexpr std::array<std::string_view, 5> kSeen{"w:drawing", "w:pict", "w:object", "w:sectPr", "w:fldChar"};
    return !!node.find_node([&kSeen](const xml_node& below) { return std::ranges::find(kSeen, std::string_view{below.name()}) != kSeen.end(); });
}

bool all_space(std::string_view text) { return text.find_first_not_of(" \t\n\r") == std::string_view::npos; }

}  // namespace

struct DocxPart::Tree {
    pugi::xml_document xml;
    std::vector<WordParagraph> paragraphs;
    const std::string* text = nullptr;
    std::vector<Tag> tags;

    void find_tags(std::size_t begin, const std::vector<Token>& tokens);
    void lift(const TemplateText& source, const std::vector<Token>& tokens);
    void lift(Tag& open, Tag& close, const TemplateText& source, std::size_t at);
    bool lift_to_row(Tag& open, Tag& close);
    bool lift_to_own(Tag& open, Tag& close, std::string_view element);
    [[nodiscard]] bool same_shape(const Tag& open, const Tag& close) const;
    void remove(xml_node node);
    void mark_in_texts();
    [[nodiscard]] std::vector<DocxPiece> pieces() const;

    [[nodiscard]] const xml_node& node_of(const Tag& tag) const { return paragraphs[tag.paragraph].node; }
    [[nodiscard]] bool stands_alone(const Tag& tag, const xml_node& in) const;
    [[nodiscard]] const WordText& word_text(const Tag& tag) const;
    static void put_mark(xml_node parent, const xml_node& before, std::size_t token);
    static void mark_after(const xml_node& node, std::size_t token);
    static void mark_text(xml_node mark, std::size_t token);
};

// ---- Reading ----------------------------------------------------------------------------------------

DocxPart::DocxPart(std::string name, const std::string& xml, const std::string& file) : name_{std::move(name)}, tree_{std::make_unique<Tree>()} {
    const auto refuse = [&](const std::string& zh, const std::string& en) {
        throw InputError{"docx.package", {"“" + file + "”的部件“" + name_ + "”" + zh, "the part '" + name_ + "' of '" + file + "' " + en}, {file, 0, {}}};
    };
    // Word writes none, and what one declares could be anything.
    if (xml.find("<!DOCTYPE") != std::string::npos) refuse("含有 DOCTYPE", "has a DOCTYPE");
    const pugi::xml_parse_result result = tree_->xml.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata);
    if (!result) refuse("不是合格的 XML：" + std::string{result.description()}, std::string{"is not well-formed: "} + result.description());
    Collector collector;
    tree_->xml.traverse(collector);
    if (collector.too_deep) refuse("嵌套过深", "is nested too deeply");
    tree_->paragraphs = std::move(collector.paragraphs);
    tree_->text = &text_;
    for (WordParagraph& paragraph : tree_->paragraphs) {
        paragraph.begin = text_.size();
        for (WordText& piece : paragraph.texts) {
            std::string text = piece.node.text().get();
            std::ranges::replace(text, '\n', ' ');
            piece.begin = text_.size();
            piece.end = (text_ += text).size();
        }
        paragraph.end = text_.size();
        text_ += '\n';
    }
}

DocxPart::~DocxPart() = default;
DocxPart::DocxPart(DocxPart&& other) noexcept : name_{std::move(other.name_)}, text_{std::move(other.text_)}, tree_{std::move(other.tree_)} { tree_->text = &text_; }
DocxPart& DocxPart::operator=(DocxPart&& other) noexcept {
    name_ = std::move(other.name_);
    text_ = std::move(other.text_);
    tree_ = std::move(other.tree_);
    tree_->text = &text_;
    return *this;
}

std::size_t DocxPart::paragraphs() const noexcept { return tree_->paragraphs.size(); }

std::vector<DocxPiece> DocxPart::take_apart(const TemplateText& source, std::size_t begin, const std::vector<Token>& tokens) {
    tree_->find_tags(begin, tokens);
    tree_->lift(source, tokens);
    tree_->mark_in_texts();
    return tree_->pieces();
}

// Comments are no tokens, but have to be taken out.
void DocxPart::Tree::find_tags(std::size_t begin, const std::vector<Token>& tokens) {
    std::size_t token = 0, paragraph = 0;
    for (std::size_t at = text->find("{{"); at != std::string::npos; at = text->find("{{", at)) {
        const std::size_t end = text->find("}}", at) + 2;
        while (token < tokens.size() && (tokens[token].at < begin + at || tokens[token].kind == Token::Kind::text || tokens[token].kind == Token::Kind::newline)) ++token;
        while (paragraphs[paragraph].end < end) ++paragraph;
        const bool comment = token == tokens.size() || tokens[token].at != begin + at;
        tags.push_back({comment ? DocxPiece::kEnd : token, at, end, paragraph});
        at = end;
    }
}

// ---- Sections ---------------------------------------------------------------------------------------

void DocxPart::Tree::lift(const TemplateText& source, const std::vector<Token>& tokens) {
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (tags[i].token == DocxPiece::kEnd) continue;
        const Token& open = tokens[tags[i].token];
        if (open.kind != Token::Kind::open && open.kind != Token::Kind::inverted) continue;
        const auto close = std::find_if(tags.begin(), tags.end(), [&open](const Tag& tag) { return tag.token == open.partner; });
        if (close == tags.end()) source.fail("template.section", {"分段 " + std::string{open.text} + " 在另一部件中结束", "section \"" + std::string{open.text} + "\" is closed in another part"}, open.at);
        lift(tags[i], *close, source, open.at);
    }
}

void DocxPart::Tree::lift(Tag& open, Tag& close, const TemplateText& source, std::size_t at) {
    if (open.paragraph == close.paragraph && same_shape(open, close)) return;
    if (open.paragraph != close.paragraph && (lift_to_own(open, close, "w:p") || lift_to_own(open, close, "w:tr") || lift_to_row(open, close))) return;
    source.fail("template.section",
                {"分段的开始和结束标记须在同一段文字内、各自独占一段（或一行）、或者在表格同一行的单元格内",
                 "a section opens and closes within the text of one paragraph, in paragraphs (or rows) of their own, or in cells of one row"}, at);
}

// What is between the tags can be repeated or left out only if the text of both hangs in the same kind of elements.
bool DocxPart::Tree::same_shape(const Tag& open, const Tag& close) const {
    const auto shape = [this](const Tag& tag) {
        std::string names;
        for (xml_node node = word_text(tag).node; node != node_of(tag); node = node.parent()) names.append(node.name()).append("/");
        return names;
    };
    return shape(open) == shape(close);
}

bool DocxPart::Tree::stands_alone(const Tag& tag, const xml_node& in) const {
    if (!in || holds_more_than_text(in)) return false;
    for (const WordParagraph& paragraph : paragraphs) {
        if (nearest(paragraph.node, in.name()) != in) continue;
        std::string rest = text->substr(paragraph.begin, paragraph.end - paragraph.begin);
        if (&paragraph == &paragraphs[tag.paragraph]) rest.erase(tag.begin - paragraph.begin, tag.end - tag.begin);
        if (!all_space(rest)) return false;
    }
    return true;
}

void DocxPart::Tree::remove(xml_node node) {
    for (WordParagraph& paragraph : paragraphs) {
        if (common_ancestor(paragraph.node, node) == node) paragraph.node = {};
    }
    node.parent().remove_child(node);
}

// Both alone in their paragraph or row, beside one another: these give way to the marks.
bool DocxPart::Tree::lift_to_own(Tag& open, Tag& close, std::string_view element) {
    xml_node first = nearest(node_of(open), element), last = nearest(node_of(close), element);
    if (first == last || first.parent() != last.parent() || !stands_alone(open, first) || !stands_alone(close, last)) return false;
    open.lifted = close.lifted = true;
    put_mark(first.parent(), first, open.token);
    put_mark(last.parent(), last, close.token);
    remove(first);
    // A cell must end with a paragraph, whatever the section comes to.
    if (!is(last.parent(), "w:tc") || is(last.next_sibling(), "w:p")) remove(last);
    return true;
}

bool DocxPart::Tree::lift_to_row(Tag& open, Tag& close) {
    const xml_node common = common_ancestor(node_of(open), node_of(close));
    if (!is(common, "w:tr") && !is(common, "w:tc")) return false;
    const xml_node row = nearest(common, "w:tr");
    open.lifted = close.lifted = true;
    put_mark(row.parent(), row, open.token);
    mark_after(row, close.token);
    return true;
}

// ---- Marks ------------------------------------------------------------------------------------------

void DocxPart::Tree::mark_text(xml_node mark, std::size_t token) {
    mark.set_name(kMark.data());
    mark.set_value(std::to_string(token).c_str());
}

// Behind the marks of sections that are opened there already, so that the outer one comes first.
void DocxPart::Tree::put_mark(xml_node parent, const xml_node& before, std::size_t token) { mark_text(parent.insert_child_before(pugi::node_pi, before), token); }

// Before those that are closed there already: they were opened before.
void DocxPart::Tree::mark_after(const xml_node& node, std::size_t token) { mark_text(node.parent().insert_child_after(pugi::node_pi, node), token); }

// The text in which the tag begins.
const WordText& DocxPart::Tree::word_text(const Tag& tag) const {
    const auto& texts = paragraphs[tag.paragraph].texts;
    return *std::ranges::find_if(texts, [&tag](const WordText& one) { return one.begin <= tag.begin && tag.begin < one.end; });
}

void DocxPart::Tree::mark_in_texts() {
    auto tag = tags.begin();
    for (WordParagraph& paragraph : paragraphs) {
        const auto first = std::find_if(tag, tags.end(), [&paragraph](const Tag& one) { return one.begin >= paragraph.begin; });
        tag = std::find_if(first, tags.end(), [&paragraph](const Tag& one) { return one.begin >= paragraph.end; });
        if (first == tag || !paragraph.node) continue;
        for (WordText& piece : paragraph.texts) {
            piece.node.remove_children();
            const auto add = [&](std::size_t from, std::size_t to) {
                from = std::max(from, piece.begin);
                to = std::min(to, piece.end);
                if (from < to) piece.node.append_child(pugi::node_pcdata).set_value(text->substr(from, to - from).c_str());
            };
            std::size_t at = paragraph.begin;
            for (auto one = first; one != tag; ++one) {
                add(at, one->begin);
                const bool begins_here = piece.begin <= one->begin && one->begin < piece.end;
                if (begins_here && !one->lifted && one->token != DocxPiece::kEnd) mark_text(piece.node.append_child(pugi::node_pi), one->token);
                at = one->end;
            }
            add(at, paragraph.end);
            if (!piece.node.attribute("xml:space")) piece.node.append_attribute("xml:space") = "preserve";
        }
    }
}

std::vector<DocxPiece> DocxPart::Tree::pieces() const {
    std::ostringstream written;
    written << kDeclaration;
    xml.save(written, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    const std::string all = std::move(written).str();
    const std::string begin = "<?" + std::string{kMark} + " ";
    std::vector<DocxPiece> pieces;
    std::size_t at = 0;
    for (std::size_t mark = all.find(begin); mark != std::string::npos; mark = all.find(begin, at)) {
        const std::size_t end = all.find("?>", mark);
        pieces.push_back({all.substr(at, mark - at), std::stoul(all.substr(mark + begin.size(), end - mark - begin.size()))});
        at = end + 2;
    }
    pieces.push_back({all.substr(at), DocxPiece::kEnd});
    return pieces;
}

}  // namespace zhixing::documents
