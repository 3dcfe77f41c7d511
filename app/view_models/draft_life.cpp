#include "app/view_models/draft_life.h"

#include <QPointer>

#include <utility>

namespace kontor {
namespace {

QString nameFor(ConversationId conversation) {
    return QStringLiteral("draft_life.%1").arg(conversation.value);
}

} // namespace

void DraftLife::open(ConversationId conversation) {
    close();
    m_conversation = conversation;
    m_client.recall(nameFor(conversation), [self = QPointer(this),
                                            conversation](const Result<QString>& seconds) {
        // What has been chosen since then wins; what is too long by now is said anew.
        if (!self || self->m_conversation != conversation || !seconds.ok() || self->timed())
            return;
        const Milliseconds kept = std::chrono::seconds(seconds.value().toLongLong());
        if (self->fits(kept))
            self->set(kept, Allowed::Yes);
    });
}

void DraftLife::close() {
    m_conversation.reset();
    set(Milliseconds(0), Allowed::Yes);
}

void DraftLife::choose(int row) {
    if (row >= 0 && row < rowCount())
        keep(at(row));
}

Milliseconds DraftLife::take() {
    const Milliseconds taken = lifetime();
    keep(Milliseconds(0));
    return taken;
}

void DraftLife::keep(Milliseconds lifetime) {
    if (lifetime == this->lifetime())
        return;
    set(lifetime, Allowed::Yes);
    if (!m_conversation)
        return;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(lifetime).count();
    m_client.remember(nameFor(*m_conversation), seconds > 0 ? QString::number(seconds) : QString());
}

} // namespace kontor
