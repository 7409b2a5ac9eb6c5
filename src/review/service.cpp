// The service sheet: what was tried for each document and addressee, whether it is served, what comes next.
#include "zhixing/service.hpp"

#include <algorithm>
#include <array>

#include "dossier/members.hpp"
#include "law/parameter.hpp"
#include "review/deeming.hpp"
#include "review/evaluation.hpp"
#include "review/table.hpp"
#include "value/utf8.hpp"
#include "zhixing/kinds.hpp"

namespace zhixing {
namespace {

constexpr std::array kAttempts = {kinds::service_sent,         kinds::service_attempted, kinds::service_arrived,
                                  kinds::service_acknowledged, kinds::service_returned,  kinds::service_failed};
// Kinds that say by themselves which document was served.
constexpr std::array kServedByKind = {kinds::appraisal_served, kinds::auction_ruling_served, kinds::distribution_served, kinds::objection_served,
                                      kinds::party_change_served, kinds::termination_told,   kinds::closure_served};
constexpr std::array kOthers = {kinds::document_made, kinds::document_served, kinds::service_public_notice_published};

template <class List>
bool among(const List& list, Kind kind) {
    return std::ranges::find(list, kind) != list.end();
}

bool is_served(Kind kind) { return kind == kinds::document_served || among(kServedByKind, kind); }

std::string value_of(const Table::Answer& answer, std::string_view name) {
    for (const auto& [member, value] : answer) {
        if (member == name) return value;
    }
    return {};
}

bool is_word(Vocabulary vocabulary, Word word, std::string_view id) { return word != 0 && Catalogue::bundled().word(vocabulary, word).id == id; }

// An item with the events that it is made from.
struct Draft {
    ServiceItem item;
    std::vector<std::int32_t> events;  // by date, undated last
};

class Sheet {
public:
    Sheet(const Dossier& dossier, const Rulebook& rulebook, const ReviewOptions& options)
        : dossier_{dossier}, rulebook_{rulebook}, options_{options}, failures_{table_named(rulebook, "service.failures")},
          methods_{table_named(rulebook, "service.methods")}, addresses_{table_named(rulebook, "service.address")} {
        record_.load(dossier, options);
        deemings_ = deem(rulebook.compiled(), record_, Calendar::china());
        Reviewer{rulebook}.review(dossier, options, review_);
    }

    ServiceSheet build() {
        for (const std::int32_t event : seen()) take(event);
        for (Draft& draft : drafts_) fold_unnamed(draft);
        std::erase_if(drafts_, [](const Draft& draft) { return draft.events.empty(); });
        for (const std::int32_t event : seen()) take_hand_over(event);
        ServiceSheet sheet;
        sheet.as_of = options_.as_of;
        for (Draft& draft : drafts_) {
            finish(draft);
            sheet.items.push_back(std::move(draft.item));
        }
        return sheet;
    }

private:
    [[nodiscard]] const Event& event(std::int32_t position) const { return record_.event(position); }
    [[nodiscard]] Date day_of(std::int32_t position) const { return event(position).has_date() ? event(position).on : options_.as_of; }

    [[nodiscard]] std::vector<std::int32_t> seen() const {
        std::vector<std::int32_t> all = record_.dated();
        all.insert(all.end(), record_.undated().begin(), record_.undated().end());
        return all;
    }

    [[nodiscard]] std::string document_of(std::int32_t position) const {
        const Event& of = event(position);
        if (of.document != 0) return Catalogue::bundled().word(Vocabulary::document, of.document).id;
        const std::string_view told = dossier_.text(of, Column::document);
        if (told.empty() && among(kServedByKind, of.kind)) return Catalogue::bundled().kind(of.kind).zh;
        return std::string{told};
    }

    // A document that was made is to be served where it names a party.
    void take(std::int32_t position) {
        const Event& of = event(position);
        const bool about_service = among(kAttempts, of.kind) || among(kOthers, of.kind) || among(kServedByKind, of.kind);
        if (!about_service || (of.kind == kinds::document_made && of.party == 0)) return;
        const std::string document = document_of(position);
        const auto same = std::ranges::find_if(drafts_, [&](const Draft& d) { return d.item.document == document && d.item.party == of.party && d.item.ref == of.ref; });
        Draft& draft = same != drafts_.end() ? *same : drafts_.emplace_back();
        draft.item.document = document;
        draft.item.party = of.party;
        draft.item.ref = of.ref;
        draft.events.push_back(position);
    }

