/// @file
/// A message for the world outside, in the form in which an outbox takes it.
#pragma once

#include <optional>
#include <string>

#include "zhixing/date.hpp"

namespace zhixing {

/// A message for the world outside, recorded with what causes it; outbox.hpp says how it goes out.
struct OutgoingMessage {
    std::string channel;      ///< a word of rules/channels.json
    std::string to{};         ///< id of the party whom it is for
    std::string address{};    ///< where it goes, as the channel knows it: a number, an account, a court
    std::string subject{};
    std::string body{};       ///< JSON; empty: there is none
    std::string id{};         ///< unique in the journal; empty: made of the contents, so that the same message is one
    std::string cause{};      ///< id of the event that causes it; may be left out where the part has one event
    std::optional<DateTime> not_before{};
};

}  // namespace zhixing
