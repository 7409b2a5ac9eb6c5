// The parameters of a call: a small JSON object, read member by member.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "zhixing.h"
#include "zhixing/assignment.hpp"
#include "zhixing/catalogue.hpp"
#include "zhixing/date.hpp"
#include "zhixing/period.hpp"
#include "zhixing/review.hpp"

namespace zhixing::capi {

// Every failure is an ArgumentError with the JSON pointer of the member. An empty text is {}.
class Params {
public:
    // A member that is not `known` is an error.
    Params(const char* data, std::size_t size, std::initializer_list<const char*> known, std::size_t limit = ZX_MAX_PARAMS_BYTES);

    [[nodiscard]] bool has(const char* name) const { return json_.contains(name); }
    // Makes a member that is there an error.
    void refuse(const char* name, Text why) const;
    [[nodiscard]] std::string text(const char* name) const;
    [[nodiscard]] std::string text_or_empty(const char* name) const { return has(name) ? text(name) : std::string{}; }
    // A JSON object, as text.
    [[nodiscard]] std::string object(const char* name) const;
    // A list of texts, and texts by name; none when the member is not there.
    [[nodiscard]] std::vector<std::string> texts(const char* name) const;
    [[nodiscard]] std::map<std::string, std::string, std::less<>> texts_by_name(const char* name) const;
    // Files, as `[{"file", "text"}, …]`; none when the member is not there.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> files(const char* name) const;
    // A court's own layouts, as `[{"template", "file", "base64"}, …]`; none when the member is not there.
    struct Layout {
        std::string of, file, bytes;
    };
    [[nodiscard]] std::vector<Layout> layouts(const char* name) const;
    // The position of a word among those allowed; 0 when the member is not there.
    [[nodiscard]] std::size_t word(const char* name, std::initializer_list<std::string_view> words) const;
    // A number from 0.
    [[nodiscard]] std::uint64_t size(const char* name, std::uint64_t otherwise) const;
    // A kind of the catalogue.
    [[nodiscard]] Kind kind(const char* name) const;
    [[nodiscard]] std::vector<Handler> handlers(const char* name) const;
    [[nodiscard]] int number(const char* name) const;
    [[nodiscard]] bool flag(const char* name, bool otherwise) const;
    [[nodiscard]] Date date(const char* name) const;
    [[nodiscard]] DateTime date_time(const char* name) const;
    [[nodiscard]] Unit unit(const char* name) const;
    // [["2024-02-03", "2024-02-05"], ["2024-02-20", null]]; none when the member is not there.
    [[nodiscard]] std::vector<Pause> pauses(const char* name) const;

private:
    [[nodiscard]] const nlohmann::json& at(const char* name) const;

    nlohmann::json json_;
};

// as_of and known_at.
ReviewOptions review_options(const Params& params);

}  // namespace zhixing::capi
