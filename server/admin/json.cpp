// Boost.JSON without its shared library: compiled once, here.

#include <boost/json/src.hpp>
