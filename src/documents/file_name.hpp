// Names of files made from data: case numbers, names of parties.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace zhixing::documents {

// One step of a path, on any system: what a path or a shell could take for something else becomes `_`, and so do control characters and
// marks that turn the direction of writing. Never empty, nor longer than 120 bytes.
[[nodiscard]] std::string file_step(std::string_view text);

// Names that are taken, without regard to the case of letters.
class FileNames {
public:
    // `name`, or where that is taken `name-2`, `name-3`, …
    [[nodiscard]] std::string take(std::string name);

private:
    std::set<std::string> taken_;
};

}  // namespace zhixing::documents
