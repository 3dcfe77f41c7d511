#pragma once

#include "core/values.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// The people of the open conversation, oneself first, then by name.
class MembersModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by ConversationViewModel")

public:
    enum class Role {
        Name = Qt::UserRole + 1, ///< with "(you)" for oneself
        Handle,                  ///< with @
        Initials,                ///< for the avatar
        Colour,                  ///< index of the avatar's colour, 0 to 7
        Owner,                   ///< of the picture (app/pictures/avatar_key.h)
        Availability,            ///< as ProfileViewModel numbers it; 0: nothing said
        Status,                  ///< what she says of herself, in one line; or empty
        Admin,
        Verified,    ///< safety numbers were compared in person
        Own,         ///< oneself
        Removable,   ///< may be removed by oneself now
        Promotable,  ///< may be made admin by oneself now
        Dismissable, ///< may be made no admin any more; the last one stays
        Spoken,      ///< the whole row as one plain sentence, for screen readers
    };

    void set(const std::vector<MemberInfo>& members, const ConversationRights& rights);
    [[nodiscard]] const std::vector<MemberInfo>& members() const { return m_rows; }
    /// By the handle as it is shown, with @.
    [[nodiscard]] std::optional<UserId> find(const QString& handle) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void retranslate();

private:
    [[nodiscard]] QString name(const MemberInfo& member) const;
    [[nodiscard]] std::ptrdiff_t admins() const;

    std::vector<MemberInfo> m_rows;
    ConversationRights m_rights;
};

} // namespace kontor
