// A script of requests that is the same in every run: what a journal is after the first n of them is known, to the last bit.
#pragma once

#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "fixture.hpp"

namespace zhixing::test {

// How much is tried: `few` in an ordinary run, `many` where ZHIXING_TRIALS is `long`.
inline int trials(int few, int many) {
    const char* const wish = std::getenv("ZHIXING_TRIALS");
    return wish != nullptr && std::strcmp(wish, "long") == 0 ? many : few;
}

// Random numbers of a seed, which ZHIXING_SEED may name.
class Random {
public:
    explicit Random(std::uint64_t seed) : engine_{seed + own()} {}
    // From 0 to `below` - 1.
    std::size_t operator()(std::size_t below) { return static_cast<std::size_t>(engine_() % below); }

private:
    static std::uint64_t own() {
        const char* const text = std::getenv("ZHIXING_SEED");
        return text == nullptr ? 0 : std::strtoull(text, nullptr, 10);
    }
    std::mt19937_64 engine_;
};

inline std::string number_of(std::size_t dossier) { return "（2023）豫1325执" + std::to_string(dossier + 1) + "号"; }

inline std::string header_of(std::size_t dossier, std::string_view name = "某某公司") {
    return R"({"schema":"zhixing.dossier/1","number":")" + number_of(dossier) + R"(","court":"豫1325","kind":"enforcement","parties":[)"
           R"({"id":"p1","role":"applicant","kind":"natural","name":"张某"},{"id":"p2","role":"respondent","kind":"legal","name":")" + std::string{name} + "\"}]}";
}

inline std::string note(const std::string& id, std::string_view text = "备注", std::string_view on = "2023-02-15") {
    return R"({"id":")" + id + R"(","kind":"document.made","on":")" + std::string{on} + R"(","note":")" + std::string{text} + "\"}";
}

class Script {
public:
    // @param events most events of a part
    explicit Script(std::size_t events = 4, std::size_t dossiers = 5) : events_{events}, dossiers_{dossiers}, journal_{create(place_)} { heads_.push_back(journal_.head()); }

    static Journal create(const Place& place) { return Journal::create(place.url(), rulebook(), {HashAlgorithm::sha256, "script"}); }

    // The n-th request, from 0: some dossiers, each with some events, some with another header.
    [[nodiscard]] Append request(std::size_t n) const {
        Random random{n};
        Append append{the_system(), {}, at("2023-03-01T09:00:00") + std::chrono::seconds{n}, true, {}};
        const std::size_t first = random(dossiers_), parts = 1 + random(3);
        for (std::size_t i = 0; i < parts; ++i) {
            const std::size_t dossier = (first + i) % dossiers_;
            AppendPart part{number_of(dossier), {}, header_of(dossier, "公司" + std::to_string(n / 8)), {}};
            for (std::size_t k = 1 + random(events_); k-- > 0;) part.events.push_back(note(std::to_string(n) + "-" + std::to_string(k), std::string(random(300), 'x')));
            append.parts.push_back(std::move(part));
        }
        return append;
    }
    // The head of a journal behind the first n requests.
    [[nodiscard]] const Head& after(std::size_t n) {
        while (heads_.size() <= n) {
            (void)journal_.append(request(heads_.size() - 1));
            heads_.push_back(journal_.head());
        }
        return heads_[n];
    }

    // Expects a journal in which `done` requests were acknowledged and the next one may have been on its way: that is there
    // whole or not at all, is repeated, and stands there once. @return whether it was there.
    bool expect(Journal& journal, std::size_t done) {
        const bool there = expect_whole(journal, done);
        (void)journal.append(request(done));
        EXPECT_EQ(journal.head(), after(done + 1)) << "after the repetition of request " << done;
        return there;
    }
    bool expect_whole(Journal& journal, std::size_t done) {
        const Head head = journal.head();
        const bool there = head == after(done + 1);
        EXPECT_TRUE(there || head == after(done)) << "neither " << done << " nor " << done + 1 << " requests: " << to_json(head);
        const Verification verification = journal.verify(head);
        EXPECT_TRUE(verification.sound()) << to_json(verification);
        return there;
    }

private:
    std::size_t events_, dossiers_;
    Place place_{false, Place::quick()};
    Journal journal_;
    std::vector<Head> heads_;
};

}  // namespace zhixing::test
