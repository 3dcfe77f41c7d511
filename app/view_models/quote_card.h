#pragma once

#include "core/values.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// What a message answers, as its bubble shows it. For life with its message; UI thread.
class QuoteCard : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by TimelineModel")
    Q_PROPERTY(QString who READ who NOTIFY changed FINAL)     ///< empty when it is not there
    Q_PROPERTY(QString words READ words NOTIFY changed FINAL) ///< or why there are none
    Q_PROPERTY(int colour READ colour NOTIFY changed FINAL)   ///< of its sender
    Q_PROPERTY(bool here READ here NOTIFY changed FINAL)
    Q_PROPERTY(double target READ target NOTIFY changed FINAL) ///< where to go, with `here`

public:
    QuoteCard(QuoteView quote, QObject* parent);
    void set(const QuoteView& quote);
    void retranslate() { emit changed(); }

    [[nodiscard]] QString who() const;
    [[nodiscard]] QString words() const;
    [[nodiscard]] int colour() const;
    [[nodiscard]] bool here() const { return m_quote.state == QuoteView::State::Here; }
    [[nodiscard]] double target() const { return static_cast<double>(m_quote.row.value); }

    /// Words of what is quoted: a picture without a caption is "Picture".
    [[nodiscard]] static QString wordsOf(EntryKind kind, const QString& text);
    /// Of an entry in one line; a file without a caption is called by its name.
    [[nodiscard]] static QString wordsOf(const TimelineEntry& entry);

signals:
    void changed();

private:
    QuoteView m_quote;
};

} // namespace kontor
