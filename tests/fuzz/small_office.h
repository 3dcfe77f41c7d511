#pragma once

#include "tests/server/office.h"

#include <memory>

/// A server with two people who share a group, the same in every run: what the fuzz target of the
/// server and its seeds agree on.
namespace kontor::test {

struct SmallOffice {
    Office office;
    TestDevice& anna = office.hire("anna");
    TestDevice& bob = office.hire("bob");
    GroupId group = office.group(anna, {&bob});
};

} // namespace kontor::test
