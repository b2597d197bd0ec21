/// Takes the place of ICU's data in a program that ICU is linked into (target `byline_static_icu`).
///
/// ICU finds its data, 31 MB of them, under one symbol of libicudata. A program that has ICU inside would hold a copy
/// of them, or load the library at every start. Here the symbol stands for nothing, and the library is loaded when ICU
/// is about to open the first item of its data: dictionaries, rules for boundaries, collations. All that ICU opens goes
/// through two functions, which the linker leads here first (`--wrap`). What is made from characters alone, their
/// properties and case, is in ICU's code and needs no data.
///
/// Where libicudata is missing, ICU reports that it has no data, as it does without this file.

#include <dlfcn.h>
#include <unicode/udata.h>
#include <unicode/utypes.h>

#include <mutex>

#define BYLINE_JOINED(a, b) a##b
#define BYLINE_REAL(name) BYLINE_JOINED(__real_, name)
#define BYLINE_WRAP(name) BYLINE_JOINED(__wrap_, name)
#define BYLINE_QUOTED(text) #text
#define BYLINE_TEXT(text) BYLINE_QUOTED(text)

extern "C" {

// Too short to be taken for data.
alignas(16) extern const char U_ICUDATA_ENTRY_POINT[32];
alignas(16) const char U_ICUDATA_ENTRY_POINT[32] = {};

UDataMemory* BYLINE_REAL(udata_open)(const char* path, const char* type, const char* name, UErrorCode* status);
UDataMemory* BYLINE_REAL(udata_openChoice)(const char* path, const char* type, const char* name,
                                           UDataMemoryIsAcceptable* is_acceptable, void* context, UErrorCode* status);
}

namespace {

void load_data() {
  void* const library = dlopen("libicudata.so." BYLINE_TEXT(U_ICU_VERSION_MAJOR_NUM), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return;
  const void* const data = dlsym(library, BYLINE_TEXT(U_ICUDATA_ENTRY_POINT));
  UErrorCode status = U_ZERO_ERROR;
  if (data != nullptr) udata_setCommonData(data, &status);
}

void require_data() {
  static std::once_flag is_loaded;
  std::call_once(is_loaded, load_data);
}

}  // namespace

extern "C" {

UDataMemory* BYLINE_WRAP(udata_open)(const char* path, const char* type, const char* name, UErrorCode* status) {
  require_data();
  return BYLINE_REAL(udata_open)(path, type, name, status);
}

UDataMemory* BYLINE_WRAP(udata_openChoice)(const char* path, const char* type, const char* name,
                                           UDataMemoryIsAcceptable* is_acceptable, void* context, UErrorCode* status) {
  require_data();
  return BYLINE_REAL(udata_openChoice)(path, type, name, is_acceptable, context, status);
}
}
