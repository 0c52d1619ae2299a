// PostgreSQL's own programs, pg_dump and pg_restore, as child processes.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"

namespace cs2::store {

// Where to connect is handed over in the environment, as every user of the machine can read arguments.
// unavailable: the program is missing or failed, with the first line that it printed.
Result<void> run_postgres_program(const std::string& database_url, std::vector<std::string> command);

// Tables of any kind that are not PostgreSQL's own. unavailable: no connection.
Result<bool> is_empty_postgres(const std::string& database_url);

}  // namespace cs2::store
