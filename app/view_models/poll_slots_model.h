#pragma once

#include "app/texts/moments.h"
#include "core/poll_values.h"

#include <QAbstractListModel>

#include <optional>

namespace kontor {

/// The slots of a poll that is being written, in the order in which they take place. UI thread.
class PollSlotsModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum class Role { Words = Qt::UserRole + 1 }; ///< "Thu, 26 Nov · 10:00 – 11:00"

    explicit PollSlotsModel(Moments moments)
        : m_moments(std::move(moments)) {}

    void setLocale(const QLocale& locale);
    void set(std::vector<PollSlot> all);
    void add(const PollSlot& slot);
    /// In the place of another one; it may stand elsewhere then.
    void replace(int row, const PollSlot& slot);
    void remove(int row);
    [[nodiscard]] const std::vector<PollSlot>& all() const { return m_all; }
    [[nodiscard]] bool hasTwoAlike() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    Moments m_moments;
    std::vector<PollSlot> m_all;
};

/// When it begins, for ordering: days at their midnight here.
[[nodiscard]] Milliseconds startOf(const PollSlot& slot);

} // namespace kontor
