// The service sheet as JSON, and the schedule of failed service.
#include <array>

#include "law/rule.hpp"
#include "value/json_writer.hpp"
#include "zhixing/service.hpp"

namespace zhixing {
namespace {

const Event& event_at(const Dossier& dossier, std::int32_t position) { return dossier.events()[static_cast<std::size_t>(position)]; }

std::string id_of(const Dossier& dossier, std::int32_t position) { return std::string{dossier.event_id(event_at(dossier, position))}; }

std::string day_of(const Dossier& dossier, std::int32_t position) {
    const Event& event = event_at(dossier, position);
    return event.has_date() ? to_string(event.on) : "日期不明";
}

std::string word_zh(Vocabulary vocabulary, Word word) { return word == 0 ? std::string{} : Catalogue::bundled().word(vocabulary, word).zh; }

std::string party_name(const Dossier& dossier, std::uint16_t party) {
    if (party == 0) return {};
    const auto parties = dossier.parties();
    const std::string_view name = party <= parties.size() ? dossier.text(parties[party - 1U].name) : std::string_view{};
    return std::string{name.empty() ? dossier.party_id(party) : name};
}

std::string cited(const std::vector<Citation>& citations) {
    std::string text;
    for (const Citation& citation : citations) text += (text.empty() ? "" : "；") + citation.document + " " + citation.article;
    return text;
}

// "2026-03-01 尝试送达 邮寄送达：拒绝签收（M03 拒收邮件）凭证 EMS1".
std::string attempt_text(const ServiceAttempt& attempt, const Dossier& dossier) {
    const Event& event = event_at(dossier, attempt.event);
    std::string text = day_of(dossier, attempt.event) + " " + Catalogue::bundled().kind(event.kind).zh;
    if (event.method != 0) text += " " + word_zh(Vocabulary::method, event.method);
    if (event.outcome != 0) text += "：" + word_zh(Vocabulary::outcome, event.outcome);
    if (!attempt.code.empty()) text += "（" + attempt.code + " " + attempt.reason.zh + "）";
    for (const Column column : {Column::number, Column::digest}) {
        const std::string_view proof = dossier.text(event, column);
        if (!proof.empty()) text += (column == Column::number ? " 凭证 " : " 摘要 ") + std::string{proof};
    }
    return text;
}

std::string free_text(const ServiceItem& item, const Dossier& dossier) {
    for (auto attempt = item.attempts.rbegin(); attempt != item.attempts.rend(); ++attempt) {
        if (!attempt->code.empty()) return std::string{dossier.text(event_at(dossier, attempt->event), Column::note)};
    }
    return {};
}

std::string effect_text(const ServiceItem& item, const Rulebook& rulebook) {
    const auto rule = [&] { return cited(rulebook.compiled().rules[item.rule].versions[item.version].citations); };
    switch (item.state) {
        case ServiceState::served: return "已于 " + to_string(item.served) + " 送达";
        case ServiceState::deemed: return to_string(item.served) + " 视为送达（" + rule() + "）";
        case ServiceState::running: return item.served == kNoDate ? "未送达，等待结果" : "将于 " + to_string(item.served) + " 视为送达（" + rule() + "）";
        case ServiceState::unknown: return "无法判断，缺少" + item.missing.zh;
        default: return "未送达";
    }
}

// Columns of the schedule that events have to tell: copies, addressee, address, source of the address.
constexpr std::array<std::size_t, 4> kToldByEvents{2, 3, 4, 5};

std::vector<std::string> schedule_row(const ServiceItem& item, const Dossier& dossier, const Rulebook& rulebook) {
    std::string course, methods;
    for (const ServiceAttempt& attempt : item.attempts) {
        course += (course.empty() ? "" : "；") + attempt_text(attempt, dossier);
        const std::string method = word_zh(Vocabulary::method, event_at(dossier, attempt.event).method);
        if (!method.empty() && methods.find(method) == std::string::npos) methods += (methods.empty() ? "" : "、") + method;
    }
    const auto day = [&](std::int32_t event) { return event == kNoEvent ? std::string{} : day_of(dossier, event); };
    const std::string_view handler = item.accepted == kNoEvent ? std::string_view{} : dossier.text(event_at(dossier, item.accepted), Column::by);
    return {std::string{dossier.number()}, item.document, item.copies ? std::to_string(*item.copies) : std::string{}, party_name(dossier, item.party), item.address.address, item.address.name.zh, methods, course,
            item.code, item.reason.zh, free_text(item, dossier), effect_text(item, rulebook), item.next.text.zh, cited(item.next.citations),
            item.last_day == kNoDate ? std::string{} : to_string(item.last_day), day(item.handed_over), std::string{handler}, day(item.accepted)};
}

void write_step(JsonWriter& json, const ServiceStep& step) {
    json.open('{').member("step", step.step).name("text").both(step.text);
    if (!step.rule.empty()) json.member("rule", step.rule);
    json.name("citations").raw(to_json(step.citations)).close('}');
}

void write_address(JsonWriter& json, const ServiceAddress& address, const Dossier& dossier) {
    if (address.source.empty()) {
        json.raw("null");
        return;
    }
    json.open('{').member("source", address.source).name("name").both(address.name);
    json.member("standing", address.standing).member("address", address.address);
    if (address.event != kNoEvent) json.member("event", id_of(dossier, address.event));
    json.name("citations").raw(to_json(address.citations)).close('}');
}

void write_way(JsonWriter& json, const ServiceWay& way) {
    json.open('{').member("method", way.method).name("name").both(way.name).name("allowed").word(to_string(way.allowed));
    if (way.allowed == Truth::unknown) json.name("missing").both(way.missing);
    json.name("needs").both(way.needs).name("date").both(way.date).member("rule", way.rule);
    json.name("citations").raw(to_json(way.citations)).close('}');
}

void write_attempt(JsonWriter& json, const ServiceAttempt& attempt, const Dossier& dossier) {
    json.open('{').member("event", id_of(dossier, attempt.event));
    if (!attempt.code.empty()) json.member("code", attempt.code).name("reason").both(attempt.reason);
    json.close('}');
}

void write_item(JsonWriter& json, const ServiceItem& item, const Dossier& dossier, const Rulebook& rulebook) {
    json.open('{').member("document", item.document);
    if (item.party != 0) json.member("party", dossier.party_id(item.party));
    if (item.ref != 0) json.member("ref", dossier.ref_name(item.ref));
    json.name("state").word(to_string(item.state));
    if (item.served != kNoDate && item.state == ServiceState::running) json.name("expected").word(to_string(item.served));
    else if (item.served != kNoDate) json.name("served").word(to_string(item.served));
    if (item.rule != kNoRule) {
        json.member("rule", rulebook.rule(item.rule).id);
        json.name("citations").raw(to_json(rulebook.compiled().rules[item.rule].versions[item.version].citations));
    }
    if (item.event != kNoEvent) json.member("event", id_of(dossier, item.event));
    if (item.state == ServiceState::unknown) json.name("missing").both(item.missing);
    json.name("attempts").open('[');
    for (const ServiceAttempt& attempt : item.attempts) write_attempt(json, attempt, dossier);
    json.close(']');
    if (!item.code.empty()) json.member("code", item.code).name("reason").both(item.reason);
    write_step(json.name("next"), item.next);
    write_address(json.name("address"), item.address, dossier);
    json.name("receivers").open('[');
    for (const std::int32_t event : item.receivers) json.text(id_of(dossier, event));
    json.close(']').name("ways").open('[');
    for (const ServiceWay& way : item.ways) write_way(json, way);
    json.close(']');
    if (item.mail) json.name("mail").open('{').name("made").number(item.mail->made).name("needed").number(item.mail->needed).name("days").number(item.mail->days).close('}');
    if (item.copies) json.name("copies").number(*item.copies);
    if (item.last_day != kNoDate) json.name("last_day").word(to_string(item.last_day));
    if (item.handed_over != kNoEvent) json.member("handed_over", id_of(dossier, item.handed_over));
    if (item.accepted != kNoEvent) json.member("accepted", id_of(dossier, item.accepted));
    json.flag("scheduled", item.scheduled()).close('}');
}

}  // namespace

std::string_view to_string(ServiceState state) noexcept {
    constexpr std::array<std::string_view, 7> names{"", "served", "deemed", "running", "failed", "unknown", "unserved"};
    return names[static_cast<std::size_t>(state)];
}

const std::vector<Text>& service_columns() {
    static const std::vector<Text> columns{{"案号", "case"}, {"文书", "document"}, {"份数", "copies"}, {"受送达人", "addressee"}, {"送达地址", "address"}, {"地址来源", "source of the address"},
                                           {"送达方式", "methods"}, {"送达经过", "course"}, {"代码", "code"}, {"原因", "reason"}, {"说明", "remark"}, {"是否视为送达", "effect"},
                                           {"后续送达", "next step"}, {"依据", "articles"}, {"最后期限", "last day"}, {"移交日期", "handed over"}, {"接收人", "accepted by"}, {"接收日期", "accepted"}};
    return columns;
}

ServiceSchedule service_schedule(const ServiceSheet& sheet, const Dossier& dossier, const Rulebook& rulebook) {
    ServiceSchedule schedule;
    schedule.columns = service_columns();
    for (const ServiceItem& item : sheet.items) {
        if (!item.scheduled()) continue;
        schedule.rows.push_back(schedule_row(item, dossier, rulebook));
        for (const std::size_t column : kToldByEvents) {
            if (schedule.rows.back()[column].empty()) schedule.missing.push_back({schedule.rows.size() - 1, column});
        }
    }
    return schedule;
}

std::string to_json(const ServiceSheet& sheet, const Dossier& dossier, const Rulebook& rulebook) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.service/1");
    if (!dossier.number().empty()) json.member("number", dossier.number());
    json.name("as_of").word(to_string(sheet.as_of));
    json.name("rulebook").open('{').member("id", rulebook.id()).member("version", rulebook.version()).member("digest", rulebook.digest()).close('}');
    json.name("items").open('[');
    for (const ServiceItem& item : sheet.items) write_item(json, item, dossier, rulebook);
    json.close(']').name("schedule").open('{').name("columns").open('[');
    const ServiceSchedule schedule = service_schedule(sheet, dossier, rulebook);
    for (const Text& column : schedule.columns) json.both(column);
    json.close(']').name("rows").open('[');
    for (const auto& row : schedule.rows) {
        json.open('[');
        for (const std::string& cell : row) json.text(cell);
        json.close(']');
    }
    json.close(']').name("missing").open('[');
    for (const ServiceSchedule::Gap& gap : schedule.missing) {
        json.open('{').name("row").number(static_cast<std::int64_t>(gap.row)).name("column").both(schedule.columns[gap.column]).close('}');
    }
    json.close(']').close('}').close('}');
    return out;
}

}  // namespace zhixing
