#pragma once

#include "core/values.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// The emoji at a message: one a row, in the order in which they came. For life with its message;
/// UI thread.
class ReactionsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by TimelineModel")

public:
    enum class Role {
        Emoji = Qt::UserRole + 1,
        Count,
        Mine,   ///< one's own is among them
        People, ///< their names in a line
        Spoken, ///< all of it as one plain sentence, for screen readers
    };

    ReactionsModel(std::vector<ReactionView> reactions, QObject* parent);
    void set(const std::vector<ReactionView>& reactions);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    [[nodiscard]] static QString names(const ReactionView& reaction);

    std::vector<ReactionView> m_reactions;
};

} // namespace kontor
