// The playground's page: files that are compiled in, as a browser is given them.
#pragma once

#include "io/server.hpp"

namespace cs2::sim {

// 200, 304 where the browser has it already, 404 or 405. Nothing but this origin may be loaded, run or asked.
io::ServerResponse answer_page(const io::ServerRequest& request);

// Whether a request comes from the page that this server gave: a page of somebody else's could connect too,
// because browsers do not keep WebSockets to their origin. What is no browser names no origin.
bool is_same_origin(const io::ServerRequest& request);

}  // namespace cs2::sim
