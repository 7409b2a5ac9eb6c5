#include "law/parameter.hpp"

namespace zhixing {

Parameter parameter(const Rulebook& rulebook, std::string_view id, Date day) {
    const std::optional<std::size_t> found = rulebook.find(id);
    const std::string name{id};
    if (!found || rulebook.rule(*found).form != Form::parameter) {
        throw RuleError{"rule.no_parameter", {"规则库没有参数 " + name, "the rulebook has no parameter \"" + name + "\""}};
    }
    const Rule& rule = rulebook.compiled().rules[*found];
    const RuleVersion* version = rule.version_on(day);
    if (version == nullptr) {
        throw InputError{"rule.no_version", {rule.info.name.zh + "：" + to_string(day) + "适用的规定不在规则库中，不能计算",
                                             rule.info.name.en + ": what held on " + to_string(day) + " is not in the rulebook"}, {}};
    }
    return {rule.info, *version};
}

}  // namespace zhixing
