/// @file
/// Reads rules/catalogue.json.
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "law/data.hpp"
#include "zhixing/catalogue.hpp"
#include "zhixing/error.hpp"

namespace zhixing {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kFile = "catalogue.json";

/// Members of the file, in the order of Vocabulary.
constexpr std::array<const char*, kVocabularyCount> kVocabularyNames = {
    "roles",         "party_roles", "party_kinds", "basis_kinds", "claim_kinds",
    "dossier_kinds", "documents",   "methods",     "outcomes",    "grounds"};

[[noreturn]] void fail(const std::string& pointer, const std::string& zh, const std::string& en) {
    throw RuleError{"catalogue.invalid", {zh, en}, {std::string{kFile}, 0, pointer}};
}

std::string text_of(const Json& entry, const char* name) {
    const auto found = entry.find(name);
    return found == entry.end() || found->is_null() ? std::string{} : found->get<std::string>();
}

std::vector<std::string> texts_of(const Json& entry, const char* name) {
    const auto found = entry.find(name);
    return found == entry.end() || found->is_null() ? std::vector<std::string>{}
                                                    : found->get<std::vector<std::string>>();
}

Vocabulary find_vocabulary(const std::string& name, const std::string& pointer) {
    for (std::size_t i = 0; i < kVocabularyCount; ++i) {
        if (name == kVocabularyNames[i]) return static_cast<Vocabulary>(i);
    }
    fail(pointer, "没有这个词表：" + name, "there is no vocabulary " + name);
}

FactType find_fact_type(const std::string& name, const std::string& pointer) {
    constexpr std::array<std::string_view, 5> kTypes = {"text", "word", "date", "money", "number"};
    for (std::size_t i = 0; i < kTypes.size(); ++i) {
        if (name == kTypes[i]) return static_cast<FactType>(i);
    }
    fail(pointer, "没有这种类型：" + name, "there is no type " + name);
}

Closes find_closes(const std::string& name, const std::string& pointer) {
    constexpr std::array<std::string_view, 4> kCloses = {"", "case", "round", "matter"};
    for (std::size_t i = 0; i < kCloses.size(); ++i) {
        if (name == kCloses[i]) return static_cast<Closes>(i);
    }
    fail(pointer, "不能结“" + name + "”", "nothing closes a " + name);
}

}  // namespace

/// Fills a catalogue from its file; a name that would mean two things is an error.
class CatalogueReader {
public:
    [[nodiscard]] static Catalogue read(std::string_view text) {
        try {
            CatalogueReader reader;
            reader.read_all(Json::parse(text));
            return std::move(reader.catalogue_);
        } catch (const Json::exception& error) {
            fail("", "事件目录不能读取", std::string{"the catalogue cannot be read: "} + error.what());
        }
    }

private:
    void read_all(const Json& file) {
        catalogue_.version_ = text_of(file, "version");
        read_columns(file.at("columns"));
        for (std::size_t i = 0; i < kVocabularyCount; ++i) read_words(static_cast<Vocabulary>(i), file);
        read_facts(file.at("facts"));
        read_kinds(file.at("kinds"));
    }

    /// Adds a name; the same name for the same thing is fine (a document's id is its Chinese name).
    static void name(Catalogue::Index& index, const std::string& key, std::size_t number,
                     const std::string& pointer) {
        if (key.empty()) return;
        const std::uint16_t before = index.find(key);
        if (before != 0 && before != number) {
            fail(pointer, "名称“" + key + "”指两个不同的词", "the name " + key + " stands for two things");
        }
        if (before == 0) index.insert(key, static_cast<std::uint16_t>(number));
    }

