#include "documents/fill.hpp"

#include <algorithm>
#include <charconv>

#include "documents/make_value.hpp"
#include "dossier/members.hpp"
#include "law/rule.hpp"
#include "review/record.hpp"
#include "zhixing/case_number.hpp"
#include "zhixing/court.hpp"
#include "zhixing/fee.hpp"

namespace zhixing::documents {
namespace {

std::string number_of_case(const Dossier& dossier) {
    try {
        return CaseNumber::parse(dossier.number()).to_string();
    } catch (const InputError&) {
        return std::string{dossier.number()};
    }
}

std::string court_of(const Dossier& dossier) {
    if (!dossier.court().empty() || dossier.number().empty()) return std::string{dossier.court()};
    try {
        const auto court = find_court(CaseNumber::parse(dossier.number()).court());
        return court ? std::string{court->name} : std::string{};
    } catch (const InputError&) {
        return {};
    }
}

// A member that may stand among others or within another.
std::string member_at(std::string_view members, const std::vector<std::string>& path, std::size_t from) {
    std::string_view value;
    for (std::size_t i = from; i < path.size(); ++i) {
        if (i > from) members = members_of(value);
        auto found = find_member(members, path[i]);
        if (!found) {
            const auto extra = find_member(members, "extra");
            found = extra ? find_member(members_of(*extra), path[i]) : std::nullopt;
        }
        if (!found) return {};
        value = *found;
    }
    return scalar_text(value).value_or("");
}

// The Chinese name of a word, or the text of one that the catalogue does not know.
std::string word_text(Vocabulary vocabulary, Word word, std::string_view text) {
    return word == 0 ? std::string{text} : Catalogue::bundled().word(vocabulary, word).zh;
}

template <typename T>
bool among(const std::vector<T>& list, T item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

[[noreturn]] void refuse(const Field& field, const std::string& pointer) {
    throw InputError{"input.type",
                     {"字段 " + field.name + " 应为 " + std::string{to_string(field.type)}, "field \"" + field.name + "\" is of type " + std::string{to_string(field.type)}},
                     {"values", 0, pointer}};
}

bool runs(const Obligation& one) { return one.state == State::open || one.state == State::overdue; }

// `a.b` as it stands, or b in a.
const nlohmann::ordered_json* find_given(const nlohmann::ordered_json& json, std::string_view name) {
    if (!json.is_object()) return nullptr;
    if (const auto found = json.find(name); found != json.end()) return found->is_null() ? nullptr : &*found;
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) return nullptr;
    const auto inner = json.find(name.substr(0, dot));
    return inner == json.end() ? nullptr : find_given(*inner, name.substr(dot + 1));
}

}  // namespace

Value value_of(std::string_view text, FieldType type) {
    Value value;
    value.type = type;
    if (type == FieldType::text) return text_value(std::string{text});
    if (type == FieldType::date) {
        const auto day = parse_date(text.substr(0, 10));
        return day ? date_value(*day) : value;
    }
    if (type == FieldType::flag) return text == "true" || text == "false" ? number_value(type, text == "true" ? 1 : 0) : value;
    if (type == FieldType::money) {
        try {
            return number_value(type, Money::parse(text).fen());
        } catch (const InputError&) {
            return value;
        }
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = type == FieldType::number && error == std::errc{} && end == text.data() + text.size();
    return whole ? number_value(type, number) : value;
}

Value given_value(const nlohmann::ordered_json& json, const Field& field, const Dossier& dossier, const std::string& pointer) {
    const FieldType type = field.type;
    if (type == FieldType::flag && json.is_boolean()) return number_value(type, json.get<bool>() ? 1 : 0);
    if (type == FieldType::number && json.is_number_integer() && !json.is_number_float()) return number_value(type, json.get<std::int64_t>());
    if (type == FieldType::limit && json.is_object()) {
        const auto unit = parse_unit(json.value("unit", ""));
        const auto n = json.find("n");
        if (!unit || n == json.end() || !n->is_number_integer() || *n < 0 || *n > 9999) refuse(field, pointer);
        Value value = number_value(type, n->get<std::int64_t>());
        value.unit = *unit;
        return value;
    }
    if (type == FieldType::party && json.is_object()) {
        Value value;
        value.type = type;
        value.present = true;
        const std::string dumped = json.dump();
        value.text = members_of(dumped);
        return value;
    }
    if (type == FieldType::party && json.is_string()) {
        for (const Party& party : dossier.parties()) {
            if (dossier.text(party.id) == json.get_ref<const std::string&>()) return party_value(party);
        }
        throw InputError{"input.party", {"卷宗中没有此当事人：" + json.get<std::string>(), "there is no such party: " + json.get<std::string>()}, {"values", 0, pointer}};
    }
    if (type == FieldType::list && json.is_array()) {
        static const Field party{.name = "party", .type = FieldType::party};
        std::vector<std::vector<Value>> rows;
        for (const auto& item : json) {
            const std::string at = pointer + "/" + std::to_string(rows.size());
            std::vector<Value> row;
            if (field.of_parties) row.push_back(given_value(item, party, dossier, at));
            else if (!item.is_object()) refuse(field, at);
            for (const Field& column : field.items) {
                const auto found = item.find(column.name);
                row.push_back(found == item.end() || found->is_null() ? nothing(column.type) : given_value(*found, column, dossier, at + "/" + column.name));
            }
            rows.push_back(std::move(row));
        }
        return list_value(std::move(rows));
    }
    const bool as_text = type == FieldType::text || type == FieldType::money || type == FieldType::date;
    if (!json.is_string() || !as_text) refuse(field, pointer);
    const std::string& text = json.get_ref<const std::string&>();
    Value value = value_of(text, type);
    if (!value.present && !text.empty()) refuse(field, pointer);
    return value;
}

Filler::Filler(const FieldBook& book, const Dossier& dossier, const RenderQuestion& question, const Rulebook& rulebook, std::function<Reviewer&()> reviewer)
    : book_{book}, dossier_{dossier}, question_{question}, rulebook_{rulebook}, reviewer_{std::move(reviewer)} {
    if (question.party.empty()) return;
    for (std::size_t i = 0; i < dossier.parties().size(); ++i) {
        if (dossier.text(dossier.parties()[i].id) != question.party) continue;
        subject_ = &dossier.parties()[i];
        subject_number_ = static_cast<std::uint16_t>(i + 1);
    }
    if (subject_ == nullptr) throw InputError{"input.party", {"卷宗中没有此当事人：" + question.party, "there is no such party: " + question.party}, {"params", 0, "/party"}};
}

Value Filler::fill(const Field& field) {
    if (const Values::State* given = question_.values.state()) {
        if (const auto* json = find_given(given->json, field.name)) return given_value(*json, field, dossier_, "/" + field.name);
    }
    if (field.type == FieldType::law) {
        const auto version = std::find_if(field.law.begin(), field.law.end(), [&](const Field::Law& law) { return law.from <= question_.as_of && question_.as_of < law.to; });
        Value value = text_value(version == field.law.end() ? std::string{} : version->text);
        value.type = FieldType::law;
        return value;
    }
    for (const Origin& origin : field.origins) {
        Value value = taken(field, origin);
        if (value.present) return value;
    }
    return nothing(field.type);
}

Value Filler::taken(const Field& field, const Origin& origin) {
    switch (origin.of) {
        case Origin::Of::header: return of_header(field, origin);
        case Origin::Of::day: return date_value(question_.as_of);
        case Origin::Of::subject: return subject_ == nullptr ? nothing(FieldType::party) : party_value(*subject_);
        case Origin::Of::parties: return of_parties(field, origin.role);
        case Origin::Of::event: case Origin::Of::recorded: return of_event(field, origin);
        case Origin::Of::events: return of_events(field, origin);
        case Origin::Of::claims: return of_claims(field);
        case Origin::Of::principal: return principal();
        case Origin::Of::due: return due(origin);
        case Origin::Of::ledger: return of_ledger(field, origin);
        case Origin::Of::balance: return balance(origin);
        case Origin::Of::fee: return fee();
        case Origin::Of::service: return of_service(field);
        case Origin::Of::distribution: return of_distribution(field, origin);
        case Origin::Of::parameter: return of_parameter(field, origin.rule);
        case Origin::Of::field: return of_field(origin);
        case Origin::Of::limit: break;
    }
    Value value;
    value.type = FieldType::limit;
    const RuleVersion* version = rulebook_.compiled().rules[origin.rule].version_on(question_.as_of);
    if (version == nullptr || version->limit.n == 0) return value;
    value.present = true;
    value.number = std::abs(version->limit.n);
    value.unit = version->limit.unit;
    return value;
}

Value Filler::of_header(const Field& field, const Origin& origin) const {
    const std::string& first = origin.path.front();
    if (first != "basis" || origin.path.size() == 1) {
        if (first == "number") return text_value(number_of_case(dossier_));
        if (first == "court" && origin.path.size() == 1) return text_value(court_of(dossier_));
        return typed(text_value(member_at(dossier_.extra(), origin.path, 0)), field.type);
    }
    const Basis& basis = dossier_.basis();
    const std::string& member = origin.path[1];
    if (member == "kind") return text_value(word_text(Vocabulary::basis_kind, basis.kind, dossier_.text(basis.kind_text)));
    if (member == "number") return text_value(std::string{dossier_.text(basis.number)});
    if (member == "made" && basis.made != kNoDate) return typed(date_value(basis.made), field.type);
    if (member == "effective" && basis.effective != kNoDate) return typed(date_value(basis.effective), field.type);
    if (member == "perform_by" && basis.perform_by != kNoDate) return typed(date_value(basis.perform_by), field.type);
    return typed(text_value(member_at(dossier_.text(basis.extra), origin.path, 1)), field.type);
}

// A word of the law, a period, or a list of texts, as the parameter has it on the day.
Value Filler::of_parameter(const Field& field, std::size_t rule) const {
    const RuleVersion* version = rulebook_.compiled().rules[rule].version_on(question_.as_of);
    if (version == nullptr || !version->enabled) return nothing(field.type);
    auto given = nlohmann::ordered_json::parse(version->value);
    if (field.type == FieldType::list && !given.is_array()) return nothing(field.type);
    if (field.type == FieldType::list) {
        for (auto& item : given) item = {{field.items.front().name, item}};
    }
    return given_value(given, field, dossier_, {});
}

// Nothing where the catalogue does not know the ground: it may be one of them in other words.
Value Filler::of_field(const Origin& origin) {
    const Value other = fill(*origin.field);
    const Word ground = Catalogue::bundled().find_word(Vocabulary::ground, other.text);
    return ground == 0 ? nothing(FieldType::flag) : number_value(FieldType::flag, among(origin.grounds, ground) ? 1 : 0);
}

Value Filler::of_parties(const Field& field, Word role) const {
    std::vector<std::vector<Value>> rows;
    for (const Party& party : dossier_.parties()) {
        if (party.role != role) continue;
        if (field.type == FieldType::party) return party_value(party);
        rows.push_back({party_value(party)});
    }
    return field.type == FieldType::party ? nothing(FieldType::party) : list_value(std::move(rows));
}

bool Filler::wanted(const Event& event, const Origin& origin) const {
    if (!among(origin.kinds, event.kind) || event.duplicate || !event.has_date()) return false;
    if (!Record::visible(event, {question_.as_of, question_.known_at})) return false;
    if (!origin.documents.empty() && !among(origin.documents, event.document)) return false;
    if (!origin.outcomes.empty() && !among(origin.outcomes, event.outcome)) return false;
    if (!origin.grounds.empty() && !among(origin.grounds, event.ground)) return false;
    if (origin.same_party && event.party != subject_number_) return false;
    if (origin.same_ref && (event.ref == 0 || dossier_.ref_name(event.ref) != question_.ref)) return false;
    if (origin.unless.empty() || event.ref == 0) return true;
    const auto& events = dossier_.events();
    return std::none_of(events.begin(), events.end(), [&](const Event& later) {
        return later.ref == event.ref && among(origin.unless, later.kind) && later.has_date() && later.on >= event.on && Record::visible(later, {question_.as_of, question_.known_at});
    });
}

Value Filler::of_event(const Field& field, const Origin& origin) const {
    const Event* found = nullptr;
    for (const std::uint32_t index : dossier_.by_date()) {
        const Event& event = dossier_.events()[index];
        if (!wanted(event, origin)) continue;
        found = &event;
        if (!origin.latest) break;
    }
    if (origin.of == Origin::Of::event) return found == nullptr ? nothing(field.type) : cell(field, origin.cell, *found);
    if (found != nullptr) return number_value(FieldType::flag, 1);
    // Nothing is said by the absence of what the record does not cover.
    const bool known = std::all_of(origin.kinds.begin(), origin.kinds.end(), [&](Kind kind) { return dossier_.covers(kind); });
    return known ? number_value(FieldType::flag, 0) : nothing(FieldType::flag);
}

Value Filler::of_events(const Field& field, const Origin& origin) const {
    std::vector<std::vector<Value>> rows;
    std::vector<std::uint16_t> seen;  // instances
    for (const std::uint32_t index : dossier_.by_date()) {
        const Event& event = dossier_.events()[index];
        if (!wanted(event, origin) || (origin.once && among(seen, event.ref))) continue;
        if (event.ref != 0) seen.push_back(event.ref);
        std::vector<Value> row;
        for (const Field& item : field.items) row.push_back(cell(item, item.cell, event));
        rows.push_back(std::move(row));
    }
    return list_value(std::move(rows));
}

// What became of the instance from this event on: a text of days and kinds.
Value Filler::course(const CellSource& source, const Event& from) const {
    std::string text;
    for (const std::uint32_t index : dossier_.by_date()) {
        const Event& event = dossier_.events()[index];
        const bool of_it = &event == &from || (from.ref != 0 && event.ref == from.ref && event.on >= from.on);
        if (!of_it || !among(source.course, event.kind) || event.duplicate || !Record::visible(event, {question_.as_of, question_.known_at})) continue;
        if (!text.empty()) text += "；";
        (void)print(date_value(event.on), {Wording::digits}, dossier_, book_, text);
        text += Catalogue::bundled().kind(event.kind).zh;
        if (event.ground != 0) text += "（" + Catalogue::bundled().word(Vocabulary::ground, event.ground).zh + "）";
    }
    return text_value(std::move(text));
}

Value Filler::cell(const Field& field, const CellSource& source, const Event& event) const {
    if (!source.course.empty()) return course(source, event);
    if (!source.column) return typed(text_value(member_at(dossier_.extra(event), {source.member}, 0)), field.type);
    const std::string_view text = dossier_.text(event, *source.column);
    switch (*source.column) {
        case Column::kind: return text_value(event.kind == Kind::unknown ? std::string{text} : Catalogue::bundled().kind(event.kind).zh);
        case Column::amount: return event.has_amount ? typed(number_value(FieldType::money, event.amount.fen()), field.type) : nothing(field.type);
        case Column::on: return typed(date_value(event.on), field.type);
        case Column::until: return typed(date_value(event.until), field.type);
        case Column::role: return text_value(word_text(Vocabulary::role, event.role, text));
        case Column::document: return text_value(word_text(Vocabulary::document, event.document, text));
        case Column::method: return text_value(word_text(Vocabulary::method, event.method, text));
        case Column::outcome: return text_value(word_text(Vocabulary::outcome, event.outcome, text));
        case Column::ground: return text_value(word_text(Vocabulary::ground, event.ground, text));
        case Column::party:
            if (field.type == FieldType::party) return event.party == 0 || event.party > dossier_.parties().size() ? nothing(FieldType::party) : party_value(dossier_.parties()[event.party - 1U]);
            return text_value(name_of(text));
        default: return typed(text_value(std::string{text}), field.type);
    }
}

// The name of a party given by its id; what is no id is a name.
std::string Filler::name_of(std::string_view party) const {
    for (const Party& row : dossier_.parties()) {
        if (dossier_.text(row.id) == party && row.name.length > 0) return std::string{dossier_.text(row.name)};
    }
    return std::string{party};
}

Value Filler::of_claims(const Field& field) const {
    std::vector<std::vector<Value>> rows;
    for (const Claim& claim : dossier_.claims()) {
        std::vector<Value> row;
        for (const Field& item : field.items) {
            const std::string& what = name_in_row(item);
            if (what == "creditor") row.push_back(text_value(name_of(dossier_.text(claim.creditor))));
            else if (what == "kind") row.push_back(text_value(word_text(Vocabulary::claim_kind, claim.kind, dossier_.text(claim.kind_text))));
            else if (what == "principal") row.push_back(claim.principal ? number_value(FieldType::money, claim.principal->fen()) : nothing(FieldType::money));
            else if (what == "debtors") {
                std::string names;
                for (std::uint32_t i = 0; i < claim.debtor_count; ++i) names += (i == 0 ? "" : "、") + name_of(dossier_.text(dossier_.debtors()[claim.first_debtor + i]));
                row.push_back(text_value(std::move(names)));
            } else {
                row.push_back(typed(text_value(member_at(dossier_.text(claim.extra), {what}, 0)), item.type));
            }
        }
        rows.push_back(std::move(row));
    }
    return list_value(std::move(rows));
}

// What is claimed in all; nothing where a claim for money does not say how much.
Value Filler::principal() const {
    static const Word money = Catalogue::bundled().find_word(Vocabulary::claim_kind, "money");
    Money sum;
    bool any = false;
    for (const Claim& claim : dossier_.claims()) {
        if (claim.kind == money && !claim.principal) return nothing(FieldType::money);
        if (!claim.principal) continue;
        sum += *claim.principal;
        any = true;
    }
    return any ? number_value(FieldType::money, sum.fen()) : nothing(FieldType::money);
}

// The latest run of a clock, of the addressee if it is one of parties; one still open rather than one that is over.
const Obligation* Filler::run_of(std::size_t rule, const Review& review) const {
    const Obligation* found = nullptr;
    for (const Obligation& one : review.obligations) {
        if (one.rule != rule || one.due == kNoDate) continue;
        if (one.party != 0 && subject_number_ != 0 && one.party != subject_number_) continue;
        if (found == nullptr || runs(one) || !runs(*found)) found = &one;
    }
    return found;
}

// Of a document that is issued today, and not on record yet, the deadline that it will set.
Value Filler::due(const Origin& origin) {
    if (!review_) {
        review_.emplace();
        reviewer_().review(dossier_, {question_.as_of, question_.known_at}, *review_);
    }
    const Obligation* const found = run_of(origin.rule, *review_);
    if (origin.kinds.empty() || (found != nullptr && runs(*found))) return found == nullptr ? nothing(FieldType::date) : date_value(found->due);
    const Dossier issued = dossier_.with(issue(origin));
    Review then;
    reviewer_().review(issued, {question_.as_of, question_.known_at}, then);
    const auto from_it = [&](const Obligation& one) { return one.rule == origin.rule && one.trigger == static_cast<std::int32_t>(dossier_.events().size()) && one.due != kNoDate; };
    const auto set = std::find_if(then.obligations.begin(), then.obligations.end(), from_it);
    if (set != then.obligations.end()) return date_value(set->due);
    return found == nullptr ? nothing(FieldType::date) : date_value(found->due);
}

// The event that says that the document was issued on its day.
std::string Filler::issue(const Origin& origin) const {
    const Catalogue& catalogue = Catalogue::bundled();
    nlohmann::ordered_json event{{"kind", catalogue.kind(origin.kinds.front()).id}, {"on", to_string(question_.as_of)}};
    if (!question_.party.empty()) event["party"] = question_.party;
    if (!question_.ref.empty()) event["ref"] = question_.ref;
    if (!origin.documents.empty()) event["document"] = catalogue.word(Vocabulary::document, origin.documents.front()).id;
    return event.dump();
}

const Ledger& Filler::ledger() {
    if (!ledger_) ledger_ = Ledger::of(dossier_, {question_.as_of, question_.known_at});
    return *ledger_;
}

Value Filler::balance(const Origin& origin) {
    const auto elsewhere = [&](const Event& event) { return among(origin.unless, event.kind) && Record::visible(event, {question_.as_of, question_.known_at}); };
    if (std::ranges::any_of(dossier_.events(), elsewhere)) return nothing(FieldType::money);
    if (origin.word == "received") return number_value(FieldType::money, ledger().received().fen());
    if (origin.word == "realised") return realised();
    if (origin.word == "unreleased") return number_value(FieldType::money, ledger().unreleased().fen());
    const auto at = std::find(kLedgerAccounts.begin(), kLedgerAccounts.end(), origin.word) - kLedgerAccounts.begin();
    return number_value(FieldType::money, ledger().balance(static_cast<AccountKind>(at + 1)).fen());
}

Value Filler::of_ledger(const Field& field, const Origin& origin) {
    using Cells = std::vector<std::pair<std::string_view, Value>>;
    std::vector<std::vector<Value>> rows;
    const auto add = [&](const Cells& cells) {
        std::vector<Value> row;
        for (const Field& item : field.items) {
            const auto cell = std::find_if(cells.begin(), cells.end(), [&](const auto& one) { return one.first == item.name; });
            row.push_back(cell == cells.end() ? nothing(item.type) : typed(cell->second, item.type));
        }
        rows.push_back(std::move(row));
    };
    const auto money = [](Money amount) { return number_value(FieldType::money, amount.fen()); };
    const auto text = [](std::string_view words) { return text_value(std::string{words}); };
    if (origin.word == "receipts") {
        for (const LedgerReceipt& one : ledger().receipts) {
            add({{"ref", text(one.ref)}, {"payer", text_value(name_of(one.payer))}, {"on", date_value(one.on)}, {"amount", money(one.amount)}, {"left", money(one.left)}});
        }
    } else if (origin.word == "payments") {
        for (const LedgerPayment& one : ledger().payments) {
            add({{"number", text(one.number)}, {"payee", text_value(name_of(one.payee))}, {"receipt", text(one.receipt)}, {"amount", money(one.amount)}, {"state", text(to_string(one.state))}});
        }
    } else {
        for (const LedgerEntitlement& one : ledger().entitlements) {
            add({{"creditor", text_value(name_of(one.creditor))}, {"head", text(one.head)}, {"due", money(one.due)}, {"paid", money(one.paid)}});
        }
    }
    return list_value(std::move(rows));
}

// The fee for enforcing what is claimed, in the scale of the day.
Value Filler::fee() {
    const Value amount = principal();
    if (!amount.present) return nothing(FieldType::money);
    FeeQuestion question;
    question.amount = Money::from_fen(amount.number);
    question.as_of = question_.as_of;
    question.base = "applied";
    return number_value(FieldType::money, zhixing::fee(question, rulebook_).fee.fen());
}

}  // namespace zhixing::documents
