// One request on one of curl's easy handles.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <coroutine>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/address.hpp"
#include "io/core.hpp"
#include "io/curl_sockets.hpp"
#include "io/http.hpp"

namespace cs2::io {

class Easy;

// One request, from `send` to its answer. It lives in the frame of the coroutine that sends it.
struct Exchange : ListHook {
  Exchange(const HttpRequest& request, const Address& address)
      : request(request), address(address), deadline(deadline_after(request.timeout)) {}

  const HttpRequest& request;
  const Address address;
  const std::chrono::steady_clock::time_point deadline;

  std::coroutine_handle<> awaiter = nullptr;
  Easy* easy = nullptr;  // only while it is under way
  HttpResponse response = {};
  std::optional<Error> error = {};
  bool too_large = false;
  int sent_away = 0;  // how often, by a connection that ended before it was answered
};

// A curl easy handle with what must outlive a transfer on it. It is kept, and only what differs between
// requests is set again: most of a small request's cost would otherwise be setting up.
class Easy {
 public:
  Easy(const std::string& user_agent, CurlSockets& sockets);
  ~Easy() { curl_easy_cleanup(curl_); }
  Easy(const Easy&) = delete;
  Easy& operator=(const Easy&) = delete;

  void prepare(Exchange& exchange);
  CURL* handle() const { return curl_; }

  // What curl's refusal means, in our words.
  Error explain(const Exchange& exchange, CURLcode code) const;

 private:
  template <class Value>
  void set(CURLoption option, Value value) {
    if (curl_easy_setopt(curl_, option, value) == CURLE_OUT_OF_MEMORY) throw std::bad_alloc{};
  }
  void prepare_method(const HttpRequest& request);
  void prepare_headers(const HttpRequest& request);

  CURL* curl_ = curl_easy_init();
  char complaint_[CURL_ERROR_SIZE] = {};
  // curl reads its linked list of headers only; ours is built over one string that keeps its memory.
  std::string header_lines_;
  std::vector<curl_slist> header_list_;
};

}  // namespace cs2::io
