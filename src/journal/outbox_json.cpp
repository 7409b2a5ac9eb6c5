// What the outbox is asked and what it answers, as JSON.
#include "journal/json_object.hpp"
#include "journal/outbox_rows.hpp"
#include "value/json_writer.hpp"
#include "zhixing/outbox.hpp"

namespace zhixing {
namespace {

using journal::JsonObject;

std::chrono::seconds seconds_of(const JsonObject& request, std::string_view name) {
    const std::uint64_t count = request.count(name).value_or(0);
    return std::chrono::seconds{static_cast<std::int64_t>(std::min<std::uint64_t>(count, static_cast<std::uint64_t>(kMostLease.count()) + 1))};
}

template <std::size_t size>
void add(JsonWriter& json, const char (&name)[size], std::string_view text) {
    if (!text.empty()) json.member(name, text);
}

// Everything of a message but the closing bracket.
void open_message(JsonWriter& json, const Message& message) {
    json.open('{').member("position", static_cast<std::int64_t>(message.position)).member("number", message.number);
    json.member("id", message.id).member("key", message.key).member("channel", message.channel);
    add(json, "to", message.to);
    add(json, "address", message.address);
    add(json, "subject", message.subject);
    json.member("cause", message.cause).name("state").word(to_string(message.state));
    json.member("attempts", static_cast<std::int64_t>(message.attempts)).name("due").word(to_string(message.due));
    add(json, "worker", message.worker);
    if (message.leased_until) json.name("leased_until").word(to_string(*message.leased_until));
    add(json, "reason", message.reason);
    add(json, "result", message.result);
    if (!message.body.empty()) json.name("body").raw(message.body);
}

}  // namespace

TakeRequest parse_take_request(std::string_view json) {
    simdjson::dom::parser parser;
    const JsonObject request = journal::parse_object(parser, json, "request");
    request.know({"worker", "channel", "now", "lease", "limit"});
    return {request.text("worker"), request.text("channel"), request.time("now"), seconds_of(request, "lease"), request.count("limit").value_or(1)};
}

DeliveryReport parse_delivery_report(std::string_view json) {
    simdjson::dom::parser parser;
    const JsonObject request = journal::parse_object(parser, json, "report");
    request.know({"id", "token", "actor", "office", "now", "result", "reason", "retry_at", "give_up"});
    DeliveryReport report{request.text("id"), request.text_or_empty("token"), journal::actor_of(request), request.text_or_empty("office"), request.time("now"),
                          {}, request.text_or_empty("reason"), {}, request.flag("give_up")};
    if (request.has("result")) report.result = simdjson::minify(request.need("result"));
    if (request.has("retry_at")) report.retry_at = request.time("retry_at");
    return report;
}

OutboxQuery parse_outbox_query(std::string_view json) {
    simdjson::dom::parser parser;
    const JsonObject request = journal::parse_object(parser, json, "query");
    request.know({"channel", "state", "number", "after", "limit"});
    OutboxQuery query{request.text_or_empty("channel"), {}, request.text_or_empty("number"), request.count("after").value_or(0), request.count("limit").value_or(OutboxQuery{}.limit)};
    if (request.has("state")) query.state = journal::parse_state(request.text("state"));
    return query;
}

std::string to_json(const std::vector<TakenMessage>& messages) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.outbox/1").name("messages").open('[');
    for (const TakenMessage& taken : messages) {
        open_message(json, taken.message);
        json.member("token", taken.token).close('}');
    }
    json.close(']').close('}');
    return out;
}

std::string to_json(const OutboxPage& page) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.outbox/1").name("messages").open('[');
    for (const Message& message : page.messages) {
        open_message(json, message);
        json.close('}');
    }
    json.close(']');
    if (page.next) json.member("next", static_cast<std::int64_t>(*page.next));
    json.close('}');
    return out;
}

std::string to_json(const MessageHistory& history) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.outbox/1").name("messages").open('[');
    open_message(json, history.message);
    json.name("history").open('[');
    for (const DeliveryEntry& entry : history.entries) {
        json.open('{').member("position", static_cast<std::int64_t>(entry.position)).name("recorded").word(to_string(entry.recorded));
        json.member("actor", entry.actor).name("what").word(entry.what);
        add(json, "worker", entry.worker);
        add(json, "reason", entry.reason);
        add(json, "result", entry.result);
        json.close('}');
    }
    json.close(']').close('}').close(']').close('}');
    return out;
}

std::string to_json(const Delivery& delivery) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.delivery/1").member("id", delivery.id).name("state").word(to_string(delivery.state));
    json.flag("repeated", delivery.repeated).member("attempts", static_cast<std::int64_t>(delivery.attempts));
    if (delivery.due) json.name("due").word(to_string(*delivery.due));
    add(json, "result", delivery.result);
    json.close('}');
    return out;
}

}  // namespace zhixing
