#include "journal/append.hpp"

#include <algorithm>
#include <simdjson.h>
#include <unordered_map>

#include "dossier/writer.hpp"
#include "journal/outbox_rows.hpp"
#include "journal/policy_in_force.hpp"
#include "journal/projection.hpp"
#include "review/access_policy.hpp"

namespace zhixing::journal {
namespace {

constexpr std::int64_t kMostBetween = 100;  // entries that a conflict tells
// Dossiers that are loaded before the first of them is stored, and those that are prepared before they are handed on.
constexpr std::size_t kLoadedAhead = 64, kPreparedAtOnce = 16;

// The office in which the batch is recorded. @throws AccessError
std::string_view office_of(const Append& batch, const AccessPolicy& policy) {
    const auto& roles = batch.actor.roles;
    if (batch.actor.id.empty()) throw AccessError{"access.actor", {"未说明由谁记录", "it is not said who records this"}};
    if (!std::ranges::all_of(roles, [&](const std::string& role) { return policy.data().role(role) != nullptr; })) {
        throw AccessError{"access.role", {"目录中没有此身份", "an office is not one of the catalogue's"}};
    }
    if (batch.office.empty() && roles.size() == 1) return roles.front();
    const auto found = std::ranges::find(roles, batch.office);
    if (found != roles.end()) return *found;
    throw AccessError{"access.office", {"“" + batch.actor.id + "”不具有身份“" + batch.office + "”", "'" + batch.actor.id + "' does not have the office '" + batch.office + "'"}};
}

// The id that an event was given; empty if it was given none or is no object (the reader says what is wrong then).
std::string given_id(simdjson::dom::parser& parser, std::string_view event) {
    simdjson::dom::object object;
    if (parser.parse(event.data(), event.size()).get(object) != simdjson::SUCCESS) return {};
    for (const char* name : {"id", "编号", "事件编号"}) {
        std::string_view id;
        if (object[name].get(id) == simdjson::SUCCESS) return std::string{id};
    }
    return {};
}

std::string document(std::string_view header, std::span<const std::string_view> events) {
    std::string text{header.substr(0, header.size() - 1)};
    text += ",\"events\":[";
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i != 0) text += ',';
        text += events[i];
    }
    return text += "]}";
}

std::string document(std::string_view header, std::string_view event) { return document(header, {&event, 1}); }

std::vector<std::string_view> views(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

}  // namespace

Appender::Appender(Database& database, AppendTools& tools, const Rulebook& rulebook, const KnownPolicy& policy, const Append& batch)
    : database_{database}, tools_{tools}, rulebook_{rulebook}, policy_{policy}, batch_{batch}, office_{office_of(batch, policy)}, log_{database, tools.digest}, projections_{database} {
    log_.set_recorded(batch.recorded);
}

Receipt Appender::run() {
    write_policy();
    const bool sends = std::ranges::any_of(batch_.parts, [](const AppendPart& part) { return !part.messages.empty(); });
    if (!sends && most_entries() >= kEnoughForTwo) take_in_two();
    else take_one_by_one();
    projections_.finish();
    log_.finish();
    Receipt receipt;
    for (Draft& draft : drafts_) receipt.parts.push_back({std::move(draft.number), draft.size, std::move(draft.ids), draft.replayed, std::move(draft.message_ids)});
    receipt.recorded = *parse_date_time(log_.recorded());
    receipt.size = log_.end().size;
    return receipt;
}

void Appender::write_policy() {
    policy_body_ = change_of_policy(database_, policy_);
    if (policy_body_.empty()) return;
    Entry entry{0, 0, {}, 0, "policy", {}, {}, batch_.actor.id, office_, batch_.actor.court, "admitted", policy_body_};
    set_policy_in_force(database_, policy_.digest(), log_.add(entry));
}

std::size_t Appender::most_entries() const {
    std::size_t most = 1;  // that of the policy
    for (const AppendPart& part : batch_.parts) most += part.events.size() + (part.header.empty() ? 0 : 1);
    return most;
}

void Appender::take_one_by_one() {
    for (std::size_t i = 0; i < batch_.parts.size(); ++i) {
        Draft& draft = load(i);
        prepare(draft);
        store(draft);
    }
}

void Appender::take_in_two() {
    log_.expect(most_entries());
    Channel<Draft*> loaded;
    Channel<Ready> ready;
    std::future<void> done = start_worker([&] { prepare_all(loaded, ready); });
    std::size_t next = 0, stored = 0;
    const auto load_some = [&] {
        while (next < batch_.parts.size() && next < stored + kLoadedAhead) loaded.push(&load(next++));
        if (next == batch_.parts.size()) loaded.close();
    };
    try {
        const Closing closing{loaded};
        load_some();
        while (auto some = ready.pop()) {
            log_.insert(hashed_.emplace_back(std::move(some->entries)));
            for (Draft* const draft : some->drafts) store(*draft), ++stored;
            load_some();
        }
    } catch (...) {
        done.get();  // what is wrong with an earlier part is told first
        throw;
    }
    done.get();
}

