#pragma once

#include "app/pictures/avatar_book.h"
#include "app/pictures/picture_item.h"

namespace kontor {

/// The picture of a person or a group by the word that view models give (avatarKey()); nothing
/// where there is none. Finds the book at its QML engine, so that no screen hands it on.
class AvatarItem : public kontor::PictureItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString owner READ owner WRITE setOwner NOTIFY ownerChanged FINAL)

public:
    using PictureItem::PictureItem;

    [[nodiscard]] const QString& owner() const { return m_owner; }
    void setOwner(const QString& owner);

signals:
    void ownerChanged();

protected:
    void componentComplete() override;

private:
    void show();

    QString m_owner;
    QPointer<AvatarBook> m_book;
};

} // namespace kontor
