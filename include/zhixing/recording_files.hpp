/// @file
/// Whether the files of recordings are still what was stored: their digests, computed again.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "zhixing/proof.hpp"
#include "zhixing/recording.hpp"

namespace zhixing {

/// What became of a file.
enum class FileState : std::uint8_t {
    same = 1,    ///< its digest is that of the register
    changed,     ///< it is not
    missing,     ///< there is no such file
    unreadable,  ///< it is there and cannot be read, or is no plain file
    untold,      ///< the register has no digest to compare with
    gone,        ///< of a recording that was disposed of: there is no file, as it should be
    left         ///< of a recording that was disposed of: the file is still there
};
[[nodiscard]] std::string_view to_string(FileState state) noexcept;

struct FileCheck {
    std::string ref;     ///< of the recording
    FileState state = FileState::same;
    std::string name;    ///< of the file, below the root
    std::string digest;  ///< as it is now; empty where it was not read
    std::string detail;  ///< why it could not be read
};

/// Where the host keeps files otherwise: names below the root by the recording's ref.
using FileNames = std::map<std::string, std::string, std::less<>>;

/// Reads the file of each recording below a folder and computes its digest again. A file is named by its digest,
/// `sm3/<64 digits>`, unless the host names it: never by what a dossier says in words. No name leads out of the root:
/// steps such as `..`, absolute names and symbolic links are refused.
/// @throws InputError `recording.file_name` of such a name; JournalError `recording.root` if the root is no folder that can be read.
[[nodiscard]] std::vector<FileCheck> check_files(const Recordings& recordings, const std::string& root, const FileNames& names = {});

/// Digest of a file, with its size; a file of any length is read in pieces.
/// @throws JournalError `recording.file`.
[[nodiscard]] FileDigest digest_of_file(const std::string& file, HashAlgorithm algorithm);

/// `zhixing.file-check/1`.
[[nodiscard]] std::string to_json(const std::vector<FileCheck>& checks);

}  // namespace zhixing