void Appender::prepare_all(Channel<Draft*>& loaded, Channel<Ready>& ready) {
    const Closing closing{ready};
    std::vector<Draft*> drafts;
    const auto hand_on = [&] {
        while (log_.pending() > kHashedAtOnce) ready.push({log_.hash(kHashedAtOnce), {}});
        ready.push({log_.hash(kHashedAtOnce), std::exchange(drafts, {})});
    };
    while (const auto draft = loaded.pop()) {
        prepare(**draft);
        drafts.push_back(*draft);
        if (log_.pending() >= kHashedAtOnce || drafts.size() >= kPreparedAtOnce) hand_on();
    }
    hand_on();
}

Place Appender::place(const Draft& draft, std::string_view member) const {
    return {"batch", 0, "/parts/" + std::to_string(draft.index) + std::string{member}};
}

Appender::Draft& Appender::load(std::size_t part) {
    Draft& draft = drafts_.emplace_back(Draft{.part = batch_.parts[part], .index = part});
    draft.number = number_key(draft.part.number);
    if (!numbers_.insert(draft.number).second) {
        throw InputError{"input.twice", {"同一批次中卷宗重复出现", "the dossier stands in the batch twice"}, place(draft, "/number")};
    }
    if (auto known = find_projection(database_, draft.number)) {
        draft.row = DossierRow{known->first, known->second.size};
        draft.before = std::move(known->second);
    }
    if (draft.row) draft.stored = load_dossier(database_, draft.row->id);
    if (draft.row && expects_other(draft)) draft.between = entries_between(draft);
    return draft;
}

void Appender::prepare(Draft& draft) {
    const AppendPart& part = draft.part;
    // A new dossier is judged by the header that it is given.
    if (draft.row || part.header.empty()) require(draft, batch_.import ? Wish::import : Wish::write, facts(draft, draft.stored.header, office_), office_);
    take_header(draft);
    take_events(draft);
    const bool causes_known = draft.fresh.empty();
    if (causes_known) take_messages(draft);
    const bool grows = !draft.row || draft.new_header || !draft.fresh.empty();
    // What is on record as it was sent may be the answer that got lost; whoever sends nothing wants to know the number.
    const bool sends_nothing = part.events.empty() && part.header.empty() && part.messages.empty();
    if (grows || !draft.messages.empty() || sends_nothing) expect_seq(draft);
    draft.id = draft.row ? draft.row->id : static_cast<std::int64_t>(log_.next_position());
    draft.size = draft.row ? draft.row->size : 0;
    if (!grows) return;
    const Dossier& whole = read(draft);
    canonize(draft, whole);
    if (!causes_known) take_messages(draft);
    std::optional<Dossier> admitted;
    if (!batch_.import) admitted = admit_all(draft);
    write(draft);
    draft.projection = projection_of(admitted ? *admitted : whole, draft.size, log_.recorded());
}

void Appender::store(Draft& draft) {
    if (draft.projection) {
        // Parties stand in the header alone.
        if (draft.row) draft.before.parties = draft.new_header ? load_parties(database_, draft.id) : draft.projection->parties;
        if (draft.row) projections_.update(draft.id, *draft.projection, draft.before);
        else projections_.insert(draft.id, draft.number, *draft.projection);
    }
    write_messages(draft);
    draft.stored.events = {};
}

bool Appender::looks_at_handler(std::string_view office) const {
    const RolePolicy* const role = policy_.data().role(office);
    return role != nullptr && role->write == Scope::own_cases;
}

CaseFacts Appender::facts(const Draft& draft, std::string_view header, std::string_view office) {
    if (header.empty()) return case_facts(draft.number);
    const auto events = looks_at_handler(office) ? views(draft.stored.events) : std::vector<std::string_view>{};
    return case_facts(tools_.header_reader.read(document(header, events)), policy_);
}

void Appender::require(const Draft& draft, Wish wish, const CaseFacts& facts, std::string_view office) const {
    Actor actor = batch_.actor;
    actor.roles = {std::string{office}};
    AccessDecision decision = decide(policy_, actor, facts, wish, batch_.recorded);
    if (!decision.allowed) throw AccessError{std::move(decision), place(draft, "/number")};
}

