// The facts in tests/data/pandascore. A "-" in a cell is null; an empty cell is the empty text that the
// source sends as often.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "support/table.hpp"

namespace cs2::provider {

// The rows of a table by their id.
class PandascoreTable {
 public:
  explicit PandascoreTable(const std::string& name, std::string_view key = "id") {
    for (auto& row : test::read_table("pandascore/" + name + ".tsv")) rows_[row[key]].push_back(row);
  }
  const test::Row& operator[](const std::string& id) const { return rows_.at(id).front(); }
  std::vector<test::Row> all(const std::string& id) const {
    const auto found = rows_.find(id);
    return found != rows_.end() ? found->second : std::vector<test::Row>{};
  }

 private:
  std::map<std::string, std::vector<test::Row>> rows_;
};

struct PandascoreTables {
  PandascoreTable leagues{"leagues"};
  PandascoreTable series{"series"};
  PandascoreTable stages{"stages"};
  PandascoreTable teams{"teams"};
  PandascoreTable matches{"matches", "list"};
  PandascoreTable maps{"maps", "match"};
  PandascoreTable players{"players", "team"};
  PandascoreTable standings{"standings", "shape"};
};

}  // namespace cs2::provider
