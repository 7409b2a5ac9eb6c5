/// @file
/// Making a document: a template filled from a dossier, behind the gate of the seed guideline's article 5.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/review.hpp"
#include "zhixing/template.hpp"

namespace zhixing {

/// Whose document it is.
enum class Office : std::uint8_t {
    centre = 1,  ///< the command centre
    team         ///< the team that handles the case
};

/// Values that the host gives: they win over what the dossier says. Immutable, cheap to copy.
class Values {
public:
    Values() = default;
    /// Reads a JSON object by field name: `{"court.phone": "…"}` or `{"court": {"phone": "…"}}`. A text, a whole number,
    /// an amount as text, a date (ISO 8601), `{"n","unit"}`, true or false, a party as its id or an object, a list of objects.
    /// @throws InputError `input.json`, `input.type`, `input.limit`.
    [[nodiscard]] static Values from_json(std::string_view json);

    struct State;
    /// @private
    [[nodiscard]] const State* state() const noexcept { return state_.get(); }

private:
    std::shared_ptr<const State> state_;
};

/// What is asked.
struct RenderQuestion {
    Date as_of;                           ///< the day of the document: law by that day, events up to it
    std::optional<DateTime> known_at{};
    std::string party{};                  ///< id of the addressee, where the template is for each party
    std::string ref{};                    ///< the instance, where it is for each instance
    Values values{};
    Office office = Office::centre;
    bool preview = false;                 ///< a draft to look at: neither gate nor gaps keep it back, gaps are marked
};

/// A value that is not on record.
struct MissingField {
    std::string name;  ///< `respondents[2].address`
    Text label;
};

/// Whether a document may be made, and why not.
struct Gate {
    DocumentClass document_class = DocumentClass::c;
    bool open = false;
    std::string code;                   ///< why it is shut: `document.reserved`, `document.undecided`, `document.unsigned`; empty: open
    Text reason;
    std::int32_t decision = kNoEvent;   ///< the event that records the decision
    std::vector<std::int32_t> approvals;  ///< the events by which each of TemplateInfo::signs approved it; kNoEvent: none
    std::vector<Citation> citations;
};

namespace documents {
struct Document;
struct DocxTemplate;
}

/// A document that was made.
class Rendering {
public:
    [[nodiscard]] const Gate& gate() const noexcept { return gate_; }
    [[nodiscard]] const std::vector<MissingField>& missing() const noexcept { return missing_; }  ///< empty unless a preview
    [[nodiscard]] std::string text() const;  ///< plain text, tables ruled by characters
    [[nodiscard]] std::string html() const;  ///< one HTML page with its style sheet, laid out for A4
    [[nodiscard]] std::string docx() const;  ///< an Office Open XML file; laid out by the court's own, if the template has one

    Gate gate_;                              ///< @private
    std::vector<MissingField> missing_;      ///< @private
    std::shared_ptr<const documents::Document> document_;  ///< @private
    std::shared_ptr<const documents::Document> laid_out_;  ///< @private by `layout_`
    std::shared_ptr<const documents::DocxTemplate> layout_;  ///< @private
};

/// Makes documents one after another; keeps its working memory. One thread at a time.
class Renderer {
public:
    explicit Renderer(Templates templates);
    ~Renderer();
    Renderer(Renderer&&) noexcept;
    Renderer& operator=(Renderer&&) noexcept;

    /// @param index of Templates. @throws RenderError; InputError where the question or a value does not fit the template.
    [[nodiscard]] Rendering render(const Dossier& dossier, std::size_t index, const RenderQuestion& question);
    /// Whether it may be made; its fields are not looked at.
    [[nodiscard]] Gate gate(const Dossier& dossier, std::size_t index, const RenderQuestion& question) const;
    /// The parties or instances of a dossier that a template makes a document each for (ids); one empty text for the case.
    [[nodiscard]] std::vector<std::string> subjects(const Dossier& dossier, std::size_t index, const RenderQuestion& question) const;
    [[nodiscard]] const Templates& templates() const noexcept;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

/// A document is refused. Codes `document.reserved` (class C), `document.undecided` (class B without its decision),
/// `document.unsigned`, `document.missing`; detail() has the citations or the missing fields.
class RenderError : public Error {
public:
    RenderError(std::string code, Text message, std::string detail, std::vector<MissingField> missing = {})
        : Error{std::move(code), std::move(message)}, detail_{std::move(detail)}, missing_{std::move(missing)} {}
    [[nodiscard]] std::string detail() const override { return detail_; }
    [[nodiscard]] const std::vector<MissingField>& missing() const noexcept { return missing_; }  ///< of `document.missing`

private:
    std::string detail_;
    std::vector<MissingField> missing_;
};

/// The gate for a type of document, be there a template of it or not: what no template is known of is class C.
[[nodiscard]] Gate document_gate(const Templates& templates, std::string_view document);

/// One document. Safe from many threads; Renderer is faster for many.
[[nodiscard]] Rendering render(const Dossier& dossier, const Templates& templates, std::size_t index, const RenderQuestion& question);

/// `zhixing.rendering/1`: what was made, as text and HTML, with its gate and what is missing.
[[nodiscard]] std::string to_json(const Rendering& rendering, const Templates& templates, std::size_t index, const Dossier& dossier);

}  // namespace zhixing
