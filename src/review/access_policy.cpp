// Reads the access policy. Every name is resolved; one that is not known is an error.
#include "review/access_policy.hpp"

#include <algorithm>
#include <array>

#include "law/data.hpp"
#include "law/documents.hpp"

namespace zhixing {
namespace {

constexpr const char* kFile = "access.json";
constexpr std::array<std::string_view, 7> kScopes{"none", "own_cases", "own_court", "courts_below", "all", "party", "agent"};

const Catalogue& catalogue() { return Catalogue::bundled(); }

std::vector<Citation> citations_of(const Node& node) {
    std::vector<Citation> citations;
    for (const Node& citation : node.at("citations").list()) citations.push_back(Documents::bundled().cite(citation));
    return citations;
}

Word word_of(const Node& node, Vocabulary vocabulary, std::string_view id) {
    const Word word = catalogue().find_word(vocabulary, id);
    if (word == 0 || catalogue().word(vocabulary, word).id != id) {
        node.fail("access.unknown_word", "目录中没有“" + std::string{id} + "”", "the catalogue has no word \"" + std::string{id} + "\"");
    }
    return word;
}

std::vector<Word> words_of(const Node& node, Vocabulary vocabulary) {
    std::vector<Word> words;
    for (const Node& entry : node.list()) words.push_back(word_of(entry, vocabulary, entry.text()));
    return words;
}

void add_kinds(const Node& entry, Kinds& kinds) {
    const auto found = catalogue().match_kinds(entry.text());
    if (found.empty()) entry.fail("access.unknown_kind", "目录中没有事件类型“" + entry.text() + "”", "the catalogue has no kind \"" + entry.text() + "\"");
    for (const Kind kind : found) kinds.set(static_cast<std::size_t>(kind));
}

Kinds kinds_of(const Node& node) {
    Kinds kinds;
    for (const Node& entry : node.list()) add_kinds(entry, kinds);
    return kinds;
}

Scope scope_of(const Node& node) {
    const auto found = std::ranges::find(kScopes, node.text());
    if (found == kScopes.end()) node.fail("access.scope", "没有这种范围：" + node.text(), "there is no scope \"" + node.text() + "\"");
    return static_cast<Scope>(found - kScopes.begin());
}

bool flag_of(const Node& node, const char* name) {
    const auto found = node.find(name);
    return found && found->boolean();
}

class PolicyReader {
public:
    explicit PolicyReader(const Node& root) : root_{root} {}

    PolicyData read() && {
        root_.only({"schema", "id", "version", "name", "identity", "authority", "handler", "names_another", "outsiders", "citations", "items",
                    "sensitive", "masks", "events", "views", "party_views", "roles", "note"});
        data_.json = root_.json();
        data_.id = root_.at("id").text();
        data_.version = root_.at("version").text();
        (void)root_.at("name").zh_en();
        data_.citations = citations_of(root_);
        read_identity(root_.at("identity"));
        read_authority(root_.at("authority"));
        data_.handler = kinds_of(root_.at("handler"));
        data_.names_another = kinds_of(root_.at("names_another"));
        data_.outsiders = words_of(root_.at("outsiders"), Vocabulary::role);
        read_items(root_.at("items"));
        data_.sensitive = items_of(root_.at("sensitive"));
        read_masks(root_.at("masks"));
        read_sets(root_.at("events"));
        read_views(root_.at("views"));
        read_party_views(root_.at("party_views"));
        read_roles(root_.at("roles"));
        return std::move(data_);
    }

private:
    void read_identity(const Node& node) {
        node.only({"kinds", "hours", "note", "citations"});
        for (const std::string& kind : node.at("kinds").names()) {
            (void)node.at("kinds").at(kind.c_str()).zh_en();
            data_.identity_kinds.push_back(kind);
        }
        const Node hours = node.at("hours");
        data_.identity_hours = hours.integer();
        if (data_.identity_hours <= 0) hours.fail("access.hours", "有效时长应大于 0", "a check holds for more than 0 hours");
        data_.identity_citations = citations_of(node);
    }

    void read_authority(const Node& node) {
        node.only({"given", "ended", "left", "note", "citations"});
        data_.authority_given = kinds_of(node.at("given"));
        data_.authority_ended = kinds_of(node.at("ended"));
        data_.left = kinds_of(node.at("left"));
        data_.authority_citations = citations_of(node);
    }

    void read_items(const Node& node) {
        for (const std::string& id : node.names()) {
            const Node entry = node.at(id.c_str());
            entry.only({"name", "members", "numbers"});
            (void)entry.at("name").zh_en();
            Item item{id, {}, {}};
            if (const auto members = entry.find("members")) item.members = members->texts();
            if (const auto numbers = entry.find("numbers")) item.numbers = kinds_of(*numbers);
            data_.items.push_back(std::move(item));
        }
        if (data_.items.size() > kMaxItems) node.fail("access.items", "项目过多", "there are too many items");
        for (const std::string_view needed : kNeededItems) {
            if (data_.item(needed) == data_.items.size()) node.fail("access.item", "缺少项目 " + std::string{needed}, "item \"" + std::string{needed} + "\" is missing");
        }
    }

