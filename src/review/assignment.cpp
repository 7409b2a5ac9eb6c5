#include "zhixing/assignment.hpp"

#include <algorithm>
#include <array>

#include "value/json_writer.hpp"

namespace zhixing {
namespace {

// FNV-1a, then the finish of SplitMix64: the same number on every machine.
std::uint64_t draw_of(std::uint64_t seed, std::string_view number, std::string_view handler) {
    std::uint64_t hash = 0xcbf29ce484222325ULL ^ seed;
    const auto add = [&hash](std::string_view text) {
        for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
        hash = (hash ^ 0xffU) * 0x100000001b3ULL;  // so that "ab"+"c" is not "a"+"bc"
    };
    add(number);
    add(handler);
    hash = (hash ^ (hash >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    hash = (hash ^ (hash >> 27U)) * 0x94d049bb133111ebULL;
    return hash ^ (hash >> 31U);
}

// The first party for whom the handler must stand aside.
std::optional<std::string_view> conflict(const Dossier& dossier, const Handler& handler) {
    const auto names = [&](std::string_view text) {
        return !text.empty() && std::find(handler.conflicts.begin(), handler.conflicts.end(), text) != handler.conflicts.end();
    };
    for (const Party& party : dossier.parties()) {
        if (names(dossier.text(party.name)) || names(dossier.text(party.identity_number))) return dossier.text(party.id);
    }
    return std::nullopt;
}

bool eligible(const Candidate& candidate) {
    return candidate.verdict == Candidate::Verdict::busier;  // until one of them is chosen
}

}  // namespace

std::string_view to_string(Candidate::Verdict verdict) noexcept {
    constexpr std::array<std::string_view, 8> names{"", "chosen", "follows", "busier", "drawn_out", "other_team", "full", "conflict"};
    return names[static_cast<std::size_t>(verdict)];
}

Assignment assign(const Dossier& dossier, std::span<const Handler> handlers, const AssignmentQuestion& question) {
    Assignment assignment;
    for (const Handler& handler : handlers) {
        Candidate candidate{handler.id, Candidate::Verdict::busier, {}, draw_of(question.seed, dossier.number(), handler.id)};
        if (const auto party = conflict(dossier, handler)) {
            candidate.verdict = Candidate::Verdict::conflict;
            candidate.conflict_with = *party;
        } else if (!question.team.empty() && handler.team != question.team) {
            candidate.verdict = Candidate::Verdict::other_team;
        } else if (handler.load >= handler.capacity) {
            candidate.verdict = Candidate::Verdict::full;
        }
        assignment.candidates.push_back(std::move(candidate));
    }
    // Loads are compared as fractions of the capacities, by cross products: exact.
    const auto as_free = [&](std::size_t a, std::size_t b) {
        return std::uint64_t{handlers[a].load} * handlers[b].capacity == std::uint64_t{handlers[b].load} * handlers[a].capacity;
    };
    const auto before = [&](std::size_t a, std::size_t b) {
        if (!as_free(a, b)) return std::uint64_t{handlers[a].load} * handlers[b].capacity < std::uint64_t{handlers[b].load} * handlers[a].capacity;
        const auto key = [&](std::size_t i) { return std::pair{assignment.candidates[i].draw, std::string_view{handlers[i].id}}; };
        return key(a) < key(b);
    };
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < handlers.size(); ++i) {
        if (!eligible(assignment.candidates[i])) continue;
        if (handlers[i].id == question.follow) {
            best = i;
            break;
        }
        if (!best || before(i, *best)) best = i;
    }
    if (!best) return assignment;
    const bool follows = handlers[*best].id == question.follow;
    for (std::size_t i = 0; i < handlers.size(); ++i) {
        Candidate& candidate = assignment.candidates[i];
        if (eligible(candidate) && !follows && as_free(i, *best)) candidate.verdict = Candidate::Verdict::drawn_out;
    }
    assignment.candidates[*best].verdict = follows ? Candidate::Verdict::follows : Candidate::Verdict::chosen;
    assignment.handler = handlers[*best].id;
    return assignment;
}

std::string to_json(const Assignment& assignment, const Dossier& dossier) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.assignment/1");
    if (!dossier.number().empty()) json.member("number", dossier.number());
    json.name("handler");
    if (assignment.handler) json.text(*assignment.handler);
    else json.raw("null");
    json.name("candidates").open('[');
    for (const Candidate& candidate : assignment.candidates) {
        json.open('{').member("handler", candidate.handler).name("verdict").word(to_string(candidate.verdict));
        if (!candidate.conflict_with.empty()) json.member("conflict_with", candidate.conflict_with);
        json.member("draw", std::to_string(candidate.draw)).close('}');  // as text: it has 64 bits
    }
    json.close(']').close('}');
    return out;
}

}  // namespace zhixing
