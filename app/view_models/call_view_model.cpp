#include "app/view_models/call_view_model.h"

#include "app/pictures/avatar_key.h"
#include "app/texts/entry_text.h"
#include "app/texts/error_text.h"
#include "app/texts/initials.h"
#include "core/calls/fresh_call.h"

#include <QPointer>

namespace kontor {

namespace {

using namespace std::chrono_literals;
constexpr Milliseconds kSecond = 1s;
/// A short word about an end goes by itself; a warning waits to be read.
constexpr Milliseconds kLastWord = 4s;
/// What a message needs to leave.
constexpr Milliseconds kFarewell = 700ms;

const QString kRelaySetting = QStringLiteral("calls_by_relay");
const QString kByRelay = QStringLiteral("always");

/// Ends that the person made, and those that the timeline tells of.
bool isSilent(CallOutcome outcome) {
    return outcome == CallOutcome::HungUp || outcome == CallOutcome::DeclinedHere ||
           outcome == CallOutcome::Missed;
}

} // namespace

CallViewModel::CallViewModel(Client& client, const Clock& clock, Timers& timers, Mailbox& owner,
                             CallHardware hardware)
    : m_client(client)
    , m_clock(clock)
    , m_timers(timers)
    , m_hardware(std::move(hardware))
    , m_controller({client, clock, timers, owner, m_hardware.voices, freshCallId},
                   {[this] { follow(); },
                    [this](CallOutcome outcome, const std::optional<Error>& error) {
                        end(outcome, error);
                    }}) {}

CallViewModel::~CallViewModel() {
    stopTimer();
    m_timers.cancel(m_leaving);
    if (m_ringing)
        m_hardware.stopRinging();
}

void CallViewModel::setSelf(const UserId& self) {
    m_controller.setSelf(self);
    m_client.recall(kRelaySetting, [self = QPointer(this)](const Result<QString>& stored) {
        if (!self || !stored.ok() || self->m_relayOnly == (stored.value() == kByRelay))
            return;
        self->m_relayOnly = stored.value() == kByRelay;
        self->useWishes();
        emit self->relayOnlyChanged();
    });
}

void CallViewModel::useWishes() {
    CallController::Wishes wishes;
    wishes.ways = m_relayOnly ? media::Ways::RelayOnly : media::Ways::All;
    m_controller.setWishes(std::move(wishes));
}

void CallViewModel::setRelayOnly(bool only) {
    if (m_relayOnly == only)
        return;
    m_relayOnly = only;
    useWishes();
    m_client.remember(kRelaySetting, only ? kByRelay : QString());
    emit relayOnlyChanged();
}

void CallViewModel::start(ConversationId conversation, const Person& peer) {
    if (!available() || m_controller.inCall())
        return;
    m_ended.reset();
    m_person = peer;
    m_controller.start(conversation, peer);
}

void CallViewModel::apply(const CallSignalled& signal) {
    if (available())
        m_controller.apply(signal);
}

void CallViewModel::apply(const CallCandidatesArrived& candidates) {
    if (available())
        m_controller.apply(candidates);
}

void CallViewModel::follow() {
    const auto& call = m_controller.call();
    if (call.phase != CallPhase::Idle) {
        m_ended.reset();
        m_person = call.peer;
    }
    const bool rings = call.phase == CallPhase::Ringing;
    if (rings != m_ringing) {
        m_ringing = rings;
        rings ? m_hardware.startRinging() : m_hardware.stopRinging();
        if (rings)
            emit rang();
    }
    if (call.phase == CallPhase::Active && m_timer == Timers::Handle::None)
        tick();
    else if (call.phase != CallPhase::Active)
        stopTimer();
    emit changed();
}

void CallViewModel::tick() {
    m_timer = m_timers.at(m_clock.steady() + kSecond, [this] {
        tick();
        emit changed();
    });
}

void CallViewModel::stopTimer() {
    m_timers.cancel(m_timer);
    m_timer = Timers::Handle::None;
}

void CallViewModel::end(CallOutcome outcome, const std::optional<Error>& error) {
    stopTimer();
    if (!isSilent(outcome)) {
        m_ended = Ended{outcome, error};
        if (!warning())
            m_timer = m_timers.at(m_clock.steady() + kLastWord, [this] { dismiss(); });
    }
    emit changed();
}

void CallViewModel::dismiss() {
    if (!m_ended)
        return;
    stopTimer();
    m_ended.reset();
    emit changed();
}

void CallViewModel::hangUpAndLeave() {
    m_controller.hangUp();
    m_timers.cancel(m_leaving);
    m_leaving = m_timers.at(m_clock.steady() + kFarewell, [this] { emit left(); });
}

CallViewModel::Stage CallViewModel::stage() const {
    switch (m_controller.call().phase) {
    case CallPhase::Preparing:
    case CallPhase::Calling:
        return Stage::Outgoing;
    case CallPhase::Ringing:
        return Stage::Incoming;
    case CallPhase::Accepting:
    case CallPhase::Connecting:
        return Stage::Connecting;
    case CallPhase::Active:
        return Stage::Active;
    case CallPhase::Idle:
        break;
    }
    return m_ended ? Stage::Over : Stage::None;
}

bool CallViewModel::running() const {
    const auto now = stage();
    return now == Stage::Outgoing || now == Stage::Connecting || now == Stage::Active;
}

bool CallViewModel::warning() const {
    return m_ended && (m_ended->outcome == CallOutcome::WrongPeer ||
                       m_ended->outcome == CallOutcome::MediaFailed ||
                       m_ended->outcome == CallOutcome::NotSent);
}

QString CallViewModel::initials() const {
    return kontor::initials(m_person.name);
}

QString CallViewModel::owner() const {
    return avatarKey(m_person.id);
}

int CallViewModel::colour() const {
    return colourOf(m_person.id);
}

QString CallViewModel::words() const {
    const auto& words = m_controller.call().words;
    if (stage() != Stage::Active)
        return {};
    return QStringList(words.begin(), words.end()).join(QStringLiteral(" · "));
}

QString CallViewModel::safety() const {
    if (stage() == Stage::Incoming)
        return verified() ? tr("Voice call · verified") : tr("Voice call · not verified");
    if (stage() != Stage::Active)
        return {};
    return verified() ? tr("End-to-end encrypted, verified")
                      : tr("End-to-end encrypted, not verified");
}

QString CallViewModel::status() const {
    switch (stage()) {
    case Stage::None:
        return {};
    case Stage::Outgoing:
        return tr("Calling …");
    case Stage::Incoming:
        return tr("%1 is calling").arg(m_person.name);
    case Stage::Connecting:
        return tr("Connecting …");
    case Stage::Active:
        return activeStatus();
    case Stage::Over:
        return lastWord();
    }
    return {};
}

QString CallViewModel::activeStatus() const {
    const auto& call = m_controller.call();
    const auto length = std::chrono::duration_cast<std::chrono::seconds>(
        m_clock.steady() - call.activeSince.value_or(m_clock.steady()));
    const auto time = EntryText::duration(length);
    switch (call.quality) {
    case media::event::Quality::Good:
        break;
    case media::event::Quality::Weak:
        return tr("%1 · weak connection").arg(time);
    case media::event::Quality::Interrupted:
        return tr("%1 · interrupted").arg(time);
    }
    return tr("%1 · good connection").arg(time);
}

QString CallViewModel::lastWord() const {
    const auto& who = m_person.name;
    switch (m_ended->outcome) {
    case CallOutcome::PeerHungUp:
        return tr("%1 has hung up.").arg(who);
    case CallOutcome::PeerDeclined:
        return tr("%1 declined the call.").arg(who);
    case CallOutcome::PeerBusy:
        return tr("%1 is in another call.").arg(who);
    case CallOutcome::NoAnswer:
        return tr("%1 does not answer.").arg(who);
    case CallOutcome::NoConnection:
        return m_relayOnly ? tr("No connection could be made by your company’s relay.")
                           : tr("No connection between the two computers could be made.");
    case CallOutcome::PeerFailed:
        return tr("%1 could not take the call.").arg(who);
    case CallOutcome::PeerLost:
        return tr("The connection to %1 was lost.").arg(who);
    case CallOutcome::WrongPeer:
        return tr("The call was ended: somebody else than %1 was at the other end. "
                  "Tell whoever looks after Kontor in your company.")
            .arg(who);
    case CallOutcome::NotSent:
    case CallOutcome::MediaFailed:
        return m_ended->error ? ErrorText::of(*m_ended->error) : QString();
    case CallOutcome::HungUp:
    case CallOutcome::DeclinedHere:
    case CallOutcome::Missed:
        break;
    }
    return {};
}

} // namespace kontor
