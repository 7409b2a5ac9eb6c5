#include "law/tags.hpp"

#include <algorithm>

namespace zhixing {
namespace {

bool name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

class TagReader {
public:
    TagReader(std::string_view text, std::size_t begin) : text_{text}, at_{begin} {}

    std::vector<Token> read() {
        while (at_ < text_.size()) {
            const std::size_t tag = std::min(text_.find("{{", at_), text_.size());
            read_text(tag);
            if (tag < text_.size()) read_tag();
        }
        if (!open_.empty()) {
            const Token& section = tokens_[open_.back()];
            fail("template.section", {"分段 " + std::string{section.text} + " 没有结束标记", "section \"" + std::string{section.text} + "\" is not closed"}, section.at);
        }
        return std::move(tokens_);
    }

private:
    [[noreturn]] static void fail(std::string code, Text message, std::size_t at) { throw TagError{std::move(code), std::move(message), at}; }

    void read_text(std::size_t end) {
        while (at_ < end) {
            const std::size_t line_end = std::min(text_.find('\n', at_), end);
            if (line_end > at_) tokens_.push_back({Token::Kind::text, text_.substr(at_, line_end - at_), at_});
            if (line_end < end) tokens_.push_back({Token::Kind::newline, {}, line_end});
            at_ = std::min(line_end + 1, end);
        }
    }

    void read_tag() {
        const std::size_t begin = at_;
        const std::size_t end = text_.find("}}", begin);
        if (end == std::string_view::npos || text_.substr(begin, end - begin).find('\n') != std::string_view::npos) {
            fail("template.tag", {"标记没有以 }} 在同一行结束", "a tag is not closed by }} on its line"}, begin);
        }
        if (++count_ > kMaxTags) fail("template.limit", {"标记太多（最多 4096 个）", "too many tags (4096 at most)"}, begin);
        std::string_view name = trimmed(text_.substr(begin + 2, end - begin - 2));
        at_ = end + 2;
        if (name.starts_with('!')) return pass_over_comment(begin);
        Token::Kind kind = Token::Kind::value;
        if (name.starts_with('#')) kind = Token::Kind::open;
        else if (name.starts_with('^')) kind = Token::Kind::inverted;
        else if (name.starts_with('/')) kind = Token::Kind::close;
        if (kind != Token::Kind::value) name = trimmed(name.substr(1));
        check_name(name, begin);
        tokens_.push_back({kind, name, begin});
        if (kind == Token::Kind::open || kind == Token::Kind::inverted) open_section();
        else if (kind == Token::Kind::close) close_section();
    }

    void check_name(std::string_view name, std::size_t at) const {
        constexpr std::string_view kUnescaped = "{&", kPartial = ">", kDelimiter = "=";
        const std::string_view first = name.substr(0, 1);
        if (!first.empty() && (kUnescaped.find(first) != std::string_view::npos || first == kPartial || first == kDelimiter)) {
            fail("template.tag", {"模板不能使用 {{{…}}}、{{&…}}、{{>…}}、{{=…=}}", "{{{…}}}, {{&…}}, {{>…}} and {{=…=}} are not allowed in a template"}, at);
        }
        const bool right = !name.empty() && std::all_of(name.begin(), name.end(), name_character) && name.front() != '.' && name.back() != '.';
        if (!right) {
            fail("template.tag", {"不是字段名：" + std::string{name.substr(0, 60)} + "（应为小写字母、数字、下划线和点）",
                                  "not the name of a field: \"" + std::string{name.substr(0, 60)} + "\" (small letters, digits, underscores and dots)"}, at);
        }
    }

    void open_section() {
        if (open_.size() == kMaxSectionDepth) fail("template.section", {"分段嵌套过深（最多 8 层）", "sections are nested too deeply (8 at most)"}, tokens_.back().at);
        open_.push_back(tokens_.size() - 1);
    }

    void close_section() {
        const Token& close = tokens_.back();
        if (open_.empty() || tokens_[open_.back()].text != close.text) {
            const std::string expected = open_.empty() ? "" : std::string{tokens_[open_.back()].text};
            fail("template.section",
                 {"分段结束标记 " + std::string{close.text} + " 没有对应的开始" + (expected.empty() ? "" : "（应先结束 " + expected + "）"),
                  "nothing is open that \"" + std::string{close.text} + "\" could close" + (expected.empty() ? "" : " (\"" + expected + "\" comes first)")},
                 close.at);
        }
        tokens_[open_.back()].partner = tokens_.size() - 1;
        tokens_.back().partner = open_.back();
        open_.pop_back();
    }

    // With its line, if there is nothing else on it.
    void pass_over_comment(std::size_t begin) {
        const bool first = begin == 0 || text_[begin - 1] == '\n';
        if (first && at_ < text_.size() && text_[at_] == '\n') ++at_;
    }

    std::string_view text_;
    std::size_t at_, count_ = 0;
    std::vector<Token> tokens_;
    std::vector<std::size_t> open_;
};

}  // namespace

std::vector<Token> read_tags(std::string_view text, std::size_t begin) { return TagReader{text, begin}.read(); }

}  // namespace zhixing
