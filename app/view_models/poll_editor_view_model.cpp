#include "app/view_models/poll_editor_view_model.h"

#include "app/texts/error_text.h"
#include "app/texts/message_markup.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>
#include <QSet>

namespace kontor {

PollEditorViewModel::PollEditorViewModel(Client& client)
    : m_client(client) {
    clear();
}

void PollEditorViewModel::open(ConversationId conversation) {
    if (m_conversation != conversation)
        clear();
    m_conversation = conversation;
}

void PollEditorViewModel::clear() {
    m_title.clear();
    m_several = false;
    m_failure.clear();
    m_options.setStringList({QString(), QString()});
    emit changed();
}

QStringList PollEditorViewModel::filled() const {
    QStringList all;
    for (const QString& option : m_options.stringList())
        if (!option.trimmed().isEmpty())
            all << option.trimmed();
    return all;
}

/// Nothing while there is simply not enough yet.
QString PollEditorViewModel::trouble() const {
    const auto all = filled();
    if (QSet<QString>(all.begin(), all.end()).size() != all.size())
        return tr("Two options are the same.");
    return {};
}

bool PollEditorViewModel::canSend() const {
    return m_conversation && !m_busy && !m_title.trimmed().isEmpty() && filled().size() >= 2 &&
           trouble().isEmpty();
}

void PollEditorViewModel::setTitle(const QString& title) {
    if (m_title == title)
        return;
    m_title = title;
    m_failure = trouble();
    emit changed();
}

void PollEditorViewModel::setSeveral(bool several) {
    m_several = several;
    emit changed();
}

void PollEditorViewModel::setOption(int row, const QString& text) {
    m_options.setData(m_options.index(row), text);
    keepOneEmpty();
    m_failure = trouble();
    emit changed();
}

void PollEditorViewModel::paste(int row) {
    const auto lines = cleanPaste(QGuiApplication::clipboard()->text())
                           .split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString& line : lines) {
        if (row >= kGreatestOptions)
            break;
        if (row == m_options.rowCount())
            m_options.insertRows(row, 1);
        const auto there = m_options.index(row).data().toString();
        m_options.setData(m_options.index(row), (there + line).trimmed());
        ++row;
    }
    keepOneEmpty();
    m_failure = trouble();
    emit changed();
}

void PollEditorViewModel::removeOption(int row) {
    m_options.removeRows(row, 1);
    while (m_options.rowCount() < 2)
        m_options.insertRows(m_options.rowCount(), 1);
    keepOneEmpty();
    m_failure = trouble();
    emit changed();
}

void PollEditorViewModel::keepOneEmpty() {
    const int rows = m_options.rowCount();
    if (rows < kGreatestOptions && !m_options.index(rows - 1).data().toString().isEmpty())
        m_options.insertRows(rows, 1);
}

void PollEditorViewModel::send() {
    if (!canSend())
        return;
    PollForm form;
    form.title = m_title.trimmed();
    form.options = filled();
    form.choices = m_several ? PollView::Choices::Several : PollView::Choices::One;
    m_busy = true;
    m_client.askPoll(*m_conversation, form,
                     [self = QPointer(this)](const Result<MessageRow>& asked) {
                         if (!self)
                             return;
                         self->m_busy = false;
                         if (!asked.ok()) {
                             self->m_failure =
                                 asked.error().code == ErrorCode::Malformed
                                     ? tr("A question or an option is too long: 256 letters is the "
                                          "limit.")
                                     : ErrorText::of(asked.error());
                             emit self->changed();
                             return;
                         }
                         self->clear();
                         emit self->sent();
                     });
    emit changed();
}

} // namespace kontor
