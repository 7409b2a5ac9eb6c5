#include "journal/query.hpp"

#include <algorithm>
#include <charconv>
#include <deque>
#include <tuple>

#include "journal/projection.hpp"
#include "journal/standing.hpp"
#include "journal/stored.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {
namespace {

[[noreturn]] void refuse(Text text, const char* member) { throw InputError{"input.query", std::move(text), {"query", 0, std::string{"/"} + member}}; }

// Where the page before ended: the dossier, and its next due date if they come in that order.
struct Token {
    std::int64_t id = 0;
    std::string due;
    friend auto operator<=>(const Token& a, const Token& b) { return std::tie(a.due, a.id) <=> std::tie(b.due, b.id); }
};

std::string write(const Token& token) { return token.due.empty() ? std::to_string(token.id) : std::to_string(token.id) + "@" + token.due; }

Token parse_token(std::string_view text, bool by_due) {
    Token token;
    if (text.empty()) return token;
    const std::size_t at = std::min(text.find('@'), text.size());
    const auto [end, error] = std::from_chars(text.data(), text.data() + at, token.id);
    if (at != text.size()) token.due = text.substr(at + 1);
    const bool whole = error == std::errc{} && end == text.data() + at && token.id > 0;
    if (!whole || token.due.empty() == by_due || (by_due && !parse_date(token.due))) refuse({"不是该查询给出的页标记", "this is no token of such a page"}, "after");
    return token;
}

// A text of SQL and what its parameters stand for.
class Statement {
public:
    Statement& operator<<(std::string_view sql) { return sql_ += sql, *this; }
    Statement& value(std::int64_t number) { return add(number); }
    // A text is always a parameter, whatever stands in it.
    Statement& value(std::string_view text) { return add(std::string_view{texts_.emplace_back(text)}); }
    Statement& values(const std::vector<std::string>& texts) {
        const char* comma = "(";
        for (const std::string& text : texts) {
            *this << comma;
            value(text);
            comma = ", ";
        }
        return *this << ")";
    }
    [[nodiscard]] std::unique_ptr<Rows> run(Database& database) const { return database.query(sql_, values_); }

private:
    Statement& add(Value value) {
        values_.push_back(value);
        return *this << "$" + std::to_string(values_.size());
    }
    std::string sql_;
    std::vector<Value> values_;
    std::deque<std::string> texts_;
};

class Asker {
public:
    Asker(Database& database, const Rulebook& rulebook, const Query& query, const Look& look)
        : database_{database}, query_{query}, look_{look}, index_{index_row(database)}, reviewer_{rulebook}, identity_{identity_key(query.identity)} {
        if (query.limit == 0 || query.limit > kMaxPage) refuse({"每页须为 1 至 1000 件", "a page has 1 to 1000 dossiers"}, "limit");
        asks_due_ = query.due_from || query.due_to;
        asks_standing_ = asks_due_ || !query.rule.empty() || query.severity;
        if (query.as_of == kNoDate && (asks_standing_ || query.known_at)) refuse({"查询现状须有日期", "how dossiers stand is asked of a day"}, "as_of");
        if (query.as_of != kNoDate) day_ = to_string(query.as_of);
        token_ = parse_token(query.after, asks_due_);
        index_holds_ = !query.known_at && index_.rulebook == rulebook.digest();
    }

    [[nodiscard]] Page run() {
        if (asks_due_) run_by_due();
        else run_by_id();
        return std::move(page_);
    }

private:
    // What a row of the query gives.
    struct Found {
        Token token;
        Summary summary;
        bool reviewed = false;  // for this answer
    };
    static constexpr std::string_view kFrom = " FROM journal_dossiers d LEFT JOIN journal_standing s ON s.dossier = d.id LEFT JOIN journal_changed c ON c.dossier = d.id WHERE 1 = 1";

    // 1 where the row of the index is what a review of that day would say.
    void holds(Statement& sql) const {
        if (!index_holds_ || day_.empty()) {
            sql << "0";
            return;
        }
        sql << "CASE WHEN c.dossier IS NULL AND s.as_of <= ";
        sql.value(day_) << " AND (s.next_change IS NULL OR s.next_change > ";
        sql.value(day_) << ") THEN 1 ELSE 0 END";
    }

    void select(Statement& sql) const {
        sql << "SELECT d.id, d.number, " << kProjectionColumns << ", " << kStandingColumns << ", ";
        holds(sql);
        sql << kFrom;
    }

