/// @file
/// The rulebook (规则库): the law as dated, cited data.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/date.hpp"
#include "zhixing/error.hpp"

namespace zhixing {

/// The forms a rule can take; rules/README.md says what each means.
enum class Form : std::uint8_t { deadline = 1, expiry, before, recurring, checklist, check, pauses, parameter, process, table, docket, deemed, disclosure };
/// Whose rule it is: law, a normative document, or a court's own.
enum class Level : std::uint8_t { statute = 1, policy, court };
/// How well its text is known. A rule that was not read never says more than a warning.
enum class Source : std::uint8_t { read = 1, secondary, unverified };

[[nodiscard]] std::string_view to_string(Form form) noexcept;
[[nodiscard]] std::string_view to_string(Level level) noexcept;
[[nodiscard]] std::string_view to_string(Source source) noexcept;

/// An article in one version of a document.
struct Citation {
    std::string document;  ///< full name
    std::string number;    ///< document number, e.g. 法释〔2015〕5号; empty for statutes
    std::string article;   ///< as numbered in that version
    std::string version;   ///< the day from which that version is in force, ISO 8601
    std::string quote;     ///< a few words of it, may be empty
};

/// A rule as a reader of the rulebook sees it.
struct RuleInfo {
    std::string id;
    Form form = Form::deadline;
    Level level = Level::statute;
    Source source = Source::read;
    bool enabled = true;
    Text name, note;
    std::vector<std::string> nodes;  ///< node codes of the process system
    std::vector<std::string> seed;   ///< guideline articles
    std::vector<std::string> report_to;  ///< roles that must be told of what the rule finds, words of the catalogue
    std::string file;                ///< where it stands
};

/// What lint found: nothing that keeps the rulebook from working, but something to look at.
struct LintRemark {
    std::string code;  ///< `gap`, `unused`, `untriggered`, `choice`, `document-source`, `document-date`
    std::string rule;
    Text message;
};

struct CompiledRules;

/// A rulebook: immutable, cheap to copy, safe to share between threads.
class Rulebook {
public:
    /// A rulebook compiled into the library: `national`, `henan`, `nanyang`, `neixiang`, each on the one before. @throws RuleError `rule.no_rulebook`.
    [[nodiscard]] static Rulebook bundled(std::string_view id);

    /// Reads a `zhixing.rulebook/1` overlay. What it `extends` is `base` if given, else a bundled one.
    /// It is taken whole or not at all. @param file its name, for errors.
    /// @throws RuleError with file, rule and JSON pointer.
    [[nodiscard]] static Rulebook load(std::string_view json, std::string_view file, const Rulebook* base = nullptr);

    [[nodiscard]] const std::string& id() const noexcept;
    [[nodiscard]] const std::string& version() const noexcept;
    [[nodiscard]] const Text& name() const noexcept;
    /// Hash of everything that is in it; equal digests give equal reviews.
    [[nodiscard]] const std::string& digest() const noexcept;

    [[nodiscard]] std::size_t size() const noexcept;
    [[nodiscard]] const RuleInfo& rule(std::size_t index) const;
    [[nodiscard]] std::optional<std::size_t> find(std::string_view rule_id) const noexcept;
    /// The rule as JSON, after layering: what `zhixing rules show` prints.
    [[nodiscard]] std::string rule_json(std::size_t index) const;
    [[nodiscard]] std::vector<LintRemark> lint() const;

    /// @private for the review layer
    [[nodiscard]] const CompiledRules& compiled() const noexcept { return *rules_; }

private:
    explicit Rulebook(std::shared_ptr<const CompiledRules> rules) : rules_{std::move(rules)} {}
    std::shared_ptr<const CompiledRules> rules_;
};

}  // namespace zhixing
