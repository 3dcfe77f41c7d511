#pragma once

#include "base/clock.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// How long messages live, and what can be chosen instead.
class LifetimeModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the view models that have one")
    /// Whether one may choose here: in groups only admins may.
    Q_PROPERTY(bool allowed READ allowed NOTIFY changed FINAL)
    Q_PROPERTY(bool timed READ timed NOTIFY changed FINAL)
    /// "Off", "1 day": what holds now, one's own choice on its way included.
    Q_PROPERTY(QString words READ words NOTIFY changed FINAL)

public:
    enum class Role {
        Text = Qt::UserRole + 1,
        Chosen, ///< true for what holds now
    };

    /// What a life of 0 is called.
    enum class Zero : std::uint8_t { Off, AsConversation };
    explicit LifetimeModel(Zero zero = Zero::Off)
        : m_zero(zero) {}

    enum class Allowed : std::uint8_t { No, Yes };
    void set(Milliseconds lifetime, Allowed allowed);
    /// Nothing longer can be chosen, and what was is 0 now; 0: no bound.
    void setGreatest(Milliseconds greatest);
    void retranslate();
    [[nodiscard]] Milliseconds at(int row) const;
    [[nodiscard]] Milliseconds lifetime() const { return m_lifetime; }

    [[nodiscard]] bool allowed() const { return m_allowed == Allowed::Yes; }
    [[nodiscard]] bool timed() const { return m_lifetime > Milliseconds(0); }
    [[nodiscard]] QString words() const;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void changed();

private:
    [[nodiscard]] QString wordsFor(Milliseconds lifetime) const;

    Zero m_zero;
    Milliseconds m_lifetime{0};
    Milliseconds m_greatest{0};
    Allowed m_allowed = Allowed::No;
};

} // namespace kontor
