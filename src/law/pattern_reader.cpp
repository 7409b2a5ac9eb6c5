#include "law/pattern_reader.hpp"

#include <algorithm>
#include <array>

namespace zhixing {
namespace {

const Catalogue& catalogue() { return Catalogue::bundled(); }

Word read_word(const Node& node, Vocabulary vocabulary) {
    const Word word = catalogue().find_word(vocabulary, node.text());
    if (word == 0) {
        node.fail("rule.unknown_word", "事件目录中没有“" + node.text() + "”一词", "the catalogue has no word \"" + node.text() + "\"");
    }
    return word;
}

std::vector<Word> read_words(const Node& parent, const char* name, Vocabulary vocabulary) {
    std::vector<Word> words;
    if (const auto node = parent.find(name)) {
        for (const Node& element : node->one_or_more()) words.push_back(read_word(element, vocabulary));
        if (words.empty()) node->fail("rule.empty", "至少写一个词", "a word is expected");  // no words would mean any
    }
    return words;
}

Person read_person(const Node& node) {
    if (node.text() == "another") return Person::another;
    if (node.text() == "same") return Person::same;
    node.fail("rule.word", "应为 another 或 same", "another or same is expected");
}

// Where a word stands in a list, from 1; 0 where it does not.
template <class Words>
std::uint8_t number_of(const Words& words, std::string_view word) {
    const auto* const found = std::find(words.begin(), words.end(), word);
    return found == words.end() ? std::uint8_t{0} : static_cast<std::uint8_t>(found - words.begin() + 1);
}

bool is_trigger(const Node& node) {
    if (node.text() != "trigger") node.fail("rule.word", "应为 trigger", "\"trigger\" is expected");
    return true;
}

Match read_same(const Node& node) {
    constexpr std::array<std::pair<std::string_view, Match>, 6> columns{
        {{"ref", Match::ref}, {"party", Match::party}, {"number", Match::number}, {"amount", Match::amount}, {"digest", Match::digest}, {"document", Match::document}}};
    for (const auto& [name, match] : columns) {
        if (node.text() == name) return match;
    }
    node.fail("rule.word", "应为 ref、party、number、amount、digest 或 document", "ref, party, number, amount, digest or document is expected");
}

void read_within(const Node& node, PatternColumns& columns) {
    node.only({"n", "unit"});
    constexpr std::array<std::pair<std::string_view, int>, 4> seconds{{{"second", 1}, {"minute", 60}, {"hour", 3600}, {"day", 1}}};
    const Node unit = node.at("unit");
    const auto* const found = std::find_if(seconds.begin(), seconds.end(), [&](const auto& row) { return row.first == unit.text(); });
    if (found == seconds.end()) unit.fail("rule.unit", "应为 second、minute、hour 或 day", "second, minute, hour or day is expected");
    const int n = node.at("n").integer();
    if (n < 1) node.at("n").fail("rule.range", "至少为 1", "1 or more is expected");
    columns.within = std::int64_t{n} * found->second;
    columns.within_days = found->first == "day";
}

// The bound of a comparison, as the fact's type writes it.
std::int64_t read_bound(const Node& bound, FactType type) {
    switch (type) {
        case FactType::money:
            try {
                return Money::parse(bound.text()).fen();
            } catch (const InputError& error) {
                bound.fail("rule.money", error.message().zh, error.message().en);
            }
        case FactType::date: return bound.day().time_since_epoch().count();
        case FactType::number: return bound.integer();
        default: bound.fail("rule.type", "此事实只能用 is 比较", "this fact is compared by \"is\"");
    }
}

Condition read_fact(const Node& node) {
    node.only({"fact", "is", "at_most", "at_least"});
    const std::string id = node.at("fact").text();
    const auto fact = catalogue().find_fact(id);
    if (!fact) node.at("fact").fail("rule.unknown_fact", "事件目录中没有事实 " + id, "the catalogue has no fact \"" + id + "\"");
    const FactInfo& info = catalogue().facts()[*fact];
    if (node.json().size() != 2) node.fail("rule.condition", "应有 is、at_most、at_least 之一", "one of is, at_most and at_least is expected");
    FactQuestion question;
    question.fact = *fact;
    if (const auto is = node.find("is")) {
        if (info.type == FactType::word) question.words = read_words(node, "is", info.vocabulary.value());
        else if (info.type == FactType::text) question.texts = is->texts();
        else is->fail("rule.type", "此事实不能用 is 比较", "this fact is compared by at_most or at_least");
        if (question.words.empty() && question.texts.empty()) is->fail("rule.empty", "至少写一个词", "a word is expected");
    } else {
        const bool at_most = node.has("at_most");
        question.compare = at_most ? FactQuestion::Compare::at_most : FactQuestion::Compare::at_least;
        question.value = read_bound(node.at(at_most ? "at_most" : "at_least"), info.type);
    }
    Condition condition;
    condition.op = Condition::Op::fact;
    condition.question = std::make_shared<const FactQuestion>(std::move(question));
    return condition;
}

Condition read_event_condition(const Node& node, const char* name, Condition::Op op) {
    Condition condition;
    condition.op = op;
    if (op == Condition::Op::count) {
        node.only({"count", "at_least"});
        condition.at_least = node.at("at_least").integer();
        if (condition.at_least < 1) node.at("at_least").fail("rule.range", "至少为 1", "1 or more is expected");
    } else {
        node.only({name});
    }
    condition.pattern = read_pattern(node.at(name));
    return condition;
}

Condition read_elapsed(const Node& node) {
    node.only({"elapsed"});
    const Node inner = node.at("elapsed");
    inner.only({"since", "n", "unit", "latest"});
    Condition condition;
    condition.op = Condition::Op::elapsed;
    condition.pattern = read_pattern(inner.at("since"));
    if (const auto latest = inner.find("latest")) condition.latest = latest->boolean();
    condition.period = {inner.at("n").integer(), parse_unit(inner.at("unit").text()).value_or(Unit::hour), false};
    if (condition.period.unit == Unit::hour) inner.at("unit").fail("rule.unit", "应为 day、workday、month 或 year", "day, workday, month or year is expected");
    if (condition.period.n < 1) inner.at("n").fail("rule.range", "至少为 1", "1 or more is expected");
    return condition;
}

Condition read_ledger(const Node& node) {
    node.only({"ledger"});
    Condition condition;
    condition.op = Condition::Op::ledger;
    condition.fault = number_of(kLedgerFaults, node.at("ledger").text());
    if (condition.fault == 0) node.at("ledger").fail("rule.word", "案款账簿没有这种差错", "the ledger knows no fault \"" + node.at("ledger").text() + "\"");
    return condition;
}

Amount read_ledger_amount(const Node& node) {
    Amount amount;
    if (const auto total = number_of(kLedgerTotals, node.text()); total != 0) {
        amount.of = total == 1 ? Amount::Of::received : Amount::Of::unreleased;
        return amount;
    }
    amount.of = Amount::Of::account;
    amount.account = number_of(kLedgerAccounts, node.text());
    if (amount.account == 0) node.fail("rule.word", "案款账簿没有这一项", "the ledger has no \"" + node.text() + "\"");
    return amount;
}

Amount read_amount(const Node& node);

Amount read_scale(const Node& node) {
    node.only({"scale", "rounding", "of"});
    node.at("scale").must_be_object();
    constexpr std::array<std::string_view, 4> roundings{"fen_half_up", "yuan_half_up", "yuan_floor", "tens_half_up"};
    if (number_of(roundings, node.at("rounding").text()) == 0) node.at("rounding").fail("rule.word", "没有这种取整方式", "there is no such rounding");
    Amount amount;
    amount.of = Amount::Of::scale;
    amount.scale = std::make_shared<const Scale>(Scale{node.at("scale").json().dump(), node.at("rounding").text(), read_amount(node.at("of"))});
    return amount;
}

Amount read_amount(const Node& node) {
    node.must_be_object();
    if (node.has("scale")) return read_scale(node);
    if (node.json().size() != 1) node.fail("rule.amount", "应只有一项：sum、last、trigger、ledger 或 fact", "one of sum, last, trigger, ledger and fact is expected");
    if (const auto sum = node.find("sum")) return {Amount::Of::sum, read_pattern(*sum), 0, {}};
    if (const auto last = node.find("last")) return {Amount::Of::last, read_pattern(*last), 0, {}};
    if (const auto ledger = node.find("ledger")) return read_ledger_amount(*ledger);
    if (const auto trigger = node.find("trigger")) {
        if (!trigger->boolean()) trigger->fail("rule.range", "只能为 true", "\"trigger\" is true or not there");
        return {Amount::Of::trigger, {}, 0, {}};
    }
    if (node.at("fact").text() != "claims.total") node.at("fact").fail("rule.type", "只有 claims.total 是金额", "claims.total is the only amount among the facts");
    return {Amount::Of::claims, {}, 0, {}};
}

// "70" or "0.5" percent, in hundredths of a percent.
std::int64_t read_percent(const Node& node) {
    try {
        const std::int64_t points = Money::parse(node.json().is_number_integer() ? std::to_string(node.integer()) : node.text()).fen();
        if (points > 0) return points;
    } catch (const InputError&) {  // told below
    }
    node.fail("rule.range", "应为大于 0 的百分数", "a percentage above 0 is expected");
}

Condition read_amount_condition(const Node& node) {
    node.only({"amount", "at_least", "at_most", "over", "under"});
    if (node.json().size() != 2) node.fail("rule.condition", "应有 at_least、at_most、over、under 之一", "one of at_least, at_most, over and under is expected");
    constexpr std::array<std::pair<const char*, Compare>, 4> compares{
        {{"at_least", Compare::at_least}, {"at_most", Compare::at_most}, {"over", Compare::over}, {"under", Compare::under}}};
    AmountTest test;
    test.left = read_amount(node.at("amount"));
    for (const auto& [name, compare] : compares) {
        const auto bound = node.find(name);
        if (!bound) continue;
        test.compare = compare;
        if (bound->json().is_string()) {
            test.fen = read_bound(*bound, FactType::money);
        } else {
            bound->only({"percent", "of"});
            test.basis_points = read_percent(bound->at("percent"));
            test.whole = read_amount(bound->at("of"));
        }
    }
    Condition condition;
    condition.op = Condition::Op::amount;
    condition.amount = std::make_shared<const AmountTest>(std::move(test));
    return condition;
}

Condition read_group(const Node& node, const char* name, Condition::Op op) {
    node.only({name});
    Condition condition;
    condition.op = op;
    const Node inner = node.at(name);
    for (const Node& part : op == Condition::Op::negate ? std::vector<Node>{inner} : inner.list()) {
        condition.parts.push_back(read_condition(part));
    }
    if (condition.parts.empty()) inner.fail("rule.empty", "条件为空", "a condition is expected here");
    return condition;
}

}  // namespace

bool Condition::timeless() const {
    if (op == Op::always || op == Op::fact || op == Op::told) return true;
    if (op != Op::all && op != Op::any && op != Op::negate) return false;
    return std::all_of(parts.begin(), parts.end(), [](const Condition& part) { return part.timeless(); });
}

bool Condition::context_free() const {
    if (op == Op::fact) return memo >= 0;
    if (op == Op::ledger || particulars != nullptr) return false;
    if (op == Op::amount) return amount->context_free();
    return pattern.plain() && std::all_of(parts.begin(), parts.end(), [](const Condition& part) { return part.context_free(); });
}

bool Condition::ages() const {
    return op == Op::elapsed || op == Op::days || std::any_of(parts.begin(), parts.end(), [](const Condition& part) { return part.ages(); });
}

// What `has` asks for stays once it is there, what `none` asks for was never there before.
bool Condition::steady() const {
    if (op == Op::all) return std::all_of(parts.begin(), parts.end(), [](const Condition& part) { return part.steady(); });
    return growing() || shrinking();
}

bool Condition::one_way(bool towards_yes) const {
    switch (op) {
        case Op::always:
        case Op::told:
        case Op::fact: return true;
        case Op::has:
        case Op::count: return towards_yes;
        case Op::elapsed: return towards_yes && !latest;  // a later event sets it back
        case Op::none: return !towards_yes;
        case Op::amount:
        case Op::latest:
        case Op::date:
        case Op::days:
        case Op::workday:
        case Op::time:
        case Op::ledger: return false;
        case Op::negate: return parts.front().one_way(!towards_yes);
        case Op::every:
        case Op::all:
        case Op::any: break;
    }
    return std::all_of(parts.begin(), parts.end(), [=](const Condition& part) { return part.one_way(towards_yes); });
}

Pattern read_pattern(const Node& node) {
    node.only({"event", "document", "method", "outcome", "ground", "role", "party_role", "same", "after", "before", "by", "number", "within", "named_by", "itself"});
    Pattern pattern;
    for (const Node& event : node.at("event").one_or_more()) {
        const auto kinds = catalogue().match_kinds(event.text());
        if (kinds.empty()) {
            event.fail("rule.unknown_event", "事件目录中没有 " + event.text(), "the catalogue has no event \"" + event.text() + "\"");
        }
        for (const Kind kind : kinds) {
            if (std::find(pattern.kinds.begin(), pattern.kinds.end(), kind) == pattern.kinds.end()) pattern.kinds.push_back(kind);
            pattern.mask |= kind_mask(kind);
        }
    }
    if (pattern.kinds.empty()) node.at("event").fail("rule.empty", "未指明事件", "an event is expected here");
    PatternColumns columns;
    columns.documents = read_words(node, "document", Vocabulary::document);
    columns.methods = read_words(node, "method", Vocabulary::method);
    columns.outcomes = read_words(node, "outcome", Vocabulary::outcome);
    columns.grounds = read_words(node, "ground", Vocabulary::ground);
    columns.roles = read_words(node, "role", Vocabulary::role);
    if (const auto role = node.find("party_role")) columns.party_role = read_word(*role, Vocabulary::party_role);
    if (const auto same = node.find("same")) {
        for (const Node& column : same->one_or_more()) {
            if (columns.same == Match::none) columns.same = read_same(column);
            else columns.same_too.push_back(read_same(column));
        }
        if (columns.same == Match::none) same->fail("rule.empty", "至少写一栏", "a column is expected");
    }
    if (const auto after = node.find("after")) columns.after_trigger = is_trigger(*after);
    if (const auto before = node.find("before")) columns.before_trigger = is_trigger(*before);
    if (const auto by = node.find("by")) columns.person = read_person(*by);
    if (const auto number = node.find("number")) columns.numbers = number->texts();
    if (const auto within = node.find("within")) read_within(*within, columns);
    if (const auto named = node.find("named_by")) columns.named_by_trigger = is_trigger(*named);
    if (const auto itself = node.find("itself")) {
        columns.itself = itself->boolean();
        if (!columns.itself) itself->fail("rule.range", "只能为 true", "\"itself\" is true or not there");
    }
    if (columns != PatternColumns{}) pattern.columns = std::make_shared<const PatternColumns>(std::move(columns));
    return pattern;
}

Pattern read_pattern_beside(const Node& node, const std::vector<const char*>& extra) {
    Json pattern = node.json();
    for (const char* name : extra) pattern.erase(name);
    return read_pattern(node.with(pattern));
}

Condition read_condition(const Node& node) {
    if (node.has("fact")) return read_fact(node);
    if (node.has("has")) return read_event_condition(node, "has", Condition::Op::has);
    if (node.has("none")) return read_event_condition(node, "none", Condition::Op::none);
    if (node.has("count")) return read_event_condition(node, "count", Condition::Op::count);
    if (node.has("elapsed")) return read_elapsed(node);
    if (node.has("amount")) return read_amount_condition(node);
    if (node.has("ledger")) return read_ledger(node);
    if (node.has("all")) return read_group(node, "all", Condition::Op::all);
    if (node.has("any")) return read_group(node, "any", Condition::Op::any);
    if (node.has("not")) return read_group(node, "not", Condition::Op::negate);
    if (auto particular = read_particular(node)) return *std::move(particular);
    node.fail("rule.condition", "不是条件", "a condition is expected: has, none, count, elapsed, fact, amount, ledger, all, any, not, latest, date, days, told, every, day or time");
}

PeriodRule read_period(const Node& node, bool roll) {
    node.only({"n", "unit"});
    const auto unit = parse_unit(node.at("unit").text());
    if (!unit) node.at("unit").fail("rule.unit", "应为 hour、day、workday、month 或 year", "hour, day, workday, month or year is expected");
    const PeriodRule rule{node.at("n").integer(), *unit, roll};
    if (rule.n == 0) node.at("n").fail("rule.range", "期限不能为 0", "a period is not 0");
    return rule;
}

}  // namespace zhixing
