# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Helpers that every folder uses, so that warnings, Qt's settings and include roots are said once.

add_library(ostiary_settings INTERFACE)
target_include_directories(ostiary_settings INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(ostiary_settings INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS OSTIARY_VERSION="${PROJECT_VERSION}")
target_compile_options(ostiary_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual -Wformat=2
  -Wundef -Wvla
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overread> # GCC 12 warns about its own std::string (PR105651)
  $<$<BOOL:${OSTIARY_WERROR}>:-Werror>)
if(OSTIARY_SANITIZE)
  target_compile_options(ostiary_settings INTERFACE -fsanitize=${OSTIARY_SANITIZE} -fno-omit-frame-pointer
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>) # sanitized code misleads that warning
  target_link_options(ostiary_settings INTERFACE -fsanitize=${OSTIARY_SANITIZE})
endif()
find_program(OSTIARY_MOLD mold)
if(OSTIARY_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_link_options(ostiary_settings INTERFACE -fuse-ld=mold)
endif()
find_program(OSTIARY_CCACHE ccache)
if(OSTIARY_CCACHE)
  # As ccache's manual says of precompiled headers; another checkout of the same sources finds what this one made.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${OSTIARY_CCACHE})
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()

# ostiary_library(<Name> SOURCES … LINK … [PRIVATE …]): one layer, known to others as Ostiary::<Name>.
function(ostiary_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;PRIVATE" ${ARGN})
  string(TOLOWER ${name} lower)
  add_library(ostiary_${lower} STATIC ${ARG_SOURCES})
  add_library(Ostiary::${name} ALIAS ostiary_${lower})
  set_target_properties(ostiary_${lower} PROPERTIES AUTOMOC ON)
  target_link_libraries(ostiary_${lower} PUBLIC ostiary_settings ${ARG_LINK} PRIVATE ${ARG_PRIVATE})
  target_precompile_headers(ostiary_${lower} PRIVATE <QObject> <QString> <QByteArray> <string> <string_view>
    <vector> <memory> <optional> <functional> <unordered_map>)
endfunction()

# ostiary_program(<name> SOURCES … LINK …): one executable in bin/.
function(ostiary_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  target_link_libraries(${name} PRIVATE ostiary_settings ${ARG_LINK})
endfunction()
