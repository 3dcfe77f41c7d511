// What the timeline's rows say; how the window moves stands in timeline_model.cpp.
#include "app/emoji/emoji_alone.h"
#include "app/pictures/avatar_key.h"
#include "app/texts/entry_text.h"
#include "app/texts/error_text.h"
#include "app/texts/initials.h"
#include "app/texts/lifetime_text.h"
#include "app/texts/message_markup.h"
#include "app/view_models/delivery_icon.h"
#include "app/view_models/timeline_model.h"
#include "core/formatting/web_addresses.h"

namespace kontor {

namespace {

using namespace std::chrono_literals;
constexpr Milliseconds kJoinWithin = 3min;

bool own(const TimelineEntry& entry) {
    return entry.side == TimelineEntry::Side::Own;
}

/// It disappears. (With a line about a conversation's timer, the lifetime is that of others.)
bool mortal(const TimelineEntry& entry) {
    return entry.lifetime && entry.kind != EntryKind::LifetimeChanged;
}

} // namespace

QHash<int, QByteArray> TimelineModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Id), "entryId"},
            {role(Role::Kind), "kind"},
            {role(Role::Sender), "sender"},
            {role(Role::Colour), "colour"},
            {role(Role::Owner), "owner"},
            {role(Role::Initials), "initials"},
            {role(Role::Closes), "closes"},
            {role(Role::Own), "own"},
            {role(Role::Poll), "poll"},
            {role(Role::Picture), "picture"},
            {role(Role::Formatted), "formatted"},
            {role(Role::Quote), "quote"},
            {role(Role::Reactions), "reactions"},
            {role(Role::Acts), "acts"},
            {role(Role::Edited), "edited"},
            {role(Role::Text), "text"},
            {role(Role::Markup), "markup"},
            {role(Role::Styled), "styled"},
            {role(Role::Link), "link"},
            {role(Role::Large), "large"},
            {role(Role::Life), "life"},
            {role(Role::Time), "time"},
            {role(Role::Delivery), "delivery"},
            {role(Role::DeliveryText), "deliveryText"},
            {role(Role::Failure), "failure"},
            {role(Role::Day), "day"},
            {role(Role::OpensUnread), "opensUnread"},
            {role(Role::Marked), "marked"},
            {role(Role::Missed), "missed"},
            {role(Role::Spoken), "spoken"}};
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const auto& entry = m_window.rows.at(row);
    const bool named = m_kind == ConversationKind::Group && !own(entry);
    switch (static_cast<Role>(role)) {
    case Role::Id:
        return static_cast<double>(entry.row.value);
    case Role::Own:
        return own(entry);
    case Role::Poll:
        return QVariant::fromValue(card(entry));
    case Role::Picture:
        return QVariant::fromValue(picture(entry));
    case Role::Formatted:
        return QVariant::fromValue(formatted(entry));
    case Role::Quote:
        return QVariant::fromValue(quote(entry));
    case Role::Reactions:
        return QVariant::fromValue(reactions(entry));
    case Role::Acts:
        return entry.rights.mayAnswer || entry.rights.mayDeleteForAll;
    case Role::Edited:
        return entry.editedAt ? tr("edited") : QString();
    case Role::Kind:
        return delegateOf(entry);
    case Role::Sender:
        return named && !joined(row + 1) ? entry.sender.name : QString();
    case Role::Colour:
        return colourOf(entry.sender.id);
    case Role::Owner:
        return avatarKey(entry.sender.id);
    case Role::Initials:
        return named && !joined(row) ? initials(entry.sender.name) : QString();
    case Role::Closes:
        return !joined(row);
    case Role::Day:
        return opensDay(row) ? m_moments.day(entry.sentAt) : QString();
    case Role::OpensUnread:
        return entry.row == m_firstUnread;
    case Role::Marked:
        return entry.row == m_marked;
    case Role::Missed:
        return entry.call && entry.call->missed == CallView::Missed::Yes;
    default:
        return words(entry, static_cast<Role>(role));
    }
}

