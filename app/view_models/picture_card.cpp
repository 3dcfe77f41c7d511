#include "app/view_models/picture_card.h"

#include "app/texts/error_text.h"
#include "app/texts/message_markup.h"

#include <QMimeDatabase>
#include <QPointer>

namespace kontor {

PictureCard::PictureCard(Client& client, PictureLibrary& library, const TimelineEntry& entry,
                         QObject* parent)
    : PictureSource(library, parent)
    , m_client(client)
    , m_view(entry.picture.value_or(PictureView()))
    , m_caption(entry.text)
    , m_sender(entry.sender.name) {}

void PictureCard::set(const TimelineEntry& entry) {
    if (!entry.picture || *entry.picture == m_view)
        return;
    m_view = *entry.picture; // words, size and colours never change once they are sent
    emit changed();
}

void PictureCard::retranslate() {
    emit changed();
}

QString PictureCard::markup() const {
    return markupOf(m_caption).text;
}

bool PictureCard::styled() const {
    return markupOf(m_caption).styled;
}

bool PictureCard::underWay() const {
    return m_view.state == PictureView::State::Sending ||
           m_view.state == PictureView::State::Arriving;
}

QString PictureCard::fileName() const {
    if (!m_view.fileName.isEmpty())
        return m_view.fileName;
    const auto ending = QMimeDatabase().mimeTypeForName(m_view.mediaType).preferredSuffix();
    return ending.isEmpty() ? tr("Picture") : tr("Picture") + QLatin1Char('.') + ending;
}

bool PictureCard::here() const {
    return m_view.state == PictureView::State::Here || m_view.state == PictureView::State::Sending;
}

QString PictureCard::badge() const {
    return m_view.mediaType == QLatin1String("image/gif") ? QStringLiteral("GIF") : QString();
}

QString PictureCard::trouble() const {
    switch (m_view.state) {
    case PictureView::State::Gone:
        return ErrorText::of(Error(ErrorCode::FileGone));
    case PictureView::State::Damaged:
        return ErrorText::of(Error(ErrorCode::FileDamaged));
    case PictureView::State::Sending:
    case PictureView::State::Arriving:
    case PictureView::State::Here:
        break;
    }
    if (!m_trouble)
        return {};
    return m_trouble->code == ErrorCode::TooLarge ? tr("This picture is too large to be shown.")
                                                  : ErrorText::of(*m_trouble);
}

void PictureCard::read(std::function<void(Result<QByteArray>)> reply) {
    m_client.picture(m_view.row,
                     [self = QPointer(this), reply = std::move(reply)](Result<QByteArray> bytes) {
                         if (self)
                             reply(std::move(bytes));
                     });
}

void PictureCard::setTrouble(const Error& error) {
    m_trouble = error;
    emit changed();
}

} // namespace kontor
