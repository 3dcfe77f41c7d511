#include "app/view_models/picture_draft_view_model.h"

#include "app/texts/error_text.h"
#include "app/texts/size_text.h"
#include "base/limits.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>

#include <algorithm>

namespace kontor {
namespace {

constexpr qsizetype kMostSentences = 3; ///< about what could not be taken

} // namespace

PictureDraftViewModel::PictureDraftViewModel(Client& client, PictureLibrary& library,
                                             Background background, FileChooser& chooser)
    : m_client(client)
    , m_library(library)
    , m_background(std::move(background))
    , m_chooser(chooser) {}

PictureDraftViewModel::~PictureDraftViewModel() = default;

void PictureDraftViewModel::open(ConversationId conversation) {
    if (m_conversation == conversation)
        return;
    m_conversation = conversation;
    emit changed();
    readNext();
}

void PictureDraftViewModel::close() {
    m_conversation.reset();
    emit changed();
}

void PictureDraftViewModel::setLocale(const QLocale& locale) {
    m_locale = locale;
    emit changed();
}

// What is shown

const PictureDraftViewModel::Pile* PictureDraftViewModel::pile() const {
    const auto found = m_conversation ? m_piles.find(*m_conversation) : m_piles.end();
    return found == m_piles.end() ? nullptr : &found->second;
}

const PictureDraftViewModel::Draft* PictureDraftViewModel::front() const {
    const auto* open = pile();
    return open == nullptr || open->drafts.empty() ? nullptr : &open->drafts.front();
}

PictureSource* PictureDraftViewModel::picture() const {
    const auto* next = front();
    return next == nullptr ? nullptr : next->picture.get();
}

QString PictureDraftViewModel::name() const {
    const auto* next = front();
    return next == nullptr ? QString() : next->fileName;
}

QString PictureDraftViewModel::about() const {
    const auto* next = front();
    if (next == nullptr || !next->picture)
        return {};
    const auto size = next->picture->size();
    //: width, height, size of the file; that its position is taken out before it is sent
    return tr("%1 × %2 · %3 · without location")
        .arg(QString::number(size.width()), QString::number(size.height()),
             sizeText(next->picture->bytes().size(), m_locale));
}

QString PictureDraftViewModel::more() const {
    const auto waiting = shown() ? static_cast<int>(pile()->drafts.size()) - 1 : 0;
    return waiting == 0 ? QString() : tr("%n more", "pictures to be sent", waiting);
}

QString PictureDraftViewModel::failure() const {
    const auto* open = pile();
    if (open == nullptr)
        return {};
    auto sentences = open->failures;
    if (sentences.size() > kMostSentences) {
        const auto left = static_cast<int>(sentences.size() - kMostSentences + 1);
        sentences = sentences.mid(0, kMostSentences - 1);
        sentences << tr("%n more could not be taken.", "files", left);
    }
    return sentences.join(QLatin1Char('\n'));
}

void PictureDraftViewModel::clearFailure() {
    auto* open = pile();
    if (open == nullptr || open->failures.isEmpty())
        return;
    open->failures.clear();
    emit changed();
}

/// What is no file has no name of its own. Other programs give a screenshot as PNG, mostly.
QString PictureDraftViewModel::nameOf(const PictureOffer& offer) {
    if (!offer.path.isEmpty())
        return pictures::fileNameOf(offer);
    if (!offer.pixels.isNull() || offer.bytes.startsWith("\x89PNG"))
        return tr("Screenshot") + QStringLiteral(".png");
    const auto ending = offer.bytes.startsWith("GIF")    ? QStringLiteral(".gif")
                        : offer.bytes.startsWith("RIFF") ? QStringLiteral(".webp")
                                                         : QStringLiteral(".jpg");
    return tr("Picture") + ending;
}

QString PictureDraftViewModel::sentenceOf(pictures::Trouble trouble, const QString& name) const {
    switch (trouble) {
    case pictures::Trouble::Folder:
        return tr("“%1” is a folder. Choose the pictures in it.").arg(name);
    case pictures::Trouble::Unreadable:
        return tr("“%1” cannot be read.").arg(name);
    case pictures::Trouble::TooLarge:
        return tr("“%1” is too large: %2 is the limit.")
            .arg(name, sizeText(static_cast<qint64>(limits::kFileBytes), m_locale));
    case pictures::Trouble::NoPicture:
        return tr("“%1” is not a picture.").arg(name);
    case pictures::Trouble::Damaged:
        return tr("“%1” is damaged.").arg(name);
    case pictures::Trouble::TooManyPixels:
        return tr("“%1” has more pixels than can be shown.").arg(name);
    case pictures::Trouble::None:
        break;
    }
    return {};
}

// What comes

void PictureDraftViewModel::choose() {
    if (!m_conversation)
        return;
    m_chooser.pictures(
        [self = QPointer(this), conversation = *m_conversation](const QStringList& paths) {
            std::vector<PictureOffer> offers(static_cast<std::size_t>(paths.size()));
            std::ranges::transform(paths, offers.begin(), [](const QString& path) {
                PictureOffer offer;
                offer.path = path;
                return offer;
            });
            if (self)
                self->takeInto(conversation, offers);
        });
}

bool PictureDraftViewModel::paste() {
    const auto* held = QGuiApplication::clipboard()->mimeData();
    if (!m_conversation || held == nullptr)
        return false;
    const auto offers = picturesIn(*held);
    take(offers);
    return !offers.empty();
}

void PictureDraftViewModel::take(const std::vector<PictureOffer>& offers) {
    if (m_conversation)
        takeInto(*m_conversation, offers);
}

void PictureDraftViewModel::takeInto(ConversationId conversation,
                                     const std::vector<PictureOffer>& offers) {
    if (offers.empty())
        return;
    auto& pile = m_piles[conversation];
    pile.failures.clear();
    const auto first = m_numbers + 1;
    for (const PictureOffer& offer : offers) {
        pile.drafts.emplace_back();
        pile.drafts.back().number = ++m_numbers;
        pile.drafts.back().offer = offer;
        pile.drafts.back().fileName = nameOf(offer);
    }
    emit changed();
    // All at once, so that whoever offers many hears at once which are none.
    const auto troubles = std::make_shared<std::vector<pictures::Trouble>>();
    m_background(
        [offers, troubles] {
            std::ranges::transform(offers, std::back_inserter(*troubles), pictures::judge);
        },
        [self = QPointer(this), conversation, first, troubles] {
            if (self)
                self->applyJudgement(conversation, first, *troubles);
        });
}

void PictureDraftViewModel::applyJudgement(ConversationId conversation, std::uint64_t first,
                                           const std::vector<pictures::Trouble>& troubles) {
    auto& pile = m_piles[conversation];
    for (std::size_t i = 0; i < troubles.size(); ++i) {
        const auto number = first + i;
        if (troubles[i] != pictures::Trouble::None)
            refuse(pile, number, troubles[i]);
        else if (const auto draft = std::ranges::find(pile.drafts, number, &Draft::number);
                 draft != pile.drafts.end())
            draft->state = Draft::State::Judged;
    }
    emit changed();
    readNext();
}

void PictureDraftViewModel::refuse(Pile& pile, std::uint64_t number, pictures::Trouble trouble) {
    const auto draft = std::ranges::find(pile.drafts, number, &Draft::number);
    if (draft == pile.drafts.end())
        return; // discarded
    pile.failures << sentenceOf(trouble, draft->fileName);
    pile.drafts.erase(draft);
}

/// One at a time, and only when it is next: twenty photos are not held in memory.
void PictureDraftViewModel::readNext() {
    if (!m_conversation || front() == nullptr || front()->state != Draft::State::Judged)
        return;
    auto& next = pile()->drafts.front();
    next.state = Draft::State::Reading;
    const auto prepared = std::make_shared<pictures::Prepared>();
    m_background(
        [offer = next.offer, prepared] { *prepared = pictures::prepare(offer); },
        [self = QPointer(this), conversation = *m_conversation, number = next.number, prepared] {
            if (self)
                self->applyRead(conversation, number, *prepared);
        });
}

void PictureDraftViewModel::applyRead(ConversationId conversation, std::uint64_t number,
                                      const pictures::Prepared& prepared) {
    auto& pile = m_piles[conversation];
    const auto draft = std::ranges::find(pile.drafts, number, &Draft::number);
    if (draft == pile.drafts.end())
        return; // discarded
    if (prepared.trouble != pictures::Trouble::None) {
        refuse(pile, number, prepared.trouble);
    } else {
        draft->state = Draft::State::Ready;
        draft->offer = {};
        draft->mosaic = prepared.mosaic;
        draft->picture = std::make_unique<PictureInMemory>(m_library, prepared.bytes,
                                                           prepared.facts, prepared.mosaic);
    }
    emit changed();
    readNext();
}

// What goes

void PictureDraftViewModel::discard() {
    if (!shown())
        return;
    auto* const open = pile();
    const Draft gone = std::move(open->drafts.front()); // until nobody shows it any more
    open->drafts.pop_front();
    open->failures.clear();
    emit changed();
    readNext();
}

void PictureDraftViewModel::send(const QString& caption, Milliseconds lifetime) {
    if (!m_conversation || picture() == nullptr)
        return;
    const auto conversation = *m_conversation;
    auto* const open = pile();
    auto& draft = open->drafts.front();
    draft.caption = caption;
    draft.lifetime = lifetime;
    PictureForm form;
    form.bytes = draft.picture->bytes();
    form.caption = caption;
    form.fileName = draft.fileName;
    form.mediaType = QString::fromLatin1(draft.picture->facts().mediaType);
    form.mosaic = draft.mosaic;
    form.lifetime = lifetime;
    const auto number = draft.number;
    m_sending[number] = Sending{conversation, std::move(draft)};
    open->drafts.pop_front();
    open->failures.clear();
    m_client.sendPicture(conversation, form,
                         [self = QPointer(this), number](const Result<MessageRow>& result) {
                             if (self)
                                 self->finishSending(number, result);
                         });
    emit changed();
    emit sent();
    readNext();
}

void PictureDraftViewModel::finishSending(std::uint64_t number, const Result<MessageRow>& result) {
    const auto sending = m_sending.extract(number);
    if (result.ok())
        return;
    auto& [conversation, draft] = sending.mapped();
    auto& pile = m_piles[conversation];
    pile.failures = {ErrorText::of(result.error())};
    pile.drafts.push_front(std::move(draft));
    emit changed();
    if (m_conversation == conversation)
        emit returned();
}

QString PictureDraftViewModel::takeCaption() {
    return shown() ? std::exchange(pile()->drafts.front().caption, {}) : QString();
}

Milliseconds PictureDraftViewModel::takeLifetime() {
    return shown() ? std::exchange(pile()->drafts.front().lifetime, Milliseconds(0))
                   : Milliseconds(0);
}

} // namespace kontor
