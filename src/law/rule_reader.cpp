#include "law/rule_reader.hpp"

#include <algorithm>
#include <array>

#include "law/pattern_reader.hpp"
#include "value/json_escape.hpp"

namespace zhixing {
namespace {

constexpr std::array kForms{Form::deadline,  Form::expiry, Form::before,    Form::recurring, Form::checklist,
                            Form::check,     Form::pauses, Form::parameter, Form::process,   Form::table,
                            Form::docket,    Form::deemed, Form::disclosure};
constexpr int kMaxRounds = 1000;  // of a recurring duty
constexpr std::size_t kMaxStates = 200;  // of a process
// In the order of DocketRule::Key and, after `nothing`, of DocketRule::Differs.
constexpr std::array<std::string_view, 8> kDocketKeys{"respondent", "basis", "handler", "property", "number", "digest", "party", "by"};
constexpr std::array<std::string_view, 3> kWhom{"all", "named", "others"};  // in the order of Telling::Whom
constexpr std::array<std::string_view, 4> kDocketDiffers{"court", "handler", "party", "number"};
constexpr std::array<std::string_view, 7> kSeverities{"breach", "overdue", "blocked", "missing", "anomaly", "warning", "note"};

Form read_form(const Node& node) {
    for (const Form form : kForms) {
        if (node.text() == to_string(form)) return form;
    }
    node.fail("rule.form", "没有 " + node.text() + " 这种规则", "there is no form \"" + node.text() + "\"");
}

// [from, to) of a rule or version.
std::pair<Date, Date> read_effective(const Node& node) {
    const auto ends = node.list();
    if (ends.size() != 2) node.fail("rule.effective", "应为 [起, 止)", "[from, to) is expected");
    const Date from = ends[0].json().is_null() ? kBeginning : ends[0].day();
    const Date to = ends[1].json().is_null() ? kEnd : ends[1].day();
    if (to <= from) node.fail("rule.effective", "止期应在起期之后", "the end must lie after the beginning");
    return {from, to};
}

// The members of one version: its own where it has them, else the rule's.
class Fields {
public:
    Fields(Node rule, std::optional<Node> version) : rule_{std::move(rule)}, version_{std::move(version)} {}

    [[nodiscard]] std::optional<Node> find(const char* name) const {
        if (version_ && version_->has(name)) return version_->find(name);
        return rule_.find(name);
    }
    [[nodiscard]] Node at(const char* name) const {
        const auto node = find(name);
        return node ? *node : rule_.at(name);
    }
    [[nodiscard]] const Node& rule() const { return rule_; }
    [[nodiscard]] Pattern pattern(const char* name) const {
        const auto node = find(name);
        return node && !node->json().is_null() ? read_pattern(*node) : Pattern{};
    }
    [[nodiscard]] Condition condition(const char* name) const {
        const auto node = find(name);
        return node ? read_condition(*node) : Condition{};
    }
    [[nodiscard]] bool flag(const char* name, bool otherwise) const {
        const auto node = find(name);
        return node ? node->boolean() : otherwise;
    }

private:
    Node rule_;
    std::optional<Node> version_;
};

// Compiles one version of a rule of a given form.
class VersionReader {
public:
    VersionReader(const Fields& fields, const Documents& documents, const std::map<std::string, std::size_t, std::less<>>& index)
        : fields_{fields}, documents_{documents}, index_{index} {}

    RuleVersion read(Form form) {
        read_common();
        switch (form) {
            case Form::deadline: read_deadline(); break;
            case Form::expiry: read_expiry(); break;
            case Form::before: read_before(); break;
            case Form::recurring: read_recurring(); break;
            case Form::checklist: read_checklist(); break;
            case Form::check: read_check(); break;
            case Form::pauses: read_intervals(); break;
            case Form::parameter: read_parameter(); break;
            case Form::process: read_process(); break;
            case Form::table: read_table(); break;
            case Form::docket: read_docket(); break;
            case Form::deemed: read_deemed(); break;
            case Form::disclosure: read_disclosure(); break;
        }
        return std::move(version_);
    }

private:
    void read_refused_acts() {
        const auto acts = fields_.find("refuses_acts");
        if (!acts) return;
        if (!version_.refuses) acts->fail("rule.refuses", "refuses_acts 须与 refuses 同用", "refuses_acts stands beside refuses");
        for (const Node& act : acts->one_or_more()) {
            const auto kinds = Catalogue::bundled().match_kinds(act.text());
            if (kinds.empty()) act.fail("rule.unknown_event", "事件目录中没有“" + act.text() + "”", "the catalogue has no event \"" + act.text() + "\"");
            version_.refused_acts.insert(version_.refused_acts.end(), kinds.begin(), kinds.end());
        }
    }

