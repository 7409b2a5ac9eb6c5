#include "documents/tags.hpp"

#include <algorithm>

#include "value/utf8.hpp"

namespace zhixing::documents {
namespace {

bool name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

class Reader {
public:
    Reader(const TemplateText& source, std::size_t begin) : source_{source}, at_{begin} {}

    std::vector<Token> read() {
        while (at_ < source_.text.size()) {
            const std::size_t tag = std::min(source_.text.find("{{", at_), source_.text.size());
            read_text(tag);
            if (tag < source_.text.size()) read_tag();
        }
        if (!open_.empty()) {
            const Token& section = tokens_[open_.back()];
            source_.fail("template.section", {"分段 " + std::string{section.text} + " 没有结束标记", "section \"" + std::string{section.text} + "\" is not closed"}, section.at);
        }
        return std::move(tokens_);
    }

private:
    void read_text(std::size_t end) {
        while (at_ < end) {
            const std::size_t line_end = std::min(source_.text.find('\n', at_), end);
            if (line_end > at_) tokens_.push_back({Token::Kind::text, source_.text.substr(at_, line_end - at_), at_});
            if (line_end < end) tokens_.push_back({Token::Kind::newline, {}, line_end});
            at_ = std::min(line_end + 1, end);
        }
    }

    void read_tag() {
        const std::size_t begin = at_;
        const std::size_t end = source_.text.find("}}", begin);
        if (end == std::string_view::npos || source_.text.substr(begin, end - begin).find('\n') != std::string_view::npos) {
            source_.fail("template.tag", {"标记没有以 }} 在同一行结束", "a tag is not closed by }} on its line"}, begin);
        }
        if (++count_ > kMaxTags) source_.fail("template.limit", {"标记太多（最多 4096 个）", "too many tags (4096 at most)"}, begin);
        std::string_view name = trimmed(source_.text.substr(begin + 2, end - begin - 2));
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
            source_.fail("template.tag", {"模板不能使用 {{{…}}}、{{&…}}、{{>…}}、{{=…=}}", "{{{…}}}, {{&…}}, {{>…}} and {{=…=}} are not allowed in a template"}, at);
        }
        const bool right = !name.empty() && std::all_of(name.begin(), name.end(), name_character) && name.front() != '.' && name.back() != '.';
        if (!right) {
            source_.fail("template.tag", {"不是字段名：" + std::string{name.substr(0, 60)} + "（应为小写字母、数字、下划线和点）",
                                          "not the name of a field: \"" + std::string{name.substr(0, 60)} + "\" (small letters, digits, underscores and dots)"}, at);
        }
    }

    void open_section() {
        if (open_.size() == kMaxSectionDepth) source_.fail("template.section", {"分段嵌套过深（最多 8 层）", "sections are nested too deeply (8 at most)"}, tokens_.back().at);
        open_.push_back(tokens_.size() - 1);
    }

    void close_section() {
        const Token& close = tokens_.back();
        if (open_.empty() || tokens_[open_.back()].text != close.text) {
            const std::string expected = open_.empty() ? "" : std::string{tokens_[open_.back()].text};
            source_.fail("template.section",
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
        const bool first = begin == 0 || source_.text[begin - 1] == '\n';
        if (first && at_ < source_.text.size() && source_.text[at_] == '\n') ++at_;
    }

    const TemplateText& source_;
    std::size_t at_, count_ = 0;
    std::vector<Token> tokens_;
    std::vector<std::size_t> open_;
};

}  // namespace

void TemplateText::fail(std::string code, Text message, std::size_t at) const {
    const std::string_view before = text.substr(0, std::min(at, text.size()));
    const auto line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    std::string_view in_line = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
    std::size_t column = 1;
    while (!in_line.empty()) {
        take_glyph(in_line);
        ++column;
    }
    throw TemplateError{std::move(code), std::move(message), std::string{file}, line, column};
}

std::vector<Token> read_tags(const TemplateText& source, std::size_t begin) { return Reader{source, begin}.read(); }

}  // namespace zhixing::documents
