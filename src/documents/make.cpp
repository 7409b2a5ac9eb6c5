#include "documents/make.hpp"

#include <algorithm>

namespace zhixing::documents {
namespace {

constexpr std::string_view kPreview = "【预览稿，不得作为正式文书使用】";

// Carries out a template with the values of one made.document.
class Maker {
public:
    Maker(const CompiledTemplate& compiled, const Dossier& dossier, const Gate& gate, const std::vector<Value>& values)
        : compiled_{compiled}, dossier_{dossier}, gate_{gate}, values_{values} {}

    void make(bool preview) {
        made.document.name = compiled_.info.name.zh;
        made.document.seal = compiled_.info.seal;
        made.document.blocks.reserve(compiled_.ops.size() / 3);
        if (preview) made.document.blocks.emplace_back(Paragraph{Style::note, {{std::string{kPreview}}}});
        run(0, compiled_.ops.size());
        drop_empty();
    }

    Made made;

private:
    struct Row {
        const std::vector<Value>* values;
        std::size_t index;
        bool last;
        const Section* section;
    };

    void run(std::size_t at, std::size_t end) {
        for (; at < end; ++at) {
            const Op& op = compiled_.ops[at];
            switch (op.kind) {
                case Op::Kind::paragraph: begin(op.style); break;
                case Op::Kind::item: number_item(op.at); break;
                case Op::Kind::text: add(compiled_.texts[op.at], op.bold); break;
                case Op::Kind::xml: add_xml(compiled_.texts[op.at]); break;
                case Op::Kind::value: value(compiled_.tags.slots[op.at], op.bold); break;
                case Op::Kind::open:
                    section(op, at);
                    at = op.end;
                    break;
                case Op::Kind::close: break;
                case Op::Kind::table: begin_table(compiled_.tables[op.at]); break;
                case Op::Kind::row: begin_row(); break;
                case Op::Kind::cell: begin_cell(); break;
                case Op::Kind::page:
                    drop_empty();
                    made.document.blocks.emplace_back(PageBreak{});
                    break;
                case Op::Kind::signature: signature(op.at); break;
            }
        }
    }

    void section(const Op& op, std::size_t at) {
        const Section& section = compiled_.tags.sections[op.at];
        if (section.slot.of_place()) {
            const Row& row = rows_[section.slot.depth - 1U];
            const bool there = section.slot.field == Slot::kFirst ? row.index == 0 : row.last;
            if (there != section.inverted) run(at + 1, op.end);
            return;
        }
        const Value& asked = look_up(section.slot);
        const bool of_kind = section.slot.type == FieldType::party && section.slot.print.member == kPartyNatural;
        if (of_kind && asked.present && !is_natural(asked)) return kind_missing(op, section);
        if (section.slot.required && !asked.present) {
            note_missing(section.slot);
            if (op.block && !section.inverted) begin(Style::body);
            mark_missing(section.slot.label, false);
            if (section.loop) return;
        }
        if (section.loop) {
            for (std::size_t i = 0; i < asked.rows.size(); ++i) {
                rows_.push_back({&asked.rows[i], i, i + 1 == asked.rows.size(), &section});
                run(at + 1, op.end);
                rows_.pop_back();
            }
        } else if (holds(section.slot, asked) != section.inverted) {
            run(at + 1, op.end);
        }
    }

    // There is a text for persons and one for entities; of a party of which it is not told neither is written.
    void kind_missing(const Op& op, const Section& section) {
        note_missing(section.slot);
        if (section.inverted) return;
        if (op.block) begin(Style::body);
        mark_missing(section.slot.label, false);
    }

    // Whether there is something: of a flag, whether it is yes; of a member of a party, whether it is on record.
    bool holds(const Slot& slot, const Value& asked) {
        if (!asked.present) return false;
        if (slot.type == FieldType::flag) return asked.number != 0;
        if (slot.type != FieldType::party) return true;
        scratch_.clear();
        return print(asked, slot.print, dossier_, *compiled_.book, scratch_);
    }

    const Value& look_up(const Slot& slot) const {
        if (slot.depth == 0) return values_[slot.field];
        const Row& row = rows_[slot.depth - 1U];
        return (*row.values)[slot.field == Slot::kItem ? 0 : slot.field];
    }

    void value(const Slot& slot, bool bold) {
        scratch_.clear();
        const bool number = slot.field == Slot::kItem && slot.type == FieldType::number;
        if (number) {
            Value place;
            place.type = FieldType::number;
            place.present = true;
            place.number = static_cast<std::int64_t>(rows_[slot.depth - 1U].index + 1);
            (void)print(place, slot.print, dossier_, *compiled_.book, scratch_);
            add(scratch_, bold);
        } else if (print(look_up(slot), slot.print, dossier_, *compiled_.book, scratch_)) {
            add(scratch_, bold);
        } else if (slot.required) {
            note_missing(slot);
            mark_missing(slot.label, bold);
        }
    }

