#pragma once

#include <QByteArray>
#include <QDir>
#include <QString>
#include <QtTest>

#include <cstdio>
#include <optional>

namespace kontor::test {

/// Where the published vectors lie: KONTOR_VECTORS, else beside the repository. Nothing, said
/// loudly, where there is no such folder: a clone alone has none.
inline std::optional<QString> vectorsFolder() {
    const QString folder =
        qEnvironmentVariable("KONTOR_VECTORS", QStringLiteral(KONTOR_VECTORS_DEFAULT));
    if (QDir(folder).exists())
        return folder;
    std::fprintf(stderr,
                 "\n*** NO TEST VECTORS: %s does not exist.\n"
                 "*** Nothing is verified against other implementations. Set KONTOR_VECTORS.\n\n",
                 qPrintable(folder));
    return std::nullopt;
}

} // namespace kontor::test

/// The only reason to skip a test: there are no vectors (a clone without the folder beside it).
#define KONTOR_NEEDS_VECTORS()                                                                     \
    do {                                                                                           \
        if (!kontor::test::vectorsFolder())                                                        \
            QSKIP("no test vectors: set KONTOR_VECTORS");                                          \
    } while (false)
