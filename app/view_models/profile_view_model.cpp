#include "app/view_models/profile_view_model.h"

#include "app/texts/error_text.h"
#include "app/texts/status_text.h"
#include "base/limits.h"

#include <QPointer>

namespace kontor {

ProfileViewModel::ProfileViewModel(Client& client, AvatarPicker& picker, const Clock& clock,
                                   Moments moments)
    : m_client(client)
    , m_picker(picker)
    , m_clock(clock)
    , m_moments(std::move(moments)) {}

void ProfileViewModel::set(const Person& self) {
    const bool other = m_self.id != self.id;
    const bool typed = m_name.simplified() != m_self.name;
    if (other || !typed)
        m_name = self.name;
    m_self = self;
    if (other) {
        beginStatus();
        askForPicture();
    }
    emit changed();
}

void ProfileViewModel::apply(const StatusChanged& change) {
    if (change.user != m_self.id)
        return;
    m_self.status = change.status;
    emit changed();
}

void ProfileViewModel::apply(const AvatarChanged& change) {
    if (change.owner == AvatarOwner(m_self.id))
        askForPicture();
}

void ProfileViewModel::setLocale(const QLocale& locale) {
    m_moments.setLocale(locale);
    emit changed();
}

// Name

bool ProfileViewModel::canSaveName() const {
    const auto name = m_name.simplified();
    return !m_busy && !name.isEmpty() && name != m_self.name &&
           name.toUcs4().size() <= static_cast<qsizetype>(limits::kNameLetters);
}

void ProfileViewModel::setName(const QString& name) {
    if (m_name == name)
        return;
    m_name = name;
    m_nameFailure =
        name.simplified().toUcs4().size() > static_cast<qsizetype>(limits::kNameLetters)
            ? tr("The name is too long: %1 letters is the limit.").arg(limits::kNameLetters)
            : QString();
    emit changed();
}

void ProfileViewModel::saveName() {
    if (!canSaveName())
        return;
    m_busy = true;
    m_nameFailure.clear();
    emit changed();
    m_client.rename(m_name.simplified(), [self = QPointer(this)](const Result<void>& done) {
        if (!self)
            return;
        self->m_busy = false;
        if (done.ok())
            self->m_self.name = self->m_name = self->m_name.simplified();
        else
            self->m_nameFailure = ErrorText::of(done.error());
        emit self->changed();
    });
}

void ProfileViewModel::forgetName() {
    m_name = m_self.name;
    m_nameFailure.clear();
    emit changed();
}

// Picture

void ProfileViewModel::askForPicture() {
    m_client.avatar(m_self.id, [self = QPointer(this)](const Result<QByteArray>& picture) {
        if (!self || !picture.ok())
            return;
        self->m_pictured = !picture.value().isEmpty();
        emit self->changed();
    });
}

void ProfileViewModel::choosePicture() {
    m_picker.pick([self = QPointer(this)](const AvatarPicker::Picked& picked) {
        if (!self)
            return;
        self->m_pictureFailure = picked.failure;
        emit self->changed();
        if (picked.failure.isEmpty())
            self->setPicture(picked.picture);
    });
}

void ProfileViewModel::removePicture() {
    setPicture({});
}

void ProfileViewModel::setPicture(const QByteArray& picture) {
    m_client.setAvatar(picture, [self = QPointer(this)](const Result<void>& done) {
        if (!self)
            return;
        self->m_pictureFailure = done.ok() ? QString() : ErrorText::of(done.error());
        emit self->changed();
    });
}

// Status

bool ProfileViewModel::says() const {
    return m_self.status != Status();
}

QString ProfileViewModel::standing() const {
    return StatusText::of(m_self.status, m_moments);
}

void ProfileViewModel::beginStatus() {
    m_availability = static_cast<Availability>(m_self.status.availability);
    m_line = m_self.status.line;
    const bool ends = m_self.status.until > Milliseconds(0);
    m_end = ends ? End::AtTime : End::Never;
    m_time = ends ? m_moments.timeOfDay(m_self.status.until) : QString();
    m_statusFailure.clear();
    emit changed();
}

Status ProfileViewModel::edited() const {
    Status status;
    status.availability = static_cast<Status::Availability>(m_availability);
    status.line = m_line.simplified();
    return status;
}

bool ProfileViewModel::canSaveStatus() const {
    return !m_busy && edited() != Status() &&
           edited().line.toUcs4().size() <= static_cast<qsizetype>(limits::kStatusLetters);
}

void ProfileViewModel::setAvailability(Availability availability) {
    m_availability = availability;
    emit changed();
}

void ProfileViewModel::setLine(const QString& line) {
    if (m_line == line)
        return;
    m_line = line;
    m_statusFailure =
        edited().line.toUcs4().size() > static_cast<qsizetype>(limits::kStatusLetters)
            ? tr("This is too long: %1 letters is the limit.").arg(limits::kStatusLetters)
            : QString();
    emit changed();
}

void ProfileViewModel::setEnd(End end) {
    m_end = end;
    m_statusFailure.clear();
    emit changed();
}

void ProfileViewModel::setTime(const QString& time) {
    if (m_time == time)
        return;
    m_time = time;
    m_statusFailure.clear();
    emit changed();
}

void ProfileViewModel::saveStatus() {
    if (!canSaveStatus())
        return;
    Status status = edited();
    const auto until = statusEnd(static_cast<StatusEnd>(m_end), m_time, m_clock.sinceEpoch());
    if (!until) {
        m_statusFailure = tr("Please write the time like this: 15:30.");
        emit changed();
        return;
    }
    status.until = *until;
    tellStatus(status);
}

void ProfileViewModel::clearStatus() {
    tellStatus({});
}

void ProfileViewModel::tellStatus(const Status& status) {
    m_busy = true;
    m_statusFailure.clear();
    emit changed();
    m_client.setStatus(status, [self = QPointer(this), status](const Result<void>& done) {
        if (!self)
            return;
        self->m_busy = false;
        if (done.ok()) {
            self->m_self.status = status;
            self->beginStatus();
            emit self->statusSaved();
            return;
        }
        self->m_statusFailure = ErrorText::of(done.error());
        emit self->changed();
    });
}

} // namespace kontor
