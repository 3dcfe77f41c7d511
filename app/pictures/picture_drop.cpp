#include "app/pictures/picture_drop.h"

#include <QDropEvent>

namespace kontor {
namespace {

/// A file that is dropped here stays where it is, whatever the other program proposes.
void takeCopy(QDropEvent& event) {
    event.setDropAction(Qt::CopyAction);
    event.accept();
}

} // namespace

PictureDrop::PictureDrop(QQuickItem* parent)
    : QQuickItem(parent) {
    setFlag(ItemAcceptsDrops);
    connect(this, &QQuickItem::enabledChanged, this, [this] {
        if (!isEnabled())
            setHovered(false); // nobody tells it when what hovers leaves
    });
}

void PictureDrop::setDraft(PictureDraftViewModel* draft) {
    if (m_draft == draft)
        return;
    m_draft = draft;
    emit draftChanged();
}

void PictureDrop::dragEnterEvent(QDragEnterEvent* event) {
    const bool taken = isEnabled() && m_draft && event->mimeData() != nullptr &&
                       event->possibleActions().testFlag(Qt::CopyAction) &&
                       offersPictures(*event->mimeData());
    setHovered(taken);
    if (taken)
        takeCopy(*event);
    else
        event->ignore();
}

void PictureDrop::dragMoveEvent(QDragMoveEvent* event) {
    if (m_hovered)
        takeCopy(*event);
    else
        event->ignore();
}

void PictureDrop::dragLeaveEvent(QDragLeaveEvent* /*event*/) {
    setHovered(false);
}

void PictureDrop::dropEvent(QDropEvent* event) {
    const bool taken = m_hovered && m_draft;
    setHovered(false);
    if (!taken)
        return event->ignore();
    m_draft->take(picturesIn(*event->mimeData()));
    takeCopy(*event);
    emit dropped();
}

void PictureDrop::setHovered(bool hovered) {
    if (m_hovered == hovered)
        return;
    m_hovered = hovered;
    emit hoveredChanged();
}

} // namespace kontor
