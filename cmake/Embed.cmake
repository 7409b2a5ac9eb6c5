# zhixing_embed(<target> <function> <root> FILES ...): compiles text files into <target>.
# The generated source defines std::optional<std::string_view> zhixing::<function>(std::string_view path),
# where path is relative to <root>, and std::vector<std::string_view> zhixing::<function>_paths().
function(zhixing_embed target function root)
  cmake_parse_arguments(ARG "" "" "FILES" ${ARGN})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/cmake/embed.py ${function} ${root} ${out} ${ARG_FILES}
    DEPENDS ${ARG_FILES} ${PROJECT_SOURCE_DIR}/cmake/embed.py
    VERBATIM)
  # The standard asks compilers for 65,536 characters a literal; those that we support take more.
  set_source_files_properties(${out} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
  target_sources(${target} PRIVATE ${out})
endfunction()
