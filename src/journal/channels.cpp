#include <algorithm>
#include <nlohmann/json.hpp>

#include "law/data.hpp"
#include "zhixing/outbox.hpp"

namespace zhixing {

std::optional<std::chrono::seconds> Retry::after(unsigned tries) const noexcept {
    if (tries >= attempts) return std::nullopt;
    std::chrono::seconds wait = first;
    for (unsigned i = 1; i < tries && wait < most; ++i) wait *= factor;
    return std::min(wait, most);
}

const std::vector<Channel>& channels() {
    static const std::vector<Channel> all = [] {
        std::vector<Channel> list;
        const auto document = nlohmann::json::parse(rule_data("channels.json").value());
        for (const auto& row : document.at("channels")) {
            const auto& retry = row.at("retry");
            const auto seconds = [&](const char* name) { return std::chrono::seconds{retry.at(name).get<std::int64_t>()}; };
            list.push_back({row.at("id"), {row.at("zh"), row.at("en")}, row.at("addressed"), row.at("acknowledged"), row.at("failed"),
                            {seconds("first"), retry.at("factor"), seconds("most"), retry.at("attempts")}});
        }
        return list;
    }();
    return all;
}

const Channel& channel(std::string_view id) {
    const auto found = std::ranges::find(channels(), id, &Channel::id);
    if (found != channels().end()) return *found;
    std::string known;
    for (const Channel& one : channels()) known += (known.empty() ? "" : ", ") + one.id;
    const std::string name{id};
    throw InputError{"outbox.channel", {"没有渠道“" + name + "”，应为其中之一：" + known, "there is no channel '" + name + "'; one of these is expected: " + known}};
}

}  // namespace zhixing
