#pragma once

#include <QColor>
#include <QPointer>
#include <QQuickTextDocument>
#include <QStringList>
#include <QSyntaxHighlighter>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// Shows how what is being typed will look (core/formatting/typed_text.h), and where it names
/// somebody. The document stays as it is: nothing of this is undone or copied. UI thread.
class TypedLooks : public QSyntaxHighlighter {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickTextDocument* of READ of WRITE setOf NOTIFY changed FINAL)
    Q_PROPERTY(QStringList handles READ handles WRITE setHandles NOTIFY changed FINAL)
    Q_PROPERTY(QColor signColour READ signColour WRITE setSignColour NOTIFY changed FINAL)
    Q_PROPERTY(QColor nameColour READ nameColour WRITE setNameColour NOTIFY changed FINAL)

public:
    TypedLooks();

    [[nodiscard]] QQuickTextDocument* of() const { return m_of; }
    [[nodiscard]] const QStringList& handles() const { return m_handles; }
    [[nodiscard]] const QColor& signColour() const { return m_signColour; }
    [[nodiscard]] const QColor& nameColour() const { return m_nameColour; }
    void setOf(QQuickTextDocument* document);
    /// Of those who can be named, in lower case.
    void setHandles(const QStringList& handles);
    void setSignColour(const QColor& colour);
    void setNameColour(const QColor& colour);

signals:
    void changed();

protected:
    void highlightBlock(const QString& text) override;

private:
    struct Look {
        int start = 0;
        int length = 0;
        QTextCharFormat format;
    };
    void read();
    void followFences();
    void add(int start, int length, const QTextCharFormat& format);

    QPointer<QQuickTextDocument> m_of;
    QStringList m_handles;
    QColor m_signColour;
    QColor m_nameColour;
    std::vector<Look> m_looks;
    bool m_read = false;  ///< they are of what the document says now
    qsizetype m_code = 0; ///< blocks of code in it
    qsizetype m_shownCode = 0;
};

} // namespace kontor
