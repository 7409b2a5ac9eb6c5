/// @file
/// A message as it is recorded.
#pragma once

#include <string>
#include <string_view>

#include "journal/digest.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {

/// A message in its canonical form.
struct PlainMessage {
    std::string id, channel;
    std::string due;   ///< ISO 8601; empty: at once
    std::string body;  ///< of its entry: JSON
};

inline constexpr std::size_t kMaxMessageBody = std::size_t{1} << 20;
inline constexpr std::size_t kMaxMessageText = 1'000;

/// @param number the dossier's. @param cause id of the event. @param place of the message, for errors.
/// @throws InputError.
[[nodiscard]] PlainMessage plain_message(const OutgoingMessage& message, std::string_view number, std::string_view cause, Digest& digest, const Place& place);

/// Reads the body of an entry again, everything but what became of the message.
[[nodiscard]] OutgoingMessage parse_message(std::string_view body);

}  // namespace zhixing::journal
