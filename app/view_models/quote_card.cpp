#include "app/view_models/quote_card.h"

#include "app/texts/initials.h"

namespace kontor {

QuoteCard::QuoteCard(QuoteView quote, QObject* parent)
    : QObject(parent)
    , m_quote(std::move(quote)) {}

void QuoteCard::set(const QuoteView& quote) {
    if (m_quote == quote)
        return;
    m_quote = quote;
    emit changed();
}

QString QuoteCard::who() const {
    return here() ? m_quote.sender.name : QString();
}

QString QuoteCard::wordsOf(EntryKind kind, const QString& text) {
    if (kind == EntryKind::Poll)
        return tr("Poll: %1").arg(text);
    if (kind == EntryKind::Picture)
        return text.isEmpty() ? tr("Picture") : tr("Picture: %1").arg(text);
    if (kind == EntryKind::File)
        return text.isEmpty() ? tr("File") : tr("File: %1").arg(text);
    return text;
}

QString QuoteCard::wordsOf(const TimelineEntry& entry) {
    constexpr int kLetters = 200;
    const bool named = entry.kind == EntryKind::File && entry.text.isEmpty() && entry.picture;
    const auto text = named ? entry.picture->fileName : entry.text;
    return wordsOf(entry.kind, text.simplified().left(kLetters));
}

QString QuoteCard::words() const {
    switch (m_quote.state) {
    case QuoteView::State::Gone:
        return tr("The message was deleted.");
    case QuoteView::State::Unknown:
        return tr("A message from before you were here.");
    case QuoteView::State::Here:
        break;
    }
    return wordsOf(m_quote.kind, m_quote.text);
}

int QuoteCard::colour() const {
    return colourOf(m_quote.sender.id);
}

} // namespace kontor
