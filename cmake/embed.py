"""Writes a C++ source that holds text files as string literals (C++20 has no #embed)."""

import sys
from pathlib import Path

CHUNK = 12_000  # compilers limit one literal; adjacent literals join


def literal(text: str) -> str:
    chunks = [text[i : i + CHUNK] for i in range(0, len(text), CHUNK)] or [""]
    return "\n".join(f'R"zx~({chunk})zx~"' for chunk in chunks)


def main() -> None:
    function, root, out, *files = sys.argv[1:]
    entries = []
    for file in sorted(files):
        path = Path(file)
        name = path.relative_to(root).as_posix()
        size = path.stat().st_size
        entries.append(f'    {{"{name}", {{{literal(path.read_text("utf-8"))}, {size}}}}},')
    body = "\n".join(entries)
    Path(out).write_text(
        f"""// Written by cmake/embed.py.
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace zhixing {{
namespace {{
constexpr std::pair<std::string_view, std::string_view> kFiles[] = {{
{body}
}};
}}  // namespace

std::optional<std::string_view> {function}(std::string_view path) noexcept;
std::optional<std::string_view> {function}(std::string_view path) noexcept {{
    for (const auto& [name, text] : kFiles) {{
        if (name == path) return text;
    }}
    return std::nullopt;
}}

std::vector<std::string_view> {function}_paths();
std::vector<std::string_view> {function}_paths() {{
    std::vector<std::string_view> paths;
    for (const auto& [name, text] : kFiles) paths.push_back(name);
    return paths;
}}
}}  // namespace zhixing
""",
        "utf-8",
    )


main()