    // Events that name no instance belong to the one that is named, if there is only one.
    void fold_unnamed(Draft& draft) {
        if (draft.item.ref != 0) return;
        Draft* named = nullptr;
        for (Draft& other : drafts_) {
            if (other.item.ref == 0 || other.item.document != draft.item.document || other.item.party != draft.item.party) continue;
            if (named != nullptr) return;
            named = &other;
        }
        if (named == nullptr) return;
        named->events.insert(named->events.end(), draft.events.begin(), draft.events.end());
        std::ranges::sort(named->events, {}, [this](std::int32_t e) { return record_.rank(e); });
        draft.events.clear();
    }

    // A schedule covers all that failed for the party, a hand-over of one document that document.
    void take_hand_over(std::int32_t position) {
        const Event& of = event(position);
        if (of.kind != kinds::service_handed_over && of.kind != kinds::service_accepted) return;
        const bool whole = dossier_.text(of, Column::document).empty() || is_word(Vocabulary::document, of.document, "附表");
        const std::string document = document_of(position);
        for (Draft& draft : drafts_) {
            const bool failed = std::ranges::any_of(draft.events, [&](std::int32_t e) { return is_failure(e) && day_of(e) <= day_of(position); });
            if ((of.party != 0 && draft.item.party != of.party) || (whole ? !failed : draft.item.document != document)) continue;
            (of.kind == kinds::service_handed_over ? draft.item.handed_over : draft.item.accepted) = position;
        }
    }

    [[nodiscard]] bool is_failure(std::int32_t position) const {
        const Event& of = event(position);
        if (of.kind == kinds::service_failed || of.kind == kinds::service_returned) return true;
        if (of.kind != kinds::service_attempted) return false;
        return of.ground != 0 || is_word(Vocabulary::outcome, of.outcome, "service_failed") || is_word(Vocabulary::outcome, of.outcome, "refused_receipt");
    }

    [[nodiscard]] Context about(std::int32_t position) const {
        Context context{options_.as_of, position, day_of(position), event(position).ref, event(position).party};
        context.starts = &rulebook_.compiled().starts;
        return context;
    }

    [[nodiscard]] std::vector<Citation> citations_of(std::string_view rule, Date day) const {
        const auto number = rulebook_.find(rule);
        const RuleVersion* version = number ? rulebook_.compiled().rules[*number].version_on(day) : nullptr;
        return version != nullptr ? version->citations : std::vector<Citation>{};
    }

    void finish(Draft& draft) {
        ServiceItem& item = draft.item;
        for (const std::int32_t position : draft.events) add_attempt(item, position);
        item.state = state_of(draft);
        find_address(item);
        find_receivers(item);
        find_ways(item, draft.events.back());
        count_mail(draft);
        find_copies(draft);
        find_last_day(draft);
        item.next = next_step(item);
    }

    void add_attempt(ServiceItem& item, std::int32_t position) {
        if (!among(kAttempts, event(position).kind)) return;
        ServiceAttempt attempt;
        attempt.event = position;
        const RuleVersion* table = failures_.version_on(options_.as_of);
        if (table != nullptr && is_failure(position)) {
            const Decision decision = ask_table(failures_, *table, record_, about(position));
            const auto row = std::ranges::find(decision.rows, decision.row, &Decision::Row::id);
            attempt.code = decision.row;
            if (row != decision.rows.end()) attempt.reason = row->name;
            item.code = attempt.code;
            item.reason = attempt.reason;
            const std::string rule = value_of(decision.gives, "rule");
            item.next = {value_of(decision.gives, "step"), {value_of(decision.gives, "zh"), value_of(decision.gives, "en")}, rule, citations_of(rule, day_of(position))};
        }
        item.attempts.push_back(std::move(attempt));
    }

