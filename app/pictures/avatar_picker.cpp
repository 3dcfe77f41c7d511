#include "app/pictures/avatar_picker.h"

#include "app/pictures/avatar_picture.h"
#include "app/pictures/picture_intake.h"

#include <memory>

namespace kontor {

namespace {

Result<QByteArray> pictureFrom(const QString& path) {
    PictureOffer offer;
    offer.path = path;
    if (pictures::judge(offer) != pictures::Trouble::None)
        return ErrorCode::FileDamaged;
    const auto ready = pictures::prepare(offer);
    if (ready.trouble == pictures::Trouble::None)
        return pictures::avatarOf(ready.bytes);
    return ErrorCode::FileDamaged;
}

} // namespace

void AvatarPicker::pick(std::function<void(const Picked&)> picked) {
    m_chooser.pictures(
        [background = m_background, picked = std::move(picked)](const QStringList& paths) {
            if (paths.isEmpty())
                return;
            const auto made = std::make_shared<Result<QByteArray>>(ErrorCode::FileDamaged);
            background([made, path = paths.front()] { *made = pictureFrom(path); },
                       [made, picked] {
                           Picked done;
                           if (made->ok())
                               done.picture = made->value();
                           else
                               done.failure = tr("This file cannot be shown as a picture. Please "
                                                 "choose a JPEG, PNG or WebP.");
                           picked(done);
                       });
        });
}

} // namespace kontor
