// A dossier as somebody may see it.
#include <algorithm>
#include <map>

#include "review/access_policy.hpp"
#include "zhixing/masking.hpp"
#include "value/utf8.hpp"

namespace zhixing {
namespace {

// Members that the format knows; any other is an unknown one and may hold anything.
constexpr std::string_view kHeaderMembers[] = {"schema", "number", "court", "kind", "covers", "basis", "parties", "claims", "events"};
constexpr std::string_view kBasisMembers[] = {"kind", "number", "made", "effective", "perform_by"};
constexpr std::string_view kPartyMembers[] = {"id", "role", "kind", "name", "identity"};
constexpr std::string_view kIdentityMembers[] = {"kind", "number"};
constexpr std::string_view kClaimMembers[] = {"id", "creditor", "debtors", "kind", "principal"};

template <std::size_t size>
bool is_one_of(const std::string_view (&names)[size], std::string_view name) { return std::ranges::find(names, name) != std::end(names); }

const std::string& text_of(const Json& value) { return value.get_ref<const std::string&>(); }

// A member's name without what people vary: case, spaces, `_`, `-`.
std::string plain(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c == ' ' || c == '_' || c == '-') continue;
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

class Masker {
public:
    Masker(const Dossier& dossier, const PolicyData& policy, const View& view, const std::vector<OwnParty>& own)
        : dossier_{dossier}, policy_{policy}, view_{view}, own_{own}, json_(Json::parse(dossier.to_json())) {
        for (std::size_t i = 0; i < std::size(kNeededItems); ++i) needed_[kNeededItems[i]] = policy.item(kNeededItems[i]);
    }

    MaskedDossier run() {
        collect_names();
        Json out = Json::object();
        for (auto& [name, value] : json_.items()) {
            if (name == "parties") out[name] = parties(value);
            else if (name == "claims") out[name] = list(value, [this](const Json& claim) { return claim_of(claim); });
            else if (name == "basis") out[name] = object(value, kBasisMembers, policy_.items.size(), false);
            else if (name == "events") out[name] = events(value);
            else if (name == "court") out[name] = Json(free_text(text_of(value)));
            else if (is_one_of(kHeaderMembers, name)) out[name] = value;  // number, kind and what is covered
            else put_unknown(out, name, value, false);
        }
        return {out.dump(), policy_.names_of(seen_), withheld_};
    }

private:
    // ---- who is who

    [[nodiscard]] bool is_own(const Party& party) const {
        return std::ranges::any_of(own_, [&](const OwnParty& own) {
            // The id alone is not enough: an earlier header may have given it to somebody else.
            const std::string number = identity_key(own.identity_number);
            const bool same = number.empty() ? own.name == dossier_.text(party.name) : number == identity_key(dossier_.text(party.identity_number));
            return own.id == dossier_.text(party.id) && same;
        });
    }

    // What names become in this view, and ids with something in them that is hidden.
    void collect_names() {
        const Mask& mask = view_.shows[needed_["name"]];
        std::vector<std::string> hidden;
        for (const Party& party : dossier_.parties()) {
            const bool own = is_own(party);
            if (own) own_ids_.emplace_back(dossier_.text(party.id));
            const bool kept = is_organisation(party) && mask.how == Mask::How::surname;
            if (mask.how != Mask::How::show && !kept && !(own && view_.own[needed_["name"]])) hidden.emplace_back(dossier_.text(party.name));
        }
        names_ = pseudonyms(hidden);
        if (mask.how != Mask::How::surname) {
            for (auto& [name, shown] : names_) shown = apply(mask, name).value_or("某");
        }
        for (const Party& party : dossier_.parties()) rename(std::string{dossier_.text(party.id)});
        for (const Event& event : dossier_.events()) {
            if (event.party != 0) rename(std::string{dossier_.party_id(event.party)});
        }
    }
    [[nodiscard]] bool is_organisation(const Party& party) const {
        if (party.kind == 0) return false;
        return Catalogue::bundled().word(Vocabulary::party_kind, party.kind).id != "natural";
    }
    // Ids have to stay different from one another.
    void rename(const std::string& id) {
        if (view_whole_ || ids_.contains(id)) return;
        std::string shown = scan(id, names_);
        if (shown != id) shown = "×" + std::to_string(ids_.size() + 1);
        ids_.emplace(id, std::move(shown));
    }
    [[nodiscard]] std::string id_of(const std::string& id) const {
        const auto found = ids_.find(id);
        return found == ids_.end() ? free_text(id) : found->second;
    }

    // ---- values

    [[nodiscard]] std::optional<std::string> apply(const Mask& mask, std::string_view text) const {
        switch (mask.how) {
            case Mask::How::show: return std::string{text};
            case Mask::How::remove: return std::nullopt;
            case Mask::How::cross: return cross(text, mask.first, mask.last);
            case Mask::How::surname: return surname_only(text);
            case Mask::How::county: {
                std::string county = county_of(text);
                if (county.empty()) return std::nullopt;
                return county;
            }
            case Mask::How::scan: return scan(text, names_);
        }
        return std::nullopt;
    }

