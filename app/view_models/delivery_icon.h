#pragma once

#include "core/values.h"

#include <QString>

namespace kontor {

/// Name of the icon that stands for where an own message is; empty for those of others.
[[nodiscard]] inline QString deliveryIcon(DeliveryState state) {
    switch (state) {
    case DeliveryState::None:
        return {};
    case DeliveryState::Waiting:
        return QStringLiteral("waiting");
    case DeliveryState::Sent:
        return QStringLiteral("sent");
    case DeliveryState::Delivered:
        return QStringLiteral("delivered");
    case DeliveryState::Read:
        return QStringLiteral("read");
    case DeliveryState::Failed:
        return QStringLiteral("failed");
    }
    return {};
}

} // namespace kontor
