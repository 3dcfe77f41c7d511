#pragma once

#include "app/pictures/picture_library.h"
#include "app/pictures/picture_player.h"

#include <QPointer>
#include <QQuickItem>

namespace kontor {

/// Shows a picture of any size in its own: the mosaic first, then the picture that covers it, and
/// its motion while `playing`. Decoded beside the UI thread for exactly the pixels that it has on
/// the screen. Without a source, or once the source is destroyed, nothing is left of it. While its
/// size changes it shows what it has, scaled.
class PictureItem : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(kontor::PictureSource* source READ source WRITE setSource NOTIFY sourceChanged FINAL)
    Q_PROPERTY(qreal radius READ radius WRITE setRadius NOTIFY radiusChanged FINAL)
    /// Something animated moves; set it only where somebody looks. Else its first picture stands.
    Q_PROPERTY(bool playing READ playing WRITE setPlaying NOTIFY playingChanged FINAL)
    /// The picture itself is on the screen, not its mosaic.
    Q_PROPERTY(bool shown READ shown NOTIFY shownChanged FINAL)
    /// It moves now; for tests, and for what is said about it.
    Q_PROPERTY(bool moving READ moving NOTIFY movingChanged FINAL)

public:
    /// A size must be still for so long before a picture is made for it.
    static constexpr Milliseconds kSettled{100};

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
    void updatePolish() override;
    QSGNode* updatePaintNode(QSGNode* node, UpdatePaintNodeData* data) override;

private:
    /// For the pixels of the screen; empty, where there are none.
    [[nodiscard]] pictures::Cut wanted() const;
    void sourceHasChanged();
    void wantedHasChanged();
    void ask();
    void take(const QImage& still);
    void showMosaic(pictures::Cut cut);
    void playOrStop();
    void letGo();
    void cancelSettling();
    void show(const QImage& image);
    void setShown(bool shown);
    void setMoving(bool moving);

    QPointer<PictureSource> m_source;
    qreal m_radius = 0;
    bool m_playing = false;
    bool m_shown = false;
    bool m_moving = false;
    QImage m_image;
    bool m_fresh = false; ///< the image is not on the screen yet
    QImage m_still;
    std::optional<pictures::Cut> m_cut; ///< what the image is made for, or will be
    bool m_asked = false;               ///< the picture itself, for this cut
    bool m_plays = false;               ///< until it is stopped, even when the film has ended
    int m_question = 0;                 ///< answers to earlier ones are late
    Timers* m_timers = nullptr;         ///< of the library, while the size settles
    Timers::Handle m_settling = Timers::Handle::None;
    PicturePlayer m_player;
};

} // namespace kontor
