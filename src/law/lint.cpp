// Things in a rulebook that work but deserve a look.
#include <algorithm>
#include <set>

#include "law/documents.hpp"
#include "law/rule.hpp"
#include "law/rule_reader.hpp"
#include "law/rule_text.hpp"
#include "zhixing/rulebook.hpp"

namespace zhixing {
namespace {

class Lint {
public:
    explicit Lint(const CompiledRules& rules) : rules_{rules} {}

    std::vector<LintRemark> run() {
        for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
            const Rule& rule = rules_.rules[i];
            gaps(rule);
            citations(rule);
            triggers(rule);
            choices(rule, (*rules_.texts)[i].json);
        }
        unused();
        return std::move(remarks_);
    }

private:
    void remark(std::string code, const Rule& rule, std::string zh, std::string en) {
        remarks_.push_back({std::move(code), rule.info.id, {std::move(zh), std::move(en)}});
    }

    void gaps(const Rule& rule) {
        for (std::size_t i = 1; i < rule.versions.size(); ++i) {
            const Date end = rule.versions[i - 1].to;
            const Date next = rule.versions[i].from;
            if (end < next) {
                remark("gap", rule, to_string(end) + " 至 " + to_string(next) + " 之间没有版本",
                       "no version is in force from " + to_string(end) + " to " + to_string(next));
            }
        }
    }

    // A rule that claims to be read must cite texts that were read, in a version already in force.
    void citations(const Rule& rule) {
        for (const RuleVersion& version : rule.versions) {
            for (const Citation& citation : version.citations) {
                if (version.source == Source::read &&
                    Documents::bundled().source(citation.document, citation.version) != Source::read) {
                    remark("document-source", rule, "引用的版本未经核对：" + citation.document + " " + citation.version,
                           "cites a version that was not read: " + citation.document + " " + citation.version);
                }
                if (const auto day = parse_date(citation.version); day && version.to != kEnd && *day >= version.to) {
                    remark("document-date", rule, "引用的版本在本规则失效之后才施行：" + citation.version,
                           "cites a version that came into force after the rule's own end: " + citation.version);
                }
            }
        }
    }

    // Two terms that no event can satisfy together: a kind that does not allow the column asked for.
    void triggers(const Rule& rule) {
        for (const RuleVersion& version : rule.versions) {
            if (version.trigger.empty()) continue;
            bool possible = false;
            for (const Kind kind : version.trigger.kinds) {
                const KindInfo& info = Catalogue::bundled().kind(kind);
                possible = possible || allows(info, version.trigger);
            }
            if (!possible) {
                remark("untriggered", rule, "没有事件能触发本规则", "no event can trigger it: its kinds do not have the columns asked for");
            }
        }
    }

    // A parameter set to something that the law's own choices do not offer.
    void choices(const Rule& rule, const Json& text) {
        if (!text.contains("choices")) return;
        for (const RuleVersion& version : rule.versions) {
            const auto offered = [&version](const Json& choice) { return choice["value"].dump() == version.value; };
            if (std::none_of(text["choices"].begin(), text["choices"].end(), offered)) {
                remark("choice", rule, "所定的值不在所列选择之中", "its value is none of the choices listed");
            }
        }
    }

    static bool has_column(const KindInfo& info, Column column) {
        const auto in = [column](const std::vector<Column>& columns) {
            return std::find(columns.begin(), columns.end(), column) != columns.end();
        };
        return in(info.needs) || in(info.allows);
    }

    static bool allows(const KindInfo& info, const Pattern& pattern) {
        if (pattern.plain()) return true;
        const PatternColumns& columns = *pattern.columns;
        return (columns.documents.empty() || has_column(info, Column::document)) &&
               (columns.methods.empty() || has_column(info, Column::method)) &&
               (columns.outcomes.empty() || has_column(info, Column::outcome)) &&
               (columns.grounds.empty() || has_column(info, Column::ground)) &&
               (columns.party_role == 0 || has_column(info, Column::party));
    }

    void unused() {
        std::set<std::size_t> used;
        std::string all;
        for (const RuleText& text : *rules_.texts) all += text.json.dump();
        for (const Rule& rule : rules_.rules) {
            for (const RuleVersion& version : rule.versions) used.insert(version.pauses.begin(), version.pauses.end());
        }
        for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
            const Rule& rule = rules_.rules[i];
            // The functions of the money layer, admission, the service sheet, publication and the templates of documents ask for these by name.
            const bool read_by_program = rule.info.id.starts_with("money.") || rule.info.id.starts_with("distribution.") || rule.info.id.starts_with("ledger.") ||
                                         rule.info.id.starts_with("service.") || rule.info.id.starts_with("document.") || rule.info.id.starts_with("publication.");
            const bool parameter = rule.info.form == Form::parameter && !read_by_program &&
                                   all.find("{\"parameter\":\"" + rule.info.id + "\"}") == std::string::npos;
            const bool pauses = rule.info.form == Form::pauses && !used.contains(i);
            if (parameter || pauses) remark("unused", rule, "没有规则用到它", "no rule uses it");
        }
    }

    const CompiledRules& rules_;
    std::vector<LintRemark> remarks_;
};

}  // namespace

std::vector<LintRemark> Rulebook::lint() const { return Lint{*rules_}.run(); }

}  // namespace zhixing
