#include "documents/gate.hpp"

#include <algorithm>

#include "law/documents.hpp"
#include "review/record.hpp"

namespace zhixing::documents {
namespace {

// An event that speaks of another party or instance than the document does is about another document.
bool about(const Event& event, const Dossier& dossier, const TemplateInfo& info, const RenderQuestion& question) {
    if (event.duplicate || !event.has_date() || !Record::visible(event, {question.as_of, question.known_at})) return false;
    if (info.per.party_role != 0 && event.party != 0 && !question.party.empty() && dossier.party_id(event.party) != question.party) return false;
    return info.per.kind == Kind::unknown || event.ref == 0 || question.ref.empty() || dossier.ref_name(event.ref) == question.ref;
}

template <typename Wanted>
std::int32_t latest(const Dossier& dossier, const TemplateInfo& info, const RenderQuestion& question, Wanted&& wanted) {
    std::int32_t found = kNoEvent;
    for (const std::uint32_t index : dossier.by_date()) {
        const Event& event = dossier.events()[index];
        if (wanted(event) && about(event, dossier, info, question)) found = static_cast<std::int32_t>(index);
    }
    return found;
}

template <typename T>
bool among(const std::vector<T>& list, T item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

Word denied() {
    static const Word word = Catalogue::bundled().find_word(Vocabulary::outcome, "denied");
    return word;
}

bool decides(const Event& event, const TemplateInfo& info) {
    if (!among(info.decision, event.kind)) return false;
    if (info.outcomes.empty() ? event.outcome == denied() : !among(info.outcomes, event.outcome)) return false;
    return info.roles.empty() || among(info.roles, event.role);
}

std::int32_t find_decision(const Dossier& dossier, const TemplateInfo& info, const RenderQuestion& question) {
    const auto on_record = [&](Kind kind) {
        return latest(dossier, info, question, [&](const Event& event) { return event.kind == kind && event.outcome != denied(); }) != kNoEvent;
    };
    const auto alone = [&](const auto& pair) { return !on_record(pair.second); };
    return latest(dossier, info, question, [&](const Event& event) {
        return decides(event, info) && std::none_of(info.with.begin(), info.with.end(), [&](const auto& pair) { return pair.first == event.kind && alone(pair); });
    });
}

// The approval of the document by that office; one that was denied later does not count.
std::int32_t find_approval(const Dossier& dossier, const TemplateInfo& info, Word role, const RenderQuestion& question) {
    static const Kind approved = Catalogue::bundled().find_kind("document.approved");
    const std::int32_t found = latest(dossier, info, question, [&](const Event& event) {
        return event.kind == approved && event.role == role && info.document != 0 && event.document == info.document;
    });
    return found != kNoEvent && dossier.events()[static_cast<std::size_t>(found)].outcome == denied() ? kNoEvent : found;
}

}  // namespace

static const Text kReserved{"须由合议庭评议或者院长决定的事项，指挥中心不得制作此文书（指导意见第五条）",
                     "the document rests on a decision of the panel or the president: the command centre may not make it (guideline, article 5)"};

static void shut(Gate& gate, const char* code, Text reason) {
    gate.open = false;
    gate.code = code;
    gate.reason = std::move(reason);
}

Gate gate_of(const Dossier& dossier, const CompiledTemplate& compiled, const RenderQuestion& question) {
    const TemplateInfo& info = compiled.info;
    Gate gate;
    gate.document_class = info.document_class;
    gate.open = true;
    gate.citations = info.gate;
    if (!info.decision.empty()) gate.decision = find_decision(dossier, info, question);
    for (const TemplateSign& sign : info.signs) gate.approvals.push_back(find_approval(dossier, info, sign.role, question));
    if (info.document_class == DocumentClass::c && question.office == Office::centre) {
        shut(gate, "document.reserved", kReserved);
    } else if (info.document_class != DocumentClass::a && gate.decision == kNoEvent) {
        shut(gate, "document.undecided", {"卷宗中没有此文书所依据的决定", "the decision that the document rests on is not on record"});
    } else {
        for (std::size_t i = 0; i < info.signs.size(); ++i) {
            if (gate.approvals[i] != kNoEvent) continue;
            shut(gate, "document.unsigned", {"未见" + info.signs[i].zh + "签发的记录", "the approval by " + Catalogue::bundled().word(Vocabulary::role, info.signs[i].role).en + " is not on record"});
            break;
        }
    }
    return gate;
}

}  // namespace zhixing::documents

namespace zhixing {

Gate document_gate(const Templates& templates, std::string_view document) {
    const Word word = Catalogue::bundled().find_word(Vocabulary::document, document);
    Gate gate;
    bool known = false;
    for (std::size_t i = 0; i < templates.size(); ++i) {
        const TemplateInfo& info = templates.info(i);
        if (word == 0 || info.document != word) continue;
        if (!known || info.document_class > gate.document_class) gate.document_class = info.document_class;
        known = true;
        gate.citations.insert(gate.citations.end(), info.gate.begin(), info.gate.end());
    }
    gate.open = known && gate.document_class == DocumentClass::a;
    if (gate.document_class == DocumentClass::c) documents::shut(gate, "document.reserved", documents::kReserved);
    else if (!gate.open) documents::shut(gate, "document.undecided", {"此类文书须有所依据的决定", "a document of that type needs the decision that it rests on"});
    return gate;
}

}  // namespace zhixing
