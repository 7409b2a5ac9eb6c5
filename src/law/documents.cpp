#include "law/documents.hpp"

#include "law/data.hpp"
#include "law/rule.hpp"
#include "value/json_writer.hpp"

namespace zhixing {

Source parse_source(const Node& node) {
    const std::string text = node.text();
    for (const Source source : {Source::read, Source::secondary, Source::unverified}) {
        if (text == to_string(source)) return source;
    }
    node.fail("rule.word", "应为 read、secondary 或 unverified", "read, secondary or unverified is expected, not \"" + text + "\"");
}

Level parse_level(const Node& node) {
    const std::string text = node.text();
    for (const Level level : {Level::statute, Level::policy, Level::court}) {
        if (text == to_string(level)) return level;
    }
    node.fail("rule.word", "应为 statute、policy 或 court", "statute, policy or court is expected, not \"" + text + "\"");
}

std::string to_json(const std::vector<Citation>& citations) {
    std::string out;
    JsonWriter json{out};
    json.open('[');
    for (const Citation& citation : citations) {
        json.open('{').member("document", citation.document);
        if (!citation.number.empty()) json.member("number", citation.number);
        json.member("article", citation.article).member("version", citation.version).close('}');
    }
    json.close(']');
    return out;
}

const Documents& Documents::bundled() {
    static const Documents documents = [] {
        const Json json = parse_json(rule_data("documents.json").value(), "documents.json");
        return Documents{Node{json, "documents.json", ""}};
    }();
    return documents;
}

Documents::Documents(const Node& root) {
    const Node all = root.at("documents");
    for (const std::string& short_name : all.names()) {
        const Node entry = all.at(short_name.c_str());
        entry.only({"name", "number", "versions", "note"});
        Document document{entry.at("name").text(), {}};
        const auto number = entry.find("number");
        const Node versions = entry.at("versions");
        for (const std::string& day : versions.names()) {
            const Node version = versions.at(day.c_str());
            version.only({"number", "title", "source", "to", "note"});
            if (!parse_date(day)) version.fail("rule.date", "版本应以施行日期为名", "a version is named by the day it came into force");
            const auto own_number = version.find("number");
            document.versions[day] = {own_number ? own_number->text() : number ? number->text() : std::string{},
                                      parse_source(version.at("source"))};
        }
        short_name_[document.name] = short_name;
        documents_.emplace(short_name, std::move(document));
    }
}

Citation Documents::cite(const Node& node) const {
    node.only({"document", "article", "version", "quote"});
    const std::string name = node.at("document").text();
    const auto document = documents_.find(name);
    if (document == documents_.end()) {
        node.at("document").fail("rule.unknown_document", "文件目录中没有 " + name, "document \"" + name + "\" is not in documents.json");
    }
    const std::string day = node.at("version").text();
    const auto version = document->second.versions.find(day);
    if (version == document->second.versions.end()) {
        node.at("version").fail("rule.unknown_version", name + " 没有 " + day + " 施行的版本",
                                "\"" + name + "\" has no version in force from " + day);
    }
    const auto quote = node.find("quote");
    return {document->second.name, version->second.number, node.at("article").text(), day,
            quote ? quote->text() : std::string{}};
}

std::optional<std::string> Documents::full_name(const std::string& name) const {
    if (short_name_.contains(name)) return name;
    const auto document = documents_.find(name);
    if (document == documents_.end()) return std::nullopt;
    return document->second.name;
}

Source Documents::source(const std::string& name, const std::string& version) const {
    const auto short_name = short_name_.find(name);
    const std::string& key = short_name == short_name_.end() ? name : short_name->second;
    const auto document = documents_.find(key);
    if (document == documents_.end()) return Source::unverified;
    const auto found = document->second.versions.find(version);
    return found == document->second.versions.end() ? Source::unverified : found->second.source;
}

}  // namespace zhixing
