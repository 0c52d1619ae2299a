#include "base/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <cstdio>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <vector>

#include "base/clock.hpp"
#include "base/enum_names.hpp"
#include "base/redact.hpp"

namespace cs2::log {
namespace {

std::atomic<Level> least{Level::info};
std::atomic<Format> form{Format::text};

std::shared_mutex secrets_mutex;
std::vector<std::string> secrets;

std::mutex sink_mutex;
std::shared_ptr<spdlog::logger> sink;

// spdlog does what it does best: one locked, complete line per call. The line itself is ours, because it is
// JSON.
std::shared_ptr<spdlog::logger> make_sink(int descriptor) {
  std::FILE* file = descriptor == 1 ? stdout : stderr;
  std::shared_ptr<spdlog::sinks::sink> target;
  if (file == stdout) {
    target = std::make_shared<spdlog::sinks::stdout_sink_mt>();
  } else {
    target = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  }
  auto logger = std::make_shared<spdlog::logger>("cs2results", std::move(target));
  logger->set_pattern("%v");
  logger->set_level(spdlog::level::trace);
  logger->flush_on(spdlog::level::trace);
  return logger;
}

std::shared_ptr<spdlog::logger> current_sink() {
  const std::lock_guard lock{sink_mutex};
  if (!sink) sink = make_sink(2);
  return sink;
}

constexpr auto levels = names_of<Level>(
    {{Level::debug, "debug"}, {Level::info, "info"}, {Level::warning, "warning"}, {Level::error, "error"}});

void append_json_string(std::string& line, std::string_view text) {
  line += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        line += "\\\"";
        break;
      case '\\':
        line += "\\\\";
        break;
      case '\n':
        line += "\\n";
        break;
      case '\r':
        line += "\\r";
        break;
      case '\t':
        line += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          line += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        } else {
          line += c;
        }
    }
  }
  line += '"';
}

std::string json_line(Level level, std::string_view message, const std::vector<Field>& fields) {
  auto line = fmt::format(R"({{"time":"{}","level":"{}","message":)", to_iso8601(SystemClock{}.now()),
                          name_in(levels, level));
  append_json_string(line, message);
  for (const auto& field : fields) {
    line += ',';
    append_json_string(line, field.key);
    line += ':';
    if (field.bare) {
      line += field.value;
    } else {
      append_json_string(line, field.value);
    }
  }
  return line + '}';
}

std::string text_line(Level level, std::string_view message, const std::vector<Field>& fields) {
  auto line = fmt::format("{} {:<7} {}", to_iso8601(SystemClock{}.now()), name_in(levels, level), message);
  for (const auto& field : fields) {
    const bool plain =
        field.bare || (!field.value.empty() && field.value.find_first_of(" \"\n\r\t=") == std::string::npos);
    line += fmt::format(" {}=", field.key);
    if (plain) {
      line += field.value;
    } else {
      append_json_string(line, field.value);
    }
  }
  return line;
}

// A value that is not known says nothing: its field is left out.
void write_all(Level level, std::string_view message, std::vector<Field> fields) {
  if (!enabled(level)) return;
  std::erase_if(fields, [](const Field& field) { return field.value.empty(); });
  auto line = form == Format::json ? json_line(level, message, fields) : text_line(level, message, fields);
  current_sink()->log(spdlog::level::info, redact(line));
}

std::vector<Field> with(Fields fields, std::initializer_list<Field> more) {
  std::vector<Field> all{fields};
  all.insert(all.end(), more);
  return all;
}

}  // namespace

void configure(Format format, Level level, int descriptor) {
  form = format;
  least = level;
  const std::lock_guard lock{sink_mutex};
  sink = make_sink(descriptor);
}

std::optional<Level> parse_level(std::string_view name) {
  return find_in(levels, name);
}

void register_secret(std::string_view secret) {
  if (secret.size() < 6) return;
  const std::lock_guard lock{secrets_mutex};
  secrets.emplace_back(secret);
}

std::string redact(std::string_view text) {
  auto clean = redact_patterns(text);
  const std::shared_lock lock{secrets_mutex};
  for (const auto& secret : secrets) {
    for (auto at = clean.find(secret); at != std::string::npos; at = clean.find(secret, at)) {
      clean.replace(at, secret.size(), redacted);
      at += redacted.size();
    }
  }
  return clean;
}

bool enabled(Level level) {
  return level >= least.load(std::memory_order_relaxed);
}

void write(Level level, std::string_view message, Fields fields) {
  write_all(level, message, fields);
}

void warning(std::string_view message, const Error& error, Fields fields) {
  write_all(Level::warning, message, with(fields, {{"kind", name(error.kind)}, {"detail", error.detail}}));
}

void error(std::string_view message, const Error& error, Fields fields) {
  write_all(Level::error, message, with(fields, {{"kind", name(error.kind)}, {"detail", error.detail}}));
}

void error(std::string_view message, const std::exception& broken) {
  write_all(Level::error, message, {{"exception", broken.what()}});
}

}  // namespace cs2::log
