#include "indexer/bulk/posting_lists.hpp"

#include "indexer/bulk/packed_integers.hpp"

namespace byline::bulk {

TermKeys::TermKeys(std::string_view term) {
  char* at = bytes_.data();
  for (const char byte : term) {
    *at++ = byte;
    if (byte == '\0') *at++ = '\xff';
  }
  term_end_ = static_cast<std::size_t>(at - bytes_.data());
  *at = '\0';
  docid_begin_ = term_end_ + 1;
}

TermKeys TermKeys::of_document_lengths() {
  TermKeys keys;
  keys.bytes_[0] = '\0';
  keys.bytes_[1] = '\xe0';
  keys.term_end_ = keys.docid_begin_ = 2;
  return keys;
}

std::string_view TermKeys::at(std::uint32_t docid) {
  const char* end = put_sortable(bytes_.data() + docid_begin_, docid);
  return {bytes_.data(), static_cast<std::size_t>(end - bytes_.data())};
}

void PostingListWriter::begin(TermKeys& keys, std::size_t documents, std::uint64_t total_wdf) {
  keys_ = &keys;
  tag_.clear();
  append_varint(tag_, documents);
  append_varint(tag_, total_wdf);
  is_first_chunk_ = true;
  first_ = 0;
  chunk_end_ = chunk_.data();
}

void PostingListWriter::add(std::uint32_t docid, std::uint32_t wdf) {
  if (chunk_end_ - chunk_.data() >= static_cast<std::ptrdiff_t>(kFullChunk)) write_chunk(false);
  if (first_ == 0) {
    first_ = docid;
  } else {
    chunk_end_ = put_varint(chunk_end_, docid - last_ - 1);
  }
  chunk_end_ = put_varint(chunk_end_, wdf);
  last_ = docid;
}

void PostingListWriter::write_chunk(bool is_last) {
  if (is_first_chunk_) append_varint(tag_, first_ - 1);
  tag_ += is_last ? '1' : '0';
  append_varint(tag_, last_ - first_);
  tag_.append(chunk_.data(), chunk_end_);
  table_.append(is_first_chunk_ ? keys_->first() : keys_->at(first_), tag_);
  tag_.clear();
  is_first_chunk_ = false;
  first_ = 0;
  chunk_end_ = chunk_.data();
}

void PostingListWriter::end() { write_chunk(true); }

}  // namespace byline::bulk
