#include "app/view_models/poll_editor_view_model.h"

#include "app/texts/error_text.h"
#include "app/texts/message_markup.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>
#include <QSet>

namespace kontor {

PollEditorViewModel::PollEditorViewModel(Client& client, const Clock& clock, const Moments& moments,
                                         DraftLife* life)
    : m_client(client)
    , m_life(life)
    , m_dates(moments)
    , m_slotForm(clock, moments)
    , m_deadline(clock, moments) {
    connect(&m_slotForm, &PollSlotForm::taken, this, &PollEditorViewModel::takeSlot);
    connect(&m_deadline, &PollDeadlineForm::changed, this, &PollEditorViewModel::judge);
    if (m_life != nullptr)
        connect(m_life, &DraftLife::changed, this, &PollEditorViewModel::changed);
    clear();
}

void PollEditorViewModel::open(ConversationId conversation) {
    if (m_conversation != conversation)
        clear();
    m_conversation = conversation;
}

void PollEditorViewModel::setLocale(const QLocale& locale) {
    m_dates.setLocale(locale);
    m_slotForm.setLocale(locale);
    m_deadline.setLocale(locale);
    judge();
}

void PollEditorViewModel::clear() {
    m_title.clear();
    m_kind = Kind::Texts;
    m_several = m_third = m_hidden = m_chosen = false;
    m_named = true;
    m_options.setStringList({QString(), QString()});
    m_dates.set({});
    m_deadline.clear();
    m_failure.clear();
    emit changed();
}

void PollEditorViewModel::fill(const PollView& poll) {
    clear();
    m_title = poll.title;
    QStringList texts;
    std::vector<PollSlot> dates;
    for (const auto& option : poll.options) {
        if (option.slot)
            dates.push_back(*option.slot);
        else
            texts << option.text;
    }
    m_kind = dates.empty() ? Kind::Texts : Kind::Dates;
    while (texts.size() < 2)
        texts << QString();
    m_options.setStringList(texts);
    m_dates.set(std::move(dates));
    m_chosen = true;
    m_several = poll.choices == PollView::Choices::Several;
    m_third = poll.third == PollView::Third::Offered;
    m_hidden = poll.results == PollView::Results::AfterClosing;
    m_named = poll.names == PollView::Names::Shown;
    keepOneEmpty();
    judge();
}

QString PollEditorViewModel::life() const {
    return m_life != nullptr && m_life->timed() ? m_life->words() : QString();
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
    if (m_kind == Kind::Texts && QSet<QString>(all.begin(), all.end()).size() != all.size())
        return tr("Two options are the same.");
    if (m_kind == Kind::Dates && m_dates.hasTwoAlike())
        return tr("Two dates are the same.");
    return m_deadline.trouble();
}

bool PollEditorViewModel::canSend() const {
    const auto asked = m_kind == Kind::Dates ? m_dates.rowCount() : filled().size();
    return m_conversation && !m_busy && !m_title.trimmed().isEmpty() && asked >= 2 &&
           trouble().isEmpty();
}

void PollEditorViewModel::judge() {
    m_failure = trouble();
    emit changed();
}

void PollEditorViewModel::setTitle(const QString& title) {
    if (m_title == title)
        return;
    m_title = title;
    judge();
}

void PollEditorViewModel::setKind(Kind kind) {
    m_kind = kind;
    if (!m_chosen) // who looks for a date wants to know every one that suits
        m_several = m_third = kind == Kind::Dates;
    judge();
}

void PollEditorViewModel::setSeveral(bool several) {
    m_several = several;
    m_chosen = true;
    emit changed();
}

void PollEditorViewModel::setThird(bool third) {
    m_third = third;
    m_chosen = true;
    emit changed();
}

void PollEditorViewModel::setHidden(bool hidden) {
    m_hidden = hidden;
    emit changed();
}

void PollEditorViewModel::setNamed(bool named) {
    m_named = named;
    emit changed();
}

void PollEditorViewModel::setOption(int row, const QString& text) {
    m_options.setData(m_options.index(row), text);
    keepOneEmpty();
    judge();
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
    judge();
}

void PollEditorViewModel::removeOption(int row) {
    m_options.removeRows(row, 1);
    while (m_options.rowCount() < 2)
        m_options.insertRows(m_options.rowCount(), 1);
    keepOneEmpty();
    judge();
}

void PollEditorViewModel::keepOneEmpty() {
    const int rows = m_options.rowCount();
    if (rows < kGreatestOptions && !m_options.index(rows - 1).data().toString().isEmpty())
        m_options.insertRows(rows, 1);
}

void PollEditorViewModel::beginDate() {
    m_changing.reset();
    m_slotForm.beginAfter(m_dates.all().empty() ? std::nullopt
                                                : std::optional(m_dates.all().back()));
}

void PollEditorViewModel::changeDate(int row) {
    if (row < 0 || row >= m_dates.rowCount())
        return;
    m_changing = row;
    m_slotForm.beginWith(m_dates.all().at(static_cast<std::size_t>(row)));
}

void PollEditorViewModel::removeDate(int row) {
    m_dates.remove(row);
    m_changing.reset();
    judge();
}

void PollEditorViewModel::takeSlot(const PollSlot& slot) {
    if (m_changing)
        m_dates.replace(*m_changing, slot);
    else if (!full())
        m_dates.add(slot);
    m_changing.reset();
    judge();
}

PollForm PollEditorViewModel::form() const {
    PollForm form;
    form.title = m_title.trimmed();
    if (m_kind == Kind::Dates)
        form.dates = m_dates.all();
    else
        form.options = filled();
    form.choices = m_several ? PollView::Choices::Several : PollView::Choices::One;
    form.third = m_third ? PollView::Third::Offered : PollView::Third::None;
    form.names = m_named ? PollView::Names::Shown : PollView::Names::Counted;
    form.results = m_hidden ? PollView::Results::AfterClosing : PollView::Results::Always;
    form.deadline = m_deadline.moment();
    return form;
}

void PollEditorViewModel::send() {
    judge(); // what was to come may have passed meanwhile
    if (!canSend())
        return;
    auto asked = form();
    if (m_life != nullptr)
        asked.lifetime = m_life->take();
    m_busy = true;
    m_client.askPoll(
        *m_conversation, asked,
        [self = QPointer(this), lifetime = asked.lifetime](const Result<MessageRow>& done) {
            if (!self)
                return;
            self->m_busy = false;
            if (done.ok()) {
                self->clear();
                emit self->sent();
                return;
            }
            if (self->m_life != nullptr)
                self->m_life->putBack(lifetime);
            self->tellRefused(done.error());
        });
    emit changed();
}

void PollEditorViewModel::tellRefused(const Error& error) {
    const bool words =
        error.code == ErrorCode::Malformed && !error.args.empty() && error.args.front() == "poll";
    m_failure = words ? tr("A question or an option is too long: 256 letters is the limit.")
                      : ErrorText::of(error);
    emit changed();
}

} // namespace kontor
