// Parameters of a question about money: a JSON object, read member by member.
#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "money/words.hpp"
#include "zhixing/date.hpp"
#include "zhixing/error.hpp"
#include "zhixing/money.hpp"
#include "zhixing/rates.hpp"

namespace zhixing::money {

using Json = nlohmann::json;

[[noreturn]] inline void refuse(std::string code, Text message, std::string pointer) {
    throw InputError{std::move(code), std::move(message), {"params", 0, std::move(pointer)}};
}

class Fields {
public:
    // A member that is not `known` is an error.
    Fields(const Json& json, std::string pointer, std::initializer_list<std::string_view> known);

    [[nodiscard]] bool has(const char* name) const { return json_.contains(name) && !json_[name].is_null(); }
    [[nodiscard]] std::string at(const char* name) const { return pointer_ + "/" + name; }
    [[nodiscard]] const Json& json(const char* name) const;
    [[nodiscard]] const std::string& text(const char* name) const;
    [[nodiscard]] Date day(const char* name) const;
    [[nodiscard]] Money money(const char* name) const;
    [[nodiscard]] int number(const char* name) const;
    [[nodiscard]] bool flag(const char* name, bool otherwise) const;
    [[nodiscard]] Rate percent(const char* name) const;
    [[nodiscard]] Rate decimal(const char* name) const;
    template <typename Enum>
    [[nodiscard]] Enum word(const char* name, Words words) const {
        return read(name, [words](const std::string& word) { return named<Enum>(words, word); });
    }
    template <typename Enum>
    [[nodiscard]] Enum word(const char* name, std::initializer_list<std::string_view> words) const {
        return word<Enum>(name, Words{words.begin(), words.size()});
    }

private:
    template <typename Read>
    [[nodiscard]] auto read(const char* name, Read parse) const {
        try {
            return parse(text(name));
        } catch (const InputError& error) {
            refuse(error.code(), error.message(), at(name));
        }
    }

    const Json& json_;
    std::string pointer_;
};

[[nodiscard]] Json parse_params(std::string_view text);

}  // namespace zhixing::money
