// `import`: past results from files into the database.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "app/open_store.hpp"
#include "app/report_error.hpp"
#include "app/subcommands.hpp"
#include "base/digest.hpp"
#include "base/limits/history.hpp"
#include "ingest/import.hpp"
#include "provider/history.hpp"
#include "store/database/migrate.hpp"
#include "store/facts/imports.hpp"

namespace cs2::app {
namespace {

namespace fs = std::filesystem;

constexpr int rejected_status = 1;
constexpr int unfinished_status = 2;
constexpr std::string_view standard_input = "-";
constexpr auto bar_every = std::chrono::milliseconds{100};
constexpr auto line_every = std::chrono::seconds{10};  // where nobody looks at a terminal

int give_up(const std::string& file, const std::string& why) {
  fmt::print(stderr, "cs2results: {}: {}\n", file, log::redact(why));
  return unfinished_status;
}

// ---- progress

class Progress {
 public:
  Progress(std::string file, std::uint64_t bytes)
      : file_(std::move(file)), bytes_(bytes), is_terminal_(::isatty(STDERR_FILENO) != 0) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::uint64_t bytes, std::int64_t rows, std::int64_t rejected) {
    const auto now = Steady::now();
    if (now - shown_ < (is_terminal_ ? Steady::duration{bar_every} : Steady::duration{line_every})) return;
    shown_ = now;
    const std::chrono::duration<double> taken = now - begun_;
    const auto text = fmt::format("{} rows, {:.0f}/s, {} rejected", rows,
                                  static_cast<double>(rows) / std::max(taken.count(), 0.001), rejected);
    if (is_terminal_)
      fmt::print(stderr, "\r{}{}\x1b[K", bar(bytes), text);
    else
      fmt::print(stderr, "{}: {}{}\n", file_, share(bytes), text);
    std::fflush(stderr);
  }

 private:
  using Steady = std::chrono::steady_clock;

  // Of a pipe nobody knows how much is still to come.
  std::string share(std::uint64_t bytes) const {
    return bytes_ == 0 ? std::string{}
                       : fmt::format("{:3} %, ", std::min<std::uint64_t>(100, bytes * 100 / bytes_));
  }
  std::string bar(std::uint64_t bytes) const {
    constexpr std::size_t width = 24;
    if (bytes_ == 0) return {};
    const auto full = static_cast<std::size_t>(std::min(bytes, bytes_) * width / bytes_);
    return fmt::format("[{}{}] {}", std::string(full, '#'), std::string(width - full, '.'), share(bytes));
  }
  void clear() const {
    if (is_terminal_) fmt::print(stderr, "\r\x1b[K");
  }

  std::string file_;
  std::uint64_t bytes_;
  bool is_terminal_;
  Steady::time_point begun_ = Steady::now();
  Steady::time_point shown_ = begun_;
};

// ---- rejects

// Made when the first row is rejected.
class Rejects {
 public:
  explicit Rejects(std::optional<std::string> path) : path_(std::move(path)) {}

  Result<void> add(const provider::HistoryParser& parser, const provider::HistoryReject& reject) {
    if (!path_) return {};
    if (!out_.is_open()) {
      out_.open(*path_, std::ios::binary | std::ios::trunc);
      if (const auto heading = parser.rejects_heading(); !heading.empty()) out_ << heading << '\n';
    }
    out_ << parser.render(reject) << '\n';
    return written();
  }

  Result<void> close() {
    if (!out_.is_open()) return {};
    out_.close();
    return written();
  }

  bool is_written() const { return path_.has_value(); }
  const std::string& path() const { return *path_; }

 private:
  Result<void> written() const {
    return out_ ? Result<void>{} : fail(ErrorKind::unavailable, "cannot write {}", *path_);
  }

