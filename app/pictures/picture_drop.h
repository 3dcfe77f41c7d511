#pragma once

#include "app/view_models/picture_draft_view_model.h"

#include <QPointer>
#include <QQuickItem>

namespace kontor {

/// Where pictures can be dropped, from a file manager or another program. What holds no picture is
/// not taken, and the pointer says so while it hovers.
class PictureDrop : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(
        kontor::PictureDraftViewModel* draft READ draft WRITE setDraft NOTIFY draftChanged FINAL)
    /// Something hovers that would be taken.
    Q_PROPERTY(bool hovered READ hovered NOTIFY hoveredChanged FINAL)

public:
    explicit PictureDrop(QQuickItem* parent = nullptr);

    [[nodiscard]] PictureDraftViewModel* draft() const { return m_draft; }
    void setDraft(PictureDraftViewModel* draft);
    [[nodiscard]] bool hovered() const { return m_hovered; }

signals:
    void draftChanged();
    void hoveredChanged();
    void dropped();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void setHovered(bool hovered);

    QPointer<PictureDraftViewModel> m_draft;
    bool m_hovered = false;
};

} // namespace kontor
