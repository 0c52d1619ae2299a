// One request to a source, and what its answer means for the budget: the cycle that every client shares.
//
//   blocked? → spend → send → answered → refused or accepted → count
//
// A source says in `Rules` what it does differently. Nothing is retried: a refusal blocks the budget, and
// until then every further request is answered here.
#pragma once

#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/limits/http.hpp"
#include "base/metrics.hpp"
#include "base/result.hpp"
#include "io/http.hpp"
#include "io/task.hpp"
#include "model/provider_name.hpp"
#include "provider/budget.hpp"

namespace cs2::provider {

class SourceClient {
 public:
  struct Rules {
    ProviderName provider;
    Budget::Rules budget;
    io::Headers headers;  // of every request
    // What this source means by an answer that check_status would misread. `blocked` and `rate_limited` block
    // the budget, for as long as `retry_after` says where it is set; other kinds do not.
    std::optional<Error> (*refusal_of)(const io::HttpResponse& response, Timestamp now);
    ErrorKind while_blocked = ErrorKind::blocked;  // what a request is answered with meanwhile
    std::string_view remaining_header = {};        // in which the source says how many requests are left
    std::size_t body_bytes_max = limits::http_body_bytes_max;
  };
  struct Request {
    std::string feed;
    std::string url;
    io::Headers headers = {};  // beside those of every request
    Cost cost = Cost::ordinary;
  };

  SourceClient(Rules rules, io::Http& http, const Clock& clock, Metrics& metrics);

  Budget& budget() { return budget_; }
  const Budget& budget() const { return budget_; }

  // What `read` makes of an answer of status 200 or 304; the request is counted with the error of the two.
  // Where `read` finds a challenge in the page (blocked), the source has refused us.
  template <class Read>
  Task<std::invoke_result_t<Read&, io::HttpResponse>> ask(Request request, Read read) {
    using Answer = std::invoke_result_t<Read&, io::HttpResponse>;
    if (const auto error = blocked()) co_return std::unexpected(*error);
    const auto feed = request.feed;
    auto response = co_await send(std::move(request));
    const bool answered = response.has_value();
    auto answer = answered ? read_bounded<Answer>(read, std::move(*response)) : Answer{failed(response)};
    const auto error = settle(feed, answered, answer ? std::nullopt : std::optional{answer.error()});
    if (error) co_return std::unexpected(*error);
    co_return answer;
  }
  Task<Result<io::HttpResponse>> ask(Request request);

 private:
  // An answer for which there is no memory is a failure of this answer, not of the process.
  template <class Answer, class Read>
  static Answer read_bounded(Read& read, io::HttpResponse response) {
    try {
      return read(std::move(response));
    } catch (const std::bad_alloc&) {
      return fail(ErrorKind::too_large, "no memory to read the answer");
    }
  }

  std::optional<Error> blocked() const;
  Task<Result<io::HttpResponse>> send(Request request);
  Result<io::HttpResponse> check(io::HttpResponse response);
  Error refused(Error error);
  std::optional<Error> settle(std::string_view feed, bool answered, std::optional<Error> error);

  Rules rules_;
  io::Http& http_;
  const Clock& clock_;
  Metrics& metrics_;
  Budget budget_;
};

}  // namespace cs2::provider
