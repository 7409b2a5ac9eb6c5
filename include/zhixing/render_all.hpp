/// @file
/// Making the documents of a whole docket: into a folder or a ZIP, on several cores, with an index of what became of each.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/render.hpp"

namespace zhixing {

/// What a document is written as.
enum class RenderFormat : std::uint8_t { docx = 1, html, text };

[[nodiscard]] std::string_view to_string(RenderFormat format) noexcept;  ///< the ending of its files: `docx`, `html`, `txt`

/// How far it is. `cases` counts those that are done with, well or ill.
struct BulkProgress {
    std::size_t added = 0, cases = 0;
    std::size_t written = 0, kept = 0, refused = 0, failed = 0;  ///< documents, by BulkState
};

/// What is asked of all dossiers alike.
struct BulkQuestion {
    std::vector<std::size_t> templates;  ///< of Templates, in the order in which the documents of a case are made
    RenderQuestion question;             ///< its party and ref are set for each document
    RenderFormat format = RenderFormat::docx;
    std::string target;                  ///< a folder, which is made if there is none, or a file whose name ends in `.zip`
    unsigned threads = 0;                ///< 0: as many as there are cores
    /// Told now and then, always on the thread that calls add() or finish(); false ends the work: cases not begun are left out.
    std::function<bool(const BulkProgress&)> progress{};
};

/// What became of a document.
enum class BulkState : std::uint8_t {
    written = 1,
    kept,     ///< a file of the same bytes was there already
    refused,  ///< it may not be made, or values are missing
    failed    ///< the case cannot be read, or the file not be written
};

[[nodiscard]] std::string_view to_string(BulkState state) noexcept;

struct BulkEntry {
    std::size_t position = 0;     ///< of the case in the docket, from 0
    std::string number;           ///< 案号; of a case that cannot be read its place in the input
    std::string template_id;      ///< empty: the case as a whole
    std::string subject;          ///< party or instance that it is for; empty: the case
    std::string addressee;        ///< the name of that party
    std::string file;             ///< below the target, steps parted by `/`; empty if there is none
    std::string digest;           ///< SHA-256 of the file, hexadecimal
    std::uint64_t bytes = 0;
    BulkState state = BulkState::failed;
    std::string code;             ///< of the error, if there is no file
    Text reason;
    std::vector<MissingField> missing;
};

struct BulkResult {
    std::vector<BulkEntry> entries;  ///< in the order of the docket, whatever thread made them
    BulkProgress count;
    bool stopped = false;            ///< by `progress`
};

/// Makes documents in bulk. Each file is written beside its place and moved there when it is whole, and one that is there with the
/// same bytes is left alone; so a run that was broken off is simply begun again. A ZIP is packed from such a folder, `<target>.partial`,
/// which goes when the ZIP is there. In the target stand a folder for each case, `index.json` (`zhixing.documents-index/1`) and `index.csv`.
///
/// The same docket makes the same files and the same index, on however many threads.
class BulkRenderer {
public:
    /// @throws InputError `document.target` if the target cannot be used.
    BulkRenderer(const Templates& templates, BulkQuestion question);
    /// Ends the work without index or ZIP if finish() was not called.
    ~BulkRenderer();
    BulkRenderer(BulkRenderer&&) noexcept;
    BulkRenderer& operator=(BulkRenderer&&) noexcept;

    /// Waits while many dossiers are in work. @return false if the work was stopped.
    /// @pre no other thread uses this object.
    bool add(const Dossier& dossier);
    /// A dossier that could not be read: it gets its line in the index.
    bool add(const InputError& error);
    /// Waits for the last document and writes index and ZIP; nothing can be added then.
    /// @throws InputError `document.target` if index or ZIP cannot be written.
    [[nodiscard]] BulkResult finish();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

/// `zhixing.documents-index/1`.
[[nodiscard]] std::string to_json(const BulkResult& result);
/// The same as a table: UTF-8 with its mark in front, as spreadsheets want it.
[[nodiscard]] std::string to_csv(const BulkResult& result);

}  // namespace zhixing
