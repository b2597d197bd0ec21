#include "indexer/wiki_names.hpp"

#include <algorithm>

#include "common/folding.hpp"
#include "common/utf8.hpp"

namespace byline {

WikiNames::WikiNames() {
  add(14, "Category");
  for (const char* name :
       {"File",     "Image",    "Media",   "Datei",      "Bild",   "Fichier", "Archivo", "Imagen",      "Ficheiro",
        "Imagem",   "Immagine", "Bestand", "Afbeelding", "Plik",   "Grafika", "Файл",    "Изображение", "Зображення",
        "ファイル", "画像",     "文件",    "档案",       "檔案",   "图像",    "圖像",    "파일",        "그림",
        "ไฟล์",      "ภาพ",      "ملف",     "صورة",       "پرونده", "קובץ",    "चित्र"}) {
    files_.insert(plain(name));
  }
}

void WikiNames::add(int number, std::string_view name) {
  if (number == 0 || trim(name).empty()) return;
  if (number == 14) categories_.insert(plain(name));
  if (number == 6 || number == -2) files_.insert(plain(name));
  others_.insert(plain(name));
}

std::string WikiNames::plain(std::string_view name) {
  std::string spaced(name);
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  return folded_name(spaced);
}

}  // namespace byline
