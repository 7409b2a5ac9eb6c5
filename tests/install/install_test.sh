#!/bin/bash
# Installs zhixing and builds the examples against what was installed, as another project would:
# find_package from C++ and C, and pkg-config with a plain C compiler.
# usage: install_test.sh BUILD_DIR SOURCE_DIR CC CXX
set -euo pipefail
build=$1 source=$2 cc=$3 cxx=$4
work=$build/install-test
prefix=$work/prefix

rm -rf "$work"
cmake --install "$build" --prefix "$prefix" >/dev/null

for program in cpp/review_cpp c/why_c; do
    language=${program%/*}
    cmake -S "$source/examples/$language" -B "$work/$language" -DCMAKE_PREFIX_PATH="$prefix" \
        -DCMAKE_C_COMPILER="$cc" -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_BUILD_TYPE=Release >/dev/null
    cmake --build "$work/$language" >/dev/null
    diff "$source/examples/$language/expected.txt" <("$work/$program")
    echo "find_package, $language: as expected"
done

if [[ -n $(find "$prefix" -name zhixing_documents.cmake) ]]; then
    cmake -S "$source/tests/install/documents" -B "$work/documents" -DCMAKE_PREFIX_PATH="$prefix" \
        -DCMAKE_C_COMPILER="$cc" -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_BUILD_TYPE=Release >/dev/null
    cmake --build "$work/documents" >/dev/null
    diff <(echo "Enforcement notice, PK, incomplete") <("$work/documents/make_document")
    echo "find_package, component documents: as expected"
fi

export PKG_CONFIG_PATH
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name zhixing.pc)")
# The prefix is where cmake was told that it will be; here it is elsewhere.
flags=$(pkg-config --define-variable=prefix="$prefix" --cflags --libs zhixing)
libdir=$(pkg-config --define-variable=prefix="$prefix" --variable=libdir zhixing)
# shellcheck disable=SC2086  # flags are several words
"$cc" -std=c99 -pedantic -Wall -Wextra -Werror "$source/examples/c/why.c" $flags -o "$work/why_pc"
diff "$source/examples/c/expected.txt" <(LD_LIBRARY_PATH=$libdir "$work/why_pc")
echo "pkg-config, c: as expected"
