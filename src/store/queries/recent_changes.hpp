// What happened of late, by what is followed.
#pragma once

#include "model/recent_changes.hpp"
#include "store/store.hpp"

namespace cs2::store {

// Since `since`, but at most limits::previewed_changes_max changes of matches: the latest ones. Narrowed by
// the subject in the database; of matches without any time nothing.
RecentChanges find_past_news(Store& store, const Subject& subject, Timestamp since);

}  // namespace cs2::store
