#include "app/pictures/avatar_key.h"

namespace kontor {

namespace {

constexpr QLatin1Char kPerson('p');
constexpr QLatin1Char kGroup('g');

} // namespace

QString avatarKey(const UserId& user) {
    const auto view = user.view();
    const QByteArray bytes(reinterpret_cast<const char*>(view.data()),
                           static_cast<qsizetype>(view.size()));
    return kPerson + QString::fromLatin1(bytes.toHex());
}

QString avatarKey(ConversationId group) {
    return kGroup + QString::number(group.value);
}

QString avatarKey(const ConversationSummary& summary) {
    switch (summary.kind) {
    case ConversationKind::Direct:
        return summary.peer ? avatarKey(summary.peer->id) : QString();
    case ConversationKind::Group:
        return avatarKey(summary.id);
    case ConversationKind::NoteToSelf:
        break;
    }
    return {};
}

std::optional<AvatarOwner> avatarOwner(const QString& key) {
    const auto name = key.mid(1);
    if (key.startsWith(kGroup)) {
        bool number = false;
        const auto id = name.toLongLong(&number);
        return number ? std::optional<AvatarOwner>(ConversationId(id)) : std::nullopt;
    }
    if (!key.startsWith(kPerson))
        return std::nullopt;
    const auto bytes = QByteArray::fromHex(name.toLatin1());
    const auto id = UserId::parse({reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                   static_cast<std::size_t>(bytes.size())});
    return id.ok() ? std::optional<AvatarOwner>(id.value()) : std::nullopt;
}

} // namespace kontor
