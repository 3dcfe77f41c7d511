#pragma once

#include "base/result.h"

#include <QCoreApplication>

namespace kontor {

/// What people read when something ended other than well: one sentence for each ErrorCode, in the
/// language of the window, saying what can be done. Never the code, never a technical word.
class ErrorText {
    Q_DECLARE_TR_FUNCTIONS(kontor::ErrorText)

public:
    [[nodiscard]] static QString of(const Error& error);

private:
    /// What was asked for is not as it has to be.
    [[nodiscard]] static QString ofForm(const Error& error);
    [[nodiscard]] static QString ofPoll(const Error& error);
    [[nodiscard]] static QString ofRight(const Error& error);
    [[nodiscard]] static QString aboutConnecting(const Error& error);
    [[nodiscard]] static QString aboutDelivery(const Error& error);
    [[nodiscard]] static QString aboutLimits(const Error& error);
    [[nodiscard]] static QString aboutSecurity(const Error& error);
    [[nodiscard]] static QString aboutThisComputer(const Error& error);
};

} // namespace kontor