const Dossier& Appender::read_header(const Draft& draft) {
    try {
        return tools_.header_reader.read(draft.part.header);
    } catch (const InputError&) {
        (void)Dossier::from_json(draft.part.header, place(draft, "/header").pointer);  // so that the error names the place
        throw;
    }
}

void Appender::take_header(Draft& draft) {
    if (draft.part.header.empty()) {
        if (!draft.row) throw JournalError{"journal.no_dossier", {"日志中没有该卷宗，新卷宗须有首部", "the journal has no such dossier; a new one needs a header"}, place(draft, "/number")};
        return;
    }
    const Dossier& given = read_header(draft);
    if (!given.events().empty()) throw InputError{"input.header", {"首部不含事件，事件另列", "a header has no events; they stand apart"}, place(draft, "/header/events")};
    if (number_key(given.number()) != draft.number) throw InputError{"input.header", {"首部的案号与卷宗不符", "the header's number is not that of the dossier"}, place(draft, "/header/number")};
    std::string header;
    DossierWriter{given}.append_header_object(header);
    draft.new_header = header != draft.stored.header;
    if (draft.new_header) {
        const CaseFacts wanted = looks_at_handler(office_) ? facts(draft, header, office_) : case_facts(given, policy_);
        // A header does not take a dossier out of a court, nor into one.
        if (draft.row) require(draft, Wish::header, facts(draft, draft.stored.header, office_), office_);
        require(draft, Wish::header, wanted, office_);
        if (batch_.import) require(draft, Wish::import, wanted, office_);
    }
    draft.stored.header = std::move(header);
}

void Appender::take_events(Draft& draft) const {
    if (draft.part.events.size() > kMaxAppend) throw InputError{"input.limit", {"一批事件过多", "too many events in one batch"}, place(draft, "/events")};
    const auto& given = draft.part.events;
    draft.ids.resize(given.size());
    if (draft.stored.ids.empty()) {
        for (std::size_t i = 0; i < given.size(); ++i) draft.fresh.push_back({i, given[i]});
        return;
    }
    std::unordered_map<std::string_view, std::size_t> recorded;
    for (std::size_t i = 0; i < draft.stored.ids.size(); ++i) recorded.emplace(draft.stored.ids[i], i);
    simdjson::dom::parser parser;
    for (std::size_t i = 0; i < given.size(); ++i) {
        draft.ids[i] = given_id(parser, given[i]);
        const auto found = recorded.find(draft.ids[i]);
        if (found == recorded.end()) {
            draft.fresh.push_back({i, given[i]});
        } else {
            expect_same(draft, found->second, given[i]);
            ++draft.replayed;
        }
    }
}

// On record with that id: as it is. @throws InputError if it is on record with other contents.
void Appender::expect_same(const Draft& draft, std::size_t at, std::string_view given) const {
    const Dossier recorded = Dossier::from_json(document(draft.stored.header, draft.stored.events[at]));
    const Dossier again = Dossier::from_json(document(draft.stored.header, given), place(draft, "").pointer);
    std::string was, is;
    DossierWriter{recorded}.append_event(was, recorded.events().front(), {});
    const auto text = [&](Column column) { return recorded.text(recorded.events().front(), column); };
    DossierWriter{again}.append_event(is, again.events().front(), {text(Column::recorded), text(Column::by), text(Column::role)});
    if (was == is) return;
    const std::string& name = draft.stored.ids[at];
    throw InputError{"input.id_taken", {"编号“" + name + "”已用于内容不同的事件", "the id " + name + " is that of an event with other contents"}, place(draft, "/events")};
}

void Appender::take_messages(Draft& draft) {
    const auto& given = draft.part.messages;
    if (given.empty()) return;
    if (batch_.import) throw InputError{"input.import", {"导入旧数据不发送消息", "an import of old data sends no messages"}, place(draft, "/messages")};
    if (given.size() > kMaxAppend) throw InputError{"input.limit", {"一批消息过多", "too many messages in one batch"}, place(draft, "/messages")};
    const Dossier header = Dossier::from_json(draft.stored.header);
    for (std::size_t i = 0; i < given.size(); ++i) {
        const Place where = place(draft, "/messages/" + std::to_string(i));
        const auto is_named = [&](const Party& party) { return header.text(party.id) == given[i].to; };
        if (!given[i].to.empty() && std::ranges::none_of(header.parties(), is_named)) {
            throw InputError{"input.party", {"卷宗没有当事人“" + given[i].to + "”", "the dossier has no party '" + given[i].to + "'"}, where};
        }
        PlainMessage message = plain_message(given[i], draft.number, cause_of(draft, given[i], where), tools_.digest, where);
        draft.message_ids.push_back(message.id);
        if (!is_replay(draft, message, where)) draft.messages.push_back(std::move(message));
    }
}

