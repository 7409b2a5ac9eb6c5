// The body of a template. Tags are put into the Markdown as single characters of a private plane, which md4c takes for
// letters; what it reports is written down as operations, in which the characters become tags again.
#include <md4c.h>

#include <algorithm>
#include <optional>

#include "documents/program.hpp"
#include "value/utf8.hpp"

namespace zhixing::documents {
namespace {

// What a character of plane 15 stands for.
struct Mark {
    enum class Kind : std::uint8_t { value, open, close, page, signature };
    Kind kind = Kind::value;
    bool alone = false;       // of a section: on a line of its own
    std::uint32_t at = 0;     // slot or section
    std::size_t source = 0;   // byte in the template
};
constexpr char32_t kFirstMark = 0xF0000;

std::string mark_character(std::size_t index) {
    const auto code = static_cast<std::uint32_t>(kFirstMark + index);
    return {static_cast<char>(0xF0 | code >> 18U), static_cast<char>(0x80 | (code >> 12U & 0x3FU)), static_cast<char>(0x80 | (code >> 6U & 0x3FU)), static_cast<char>(0x80 | (code & 0x3FU))};
}

bool is_mark(char32_t code) { return code >= kFirstMark && code != kMalformed; }

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r") == std::string_view::npos; }

// How a line begins: what md4c reads off it before its text (quotation, heading, item, cell).
std::size_t lead(std::string_view line) {
    std::size_t at = line.find_first_not_of(" \t>");
    if (at == std::string_view::npos) return line.size();
    const std::string_view rest = line.substr(at);
    std::size_t mark = 0;
    if (rest.front() == '|') return std::min(line.find_first_not_of(" \t", at + 1), line.size());
    if (rest.front() == '#') mark = rest.find_first_not_of('#');
    else if (rest.front() == '-' || rest.front() == '+' || rest.front() == '*') mark = 1;
    else if (const std::size_t digits = count_digits(rest); digits > 0 && digits < rest.size() && rest[digits] == '.') mark = digits + 1;
    const bool is_lead = mark != std::string_view::npos && mark > 0 && mark < rest.size() && rest[mark] == ' ';
    return is_lead ? at + rest.find_first_not_of(' ', mark) : at;
}

bool table_row(std::string_view line) { return line.substr(std::min(line.find_first_not_of(" \t"), line.size())).starts_with('|'); }
bool ruler(std::string_view line) { return line.find_first_not_of("|:- \t\r") == std::string_view::npos && line.find("---") != std::string_view::npos; }

// Whether a line goes on with the table, quotation or list of the line before it.
bool same_block(std::string_view before, std::string_view line) {
    const auto first = [](std::string_view text) { return text.empty() ? ' ' : text[std::min(text.find_first_not_of(" \t"), text.size() - 1)]; };
    const char a = first(before), b = first(line);
    return a == b && (a == '|' || a == '>' || a == '-' || a == '+');
}

// Tokens to Markdown with marks.
class Marker {
public:
    Marker(const TemplateText& source, std::size_t begin, TagNamer& namer) : source_{source}, namer_{namer}, tokens_{source.tokens(begin)} {}

    std::string markdown;
    std::vector<Mark> marks;
    std::vector<std::pair<std::size_t, std::size_t>> lines;  // where a line begins in the Markdown and in the template

    void read() {
        for (std::size_t at = 0; at < tokens_.size();) {
            std::size_t end = at;
            while (end < tokens_.size() && tokens_[end].kind != Token::Kind::newline) ++end;
            read_line(at, end);
            at = end + 1;
        }
        if (!waiting_.empty()) empty_section(waiting_.front());
        // Reading ends every section, so what is still to be closed is closed by the last line with a text.
    }

private:
    [[noreturn]] void empty_section(const Mark& mark) const {
        source_.fail("template.section", {"分段之内没有内容", "there is nothing in the section"}, mark.source);
    }