    void read_common() {
        version_.level = parse_level(fields_.at("level"));
        version_.source = parse_source(fields_.at("source"));
        version_.enabled = fields_.flag("enabled", true);
        version_.refuses = fields_.flag("refuses", false);
        read_refused_acts();
        version_.when = fields_.condition("when");
        if (const auto when = fields_.find("when")) version_.when_text = when->json().dump();
        version_.timeless = version_.when.timeless();
        version_.steady = version_.when.steady();
        version_.ages = version_.when.ages();
        version_.citations = read_citations(fields_.at("citations"));
        version_.citations_json = to_json(version_.citations);
        if (const auto severity = fields_.find("severity")) version_.severity = read_severity(*severity, version_.source, version_.level);
    }

    std::vector<Citation> read_citations(const Node& node) const {
        std::vector<Citation> citations;
        for (const Node& citation : node.list()) citations.push_back(documents_.cite(citation));
        if (citations.empty()) node.fail("rule.uncited", "没有依据", "a rule needs a citation");
        return citations;
    }

    std::uint8_t read_severity(const Node& node, Source source, Level level) const {
        const auto* const found = std::find(kSeverities.begin(), kSeverities.end(), node.text());
        if (found == kSeverities.end()) node.fail("rule.word", "没有这种严重程度", "there is no severity \"" + node.text() + "\"");
        const auto number = static_cast<std::uint8_t>(found - kSeverities.begin() + 1);
        if (source != Source::read && number < 6) {
            node.fail("rule.severity", "未经核对的规则最多只能提示", "a rule whose text was not read may warn, no more");
        }
        if (level != Level::statute && number == 1) {
            node.fail("rule.severity", "只有法律和司法解释的规则可以说“违法”", "only a rule of level statute may say breach");
        }
        return number;
    }

    static Match parse_match(const Node& match) {
        if (match.text() == "ref") return Match::ref;
        if (match.text() == "party") return Match::party;
        if (match.text() != "none") match.fail("rule.word", "应为 ref、party 或 none", "ref, party or none is expected");
        return Match::none;
    }

    void read_match() {
        if (const auto match = fields_.find("match")) version_.match = parse_match(*match);
        if (const auto per = fields_.find("per")) {
            version_.per = Catalogue::bundled().find_word(Vocabulary::party_role, per->text());
            if (version_.per == 0) per->fail("rule.unknown_word", "没有这种当事人地位", "there is no party role \"" + per->text() + "\"");
        }
    }

    void read_warn() {
        const auto warn = fields_.find("warn");
        if (!warn) return;
        for (const Node& days : warn->one_or_more()) {
            if (days.integer() < 0) days.fail("rule.range", "天数不能为负", "days before the due date are not negative");
            version_.warn.push_back(days.integer());
        }
        std::sort(version_.warn.rbegin(), version_.warn.rend());
    }

    // Trigger, fulfilment and waiver: what every clock has.
    void read_clock() {
        version_.trigger = read_pattern(fields_.at("trigger"));
        version_.bound = fields_.pattern("bound");
        version_.fulfil = fields_.pattern("fulfil");
        version_.waive = fields_.pattern("waive");
        read_match();
        read_warn();
    }

    void read_deadline() {
        read_clock();
        version_.early = fields_.flag("early", false);
        const bool roll = fields_.flag("roll", true);
        const Node limit = fields_.at("limit");
        if (limit.has("stated")) {
            limit.only({"stated"});
            version_.stated = limit.at("stated").boolean();
            if (!version_.stated) limit.at("stated").fail("rule.range", "只能为 true", "\"stated\" is true or not there");
            version_.limit.roll = roll;
        } else {
            version_.limit = read_period(limit, roll);
        }
        if (const auto from = fields_.find("from")) {
            if (from->text() != "on" && from->text() != "until") from->fail("rule.word", "应为 on 或 until", "on or until is expected");
            version_.from_until = from->text() == "until";
        }
        if (const auto of = fields_.find("of")) version_.of = rule_number(*of, "rule.unknown_rule");
        if (const auto date = fields_.find("date")) {
            if (date->text() != "plain" && date->text() != "rolled") date->fail("rule.word", "应为 plain 或 rolled", "plain or rolled is expected");
            version_.of_plain = date->text() == "plain";
        }
        if (const auto pauses = fields_.find("pauses")) {
            for (const Node& list : pauses->one_or_more()) version_.pauses.push_back(rule_number(list, "rule.unknown_pauses"));
        }
        if (const auto extend = fields_.find("extend")) {
            if (const auto by = extend->find("by")) version_.extend_by = read_term(*by);
            version_.extend = read_pattern_beside(*extend, {"by"});
        }
        refuse_with_hours();
    }

