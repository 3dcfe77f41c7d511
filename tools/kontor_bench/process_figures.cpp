#include "tools/kontor_bench/process_figures.h"

#include <QFile>

#include <unistd.h>

namespace kontor::bench {

std::optional<double> pssOf(qint64 process) {
    QFile file(QStringLiteral("/proc/%1/smaps_rollup").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    constexpr double kKilobytes = 1024;
    for (const QByteArray& line : file.readAll().split('\n'))
        if (line.startsWith("Pss:"))
            return line.simplified().split(' ').value(1).toDouble() / kKilobytes;
    return std::nullopt;
}

std::optional<double> cpuSecondsOf(qint64 process) {
    QFile file(QStringLiteral("/proc/%1/stat").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto line = file.readAll();
    // What follows the name, which may hold blanks: user and system time are the 12th and 13th.
    constexpr int kUser = 11;
    const auto fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    if (fields.size() <= kUser + 1)
        return std::nullopt;
    return (fields[kUser].toDouble() + fields[kUser + 1].toDouble()) /
           static_cast<double>(sysconf(_SC_CLK_TCK));
}

} // namespace kontor::bench
