#include "app/pictures/avatar_book.h"

#include "app/pictures/avatar_key.h"

#include <QPointer>

namespace kontor {

AvatarBook::AvatarBook(Client& client, PictureLibrary& library)
    : m_client(client)
    , m_library(library) {}

PictureSource* AvatarBook::of(const QString& key) {
    if (auto* const known = m_sources.value(key))
        return known;
    const auto owner = avatarOwner(key);
    if (!owner)
        return nullptr;
    auto* const source = new AvatarSource(m_library, this);
    m_sources.insert(key, source);
    ask(key, *owner);
    return source;
}

void AvatarBook::ask(const QString& key, const AvatarOwner& owner) {
    const QPointer source(m_sources.value(key));
    m_client.avatar(owner, [source](const Result<QByteArray>& picture) {
        if (source && picture.ok() && !picture.value().isEmpty())
            source->take(picture.value());
    });
}

/// Another source: whoever shows the old one takes the new one, and its pixels are forgotten.
void AvatarBook::apply(const AvatarChanged& change) {
    const auto key = std::visit([](const auto& owner) { return avatarKey(owner); }, change.owner);
    auto* const old = m_sources.take(key);
    if (old == nullptr)
        return; // nobody has looked at it yet
    emit changed(key);
    old->deleteLater();
}

} // namespace kontor
