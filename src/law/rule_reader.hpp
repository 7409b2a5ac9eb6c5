// Reads one rule: JSON in, compiled versions out. Every name is resolved; a name that is not known is an error.
#pragma once

#include <map>
#include <string>

#include "law/documents.hpp"
#include "law/node.hpp"
#include "law/rule.hpp"
#include "law/rule_text.hpp"

namespace zhixing {

// The dated values of `parameter` rules.
class Parameters {
public:
    struct Value {
        Date from, to;
        Json json;
    };

    void add(const Node& rule);
    [[nodiscard]] bool has(const std::string& id) const { return values_.contains(id); }
    // Days on which a parameter that `json` refers to changes, strictly inside (from, to).
    void cuts(const Json& json, Date from, Date to, std::vector<Date>& out) const;
    // Replaces every {"parameter": id} in `json` by the value in force on `day`.
    void fill(Json& json, Date day, const Node& where) const;

private:
    std::map<std::string, std::vector<Value>> values_;
};

class RuleReader {
public:
    RuleReader(const Documents& documents, const Parameters& parameters,
               const std::map<std::string, std::size_t, std::less<>>& index)
        : documents_{documents}, parameters_{parameters}, index_{index} {}

    [[nodiscard]] Rule read(const RuleText& text) const;

private:
    const Documents& documents_;
    const Parameters& parameters_;
    const std::map<std::string, std::size_t, std::less<>>& index_;
};

// Days for "always was" and "always will be".
inline constexpr Date kBeginning{date::days{-1'000'000}};
inline constexpr Date kEnd{date::days{1'000'000}};

}  // namespace zhixing