QVariant TimelineModel::words(const TimelineEntry& entry, Role role) const {
    switch (role) {
    case Role::Text:
        return entry.kind == EntryKind::Picture ? entry.text : said(entry);
    case Role::Markup:
        return markupOf(said(entry)).text;
    case Role::Styled:
        return markupOf(said(entry)).styled;
    case Role::Link: {
        const auto links = webAddressesIn(said(entry));
        return links.empty() ? QString() : links.front().address;
    }
    case Role::Large:
        return entry.kind == EntryKind::Text && emoji::emojiAlone(entry.text) > 0;
    case Role::Life:
        return mortal(entry) ? LifetimeText::brief(m_countdown.left(entry)) : QString();
    case Role::Time:
        return m_moments.timeOfDay(entry.sentAt);
    case Role::Delivery:
        return m_kind == ConversationKind::NoteToSelf &&
                       (entry.delivery == DeliveryState::Delivered ||
                        entry.delivery == DeliveryState::Read)
                   ? deliveryIcon(DeliveryState::Sent)
                   : deliveryIcon(entry.delivery);
    case Role::DeliveryText:
        return EntryText::delivery(entry.delivery);
    case Role::Failure:
        if (const auto trouble = m_trouble.find(entry.row); trouble != m_trouble.end())
            return trouble->second;
        if (entry.delivery != DeliveryState::Failed)
            return QString();
        return entry.failure ? ErrorText::of(*entry.failure) : tr("This was not sent.");
    case Role::Spoken:
        return spoken(entry);
    default:
        return {};
    }
}

QString TimelineModel::said(const TimelineEntry& entry) const {
    return entry.kind == EntryKind::PollClosed ? EntryText::closing(entry, m_moments)
                                               : EntryText::of(entry);
}

QString TimelineModel::spoken(const TimelineEntry& entry) const {
    if (entry.kind != EntryKind::Text && entry.kind != EntryKind::Poll && !entry.picture)
        return said(entry);
    //: who, when: what
    const auto what =
        entry.kind == EntryKind::Poll ? tr("Poll: %1").arg(entry.text) : EntryText::of(entry);
    const auto said = tr("%1, %2: %3")
                          .arg(own(entry) ? tr("You") : entry.sender.name,
                               m_moments.timeOfDay(entry.sentAt), what);
    QStringList state{EntryText::delivery(entry.delivery)};
    if (entry.editedAt)
        state << tr("edited");
    if (entry.quote && entry.quote->state == QuoteView::State::Here)
        state << tr("answers %1", "a name").arg(entry.quote->sender.name);
    for (const auto& reaction : entry.reactions)
        state << reaction.emoji + QLatin1Char(' ') + QString::number(reaction.people.size());
    if (mortal(entry))
        state << tr("disappears in %1", "what is left: 12 s")
                     .arg(LifetimeText::brief(m_countdown.left(entry)));
    state.removeAll(QString());
    return state.isEmpty()
               ? said
               : tr("%1 (%2)", "said, delivery").arg(said, state.join(QLatin1String(", ")));
}

/// Whether the entry at `older` and the next newer one are one run of one person.
bool TimelineModel::joined(std::size_t older) const {
    if (older >= m_window.rows.size())
        return false;
    const auto& before = m_window.rows.at(older);
    // What has just left the window still shapes the row at its edge, which would jump otherwise.
    const bool edge = older == 0;
    if (edge && (m_window.reachesNewest || !m_beyond || m_edge != before.row))
        return false;
    const auto& after = edge ? *m_beyond : m_window.rows.at(older - 1);
    return before.sender.id == after.sender.id && before.kind == EntryKind::Text &&
           after.kind == EntryKind::Text && after.row != m_firstUnread &&
           before.delivery != DeliveryState::Failed &&
           after.sentAt - before.sentAt <= kJoinWithin &&
           Moments::dayOf(before.sentAt) == Moments::dayOf(after.sentAt);
}

bool TimelineModel::opensDay(std::size_t row) const {
    const auto& rows = m_window.rows;
    if (row + 1 == rows.size())
        return m_window.reachesOldest;
    return Moments::dayOf(rows.at(row).sentAt) != Moments::dayOf(rows.at(row + 1).sentAt);
}