    // Hours run from the moment itself: what moves a day means nothing to them.
    void refuse_with_hours() const {
        if (version_.stated || version_.limit.unit != Unit::hour) return;
        if (version_.limit.n < 0) fields_.at("limit").fail("rule.range", "小时数不能为负", "hours are not negative");
        for (const char* name : {"from", "of", "pauses", "extend"}) {
            if (const auto node = fields_.find(name)) node->fail("rule.unit", std::string{name} + " 不与小时连用", std::string{"\""} + name + "\" does not go with hours");
        }
    }

    // A length of time in whole days that lies ahead.
    static PeriodRule read_term(const Node& node) {
        const PeriodRule term = read_period(node, false);
        if (term.n < 0) node.at("n").fail("rule.range", "期限不能为负", "this period is not negative");
        if (term.unit == Unit::hour) node.at("unit").fail("rule.unit", "应为 day、workday、month 或 year", "day, workday, month or year is expected");
        return term;
    }

    void read_expiry() {
        read_clock();
        version_.renew = fields_.pattern("renew");
        version_.limit = read_term(fields_.at("limit"));
    }

    void read_before() {
        version_.trigger = read_pattern(fields_.at("act"));
        version_.intent = fields_.pattern("intent");
        read_match();
        version_.needs = fields_.condition("needs");
        const auto wait = fields_.find("wait");
        if (wait) {
            wait->only({"since", "bound", "n", "unit"});
            Wait compiled;
            compiled.since = read_pattern(wait->at("since"));
            if (const auto bound = wait->find("bound")) compiled.bound = read_pattern(*bound);
            const auto unit = parse_unit(wait->at("unit").text());
            if (!unit || *unit == Unit::hour) wait->at("unit").fail("rule.unit", "应为 day、workday、month 或 year", "day, workday, month or year is expected");
            compiled.period = {wait->at("n").integer(), *unit, false};
            if (compiled.period.n < 1) wait->at("n").fail("rule.range", "至少为 1", "1 or more is expected");
            version_.wait = std::move(compiled);
        } else {
            fields_.at("needs").must_be_object();
        }
    }

    void read_recurring() {
        read_clock();
        version_.every = read_term(fields_.at("every"));
        version_.every.roll = fields_.flag("roll", true);
        version_.lasts = read_term(fields_.at("for"));
        if (version_.every.unit == Unit::workday) {
            fields_.at("every").fail("rule.unit", "应为 day、month 或 year", "day, month or year is expected");
        }
        const auto about = [](const PeriodRule& period) { return period.n * (period.unit == Unit::year ? 365 : period.unit == Unit::month ? 30 : 1); };
        if (about(version_.lasts) / about(version_.every) > kMaxRounds) {
            fields_.at("every").fail("rule.range", "次数过多", "a recurring duty has at most 1000 rounds");
        }
    }

    void read_checklist() {
        version_.trigger = read_pattern(fields_.at("act"));
        version_.intent = fields_.pattern("intent");
        read_match();
        for (const Node& node : fields_.at("items").list()) {
            version_.items.push_back(read_item(node));
            const std::string& id = version_.items.back().id;
            const auto same = [&id](const ChecklistItem& item) { return item.id == id; };
            if (std::count_if(version_.items.begin(), version_.items.end(), same) > 1) {
                node.fail("rule.duplicate", "项目 " + id + " 重复", "item \"" + id + "\" stands twice");
            }
        }
        if (version_.items.empty()) fields_.at("items").fail("rule.empty", "清单为空", "a checklist needs items");
    }

