/// @file
/// What the tests of the dossier layer share.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/dossier.hpp"

namespace zhixing::testing {

/// The InputError that `act` throws.
inline std::optional<InputError> error_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const InputError& error) {
        return error;
    }
    return std::nullopt;
}

/// Expects an InputError with this code at this pointer (or CSV column) and, if not 0, line.
inline void expect_error(const std::optional<InputError>& error, std::string_view code,
                         std::string_view pointer, std::size_t line = 0) {
    ASSERT_TRUE(error.has_value()) << "no error, expected " << code;
    EXPECT_EQ(error->code(), code) << error->what();
    EXPECT_EQ(error->place().pointer, pointer) << error->what();
    if (line != 0) {
        EXPECT_EQ(error->place().line, line) << error->what();
    }
    EXPECT_FALSE(error->message().zh.empty());
    EXPECT_FALSE(error->message().en.empty());
}

inline std::optional<InputError> json_error(std::string_view json) {
    return error_of([json] { static_cast<void>(Dossier::from_json(json, "test.json")); });
}

/// A dossier with these events, written as JSON objects.
inline std::string with_events(std::string_view events) {
    return R"({"number":"（2023）豫1325执123号","parties":[{"id":"p1","role":"applicant","name":"张某"},)"
           R"({"id":"p2","role":"respondent","name":"某某公司"}],"events":[)" +
           std::string{events} + "]}";
}

struct Read {
    std::vector<Dossier> dossiers;
    std::vector<InputError> errors;
};

using Reader = void (*)(std::string_view, std::string_view, const std::function<bool(const Dossier&)>&,
                        const BadLine&);

inline Read read_with(Reader reader, std::string_view text) {
    Read read;
    reader(
        text, "test",
        [&](const Dossier& dossier) {
            read.dossiers.push_back(dossier);
            return true;
        },
        [&](const InputError& error) { read.errors.push_back(error); });
    return read;
}

inline Read ndjson(std::string_view text) { return read_with(read_ndjson, text); }
inline Read csv(std::string_view text) { return read_with(read_csv, text); }

/// Ids of the events in the order of their dates.
inline std::vector<std::string> ids_by_date(const Dossier& dossier) {
    std::vector<std::string> ids;
    for (const auto i : dossier.by_date()) ids.emplace_back(dossier.event_id(dossier.events()[i]));
    return ids;
}

inline bool has_remark(const Dossier& dossier, Remark::Code code, std::uint32_t event) {
    for (const Remark& remark : dossier.remarks()) {
        if (remark.code == code && remark.event == event) return true;
    }
    return false;
}

}  // namespace zhixing::testing
