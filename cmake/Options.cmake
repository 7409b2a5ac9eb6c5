# Build options and the compiler settings that every target of the project shares.
option(ZHIXING_PYTHON "Build the Python extension (set by scikit-build-core)" OFF)
# A wheel, or a project that takes us in by add_subdirectory, wants the library and nothing round it.
if(ZHIXING_PYTHON OR NOT PROJECT_IS_TOP_LEVEL)
  set(whole_tree OFF)
else()
  set(whole_tree ON)
endif()
option(ZHIXING_CAPI "Build the C shared library" ${whole_tree})
option(ZHIXING_JOURNAL "Build the journal, which needs SQLite, libpq and OpenSSL" ON)
option(ZHIXING_DOCUMENTS "Build the documents, which need md4c, libzip, pugixml and OpenSSL" ON)
option(ZHIXING_TESTS "Build the tests" ${whole_tree})
option(ZHIXING_EXAMPLES "Build the examples" ${whole_tree})
option(ZHIXING_INSTALL "Make install targets" ${whole_tree})
option(ZHIXING_FUZZ "Build the libFuzzer targets (clang only)" OFF)
option(ZHIXING_BENCH "Build the benchmarks" OFF)
option(ZHIXING_WERROR "Treat warnings as errors" ${PROJECT_IS_TOP_LEVEL})
set(ZHIXING_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 99)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

add_library(zhixing_settings INTERFACE)
target_compile_options(zhixing_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
                       $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Wold-style-cast>
                       # GCC 12 warns in std::optional and std::string of what does not happen.
                       $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-restrict>)
if(ZHIXING_WERROR)
  target_compile_options(zhixing_settings INTERFACE -Werror)
endif()
if(ZHIXING_SANITIZE)
  target_compile_options(zhixing_settings INTERFACE -fsanitize=${ZHIXING_SANITIZE} -fno-omit-frame-pointer
                         -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${ZHIXING_SANITIZE})  # the examples too, which have no settings of ours
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
