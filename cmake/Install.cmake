# What another project needs to use zhixing: headers, the two libraries, a CMake package, a pkg-config file.
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/zhixing)

install(DIRECTORY include/zhixing DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp")
install(TARGETS zhixing EXPORT zhixing_cpp DESTINATION ${CMAKE_INSTALL_LIBDIR})

if(ZHIXING_JOURNAL)
  install(TARGETS journal EXPORT zhixing_journal DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(EXPORT zhixing_journal NAMESPACE zhixing:: DESTINATION ${package_dir})
endif()

if(ZHIXING_DOCUMENTS)
  install(TARGETS documents EXPORT zhixing_documents DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(EXPORT zhixing_documents NAMESPACE zhixing:: DESTINATION ${package_dir})
endif()

if(ZHIXING_CAPI)
  install(FILES capi/include/zhixing.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(TARGETS zhixing_capi EXPORT zhixing_capi DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(EXPORT zhixing_capi NAMESPACE zhixing:: DESTINATION ${package_dir})
  configure_file(cmake/zhixing.pc.in zhixing.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/zhixing.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endif()

configure_package_config_file(cmake/zhixingConfig.cmake.in zhixingConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(zhixingConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/zhixingConfig.cmake ${PROJECT_BINARY_DIR}/zhixingConfigVersion.cmake
        DESTINATION ${package_dir})
install(EXPORT zhixing_cpp NAMESPACE zhixing:: DESTINATION ${package_dir})
