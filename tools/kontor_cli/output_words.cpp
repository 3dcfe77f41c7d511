#include "tools/kontor_cli/output_words.h"

#include <QDateTime>
#include <QStringList>

namespace kontor::cli {

QString isoTime(Milliseconds time) {
    return QDateTime::fromMSecsSinceEpoch(time.count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

QString localTime(Milliseconds time) {
    return QDateTime::fromMSecsSinceEpoch(time.count()).toString("yyyy-MM-dd HH:mm");
}

QJsonArray handlesOf(const std::vector<Person>& people) {
    QJsonArray handles;
    for (const auto& person : people)
        handles.append(person.handle);
    return handles;
}

QString namesOf(const std::vector<Person>& people) {
    QStringList names;
    for (const auto& person : people)
        names += person.name;
    return names.join(", ");
}

} // namespace kontor::cli