    // A text that is no item of its own: an id, a reference, a word nobody knows.
    [[nodiscard]] std::string free_text(std::string_view text) const { return view_whole_ ? std::string{text} : scan(text, names_); }

    // One value of an item; nothing if it is not shown.
    std::optional<Json> value_of(std::size_t item, const Json& value, bool own) {
        const Mask shown{Mask::How::show, 0, 0};
        const Mask& mask = own && view_.own[item] ? shown : view_.shows[item];
        if (mask.how == Mask::How::remove) return std::nullopt;
        if (mask.how == Mask::How::show) {
            seen_.set(item);
            return value;
        }
        if (value.is_object()) {
            Json out = Json::object();
            for (const auto& [name, inner] : value.items()) put_unknown(out, name, inner, own, item);
            return out;
        }
        if (value.is_array()) {
            Json out = Json::array();
            for (const Json& inner : value) {
                if (auto masked = value_of(item, inner, own)) out.push_back(*std::move(masked));
            }
            return out;
        }
        if (value.is_boolean() || value.is_null()) return mask.how == Mask::How::scan ? std::optional{value} : std::nullopt;
        const std::string text = value.is_string() ? text_of(value) : value.dump();
        auto masked = apply(mask, text);
        if (!masked) return std::nullopt;
        return *masked == text ? value : Json(*std::move(masked));
    }

    // A member that the format does not know. What its name does not tell is what it stands in: a telephone beside an
    // address is a telephone, a street in an address is an address.
    void put_unknown(Json& out, const std::string& name, const Json& value, bool own, std::optional<std::size_t> within = {}) {
        if (scan(name, names_) != name && !view_whole_) return;  // a name that tells by itself
        const std::size_t other = needed_["other"];
        std::size_t item = item_of_member(name);
        if (item == other && within) item = *within;
        if (auto masked = nested(item, value, own)) out[name] = *std::move(masked);
    }
    // An object or list of unknown members is walked even where it is shown, for what stands inside.
    std::optional<Json> nested(std::size_t item, const Json& value, bool own) {
        const bool shown = view_.shows[item].how == Mask::How::show || (own && view_.own[item]);
        if (!shown || !value.is_structured()) return value_of(item, value, own);
        if (value.is_object()) {
            Json out = Json::object();
            for (const auto& [name, inner] : value.items()) put_unknown(out, name, inner, own, item);
            return out;
        }
        Json out = Json::array();
        for (const Json& inner : value) {
            if (auto masked = nested(item, inner, own)) out.push_back(*std::move(masked));
        }
        return out;
    }
    [[nodiscard]] std::size_t item_of_member(std::string_view name) {
        const std::string key = plain(name);
        for (std::size_t i = 0; i < policy_.items.size(); ++i) {
            if (std::ranges::any_of(policy_.items[i].members, [&](const std::string& word) { return key.find(plain(word)) != std::string::npos; })) return i;
        }
        return needed_["other"];
    }

    // ---- the parts of a dossier

    template <typename Part>
    static Json list(const Json& all, Part&& part) {
        Json out = Json::array();
        for (const Json& each : all) out.push_back(part(each));
        return out;
    }

    // An object whose known members are shown as free text, or masked as an item where one is given.
    template <std::size_t size>
    Json object(const Json& given, const std::string_view (&known)[size], std::size_t item, bool own) {
        Json out = Json::object();
        for (const auto& [name, value] : given.items()) {
            if (!is_one_of(known, name)) put_unknown(out, name, value, own);
            else if (item < policy_.items.size() && name == "number") put(out, name, value_of(item, value, own));
            else out[name] = value.is_string() ? Json(free_text(text_of(value))) : value;
        }
        return out;
    }
    static void put(Json& out, const std::string& name, std::optional<Json> value) {
        if (value) out[name] = *std::move(value);
    }

    Json parties(const Json& all) {
        Json out = Json::array();
        for (std::size_t i = 0; i < all.size(); ++i) out.push_back(party_of(all[i], is_own(dossier_.parties()[i])));
        return out;
    }
    Json party_of(const Json& given, bool own) {
        Json out = Json::object();
        for (const auto& [name, value] : given.items()) {
            if (name == "id") out[name] = id_of(text_of(value));
            else if (name == "name") put(out, name, name_of(text_of(value)));
            else if (name == "identity") put_identity(out, value, own);
            else if (is_one_of(kPartyMembers, name)) out[name] = Json(free_text(text_of(value)));
            else put_unknown(out, name, value, own);
        }
        return out;
    }
    std::optional<Json> name_of(const std::string& name) {
        for (const auto& [hidden, shown] : names_) {
            if (hidden == name) return Json(shown);
        }
        seen_.set(needed_["name"]);
        return Json(name);
    }
    void put_identity(Json& out, const Json& given, bool own) {
        Json identity = object(given, kIdentityMembers, needed_["identity"], own);
        if (identity.contains("number")) out["identity"] = std::move(identity);
    }