    void read_line(std::size_t at, std::size_t end) {
        const auto is_section = [](const Token& token) { return token.kind == Token::Kind::open || token.kind == Token::Kind::inverted || token.kind == Token::Kind::close; };
        std::optional<std::size_t> section;
        bool alone = true;
        for (std::size_t i = at; i < end; ++i) {
            if (is_section(tokens_[i]) && !section) section = i;
            else if (tokens_[i].kind != Token::Kind::text || !blank(tokens_[i].text)) alone = false;
        }
        if (section && alone) return section_line(tokens_[*section]);
        std::string line;
        for (std::size_t i = at; i < end; ++i) add(tokens_[i], line);
        if (blank(line)) return blank_line();
        if (ruler(line) && line.find('|') == std::string::npos) return page_line(at < end ? tokens_[at].at : 0);
        content_line(std::move(line), tokens_[at].at);
    }

    // A tag on a line of its own stands before the next line with a text, or behind the last.
    void section_line(const Token& token) {
        Mark mark{token.kind == Token::Kind::close ? Mark::Kind::close : Mark::Kind::open, true, 0, token.at};
        after_section_ = true;
        if (mark.kind == Mark::Kind::open) {
            mark.at = namer_.open(token);
            waiting_.push_back(mark);
            return;
        }
        namer_.close();
        if (!waiting_.empty()) empty_section(waiting_.back());
        marks.push_back(mark);
        if (ruler(last_)) source_.fail("template.section", {"分段不能在表头之后结束", "a section cannot end behind the head of a table"}, token.at);
        markdown.insert(last_end_, mark_character(marks.size() - 1));
        last_end_ += 4;
    }

    void add(const Token& token, std::string& line) {
        if (token.kind == Token::Kind::text) return add_text(token, line);
        Mark mark{Mark::Kind::value, false, 0, token.at};
        if (token.kind == Token::Kind::value && token.text == "signature") {
            mark.kind = Mark::Kind::signature;
            mark.at = namer_.value({Token::Kind::value, "court.name", token.at});
            (void)namer_.value({Token::Kind::value, "date", token.at});  // the one after it
        }
        else if (token.kind == Token::Kind::value) mark.at = namer_.value(token);
        else if (token.kind == Token::Kind::close) mark.kind = Mark::Kind::close;
        else mark.kind = Mark::Kind::open;
        if (mark.kind == Mark::Kind::open) mark.at = namer_.open(token);
        else if (mark.kind == Mark::Kind::close) namer_.close();
        marks.push_back(mark);
        line += mark_character(marks.size() - 1);
    }

    // What could make links, code or entities of it is text.
    void add_text(const Token& token, std::string& line) {
        constexpr std::string_view kPlain = "_[]<>&`~";
        bool escaped = false;
        std::string_view rest = token.text;
        bool start = blank(line);
        while (!rest.empty()) {
            const std::size_t at = token.at + token.text.size() - rest.size();
            const Glyph glyph = take_glyph(rest);
            const bool control = glyph.code < 0x20 && glyph.code != '\t' && glyph.code != '\r';
            if (control || glyph.code == 0x7F || is_mark(glyph.code) || glyph.code == kMalformed) {
                source_.fail("template.character", {"模板中有不能使用的字符", "a character that cannot stand in a template"}, at);
            }
            const bool quotation = start && glyph.code == '>';
            start = start && (glyph.code == ' ' || glyph.code == '>');
            if (!escaped && !quotation && glyph.code < 0x80 && kPlain.find(static_cast<char>(glyph.code)) != std::string_view::npos) line += '\\';
            escaped = !escaped && glyph.code == '\\';
            line += glyph.bytes;
        }
    }

    void blank_line() {
        markdown += '\n';
        last_blank_ = true;
    }

    void page_line(std::size_t at) {
        marks.push_back({Mark::Kind::page, true, 0, at});
        if (!last_blank_) markdown += '\n';
        content_line(mark_character(marks.size() - 1), at);
        blank_line();
    }

    void content_line(std::string line, std::size_t at) {
        if (after_section_ && !last_blank_ && !same_block(last_, line)) markdown += '\n';
        std::string opens;
        for (const Mark& mark : waiting_) {
            marks.push_back(mark);
            opens += mark_character(marks.size() - 1);
        }
        waiting_.clear();
        line.insert(lead(line), opens);
        while (!line.empty() && line.back() == '\r') line.pop_back();
        // Where a close goes: behind the text, of a row before its last bar.
        std::size_t end = line.find_last_not_of(" \t") + 1;
        if (table_row(line) && end > 1 && line[end - 1] == '|') end = line.find_last_not_of(" \t", end - 2) + 1;
        last_end_ = markdown.size() + end;
        lines.emplace_back(markdown.size(), at);
        markdown += line;
        markdown += '\n';
        last_ = std::move(line);
        last_blank_ = false;
        after_section_ = false;
    }

