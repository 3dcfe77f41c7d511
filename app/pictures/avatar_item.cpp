#include "app/pictures/avatar_item.h"

#include <QQmlEngine>

namespace kontor {

void AvatarItem::setOwner(const QString& owner) {
    if (m_owner == owner)
        return;
    m_owner = owner;
    show();
    emit ownerChanged();
}

void AvatarItem::componentComplete() {
    PictureItem::componentComplete();
    if (const auto* const engine = qmlEngine(this))
        m_book = engine->property(AvatarBook::kProperty).value<AvatarBook*>();
    if (m_book)
        connect(m_book, &AvatarBook::changed, this, [this](const QString& key) {
            if (key == m_owner)
                show();
        });
    show();
}

void AvatarItem::show() {
    setSource(m_book ? m_book->of(m_owner) : nullptr);
}

} // namespace kontor
