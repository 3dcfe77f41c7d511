#pragma once

#include "app/pictures/avatar_source.h"
#include "core/client.h"

#include <QHash>

namespace kontor {

/// The pictures of people and groups: one source for each owner, whoever shows it. The client is
/// asked once, and anew when a picture has changed. UI thread.
class AvatarBook : public QObject {
    Q_OBJECT

public:
    /// A property of the QML engine: where avatars find it (app/pictures/avatar_item.h).
    static constexpr const char* kProperty = "avatarBook";

    AvatarBook(Client& client, PictureLibrary& library);

    /// The key as avatarKey() makes it; null for another. Lives until the picture changes.
    [[nodiscard]] PictureSource* of(const QString& key);
    void apply(const AvatarChanged& change);

signals:
    void changed(const QString& key);

private:
    void ask(const QString& key, const AvatarOwner& owner);

    Client& m_client;
    PictureLibrary& m_library;
    QHash<QString, AvatarSource*> m_sources;
};

} // namespace kontor
