#include "zhixing/render.hpp"

#include <algorithm>

#include "documents/docx.hpp"
#include "documents/docx_template.hpp"
#include "documents/fill.hpp"
#include "documents/gate.hpp"
#include "documents/make.hpp"
#include "documents/output.hpp"
#include "law/rule.hpp"
#include "review/record.hpp"
#include "value/json_writer.hpp"

namespace zhixing {

using documents::CompiledTemplate, documents::Document, documents::Field, documents::Value;
namespace {

constexpr std::size_t kMaxValues = 4 * 1024 * 1024;  // bytes that the host may give
std::string gate_detail(const Gate& gate) {
    std::string out;
    JsonWriter json{out};
    json.open('{').name("class").word(to_string(gate.document_class)).name("citations").raw(to_json(gate.citations)).close('}');
    return out;
}

void write_missing(JsonWriter& json, const std::vector<MissingField>& missing) {
    json.name("missing").open('[');
    for (const MissingField& one : missing) json.open('{').member("name", one.name).name("label").both(one.label).close('}');
    json.close(']');
}

[[noreturn]] void refuse_missing(const std::vector<MissingField>& missing) {
    Text message{"缺少：", "missing: "};
    for (std::size_t i = 0; i < missing.size(); ++i) {
        message.zh += (i == 0 ? "" : "、") + missing[i].label.zh;
        message.en += (i == 0 ? "" : ", ") + missing[i].name;
    }
    std::string detail;
    JsonWriter json{detail};
    json.open('{');
    write_missing(json, missing);
    json.close('}');
    throw RenderError{"document.missing", std::move(message), std::move(detail), missing};
}

}  // namespace

class Renderer::Impl {
public:
    explicit Impl(Templates all) : templates{std::move(all)} {}
    Reviewer& reviewer() {
        if (!reviewer_) reviewer_.emplace(templates.rulebook());
        return *reviewer_;
    }
    Templates templates;
    std::vector<Value> values;

private:
    std::optional<Reviewer> reviewer_;
};

Renderer::Renderer(Templates templates) : impl_{std::make_unique<Impl>(std::move(templates))} {}
Renderer::~Renderer() = default;
Renderer::Renderer(Renderer&&) noexcept = default;
Renderer& Renderer::operator=(Renderer&&) noexcept = default;
const Templates& Renderer::templates() const noexcept { return impl_->templates; }

std::vector<std::string> Renderer::subjects(const Dossier& dossier, std::size_t index, const RenderQuestion& question) const {
    const TemplatePer& per = impl_->templates.info(index).per;
    std::vector<std::string> subjects;
    if (per.party_role != 0) {
        for (const Party& party : dossier.parties()) {
            if (party.role == per.party_role) subjects.emplace_back(dossier.text(party.id));
        }
    } else if (per.kind != Kind::unknown) {
        for (const std::uint32_t at : dossier.by_date()) {
            const Event& event = dossier.events()[at];
            if (event.kind != per.kind || event.ref == 0 || event.duplicate || !Record::visible(event, {question.as_of, question.known_at})) continue;
            const std::string ref{dossier.ref_name(event.ref)};
            if (std::find(subjects.begin(), subjects.end(), ref) == subjects.end()) subjects.push_back(ref);
        }
    } else {
        subjects.emplace_back();
    }
    return subjects;
}

Gate Renderer::gate(const Dossier& dossier, std::size_t index, const RenderQuestion& question) const {
    return documents::gate_of(dossier, impl_->templates.compiled(index), question);
}

namespace {

// The question with the one party or instance that there is, where none is named.
RenderQuestion with_subject(const Renderer& renderer, const Dossier& dossier, std::size_t index, RenderQuestion question) {
    const TemplatePer& per = renderer.templates().info(index).per;
    const bool of_party = per.party_role != 0, of_ref = per.kind != Kind::unknown;
    std::string& named = of_party ? question.party : question.ref;
    if ((!of_party && !of_ref) || !named.empty()) return question;
    std::vector<std::string> subjects = renderer.subjects(dossier, index, question);
    if (subjects.size() == 1) {
        named = std::move(subjects.front());
    } else if (!question.preview || subjects.size() > 1) {
        throw InputError{of_party ? "input.party" : "input.ref",
                         of_party ? Text{"此文书按当事人制作，应指明当事人", "the document is made for each party: name one"}
                                  : Text{"此文书按事项制作，应指明事项编号", "the document is made for each instance: name one"},
                         {"params", 0, of_party ? "/party" : "/ref"}};
    }
    return question;
}

}  // namespace

Rendering Renderer::render(const Dossier& dossier, std::size_t index, const RenderQuestion& asked) {
    const CompiledTemplate& compiled = impl_->templates.compiled(index);
    const RenderQuestion question = with_subject(*this, dossier, index, asked);
    Rendering out;
    out.gate_ = documents::gate_of(dossier, compiled, question);
    if (!out.gate_.open && !question.preview) throw RenderError{out.gate_.code, out.gate_.reason, gate_detail(out.gate_)};
    documents::Filler filler{*compiled.book, dossier, question, impl_->templates.rulebook(), [this]() -> Reviewer& { return impl_->reviewer(); }};
    const auto make = [&](const CompiledTemplate& program) {
        std::vector<Value>& values = impl_->values;
        values.clear();
        for (const Field& field : program.tags.fields) values.push_back(filler.fill(field));
        documents::Made made = documents::make(program, dossier, out.gate_, values, question.preview);
        for (MissingField& field : made.missing) {
            if (std::ranges::find(out.missing_, field.name, &MissingField::name) == out.missing_.end()) out.missing_.push_back(std::move(field));
        }
        return std::make_shared<const Document>(std::move(made.document));
    };
    out.document_ = make(compiled);
    out.layout_ = compiled.docx;
    if (out.layout_) out.laid_out_ = make(out.layout_->program);
    if (!out.missing_.empty() && !question.preview) refuse_missing(out.missing_);
    return out;
}

Rendering render(const Dossier& dossier, const Templates& templates, std::size_t index, const RenderQuestion& question) {
    return Renderer{templates}.render(dossier, index, question);
}

Values Values::from_json(std::string_view json) {
    if (json.size() > kMaxValues) throw InputError{"input.limit", {"给出的值过大（最多 4 MB）", "too many values are given (4 MB at most)"}, {"values", 0, {}}};
    auto state = std::make_shared<State>();
    state->json = nlohmann::ordered_json::parse(json, nullptr, false);
    if (state->json.is_discarded()) throw InputError{"input.json", {"不是 JSON", "not JSON"}, {"values", 0, {}}};
    if (!state->json.is_object()) throw InputError{"input.type", {"应为对象", "an object is expected"}, {"values", 0, {}}};
    Values values;
    values.state_ = std::move(state);
    return values;
}

std::string Rendering::text() const { return documents::to_text(*document_); }
std::string Rendering::html() const { return documents::to_html(*document_); }
std::string Rendering::docx() const { return layout_ ? documents::fill_docx(*layout_, *laid_out_) : documents::to_docx(*document_); }

std::string to_json(const Rendering& rendering, const Templates& templates, std::size_t index, const Dossier& dossier) {
    const Gate& gate = rendering.gate();
    const auto event_id = [&](std::int32_t event) { return dossier.event_id(dossier.events()[static_cast<std::size_t>(event)]); };
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.rendering/1").member("template", templates.info(index).id).member("document", templates.info(index).document_text);
    if (!dossier.number().empty()) json.member("number", dossier.number());
    json.name("gate").open('{').name("class").word(to_string(gate.document_class)).flag("open", gate.open);
    if (!gate.code.empty()) json.member("code", gate.code).name("reason").both(gate.reason);
    if (gate.decision != kNoEvent) json.member("decision", event_id(gate.decision));
    json.name("approvals").open('[');
    for (const std::int32_t approval : gate.approvals) {
        if (approval == kNoEvent) json.raw("null");
        else json.text(event_id(approval));
    }
    json.close(']').name("citations").raw(to_json(gate.citations)).close('}');
    write_missing(json, rendering.missing());
    json.member("text", rendering.text()).member("html", rendering.html()).close('}');
    return out;
}

}  // namespace zhixing
