# kontor_library(room SOURCES ... [DEPENDS rooms] [LINK targets] [PCH headers])
#   makes the static library kontor_<room> and refuses links that the house does not allow.
# kontor_program(name ROOM room SOURCES ... LINK ...)
#   makes a program in build/<preset>/bin.
# kontor_test(name SOURCES ... LINK ... [TIMEOUT s] [LABELS ...] [LOCK name] [ARGS ...])
#   makes a QtTest program and registers it with ctest, labelled with its folder's name (ctest -L core).
#   Label `slow`: only ./test --slow runs it. Tests with the same LOCK never run beside each other.
# kontor_fuzz(name SOURCES ... LINK ... [SEEDS folder])
#   makes a fuzz target: libFuzzer with the preset `fuzz`, else a driver that mutates seeds for 3 s.
#   Target `fuzzers` builds them all.

# Who may link whom: the same arrows as MAY_INCLUDE in build-aux/tidy.py.
set(KONTOR_MAY_base "")
set(KONTOR_MAY_crypto base)
set(KONTOR_MAY_protocol base)
set(KONTOR_MAY_storage base crypto)
set(KONTOR_MAY_core base storage crypto protocol)
set(KONTOR_MAY_media base crypto)
set(KONTOR_MAY_server base protocol crypto)
set(KONTOR_MAY_app base core media)

add_library(kontor_options INTERFACE)
target_compile_options(kontor_options INTERFACE -Wall -Wextra -Wpedantic
  $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local> -Wnon-virtual-dtor -Woverloaded-virtual)
target_include_directories(kontor_options INTERFACE ${CMAKE_SOURCE_DIR})

function(kontor_library room)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LINK;PCH" ${ARGN})
  if(NOT DEFINED KONTOR_MAY_${room})
    message(FATAL_ERROR "${room} is no room of the house (build-aux/cmake/KontorModule.cmake)")
  endif()
  add_library(kontor_${room} STATIC ${ARG_SOURCES})
  target_link_libraries(kontor_${room} PUBLIC kontor_options)
  foreach(other IN LISTS ARG_DEPENDS)
    if(NOT other IN_LIST KONTOR_MAY_${room})
      message(FATAL_ERROR "${room} may not link ${other}: see ARCHITECTURE.md")
    endif()
    target_link_libraries(kontor_${room} PUBLIC kontor_${other})
  endforeach()
  target_link_libraries(kontor_${room} PUBLIC ${ARG_LINK})
  if(ARG_PCH)
    target_precompile_headers(kontor_${room} PRIVATE ${ARG_PCH})
  endif()
endfunction()

function(kontor_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE kontor_options ${ARG_LINK})
endfunction()

# Qt's own headers, precompiled once for all tests: 3 s of 4 that each would take. A program, since tests
# are programs and g++ refuses a header made for a library (-fPIC); clang is stricter about definitions.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/test_pch.cpp CONTENT "int main() {}\n")
  add_executable(kontor_test_pch ${CMAKE_BINARY_DIR}/test_pch.cpp)
  set_target_properties(kontor_test_pch PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(kontor_test_pch PRIVATE kontor_options Qt6::Core)
  target_precompile_headers(kontor_test_pch PRIVATE <QtCore/QtCore> <chrono> <functional> <map>
    <memory> <optional> <span> <string> <variant> <vector>)
endif()

set(KONTOR_TEST_ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_QUICK_BACKEND=software;LC_ALL=C.UTF-8")
if(KONTOR_SANITIZE MATCHES address)
  # What was freed is set aside, 256 MB of it: more than tests of memory allow a program.
  list(APPEND KONTOR_TEST_ENVIRONMENT ASAN_OPTIONS=quarantine_size_mb=8)
endif()

function(kontor_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT;LOCK" "SOURCES;LINK;LABELS;ARGS" ${ARGN})
  get_filename_component(room ${CMAKE_CURRENT_SOURCE_DIR} NAME)
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${name} PRIVATE kontor_options Qt6::Test ${ARG_LINK})
  if(TARGET kontor_test_pch)
    target_precompile_headers(${name} REUSE_FROM kontor_test_pch)
    target_compile_options(${name} PRIVATE -Wno-error=invalid-pch) # other definitions: slower, not wrong
  endif()
  add_test(NAME ${name} COMMAND ${name} ${ARG_ARGS})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${room};${ARG_LABELS}"
    ENVIRONMENT "${KONTOR_TEST_ENVIRONMENT}")
  if(ARG_LOCK)
    set_tests_properties(${name} PROPERTIES RESOURCE_LOCK ${ARG_LOCK})
  endif()
endfunction()

add_custom_target(fuzzers)
function(kontor_fuzz name)
  cmake_parse_arguments(ARG "" "SEEDS" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${name} PRIVATE kontor_options ${ARG_LINK})
  if(KONTOR_FUZZ)
    target_compile_options(${name} PRIVATE -fsanitize=fuzzer)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    add_test(NAME ${name} COMMAND ${name} -max_total_time=60 ${ARG_SEEDS})
  else()
    target_sources(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/fuzz/seed_driver.cpp)
    add_test(NAME ${name} COMMAND ${name} ${ARG_SEEDS})
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT 120 LABELS fuzz)
  add_dependencies(fuzzers ${name})
endfunction()