  std::optional<std::string> path_;
  std::ofstream out_;
};

// ---- one file

// What its rows are kept under, so that a list of rejects beside it has the same: "history" of
// /data/history.csv.rejects.
std::string source_of(const std::string& file) {
  if (file == standard_input) return "stdin";
  auto source = fs::path(file).filename().string();
  source.erase(std::min(source.find('.', 1), source.size()));
  for (auto& letter : source) {
    if (!provider::is_source_name({&letter, 1})) letter = '-';
  }
  if (source.size() > limits::history_source_characters) source.resize(limits::history_source_characters);
  return source;
}

// Empty: it cannot be read.
std::unique_ptr<std::istream> open_file(const std::string& file) {
  if (file == standard_input) return std::make_unique<std::istream>(std::cin.rdbuf());
  if (!fs::is_regular_file(file)) return nullptr;
  auto in = std::make_unique<std::ifstream>(file, std::ios::binary);
  return *in ? std::move(in) : nullptr;
}

// The whole of what can be read, in pieces.
template <class Take>
Result<void> read_pieces(std::istream& in, Take take) {
  std::string chunk(limits::history_chunk_bytes, '\0');
  while (in) {
    in.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    const auto count = static_cast<std::size_t>(in.gcount());
    if (count == 0) break;
    if (auto taken = take(std::string_view{chunk}.substr(0, count)); !taken) return taken;
  }
  return in.bad() ? fail(ErrorKind::unavailable, "read error") : Result<void>{};
}

struct Fingerprint {
  std::string digest;
  std::uint64_t bytes = 0;
};

Result<Fingerprint> read_fingerprint(std::istream& in) {
  auto sum = digest("");
  Fingerprint print;
  const auto read = read_pieces(in, [&](std::string_view bytes) -> Result<void> {
    sum = digest(bytes, sum);
    print.bytes += bytes.size();
    return {};
  });
  if (!read) return failed(read);
  print.digest = fmt::format("{}-{}", hex(sum), print.bytes);
  return print;
}

// What misuse() has let pass.
std::vector<provider::MappedColumn> mapped_columns(const ImportOptions& options) {
  std::vector<provider::MappedColumn> mapped;
  for (const auto& text : options.mapped) {
    const auto equals = std::min(text.find('='), text.size());
    mapped.push_back(
        {.ours = text.substr(0, equals), .theirs = text.substr(std::min(equals + 1, text.size()))});
  }
  return mapped;
}

class FileImport {
 public:
  // No store: only a rehearsal.
  FileImport(std::string file, const ImportOptions& options, store::Store* store, const Clock& clock,
             Metrics& metrics)
      : file_(std::move(file)),
        options_(options),
        source_(options.source.value_or(source_of(file_))),
        store_(store),
        clock_(clock),
        metrics_(metrics),
        parser_(source_, clock.now(), mapped_columns(options)),
        rejects_(rejects_path()) {}

  int run() {
    const auto status = prepare();
    if (!status) return give_up(file_, status.error().detail);
    if (*status) return **status;
    if (const auto read = read_all(); !read) {
      if (!rejects_.close()) return give_up(file_, "cannot write the rejects file");
      return give_up(file_, read.error().detail + progress_so_far());
    }
    if (import_) import_->end(clock_.now());
    return summarize();
  }

 private:
  std::optional<std::string> rejects_path() const {
    if (options_.rejects) return options_.rejects;
    if (options_.dry_run) return std::nullopt;
    return file_ == standard_input ? "stdin.rejects" : file_ + ".rejects";
  }

  // A status where nothing has to be done.
  Result<std::optional<int>> prepare() {
    in_ = open_file(file_);
    if (!in_) return invalid("file not found or not readable");
    store::ImportState begun{.digest = {},
                             .source = source_,
                             .name = fs::path(file_).filename().string(),
                             .begun_at = clock_.now(),
                             .ended_at = {}};
    if (file_ != standard_input) {
      const auto print = read_fingerprint(*in_);
      if (!print) return failed(print);
      bytes_ = print->bytes;
      begun.digest = print->digest;
      in_ = open_file(file_);
      if (!in_) return invalid("file no longer exists");
    }
    if (!store_) return std::nullopt;
    const auto known =
        begun.digest.empty() ? std::nullopt : store::find_import(*store_, begun.digest, begun.source);
    if (known && known->ended_at && !options_.again) {
      fmt::print("{}: already imported at {}, nothing to do\n", file_, to_iso8601(*known->ended_at));
      return std::optional{known->rejected > 0 ? rejected_status : 0};
    }
    if (known && !known->ended_at) {
      begun = *known;
      fmt::print("{}: resuming after row {}\n", file_, known->rows_done);
    }
    import_.emplace(*store_, std::move(begun), metrics_);
    return std::nullopt;
  }