    void note_missing(const Slot& slot) {
        std::string name = slot.name;
        if (slot.depth > 0) {
            const Row& row = rows_[slot.depth - 1U];
            name = row.section->slot.name + "[" + std::to_string(row.index + 1) + "]." + name;
        }
        note_missing(std::move(name), slot.label);
    }
    void note_missing(std::string name, const Text& label) {
        const bool known = std::any_of(made.missing.begin(), made.missing.end(), [&](const MissingField& one) { return one.name == name; });
        if (!known) made.missing.push_back({std::move(name), label});
    }
    void mark_missing(const Text& label, bool bold) {
        if (runs_ == nullptr) begin(Style::body);
        runs_->push_back({"【缺：" + label.zh + "】", bold, true});
    }

    void add(std::string_view text, bool bold) {
        if (text.empty()) return;
        if (runs_ == nullptr) begin(Style::body);
        if (!runs_->empty() && runs_->back().bold == bold && !runs_->back().missing && !runs_->back().xml) runs_->back().text += text;
        else runs_->push_back({std::string{text}, bold, false});
    }

    void add_xml(const std::string& xml) {
        if (runs_ == nullptr) begin(Style::body);
        runs_->push_back({.text = xml, .xml = true});
    }

    // A paragraph of which nothing was left is none.
    void drop_empty() {
        if (made.document.blocks.empty()) return;
        const auto* last = std::get_if<Paragraph>(&made.document.blocks.back());
        if (last != nullptr && last->runs.empty()) made.document.blocks.pop_back();
        runs_ = nullptr;
    }
    void begin(Style style) {
        drop_empty();
        made.document.blocks.emplace_back(Paragraph{style, {}});
        runs_ = &std::get<Paragraph>(made.document.blocks.back()).runs;
    }
    void number_item(std::uint32_t first) {
        item_ = first != 0 ? first : item_ + 1;
        add(std::to_string(item_) + "．", false);
    }
    void begin_table(const TableHead& head) {
        drop_empty();
        made.document.blocks.emplace_back(Table{head.columns, {}, {}});
        headed_ = false;
    }
    void begin_row() {
        auto& table = std::get<Table>(made.document.blocks.back());
        if (headed_) table.rows.emplace_back();
        row_ = headed_ ? &table.rows.back() : &table.header;
        row_->reserve(table.columns.size());
        headed_ = true;
    }
    void begin_cell() {
        row_->emplace_back();
        runs_ = &row_->back().runs;
    }

    // Who signs, the court, the day.
    void signature(std::uint32_t court) {
        for (std::size_t i = 0; i < compiled_.info.signs.size(); ++i) {
            const TemplateSign& sign = compiled_.info.signs[i];
            if (!sign.print) continue;
            begin(Style::signature);
            add(sign.zh + "　", false);
            const std::int32_t approval = gate_.approvals[i];
            scratch_.clear();
            if (approval != kNoEvent) append_clean(dossier_.text(dossier_.events()[static_cast<std::size_t>(approval)], Column::by), scratch_);
            if (scratch_.empty()) {
                note_missing("signature." + std::string{Catalogue::bundled().word(Vocabulary::role, sign.role).id}, {sign.zh + "签发", "approval: " + sign.zh});
                mark_missing({sign.zh + "签发", {}}, false);
            } else {
                add(scratch_, false);
            }
        }
        begin(Style::signature);
        value(compiled_.tags.slots[court], false);
        begin(Style::date);
        value(compiled_.tags.slots[court + 1], false);
        runs_ = nullptr;
    }

    const CompiledTemplate& compiled_;
    const Dossier& dossier_;
    const Gate& gate_;
    const std::vector<Value>& values_;
    std::vector<Row> rows_;            // that open sections are in, from outside
    std::vector<Run>* runs_ = nullptr; // of the paragraph or cell that is being written
    std::vector<Cell>* row_ = nullptr;
    std::string scratch_;
    std::uint32_t item_ = 0;
    bool headed_ = false;
};

}  // namespace

Made make(const CompiledTemplate& compiled, const Dossier& dossier, const Gate& gate, const std::vector<Value>& values, bool preview) {
    Maker maker{compiled, dossier, gate, values};
    maker.make(preview);
    return std::move(maker.made);
}

}  // namespace zhixing::documents