    ChecklistItem read_item(const Node& node) const {
        node.only({"id", "name", "needs", "when", "document", "citations", "source", "level", "severity", "note"});
        ChecklistItem item;
        item.id = node.at("id").text();
        item.name = node.at("name").zh_en();
        item.needs = read_condition(node.at("needs"));
        if (const auto when = node.find("when")) item.when = read_condition(*when);
        if (const auto document = node.find("document")) item.document = document->text();
        const auto citations = node.find("citations");
        item.citations = citations ? read_citations(*citations) : version_.citations;
        item.citations_json = to_json(item.citations);
        const auto source = node.find("source");
        item.source = source ? parse_source(*source) : version_.source;
        const auto level = node.find("level");
        item.level = level ? parse_level(*level) : version_.level;
        item.severity = version_.severity;
        if (const auto severity = node.find("severity")) item.severity = read_severity(*severity, item.source, item.level);
        return item;
    }

    void read_check() {
        version_.trigger = fields_.pattern("each");
        read_match();
        const bool must = fields_.find("must").has_value();
        if (must && fields_.find("must_not")) fields_.at("must_not").fail("rule.condition", "must 与 must_not 只能有一个", "either must or must_not, not both");
        version_.must_not = !must;
        version_.needs = read_condition(fields_.at(must ? "must" : "must_not"));
        if (const auto at = fields_.find("at")) {
            if (at->text() != "event" && at->text() != "as_of") at->fail("rule.word", "应为 event 或 as_of", "event or as_of is expected");
            version_.at_as_of = at->text() == "as_of";
        }
        if (version_.trigger.empty()) version_.at_as_of = true;
        version_.ages = version_.ages || (version_.at_as_of && version_.needs.ages());
        version_.steady_needs = version_.needs.growing() || version_.needs.shrinking();
    }

    void read_intervals() {
        for (const Node& node : fields_.at("intervals").list()) {
            node.only({"name", "start", "end", "match"});
            PauseInterval interval;
            interval.name = node.at("name").zh_en();
            interval.start = read_pattern(node.at("start"));
            if (const auto end = node.find("end")) interval.end = read_pattern(*end);
            if (const auto match = node.find("match")) interval.match = parse_match(*match);
            version_.intervals.push_back(std::move(interval));
        }
        if (version_.intervals.empty()) fields_.at("intervals").fail("rule.empty", "没有区间", "an interval is expected");
    }

    void read_parameter() {
        version_.value = fields_.at("value").json().dump();
        const auto choices = fields_.find("choices");
        if (!choices) return;
        for (const Node& choice : choices->list()) {
            choice.only({"value", "name", "citations", "note"});
            if (!choice.at("value").json().is_null() && !choice.at("name").zh_en().zh.empty() && choice.has("citations")) {
                read_citations(choice.at("citations"));
            }
        }
    }

    void read_process() {
        const Node match = fields_.at("match");
        version_.match = match.text() == "number" ? Match::number : parse_match(match);
        if (version_.match != Match::ref && version_.match != Match::number) fields_.at("match").fail("rule.word", "应为 ref 或 number", "ref or number is expected");
        Process process;
        for (const Node& state : fields_.at("states").list()) {
            state.only({"id", "name"});
            process.states.push_back({state.at("id").text(), state.at("name").zh_en()});
        }
        if (process.states.empty() || process.states.size() > kMaxStates) fields_.at("states").fail("rule.range", "应有 1 至 200 个状态", "1 to 200 states are expected");
        process.start = state_number(process, fields_.at("start"));
        process.usual_way = fields_.flag("usual_way", false);
        if (const auto ends = fields_.find("ends")) {
            for (const Node& end : ends->one_or_more()) process.ends.push_back(state_number(process, end));
        }
        for (const Node& node : fields_.at("steps").list()) {
            Process::Step step;
            step.event = read_pattern_beside(node, {"from", "to"});
            for (const Node& from : node.at("from").one_or_more()) step.from.push_back(state_number(process, from));
            if (const Node to = node.at("to"); to.text() != "same") step.to = state_number(process, to);
            // Every event of the steps' kinds is an act that is judged.
            for (const Kind kind : step.event.kinds) {
                Pattern& acts = version_.trigger;
                if (std::find(acts.kinds.begin(), acts.kinds.end(), kind) == acts.kinds.end()) acts.kinds.push_back(kind);
                acts.mask |= kind_mask(kind);
            }
            process.steps.push_back(std::move(step));
        }
        if (process.steps.empty()) fields_.at("steps").fail("rule.empty", "没有步骤", "a step is expected");
        version_.process = std::make_shared<const Process>(std::move(process));
    }

