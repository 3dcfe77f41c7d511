#pragma once

#include <QQuickImageProvider>

namespace kontor {

/// Draws an emoji: "image://emoji/RRGGBB/EMOJI". As a Text each would be decoded from its font four
/// times while it is laid out and drawn, on the thread of the window; as a picture it is decoded by
/// Qt Quick's loader, once, where `asynchronous` is set. The colour is for fonts without colours of
/// their own. Any thread.
class EmojiProvider : public QQuickImageProvider {
public:
    EmojiProvider();
    QImage requestImage(const QString& id, QSize* size, const QSize& requestedSize) override;
};

} // namespace kontor