std::string Appender::cause_of(const Draft& draft, const OutgoingMessage& message, const Place& where) const {
    if (message.cause.empty() && draft.ids.size() == 1) return draft.ids.front();
    if (std::ranges::find(draft.ids, message.cause) != draft.ids.end()) return message.cause;
    const bool on_record = !message.cause.empty() && draft.row &&
                           database_.query("SELECT 1 FROM journal_entries WHERE dossier = $1 AND seq IS NOT NULL AND event = $2", {draft.row->id, message.cause})->next();
    if (on_record) return message.cause;
    throw InputError{"outbox.cause", {"消息须由卷宗中的事件引起", "a message is caused by an event of the dossier"}, where};
}

// On record with that id, or in this batch: as it is. @throws InputError if it says something else.
bool Appender::is_replay(const Draft& draft, const PlainMessage& message, const Place& where) {
    const auto taken = [&] {
        throw InputError{"input.id_taken", {"编号“" + message.id + "”已用于内容不同的消息", "the id " + message.id + " is that of a message that says something else"}, where};
    };
    const std::pair<std::string_view, std::string> own{draft.number, message.body};
    const auto [known, fresh] = messages_.try_emplace(message.id, own);
    if (known->second != own) taken();
    if (!fresh) return true;
    const auto rows = database_.query("SELECT e.dossier, e.body FROM journal_outbox o JOIN journal_entries e ON e.position = o.position WHERE o.id = $1", {message.id});
    if (!rows->next()) return false;
    if (!draft.row || rows->integer(0) != draft.row->id || rows->text(1) != message.body) taken();
    return true;
}

bool Appender::expects_other(const Draft& draft) const { return draft.part.expect && *draft.part.expect != (draft.row ? draft.row->size : 0); }

std::vector<EntryInfo> Appender::entries_between(const Draft& draft) const {
    std::vector<EntryInfo> between;
    std::string sql = "SELECT ";
    sql += kEntryColumns;
    sql += " FROM journal_entries e JOIN journal_dossiers d ON d.id = e.dossier WHERE e.dossier = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3";
    const auto rows = database_.query(sql, {draft.row->id, static_cast<std::int64_t>(*draft.part.expect), kMostBetween});
    while (rows->next()) between.push_back(info(entry_at(*rows)));
    return between;
}

void Appender::expect_seq(Draft& draft) const {
    if (!expects_other(draft)) return;
    const std::uint64_t size = draft.row ? draft.row->size : 0;
    const std::string &number = draft.number, expected = std::to_string(*draft.part.expect), there = std::to_string(size);
    std::string who;
    if (!draft.between.empty()) who = draft.between.back().actor + ", " + draft.between.back().recorded;
    throw ConflictError{{"“" + number + "”已有 " + there + " 条记录（预期 " + expected + " 条），其间写入：" + who,
                         number + " has " + there + " entries, not " + expected + "; written in between by " + (who.empty() ? "nobody" : who)},
                        number, size, std::move(draft.between)};
}

const Dossier& Appender::read(const Draft& draft) {
    std::vector<std::string_view> events = views(draft.stored.events);
    for (const Fresh& fresh : draft.fresh) events.push_back(fresh.given);
    const std::string text = document(draft.stored.header, events);
    try {
        const Dossier& whole = tools_.reader.read(text);
        if (whole.events().size() == events.size()) return whole;
    } catch (const InputError&) {
        // Again, so that the error names the place in the batch: that of the event, if it is wrong by itself.
        (void)Dossier::from_json(document(draft.stored.header, views(draft.part.events)), place(draft, "").pointer);
        (void)Dossier::from_json(text, place(draft, "").pointer);
    }
    throw InputError{"input.type", {"每个事件应为一个 JSON 对象", "each event is one JSON object"}, place(draft, "/events")};
}

void Appender::canonize(Draft& draft, const Dossier& whole) {
    const DossierWriter writer{whole};
    const Event* event = whole.events().data() + draft.stored.events.size();
    std::vector<std::size_t> ends;
    for (const Fresh& fresh : draft.fresh) {
        if (!batch_.import) check_author(draft, whole, *event, fresh.position);
        draft.ids[fresh.position] = whole.event_id(*event);
        writer.append_event(draft.bodies, *event, defaults(*event));
        ends.push_back(draft.bodies.size());
        ++event;
    }
    std::size_t begin = 0;
    for (std::size_t i = 0; i < draft.fresh.size(); begin = ends[i++]) {
        draft.fresh[i].id = draft.ids[draft.fresh[i].position];
        draft.fresh[i].body = std::string_view{draft.bodies}.substr(begin, ends[i] - begin);
    }
}