    const TemplateText& source_;
    TagNamer& namer_;
    std::vector<Token> tokens_;
    std::vector<Mark> waiting_;      // opened, no text yet
    std::string last_;               // line with a text
    std::size_t last_end_ = 0;
    bool last_blank_ = true, after_section_ = false;
};

// What md4c reports, as operations.
class Builder {
public:
    Builder(const TemplateText& source, const Marker& marker, CompiledTemplate& out) : source_{source}, marker_{marker}, out_{out} {}

    void read() {
        const std::string& markdown = marker_.markdown;
        MD_PARSER parser{};
        parser.flags = MD_FLAG_TABLES | MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS;
        parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) { return static_cast<Builder*>(self)->guard([&](Builder& b) { b.enter(type, detail); }); };
        parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) { return static_cast<Builder*>(self)->guard([&](Builder& b) { b.leave(type); }); };
        parser.enter_span = [](MD_SPANTYPE type, void*, void* self) { return static_cast<Builder*>(self)->guard([&](Builder& b) { b.enter_span(type); }); };
        parser.leave_span = [](MD_SPANTYPE type, void*, void* self) { return static_cast<Builder*>(self)->guard([&](Builder& b) { b.leave_span(type); }); };
        parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) { return static_cast<Builder*>(self)->guard([&](Builder& b) { b.text(type, {text, size}); }); };
        const int result = md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, this);
        if (error_) std::rethrow_exception(error_);
        if (result != 0) fail("template.markdown", {"正文无法解析", "the body cannot be read"});
        link_sections();
    }

