#include "app/platform/file_keeper.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace kontor {

namespace {

bool writeFile(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    file.setDirectWriteFallback(
        true); // folders in which nothing but the file itself may be written
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

} // namespace

void FileKeeper::write(const QByteArray& bytes, const QString& path, Told told) const {
    auto written = std::make_shared<bool>(false);
    m_background([bytes, path, written] { *written = writeFile(path, bytes); },
                 [told = std::move(told), path, written] {
                     const QFileInfo file(path);
                     if (*written)
                         told({tr("Saved as “%1”.").arg(file.fileName()), Outcome::Kind::Saved});
                     else
                         told({tr("“%1” cannot be written. Please choose another folder.")
                                   .arg(QDir::toNativeSeparators(path)),
                               Outcome::Kind::Failed});
                 });
}

QString fileNameFrom(const QString& words, const QString& ending) {
    constexpr qsizetype kLongest = 60;
    QString name;
    for (const QChar letter : words.simplified().left(kLongest))
        if (letter.isLetterOrNumber() || letter.isSurrogate() ||
            QStringLiteral(" -_").contains(letter))
            name += letter;
    name = name.trimmed();
    return (name.isEmpty() ? QStringLiteral("Kontor") : name) + QLatin1Char('.') + ending;
}

} // namespace kontor
