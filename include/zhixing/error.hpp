/// @file
/// Errors. Every failure of the library is a zhixing::Error: what is wrong, where, what was expected.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace zhixing {

/// Where in the input an error stands. Members that do not apply are empty or 0.
struct Place {
    std::string file;      ///< name of the input as the caller gave it
    std::size_t line = 0;  ///< 1-based line, 0 where lines mean nothing
    std::string pointer;   ///< RFC 6901 JSON pointer, or the name of a CSV column
};

/// What is wrong, in the two languages of the library's users.
struct Text {
    std::string zh;  ///< for the people of the courts
    std::string en;  ///< for integrators
};

/// Base of all errors. `code()` is stable and dotted (`input.date`, `rule.unknown_event`);
/// `what()` is "file:line: pointer: English message".
class Error : public std::runtime_error {
public:
    Error(std::string code, Text message, Place place = {});

    [[nodiscard]] const std::string& code() const noexcept { return code_; }
    [[nodiscard]] const Text& message() const noexcept { return message_; }
    [[nodiscard]] const Place& place() const noexcept { return place_; }
    /// What else a program may want to know, as a JSON object; empty: nothing.
    [[nodiscard]] virtual std::string detail() const { return {}; }

private:
    std::string code_;
    Text message_;
    Place place_;
};

/// The input does not say what it must: JSON, CSV, a date, an amount, a case number.
class InputError : public Error {
public:
    using Error::Error;
};

/// An identity number is wrong; the code says in which part (`identity.checksum`, `identity.date`, …).
class IdentityError : public InputError {
public:
    using InputError::InputError;
};

/// A rulebook cannot be loaded or does not hold what was asked of it.
class RuleError : public Error {
public:
    using Error::Error;
};

}  // namespace zhixing
