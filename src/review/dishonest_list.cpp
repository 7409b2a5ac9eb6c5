// The list of dishonest debtors, row by row.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "review/age.hpp"
#include "review/record.hpp"
#include "value/json_writer.hpp"
#include "zhixing/case_number.hpp"
#include "zhixing/court.hpp"
#include "zhixing/disclosure.hpp"
#include "zhixing/kinds.hpp"
#include "zhixing/masking.hpp"

namespace zhixing {
namespace {

std::string word(Vocabulary vocabulary, Word of) { return of == 0 ? std::string{} : Catalogue::bundled().word(vocabulary, of).zh; }

// A member of an object kept as text, by the first of its names that is there.
std::string member(std::string_view extra, std::initializer_list<const char*> names) {
    const auto json = nlohmann::json::parse("{" + std::string{extra} + "}", nullptr, false);
    for (const char* name : names) {
        if (json.is_object() && json.contains(name) && json[name].is_string()) return json[name].get<std::string>();
    }
    return {};
}

// 110101********4514 with the year left: the site crosses out month and day.
std::string shown_number(const std::string& number) {
    constexpr std::size_t kMonth = 10, kLength = 18;
    return number.size() == kLength ? number.substr(0, kMonth) + "****" + number.substr(kMonth + 4) : cross(number, 4, 2);
}

class ListMaker {
public:
    ListMaker(const Dossier& dossier, const ReviewOptions& options) : dossier_{dossier}, options_{options} { record_.load(dossier, options); }

    std::vector<DishonestEntry> run() {
        std::vector<DishonestEntry> entries;
        for (std::size_t i = 0; i < dossier_.parties().size(); ++i) {
            const std::int32_t listed = listing(static_cast<std::uint16_t>(i + 1));
            if (listed == kNoEvent || is_minor(dossier_.text(dossier_.parties()[i].identity_number), record_.event(listed).on)) continue;
            entries.push_back(row(dossier_.parties()[i], record_.event(listed)));
        }
        return entries;
    }

private:
    // The listing that holds on the day; a stated term that has passed ends it.
    [[nodiscard]] std::int32_t listing(std::uint16_t party) const {
        std::int32_t found = latest(kinds::dishonest_listed, party);
        if (found == kNoEvent) return found;
        const Event& listed = record_.event(found);
        if (listed.has_until() && listed.until < options_.as_of) return kNoEvent;
        const std::int32_t removed = latest(kinds::dishonest_removed, party);
        return removed != kNoEvent && record_.event(removed).on >= listed.on ? kNoEvent : found;
    }
    [[nodiscard]] std::int32_t latest(Kind kind, std::uint16_t party) const {
        std::int32_t found = kNoEvent;
        for (std::int32_t position = record_.first(kind); position != kNoEvent; position = record_.next(position)) {
            if (record_.event(position).party == party) found = position;
        }
        return found;
    }
    [[nodiscard]] DishonestEntry row(const Party& party, const Event& listed) const {
        DishonestEntry entry;
        const bool natural = party.kind == Catalogue::bundled().find_word(Vocabulary::party_kind, "natural");
        entry.name = dossier_.text(party.name);
        if (natural) put_person(entry, party);
        else put_organisation(entry, party);
        entry.case_code = dossier_.number();
        put_court(entry);
        const std::int32_t filed = record_.first(kinds::case_filed);
        if (filed != kNoEvent) entry.reg_date = to_string(record_.event(filed).on);
        entry.publish_date = to_string(listed.on);
        const Basis& basis = dossier_.basis();
        entry.gist_id = dossier_.text(basis.number);
        entry.gist_unit = member(dossier_.text(basis.extra), {"unit", "court", "made_by", "制作单位", "作出单位"});
        entry.duty = member(dossier_.text(basis.extra), {"duty", "content", "义务", "主文"});
        entry.performance = word(Vocabulary::outcome, listed.outcome);
        const std::int32_t decided = latest(kinds::dishonest_decided, listed.party);
        entry.disrupt_type = word(Vocabulary::ground, listed.ground != 0 || decided == kNoEvent ? listed.ground : record_.event(decided).ground);
        list_missing(entry, natural);
        return entry;
    }
    void put_person(DishonestEntry& entry, const Party& party) const {
        const auto identity = identity_of(dossier_.text(party.identity_number));
        if (!identity) return;
        if (identity->birth) entry.age = std::to_string(full_years(*identity->birth, options_.as_of));
        if (identity->female) entry.sex = *identity->female ? "女" : "男";
        entry.card_num = shown_number(identity->to_18());
    }
    void put_organisation(DishonestEntry& entry, const Party& party) const {
        entry.card_num = dossier_.text(party.identity_number);
        entry.business_entity = member(dossier_.text(party.extra), {"representative", "法定代表人", "负责人"});
    }
    // The court by its code, and the province that its code begins with.
    void put_court(DishonestEntry& entry) const {
        std::string code{dossier_.court()};
        try {
            if (code.empty()) code = CaseNumber::parse(dossier_.number()).court();
        } catch (const InputError&) {
            return;
        }
        const auto court = find_court(code) ? find_court(code) : find_court_named(code);
        entry.court = court ? std::string{court->name} : code;
        auto above = court;
        while (above && above->level != "高级" && !above->parent.empty()) above = find_court(above->parent);
        if (above && above->level == "高级") entry.area = above->name.substr(0, above->name.find("高级"));
    }

    static void list_missing(DishonestEntry& entry, bool natural) {
        const auto want = [&entry](const char* name, const std::string& value) {
            if (value.empty()) entry.missing.emplace_back(name);
        };
        want("name", entry.name);
        want("card_num", entry.card_num);
        if (natural) want("sex", entry.sex), want("age", entry.age);
        else want("business_entity", entry.business_entity);
        want("duty", entry.duty);
        want("performance", entry.performance);
        want("disrupt_type", entry.disrupt_type);
        want("gist_unit", entry.gist_unit);
        want("gist_id", entry.gist_id);
        want("case_code", entry.case_code);
        want("reg_date", entry.reg_date);
        want("court", entry.court);
    }

    const Dossier& dossier_;
    const ReviewOptions& options_;
    Record record_;
};

}  // namespace

std::vector<DishonestEntry> dishonest_entries(const Dossier& dossier, const ReviewOptions& options) { return ListMaker{dossier, options}.run(); }

std::string to_json(const std::vector<DishonestEntry>& entries, Date as_of) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.dishonest-list/1").name("as_of").word(to_string(as_of)).name("entries").open('[');
    for (const DishonestEntry& entry : entries) {
        json.open('{').member("name", entry.name).member("age", entry.age).member("sex", entry.sex).member("card_num", entry.card_num);
        json.member("business_entity", entry.business_entity).member("area", entry.area).member("case_code", entry.case_code).member("reg_date", entry.reg_date);
        json.member("publish_date", entry.publish_date).member("gist_id", entry.gist_id).member("court", entry.court).member("gist_unit", entry.gist_unit);
        json.member("duty", entry.duty).member("performance", entry.performance).member("disrupt_type", entry.disrupt_type).name("missing").open('[');
        for (const std::string& column : entry.missing) json.text(column);
        json.close(']').close('}');
    }
    json.close(']').close('}');
    return out;
}

}  // namespace zhixing
