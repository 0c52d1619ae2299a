// Reports that came in several answers, as one.
#pragma once

#include "model/report.hpp"

namespace cs2::provider {

void append(Report& whole, Report part);

// Rows move to other pages while pages are read, so one thing may come twice; the word that came last counts.
void keep_last_of_each(Report& report);

}  // namespace cs2::provider
