#include "io/curl_multi.hpp"

#include <boost/asio/post.hpp>
#include <new>
#include <tuple>
#include <utility>

#include "base/limits/http.hpp"

namespace cs2::io {

CurlMulti::CurlMulti(Loop::Core& core, Done done)
    : core_(core), done_(std::move(done)), sockets_(core), timer_(core.context) {
  static const auto ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  multi_ = ready == CURLE_OK ? curl_multi_init() : nullptr;
  if (!multi_) throw std::bad_alloc{};
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &CurlSockets::on_change);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, &sockets_);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &CurlMulti::on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS, limits::http_connections_per_host_max);
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, limits::http_connections_kept_max);
}

void CurlMulti::begin() {
  await_sockets();
}

void CurlMulti::shut_down() {
  error_code ignored;
  timer_.cancel();
  std::ignore = sockets_.set().cancel(ignored);
  curl_multi_cleanup(std::exchange(multi_, nullptr));
}

void CurlMulti::add(CURL* easy) {
  curl_multi_add_handle(multi_, easy);
}

void CurlMulti::remove(CURL* easy) {
  curl_multi_remove_handle(multi_, easy);
}

// When curl asks to be called again: a new time, or none.
int CurlMulti::on_timer(CURLM*, long milliseconds_from_now, void* self) {
  auto& multi = *static_cast<CurlMulti*>(self);
  if (milliseconds_from_now < 0) {
    multi.due_.reset();
  } else if (milliseconds_from_now == 0) {
    multi.drive_soon();
  } else {
    multi.due_ = std::chrono::steady_clock::now() + milliseconds{milliseconds_from_now};
    multi.await_timer();
  }
  return 0;
}

// Requests that begin in the same turn of the loop are driven together, and never from within curl's
// callbacks.
void CurlMulti::drive_soon() {
  if (std::exchange(drive_is_posted_, true)) return;
  asio::post(core_.context, [self = shared_from_this()] {
    self->drive_is_posted_ = false;
    self->drive(CURL_SOCKET_TIMEOUT, 0);
  });
}

void CurlMulti::drive(curl_socket_t socket, int actions) {
  if (!multi_) return;
  int running = 0;
  curl_multi_socket_action(multi_, socket, actions, &running);
  collect();
}

void CurlMulti::collect() {
  int left = 0;
  while (const auto* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg == CURLMSG_DONE) done_(message->easy_handle, message->data.result);
  }
}

void CurlMulti::await_sockets() {
  sockets_.set().async_wait(asio::posix::descriptor_base::wait_read,
                            [self = shared_from_this()](error_code error) {
                              if (error || !self->multi_) return;
                              for (const auto& [socket, actions] : self->sockets_.poll())
                                self->drive(socket, actions);
                              self->await_sockets();
                            });
}

// The timer is set only when that is earlier than what it is set to; one that comes early is set again.
// Every request sets timeouts, and almost none of them ever comes due.
void CurlMulti::await_timer() {
  if (!due_ || (armed_ && *armed_ <= *due_)) return;
  armed_ = due_;
  timer_.expires_at(*armed_);
  timer_.async_wait([self = shared_from_this()](error_code error) {
    if (error || !self->multi_) return;
    self->armed_.reset();
    if (self->due_ && *self->due_ <= std::chrono::steady_clock::now()) {
      self->due_.reset();
      self->drive(CURL_SOCKET_TIMEOUT, 0);
    }
    self->await_timer();
  });
}

}  // namespace cs2::io
