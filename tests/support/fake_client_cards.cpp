#include "base/limits.h"
#include "tests/support/fake_client.h"

#include <algorithm>

/// What people say of themselves, and what a damaged store leads to.
namespace kontor {

void FakeClient::startAfresh() {
    ++m_freshStarts;
    m_openError.reset();
    open();
}

void FakeClient::rename(const QString& name, Reply<void> reply) {
    work<void>(reply, [this, name = name.simplified()]() -> Result<void> {
        if (name.isEmpty() || name.toUcs4().size() > static_cast<qsizetype>(limits::kNameLetters))
            return Error(ErrorCode::NameInvalid, {std::to_string(limits::kNameLetters)});
        m_account.self.name = name;
        tell(AccountChanged{m_account});
        return {};
    });
}

void FakeClient::setStatus(const Status& status, Reply<void> reply) {
    work<void>(reply, [this, status]() -> Result<void> {
        if (status.line.toUcs4().size() > static_cast<qsizetype>(limits::kStatusLetters))
            return Error(ErrorCode::TooLarge, {std::to_string(limits::kStatusLetters)});
        if (status.until != Milliseconds(0) && status.until <= m_clock.sinceEpoch())
            return ErrorCode::NotAllowed;
        m_account.self.status = status;
        tell(StatusChanged{m_account.self.id, status});
        return {};
    });
}

void FakeClient::setAvatar(const QByteArray& picture, Reply<void> reply) {
    work<void>(reply, [this, picture]() -> Result<void> {
        if (static_cast<std::size_t>(picture.size()) > limits::kAvatarBytes)
            return Error(ErrorCode::TooLarge, {std::to_string(limits::kAvatarBytes)});
        changeAvatar(m_account.self.id, picture);
        return {};
    });
}

void FakeClient::avatar(const AvatarOwner& owner, Reply<QByteArray> reply) {
    const auto found = m_avatars.find(owner);
    answer<QByteArray>(reply, found == m_avatars.end() ? QByteArray() : found->second);
}

void FakeClient::changeStatus(const UserId& user, const Status& status) {
    Person& known = *std::ranges::find(m_people, user, &Person::id);
    known.status = status;
    spread(known);
    tell(StatusChanged{user, status});
}

void FakeClient::changeAvatar(const AvatarOwner& owner, const QByteArray& picture) {
    m_avatars[owner] = picture;
    tell(AvatarChanged{owner});
}

} // namespace kontor