    static std::uint8_t state_number(const Process& process, const Node& node) {
        const auto found = std::find_if(process.states.begin(), process.states.end(), [&](const auto& state) { return state.id == node.text(); });
        if (found == process.states.end()) node.fail("rule.unknown_state", "没有状态 " + node.text(), "there is no state \"" + node.text() + "\"");
        return static_cast<std::uint8_t>(found - process.states.begin());
    }

    static Table::Answer read_answer(const Node& node) {
        Table::Answer answer;
        node.must_be_object();
        for (const std::string& name : node.names()) answer.emplace_back(name, node.at(name.c_str()).text());
        return answer;
    }

    void read_table() {
        version_.trigger = fields_.pattern("each");
        Table table;
        for (const Node& node : fields_.at("rows").list()) {
            node.only({"id", "name", "when", "gives", "citations"});
            Table::Row row{node.at("id").text(), node.at("name").zh_en(), read_condition(node.at("when")), read_answer(node.at("gives")), {}};
            if (const auto citations = node.find("citations")) row.citations = read_citations(*citations);
            table.rows.push_back(std::move(row));
        }
        if (table.rows.empty()) fields_.at("rows").fail("rule.empty", "没有行", "a row is expected");
        table.otherwise = read_answer(fields_.at("otherwise"));
        version_.table = std::make_shared<const Table>(std::move(table));
    }

    void read_docket() {
        DocketRule docket;
        docket.key = static_cast<DocketRule::Key>(place_of(fields_.at("key"), kDocketKeys));
        if (const auto differs = fields_.find("differs")) docket.differs = static_cast<DocketRule::Differs>(1 + place_of(*differs, kDocketDiffers));
        if (docket.of_events()) docket.events = read_pattern(fields_.at("events"));
        const bool of_handler = docket.key == DocketRule::Key::handler;
        refuse_member("events", docket.of_events(), "key");
        refuse_member("facing", docket.of_events() || of_handler, "key");
        docket.facing = fields_.pattern("facing");
        docket.during = fields_.flag("during", false);
        if (docket.during && (docket.facing.empty() || !docket.of_events())) {
            fields_.at("during").fail("rule.member", "during 须与 events、facing 连用", "\"during\" goes with \"events\" and \"facing\"");
        }
        refuse_member("within", docket.key == DocketRule::Key::by, "key");
        if (const auto within = fields_.find("within")) docket.within = read_term(*within);
        refuse_member("spans", !docket.of_events(), "key");
        if (const auto spans = fields_.find("spans")) {
            docket.spans = read_spans(*spans);
            docket.over = fields_.at("over").integer();
        }
        refuse_member("over", docket.spans.has_value(), "member");
        if (const auto at_least = fields_.find("at_least")) docket.at_least = at_least->integer();
        if (docket.at_least < 2) fields_.at("at_least").fail("rule.range", "至少为 2", "2 or more is expected");
        if (docket.counts_events() && !docket.of_events()) {
            fields_.at("differs").fail("rule.member", "party、number 须与 events 连用", "to differ in party or number goes with \"events\"");
        }
        version_.docket = std::move(docket);
    }

    // What is deemed to have happened sets clocks going: a text that was not read may not do that.
    void read_deemed() {
        version_.trigger = read_pattern(fields_.at("trigger"));
        if (version_.source != Source::read) fields_.at("source").fail("rule.source", "未经核对的规则不能推定事件", "a rule whose text was not read deems nothing to have happened");
        Deemed deemed;
        for (const Node& node : fields_.at("gives").list()) deemed.gives.push_back(read_given(node));
        const auto without = [](const Deemed::Given& given) { return given.documents.empty(); };
        if (std::count_if(deemed.gives.begin(), deemed.gives.end(), without) != 1) {
            fields_.at("gives").fail("rule.gives", "须有且只有一项不写 document", "just one of them has no \"document\"");
        }
        if (const auto limit = fields_.find("limit")) {
            deemed.after = read_term(*limit);
            deemed.after->roll = fields_.flag("roll", false);
        }
        deemed.latest = fields_.flag("latest", false);
        version_.deemed = std::make_shared<const Deemed>(std::move(deemed));
    }

    static Deemed::Given read_given(const Node& node) {
        node.only({"event", "document"});
        const Pattern pattern = read_pattern(node);
        if (pattern.kinds.size() != 1) node.at("event").fail("rule.gives", "只写一种事件", "one kind of event is expected");
        return {pattern.kinds.front(), pattern.plain() ? std::vector<Word>{} : pattern.columns->documents};
    }

