#pragma once

#include "app/texts/moments.h"
#include "core/values.h"

#include <QCoreApplication>

namespace kontor {

/// What somebody says of herself, as a sentence.
class StatusText {
    Q_DECLARE_TR_FUNCTIONS(kontor::StatusText)

public:
    /// "busy"; empty where nothing is said.
    [[nodiscard]] static QString availability(Status::Availability availability);
    /// Her line, or whether she can be reached; empty where neither is said.
    [[nodiscard]] static QString brief(const Status& status);
    /// Likewise, and until when.
    [[nodiscard]] static QString of(const Status& status, const Moments& moments);
};

} // namespace kontor
