#pragma once

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// What is offered while somebody types. The composer tells of each change of its text and caret;
/// what is to be put in place of typed letters comes back by replaced().
class CompletionModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(bool shown READ shown NOTIFY offered FINAL)
    /// The row that Tab and Enter take.
    Q_PROPERTY(int current READ current NOTIFY currentChanged FINAL)

public:
    static constexpr int kRows = 6;

    enum class Role {
        Sign = Qt::UserRole + 1, ///< an emoji; empty: somebody
        Name,
        Code, ///< what would be typed
        Initials,
        Colour,
        Owner, ///< whose picture it is (app/pictures/avatar_key.h)
    };

    [[nodiscard]] bool shown() const { return rowCount() > 0; }
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE virtual void follow(const QString& text, int caret) = 0;
    /// Up or down, around the ends.
    Q_INVOKABLE void move(int step);
    Q_INVOKABLE virtual void accept(int row) = 0;
    /// Not offered again for what is being typed.
    Q_INVOKABLE virtual void dismiss() = 0;

signals:
    void offered();
    void currentChanged();
    void replaced(int start, int length, const QString& words);

protected:
    void setCurrent(int row);
    /// One letter more, right before the caret: typed, neither pasted nor a draft that was loaded.
    [[nodiscard]] static bool typedOne(QStringView before, QStringView now, qsizetype caret);

private:
    int m_current = 0;
};

} // namespace kontor