    void read_disclosure() {
        version_.trigger = read_pattern(fields_.at("trigger"));
        for (const Kind kind : version_.trigger.kinds) {
            const DisclosureBar* const bar = DisclosureLaw::bundled().bar(kind);
            if (bar != nullptr) fields_.at("trigger").fail("rule.never_told", "不得告知：" + bar->name.zh, "may not be told: " + bar->name.en);
        }
        Telling telling;
        if (const Node to = fields_.at("to"); to.json() != "public") telling.to = read_party_roles(to);
        if (const auto whom = fields_.find("whom")) telling.whom = static_cast<Telling::Whom>(place_of(*whom, kWhom));
        if (const auto needs = fields_.find("needs")) {
            for (const Node& node : needs->list()) {
                node.only({"condition", "name", "citations"});
                telling.needs.push_back({read_condition(node.at("condition")), node.at("name").zh_en(), read_citations(node.at("citations"))});
            }
        }
        if (const auto due = fields_.find("due")) telling.due = rule_number(*due, "rule.unknown_rule");
        if (const auto right = fields_.find("right")) telling.right = rule_number(*right, "rule.unknown_rule");
        telling.told = fields_.pattern("told");
        telling.wrong = fields_.pattern("wrong");
        if (const auto items = fields_.find("items")) {
            for (const Node& item : items->list()) telling.items.push_back(item.zh_en());
        }
        read_telling_words(telling);
        version_.telling = std::make_shared<const Telling>(std::move(telling));
    }

    static std::vector<Word> read_party_roles(const Node& node) {
        std::vector<Word> roles;
        for (const Node& role : node.one_or_more()) {
            roles.push_back(Catalogue::bundled().find_word(Vocabulary::party_role, role.text()));
            if (roles.back() == 0) role.fail("rule.unknown_word", "没有这种当事人地位", "there is no party role \"" + role.text() + "\"");
        }
        return roles;
    }

    // No channel is given words that hold more than it may carry.
    void read_telling_words(Telling& telling) const {
        const DisclosureLaw& law = DisclosureLaw::bundled();
        telling.brief = read_words(fields_.at("short"), law.fields);
        telling.full = read_words(fields_.at("full"), law.fields);
        for (const Node& node : fields_.at("channels").one_or_more()) {
            const DisclosureChannel* const channel = law.channel(node.text());
            if (channel == nullptr) node.fail("rule.unknown_channel", "没有渠道 " + node.text(), "there is no channel \"" + node.text() + "\"");
            for (const std::string_view field : (channel->brief ? telling.brief : telling.full).fields()) {
                if (channel->carries.contains(law.field(field)->carries)) continue;
                node.fail("rule.carries_more", "“" + node.text() + "”不得承载“" + std::string{field} + "”", "\"" + node.text() + "\" may not carry \"" + std::string{field} + "\"");
            }
            telling.channels.push_back(channel);
        }
        if (telling.channels.empty()) fields_.at("channels").fail("rule.empty", "没有渠道", "a channel is expected");
    }

    void refuse_member(const char* name, bool allowed, const char* unless) const {
        if (const auto member = fields_.find(name); member && !allowed) {
            member->fail("rule.member", std::string{"此规则不写 "} + name, std::string{"\""} + name + "\" does not go with this " + unless);
        }
    }

    template <class Words>
    static std::uint8_t place_of(const Node& node, const Words& words) {
        const auto* const found = std::find(words.begin(), words.end(), node.text());
        if (found != words.end()) return static_cast<std::uint8_t>(found - words.begin());
        std::string expected;
        for (const std::string_view word : words) expected += (expected.empty() ? "" : ", ") + std::string{word};
        node.fail("rule.word", "应为以下之一：" + expected, "one of these is expected: " + expected);
    }

    std::size_t rule_number(const Node& node, const char* code) const {
        const auto found = index_.find(node.text());
        if (found == index_.end()) node.fail(code, "没有规则 " + node.text(), "there is no rule \"" + node.text() + "\"");
        return found->second;
    }

