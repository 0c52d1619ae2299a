// Counters, gauges and histograms in Prometheus' terms.
//
// Every family is declared once, in metrics.cpp, with its help text and buckets; an undeclared name is a
// mistake of ours and asserted. Safe from every thread.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace cs2 {

class Metrics {
 public:
  using Label = std::pair<std::string_view, std::string_view>;
  using Labels = std::initializer_list<Label>;

  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  void count(std::string_view counter, Labels labels = {}, double by = 1);
  void set(std::string_view gauge, Labels labels, double value);
  // Seconds for durations, bytes for sizes, as Prometheus' conventions want.
  void observe(std::string_view histogram, Labels labels, double value);

  // For tests: the value of a counter or gauge, 0 when it was never touched.
  double value(std::string_view name, Labels labels = {}) const;

  // The text exposition format, version 0.0.4.
  std::string expose() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cs2
