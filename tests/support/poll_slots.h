#pragma once

#include "core/poll_values.h"

#include <QDateTime>

/// Dates of polls, for tests that ask for some.
namespace kontor::test {

/// ISO 8601, for example 2026-12-24T10:00:00Z.
inline Milliseconds at(const char* time) {
    return Milliseconds(
        QDateTime::fromString(QString::fromLatin1(time), Qt::ISODate).toMSecsSinceEpoch());
}

inline PollSlot times(const char* start, const char* end) {
    PollSlot slot;
    slot.start = at(start);
    slot.end = at(end);
    return slot;
}

inline PollSlot days(QDate first, QDate last) {
    PollSlot slot;
    slot.kind = PollSlot::Kind::Days;
    slot.firstDay = first;
    slot.lastDay = last;
    return slot;
}

} // namespace kontor::test
