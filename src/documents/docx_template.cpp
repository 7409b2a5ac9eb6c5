#include "documents/docx_template.hpp"

#include <algorithm>
#include <pugixml.hpp>

#include "documents/docx_part.hpp"
#include "documents/package.hpp"
#include "documents/xml_text.hpp"
#include "value/utf8.hpp"

namespace zhixing::documents {
namespace {

bool holds_text(std::string_view name) {
    if (!name.starts_with("word/") || !name.ends_with(".xml")) return false;
    const std::string_view stem = name.substr(5, name.size() - 9);
    if (stem == "document" || stem == "footnotes" || stem == "endnotes") return true;
    return (stem.starts_with("header") || stem.starts_with("footer")) && stem.find('/') == std::string_view::npos;
}

[[noreturn]] void refuse(const std::string& file, const std::string& zh, const std::string& en) {
    throw InputError{"docx.package", {"“" + file + "”" + zh, "'" + file + "' " + en}, {file, 0, {}}};
}

// A document that is made a thousand times must not run a program or fetch something when it is opened.
void check_harmless(const std::string& package, const std::vector<std::string>& names, const std::string& file) {
    for (const std::string& name : names) {
        if (name.ends_with("vbaProject.bin")) refuse(file, "含有宏", "has macros");
        if (!name.ends_with(".rels")) continue;
        pugi::xml_document relations;
        const std::string xml = read_part(package, name, file);
        if (!relations.load_buffer(xml.data(), xml.size())) refuse(file, "的部件“" + name + "”不是合格的 XML", "has a part '" + name + "' that is not well-formed");
        for (const pugi::xml_node relation : relations.document_element().children()) {
            const std::string_view mode = relation.attribute("TargetMode").value(), type = relation.attribute("Type").value();
            if (mode == "External" && !type.ends_with("/hyperlink")) refuse(file, "链接到外部内容：" + std::string{relation.attribute("Target").value()}, "links to something outside: " + std::string{relation.attribute("Target").value()});
        }
    }
}

class Reader {
public:
    Reader(DocxTemplate& out, const std::string& file, const CompiledTemplate& of) : out_{out}, file_{file}, of_{of} {}

    void read(const std::vector<std::string>& names) {
        for (const std::string& name : names) {
            if (!holds_text(name)) continue;
            DocxPart part{name, read_part(out_.package, name, file_), file_};
            if (part.text().find("{{") == std::string::npos) continue;
            text_ += part.text();
            parts_.push_back(std::move(part));
        }
        try {
            compile();
        } catch (const TemplateError& error) {
            tell_place(error);
        }
    }

private:
    void compile() {
        const TemplateText source{text_, file_};
        const std::vector<Token> tokens = source.tokens();
        TagNamer namer{*of_.book, of_.own, source};
        std::size_t begin = 0, last = 0;
        for (DocxPart& part : parts_) {
            std::vector<std::size_t> open;
            for (DocxPiece& piece : part.take_apart(source, begin, tokens)) {
                put_xml(std::move(piece.xml));
                if (piece.token != DocxPiece::kEnd) put_tag(source, tokens, piece.token, namer, open, last);
            }
            out_.program.ops.push_back({.kind = Op::Kind::page});
            out_.parts.push_back(part.name());
            begin += part.text().size();
        }
        out_.program.tags = namer.take();
        out_.program.book = of_.book;
        out_.program.info.name = of_.info.name;
    }

    void put_xml(std::string xml) {
        out_.program.ops.push_back({.kind = Op::Kind::xml, .at = static_cast<std::uint32_t>(out_.program.texts.size())});
        out_.program.texts.push_back(std::move(xml));
    }

    // @param last tag of a section before. Those on one row may have changed places when they went round it.
    void put_tag(const TemplateText& source, const std::vector<Token>& tokens, std::size_t at, TagNamer& namer, std::vector<std::size_t>& open, std::size_t& last) {
        const Token& token = tokens[at];
        auto& ops = out_.program.ops;
        if (token.kind == Token::Kind::value) return ops.push_back({.kind = Op::Kind::value, .at = namer.value(token)});
        if (at < last) source.fail("template.section", {"同一行的分段相互交叉：应在该行第一个单元格开始、最后一个单元格结束", "sections cross on a row: begin in its first cell and end in its last"}, token.at);
        last = at;
        if (token.kind == Token::Kind::close) {
            namer.close();
            ops[open.back()].end = static_cast<std::uint32_t>(ops.size());
            open.pop_back();
            return ops.push_back({.kind = Op::Kind::close});
        }
        open.push_back(ops.size());
        ops.push_back({.kind = Op::Kind::open, .at = namer.open(token)});
    }

    // Lines of the text are paragraphs of a part.
    [[noreturn]] void tell_place(const TemplateError& error) const {
        std::size_t paragraph = error.place().line;
        const DocxPart* part = parts_.data();
        while (paragraph > part->paragraphs()) paragraph -= (part++)->paragraphs();
        std::string_view text = part->text();
        for (std::size_t i = 1; i < paragraph; ++i) text.remove_prefix(text.find('\n') + 1);
        text = text.substr(0, text.find('\n'));
        std::string shown;
        for (std::size_t i = 0; i < 40 && !text.empty(); ++i) shown += take_glyph(text).bytes;
        const Text& message = error.message();
        const std::string number = std::to_string(paragraph);
        throw TemplateError{error.code(),
                            {message.zh + "（" + part->name() + " 第 " + number + " 段：“" + shown + "”）", message.en + " (" + part->name() + ", paragraph " + number + ": \"" + shown + "\")"},
                            file_ + "/" + part->name(), paragraph, error.column()};
    }

    DocxTemplate& out_;
    const std::string& file_;
    const CompiledTemplate& of_;
    std::vector<DocxPart> parts_;
    std::string text_;
};

// What is missing in a text is marked there. Between paragraphs the mark has one of its own; between the rows of a table is no place.
void put_missing(std::string& xml, const Run& run) {
    const std::string_view last = std::string_view{xml}.substr(xml.rfind('<'));
    if (last.starts_with("<w:t>") || last.starts_with("<w:t ")) return append_word_text(xml, run.text);
    if (last == "</w:tr>" || last == "</w:tblGrid>" || last == "<w:tblGrid/>") return;
    xml += "<w:p><w:r><w:t>";
    append_word_text(xml, run.text);
    xml += "</w:t></w:r></w:p>";
}

}  // namespace

DocxTemplate read_docx_template(std::string package, const std::string& file, const CompiledTemplate& of) {
    const std::vector<std::string> names = check_package(package, file);
    if (std::ranges::find(names, "word/document.xml") == names.end()) refuse(file, "不是 Word 文书：缺少 word/document.xml", "is no Word document: it has no word/document.xml");
    check_harmless(package, names, file);
    DocxTemplate out{std::move(package), {}, {}};
    Reader{out, file, of}.read(names);
    return out;
}

std::string fill_docx(const DocxTemplate& layout, const Document& made) {
    std::vector<Part> parts;
    std::string xml;
    for (const Block& block : made.blocks) {
        if (std::holds_alternative<PageBreak>(block)) {
            parts.push_back({layout.parts[parts.size()], std::move(xml)});
            xml.clear();
            continue;
        }
        const auto& paragraph = std::get<Paragraph>(block);
        if (paragraph.style == Style::note) continue;  // that it is a preview
        for (const Run& run : paragraph.runs) {
            if (run.xml) xml += run.text;
            else if (run.missing) put_missing(xml, run);
            else append_word_text(xml, run.text);
        }
    }
    return with_parts(layout.package, parts, Packing::deflated);
}

}  // namespace zhixing::documents
