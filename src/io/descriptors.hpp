// File descriptors: how many there are, and for whom.
#pragma once

namespace cs2::io {

// Systems start a process with few (1,024), which it may raise by itself. To be called once, at the start.
void raise_descriptor_limit();

// Descriptors from this number on are not for those who connect to us: limits::descriptors_kept, or a quarter
// where there are so few, stay for what the bot itself opens.
int descriptors_for_visitors();

}  // namespace cs2::io
