// Random operations on a journal and on a model of it in memory: what the journal tells of any moment is what the model does.
#include <map>
#include <set>

#include "script.hpp"

namespace zhixing::test {
namespace {

// What is compared of a dossier.
struct Note {
    std::string id, on, text, recorded, by;
    friend bool operator==(const Note&, const Note&) = default;
};
struct View {
    std::string name;  // of the respondent; empty: there is no such dossier
    std::vector<Note> notes;
    friend bool operator==(const View&, const View&) = default;
};
void PrintTo(const View& view, std::ostream* out) {
    *out << view.name;
    for (const Note& note : view.notes) *out << "; " << note.id << ' ' << note.on << ' ' << note.text << ' ' << note.recorded << ' ' << note.by;
}

View view_of(const Dossier& dossier) {
    View view{std::string{dossier.text(dossier.parties()[1].name)}, {}};
    for (const Event& event : dossier.events()) {
        const auto text = [&](Column column) { return std::string{dossier.text(event, column)}; };
        view.notes.push_back({std::string{dossier.event_id(event)}, to_string(event.on), text(Column::note), text(Column::recorded), text(Column::by)});
    }
    return view;
}

class Model {
public:
    struct Entry {
        std::string recorded, name;  // a header has a name
        Note note;
    };
    std::map<std::size_t, std::vector<Entry>> dossiers;
    std::set<std::string> times;
    std::string last;
    std::size_t size = 0;

    void add(std::size_t dossier, Entry entry) {
        last = entry.recorded;
        times.insert(last);
        dossiers[dossier].push_back(std::move(entry));
        ++size;
    }
    [[nodiscard]] std::size_t seq(std::size_t dossier) const { return dossiers.contains(dossier) ? dossiers.at(dossier).size() : 0; }
    [[nodiscard]] View view(std::size_t dossier, const std::string& known_at, const std::string& as_of) const {
        View view;
        if (!dossiers.contains(dossier)) return view;
        for (const Entry& entry : dossiers.at(dossier)) {
            if (entry.recorded > known_at) continue;
            if (!entry.name.empty()) view.name = entry.name;
            else if (entry.note.on <= as_of) view.notes.push_back(entry.note);
        }
        return view;
    }
};

class ModelTest : public JournalTest {
protected:
    static constexpr std::size_t kDossiers = 4;
    static constexpr const char* kEver = "9999";

    void run(std::uint64_t seed, int operations) {
        random_ = Random{seed};
        place_ = std::make_unique<Place>(GetParam(), Place::quick());
        model_ = {};
        now_ = at("2023-03-01T09:00:00");
        serial_ = 0;
        journal_.emplace(create());
        for (int i = 0; i < operations && !HasFailure(); ++i) {
            SCOPED_TRACE("operation " + std::to_string(i) + " of seed " + std::to_string(seed));
            switch (random_(8)) {
                case 0: read(); break;
                case 1: journal_.emplace(open()); break;
                case 2: refuse(); break;
                default: append();
            }
        }
        compare_all();
        journal_.reset();
    }

    // A batch that is recorded: new dossiers, changed headers, new events, events that are there already.
    void append() {
        now_ += std::chrono::seconds{random_(4) * 1800};
        const bool import = random_(2) == 0, back = random_(5) == 0;
        const DateTime told = back ? now_ - std::chrono::seconds{random_(300)} : now_;
        const std::string recorded = std::max(model_.last, to_string(told));
        Append batch{import ? the_system() : handler(), {}, told, import, {}};
        std::vector<std::pair<std::size_t, Model::Entry>> entries;
        const std::size_t first = random_(kDossiers);
        for (std::size_t i = 0, parts = 1 + random_(2); i < parts; ++i) {
            const std::size_t dossier = (first + i) % kDossiers;
            AppendPart part{number_of(dossier), {}, {}, {}};
            if (random_(2) == 0) part.expect = model_.seq(dossier);
            if (model_.seq(dossier) == 0 || random_(4) == 0) {
                const std::string name = "公司" + std::to_string(random_(3));
                part.header = header_of(dossier, name);
                if (model_.view(dossier, kEver, kEver).name != name) entries.push_back({dossier, {recorded, name, {}}});
            }
            for (std::size_t k = random_(4); k-- > 0;) {
                const std::string on = "2023-0" + std::to_string(1 + random_(2)) + "-1" + std::to_string(random_(10)), id = "n" + std::to_string(++serial_), text(random_(20), 'a');
                part.events.push_back(note(id, text, on));
                entries.push_back({dossier, {recorded, {}, {id, on, text, recorded, import ? "" : "h1"}}});
            }
            const View there = model_.view(dossier, kEver, kEver);
            if (random_(3) == 0 && !there.notes.empty()) {
                const Note& again = there.notes[random_(there.notes.size())];
                part.events.insert(part.events.begin() + static_cast<std::ptrdiff_t>(random_(part.events.size() + 1)), note(again.id, again.text, again.on));
            }
            batch.parts.push_back(std::move(part));
        }
        const Receipt receipt = journal_->append(batch);
        for (auto& [dossier, entry] : entries) model_.add(dossier, entry);
        for (std::size_t i = 0; i < batch.parts.size(); ++i) EXPECT_EQ(receipt.parts[i].seq, model_.seq((first + i) % kDossiers));
        EXPECT_EQ(receipt.size, model_.size);
    }

