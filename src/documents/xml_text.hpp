// Text as XML holds it.
#pragma once

#include <string>
#include <string_view>

namespace zhixing::documents {

// Appends `text` so that it reads back as text, whatever is in it. Characters that XML cannot hold are left out (control characters but
// tab and line break), bytes that are no UTF-8 become U+FFFD. Marks of direction stay what they are: characters of the text.
void append_xml(std::string& xml, std::string_view text);

// The same inside <w:t>: a line break becomes <w:br/> and a tab <w:tab/>.
void append_word_text(std::string& xml, std::string_view text);

}  // namespace zhixing::documents