// Nobody records in another's name, in an office that is not theirs, or at another time than now. What people outside the
// court did or handed in is entered in their office; who is assigned is named by who assigns.
void Appender::check_author(const Draft& draft, const Dossier& dossier, const Event& event, std::size_t position) {
    const std::string where = "/events/" + std::to_string(position);
    const std::string_view by = dossier.text(event, Column::by), role = dossier.text(event, Column::role);
    const auto& roles = batch_.actor.roles;
    const bool entered = enters(event.role);
    if (!by.empty() && by != batch_.actor.id && !entered && !names_another(event)) {
        throw AccessError{"access.by", {"不得以他人名义记录（“" + std::string{by} + "”）", "an event is not recorded in the name of another ('" + std::string{by} + "')"}, place(draft, where + "/by")};
    }
    const std::string_view office = event.role == 0 ? role : std::string_view{Catalogue::bundled().word(Vocabulary::role, event.role).id};
    if (!office.empty() && !entered && std::ranges::find(roles, office) == roles.end()) {
        throw AccessError{"access.office", {"记录人不具有身份“" + std::string{office} + "”", "who records this does not have the office '" + std::string{office} + "'"}, place(draft, where + "/role")};
    }
    if (!office.empty() && !entered && office != office_) require(draft, Wish::write, facts(draft, draft.stored.header, office), office);
    if (!dossier.text(event, Column::recorded).empty()) {
        throw InputError{"input.recorded", {"记录时间由日志写入，事件不得自带", "the journal says when an event was recorded, not the event"}, place(draft, where + "/recorded")};
    }
}

// Whether the office enters what this role did outside the court.
bool Appender::enters(Word role) const {
    const RolePolicy* const own = policy_.data().role(office_);
    return role != 0 && own != nullptr && own->enters && std::ranges::find(policy_.data().outsiders, role) != policy_.data().outsiders.end();
}

// Whether the event names in `by` whom it is about.
bool Appender::names_another(const Event& event) const {
    return event.kind != Kind::unknown && policy_.data().names_another[static_cast<std::size_t>(event.kind)];
}

// What an event that does not say so was recorded by.
DossierWriter::EventDefaults Appender::defaults(const Event& event) const {
    if (batch_.import) return {log_.recorded(), {}, {}};
    const bool unnamed = enters(event.role) || names_another(event);
    return {log_.recorded(), unnamed ? std::string_view{} : std::string_view{batch_.actor.id}, office_};
}

Dossier Appender::admit_all(const Draft& draft) const {
    const ReviewOptions options{date::floor<date::days>(*parse_date_time(log_.recorded())), {}};
    Dossier dossier = Dossier::from_json(document(draft.stored.header, views(draft.stored.events)));
    for (const Fresh& fresh : draft.fresh) {
        Dossier with;
        Admission admission = admit(dossier, fresh.body, rulebook_, options, &with);
        if (!admission.admitted()) {
            const Admission::Reason& reason = admission.reasons.front();
            const std::string number{draft.number};
            throw RefusedError{{"不得记录：" + reason.text.zh, "may not be recorded: " + reason.text.en}, place(draft, "/events"), number, std::move(admission)};
        }
        dossier = std::move(with);
    }
    return dossier;
}

Entry Appender::entry_of(const Draft& draft) const {
    return {0, draft.id, draft.number, 0, {}, {}, {}, batch_.actor.id, office_, batch_.actor.court, batch_.import ? "imported" : "admitted", {}};
}

void Appender::write(Draft& draft) {
    Entry entry = entry_of(draft);
    if (draft.new_header) {
        entry.seq = ++draft.size;
        entry.what = "header";
        entry.body = draft.stored.header;
        log_.add(entry);
    }
    entry.what = "event";
    for (const Fresh& fresh : draft.fresh) {
        entry.seq = ++draft.size;
        entry.event = fresh.id;
        entry.body = fresh.body;
        log_.add(entry);
    }
}

// About the dossier and no part of it. They may be taken as soon as the transaction is done.
void Appender::write_messages(const Draft& draft) {
    Entry entry = entry_of(draft);
    entry.what = "message";
    for (const PlainMessage& message : draft.messages) {
        entry.body = message.body;
        OutboxRow row;
        row.position = log_.add(entry);
        row.id = message.id;
        row.channel = message.channel;
        row.due = message.due.empty() ? log_.recorded() : message.due;
        insert_row(database_, row);
    }
}

}  // namespace zhixing::journal