  Result<void> read_all() {
    Progress progress{file_, bytes_};
    std::uint64_t done = 0;
    auto read = read_pieces(*in_, [&](std::string_view bytes) -> Result<void> {
      done += bytes.size();
      const auto fed = parser_.feed(bytes);
      if (auto taken = take_parts(progress, done); !taken) return taken;
      return fed;
    });
    if (!read) return read;
    const auto finished = parser_.finish();
    if (auto taken = take_parts(progress, done); !taken) return taken;
    if (!finished) return finished;
    return rejects_.close();
  }

  Result<void> take_parts(Progress& progress, std::uint64_t bytes) {
    while (const auto part = parser_.next()) {
      rows_ += part->rows;
      for (const auto& reject : part->rejects) {
        if (auto added = rejects_.add(parser_, reject); !added) return added;
        if (++rejected_ <= rejects_shown && !rejects_.is_written())
          fmt::print(stderr, "{}:{}: {}\n", file_, reject.line, reject.reason);
      }
      if (import_) {
        if (auto taken = import_->take(*part, clock_.now()); !taken) return taken;
      }
      progress.show(bytes, rows_, rejected_);
    }
    return {};
  }

  int summarize() const {
    const auto format = parser_.format();
    auto text = fmt::format("{}: {} rows of {}", file_, rows_, format ? name(*format) : "unknown format");
    if (import_) {
      const auto& state = import_->state();
      const auto same = rows_ - rejected_ - state.created - state.changed;
      text += fmt::format(", {} new, {} updated, {} unchanged", state.created, state.changed,
                          std::max<std::int64_t>(0, same));
    }
    text += fmt::format(", {} rejected", rejected_);
    if (rejected_ > 0 && rejects_.is_written()) text += fmt::format(" (see {})", rejects_.path());
    fmt::print("{}{}\n", text, store_ ? "" : "; nothing written");
    if (const auto columns = parser_.describe_columns(); !store_ && !columns.empty())
      fmt::print("{}: columns {}\n", file_, columns);
    return rejected_ > 0 ? rejected_status : 0;
  }

  std::string progress_so_far() const {
    if (!import_ || import_->state().digest.empty()) return {};
    return fmt::format("; {} rows imported, run the same command to resume", import_->state().rows_done);
  }

  static constexpr std::int64_t rejects_shown = 20;

  std::string file_;
  const ImportOptions& options_;
  std::string source_;
  store::Store* store_;
  const Clock& clock_;
  Metrics& metrics_;
  provider::HistoryParser parser_;
  Rejects rejects_;
  std::unique_ptr<std::istream> in_;
  std::uint64_t bytes_ = 0;
  std::optional<ingest::Import> import_;
  std::int64_t rows_ = 0;
  std::int64_t rejected_ = 0;
};

std::optional<std::string> misuse(const ImportOptions& options) {
  if (options.source && !provider::is_source_name(*options.source))
    return "--source takes letters, digits, '.', '_' and '-', 40 at most";
  if (options.rejects && options.files.size() > 1) return "--rejects takes one FILE at a time";
  for (const auto& [ours, theirs] : mapped_columns(options)) {
    if (!provider::is_history_column(ours) || theirs.empty())
      return fmt::format(
          "invalid --map '{}={}'; use one of the columns of docs/import.md, such as date=date_pacific", ours,
          theirs);
  }
  return std::nullopt;
}

}  // namespace

int import_files(const Settings& settings, const ImportOptions& options) {
  if (const auto wrong = misuse(options)) return give_up("import", *wrong);
  const SystemClock clock;
  Metrics metrics;
  std::unique_ptr<store::Store> store;
  if (!options.dry_run) {
    auto opened = open_store(settings, clock, metrics);
    if (!opened) return give_up("import", opened.error().detail);
    store = std::move(*opened);
    if (const auto migrated = store::migrate(*store); !migrated)
      return give_up("import", migrated.error().detail);
  }
  int status = 0;
  for (const auto& file : options.files) {
    try {
      status = std::max(status, FileImport{file, options, store.get(), clock, metrics}.run());
    } catch (const store::DatabaseError& broken) {
      return give_up(file, fmt::format("{}; run the same command to resume", broken.what()));
    }
  }
  return status;
}

}  // namespace cs2::app
