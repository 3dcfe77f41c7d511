#pragma once

#include "tests/crypto/forger.h"

namespace kontor::test {

/// Five people, one of whom has left; parents with unmerged leaves and without keys. The same in
/// every run.
struct FixedGroup {
    Person anna{"anna", 1};
    Person bob{"bob", 2};
    Person carl{"carl", 3};
    Person dora{"dora", 4};
    Person eva{"eva", 5};
    Person fritz{"fritz", 6}; ///< outside, to be added
    GroupStory story;

    FixedGroup() {
        for (Person* person : {&anna, &bob, &carl, &dora, &eva, &fritz})
            person->reloads = false;
        story.gather(anna, {&bob, &carl, &dora});
        story.commit(dora, {});
        story.commit(anna, story.removing(bob));
        story.commit(dora, GroupStory::adding({&eva}), {&eva});
    }
};

} // namespace kontor::test