    // What is asked of the dossiers themselves.
    void filter(Statement& sql) const {
        scope(sql);
        const auto equal = [&sql](std::string_view column, std::string_view text) {
            if (text.empty()) return;
            sql << " AND " << column << " = ";
            sql.value(text);
        };
        equal("d.court", query_.court);
        equal("d.case_type", query_.case_type);
        equal("d.kind", query_.kind);
        equal("d.team", query_.team);
        equal("d.handler", query_.handler);
        if (query_.open) sql << (*query_.open ? " AND d.is_open = 1" : " AND d.is_open = 0");
        if (query_.filed_from) (sql << " AND d.filed >= ").value(to_string(*query_.filed_from));
        if (query_.filed_to) (sql << " AND d.filed <= ").value(to_string(*query_.filed_to));
        if (query_.party.empty() && identity_.empty() && query_.role.empty()) return;
        sql << " AND d.id IN (SELECT dossier FROM journal_parties WHERE 1 = 1";
        equal("name", query_.party);
        equal("identity", identity_);
        equal("role", query_.role);
        sql << ")";
    }

    void scope(Statement& sql) const {
        if (!query_.scope) return;
        std::vector<std::string> numbers;
        for (const std::string& number : query_.scope->numbers) numbers.push_back(number_key(number));
        const std::vector<std::string>& courts = query_.scope->courts;
        sql << (courts.empty() && numbers.empty() ? " AND (1 = 0" : " AND (");
        if (!courts.empty()) (sql << "d.court IN ").values(courts);
        if (!courts.empty() && !numbers.empty()) sql << " OR ";
        if (!numbers.empty()) (sql << "d.number IN ").values(numbers);
        sql << ")";
    }

    // A rough sieve over rows of the index that hold; wanted() looks at what comes through.
    void sieve(Statement& sql) const {
        if (query_.severity) (sql << " AND s.worst <= ").value(static_cast<std::int64_t>(*query_.severity));
        if (!query_.rule.empty()) (sql << " AND s.answer LIKE ").value("%\"" + query_.rule + "\"%");
    }

    [[nodiscard]] bool wanted(const Standing& standing) const {
        const auto severe = [this](const StandingFinding& finding) {
            return (query_.rule.empty() || finding.rule == query_.rule) && (!query_.severity || finding.severity <= *query_.severity);
        };
        const auto due = [this](const StandingObligation& obligation) {
            return obligation.state == State::open && obligation.due != kNoDate && (!query_.due_from || obligation.due >= *query_.due_from) &&
                   (!query_.due_to || obligation.due <= *query_.due_to);
        };
        if ((!query_.rule.empty() || query_.severity) && std::ranges::none_of(standing.findings, severe)) return false;
        return !asks_due_ || std::ranges::any_of(standing.obligations, due);
    }

    // The row as a summary, if it is wanted. Dossiers that must be reviewed are, one at a time.
    [[nodiscard]] std::optional<Found> take(Rows& rows) {
        Found found;
        Summary& summary = found.summary;
        found.token.id = rows.integer(0);
        summary.number = rows.text(1);
        const Projection projection = projection_at(rows, 2);
        if (!day_.empty()) {
            const int column = 2 + kProjectionColumnCount;
            if (rows.integer(column + kStandingColumnCount) != 0) summary.standing = standing_at(rows, column);
            else summary.standing = review(found.token.id), found.reviewed = true;
            if (!summary.standing || !wanted(*summary.standing)) return std::nullopt;
            if (asks_due_) found.token.due = to_string(*summary.standing->next_due);
        }
        describe(summary, projection);
        return found;
    }

    static void describe(Summary& summary, const Projection& projection) {
        summary.court = projection.court;
        summary.case_type = projection.case_type;
        summary.kind = projection.kind;
        summary.team = projection.team;
        summary.handler = projection.handler;
        summary.open = projection.open;
        summary.filed.reset();
        if (!projection.filed.empty()) summary.filed = parse_date(projection.filed);
        summary.recorded = projection.recorded;
        summary.seq = projection.size;
    }

    // The same as filter(), of the dossier as the reader sees it: what is masked is not found by its value.
    [[nodiscard]] bool wanted(const Projection& seen) const {
        const auto equal = [](const std::string& asked, const std::string& text) { return asked.empty() || asked == text; };
        const auto party = [&](const ProjectedParty& each) { return equal(query_.party, each.name) && equal(identity_, each.identity) && equal(query_.role, each.role); };
        const bool asks_party = !query_.party.empty() || !identity_.empty() || !query_.role.empty();
        const bool filed = (!query_.filed_from && !query_.filed_to) || (!seen.filed.empty() && (!query_.filed_from || seen.filed >= to_string(*query_.filed_from)) &&
                                                                        (!query_.filed_to || seen.filed <= to_string(*query_.filed_to)));
        return equal(query_.court, seen.court) && equal(query_.case_type, seen.case_type) && equal(query_.kind, seen.kind) && equal(query_.team, seen.team) &&
               equal(query_.handler, seen.handler) && (!query_.open || *query_.open == seen.open) && filed && (!asks_party || std::ranges::any_of(seen.parties, party));
    }

