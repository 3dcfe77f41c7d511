#include "app/view_models/registration_view_model.h"

#include "app/texts/error_text.h"
#include "app/texts/invite_link.h"
#include "base/limits.h"

#include <QPointer>
#include <QRegularExpression>

#include <string>

namespace kontor {

namespace {

using namespace std::chrono_literals;
constexpr Milliseconds kTypingPause = 400ms;

bool goodName(const QString& name) {
    const auto letters = name.simplified().toUcs4().size();
    return letters > 0 && letters <= static_cast<qsizetype>(limits::kNameLetters);
}

bool goodHandle(const QString& handle) {
    static const QRegularExpression letters(QStringLiteral("^[a-z0-9._-]+$"));
    return handle.size() <= static_cast<qsizetype>(limits::kHandleLetters) &&
           letters.match(handle).hasMatch();
}

Error nameInvalid() {
    return Error(ErrorCode::NameInvalid, {std::to_string(limits::kNameLetters)});
}

Error handleInvalid() {
    return Error(ErrorCode::HandleInvalid, {std::to_string(limits::kHandleLetters)});
}

} // namespace

RegistrationViewModel::RegistrationViewModel(Client& client, const Clock& clock, Timers& timers)
    : m_client(client)
    , m_clock(clock)
    , m_timers(timers) {}

RegistrationViewModel::~RegistrationViewModel() {
    m_timers.cancel(m_checking);
}

QString RegistrationViewModel::organisation() const {
    return m_offer ? m_offer->organisation : QString();
}

void RegistrationViewModel::setLink(const QString& link) {
    if (m_link == link)
        return;
    m_link = link;
    forgetOffer();
    m_timers.cancel(m_checking);
    m_checking = Timers::Handle::None;
    m_linkState = LinkState::Empty;
    m_linkError.clear();
    if (looksLikeInviteLink(tidyInviteLink(link)))
        m_checking = m_timers.at(m_clock.steady() + kTypingPause, [this] { checkLink(); });
    emit linkChanged();
    emit changed();
}

void RegistrationViewModel::forgetOffer() {
    ++m_generation;
    m_offer.reset();
    m_error.reset();
    m_failure.clear();
}

void RegistrationViewModel::checkLink() {
    m_timers.cancel(m_checking);
    m_checking = Timers::Handle::None;
    forgetOffer();
    m_linkError.clear();
    const auto tidied = tidyInviteLink(m_link);
    if (!looksLikeInviteLink(tidied)) {
        m_linkState = LinkState::Bad;
        show(Error(ErrorCode::LinkMalformed));
        return;
    }
    if (m_link != tidied) {
        m_link = tidied; // the field shows what is asked about
        emit linkChanged();
    }
    m_linkState = LinkState::Checking;
    emit changed();
    m_client.checkInvite(m_link, [self = QPointer(this),
                                  generation = m_generation](const Result<InviteOffer>& answer) {
        if (self && self->m_generation == generation)
            self->takeOffer(answer);
    });
}

void RegistrationViewModel::takeOffer(const Result<InviteOffer>& answer) {
    if (!answer.ok()) {
        m_linkState = LinkState::Bad;
        show(answer.error());
        return;
    }
    m_offer = answer.value();
    m_linkState = LinkState::Good;
    if (!m_offer->suggestedName.isEmpty() && !m_nameTyped) {
        m_name = m_offer->suggestedName;
        emit nameChanged();
    }
    if (!m_offer->handle.isEmpty())
        m_handle = m_offer->handle;
    else if (!m_handleTyped)
        m_handle = suggestedHandle(m_name);
    emit handleChanged();
    emit changed();
}

void RegistrationViewModel::setName(const QString& name) {
    if (m_name == name)
        return;
    m_name = name;
    m_nameTyped = true;
    forgetError(ErrorCode::NameInvalid);
    m_nameError.clear();
    if (!m_handleTyped && !handleFixed()) {
        m_handle = suggestedHandle(name);
        m_handleError.clear();
        emit handleChanged();
    }
    emit nameChanged();
    emit changed();
}

void RegistrationViewModel::setHandle(const QString& handle) {
    const auto small = handle.toLower();
    if (m_handle == small) {
        if (small != handle)
            emit handleChanged();
        return;
    }
    m_handle = small;
    m_handleTyped = !small.isEmpty();
    forgetError(ErrorCode::HandleInvalid);
    forgetError(ErrorCode::HandleTaken);
    m_handleError.clear();
    // Said while typing, since nothing on the keyboard tells which letters a handle may have.
    if (!small.isEmpty() && !goodHandle(small))
        m_handleError = ErrorText::of(handleInvalid());
    emit handleChanged();
    emit changed();
}

bool RegistrationViewModel::checkFields() {
    clearErrors();
    if (!goodName(m_name))
        m_nameError = ErrorText::of(nameInvalid());
    if (!handleFixed() && !goodHandle(m_handle))
        m_handleError = ErrorText::of(handleInvalid());
    emit changed();
    return m_nameError.isEmpty() && m_handleError.isEmpty();
}

void RegistrationViewModel::registerAccount() {
    if (m_busy)
        return;
    if (m_linkState != LinkState::Good) {
        if (m_linkState != LinkState::Checking)
            checkLink();
        return;
    }
    if (!checkFields())
        return;
    m_busy = true;
    emit changed();
    const RegistrationForm form{.link = m_link, .name = m_name.simplified(), .handle = m_handle};
    m_client.registerAccount(form, [self = QPointer(this)](const Result<Account>& answer) {
        if (self)
            self->takeAccount(answer);
    });
}

void RegistrationViewModel::takeAccount(const Result<Account>& answer) {
    m_busy = false;
    if (answer.ok()) {
        emit changed();
        emit registered();
        return;
    }
    show(answer.error());
}

/// What was about a field that has been changed since must not be said again.
void RegistrationViewModel::forgetError(ErrorCode code) {
    if (m_error && m_error->code == code)
        m_error.reset();
}

void RegistrationViewModel::clearErrors() {
    m_error.reset();
    m_nameError.clear();
    m_handleError.clear();
    m_failure.clear();
}

void RegistrationViewModel::show(const Error& error) {
    clearErrors();
    m_error = error;
    const auto sentence = ErrorText::of(error);
    switch (error.code) {
    case ErrorCode::LinkMalformed:
    case ErrorCode::FingerprintWrong:
    case ErrorCode::StatementWrong:
    case ErrorCode::InviteUnknown:
    case ErrorCode::InviteUsed:
    case ErrorCode::InviteExpired:
        m_linkState = LinkState::Bad;
        m_linkError = sentence;
        break;
    case ErrorCode::NameInvalid:
        m_nameError = sentence;
        break;
    case ErrorCode::HandleInvalid:
    case ErrorCode::HandleTaken:
        m_handleError = sentence;
        break;
    default:
        // Without an answer the link is neither good nor bad; the sentence stands below it.
        (m_linkState == LinkState::Good ? m_failure : m_linkError) = sentence;
    }
    emit changed();
}

void RegistrationViewModel::retranslate() {
    m_linkError.clear();
    const bool nameWrong = !m_nameError.isEmpty();
    const bool handleWrong = !m_handleError.isEmpty();
    if (const auto error = m_error)
        show(*error);
    else if (nameWrong || handleWrong)
        std::ignore = checkFields();
    emit changed();
}

} // namespace kontor