    // A batch that is not recorded, for its second part.
    void refuse() {
        if (model_.seq(0) == 0 || model_.seq(1) == 0) return;
        Append batch{handler(), {}, now_, false, {{number_of(0), {}, {}, {note("x" + std::to_string(++serial_))}}, {number_of(1), {}, {}, {note("y" + std::to_string(serial_))}}}};
        const Head before = journal_->head();
        const auto refused = [&](const char* code) {
            try {
                (void)journal_->append(batch);
                ADD_FAILURE() << "recorded, not " << code;
            } catch (const Error& error) {
                EXPECT_EQ(error.code(), code) << error.what();
            }
        };
        AppendPart& part = batch.parts[1];
        const View there = model_.view(1, kEver, kEver);
        switch (random_(6)) {
            case 0: part.expect = model_.seq(1) + 1 + random_(3), refused("journal.conflict"); break;
            case 1: part.expect = random_(model_.seq(1)), refused("journal.conflict"); break;
            case 2: part.events[0] = note("z" + std::to_string(serial_), "later", "2024-01-01"), refused("journal.refused"); break;
            case 3: batch.actor.roles = {"judge"}, batch.office = "handler", refused("access.office"); break;
            case 4: batch.recorded = now_ - std::chrono::hours{2}, refused("journal.recorded"); break;
            default:
                if (there.notes.empty()) break;
                part.events[0] = note(there.notes[0].id, there.notes[0].text + "b", there.notes[0].on), refused("input.id_taken");
        }
        EXPECT_EQ(journal_->head(), before);
    }

    void read() {
        const std::size_t dossier = random_(kDossiers);
        EXPECT_EQ(journal_->seq(number_of(dossier), everything()), model_.seq(dossier));
        if (model_.times.empty()) return;
        auto time = model_.times.begin();
        std::advance(time, static_cast<std::ptrdiff_t>(random_(model_.times.size())));
        const DateTime known_at = at(time->c_str()) - std::chrono::seconds{random_(2)};
        compare(dossier, known_at, "2023-0" + std::to_string(1 + random_(2)) + "-1" + std::to_string(random_(10)));
        EXPECT_TRUE(random_(4) != 0 || journal_->verify(journal_->head()).sound());
    }
    void compare(std::size_t dossier, DateTime known_at, const std::string& as_of) {
        const View expected = model_.view(dossier, to_string(known_at), as_of);
        try {
            EXPECT_EQ(view_of(journal_->dossier(number_of(dossier), everything(), known_at, *parse_date(as_of))), expected) << to_string(known_at) << ' ' << as_of;
        } catch (const JournalError& error) {
            EXPECT_EQ(error.code(), "journal.no_dossier");
            EXPECT_EQ(expected.name, "") << to_string(known_at) << ' ' << as_of;
        }
    }
    // Every dossier at every time at which something was recorded, and a second before.
    void compare_all() {
        std::vector<DateTime> times;
        for (const std::string& time : model_.times) {
            times.push_back(at(time.c_str()) - std::chrono::seconds{1});
            times.push_back(at(time.c_str()));
        }
        for (const DateTime time : times) {
            std::size_t told = 0, expected = 0;
            journal_->each_dossier([&](const Dossier& dossier) {
                std::size_t i = 0;
                while (dossier.number() != number_of(i)) ++i;
                EXPECT_EQ(view_of(dossier), model_.view(i, to_string(time), kEver)) << to_string(time);
                ++told;
                return true;
            }, everything(), time);
            for (std::size_t i = 0; i < kDossiers; ++i) {
                expected += !model_.view(i, to_string(time), kEver).name.empty();
                compare(i, time, "2023-02-05");
            }
            EXPECT_EQ(told, expected) << to_string(time);
        }
        const Verification verification = journal_->verify(journal_->head());
        EXPECT_TRUE(verification.sound()) << to_json(verification);
        EXPECT_EQ(journal_->head().size, model_.size);
    }

    Random random_{0};
    Model model_;
    std::optional<Journal> journal_;
    DateTime now_;
    std::size_t serial_ = 0;
};

TEST_P(ModelTest, TheJournalTellsWhatTheModelDoes) {
    const int runs = trials(GetParam() ? 1 : 6, GetParam() ? 60 : 1000);
    for (int seed = 1; seed <= runs && !HasFailure(); ++seed) run(static_cast<std::uint64_t>(seed), GetParam() ? 60 : 120);
}

INSTANTIATE_TEST_SUITE_P(Databases, ModelTest, testing::Bool(), [](const auto& kind) { return kind.param ? "postgresql" : "sqlite"; });

}  // namespace
}  // namespace zhixing::test