    Json claim_of(const Json& given) {
        Json out = object(given, kClaimMembers, policy_.items.size(), false);
        if (out.contains("principal")) out["principal"] = given["principal"];  // an amount, however many digits it has
        if (out.contains("creditor")) out["creditor"] = id_of(text_of(given["creditor"]));
        if (out.contains("debtors")) out["debtors"] = list(given["debtors"], [this](const Json& debtor) { return Json(id_of(text_of(debtor))); });
        return out;
    }

    Json events(const Json& all) {
        Json out = Json::array();
        collect_own_numbers();
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Event& event = dossier_.events()[i];
            const bool shown = view_.all_kinds || (event.kind != Kind::unknown && view_.kinds[static_cast<std::size_t>(event.kind)]) || about_oneself(event);
            if (shown) out.push_back(event_of(event, all[i]));
            else ++withheld_;
        }
        return out;
    }
    // Requests of oneself, and what was decided on them: it names their number.
    [[nodiscard]] bool is_own_kind(const Event& event) const { return event.kind != Kind::unknown && view_.own_kinds[static_cast<std::size_t>(event.kind)]; }
    [[nodiscard]] bool names_oneself(const Event& event) const {
        return event.party != 0 && std::ranges::find(own_ids_, dossier_.party_id(event.party)) != own_ids_.end();
    }
    void collect_own_numbers() {
        for (const Event& event : dossier_.events()) {
            if (is_own_kind(event) && names_oneself(event)) own_numbers_.emplace_back(dossier_.text(event, Column::number));
        }
    }
    [[nodiscard]] bool about_oneself(const Event& event) const {
        if (!is_own_kind(event)) return false;
        if (event.party != 0) return names_oneself(event);
        const std::string_view number = dossier_.text(event, Column::number);
        return !number.empty() && std::ranges::find(own_numbers_, number) != own_numbers_.end();
    }
    Json event_of(const Event& event, const Json& given) {
        const bool own = names_oneself(event);
        Json out = Json::object();
        for (const auto& [name, value] : given.items()) {
            const auto column = Catalogue::bundled().find_column(name);
            if (!column || to_string(*column) != name) put_unknown(out, name, value, own);
            else put(out, name, column_of(*column, event, value, own));
        }
        return out;
    }
    std::optional<Json> column_of(Column column, const Event& event, const Json& value, bool own) {
        switch (column) {
            case Column::on:
            case Column::recorded:
            case Column::until:
            case Column::amount: return value;
            case Column::id: return Json(event_id(text_of(value)));
            case Column::party: return Json(id_of(std::string{dossier_.party_id(event.party)}));
            case Column::by: return value_of(needed_["person"], Json(free_text(text_of(value))), own);
            case Column::note: return value_of(needed_["note"], value, false);
            case Column::digest: return value_of(needed_["digest"], value, own);
            case Column::number: return about_oneself(event) ? Json(free_text(text_of(value))) : value_of(item_of_number(event.kind), value, own);
            case Column::kind:
            case Column::role:
            case Column::ref:
            case Column::document:
            case Column::method:
            case Column::outcome:
            case Column::ground: break;
        }
        return Json(free_text(text_of(value)));
    }
    [[nodiscard]] std::size_t item_of_number(Kind kind) {
        for (std::size_t i = 0; kind != Kind::unknown && i < policy_.items.size(); ++i) {
            if (policy_.items[i].numbers[static_cast<std::size_t>(kind)]) return i;
        }
        return needed_["number"];
    }
    // An event's id that tells something by itself is replaced by one that does not.
    std::string event_id(const std::string& id) {
        std::string shown = free_text(id);
        return shown == id ? shown : "×" + std::to_string(++renamed_);
    }

    const Dossier& dossier_;
    const PolicyData& policy_;
    const View& view_;
    const std::vector<OwnParty>& own_;
    const Json json_;
    const bool view_whole_ = view_.whole();
    std::map<std::string_view, std::size_t> needed_;
    Pseudonyms names_;
    std::map<std::string, std::string, std::less<>> ids_;
    std::vector<std::string> own_ids_, own_numbers_;
    Items seen_;
    std::size_t withheld_ = 0;
    int renamed_ = 0;
};

}  // namespace

MaskedDossier mask(const Dossier& dossier, const AccessPolicy& policy, std::string_view view, const std::vector<OwnParty>& own) {
    const View* const found = policy.data().view(view);
    if (found == nullptr) throw RuleError{"access.view", {"没有这种视图：" + std::string{view}, "there is no view \"" + std::string{view} + "\""}};
    return Masker{dossier, policy.data(), *found, own}.run();
}

}  // namespace zhixing
