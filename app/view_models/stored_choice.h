#pragma once

#include <QMetaEnum>
#include <QSettings>

namespace kontor {

/// One of a few that is stored by its name; `otherwise` where the file says nothing that makes
/// sense.
template <class Choice>
[[nodiscard]] Choice storedChoice(const QSettings& settings, const QString& key, Choice otherwise) {
    bool known = false;
    const auto name = settings.value(key).toString().toLatin1();
    const int stored = QMetaEnum::fromType<Choice>().keyToValue(name.constData(), &known);
    return known ? static_cast<Choice>(stored) : otherwise;
}

} // namespace kontor
