#include "documents/xml_text.hpp"

#include "value/utf8.hpp"

namespace zhixing::documents {
namespace {

constexpr std::string_view kBetween = R"(<w:t xml:space="preserve">)";

// What stands for one character; `bytes` itself if it stands for itself.
std::string_view escaped(const Glyph& glyph) {
    switch (glyph.code) {
        case '&': return "&amp;";
        case '<': return "&lt;";
        case '>': return "&gt;";
        case '"': return "&quot;";
        case '\t': case '\n': case '\r': return glyph.bytes;
        case kMalformed: return "\xEF\xBF\xBD";
        case 0xFFFE: case 0xFFFF: return {};
        default: return glyph.code < 0x20 ? std::string_view{} : glyph.bytes;
    }
}

// How many bytes at the beginning are ASCII that stands for itself.
std::size_t count_plain(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size()) {
        const auto c = static_cast<unsigned char>(text[count]);
        if (c < 0x20 || c >= 0x80 || c == '&' || c == '<' || c == '>' || c == '"') break;
        ++count;
    }
    return count;
}

template <class Other>
void append(std::string& xml, std::string_view text, const Other& other) {
    while (!text.empty()) {
        if (const std::size_t plain = count_plain(text)) {
            xml += text.substr(0, plain);
            text.remove_prefix(plain);
            continue;
        }
        const Glyph glyph = take_glyph(text);
        if (!other(glyph)) xml += escaped(glyph);
    }
}

}  // namespace

void append_xml(std::string& xml, std::string_view text) {
    append(xml, text, [](const Glyph&) { return false; });
}

void append_word_text(std::string& xml, std::string_view text) {
    append(xml, text, [&xml](const Glyph& glyph) {
        if (glyph.code == '\r') return true;
        if (glyph.code != '\n' && glyph.code != '\t') return false;
        xml.append("</w:t>").append(glyph.code == '\n' ? "<w:br/>" : "<w:tab/>").append(kBetween);
        return true;
    });
}

}  // namespace zhixing::documents
