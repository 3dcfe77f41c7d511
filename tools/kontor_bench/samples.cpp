#include "tools/kontor_bench/samples.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <iostream>

namespace kontor::bench {
namespace {

void printObject(const QJsonObject& object) {
    std::cout << QJsonDocument(object).toJson(QJsonDocument::Compact).constData() << std::endl;
}

} // namespace

double Samples::percentile(std::size_t percent) const {
    return m_times.empty() ? 0 : m_times[(m_times.size() - 1) * percent / 100];
}

void Samples::print(const char* name, OutputForm form) {
    std::ranges::sort(m_times);
    const double half = percentile(50);
    const double nearlyAll = percentile(99);
    if (form == OutputForm::Lines) {
        std::cout << name << ": p50 " << half << " ms, p99 " << nearlyAll << " ms of "
                  << m_times.size() << std::endl;
        return;
    }
    printObject({{QStringLiteral("name"), QString::fromLatin1(name)},
                 {QStringLiteral("value"), nearlyAll},
                 {QStringLiteral("unit"), QStringLiteral("ms")},
                 {QStringLiteral("p50"), half},
                 {QStringLiteral("p95"), percentile(95)},
                 {QStringLiteral("p99"), nearlyAll},
                 {QStringLiteral("samples"), static_cast<qint64>(m_times.size())}});
}

void print(const char* name, double value, const char* unit, OutputForm form) {
    if (form == OutputForm::Lines) {
        std::cout << name << ": " << value << ' ' << unit << std::endl;
        return;
    }
    printObject({{QStringLiteral("name"), QString::fromLatin1(name)},
                 {QStringLiteral("value"), value},
                 {QStringLiteral("unit"), QString::fromLatin1(unit)}});
}

} // namespace kontor::bench