QString TimelineModel::delegateOf(const TimelineEntry& entry) {
    if (entry.kind == EntryKind::Poll && entry.poll)
        return QStringLiteral("poll");
    if (entry.kind == EntryKind::Picture && entry.picture)
        return QStringLiteral("picture");
    if (entry.kind == EntryKind::Call)
        return QStringLiteral("call");
    if (entry.kind != EntryKind::Text && !entry.picture)
        return QStringLiteral("notice");
    return own(entry) ? QStringLiteral("own") : QStringLiteral("other");
}

PollCardModel* TimelineModel::card(const TimelineEntry& entry) const {
    if (entry.kind != EntryKind::Poll || !entry.poll)
        return nullptr;
    auto& card = m_cards[entry.row];
    if (card == nullptr)
        card = new PollCardModel(*entry.poll, m_moments, const_cast<TimelineModel*>(this));
    else
        card->set(*entry.poll);
    return card;
}

PictureCard* TimelineModel::picture(const TimelineEntry& entry) const {
    if (entry.kind != EntryKind::Picture || !entry.picture)
        return nullptr;
    auto& card = m_pictures[entry.row];
    if (card == nullptr)
        card = new PictureCard(m_client, m_pictureLibrary, entry, const_cast<TimelineModel*>(this));
    else
        card->set(entry);
    return card;
}

FormattedWords* TimelineModel::formatted(const TimelineEntry& entry) const {
    if (entry.kind != EntryKind::Text || entry.spans.empty())
        return nullptr;
    auto& words = m_formatted[entry.row];
    if (words == nullptr)
        words = new FormattedWords({entry.text, entry.spans}, const_cast<TimelineModel*>(this));
    else
        words->set({entry.text, entry.spans});
    return words;
}

QuoteCard* TimelineModel::quote(const TimelineEntry& entry) const {
    if (!entry.quote)
        return nullptr;
    auto& card = m_quotes[entry.row];
    if (card == nullptr)
        card = new QuoteCard(*entry.quote, const_cast<TimelineModel*>(this));
    else
        card->set(*entry.quote);
    return card;
}

ReactionsModel* TimelineModel::reactions(const TimelineEntry& entry) const {
    if (entry.reactions.empty())
        return nullptr;
    auto& model = m_reactions[entry.row];
    if (model == nullptr)
        model = new ReactionsModel(entry.reactions, const_cast<TimelineModel*>(this));
    else
        model->set(entry.reactions);
    return model;
}

/// Cards of what has left the window, or was erased, go once the rows that show them are gone.
void TimelineModel::dropCards() {
    const auto shows = [this](MessageRow row, EntryKind kind) {
        const auto& rows = m_window.rows;
        const auto entry = std::ranges::find(rows, row, &TimelineEntry::row);
        return entry != rows.end() && entry->kind == kind && (entry->poll || entry->picture);
    };
    std::erase_if(m_cards, [&](const auto& kept) {
        if (shows(kept.first, EntryKind::Poll))
            return false;
        kept.second->deleteLater();
        return true;
    });
    const auto dropUnless = [this](auto& cards, auto has) {
        std::erase_if(cards, [&](const auto& kept) {
            const auto* entry = entryOf(static_cast<double>(kept.first.value));
            const bool stays = entry != nullptr && has(*entry);
            if (!stays)
                kept.second->deleteLater();
            return !stays;
        });
    };
    dropUnless(m_formatted, [](const TimelineEntry& entry) { return !entry.spans.empty(); });
    dropUnless(m_quotes, [](const TimelineEntry& entry) { return entry.quote.has_value(); });
    dropUnless(m_reactions, [](const TimelineEntry& entry) { return !entry.reactions.empty(); });
    std::erase_if(m_pictures, [&](const auto& kept) {
        if (shows(kept.first, EntryKind::Picture))
            return false;
        kept.second->deleteLater();
        return true;
    });
}

void TimelineModel::setLocale(const QLocale& locale) {
    m_moments.setLocale(locale);
    for (const auto& [row, card] : m_cards)
        card->setLocale(locale);
    for (const auto& [row, card] : m_pictures)
        card->retranslate();
    for (const auto& [row, card] : m_quotes)
        card->retranslate();
    changed(0, rowCount() - 1);
}

} // namespace kontor
