# ICU: `byline_icu` is what to link. It is the shared libraries, but in a program that calls byline_starts_quickly(): there
# ICU is linked in, and its data are loaded when they are first asked for (common/icu_data.cpp). To load and relocate the
# libraries takes as long as many a search. Not with sanitizers, nor where there is no static ICU. Nor in byline-index:
# libxml2 brings the shared ICU there.

include(CheckLinkerFlag)

find_library(BYLINE_ICUUC_ARCHIVE libicuuc.a)
find_library(BYLINE_ICUI18N_ARCHIVE libicui18n.a)
if(BYLINE_ICUUC_ARCHIVE AND BYLINE_ICUI18N_ARCHIVE AND CMAKE_SYSTEM_NAME STREQUAL "Linux" AND NOT BYLINE_SANITIZE)
  set(can_link_icu_in ON)
endif()
option(BYLINE_STATIC_ICU "Link ICU into byline-search, which starts sooner so" ${can_link_icu_in})

add_library(byline_icu INTERFACE)
target_link_libraries(byline_icu INTERFACE
  "$<IF:$<BOOL:$<TARGET_PROPERTY:BYLINE_STATIC_ICU>>,byline_static_icu,ICU::i18n;ICU::uc>")

if(BYLINE_STATIC_ICU)
  # Each of the two needs the other.
  add_library(byline_icu_data STATIC common/icu_data.cpp)
  add_library(byline_icuuc_archive STATIC IMPORTED)
  set_target_properties(byline_icuuc_archive PROPERTIES IMPORTED_LOCATION "${BYLINE_ICUUC_ARCHIVE}"
    INTERFACE_LINK_LIBRARIES "byline_icu_data;${CMAKE_DL_LIBS}")
  target_link_libraries(byline_icu_data PRIVATE byline_flags byline_icuuc_archive)
  target_compile_options(byline_icu_data PRIVATE -Wno-pedantic)

  string(REGEX MATCH "^[0-9]+" icu_major "${ICU_VERSION}")
  add_library(byline_static_icu INTERFACE)
  target_link_options(byline_static_icu INTERFACE
    "LINKER:--wrap=udata_open_${icu_major}" "LINKER:--wrap=udata_openChoice_${icu_major}")
  target_link_libraries(byline_static_icu INTERFACE "${BYLINE_ICUI18N_ARCHIVE}" byline_icuuc_archive byline_icu_data)
endif()

# Addresses that only the place in memory changes, packed: glibc 2.36 knows that.
check_linker_flag(CXX "LINKER:-z,pack-relative-relocs" BYLINE_CAN_PACK_RELOCATIONS)

# Makes a program's start as short as it can be.
function(byline_starts_quickly target)
  set_target_properties(${target} PROPERTIES BYLINE_STATIC_ICU "${BYLINE_STATIC_ICU}")
  if(BYLINE_CAN_PACK_RELOCATIONS AND NOT BYLINE_SANITIZE)
    target_link_options(${target} PRIVATE "LINKER:-z,pack-relative-relocs")
  endif()
endfunction()
