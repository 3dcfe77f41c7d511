#pragma once

#include "tests/support/fake_client.h"

namespace kontor {

/// A company with some life in it, for looking at and for tests of the whole window: groups,
/// direct conversations, notes, two people of one name, a message that was not sent, links, emoji,
/// long and short texts.
struct SampleCompany {
    Person bob;
    Person cora;
    Person petra;
    Person eda;
    Person jan;
    Person janToo; ///< another person of the same name
    ConversationId sales;
    ConversationId coraDirect;
    ConversationId bobDirect;
    ConversationId site;
    ConversationId petraDirect;
    ConversationId notes;
    ConversationId lunch;
};

SampleCompany fillSampleCompany(FakeClient& client, const Clock& clock);

} // namespace kontor