    Items items_of(const Node& node) const {
        Items items;
        for (const Node& entry : node.list()) {
            const std::size_t item = data_.item(entry.text());
            if (item == data_.items.size()) entry.fail("access.item", "没有这个项目：" + entry.text(), "there is no item \"" + entry.text() + "\"");
            items.set(item);
        }
        return items;
    }

    void read_masks(const Node& node) {
        constexpr std::array<std::string_view, 6> kHow{"show", "remove", "cross", "surname", "county", "scan"};
        for (const std::string& id : node.names()) {
            const Node entry = node.at(id.c_str());
            entry.only({"how", "first", "last"});
            const auto found = std::ranges::find(kHow, entry.at("how").text());
            if (found == kHow.end()) entry.at("how").fail("access.mask", "没有这种遮蔽方式", "there is no such way to mask");
            Mask mask{static_cast<Mask::How>(found - kHow.begin()), 0, 0};
            for (const auto& [name, kept] : {std::pair{"first", &mask.first}, {"last", &mask.last}}) {
                const auto count = entry.find(name);
                if (!count) continue;
                if (mask.how != Mask::How::cross || count->integer() < 0) count->fail("access.mask", "只有 cross 保留字符，且不少于 0", "only cross keeps characters, 0 or more");
                *kept = static_cast<std::size_t>(count->integer());
            }
            masks_.emplace(id, mask);
        }
    }

    void read_sets(const Node& node) {
        for (const std::string& id : node.names()) sets_.emplace(id, kinds_of(node.at(id.c_str())));
    }

    void read_views(const Node& node) {
        for (const std::string& id : node.names()) {
            const Node entry = node.at(id.c_str());
            entry.only({"name", "events", "own_events", "own", "shows", "note", "citations"});
            (void)entry.at("name").zh_en();
            View view{id, false, {}, {}, {}, {}, citations_of(entry)};
            for (const Node& events : entry.at("events").list()) take_events(events, view);
            if (const auto own = entry.find("own_events")) view.own_kinds = kinds_of(*own);
            if (const auto own = entry.find("own")) view.own = items_of(*own);
            const Node shows = entry.at("shows");
            for (const std::string& name : shows.names()) {
                if (data_.item(name) == data_.items.size()) shows.at(name.c_str()).fail("access.item", "没有这个项目", "there is no such item");
            }
            for (const Item& item : data_.items) view.shows.push_back(mask_of(shows.at(item.id.c_str())));
            data_.views.push_back(std::move(view));
        }
    }

    void take_events(const Node& node, View& view) const {
        const std::string text = node.text();
        if (text == "*") {
            view.all_kinds = true;
        } else if (text.starts_with('@')) {
            const auto set = sets_.find(text.substr(1));
            if (set == sets_.end()) node.fail("access.unknown_set", "没有这组事件：" + text, "there is no set of events \"" + text + "\"");
            view.kinds |= set->second;
        } else {
            add_kinds(node, view.kinds);
        }
    }

    Mask mask_of(const Node& node) const {
        const auto mask = masks_.find(node.text());
        if (mask == masks_.end()) node.fail("access.mask", "没有这种遮蔽：" + node.text(), "there is no mask \"" + node.text() + "\"");
        return mask->second;
    }

    std::size_t view_of(const Node& node) const {
        const View* const view = data_.view(node.text());
        if (view == nullptr) node.fail("access.view", "没有这种视图：" + node.text(), "there is no view \"" + node.text() + "\"");
        return static_cast<std::size_t>(view - data_.views.data());
    }

    void read_party_views(const Node& node) {
        (void)node.at("otherwise");
        for (const std::string& role : node.names()) {
            const Node entry = node.at(role.c_str());
            data_.party_views[role == "otherwise" ? Word{0} : word_of(entry, Vocabulary::party_role, role)] = view_of(entry);
        }
    }

    void read_roles(const Node& node) {
        data_.roles.resize(catalogue().word_count(Vocabulary::role) + 1);
        for (const std::string& id : node.names()) {
            const Node entry = node.at(id.c_str());
            entry.only({"read", "write", "header", "enters", "import", "export", "audit", "as", "note"});
            RolePolicy role;
            for (const Node& grant : entry.at("read").list()) role.read.push_back(grant_of(grant));
            if (const auto write = entry.find("write")) {
                role.write = scope_of(*write);
                if (role.write == Scope::party || role.write == Scope::agent) write->fail("access.write", "当事人和代理人不直接录入", "parties and agents do not record; the court enters what they hand in");
            }
            role.header = flag_of(entry, "header");
            role.enters = flag_of(entry, "enters");
            role.import = flag_of(entry, "import");
            role.take_out = flag_of(entry, "export");
            role.audit = flag_of(entry, "audit");
            if (const auto as = entry.find("as")) role.as = words_of(*as, Vocabulary::party_role);
            data_.roles[word_of(entry, Vocabulary::role, id)] = std::move(role);
        }
    }