    ServiceState state_of(Draft& draft) {
        ServiceItem& item = draft.item;
        for (const std::int32_t position : draft.events) {
            if (!is_served(event(position).kind)) continue;
            item.event = position;
            item.served = event(position).has_date() ? event(position).on : kNoDate;
            if (item.served != kNoDate) return ServiceState::served;
            item.missing = describe(Doubt{Unknown::Missing::date, Column::on, static_cast<std::uint32_t>(position), true}, dossier_);
            return ServiceState::unknown;
        }
        const Deeming *first = nullptr, *doubtful = nullptr;
        for (const Deeming& deeming : deemings_) {
            if (std::ranges::find(draft.events, deeming.source) == draft.events.end()) continue;
            if (deeming.truth == Truth::yes && (first == nullptr || deeming.on < first->on)) first = &deeming;
            if (deeming.truth == Truth::unknown && doubtful == nullptr) doubtful = &deeming;
        }
        if (first != nullptr) return deemed_by(item, *first);
        if (doubtful != nullptr) {
            item.rule = doubtful->rule;
            item.version = doubtful->version;
            item.event = doubtful->source;
            item.missing = describe(doubtful->doubt, dossier_);
            return ServiceState::unknown;
        }
        return by_attempts(draft);
    }

    ServiceState deemed_by(ServiceItem& item, const Deeming& deeming) const {
        item.rule = deeming.rule;
        item.version = deeming.version;
        item.event = deeming.source;
        item.served = deeming.on;
        return deeming.on <= options_.as_of ? ServiceState::deemed : ServiceState::running;
    }

    // What counts is the last attempt; one that arrived and does not count as service has failed too.
    ServiceState by_attempts(const Draft& draft) const {
        ServiceState state = ServiceState::unserved;
        for (const std::int32_t position : draft.events) {
            const Kind kind = event(position).kind;
            if (kind == kinds::service_sent) state = ServiceState::running;
            else if (kind != kinds::document_made && kind != kinds::service_public_notice_published) state = ServiceState::failed;
        }
        return state;
    }

    void find_address(ServiceItem& item) {
        const RuleVersion* table = addresses_.version_on(options_.as_of);
        if (table == nullptr || item.party == 0) return;
        Context context{options_.as_of};
        context.party = item.party;
        const Decision decision = ask_table(addresses_, *table, record_, context);
        item.address.source = decision.row;
        item.address.standing = value_of(decision.gives, "standing");
        const auto row = std::ranges::find(decision.rows, decision.row, &Decision::Row::id);
        if (row == decision.rows.end()) return;
        item.address.name = row->name;
        item.address.citations = row->citations;
        // The latest of that source is the one that holds.
        const bool confirmed = decision.row == "confirmed";
        for (const std::int32_t position : record_.dated()) {
            const Event& of = event(position);
            const bool named = confirmed ? of.kind == kinds::address_confirmed : of.kind == kinds::address_noted && is_word(Vocabulary::ground, of.ground, decision.row);
            if (named && of.party == item.party) item.address.event = position;
        }
        if (item.address.event != kNoEvent) item.address.address = dossier_.text(event(item.address.event), Column::note);
    }

    void find_receivers(ServiceItem& item) const {
        for (const std::int32_t position : record_.dated()) {
            const Event& of = event(position);
            const bool names = of.kind == kinds::address_receiver_named || of.kind == kinds::agent_authorised;
            if (names && item.party != 0 && of.party == item.party) item.receivers.push_back(position);
        }
    }

    void find_ways(ServiceItem& item, std::int32_t last) {
        const RuleVersion* table = methods_.version_on(options_.as_of);
        if (table == nullptr) return;
        for (const Decision::Row& row : ask_table(methods_, *table, record_, about(last)).rows) {
            ServiceWay way;
            way.method = row.id;
            way.name = row.name;
            way.allowed = row.holds;
            way.missing = row.missing;
            way.needs = {value_of(row.gives, "needs_zh"), value_of(row.gives, "needs_en")};
            way.date = {value_of(row.gives, "date_zh"), value_of(row.gives, "date_en")};
            way.rule = value_of(row.gives, "rule");
            way.citations = citations_of(way.rule, options_.as_of);
            item.ways.push_back(std::move(way));
        }
    }

    // The most attempts of the post that lie within so many days.
    void count_mail(Draft& draft) const {
        std::vector<Date> days;
        bool nobody_there = false;
        for (const std::int32_t position : draft.events) {
            const Event& of = event(position);
            nobody_there = nobody_there || (of.kind == kinds::service_returned && is_word(Vocabulary::ground, of.ground, "nobody_there"));
            if (of.kind == kinds::service_attempted && of.has_date() && is_word(Vocabulary::method, of.method, "mail")) days.push_back(of.on);
        }
        if (days.empty() && !nobody_there) return;
        MailAttempts mail;
        mail.needed = std::stoi(parameter(rulebook_, "service.mail.attempts", options_.as_of).json());
        mail.days = std::stoi(parameter(rulebook_, "service.mail.days", options_.as_of).json());
        for (const Date from : days) {
            const auto within = std::ranges::count_if(days, [&](Date day) { return from <= day && day < from + date::days{mail.days}; });
            mail.made = std::max(mail.made, static_cast<int>(within));
        }
        draft.item.mail = mail;
    }

