// What every DOCX of ours has alike: page, fonts, styles, footer. The measures are those of the courts' norm for papers (A4, type area
// 156 × 225 mm of 22 lines with 28 characters each) and of GB/T 9704 for the margins.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/model.hpp"
#include "documents/package.hpp"

namespace zhixing::documents {

// Twips: 1/20 point, 1/1440 inch.
inline constexpr int twips(int millimetres) { return (millimetres * 14400 + 127) / 254; }

struct PageLayout {
    int width = twips(210), height = twips(297);
    int top = twips(37), left = twips(28);
    int type_width = twips(156), type_height = twips(225);
    int lines = 22, characters = 28;

    constexpr int right() const { return width - left - type_width; }
    constexpr int bottom() const { return height - top - type_height; }
    constexpr int line() const { return type_height / lines; }
};
inline constexpr PageLayout kPage{};

// Name of the paragraph style in styles.xml.
[[nodiscard]] std::string_view style_id(Style style);
inline constexpr std::string_view kTableText = "TableText", kTableHead = "TableHead", kGap = "Gap";

// <w:sectPr>, the last in the body.
[[nodiscard]] std::string section_xml();

// All parts but the document itself and its properties.
[[nodiscard]] std::vector<Part> fixed_parts();

}  // namespace zhixing::documents
