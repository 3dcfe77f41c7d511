#pragma once

#include "base/clock.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <vector>

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
    /// What the organisation allows, as a sentence; empty: whatever one likes.
    Q_PROPERTY(QString bound READ bound NOTIFY changed FINAL)

public:
    enum class Role {
        Text = Qt::UserRole + 1,
        Chosen, ///< true for what holds now
    };

    /// What a life of 0 is called.
    enum class Zero : std::uint8_t { Off, AsConversation };
    explicit LifetimeModel(Zero zero = Zero::Off)
        : m_zero(zero) {
        offer();
    }

    enum class Allowed : std::uint8_t { No, Yes };
    void set(Milliseconds lifetime, Allowed allowed);
    /// Nothing longer can be chosen, and what was is 0 now; 0: no bound.
    void setGreatest(Milliseconds greatest);
    /// What the organisation allows at most; 0: no bound. It can be chosen, whatever it is; nothing
    /// longer and not "Off" can, and what was set for longer is shown as it holds.
    void setBound(Milliseconds bound);
    void retranslate();
    [[nodiscard]] Milliseconds at(int row) const;
    /// As it holds: what was set, or the bound.
    [[nodiscard]] Milliseconds lifetime() const;

    [[nodiscard]] bool allowed() const { return m_allowed == Allowed::Yes; }
    [[nodiscard]] bool timed() const { return lifetime() > Milliseconds(0); }
    [[nodiscard]] QString words() const;
    [[nodiscard]] QString bound() const;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void changed();

protected:
    /// Neither of the two bounds is below it.
    [[nodiscard]] bool fits(Milliseconds lifetime) const;

private:
    void offer();
    void bind(Milliseconds& bound, Milliseconds value);
    [[nodiscard]] QString wordsFor(Milliseconds lifetime) const;

    Zero m_zero;
    Milliseconds m_lifetime{0}; ///< as it was set
    Milliseconds m_greatest{0};
    Milliseconds m_bound{0};
    std::vector<Milliseconds> m_choices;
    Allowed m_allowed = Allowed::No;
};

} // namespace kontor
