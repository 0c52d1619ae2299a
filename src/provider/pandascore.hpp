// PandaScore, https://api.pandascore.co: stable ids and explicit states, with a free key of 1,000 requests an
// hour.
//
// Three lists are read: matches that run, those to come, and those that were changed most lately among the
// past ones, so that a corrected result is seen too. The free plan names no maps and no rounds.
#pragma once

#include <optional>
#include <string>

#include "provider/pandascore_parse.hpp"
#include "provider/provider.hpp"

namespace cs2::provider {

class Pandascore : public Provider {
 public:
  Pandascore(std::string token, std::string base_url, io::Http& http, const Clock& clock, Metrics& metrics);

  ProviderName name() const override { return ProviderName::pandascore; }
  std::vector<Feed> feeds() const override;
  Budget& budget() override { return budget_; }
  std::string attribution() const override { return "PandaScore"; }
  Task<Result<Fetched>> fetch(Request request) override;

 private:
  struct Answer {
    PandascorePage page;
    std::string body_digest;
    bool has_next = false;
  };
  Task<Result<Answer>> fetch_page(std::string feed, std::size_t number);
  std::string address(const std::string& feed, std::size_t page) const;
  Result<Answer> read(const io::HttpResponse& response);

  std::string token_;
  std::string base_url_;
  io::Http& http_;
  const Clock& clock_;
  Metrics& metrics_;
  Budget budget_;
  std::optional<Timestamp> past_read_at_;
};

}  // namespace cs2::provider