private:
    enum class Level : std::uint8_t { block, row, inside };

    // No exception goes through md4c.
    template <typename Do>
    int guard(Do&& act) noexcept {
        try {
            act(*this);
            return 0;
        } catch (...) {
            error_ = std::current_exception();
            return -1;
        }
    }

    [[noreturn]] void fail(const char* code, Text message) const { source_.fail(code, std::move(message), last_source_); }

    void enter(MD_BLOCKTYPE type, void* detail) {
        switch (type) {
            case MD_BLOCK_QUOTE: ++quotes_; break;
            case MD_BLOCK_UL: list_ = 0; break;
            case MD_BLOCK_OL: list_ = static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start; ordered_ = true; break;
            case MD_BLOCK_LI: begin_item(); break;
            case MD_BLOCK_H: begin(heading(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level)); break;
            case MD_BLOCK_P:
                if (!in_item_) begin(quotes_ > 0 ? Style::flush : Style::body);
                else if (content_) break_line();
                break;
            case MD_BLOCK_TABLE: begin_table(); break;
            case MD_BLOCK_TBODY: body_ = true; break;
            case MD_BLOCK_TR: begin_row(); break;
            case MD_BLOCK_TH: case MD_BLOCK_TD: begin_cell(static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align); break;
            case MD_BLOCK_HR: out_.ops.push_back({Op::Kind::page}); break;
            case MD_BLOCK_CODE: case MD_BLOCK_HTML: fail("template.markdown", {"模板中不能有代码块", "there can be no code in a template"});
            default: break;
        }
    }

    void leave(MD_BLOCKTYPE type) {
        switch (type) {
            case MD_BLOCK_QUOTE: --quotes_; break;
            case MD_BLOCK_UL: case MD_BLOCK_OL: ordered_ = false; break;
            case MD_BLOCK_LI: in_item_ = false; end_block(); break;
            case MD_BLOCK_H: end_block(); break;
            case MD_BLOCK_P: if (!in_item_) end_block(); break;
            case MD_BLOCK_TR: end_row(); break;
            case MD_BLOCK_TH: case MD_BLOCK_TD: end_inside(); break;
            case MD_BLOCK_TABLE: end_table(); break;
            default: break;
        }
    }

    static Style heading(unsigned level) {
        return level == 1 ? Style::court : level == 2 ? Style::title : level == 3 ? Style::number : level == 4 ? Style::heading : Style::signature;
    }

    void begin(Style style) {
        block_ = out_.ops.size();
        content_ = after_emphasis_ = false;
        Op op{Op::Kind::paragraph};
        op.style = style;
        out_.ops.push_back(op);
    }
    void begin_item() {
        in_item_ = true;
        begin(Style::item);
        if (!ordered_) return;
        Op number{Op::Kind::item};
        number.at = list_;  // 0: one more than the item before
        list_ = 0;
        out_.ops.push_back(number);
    }
    void end_block() {
        end_inside();
        for (; block_closes_ > 0; --block_closes_) close_now();
    }
    void end_inside() const {
        if (!levels_.empty() && levels_.back() == Level::inside) fail("template.section", {"分段应在同一段落（或单元格）内结束", "a section within a paragraph or cell has to end in it"});
        if (emphasis_ || bold_ > 0) fail("template.markdown", {"强调标记应在同一段落内结束", "emphasis has to end in its paragraph"});
    }
    void close_now() {
        out_.ops.push_back({Op::Kind::close});
        levels_.pop_back();
    }

    void begin_table() {
        block_ = out_.ops.size();
        content_ = in_table_ = true;
        body_ = false;
        Op op{Op::Kind::table};
        op.at = static_cast<std::uint32_t>(out_.tables.size());
        out_.tables.emplace_back();
        out_.ops.push_back(op);
    }
    void begin_row() {
        row_ = out_.ops.size();
        cells_ = 0;
        content_ = false;
        out_.ops.push_back({Op::Kind::row});
    }
    void begin_cell(MD_ALIGN align) {
        if (!body_) out_.tables.back().columns.push_back(align == MD_ALIGN_RIGHT ? Align::right : align == MD_ALIGN_CENTER ? Align::centre : Align::left);
        ++cells_;
        out_.ops.push_back({Op::Kind::cell});
    }
    void end_row() {
        for (; row_closes_ > 0; --row_closes_) close_now();
    }
    void end_table() {
        if (!levels_.empty() && levels_.back() == Level::row) fail("template.section", {"表格各行的分段应在同一表格内结束", "a section over rows has to end in its table"});
        in_table_ = false;
        for (; block_closes_ > 0; --block_closes_) close_now();
    }

    void enter_span(MD_SPANTYPE type) {
        if (type == MD_SPAN_STRONG) ++bold_;
        else if (type == MD_SPAN_EM && !content_ && !in_table_ && !in_item_) emphasis_ = true;
        else fail("template.markdown", {"只能使用 **加粗** 和整段的 *备注*", "only **bold** and a whole paragraph in *asterisks* can be used"});
        if (emphasis_) out_.ops[block_].style = Style::note;
    }
    void leave_span(MD_SPANTYPE type) {
        if (type == MD_SPAN_STRONG) --bold_;
        else emphasis_ = false;
        after_emphasis_ = type == MD_SPAN_EM;
    }

    void break_line() { add_text("\n"); }

    // Where an error is that has nothing to do with a tag: on the line of the text read last.
    void note_line(const char* text) {
        const auto at = text - marker_.markdown.data();
        if (at < 0 || at >= static_cast<std::ptrdiff_t>(marker_.markdown.size())) return;
        const auto next = std::upper_bound(marker_.lines.begin(), marker_.lines.end(), static_cast<std::size_t>(at), [](std::size_t offset, const auto& line) { return offset < line.first; });
        if (next != marker_.lines.begin()) last_source_ = std::prev(next)->second;
    }

    void text(MD_TEXTTYPE type, std::string_view piece) {
        note_line(piece.data());
        if (type == MD_TEXT_BR) return break_line();
        if (type == MD_TEXT_SOFTBR) return soft_break();
        while (!piece.empty()) {
            std::string_view rest = piece;
            std::size_t plain = 0;
            while (!rest.empty() && !is_mark(first_glyph(rest).code)) plain += take_glyph(rest).bytes.size();
            if (plain > 0) add_text(piece.substr(0, plain));
            piece.remove_prefix(plain);
            if (!piece.empty()) mark(marker_.marks[take_glyph(piece).code - kFirstMark]);
        }
    }

    // A line of a quotation is a line of its own; other lines run on, as Chinese does without a space.
    void soft_break() {
        if (quotes_ == 0 || in_item_) return;
        end_block();
        begin(Style::flush);
    }

    void add_text(std::string_view piece) {
        if (piece.find("**") != std::string_view::npos) fail("template.markdown", {"** 没有成对", "** does not pair"});
        if (after_emphasis_ && out_.ops[block_].style == Style::note) fail("template.markdown", {"*备注* 应为整段", "*asterisks* go round a whole paragraph"});
        content_ = true;
        Op op{Op::Kind::text};
        op.bold = bold_ > 0;
        op.at = static_cast<std::uint32_t>(out_.texts.size());
        out_.texts.emplace_back(piece);
        out_.ops.push_back(op);
    }

    void mark(const Mark& mark) {
        last_source_ = mark.source;
        switch (mark.kind) {
            case Mark::Kind::value: {
                content_ = true;
                Op op{Op::Kind::value};
                op.bold = bold_ > 0;
                op.at = mark.at;
                out_.ops.push_back(op);
                break;
            }
            case Mark::Kind::page: case Mark::Kind::signature: {
                if (content_ || in_table_ || quotes_ > 0) fail("template.signature", {"{{signature}} 应独占一段", "{{signature}} stands in a paragraph of its own"});
                out_.ops[block_].kind = mark.kind == Mark::Kind::page ? Op::Kind::page : Op::Kind::signature;
                out_.ops[block_].at = mark.at;
                content_ = true;
                break;
            }
            case Mark::Kind::open: open(mark); break;
            case Mark::Kind::close: close(mark); break;
        }
    }

    void open(const Mark& mark) {
        Op op{Op::Kind::open};
        op.at = mark.at;
        if (!mark.alone) {
            levels_.push_back(Level::inside);
            out_.ops.push_back(op);
            return;
        }
        const bool at_start = !content_ && (!in_table_ || cells_ == 1);
        if (!at_start) fail("template.section", {"独占一行的分段标记之前应空一行", "leave a blank line before a section tag that has a line of its own"});
        op.block = true;
        const bool over_rows = in_table_ && body_;
        std::size_t& before = over_rows ? row_ : block_;
        out_.ops.insert(out_.ops.begin() + static_cast<std::ptrdiff_t>(before), op);
        ++before;
        if (!over_rows) ++row_;
        levels_.push_back(over_rows ? Level::row : Level::block);
    }

    void close(const Mark& mark) {
        if (!mark.alone) {
            if (levels_.empty() || levels_.back() != Level::inside) fail("template.section", {"分段的开始和结束标记应同在行内，或者各占一行", "both tags of a section stand within a line, or both on lines of their own"});
            return close_now();
        }
        // Those that end with the same block are counted from the inside.
        const std::size_t pending = row_closes_ + block_closes_;
        const Level level = pending < levels_.size() ? levels_[levels_.size() - 1 - pending] : Level::inside;
        if (level == Level::inside) fail("template.section", {"分段的开始和结束标记应同在行内，或者各占一行", "both tags of a section stand within a line, or both on lines of their own"});
        ++(level == Level::row ? row_closes_ : block_closes_);
    }

    // The end of every section, and its place.
    void link_sections() {
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < out_.ops.size(); ++i) {
            if (out_.ops[i].kind == Op::Kind::open) open.push_back(i);
            if (out_.ops[i].kind != Op::Kind::close) continue;
            if (open.empty()) fail("template.section", {"分段交错", "sections overlap"});
            out_.ops[open.back()].end = static_cast<std::uint32_t>(i);
            open.pop_back();
        }
        if (!open.empty()) fail("template.section", {"分段交错", "sections overlap"});
    }

    const TemplateText& source_;
    const Marker& marker_;
    CompiledTemplate& out_;
    std::exception_ptr error_;
    std::size_t block_ = 0, row_ = 0;           // operations that begin the paragraph or table, and the row
    std::size_t row_closes_ = 0, block_closes_ = 0;
    std::vector<Level> levels_;                 // of open sections
    std::size_t last_source_ = 0;
    unsigned list_ = 0;
    int quotes_ = 0, bold_ = 0;
    bool ordered_ = false, in_item_ = false, content_ = false, in_table_ = false, body_ = false;
    bool emphasis_ = false, after_emphasis_ = false;
    unsigned cells_ = 0;                        // of the row so far
};

}  // namespace

void compile_body(const TemplateText& source, std::size_t begin, TagNamer& namer, CompiledTemplate& out) {
    Marker marker{source, begin, namer};
    marker.read();
    Builder{source, marker, out}.read();
    out.tags = namer.take();
}

}  // namespace zhixing::documents
