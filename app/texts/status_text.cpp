#include "app/texts/status_text.h"

namespace kontor {

QString StatusText::availability(Status::Availability availability) {
    switch (availability) {
    case Status::Availability::Unsaid:
        break;
    case Status::Availability::Available:
        return tr("available");
    case Status::Availability::Busy:
        return tr("busy");
    case Status::Availability::Away:
        return tr("away");
    }
    return {};
}

QString StatusText::brief(const Status& status) {
    return status.line.isEmpty() ? availability(status.availability) : status.line;
}

QString StatusText::of(const Status& status, const Moments& moments) {
    const auto says = brief(status);
    if (says.isEmpty() || status.until == Milliseconds(0))
        return says;
    return tr("%1 until %2", "what somebody says of herself, a moment")
        .arg(says, moments.ahead(status.until));
}

} // namespace kontor
