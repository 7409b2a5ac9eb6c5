// Values as they are made from what is on record.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "documents/value.hpp"

namespace zhixing::documents {

// Nothing on record.
inline Value nothing(FieldType type) {
    Value value;
    value.type = type;
    return value;
}

inline Value text_value(std::string text) {
    Value value;
    value.present = !text.empty();
    value.text = std::move(text);
    return value;
}

inline Value number_value(FieldType type, std::int64_t number) {
    Value value;
    value.type = type;
    value.present = true;
    value.number = number;
    return value;
}

inline Value date_value(Date day) {
    if (day == kNoDate) return nothing(FieldType::date);
    return number_value(FieldType::date, day.time_since_epoch().count());
}

inline Value party_value(const Party& party) {
    Value value;
    value.type = FieldType::party;
    value.present = true;
    value.party = &party;
    return value;
}

inline Value list_value(std::vector<std::vector<Value>> rows) {
    Value value;
    value.type = FieldType::list;
    value.present = !rows.empty();
    value.rows = std::move(rows);
    return value;
}

// What a text says as a value of that type; absent if it is none.
[[nodiscard]] Value value_of(std::string_view text, FieldType type);

// As a value of that type, if the text is one.
inline Value typed(Value value, FieldType type) { return value.type == type ? std::move(value) : value_of(value.text, type); }

}  // namespace zhixing::documents
