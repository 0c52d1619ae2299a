// Which translations a native speaker has read.
//
// locales/reviewed.toml keeps, for each text that somebody reviewed, a digest of source and translation.
// Changing either undoes the review, so that the share of a language is never better than it is.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/embedded.hpp"
#include "base/result.hpp"
#include "locale/language.hpp"

namespace cs2::locale {

struct Review {
  std::string digest;
  std::string reviewer;

  bool operator==(const Review&) const = default;
};

// Language → key → review.
using Reviews = std::map<std::string, std::map<std::string, Review, std::less<>>, std::less<>>;

// Of the binary.
const Reviews& embedded_reviews();

// invalid, with the line: no TOML, or a review without digest and reviewer.
Result<Reviews> parse_reviews(const EmbeddedFile& file);
std::string to_toml(const Reviews& reviews);

// From 0 to 1: of the texts of the source language, those whose translation was reviewed as it is now. The
// source language itself is 1.
double reviewed_share(const Language& language, const Language& source, const Reviews& reviews);

// `reviews` after somebody read the texts whose key begins with `keys`; what is no longer current is left
// out.
Reviews with_review(Reviews reviews, const Language& language, const Language& source, std::string_view keys,
                    const std::string& reviewer);

}  // namespace cs2::locale