    // Leaves of it what the reader sees; false: nothing, or not what was asked for.
    [[nodiscard]] bool look(Found& found) {
        std::vector<ProjectedParty> parties;
        if (!look_) {
            parties = load_parties(database_, found.token.id);
        } else {
            auto seen = look_(found.token.id);
            if (!seen || !wanted(seen->projection) || (asks_standing_ && !seen->whole)) return false;
            seen->projection.size = found.summary.seq;
            seen->projection.recorded = found.summary.recorded;
            describe(found.summary, seen->projection);
            if (!seen->whole) found.summary.standing.reset();
            parties = std::move(seen->projection.parties);
        }
        for (ProjectedParty& party : parties) found.summary.parties.push_back({std::move(party.id), std::move(party.role), std::move(party.name)});
        return true;
    }

    // Empty: the dossier was not on record then.
    [[nodiscard]] std::optional<Standing> review(std::int64_t id) {
        const StoredDossier stored = load_dossier(database_, id, query_.known_at ? to_string(*query_.known_at) : std::string{});
        if (stored.header.empty()) return std::nullopt;
        const Dossier& dossier = reader_.read(stored.json());
        reviewer_.review(dossier, {query_.as_of, query_.known_at}, review_);
        return standing_of(review_, dossier, reviewer_.rulebook());
    }

    // Puts it on the page if the reader sees it, unless the page is full: then there is another.
    [[nodiscard]] bool put(Found found) {
        if (!look(found)) return true;
        if (page_.dossiers.size() == query_.limit) {
            page_.next = write(last_);
            return false;
        }
        page_.reviewed += found.reviewed ? 1U : 0U;
        page_.dossiers.push_back(std::move(found.summary));
        last_ = std::move(found.token);
        return true;
    }

    void run_by_id() {
        const std::int64_t chunk = std::int64_t{query_.limit} + 1;
        std::int64_t from = token_.id;
        for (bool more = true; more;) {
            Statement sql;
            select(sql);
            filter(sql);
            if (asks_standing_) {
                sql << " AND (";
                holds(sql);
                sql << " = 0 OR (1 = 1";
                sieve(sql);
                sql << "))";
            }
            (sql << " AND d.id > ").value(from);
            (sql << " ORDER BY d.id LIMIT ").value(chunk);
            const auto rows = sql.run(database_);
            more = false;
            while (rows->next()) {
                more = true;
                from = rows->integer(0);
                if (auto found = take(*rows); found && !put(std::move(*found))) return;
            }
        }
    }

    // By next due date: those of the index as they come, and between them those that had to be reviewed.
    void run_by_due() {
        std::vector<Found> reviewed = review_stale();
        auto next = reviewed.begin();
        Token from = token_;
        for (bool more = true; more;) {
            more = false;
            const auto rows = due_rows(from);
            while (rows->next()) {
                more = true;
                auto found = take(*rows);
                from = {rows->integer(0), std::string{rows->text(2 + kProjectionColumnCount + 2)}};
                for (; next != reviewed.end() && next->token < from; ++next) {
                    if (!put(std::move(*next))) return;
                }
                if (found && !put(std::move(*found))) return;
            }
        }
        for (; next != reviewed.end() && put(std::move(*next)); ++next) {}
    }

    [[nodiscard]] std::unique_ptr<Rows> due_rows(const Token& from) const {
        Statement sql;
        select(sql);
        filter(sql);
        sql << " AND ";
        holds(sql);
        sql << " = 1";
        sieve(sql);
        if (query_.due_to) (sql << " AND s.next_due <= ").value(to_string(*query_.due_to));
        (sql << " AND (s.next_due, s.dossier) > (").value(from.due);
        (sql << ", ").value(from.id);
        (sql << ") ORDER BY s.next_due, s.dossier LIMIT ").value(std::int64_t{query_.limit} + 1);
        return sql.run(database_);
    }

    // Those whose row does not hold on that day, behind the token. Few, once the day was swept.
    [[nodiscard]] std::vector<Found> review_stale() {
        Statement sql;
        select(sql);
        filter(sql);
        if (index_holds_) {
            (sql << " AND d.id IN (SELECT dossier FROM journal_changed UNION SELECT dossier FROM journal_standing WHERE next_change <= ").value(day_);
            if (day_ < index_.as_of) (sql << " UNION SELECT dossier FROM journal_standing WHERE as_of > ").value(day_);
            sql << ")";
        }
        std::vector<Found> found;
        const auto rows = sql.run(database_);
        while (rows->next()) {
            if (auto one = take(*rows); one && one->token > token_) found.push_back(std::move(*one));
        }
        std::ranges::sort(found, [](const Found& a, const Found& b) { return a.token < b.token; });
        return found;
    }

    Database& database_;
    const Query& query_;
    const Look& look_;
    IndexRow index_;
    Reviewer reviewer_;
    Review review_;
    DossierReader reader_;
    std::string identity_, day_;
    bool asks_due_ = false, asks_standing_ = false, index_holds_ = false;
    Token token_, last_;
    Page page_;
};

}  // namespace

Page answer(Database& database, const Rulebook& rulebook, const Query& query, const Look& look) { return Asker{database, rulebook, query, look}.run(); }

}  // namespace zhixing::journal