    void read_columns(const Json& columns) {
        catalogue_.column_zh_.resize(kColumnCount);
        for (std::size_t i = 0; i < kColumnCount; ++i) {
            name(catalogue_.column_index_, std::string{to_string(static_cast<Column>(i))}, i + 1, "/columns");
        }
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string pointer = "/columns/" + std::to_string(i);
            const Column column = column_of(text_of(columns[i], "id"), pointer);
            const std::size_t number = static_cast<std::size_t>(column);
            const auto names = columns[i].at("zh").is_string()
                                   ? std::vector<std::string>{columns[i].at("zh").get<std::string>()}
                                   : texts_of(columns[i], "zh");
            if (!names.empty()) catalogue_.column_zh_[number] = names.front();
            for (const std::string& zh : names) name(catalogue_.column_index_, zh, number + 1, pointer);
        }
    }

    void read_words(Vocabulary vocabulary, const Json& file) {
        const auto number = static_cast<std::size_t>(vocabulary);
        auto& words = catalogue_.words_[number];
        auto& index = catalogue_.word_index_[number];
        words.emplace_back();  // number 0 is no word
        for (const Json& entry : file.at(kVocabularyNames[number])) {
            const std::string pointer =
                '/' + std::string{kVocabularyNames[number]} + '/' + std::to_string(words.size() - 1);
            WordInfo word{text_of(entry, "id"), text_of(entry, "zh"), text_of(entry, "en")};
            if (word.zh.empty()) word.zh = word.id;
            name(index, word.id, words.size(), pointer);
            name(index, word.zh, words.size(), pointer);
            for (const std::string& alias : texts_of(entry, "aliases"))
                name(index, alias, words.size(), pointer);
            words.push_back(std::move(word));
        }
    }

    void read_facts(const Json& facts) {
        for (const Json& entry : facts) {
            const std::string pointer = "/facts/" + std::to_string(catalogue_.facts_.size());
            FactInfo fact;
            fact.id = text_of(entry, "id");
            fact.zh = text_of(entry, "zh");
            fact.en = text_of(entry, "en");
            fact.type = find_fact_type(text_of(entry, "type"), pointer);
            const std::string vocabulary = text_of(entry, "vocabulary");
            if (!vocabulary.empty()) fact.vocabulary = find_vocabulary(vocabulary, pointer);
            catalogue_.facts_.push_back(std::move(fact));
        }
    }

    void read_kinds(const Json& kinds) {
        catalogue_.kinds_.emplace_back();  // number 0 is the unknown kind
        for (const Json& entry : kinds) {
            const std::size_t number = catalogue_.kinds_.size();
            const std::string pointer = "/kinds/" + std::to_string(number - 1);
            catalogue_.kinds_.push_back(read_kind(entry, pointer));
            const KindInfo& kind = catalogue_.kinds_.back();
            name(catalogue_.kind_index_, kind.id, number, pointer);
            name(catalogue_.kind_index_, kind.zh, number, pointer);
            for (const std::string& alias : texts_of(entry, "aliases")) {
                name(catalogue_.kind_index_, alias, number, pointer);
            }
        }
        if (catalogue_.kinds_.size() > kMaxKinds) fail("/kinds", "事件种类过多", "there are too many kinds");
    }

    KindInfo read_kind(const Json& entry, const std::string& pointer) const {
        KindInfo kind;
        kind.id = text_of(entry, "id");
        kind.area = text_of(entry, "area");
        kind.zh = text_of(entry, "zh");
        kind.en = text_of(entry, "en");
        kind.needs = columns_of(entry, "needs", pointer);
        kind.allows = columns_of(entry, "allows", pointer);
        if (const std::string per = text_of(entry, "per"); !per.empty()) kind.per = column_of(per, pointer);
        for (const std::string& role : texts_of(entry, "roles")) {
            kind.roles.push_back(catalogue_.find_word(Vocabulary::role, role));
            if (kind.roles.back() == 0)
                fail(pointer + "/roles", "没有这个角色：" + role, "there is no role " + role);
        }
        kind.source = text_of(entry, "source");
        kind.nodes = texts_of(entry, "nodes");
        kind.closes = find_closes(text_of(entry, "closes"), pointer + "/closes");
        kind.moves_money = entry.value("moves_money", false);
        return kind;
    }

    std::vector<Column> columns_of(const Json& entry, const char* member, const std::string& pointer) const {
        std::vector<Column> columns;
        for (const std::string& id : texts_of(entry, member)) {
            columns.push_back(column_of(id, pointer + '/' + member));
        }
        return columns;
    }

    Column column_of(const std::string& id, const std::string& pointer) const {
        const auto column = catalogue_.find_column(id);
        if (!column) fail(pointer, "没有这一栏：" + id, "there is no column " + id);
        return *column;
    }

    Catalogue catalogue_;
};

const Catalogue& Catalogue::bundled() {
    static const Catalogue catalogue = CatalogueReader::read(rule_data(kFile).value_or("{}"));
    return catalogue;
}

}  // namespace zhixing