    Grant grant_of(const Node& node) const {
        node.only({"scope", "view", "record"});
        Grant grant{scope_of(node.at("scope")), 0, {}};
        const bool outside = grant.scope == Scope::party || grant.scope == Scope::agent;
        if (outside == node.has("view")) node.fail("access.view", "当事人和代理人的视图由其在案件中的地位决定，其他范围须指明视图", "parties and agents get the view of their part in the case; any other scope names one");
        if (!outside) grant.view = view_of(node.at("view"));
        if (const auto record = node.find("record")) grant.record = items_of(*record);
        return grant;
    }

    Node root_;
    PolicyData data_;
    std::map<std::string, Mask> masks_;
    std::map<std::string, Kinds> sets_;
};

void check_schema(const Node& root) {
    if (root.at("schema").text() != "zhixing.access/1") root.at("schema").fail("access.schema", "不是 zhixing.access/1", "not zhixing.access/1");
}

// Whether something stands at a pointer, or above it.
bool stands_in(const Json& json, const std::string& pointer) {
    const std::size_t top = pointer.find('/', 1);  // sections of the policy are replaced member by member
    return json.contains(Json::json_pointer{pointer}) || (top != std::string::npos && json.contains(Json::json_pointer{pointer.substr(0, pointer.rfind('/'))}));
}

}  // namespace

std::string_view to_string(Scope scope) noexcept { return kScopes[static_cast<std::size_t>(scope)]; }

bool View::whole() const {
    return all_kinds && std::ranges::all_of(shows, [](const Mask& mask) { return mask.how == Mask::How::show; });
}

Items View::shown() const {
    Items items = own;
    for (std::size_t i = 0; i < shows.size(); ++i) {
        if (shows[i].how == Mask::How::show) items.set(i);
    }
    return items;
}

std::vector<std::string> PolicyData::names_of(const Items& which) const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (which[i]) names.push_back(items[i].id);
    }
    return names;
}

const RolePolicy* PolicyData::role(std::string_view role_id) const {
    const Word word = catalogue().find_word(Vocabulary::role, role_id);
    return word == 0 || catalogue().word(Vocabulary::role, word).id != role_id ? nullptr : &roles[word];
}

std::size_t PolicyData::item(std::string_view item_id) const {
    return static_cast<std::size_t>(std::ranges::find(items, item_id, &Item::id) - items.begin());
}

const View* PolicyData::view(std::string_view view_id) const {
    const auto found = std::ranges::find(views, view_id, &View::id);
    return found == views.end() ? nullptr : &*found;
}

AccessPolicy AccessPolicy::bundled() {
    static const AccessPolicy policy = [] {
        const Json json = parse_json(rule_data(kFile).value(), kFile);
        const Node root{json, kFile, ""};
        check_schema(root);
        return AccessPolicy{std::make_shared<const PolicyData>(PolicyReader{root}.read())};
    }();
    return policy;
}

AccessPolicy AccessPolicy::load(std::string_view json, std::string_view file, const AccessPolicy* base) {
    const std::string name{file};
    const Json overlay = parse_json(json, name);
    const Node root{overlay, name, ""};
    check_schema(root);
    root.only({"schema", "id", "version", "extends", "override", "name", "note"});
    const AccessPolicy below = base != nullptr ? *base : bundled();
    if (root.at("extends").text() != below.id()) root.at("extends").fail("access.extends", "没有这个权限规则：" + root.at("extends").text(), "there is no policy \"" + root.at("extends").text() + "\"");
    const Node change = root.at("override");
    change.only({"name", "identity", "authority", "handler", "names_another", "outsiders", "citations", "items", "sensitive", "masks", "events", "views", "party_views", "roles"});
    Json whole = below.data().json;
    whole.merge_patch(change.json());
    whole["id"] = root.at("id").text();
    whole["version"] = root.at("version").text();
    try {
        return AccessPolicy{std::make_shared<const PolicyData>(PolicyReader{Node{whole, name, ""}}.read())};
    } catch (const RuleError& error) {
        const std::string& pointer = error.place().pointer;
        const bool ours = stands_in(change.json(), pointer);
        throw RuleError{error.code(), error.message(), {ours ? name : name + " + " + below.id(), 0, (ours ? "/override" : "") + pointer}};
    }
}

const std::string& AccessPolicy::id() const noexcept { return data_->id; }
const std::string& AccessPolicy::version() const noexcept { return data_->version; }
std::string AccessPolicy::json() const { return data_->json.dump(); }

}  // namespace zhixing
