// The less usual conditions: the latest event, dates and stretches of time, what is told, every party of a role.
#include <algorithm>
#include <array>
#include <charconv>

#include "law/pattern_reader.hpp"

namespace zhixing {
namespace {

constexpr std::array<std::pair<const char*, Compare>, 4> kCompares{
    {{"at_least", Compare::at_least}, {"at_most", Compare::at_most}, {"over", Compare::over}, {"under", Compare::under}}};

Condition with(Condition::Op op, Particulars particulars, std::vector<Condition> parts = {}) {
    Condition condition;
    condition.op = op;
    condition.parts = std::move(parts);
    condition.particulars = std::make_shared<const Particulars>(std::move(particulars));
    return condition;
}

// The one comparison that stands beside `name`, and what is compared with.
std::pair<Compare, Node> read_comparison(const Node& node, const char* name) {
    node.only({name, "at_least", "at_most", "over", "under"});
    for (const auto& [word, compare] : kCompares) {
        if (const auto bound = node.find(word); bound && node.json().size() == 2) return {compare, *bound};
    }
    node.fail("rule.condition", "应有 at_least、at_most、over、under 之一", "one of at_least, at_most, over and under is expected");
}

Condition read_latest(const Node& node) {
    node.only({"latest", "is"});
    Condition condition = with(Condition::Op::latest, {.is = read_pattern(node.at("is"))});
    condition.pattern = read_pattern(node.at("latest"));
    return condition;
}

DateOf read_date(const Node& node) {
    node.must_be_object();
    node.only({"trigger", "first", "last", "plus"});
    if (node.json().size() != (node.has("plus") ? 2U : 1U)) node.fail("rule.date", "应有 trigger、first、last 之一", "one of trigger, first and last is expected");
    DateOf date;
    if (const auto trigger = node.find("trigger")) {
        constexpr std::array<std::string_view, 3> columns{"on", "until", "recorded"};
        const auto* const found = std::find(columns.begin(), columns.end(), trigger->text());
        if (found == columns.end()) trigger->fail("rule.word", "应为 on、until 或 recorded", "on, until or recorded is expected");
        date.of = static_cast<DateOf::Of>(found - columns.begin());
    } else {
        const bool first = node.has("first");
        date.of = first ? DateOf::Of::first : DateOf::Of::last;
        date.pattern = read_pattern(node.at(first ? "first" : "last"));
    }
    if (const auto plus = node.find("plus")) {
        date.plus = read_period(*plus, false);
        if (date.plus->unit == Unit::hour) plus->at("unit").fail("rule.unit", "应为 day、workday、month 或 year", "day, workday, month or year is expected");
    }
    return date;
}

Condition read_date_condition(const Node& node) {
    const auto [compare, bound] = read_comparison(node, "date");
    return with(Condition::Op::date, {.compare = compare, .date = read_date(node.at("date")), .bound = read_date(bound)});
}

Condition read_days(const Node& node) {
    const auto [compare, bound] = read_comparison(node, "days");
    return with(Condition::Op::days, {.compare = compare, .spans = read_spans(node.at("days")), .days = bound.integer()});
}

Condition read_told(const Node& node) {
    node.only({"told"});
    const std::string id = node.at("told").text();
    const auto fact = Catalogue::bundled().find_fact(id);
    if (!fact) node.at("told").fail("rule.unknown_fact", "事件目录中没有事实 " + id, "the catalogue has no fact \"" + id + "\"");
    return with(Condition::Op::told, {.fact = *fact});
}

Condition read_every(const Node& node) {
    node.only({"every", "holds"});
    Particulars particulars;
    for (const Node& role : node.at("every").one_or_more()) {
        particulars.party_roles.push_back(Catalogue::bundled().find_word(Vocabulary::party_role, role.text()));
        if (particulars.party_roles.back() == 0) role.fail("rule.unknown_word", "没有这种当事人地位", "there is no party role \"" + role.text() + "\"");
    }
    if (particulars.party_roles.empty()) node.at("every").fail("rule.empty", "至少写一种当事人地位", "a party role is expected");
    return with(Condition::Op::every, std::move(particulars), {read_condition(node.at("holds"))});
}

Condition read_workday(const Node& node) {
    node.only({"day"});
    if (node.at("day").text() != "workday") node.at("day").fail("rule.word", "应为 workday", "workday is expected");
    return with(Condition::Op::workday, {});
}

// "08:30", in minutes of the day.
int read_minute(const Node& node) {
    const std::string text = node.text();
    int hour = -1, minute = -1;
    const auto number = [&](std::size_t at, int& value) { return std::from_chars(text.data() + at, text.data() + at + 2, value).ptr == text.data() + at + 2; };
    const bool read = text.size() == 5 && text[2] == ':' && number(0, hour) && number(3, minute);
    if (!read || hour < 0 || hour > 24 || minute < 0 || minute > 59 || (hour == 24 && minute != 0)) {
        node.fail("rule.time", "应为 00:00 至 24:00 的时刻", "a time of day from 00:00 to 24:00 is expected");
    }
    return hour * 60 + minute;
}

Condition read_time(const Node& node) {
    node.only({"time"});
    const Node inner = node.at("time");
    inner.only({"from", "to"});
    const int from = read_minute(inner.at("from")), to = read_minute(inner.at("to"));
    if (to <= from) inner.at("to").fail("rule.range", "应晚于 from", "this must be later than \"from\"");
    return with(Condition::Op::time, {.from = from, .to = to});
}

}  // namespace

Spans read_spans(const Node& node) {
    node.only({"from", "to", "match"});
    Spans spans{read_pattern(node.at("from")), read_pattern(node.at("to")), Match::none};
    if (const auto match = node.find("match")) {
        if (match->text() != "ref" && match->text() != "party") match->fail("rule.word", "应为 ref 或 party", "ref or party is expected");
        spans.match = match->text() == "ref" ? Match::ref : Match::party;
    }
    return spans;
}

std::optional<Condition> read_particular(const Node& node) {
    if (node.has("latest")) return read_latest(node);
    if (node.has("date")) return read_date_condition(node);
    if (node.has("days")) return read_days(node);
    if (node.has("told")) return read_told(node);
    if (node.has("every")) return read_every(node);
    if (node.has("day")) return read_workday(node);
    if (node.has("time")) return read_time(node);
    return std::nullopt;
}

}  // namespace zhixing
