#include "app/pictures/picture_item.h"

#include <QQuickWindow>
#include <QSGImageNode>

#include <memory>
#include <utility>

namespace kontor {
namespace {

/// A mosaic has no details: it is made no larger than this, on the UI thread, and scaled up.
constexpr int kMosaicSide = 320;

} // namespace

PictureItem::PictureItem(QQuickItem* parent)
    : QQuickItem(parent)
    , m_player(
          *this,
          [this](const QImage& image) {
              show(image);
              setMoving(true);
          },
          [this] { setMoving(false); }) {
    setFlag(ItemHasContents);
}

PictureItem::~PictureItem() {
    cancelSettling();
}

void PictureItem::setSource(PictureSource* source) {
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    letGo();
    m_source = source;
    if (source) {
        connect(source, &PictureSource::changed, this, &PictureItem::sourceHasChanged);
        connect(source, &QObject::destroyed, this, [this] {
            letGo();
            emit sourceChanged();
        });
    }
    polish();
    emit sourceChanged();
}

void PictureItem::setRadius(qreal radius) {
    if (radius == m_radius)
        return;
    m_radius = radius;
    wantedHasChanged();
    emit radiusChanged();
}

void PictureItem::setPlaying(bool playing) {
    if (playing == m_playing)
        return;
    m_playing = playing;
    playOrStop();
    emit playingChanged();
}

void PictureItem::geometryChange(const QRectF& now, const QRectF& before) {
    QQuickItem::geometryChange(now, before);
    if (now.size() == before.size())
        return;
    wantedHasChanged();
    update();
}

void PictureItem::itemChange(ItemChange change, const ItemChangeData& data) {
    QQuickItem::itemChange(change, data);
    if (change == ItemSceneChange || change == ItemDevicePixelRatioHasChanged)
        wantedHasChanged();
}

pictures::Cut PictureItem::wanted() const {
    if (!window())
        return {};
    const qreal ratio = window()->effectiveDevicePixelRatio();
    return {{qRound(width() * ratio), qRound(height() * ratio)}, qRound(m_radius * ratio)};
}

void PictureItem::wantedHasChanged() {
    cancelSettling();
    if (!m_cut || !m_source) {
        polish(); // once, when all that makes its size has been said
        return;
    }
    if (wanted() == *m_cut)
        return;
    m_timers = &m_source->library().timers();
    const auto deadline = m_source->library().clock().steady() + kSettled;
    m_settling = m_timers->at(deadline, [this] {
        m_settling = Timers::Handle::None;
        m_cut.reset();
        polish();
    });
}

void PictureItem::cancelSettling() {
    if (m_settling != Timers::Handle::None)
        m_timers->cancel(std::exchange(m_settling, Timers::Handle::None));
}

void PictureItem::sourceHasChanged() {
    const bool here = m_source->here();
    if (!here && (m_shown || m_asked)) {
        m_source->library().forget(*m_source);
        letGo();
    } else if (here && !m_asked) {
        m_cut.reset(); // it has arrived
    }
    polish();
}

void PictureItem::updatePolish() {
    if (m_source && !m_cut && !wanted().pixels.isEmpty())
        ask();
}

void PictureItem::ask() {
    cancelSettling();
    const pictures::Cut cut = wanted();
    PictureLibrary& library = m_source->library();
    const int question = ++m_question;
    m_cut = cut;
    m_asked = true;
    if (const QImage kept = library.kept(*m_source, cut); !kept.isNull()) {
        take(kept);
        return;
    }
    m_asked = m_source->here();
    if (!m_shown)
        showMosaic(cut);
    if (!m_asked)
        return;
    library.still(*m_source, cut, this, [this, question](const Result<QImage>& still) {
        // Without it the mosaic stays; why, the source says.
        if (question == m_question && still.ok())
            take(still.value());
    });
}

void PictureItem::take(const QImage& still) {
    m_player.stop();
    m_plays = false;
    setMoving(false);
    m_still = still;
    show(still);
    setShown(true);
    playOrStop();
}

void PictureItem::showMosaic(pictures::Cut cut) {
    const int longer = std::max(cut.pixels.width(), cut.pixels.height());
    if (longer > kMosaicSide) {
        cut.pixels =
            cut.pixels.scaled(kMosaicSide, kMosaicSide, Qt::KeepAspectRatio).expandedTo({1, 1});
        cut.radius = cut.radius * kMosaicSide / longer;
    }
    show(pictures::cutOut(pictures::imageOf(m_source->mosaic()), cut));
}

void PictureItem::playOrStop() {
    const bool plays =
        m_playing && m_shown && m_cut && m_source && !m_source->library().standsStill(*m_source);
    if (plays == m_plays)
        return;
    m_plays = plays;
    if (plays) {
        m_player.play(m_source->library(), *m_source, *m_cut);
        return;
    }
    m_player.stop();
    show(m_still);
    setMoving(false);
}

void PictureItem::letGo() {
    ++m_question;
    m_player.stop();
    cancelSettling();
    m_plays = false;
    m_asked = false;
    m_cut.reset();
    m_still = {};
    show({});
    setMoving(false);
    setShown(false);
}

void PictureItem::show(const QImage& image) {
    m_image = image;
    m_fresh = true;
    update();
}

void PictureItem::setShown(bool shown) {
    if (std::exchange(m_shown, shown) != shown)
        emit shownChanged();
}

void PictureItem::setMoving(bool moving) {
    if (std::exchange(m_moving, moving) != moving)
        emit movingChanged();
}

QSGNode* PictureItem::updatePaintNode(QSGNode* node, UpdatePaintNodeData* /*data*/) {
    if (m_image.isNull()) {
        const std::unique_ptr<QSGNode> gone(node);
        return nullptr;
    }
    auto* painted = static_cast<QSGImageNode*>(node);
    if (!painted) {
        painted = window()->createImageNode();
        painted->setOwnsTexture(true);
        painted->setFiltering(QSGTexture::Linear);
        m_fresh = true;
    }
    if (std::exchange(m_fresh, false))
        painted->setTexture(window()->createTextureFromImage(m_image));
    painted->setRect(boundingRect());
    return painted;
}

} // namespace kontor
