// A library needs a source; what it is for is precompiled.hpp.
