#include "dossier/csv_text.hpp"

#include <algorithm>
#include <utility>

#include "dossier/gb18030.hpp"
#include "value/utf8.hpp"

namespace zhixing {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Text describe(CsvFault fault) {
    switch (fault) {
        case CsvFault::unclosed_quote:
            return {"引号没有结束", "a quote is not closed"};
        case CsvFault::after_quote:
            return {"结束引号后还有文字", "there is text behind a closing quote"};
        case CsvFault::too_many_cells:
            return {"超过256列", "more than 256 columns"};
        case CsvFault::too_long:
            return {"一行超过64 MiB", "a row is longer than 64 MiB"};
        case CsvFault::none:
            break;
    }
    return {};
}

}  // namespace

std::string_view utf8_of_csv(std::string_view text, std::string_view file, std::string& room) {
    if (const std::size_t bad = find_not_utf8(text); bad != text.size()) {
        auto utf8 = gb18030_to_utf8(text);
        if (!utf8) {
            const auto line = 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, bad), '\n'));
            throw InputError{"input.encoding",
                             {"文字既不是UTF-8也不是GB18030编码", "the text is neither UTF-8 nor GB18030"},
                             {std::string{file}, line, ""}};
        }
        room = std::move(*utf8);
        text = room;
    }
    take_prefix(text, kByteOrderMark);
    return text;
}

InputError csv_error(CsvFault fault, Place place) {
    const bool limit = fault == CsvFault::too_many_cells || fault == CsvFault::too_long;
    return InputError{limit ? "input.limit" : "input.csv", describe(fault), std::move(place)};
}

void read_header_row(CsvScanner& scanner, std::string_view file) {
    const Place place{std::string{file}, 1, ""};
    if (scanner.at_end())
        throw InputError{"input.empty", {"没有内容", "there is no content; expected a header row"}, place};
    if (const CsvFault fault = scanner.read_row(); fault != CsvFault::none) throw csv_error(fault, place);
}

void refuse_unnamed_cell(std::size_t column, Place place) {
    const std::string number = std::to_string(column + 1);
    throw InputError{"input.csv",
                     {"第" + number + "列没有表头", "column " + number + " has no name in the header row"},
                     std::move(place)};
}

}  // namespace zhixing
