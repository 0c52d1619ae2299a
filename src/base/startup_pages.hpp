// Memory that only the start of a process needed.
#pragma once

namespace cs2 {

// Gives it back: freed heap, and the pages of code and constants of the program and its libraries. Those that
// are needed after all come back from the page cache one by one, which costs about a microsecond each.
void give_back_startup_pages();

}  // namespace cs2
