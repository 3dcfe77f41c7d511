#pragma once

#include "core/formatting/text_span.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// Words with their looks, as a bubble shows them. For life with its message; UI thread.
class FormattedWords : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by TimelineModel")
    Q_PROPERTY(QString text READ text NOTIFY changed FINAL)
    /// Lines that have something beside or behind them: quotes, code, items of lists.
    Q_PROPERTY(int blocks READ blocks NOTIFY changed FINAL)

public:
    enum class Block { Code, Quote, Item };
    Q_ENUM(Block)

    FormattedWords(FormattedText words, QObject* parent);
    void set(const FormattedText& words);

    [[nodiscard]] const QString& text() const { return m_words.text; }
    [[nodiscard]] const std::vector<TextSpan>& spans() const { return m_words.spans; }
    [[nodiscard]] int blocks() const { return static_cast<int>(m_blocks.size()); }
    Q_INVOKABLE [[nodiscard]] kontor::FormattedWords::Block kind(int block) const;
    /// Places in the text.
    Q_INVOKABLE [[nodiscard]] int start(int block) const;
    Q_INVOKABLE [[nodiscard]] int end(int block) const;
    /// What stands before an item.
    Q_INVOKABLE [[nodiscard]] QString sign(int block) const;

signals:
    void changed();

private:
    [[nodiscard]] const TextSpan* block(int number) const;

    FormattedText m_words;
    std::vector<std::size_t> m_blocks; ///< which spans
};

} // namespace kontor
