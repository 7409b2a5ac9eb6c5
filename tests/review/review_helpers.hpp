/// @file
/// Building small dossiers and rulebooks for tests of the review, and looking at the answers.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "zhixing/review.hpp"

namespace zhixing::testing {

inline Date day(const std::string& text) {
    const auto date = parse_date(text);
    if (!date) throw std::invalid_argument{text};
    return *date;
}

/// A rulebook of these rules. `base` supplies what every rule needs.
class Rules {
public:
    /// `members` is JSON without the braces, in single quotes for reading: 'trigger':{'event':'case.filed'}.
    Rules& add(const std::string& id, const std::string& form, const std::string& members) {
        std::string text = members;
        for (char& c : text) {
            if (c == '\'') c = '"';
        }
        const std::string own = text.substr(0, text.find("\"items\":"));  // what follows belongs to the items
        const auto unless = [&own](const std::string& name, const std::string& value) {
            return own.find('"' + name + "\":") == std::string::npos ? ",\"" + name + "\":" + value : std::string{};
        };
        rules_ += (rules_.empty() ? "" : ",") + ("{\"id\":\"" + id + "\",\"form\":\"" + form + R"(","name":{"zh":")" + id + R"(","en":")" + id + "\"}") +
                  unless("level", "\"statute\"") + unless("source", "\"read\"") +
                  (text.find("\"versions\":") == std::string::npos ? unless("effective", "[null,null]") : std::string{}) +
                  R"(,"citations":[{"document":"民诉法解释","article":"480","version":"2022-04-10"}],)" + text + "}";
        return *this;
    }

    [[nodiscard]] Rulebook load() const {
        return Rulebook::load(R"({"schema":"zhixing.rulebook/1","id":"trial","version":"1","name":{"zh":"试","en":"trial"},"rules":[)" + rules_ + "]}", "trial.json");
    }

private:
    std::string rules_;
};

/// A dossier put together line by line.
class Case {
public:
    Case() = default;

    /// `columns`: " ref=r1 party=p2 until=2023-01-01"; a kind without date is given "" for `on`.
    Case& event(const std::string& kind, const std::string& on, const std::string& columns = {}) {
        std::string text = "{\"id\":\"e" + std::to_string(events_.size() + 1) + "\",\"kind\":\"" + kind + "\"";
        if (!on.empty()) text += ",\"on\":\"" + on + "\"";
        std::istringstream in{columns};
        for (std::string word; in >> word;) {
            const auto split = word.find('=');
            const std::string name = word.substr(0, split);
            if (name == "id") {
                text.replace(text.find("\"e"), text.find("\",\"kind") - text.find("\"e"), '"' + word.substr(split + 1));
                continue;
            }
            text += ",\"" + name + "\":\"" + word.substr(split + 1) + "\"";
        }
        events_.push_back(text + "}");
        return *this;
    }
    Case& party(const std::string& id, const std::string& role, const std::string& kind = "natural") {
        parties_ += (parties_.empty() ? "" : ",") + ("{\"id\":\"" + id + "\",\"role\":\"" + role + "\",\"kind\":\"" + kind + "\"}");
        return *this;
    }
    /// Any other member of the header, as JSON in single quotes.
    Case& header(std::string members) {
        for (char& c : members) {
            if (c == '\'') c = '"';
        }
        header_ += "," + members;
        return *this;
    }

    [[nodiscard]] std::string json() const {
        std::string text = R"({"schema":"zhixing.dossier/1")" + header_;
        if (!parties_.empty()) text += ",\"parties\":[" + parties_ + "]";
        text += ",\"events\":[";
        for (std::size_t i = 0; i < events_.size(); ++i) text += (i == 0 ? "" : ",") + events_[i];
        return text + "]}";
    }
    [[nodiscard]] Dossier dossier() const { return Dossier::from_json(json()); }
    [[nodiscard]] std::vector<std::string>& events() { return events_; }

private:
    std::string header_, parties_;
    std::vector<std::string> events_;
};

/// A dossier with the review of it, and ways to ask.
struct Seen {
    Dossier dossier;
    Rulebook rules;
    Review review;

    [[nodiscard]] std::string id(std::int32_t event) const {
        return event == kNoEvent ? "-" : std::string{dossier.event_id(dossier.events()[static_cast<std::size_t>(event)])};
    }
    [[nodiscard]] std::string party(std::uint16_t number) const { return number == 0 ? "" : " " + std::string{dossier.party_id(number)}; }
    [[nodiscard]] static std::string date(Date date) { return date == kNoDate ? "-" : to_string(date); }

    /// "a.b e1 2023-02-13 met e2", one a line.
    [[nodiscard]] std::string obligations() const {
        std::string text;
        for (const Obligation& o : review.obligations) {
            text += (text.empty() ? "" : "\n") + rules.rule(o.rule).id + " " + id(o.trigger) + party(o.party) + (o.round == 0 ? "" : " #" + std::to_string(o.round)) +
                    " " + date(o.due) + " " + std::string{to_string(o.state)} + (o.met_by == kNoEvent ? "" : " " + id(o.met_by)) +
                    (o.bounded ? " bounded" : "") + (o.provisional ? " provisional" : "");
        }
        return text;
    }
    /// "a.b breach overdue e1 due 2023-02-13 -5 holds 2023-02-14..-", one a line; remarks of the record left out.
    [[nodiscard]] std::string findings() const {
        std::string text;
        for (const Finding& f : review.findings) {
            if (f.rule == kNoRule) continue;
            text += (text.empty() ? "" : "\n") + rules.rule(f.rule).id + (f.item == 0 ? "" : "/" + std::to_string(f.item)) + " " + std::string{to_string(f.severity)} +
                    " " + std::string{to_string(f.outcome)} + " " + id(f.trigger) + party(f.party) + (f.round == 0 ? "" : " #" + std::to_string(f.round)) +
                    (f.due == kNoDate ? "" : " due " + date(f.due) + " " + std::to_string(f.days)) + " holds " + date(f.holds_from) + ".." + date(f.holds_to) +
                    (f.bounded ? " bounded" : "");
        }
        return text;
    }
    /// "a.b: event e3: on", one a line.
    [[nodiscard]] std::string unknown() const {
        std::string text;
        for (const Unknown& u : review.unknown) {
            text += (text.empty() ? "" : "\n") + rules.rule(u.rule).id + (u.item == 0 ? "" : "/" + std::to_string(u.item)) + party(u.party) + ": " +
                    message(u, dossier, rules).en;
        }
        return text;
    }
    [[nodiscard]] std::string next_change() const { return review.next_change ? to_string(*review.next_change) : "-"; }
};

inline Seen see(const Case& facts, const Rulebook& rules, const std::string& as_of, const std::string& known_at = {}) {
    Seen seen{facts.dossier(), rules, {}};
    ReviewOptions options{day(as_of), std::nullopt};
    if (!known_at.empty()) options.known_at = parse_date_time(known_at).value();
    seen.review = review(seen.dossier, rules, options);
    return seen;
}
inline Seen see(const Case& facts, const Rules& rules, const std::string& as_of, const std::string& known_at = {}) {
    return see(facts, rules.load(), as_of, known_at);
}

}  // namespace zhixing::testing
