#pragma once

#include "app/pictures/picture_library.h"

#include <QPointer>
#include <QQuickItem>

namespace kontor {

/// Shows a picture of any size in its own: the mosaic first, then the picture that covers it, and
/// its motion while `playing`. Decoded beside the UI thread for exactly the pixels that it has on
/// the screen. Without a source, or once the source is destroyed, nothing is left of it.
class PictureItem : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(kontor::PictureSource* source READ source WRITE setSource NOTIFY sourceChanged FINAL)
    Q_PROPERTY(qreal radius READ radius WRITE setRadius NOTIFY radiusChanged FINAL)
    /// Something animated moves; set it only where somebody looks.
    Q_PROPERTY(bool playing READ playing WRITE setPlaying NOTIFY playingChanged FINAL)
    /// The picture itself is on the screen, not its mosaic.
    Q_PROPERTY(bool shown READ shown NOTIFY shownChanged FINAL)
    /// It moves now; for tests, and for what is said about it.
    Q_PROPERTY(bool moving READ moving NOTIFY movingChanged FINAL)

public:
    explicit PictureItem(QQuickItem* parent = nullptr);
    ~PictureItem() override;
    Q_DISABLE_COPY_MOVE(PictureItem)

    [[nodiscard]] PictureSource* source() const { return m_source; }
    void setSource(PictureSource* source);
    [[nodiscard]] qreal radius() const { return m_radius; }
    void setRadius(qreal radius);
    [[nodiscard]] bool playing() const { return m_playing; }
    void setPlaying(bool playing);
    [[nodiscard]] bool shown() const { return m_shown; }
    [[nodiscard]] bool moving() const { return m_moving; }
    /// What is on the screen.
    [[nodiscard]] const QImage& image() const { return m_image; }

signals:
    void sourceChanged();
    void radiusChanged();
    void playingChanged();
    void shownChanged();
    void movingChanged();

protected:
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void itemChange(ItemChange change, const ItemChangeData& data) override;
    QSGNode* updatePaintNode(QSGNode* node, UpdatePaintNodeData* data) override;

private:
    QPointer<PictureSource> m_source;
    qreal m_radius = 0;
    bool m_playing = false;
    bool m_shown = false;
    bool m_moving = false;
    QImage m_image;
};

} // namespace kontor
