#include "dossier/writer.hpp"

#include <span>

#include "dossier/json_text.hpp"
#include "value/json_escape.hpp"
#include "value/json_writer.hpp"

namespace zhixing {
namespace {

// No date, time or amount is longer.
constexpr std::size_t kMostRendered = 24;
constexpr std::string_view kSchema = "zhixing.dossier/1";

/// One object: puts the commas, and leaves out what is not there.
class ObjectWriter {
public:
    explicit ObjectWriter(std::string& out) : out_{out} {}

    /// A name stands in the source and has nothing to escape.
    void name(std::string_view name) {
        (((out_ += first_ ? "\"" : ",\"") += name) += "\":");
        first_ = false;
    }
    void text(std::string_view member, std::string_view value) {
        if (value.empty()) return;
        name(member);
        if (needs_json_escape(value)) return append_json_string(out_, value);
        ((out_ += '"') += value) += '"';
    }
    void date(std::string_view member, Date value) {
        if (value != kNoDate) text(member, to_string(value));
    }
    /// Members that were unknown, as they were read.
    void extra(std::string_view members) {
        if (members.empty()) return;
        comma();
        out_ += members;
    }

private:
    void comma() {
        if (!first_) out_ += ',';
        first_ = false;
    }
    std::string& out_;
    bool first_ = true;
};

/// Writes `[…]` with what `append` writes for each row.
template <typename Rows, typename Append>
void append_list(std::string& out, const Rows& rows, Append append) {
    out += '[';
    bool first = true;
    for (const auto& row : rows) {
        if (!first) out += ',';
        first = false;
        append(row);
    }
    out += ']';
}

constexpr std::optional<Vocabulary> vocabulary_of(Column column) {
    switch (column) {
        case Column::role:
            return Vocabulary::role;
        case Column::document:
            return Vocabulary::document;
        case Column::method:
            return Vocabulary::method;
        case Column::outcome:
            return Vocabulary::outcome;
        case Column::ground:
            return Vocabulary::ground;
        default:
            return std::nullopt;
    }
}

Word word_of(const Event& event, Column column) {
    switch (column) {
        case Column::role:
            return event.role;
        case Column::document:
            return event.document;
        case Column::method:
            return event.method;
        case Column::outcome:
            return event.outcome;
        case Column::ground:
            return event.ground;
        default:
            return 0;
    }
}

std::string date_time_text(std::int64_t seconds) {
    return to_string(DateTime{std::chrono::seconds{seconds}});
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) { JsonWriter{out}.text(text); }

Dossier Dossier::with(std::string_view event) const {
    std::string json = to_json();
    json.resize(json.size() - std::string_view{"]}"}.size());  // the events come last
    if (!events_.empty()) json += ',';
    json += event;
    json += "]}";
    return from_json(json);
}

std::string Dossier::to_json() const {
    std::string out;
    out.reserve(text_.size() + 256);
    DossierWriter{*this}.append_json(out);
    return out;
}

std::string_view DossierWriter::word_text(Vocabulary vocabulary, Word word, TextRef given) const {
    return word == 0 ? dossier_.text(given) : std::string_view{catalogue_.word(vocabulary, word).id};
}

std::string_view DossierWriter::column_text(const Event& event, const Dossier::Cell& cell, std::string& rendered) const {
    const auto column = static_cast<Column>(cell.column);
    if (const auto vocabulary = vocabulary_of(column)) return word_text(*vocabulary, word_of(event, column), cell.text);
    const auto render = [&rendered](const std::string& text) {
        const std::size_t from = rendered.size();
        return std::string_view{rendered += text}.substr(from);
    };
    switch (column) {
        case Column::kind:
            if (event.kind != Kind::unknown) return catalogue_.kind(event.kind).id;
            break;
        case Column::on:
            if (event.second < 0) return render(to_string(event.on));
            return render(to_string(DateTime{event.on} + std::chrono::seconds{event.second}));
        case Column::recorded:
            return render(date_time_text(event.recorded));
        case Column::amount:
            return render(event.amount.to_string());
        default:
            break;
    }
    return dossier_.text(cell.text);
}

void DossierWriter::append_json(std::string& out) const {
    append_header_object(out);
    out.back() = ',';
    out += "\"events\":";
    append_list(out, dossier_.events_, [&](const Event& event) { append_event(out, event, {}); });
    out += '}';
}

void DossierWriter::append_header_object(std::string& out) const {
    out += '{';
    append_header(out);
    if (dossier_.extra_.length != 0) (out += ',') += dossier_.extra();
    out += '}';
}

void DossierWriter::append_header(std::string& out) const {
    ObjectWriter object{out};
    object.text("schema", kSchema);
    object.text("number", dossier_.number());
    object.text("court", dossier_.court());
    object.text("kind", word_text(Vocabulary::dossier_kind, dossier_.kind_, dossier_.kind_text_));
    if (!dossier_.covers_all_) object.name("covers"), append_covers(out);
    if (dossier_.basis_.present) object.name("basis"), append_basis(out);
    if (!dossier_.parties_.empty()) object.name("parties"), append_parties(out);
    if (!dossier_.claims_.empty()) object.name("claims"), append_claims(out);
}

void DossierWriter::append_covers(std::string& out) const {
    append_list(out, dossier_.covers_text_,
                [&](TextRef name) { append_json_string(out, dossier_.text(name)); });
}

void DossierWriter::append_basis(std::string& out) const {
    const Basis& basis = dossier_.basis_;
    out += '{';
    ObjectWriter object{out};
    object.text("kind", word_text(Vocabulary::basis_kind, basis.kind, basis.kind_text));
    object.text("number", dossier_.text(basis.number));
    object.date("made", basis.made);
    object.date("effective", basis.effective);
    object.date("perform_by", basis.perform_by);
    object.extra(dossier_.text(basis.extra));
    out += '}';
}

void DossierWriter::append_parties(std::string& out) const {
    append_list(out, dossier_.parties_, [&](const Party& party) { append_party(out, party); });
}

void DossierWriter::append_party(std::string& out, const Party& party) const {
    out += '{';
    ObjectWriter object{out};
    object.text("id", dossier_.text(party.id));
    object.text("role", word_text(Vocabulary::party_role, party.role, party.role_text));
    object.text("kind", word_text(Vocabulary::party_kind, party.kind, party.kind_text));
    object.text("name", dossier_.text(party.name));
    if (party.identity_kind.length + party.identity_number.length + party.identity_extra.length != 0) {
        object.name("identity");
        out += '{';
        ObjectWriter identity{out};
        identity.text("kind", dossier_.text(party.identity_kind));
        identity.text("number", dossier_.text(party.identity_number));
        identity.extra(dossier_.text(party.identity_extra));
        out += '}';
    }
    object.extra(dossier_.text(party.extra));
    out += '}';
}

void DossierWriter::append_claims(std::string& out) const {
    append_list(out, dossier_.claims_, [&](const Claim& claim) { append_claim(out, claim); });
}

void DossierWriter::append_claim(std::string& out, const Claim& claim) const {
    out += '{';
    ObjectWriter object{out};
    object.text("id", dossier_.text(claim.id));
    object.text("creditor", dossier_.text(claim.creditor));
    if (claim.debtor_count != 0) {
        object.name("debtors");
        append_list(out, dossier_.debtors().subspan(claim.first_debtor, claim.debtor_count),
                    [&](TextRef debtor) { append_json_string(out, dossier_.text(debtor)); });
    }
    object.text("kind", word_text(Vocabulary::claim_kind, claim.kind, claim.kind_text));
    if (claim.principal) object.text("principal", claim.principal->to_string());
    object.extra(dossier_.text(claim.extra));
    out += '}';
}

void DossierWriter::append_event(std::string& out, const Event& event, const EventDefaults& defaults) const {
    std::string rendered;
    ColumnTexts texts = column_texts(event, rendered);
    const auto fill = [&texts](Column column, std::string_view otherwise) {
        std::string_view& text = texts[static_cast<std::size_t>(column)];
        if (text.empty()) text = otherwise;
    };
    fill(Column::recorded, defaults.recorded);
    fill(Column::by, defaults.by);
    fill(Column::role, defaults.role);
    out += '{';
    ObjectWriter object{out};
    for (std::size_t i = 0; i < kColumnCount; ++i) object.text(to_string(static_cast<Column>(i)), texts[i]);
    object.extra(dossier_.extra(event));
    out += '}';
}

DossierWriter::ColumnTexts DossierWriter::column_texts(const Event& event, std::string& rendered) const {
    ColumnTexts texts;
    const auto cells = dossier_.cells(event);
    rendered.clear();
    rendered.reserve(kMostRendered * cells.size());
    for (const auto& cell : cells) {
        if (cell.column < kColumnCount) texts[cell.column] = column_text(event, cell, rendered);
    }
    return texts;
}

}  // namespace zhixing
