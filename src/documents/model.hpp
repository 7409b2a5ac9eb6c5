// A document as it is laid out, whatever it is written as: text, HTML and DOCX are made from this alone.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace zhixing::documents {

// A piece of text in one hand.
struct Run {
    std::string text;      // never markup; a line break is '\n'
    bool bold = false;
    bool missing = false;  // stands for a value that is not on record; only in a preview
    bool xml = false;      // of a court's own DOCX, and in nothing else (docx_template.hpp)
};

// What a paragraph is on a court paper; each output has one style for each.
enum class Style : unsigned char {
    court,      // name of the court, the first line of the title
    title,      // name of the document, the second
    number,     // case number, to the right under the title
    heading,    // of a part
    body,       // a paragraph of the text, its first line set in by two characters
    flush,      // the same, not set in: the one addressed, a line of a form
    item,       // of a list; its number or mark stands in the text
    signature,  // office and name of who signs, to the right
    date,       // closing date, to the right; the seal is set on it
    note        // small, under the document: which copy it is, what is enclosed
};

struct Paragraph {
    Style style = Style::body;
    std::vector<Run> runs;
};

enum class Align : unsigned char { left, centre, right };

struct Cell {
    std::vector<Run> runs;
};

struct Table {
    std::vector<Align> columns;
    std::vector<Cell> header;             // as many as columns; empty texts where the table has no header
    std::vector<std::vector<Cell>> rows;  // each as long as columns
};

struct PageBreak {};

using Block = std::variant<Paragraph, Table, PageBreak>;

struct Document {
    std::string name;  // of the document, for the properties of the file
    bool seal = false; // a seal is set on the date
    std::vector<Block> blocks;
};

}  // namespace zhixing::documents
