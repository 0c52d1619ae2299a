// An Http without a network: answers from a queue, else from a handler, and remembers what it was asked.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "io/http.hpp"

namespace cs2::test {

class FakeHttp final : public io::Http {
 public:
  using Handler = std::function<Result<io::HttpResponse>(const io::HttpRequest&)>;

  // Answers come in the order in which they were given.
  FakeHttp& answer(int status, std::string body = {}, io::Headers headers = {}) {
    return answer(io::HttpResponse{.status = status, .headers = std::move(headers), .body = std::move(body)});
  }
  FakeHttp& answer(Result<io::HttpResponse> result, bool never_sent = false) {
    queue_.push_back({std::move(result), never_sent});
    return *this;
  }
  FakeHttp& fail_with(ErrorKind kind, std::string detail = "FakeHttp was told to fail") {
    return answer(std::unexpected(Error{.kind = kind, .detail = std::move(detail)}));
  }

  // The other party is not even reached.
  FakeHttp& fail_unsent() {
    return answer(std::unexpected(Error{ErrorKind::unavailable, "FakeHttp was told not to connect"}), true);
  }

  // Asked once the queue is empty.
  FakeHttp& handle(Handler handler) {
    handler_ = std::move(handler);
    return *this;
  }

  const std::vector<io::HttpRequest>& requests() const { return requests_; }
  const io::HttpRequest& last() const { return requests_.at(requests_.size() - 1); }
  std::size_t unused_answers() const { return queue_.size(); }

  Task<Result<io::HttpResponse>> send(io::HttpRequest request) override {
    requests_.push_back(std::move(request));
    if (!queue_.empty()) {
      auto next = std::move(queue_.front());
      queue_.pop_front();
      if (requests_.back().never_sent != nullptr) *requests_.back().never_sent = next.never_sent;
      co_return std::move(next.result);
    }
    if (handler_) co_return handler_(requests_.back());
    co_return fail(ErrorKind::unavailable, "FakeHttp has no answer for {} {}", requests_.back().method,
                   requests_.back().url);
  }

 private:
  std::vector<io::HttpRequest> requests_;
  struct Queued {
    Result<io::HttpResponse> result;
    bool never_sent;
  };
  std::deque<Queued> queue_;
  Handler handler_;
};

}  // namespace cs2::test
