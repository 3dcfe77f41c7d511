#include "app/view_models/message_info_view_model.h"

#include "app/pictures/avatar_key.h"
#include "app/texts/error_text.h"
#include "app/texts/initials.h"

#include <QPointer>

#include <algorithm>

namespace kontor {
namespace {

/// 0 read, 1 delivered, 2 sent.
int stepOf(const MessageInfo::Reader& reader) {
    return reader.readAt ? 0 : reader.deliveredAt ? 1 : 2;
}

} // namespace

MessageInfoViewModel::MessageInfoViewModel(Client& client, Moments moments)
    : m_client(client)
    , m_moments(std::move(moments)) {}

int MessageInfoViewModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_info.people.size());
}

QHash<int, QByteArray> MessageInfoViewModel::roleNames() const {
    const auto role = [](Role which) { return static_cast<int>(which); };
    return {{role(Role::Section), "section"},   {role(Role::Name), "name"},
            {role(Role::Initials), "initials"}, {role(Role::Colour), "colour"},
            {role(Role::Owner), "owner"},       {role(Role::Time), "time"},
            {role(Role::Spoken), "spoken"}};
}

QVariant MessageInfoViewModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& reader = m_info.people.at(static_cast<std::size_t>(index.row()));
    const int step = stepOf(reader);
    const auto section = step == 0 ? tr("Read by") : step == 1 ? tr("Delivered to") : tr("Sent to");
    const auto time = step == 0   ? moment(*reader.readAt)
                      : step == 1 ? moment(*reader.deliveredAt)
                                  : QString();
    switch (static_cast<Role>(role)) {
    case Role::Section:
        return section;
    case Role::Name:
        return reader.person.name;
    case Role::Initials:
        return initials(reader.person.name);
    case Role::Colour:
        return colourOf(reader.person.id);
    case Role::Owner:
        return avatarKey(reader.person.id);
    case Role::Time:
        return time;
    case Role::Spoken:
        return time.isEmpty()
                   ? tr("%1 %2", "Sent to, name").arg(section, reader.person.name)
                   : tr("%1 %2, %3", "Read by, name, when").arg(section, reader.person.name, time);
    }
    return {};
}

QString MessageInfoViewModel::moment(Milliseconds at) const {
    return tr("%1, %2", "day, time of day").arg(m_moments.day(at), m_moments.timeOfDay(at));
}

QString MessageInfoViewModel::sentAt() const {
    return m_info.sentAt.count() > 0 ? tr("Sent: %1").arg(moment(m_info.sentAt)) : QString();
}

void MessageInfoViewModel::start(const TimelineEntry& message) {
    m_message = message.row;
    take(MessageInfo());
    load();
}

void MessageInfoViewModel::load() {
    if (!m_message)
        return;
    m_client.messageInfo(*m_message,
                         [self = QPointer(this), asked = *m_message](Result<MessageInfo> info) {
                             if (self && self->m_message == asked)
                                 self->take(std::move(info));
                         });
}

void MessageInfoViewModel::take(Result<MessageInfo> answer) {
    m_failure = answer.ok() ? QString() : ErrorText::of(answer.error());
    beginResetModel();
    m_info = answer.ok() ? std::move(answer).value() : MessageInfo();
    std::ranges::stable_sort(m_info.people, {}, stepOf);
    endResetModel();
    emit changed();
}

void MessageInfoViewModel::apply(const TimelineChanged& change) {
    if (std::ranges::any_of(
            change.diffs, [this](const TimelineDiff& diff) { return diff.entry.row == m_message; }))
        load();
}

void MessageInfoViewModel::forget(const std::vector<MessageRow>& erased) {
    if (!m_message || std::ranges::find(erased, *m_message) == erased.end())
        return;
    m_message.reset();
    take(MessageInfo());
    emit done();
}

void MessageInfoViewModel::setLocale(const QLocale& locale) {
    m_moments.setLocale(locale);
    beginResetModel(); // sections are read when rows are made
    endResetModel();
    emit changed();
}

} // namespace kontor
