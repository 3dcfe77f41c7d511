#include "app/view_models/mute_view_model.h"

#include <algorithm>

namespace kontor {

MuteViewModel::MuteViewModel(Client& client, const Clock& clock, Moments moments)
    : m_client(client)
    , m_clock(clock)
    , m_moments(std::move(moments)) {}

void MuteViewModel::open(const ConversationSummary& summary) {
    m_conversation = summary.id;
    setUntil(summary.mutedUntil);
}

void MuteViewModel::close() {
    m_conversation.reset();
    setUntil(Milliseconds(0));
}

void MuteViewModel::apply(const std::vector<ConversationSummary>& changed) {
    const auto found = std::ranges::find_if(
        changed, [this](const ConversationSummary& one) { return one.id == m_conversation; });
    if (found != changed.end())
        setUntil(found->mutedUntil);
}

void MuteViewModel::setLocale(const QLocale& locale) {
    m_moments.setLocale(locale);
    emit changed();
}

void MuteViewModel::setUntil(Milliseconds until) {
    if (m_until == until)
        return;
    m_until = until;
    emit changed();
}

QString MuteViewModel::standing() const {
    if (!muted())
        return tr("On");
    return m_until == kAlways ? tr("Muted") : tr("Muted until %1").arg(m_moments.ahead(m_until));
}

void MuteViewModel::mute(Length length) {
    if (m_conversation)
        m_client.mute(*m_conversation, muteEnd(static_cast<MuteFor>(length), m_clock.sinceEpoch()),
                      [](const Result<void>&) {});
}

void MuteViewModel::unmute() {
    if (m_conversation)
        m_client.mute(*m_conversation, Milliseconds(0), [](const Result<void>&) {});
}

} // namespace kontor
