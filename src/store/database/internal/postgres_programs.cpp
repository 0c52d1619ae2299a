#include "store/database/internal/postgres_programs.hpp"

#include <fcntl.h>
#include <libpq-fe.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <string_view>
#include <system_error>

#include "base/text.hpp"

extern char** environ;  // NOLINT(readability-redundant-declaration)

namespace cs2::store {
namespace {

constexpr std::size_t output_bytes_max = 4096;

template <auto free>
struct Freed {
  void operator()(auto* what) const { free(what); }
};
using ConnectionOptions = std::unique_ptr<PQconninfoOption, Freed<PQconninfoFree>>;
using Connection = std::unique_ptr<PGconn, Freed<PQfinish>>;
using QueryResult = std::unique_ptr<PGresult, Freed<PQclear>>;

Result<std::vector<std::string>> environment_for(const std::string& database_url) {
  const ConnectionOptions options{PQconninfoParse(database_url.c_str(), nullptr)};
  if (!options) return invalid("DATABASE_URL: not an address of PostgreSQL");
  std::vector<std::string> environment;
  for (char** each = environ; *each != nullptr; ++each) {
    if (!std::string_view{*each}.starts_with("PG")) environment.emplace_back(*each);
  }
  for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->envvar != nullptr && option->val != nullptr)
      environment.push_back(fmt::format("{}={}", option->envvar, option->val));
  }
  return environment;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (auto& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

// To its end, so that the program is never held up; the beginning is kept.
std::string read_all(int descriptor) {
  std::string text;
  std::array<char, 1024> part{};
  while (true) {
    const auto count = ::read(descriptor, part.data(), part.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return text;
    if (text.size() < output_bytes_max) text.append(part.data(), static_cast<std::size_t>(count));
  }
}

int wait_for(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

Result<void> run_postgres_program(const std::string& database_url, std::vector<std::string> command) {
  auto environment = environment_for(database_url);
  if (!environment) return failed(environment);
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
    return fail(ErrorKind::unavailable, "{}: {}", command.front(), std::generic_category().message(errno));

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, pipe[1], STDERR_FILENO);
  pid_t process = 0;
  const auto arguments = pointers(command);
  const auto variables = pointers(*environment);
  const int error = ::posix_spawnp(&process, command.front().c_str(), &actions, nullptr, arguments.data(),
                                   variables.data());
  posix_spawn_file_actions_destroy(&actions);
  ::close(pipe[1]);
  const auto printed = error == 0 ? read_all(pipe[0]) : std::string{};
  ::close(pipe[0]);
  if (error != 0) {
    return fail(ErrorKind::unavailable, "{}: {}; install PostgreSQL's client programs", command.front(),
                std::generic_category().message(error));
  }
  if (wait_for(process) == 0) return {};
  const auto said = trim(printed);
  return fail(ErrorKind::unavailable, "{}",
              said.empty() ? command.front() + " failed" : std::string{said.substr(0, said.find('\n'))});
}

Result<bool> is_empty_postgres(const std::string& database_url) {
  const Connection connection{PQconnectdb(database_url.c_str())};
  if (PQstatus(connection.get()) != CONNECTION_OK)
    return fail(ErrorKind::unavailable, "database: {}", trim(PQerrorMessage(connection.get())));
  const QueryResult found{PQexec(connection.get(),
                                 "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                                 "WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%' "
                                 "LIMIT 1")};
  if (PQresultStatus(found.get()) != PGRES_TUPLES_OK)
    return fail(ErrorKind::unavailable, "database: {}", trim(PQerrorMessage(connection.get())));
  return PQntuples(found.get()) == 0;
}

}  // namespace cs2::store
