/// @file
/// Reads JSON into a DossierBuilder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dossier/builder.hpp"
#include "dossier/json_tokens.hpp"

namespace zhixing {

/// Places in JSON: file, line and pointer.
class JsonPlaces final : public Whereabouts {
public:
    explicit JsonPlaces(std::string_view file) : file_{file} {}
    void set_line(std::size_t line) noexcept { line_ = line; }
    [[nodiscard]] Place place(const Spot& spot) const override { return {file_, line_, json_pointer(spot)}; }

private:
    std::string file_;
    std::size_t line_ = 0;
};

/// Reads one document after another; memory is reused.
class JsonReader {
public:
    explicit JsonReader(const Whereabouts& whereabouts) : whereabouts_{whereabouts} {}

    /// Reads a whole dossier. @param in_place see JsonTokens::open. @throws InputError; the dossier is then
    /// of no use.
    void read(std::string_view json, bool in_place, DossierBuilder& builder, Dossier& dossier);
    /// Reads a dossier without events into one that was begun (the header row of a CSV).
    void read_header(std::string_view json, DossierBuilder& builder);
    /// Checks an object of an event's unknown members and returns them as `"name":value,…` on one line; valid
    /// until the next call. @param spot what the object belongs to.
    [[nodiscard]] std::string_view read_event_extra(std::string_view json, const Spot& spot);

private:
    /// How deep an object lies, and which part of the spot its members are.
    struct Level {
        std::string_view Spot::*member;
        std::size_t depth;
    };
    static constexpr Level kHeaderLevel{&Spot::member, 1};
    static constexpr Level kBasisLevel{&Spot::member, 2};
    static constexpr Level kRowLevel{&Spot::member, 3};
    static constexpr Level kExtraLevel{&Spot::inner, 3};
    static constexpr Level kIdentityLevel{&Spot::inner, 4};

    void start(std::string_view json, bool in_place = false);
    void finish();
    void read_dossier(DossierBuilder& builder, bool with_events);
    void read_schema();
    void read_covers(DossierBuilder& builder);
    void read_basis(DossierBuilder& builder);
    void read_party(DossierBuilder& builder);
    void read_identity(PartyTexts& texts);
    void read_claim(DossierBuilder& builder);
    void read_event(DossierBuilder& builder);

    template <typename Names, typename Take>
    void each_member(const Names& names, std::string& extra, const Level& level, Take take);
    template <typename Take>
    void each_row(std::string_view section, Take take);
    template <typename Take>
    void each_item(Take take);
    std::string_view take_raw_name();
    std::string_view read_text();
    std::string_view read_amount();
    std::string_view meaning(std::string_view raw) { return has_escapes_ ? unescape(raw) : raw; }
    std::string_view unescape(std::string_view raw);
    bool take_null();
    void expect_object();
    void expect_array();
    bool goes_on(char close);

    void append_member(std::string& out, std::string_view name, std::size_t depth);
    void append_value(std::string& out, std::size_t depth);
    void append_object(std::string& out, std::size_t depth);
    void append_array(std::string& out, std::size_t depth);
    void append_scalar(std::string& out);

    [[nodiscard]] std::size_t line_here(JsonFault fault) const;
    [[noreturn]] void fail(JsonFault fault);
    [[noreturn]] void fail_at_token();
    [[noreturn]] void fail(const char* code, std::string zh, std::string en);
    [[noreturn]] void fail_type(const char* zh, const char* en);

    const Whereabouts& whereabouts_;
    JsonTokens tokens_;
    bool has_escapes_ = false;  ///< whether a backslash stands anywhere in the document
    std::string unescaped_;     ///< texts that had escapes; never grows, for views point into it
    Spot spot_;                 ///< what is being read
    std::vector<std::string_view> debtors_;
    std::string header_extra_, row_extra_, inner_extra_;
};

}  // namespace zhixing
