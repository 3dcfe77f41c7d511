#include "app/view_models/group_editor_view_model.h"

#include "app/pictures/avatar_key.h"
#include "app/texts/error_text.h"
#include "app/texts/initials.h"
#include "base/limits.h"
#include "core/content/settings.h"

#include <QPointer>

namespace kontor {

GroupEditorViewModel::GroupEditorViewModel(Client& client)
    : m_client(client) {}

void GroupEditorViewModel::begin(const ConversationDetails& details) {
    const auto& pending = details.pending;
    m_conversation = details.summary.id;
    m_nameBefore = pending && pending->name ? *pending->name : details.summary.title;
    m_descriptionBefore =
        pending && pending->description ? *pending->description : details.description;
    m_name = m_nameBefore;
    m_description = m_descriptionBefore;
    m_failure.clear();
    m_busy = false;
    m_pictured = false;
    askForPicture();
    emit changed();
}

QString GroupEditorViewModel::owner() const {
    return m_conversation ? avatarKey(*m_conversation) : QString();
}

QString GroupEditorViewModel::initials() const {
    return kontor::initials(m_nameBefore);
}

int GroupEditorViewModel::colour() const {
    return m_conversation ? colourOf(*m_conversation) : 0;
}

void GroupEditorViewModel::apply(const AvatarChanged& change) {
    if (m_conversation && change.owner == AvatarOwner(*m_conversation))
        askForPicture();
}

void GroupEditorViewModel::askForPicture() {
    const auto group = *m_conversation;
    m_client.avatar(group, [self = QPointer(this), group](const Result<QByteArray>& picture) {
        if (!self || self->m_conversation != group || !picture.ok())
            return;
        self->m_pictured = !picture.value().isEmpty();
        emit self->changed();
    });
}

void GroupEditorViewModel::choosePicture() {
    if (!canPicture())
        return;
    m_picker->pick(
        [self = QPointer(this), group = *m_conversation](const AvatarPicker::Picked& picked) {
            if (!self || self->m_conversation != group)
                return;
            self->m_failure = picked.failure;
            emit self->changed();
            if (picked.failure.isEmpty())
                self->setPicture(group, picked.picture);
        });
}

void GroupEditorViewModel::removePicture() {
    if (m_conversation)
        setPicture(*m_conversation, {});
}

void GroupEditorViewModel::setPicture(ConversationId group, const QByteArray& picture) {
    SettingsForm form;
    form.avatar = picture;
    m_client.changeSettings(
        group, form,
        [self = QPointer(this), group, some = !picture.isEmpty()](const Result<void>& done) {
            if (!self || self->m_conversation != group)
                return;
            self->m_failure = done.ok() ? QString() : ErrorText::of(done.error());
            if (done.ok())
                self->m_pictured = some;
            emit self->changed();
        });
}

SettingsForm GroupEditorViewModel::edited() const {
    SettingsForm form;
    if (m_name.simplified() != m_nameBefore)
        form.name = m_name.simplified();
    if (m_description.trimmed() != m_descriptionBefore)
        form.description = m_description.trimmed();
    return form;
}

/// Nothing while there is simply nothing yet.
QString GroupEditorViewModel::trouble() const {
    if (m_name.simplified().toUcs4().size() > static_cast<qsizetype>(limits::kNameLetters))
        return tr("The name is too long: %1 letters is the limit.").arg(limits::kNameLetters);
    if (m_description.trimmed().toUtf8().size() >
        static_cast<qsizetype>(content::Settings::kGreatestDescription))
        return tr("The description is too long.");
    return {};
}

bool GroupEditorViewModel::canSave() const {
    return m_conversation && !m_busy && !m_name.simplified().isEmpty() && trouble().isEmpty() &&
           edited() != SettingsForm();
}

void GroupEditorViewModel::setName(const QString& name) {
    if (m_name == name)
        return;
    m_name = name;
    m_failure = trouble();
    emit changed();
}

void GroupEditorViewModel::setDescription(const QString& description) {
    if (m_description == description)
        return;
    m_description = description;
    m_failure = trouble();
    emit changed();
}

void GroupEditorViewModel::save() {
    if (!canSave())
        return;
    m_busy = true;
    m_client.changeSettings(
        *m_conversation, edited(),
        [self = QPointer(this), asked = m_conversation](const Result<void>& done) {
            if (!self || self->m_conversation != asked)
                return;
            self->m_busy = false;
            self->m_failure = done.ok() ? QString() : ErrorText::of(done.error());
            emit self->changed();
            if (done.ok())
                emit self->saved();
        });
    emit changed();
}

} // namespace kontor