    // How many copies there are is no column: events say it in a member of their own.
    void find_copies(Draft& draft) const {
        for (const std::int32_t position : draft.events) {
            const std::string_view members = dossier_.extra(event(position));
            for (const std::string_view name : {"copies", "份数"}) {
                const auto value = find_member(members, name);
                const std::string number = value ? scalar_text(*value).value_or("") : std::string{};
                if (all_digits(number) && number.size() <= 4) draft.item.copies = static_cast<int>(digits_value(number));
            }
        }
    }

    void find_last_day(Draft& draft) const {
        for (const Obligation& obligation : review_.obligations) {
            const bool runs = obligation.state == State::open || obligation.state == State::overdue;
            if (!runs || obligation.due == kNoDate || std::ranges::find(draft.events, obligation.trigger) == draft.events.end()) continue;
            if (draft.item.last_day == kNoDate || obligation.due < draft.item.last_day) draft.item.last_day = obligation.due;
        }
    }

    [[nodiscard]] ServiceStep next_step(const ServiceItem& item) const {
        switch (item.state) {
            case ServiceState::served:
            case ServiceState::deemed: return {"none", {"无须再送达", "nothing is left to do"}, {}, {}};
            case ServiceState::running: return wait(item);
            case ServiceState::unknown: return {"complete", {"补登：" + item.missing.zh, "complete the record: " + item.missing.en}, {}, {}};
            case ServiceState::unserved: return open_ways("serve", {"送达，可用方式：", "serve it; ways that are open: "}, item);
            case ServiceState::failed: break;
        }
        if (item.next.step.empty()) return open_ways("change", {"不发生送达效力，改用：", "not served; use: "}, item);
        return is_closed(item) ? open_ways("other", {"该文书不得以此方式送达，可用方式：", "that way is closed to this document; open are: "}, item) : item.next;
    }

    [[nodiscard]] ServiceStep wait(const ServiceItem& item) const {
        if (item.served == kNoDate) return {"wait", {"等待结果", "wait for the result"}, {}, {}};
        const std::string day = to_string(item.served);
        const Rule& rule = rulebook_.compiled().rules[item.rule];
        return {"wait", {"等待，" + day + "视为送达", "wait: deemed served on " + day}, rule.info.id, rule.versions[item.version].citations};
    }

    // Whether the document may not be served in the way that the failure leads to.
    [[nodiscard]] static bool is_closed(const ServiceItem& item) {
        const std::string_view method = item.next.step == "leave" ? "left" : item.next.step == "notice" ? "public_notice" : std::string_view{};
        const auto way = std::ranges::find(item.ways, method, &ServiceWay::method);
        return way != item.ways.end() && way->allowed == Truth::no;
    }

    [[nodiscard]] ServiceStep open_ways(std::string step, Text text, const ServiceItem& item) const {
        bool first = true;
        for (const ServiceWay& way : item.ways) {
            if (way.allowed != Truth::yes) continue;
            text.zh += (first ? "" : "、") + way.name.zh;
            text.en += (first ? "" : ", ") + way.name.en;
            first = false;
        }
        return {std::move(step), std::move(text), methods_.info.id, citations_of(methods_.info.id, options_.as_of)};
    }

    const Dossier& dossier_;
    const Rulebook& rulebook_;
    ReviewOptions options_;
    const Rule &failures_, &methods_, &addresses_;
    Record record_;
    std::vector<Deeming> deemings_;
    Review review_;
    std::vector<Draft> drafts_;
};

}  // namespace

bool ServiceItem::scheduled() const noexcept {
    const bool done = state == ServiceState::served || state == ServiceState::deemed;
    const bool tried_in_vain = !code.empty() || state == ServiceState::failed;
    return (tried_in_vain && !done) || handed_over != kNoEvent;
}

ServiceSheet service_sheet(const Dossier& dossier, const Rulebook& rulebook, const ReviewOptions& options) {
    return Sheet{dossier, rulebook, options}.build();
}

}  // namespace zhixing
