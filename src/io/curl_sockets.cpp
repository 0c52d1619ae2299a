#include "io/curl_sockets.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace cs2::io {
namespace {

int make_set() {
  const int set = ::epoll_create1(EPOLL_CLOEXEC);
  if (set < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
  return set;
}

unsigned events_of(int what) {
  switch (what) {
    case CURL_POLL_IN:
      return EPOLLIN;
    case CURL_POLL_OUT:
      return EPOLLOUT;
    case CURL_POLL_INOUT:
      return EPOLLIN | EPOLLOUT;
    default:
      return 0;
  }
}

int actions_of(unsigned events) {
  int actions = 0;
  if (events & (EPOLLIN | EPOLLHUP | EPOLLRDHUP)) actions |= CURL_CSELECT_IN;
  if (events & EPOLLOUT) actions |= CURL_CSELECT_OUT;
  if (events & EPOLLERR) actions |= CURL_CSELECT_ERR;
  return actions;
}

}  // namespace

CurlSockets::CurlSockets(Loop::Core& core) : set_(core.context, make_set()) {}

int CurlSockets::on_change(CURL*, curl_socket_t socket, int what, void* self, void*) {
  auto& sockets = *static_cast<CurlSockets*>(self);
  auto& entry = sockets.at(socket);
  entry.wanted = events_of(what);
  // Nothing wanted any more: the next request on a kept connection will want to read again.
  const unsigned idle = entry.opened_here ? entry.watched & EPOLLIN : 0U;
  sockets.watch(socket, entry, entry.wanted ? entry.wanted : idle);
  return 0;
}

curl_socket_t CurlSockets::open(void* self, curlsocktype, curl_sockaddr* address) {
  const auto socket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (socket < 0) return CURL_SOCKET_BAD;
  static_cast<CurlSockets*>(self)->at(socket) = {.opened_here = true};
  return socket;
}

int CurlSockets::close(void* self, curl_socket_t socket) {
  static_cast<CurlSockets*>(self)->at(socket) = {};
  return ::close(socket);
}

const std::vector<CurlSockets::Ready>& CurlSockets::poll() {
  std::array<epoll_event, 128> events;
  const int count = ::epoll_wait(set_.native_handle(), events.data(), static_cast<int>(events.size()), 0);

  ready_.clear();
  for (int i = 0; i < count; ++i) {
    const auto& event = events[static_cast<std::size_t>(i)];
    auto& entry = at(event.data.fd);
    if (entry.wanted) {
      ready_.push_back({.socket = event.data.fd, .actions = actions_of(event.events)});
    } else {
      // The other party has closed a kept connection; curl finds that out before it would use it again.
      watch(event.data.fd, entry, 0);
    }
  }
  return ready_;
}

void CurlSockets::watch(curl_socket_t socket, Watch& watch, unsigned events) {
  if (watch.watched == events) return;
  epoll_event event{.events = events, .data = {.fd = socket}};
  if (events == 0) {
    ::epoll_ctl(set_.native_handle(), EPOLL_CTL_DEL, socket, &event);
  } else if (watch.watched == 0 || ::epoll_ctl(set_.native_handle(), EPOLL_CTL_MOD, socket, &event) != 0) {
    ::epoll_ctl(set_.native_handle(), EPOLL_CTL_ADD, socket, &event);
  }
  watch.watched = events;
}

CurlSockets::Watch& CurlSockets::at(curl_socket_t socket) {
  const auto index = static_cast<std::size_t>(socket);
  if (index >= watches_.size()) watches_.resize(index + 1);
  return watches_[index];
}

}  // namespace cs2::io