    const Fields& fields_;
    const Documents& documents_;
    const std::map<std::string, std::size_t, std::less<>>& index_;
    RuleVersion version_;
};

using Names = std::vector<std::string_view>;

// What only the rule as a whole has, what each of its versions may have as well, and what belongs to a form.
const Names kOfRule{"id", "form", "name", "nodes", "seed", "selects", "versions", "report_to"};
const Names kOfVersion{"level", "source", "severity", "enabled", "refuses", "refuses_acts", "note", "effective", "citations", "when"};

const Names& members_of(Form form) {
    static const std::map<Form, Names> members{
        {Form::deadline, {"trigger", "bound", "per", "fulfil", "early", "match", "limit", "from", "of", "date", "roll", "pauses", "extend", "waive", "warn"}},
        {Form::expiry, {"trigger", "bound", "per", "fulfil", "match", "limit", "renew", "waive", "warn"}},
        {Form::before, {"act", "intent", "per", "match", "needs", "wait"}},
        {Form::recurring, {"trigger", "bound", "per", "fulfil", "match", "every", "for", "roll", "waive", "warn"}},
        {Form::checklist, {"act", "intent", "per", "match", "items"}},
        {Form::check, {"each", "per", "match", "must", "must_not", "at"}},
        {Form::pauses, {"intervals"}},
        {Form::parameter, {"value", "choices", "unit"}},
        {Form::process, {"match", "start", "usual_way", "ends", "states", "steps"}},
        {Form::table, {"each", "rows", "otherwise"}},
        {Form::docket, {"key", "events", "facing", "during", "within", "spans", "over", "differs", "at_least"}},
        {Form::deemed, {"trigger", "limit", "roll", "latest", "gives"}},
        {Form::disclosure, {"trigger", "to", "whom", "needs", "due", "right", "told", "wrong", "channels", "short", "full", "items"}}};
    return members.at(form);
}

// A misspelt or misplaced member must not be passed over.
void check_members(const Node& node, Form form, bool whole_rule) {
    Names allowed = kOfVersion;
    allowed.insert(allowed.end(), members_of(form).begin(), members_of(form).end());
    if (whole_rule) allowed.insert(allowed.end(), kOfRule.begin(), kOfRule.end());
    node.only(allowed);
    if (node.has("versions") && node.has("effective")) {
        node.at("effective").fail("rule.effective", "有 versions 的规则，施行日期写在各版本中", "a rule with versions has its dates in them");
    }
}

Selects read_selects(const Node& node) {
    if (node.text() == "trigger") return Selects::trigger;
    if (node.text() == "filing") return Selects::filing;
    if (node.text() == "as_of") return Selects::as_of;
    node.fail("rule.word", "应为 trigger、filing 或 as_of", "trigger, filing or as_of is expected");
}

std::vector<std::string> read_roles(const Node& node) {
    std::vector<std::string> roles;
    const Catalogue& catalogue = Catalogue::bundled();
    for (const Node& role : node.one_or_more()) {
        const Word word = catalogue.find_word(Vocabulary::role, role.text());
        if (word == 0) role.fail("rule.unknown_word", "事件目录中没有“" + role.text() + "”一词", "the catalogue has no word \"" + role.text() + "\"");
        roles.push_back(catalogue.word(Vocabulary::role, word).id);
    }
    if (roles.empty()) node.fail("rule.empty", "至少写一个岗位", "a role is expected");
    return roles;
}

RuleInfo read_info(const Node& node) {
    RuleInfo info;
    info.id = node.at("id").text();
    info.form = read_form(node.at("form"));
    info.name = node.at("name").zh_en();
    info.level = parse_level(node.at("level"));
    info.source = parse_source(node.at("source"));
    info.file = node.file();
    if (const auto enabled = node.find("enabled"); enabled && enabled->json().is_boolean()) info.enabled = enabled->boolean();
    if (const auto note = node.find("note")) info.note = note->zh_en();
    if (const auto nodes = node.find("nodes")) info.nodes = nodes->texts();
    if (const auto seed = node.find("seed")) info.seed = seed->texts();
    if (const auto report_to = node.find("report_to")) info.report_to = read_roles(*report_to);
    return info;
}

void check_no_overlap(const Node& node, std::vector<RuleVersion>& versions) {
    std::sort(versions.begin(), versions.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    for (std::size_t i = 1; i < versions.size(); ++i) {
        if (versions[i].from < versions[i - 1].to) {
            node.fail("rule.overlap", "两个版本的施行期间重叠于 " + to_string(versions[i].from),
                      "two versions are in force on " + to_string(versions[i].from));
        }
    }
}

// Each dated version of a rule as it is written: its node, or none where the rule has no list.
struct WrittenVersion {
    std::optional<Node> node;
    Date from, to;
};

std::vector<WrittenVersion> written_versions(const Node& rule) {
    std::vector<WrittenVersion> written;
    if (const auto versions = rule.find("versions")) {
        for (const Node& version : versions->list()) {
            const auto [from, to] = read_effective(version.at("effective"));
            written.push_back({version, from, to});
        }
        if (written.empty()) versions->fail("rule.empty", "没有版本", "a version is expected");
    } else {
        const auto [from, to] = read_effective(rule.at("effective"));
        written.push_back({std::nullopt, from, to});
    }
    return written;
}

}  // namespace

void Parameters::add(const Node& rule) {
    for (const WrittenVersion& version : written_versions(rule)) {
        const Fields fields{rule, version.node};
        values_[rule.at("id").text()].push_back({version.from, version.to, fields.at("value").json()});
    }
}

void Parameters::cuts(const Json& json, Date from, Date to, std::vector<Date>& out) const {
    if (json.is_object() && json.size() == 1 && json.contains("parameter") && json["parameter"].is_string()) {
        const auto found = values_.find(json["parameter"].get<std::string>());
        if (found == values_.end()) return;
        for (const Value& value : found->second) {
            for (const Date day : {value.from, value.to}) {
                if (from < day && day < to) out.push_back(day);
            }
        }
    } else if (json.is_structured()) {
        for (const Json& part : json) cuts(part, from, to, out);
    }
}

void Parameters::fill(Json& json, Date day, const Node& where) const {
    if (json.is_object() && json.size() == 1 && json.contains("parameter") && json["parameter"].is_string()) {
        const auto id = json["parameter"].get<std::string>();
        const auto found = values_.find(id);
        if (found == values_.end()) where.fail("rule.unknown_parameter", "没有参数 " + id, "there is no parameter \"" + id + "\"");
        for (const Value& value : found->second) {
            if (value.from <= day && day < value.to) {
                Json copy = value.json;  // `json` is about to be replaced
                json = std::move(copy);
                return;
            }
        }
        where.fail("rule.parameter_gap", "参数 " + id + " 在 " + to_string(day) + " 没有值",
                   "parameter \"" + id + "\" has no value on " + to_string(day));
    }
    if (json.is_structured()) {
        for (Json& part : json) fill(part, day, where);
    }
}

Rule RuleReader::read(const RuleText& text) const {
    const Json* id = text.json.is_object() && text.json.contains("id") ? &text.json["id"] : nullptr;
    const std::string name = id != nullptr && id->is_string() ? id->get<std::string>() : std::string{};
    const Node written{text.json, text.file, text.pointer, name};
    Rule rule;
    rule.info = read_info(written);
    rule.form = rule.info.form;
    rule.plain_name = !needs_json_escape(rule.info.name.zh) && !needs_json_escape(rule.info.name.en);
    check_members(written, rule.info.form, true);
    if (written.has("versions")) {
        for (const Node& version : written.at("versions").list()) check_members(version, rule.info.form, false);
    }
    if (const auto selects = written.find("selects")) rule.selects = read_selects(*selects);
    const auto versions = written_versions(written);
    for (std::size_t i = 0; i < versions.size(); ++i) {
        // A parameter that changes while the version is in force splits it.
        std::vector<Date> starts{versions[i].from};
        parameters_.cuts(text.json, versions[i].from, versions[i].to, starts);
        std::sort(starts.begin(), starts.end());
        starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
        for (std::size_t k = 0; k < starts.size(); ++k) {
            Json filled = text.json;
            for (auto& [member, value] : filled.items()) {
                if (member != "versions") parameters_.fill(value, starts[k], written);
                else parameters_.fill(value[i], starts[k], written);
            }
            const Node node{filled, text.file, text.pointer, name};
            std::optional<Node> version;
            if (const auto list = node.find("versions")) version = list->list()[i];
            const Fields fields{node, version};
            RuleVersion compiled = VersionReader{fields, documents_, index_}.read(rule.info.form);
            compiled.from = starts[k];
            compiled.to = k + 1 < starts.size() ? starts[k + 1] : versions[i].to;
            rule.versions.push_back(std::move(compiled));
        }
    }
    check_no_overlap(written, rule.versions);
    rule.info.enabled = std::any_of(rule.versions.begin(), rule.versions.end(), [](const auto& v) { return v.enabled; });
    return rule;
}

}  // namespace zhixing
