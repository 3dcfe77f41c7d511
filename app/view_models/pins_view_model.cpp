#include "app/view_models/pins_view_model.h"

#include "app/view_models/quote_card.h"
#include "base/limits.h"

#include <QPointer>

#include <algorithm>

namespace kontor {

PinsViewModel::PinsViewModel(Client& client)
    : m_client(client) {}

void PinsViewModel::open(ConversationId conversation) {
    if (m_conversation == conversation)
        return;
    m_conversation = conversation;
    take({});
    read();
}

void PinsViewModel::close() {
    m_conversation.reset();
    take({});
}

void PinsViewModel::read() {
    ListingRequest request;
    request.conversation = *m_conversation;
    request.what = Listed::Pins;
    request.count = limits::kPinsOfConversation;
    m_client.listing(request,
                     [self = QPointer(this), asked = m_conversation](Result<ListingPage> page) {
                         if (self && self->m_conversation == asked && page.ok())
                             self->take(std::move(page.value().entries));
                     });
}

void PinsViewModel::take(std::vector<TimelineEntry> pins) {
    if (m_pins == pins)
        return;
    // Another newest one is shown at once; otherwise what was shown stays.
    const auto* const before = shown();
    const bool same = before != nullptr && !pins.empty() && m_pins.front().row == pins.front().row;
    const auto found =
        same ? std::ranges::find(pins, before->row, &TimelineEntry::row) : pins.end();
    m_shown = found == pins.end() ? 0 : static_cast<int>(found - pins.begin());
    m_pins = std::move(pins);
    emit changed();
}

bool PinsViewModel::has(MessageRow row) const {
    return std::ranges::find(m_pins, row, &TimelineEntry::row) != m_pins.end();
}

const TimelineEntry* PinsViewModel::shown() const {
    return m_pins.empty() ? nullptr : &m_pins.at(static_cast<std::size_t>(m_shown));
}

void PinsViewModel::apply(const TimelineChanged& change) {
    if (m_conversation != change.conversation)
        return;
    const bool concerned = std::ranges::any_of(change.diffs, [this](const TimelineDiff& diff) {
        return diff.entry.pin == TimelineEntry::Pin::On || has(diff.entry.row);
    });
    if (concerned)
        read();
}

void PinsViewModel::forget(const std::vector<MessageRow>& erased) {
    if (!std::ranges::any_of(erased, [this](MessageRow row) { return has(row); }))
        return;
    auto left = m_pins;
    std::erase_if(left, [&erased](const TimelineEntry& pin) {
        return std::ranges::find(erased, pin.row) != erased.end();
    });
    take(std::move(left));
}

QString PinsViewModel::who() const {
    const auto* const pin = shown();
    if (pin == nullptr)
        return {};
    return pin->side == TimelineEntry::Side::Own ? tr("You") : pin->sender.name;
}

QString PinsViewModel::words() const {
    const auto* const pin = shown();
    return pin == nullptr ? QString() : QuoteCard::wordsOf(*pin);
}

void PinsViewModel::press() {
    const auto* const pin = shown();
    if (pin == nullptr)
        return;
    emit entryWanted(static_cast<double>(pin->row.value));
    m_shown = (m_shown + 1) % count();
    emit changed();
}

} // namespace kontor
