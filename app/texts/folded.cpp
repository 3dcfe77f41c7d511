#include "app/texts/folded.h"

namespace kontor {

QString folded(const QString& text) {
    QString plain;
    for (const auto letter : text.normalized(QString::NormalizationForm_D))
        if (letter.category() != QChar::Mark_NonSpacing)
            plain += letter.toCaseFolded();
    return plain;
}

} // namespace kontor
