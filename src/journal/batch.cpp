// Reads a batch, or who reads, from JSON.
#include "journal/json_object.hpp"

namespace zhixing {
namespace {

using journal::JsonObject;

OutgoingMessage message_of(const JsonObject& object) {
    object.know({"channel", "to", "address", "subject", "body", "id", "cause", "not_before"});
    OutgoingMessage message{object.text("channel"), object.text_or_empty("to"), object.text_or_empty("address"), object.text_or_empty("subject"),
                            {}, object.text_or_empty("id"), object.text_or_empty("cause"), {}};
    if (object.has("body")) message.body = simdjson::minify(object.need("body"));
    if (object.has("not_before")) message.not_before = object.time("not_before");
    return message;
}

AppendPart part_of(const JsonObject& object) {
    object.know({"number", "expect", "header", "events", "messages"});
    AppendPart part{object.text("number"), object.count("expect"), {}, {}, {}};
    if (object.has("header")) part.header = simdjson::minify(object.need("header"));
    if (object.has("events")) {
        for (const simdjson::dom::element event : object.list("events")) part.events.push_back(simdjson::minify(event));
    }
    if (object.has("messages")) {
        for (const JsonObject& message : object.objects("messages")) part.messages.push_back(message_of(message));
    }
    return part;
}

}  // namespace

Reader parse_reader(std::string_view json) {
    simdjson::dom::parser parser;
    const JsonObject object = journal::parse_object(parser, json, "reader");
    object.know({"schema", "actor", "purpose", "recorded"});
    if (object.has("schema") && object.text("schema") != "zhixing.reader/1") object.refuse("input.schema", {"不是 zhixing.reader/1", "not zhixing.reader/1"}, "/schema");
    return {journal::actor_of(object), object.text("purpose"), object.time("recorded")};
}

Append parse_append(std::string_view json) {
    simdjson::dom::parser parser;
    const JsonObject object = journal::parse_object(parser, json, "batch");
    object.know({"schema", "actor", "office", "recorded", "import", "parts"});
    if (object.has("schema") && object.text("schema") != "zhixing.batch/1") object.refuse("input.schema", {"不是 zhixing.batch/1", "not zhixing.batch/1"}, "/schema");
    Append batch{journal::actor_of(object), object.text_or_empty("office"), object.time("recorded"), object.flag("import"), {}};
    for (const JsonObject& part : object.objects("parts")) batch.parts.push_back(part_of(part));
    return batch;
}

}  // namespace zhixing
