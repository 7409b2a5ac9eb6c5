#include "law/pointer_place.hpp"

#include <nlohmann/json.hpp>
#include <string>

namespace zhixing {
namespace {

// Goes over the values of a text, each from its first byte to the one after it.
class Walker {
public:
    explicit Walker(std::string_view text) : text_{text} { pass_blanks(); }

    [[nodiscard]] std::size_t at() const noexcept { return at_; }

    // To the member or element of that name of the value here; false, and back where it was: there is none.
    bool enter(const std::string& name) {
        const std::size_t here = at_;
        const char kind = next();
        if (kind != '{' && kind != '[') return false;
        ++at_;
        pass_blanks();
        for (std::size_t index = 0; next() != '}' && next() != ']' && next() != '\0'; ++index) {
            const std::string own = kind == '{' ? take_name() : std::to_string(index);
            if (own == name) return true;
            pass_value();
            pass_blanks();
            if (next() == ',') ++at_;
            pass_blanks();
        }
        at_ = here;
        return false;
    }

private:
    [[nodiscard]] char next() const noexcept { return at_ < text_.size() ? text_[at_] : '\0'; }
    void pass_blanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }
    void pass_string() {
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            if (text_[at_] == '\\') ++at_;
        }
        ++at_;
    }
    std::string take_name() {
        const std::size_t begin = at_;
        pass_string();
        auto name = nlohmann::json::parse(text_.substr(begin, at_ - begin)).get<std::string>();
        at_ = std::min(text_.find(':', at_), text_.size() - 1) + 1;
        pass_blanks();
        return name;
    }
    void pass_value() {
        int depth = 0;
        do {
            const char c = next();
            if (c == '"') {
                pass_string();
                continue;
            }
            if (c == '{' || c == '[') ++depth;
            else if (c == '}' || c == ']') --depth;
            else if (depth == 0) return (void)(at_ = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size()));
            ++at_;
        } while (depth > 0 && at_ < text_.size());
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

std::string unescaped(std::string_view token) {
    std::string name;
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token[i] != '~' || i + 1 == token.size()) name += token[i];
        else name += token[++i] == '1' ? '/' : '~';
    }
    return name;
}

}  // namespace

std::size_t place_of(std::string_view json, std::string_view pointer) {
    Walker walker{json};
    while (pointer.starts_with('/')) {
        pointer.remove_prefix(1);
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        if (!walker.enter(unescaped(pointer.substr(0, end)))) break;
        pointer.remove_prefix(end);
    }
    return walker.at();
}

}  // namespace zhixing
