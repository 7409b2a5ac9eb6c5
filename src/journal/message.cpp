#include "journal/message.hpp"

#include <algorithm>
#include <simdjson.h>

#include "value/json_writer.hpp"
#include "zhixing/outbox.hpp"

namespace zhixing::journal {
namespace {

constexpr std::size_t kIdLength = 32;  // of an id that is made of the contents

[[noreturn]] void refuse(const char* code, Text text, Place place, const char* member) {
    place.pointer += '/';
    place.pointer += member;
    throw InputError{code, std::move(text), std::move(place)};
}

void check_text(const std::string& text, const Place& place, const char* member) {
    if (text.size() > kMaxMessageText) refuse("input.limit", {"文字过长", "the text is too long"}, place, member);
    if (!simdjson::validate_utf8(text)) refuse("input.utf8", {"文字不是UTF-8编码", "the text is not UTF-8"}, place, member);
    const bool plain = std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    if (!plain) refuse("input.text", {"文字含有控制字符", "there are control characters in the text"}, place, member);
}

void check(const OutgoingMessage& message, const Channel& channel, const Place& place) {
    check_text(message.id, place, "id");
    check_text(message.to, place, "to");
    check_text(message.address, place, "address");
    check_text(message.subject, place, "subject");
    if (channel.addressed && message.to.empty() && message.address.empty()) {
        refuse("input.missing", {"“" + channel.name.zh + "”的消息须写明收件人或者地址", "a message by '" + channel.id + "' needs a party or an address"}, place, "to");
    }
}

std::string minified(const std::string& body, const Place& place) {
    simdjson::dom::parser parser;
    simdjson::dom::element element;
    if (body.size() > kMaxMessageBody) refuse("input.limit", {"消息过大", "the message is too large"}, place, "body");
    if (parser.parse(body).get(element) != simdjson::SUCCESS) refuse("input.json", {"消息正文不是 JSON", "the body of the message is not JSON"}, place, "body");
    return simdjson::minify(element);
}

std::string contents(const OutgoingMessage& message, std::string_view cause, const std::string& body) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("channel", message.channel);
    const auto add = [&json](const auto& name, std::string_view text) {
        if (!text.empty()) json.member(name, text);
    };
    add("to", message.to);
    add("address", message.address);
    add("subject", message.subject);
    add("cause", cause);
    if (message.not_before) json.member("not_before", to_string(*message.not_before));
    if (!body.empty()) json.name("body").raw(body);
    json.close('}');
    return out;
}

}  // namespace

PlainMessage plain_message(const OutgoingMessage& message, std::string_view number, std::string_view cause, Digest& digest, const Place& place) {
    check(message, channel(message.channel), place);
    const std::string said = contents(message, cause, message.body.empty() ? std::string{} : minified(message.body, place));
    const std::string id = message.id.empty() ? to_string(digest({number, "\n", said})).substr(0, kIdLength) : message.id;
    std::string body;
    JsonWriter{body}.open('{').member("id", id);
    (body += ',') += std::string_view{said}.substr(1);
    return {id, message.channel, message.not_before ? to_string(*message.not_before) : std::string{}, std::move(body)};
}

OutgoingMessage parse_message(std::string_view body) {
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    OutgoingMessage message;
    if (parser.parse(body.data(), body.size()).get(root) != simdjson::SUCCESS) throw JournalError{"journal.damaged", {"消息的条目不是 JSON", "the entry of a message is not JSON"}};
    const auto text = [&root](const char* name) {
        std::string_view value;
        return root[name].get(value) == simdjson::SUCCESS ? std::string{value} : std::string{};
    };
    simdjson::dom::element inner;
    if (root["body"].get(inner) == simdjson::SUCCESS) message.body = simdjson::minify(inner);
    message.channel = text("channel");
    message.to = text("to");
    message.address = text("address");
    message.subject = text("subject");
    message.id = text("id");
    message.cause = text("cause");
    message.not_before = parse_date_time(text("not_before"));
    return message;
}

}  // namespace zhixing::journal
