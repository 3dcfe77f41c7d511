#include "app/view_models/members_model.h"

#include "app/pictures/avatar_key.h"
#include "app/texts/initials.h"
#include "app/texts/status_text.h"

#include <algorithm>

namespace kontor {

namespace {

bool self(const MemberInfo& member) {
    return member.whose == MemberInfo::Whose::Self;
}

QString shownHandle(const MemberInfo& member) {
    return QLatin1Char('@') + member.person.handle;
}

} // namespace

std::optional<UserId> MembersModel::find(const QString& handle) const {
    const auto found = std::ranges::find(m_rows, handle, shownHandle);
    return found == m_rows.end() ? std::nullopt : std::optional(found->person.id);
}

void MembersModel::set(const std::vector<MemberInfo>& members, const ConversationRights& rights) {
    // The same people: their rows stay, and whoever stands in one of them with the keyboard.
    const auto id = [](const MemberInfo& member) { return member.person.id; };
    const bool same = std::ranges::equal(members, m_rows, {}, id, id);
    if (!same)
        beginResetModel();
    m_rows = members;
    m_rights = rights;
    if (!same)
        endResetModel();
    else
        retranslate();
}

int MembersModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> MembersModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Name), "name"},
            {role(Role::Handle), "handle"},
            {role(Role::Initials), "initials"},
            {role(Role::Colour), "colour"},
            {role(Role::Owner), "owner"},
            {role(Role::Availability), "availability"},
            {role(Role::Status), "status"},
            {role(Role::Admin), "admin"},
            {role(Role::Verified), "verified"},
            {role(Role::Own), "own"},
            {role(Role::Removable), "removable"},
            {role(Role::Promotable), "promotable"},
            {role(Role::Dismissable), "dismissable"},
            {role(Role::Spoken), "spoken"}};
}

QVariant MembersModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& member = m_rows.at(static_cast<std::size_t>(index.row()));
    const bool admin = member.role == MemberInfo::Role::Admin;
    const bool verified = member.person.trust == Trust::Verified && !self(member);
    switch (static_cast<Role>(role)) {
    case Role::Name:
        return name(member);
    case Role::Handle:
        return shownHandle(member);
    case Role::Initials:
        return initials(member.person.name);
    case Role::Colour:
        return colourOf(member.person.id);
    case Role::Owner:
        return avatarKey(member.person.id);
    case Role::Availability:
        return static_cast<int>(member.person.status.availability);
    case Role::Status:
        return StatusText::brief(member.person.status);
    case Role::Admin:
        return admin;
    case Role::Verified:
        return verified;
    case Role::Removable:
        return m_rights.mayRemove && !self(member);
    case Role::Own:
        return self(member);
    case Role::Promotable:
        return m_rights.mayPromote && !admin;
    case Role::Dismissable:
        return m_rights.mayPromote && admin && admins() > 1;
    case Role::Spoken: {
        QStringList parts{name(member), member.person.handle};
        if (admin)
            parts << tr("admin");
        if (verified)
            parts << tr("verified");
        if (const auto says = StatusText::brief(member.person.status); !says.isEmpty())
            parts << says;
        return parts.join(QLatin1String(", "));
    }
    }
    return {};
}

QString MembersModel::name(const MemberInfo& member) const {
    const auto& person = member.person;
    if (self(member))
        return tr("%1 (you)").arg(person.name);
    const auto so = [&person](const MemberInfo& other) { return other.person.name == person.name; };
    return std::ranges::count_if(m_rows, so) == 1
               ? person.name
               : tr("%1 (@%2)", "one of several of that name").arg(person.name, person.handle);
}

std::ptrdiff_t MembersModel::admins() const {
    return std::ranges::count(m_rows, MemberInfo::Role::Admin, &MemberInfo::role);
}

void MembersModel::retranslate() {
    if (!m_rows.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

} // namespace kontor
