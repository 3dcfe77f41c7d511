#include "base/limits.h"
#include "tools/kontor_cli/commands.h"

#include <QFile>

#include <functional>
#include <memory>
#include <type_traits>

namespace kontor::cli {
namespace {

/// What the words say: an availability, then the line; "none" alone takes both away.
Status statusOf(QStringList words) {
    using enum Status::Availability;
    Status status;
    const QString first = words.isEmpty() ? QString() : words.front();
    if (first == "available")
        status.availability = Available;
    else if (first == "busy")
        status.availability = Busy;
    else if (first == "away")
        status.availability = Away;
    if (status.availability != Unsaid || first == "none")
        words.removeFirst();
    status.line = words.join(' ');
    return status;
}

/// Until the server has what was said of oneself; there may be nobody to tell.
constexpr Milliseconds kTelling{5'000};

/// How often one heard that one's own card is another: at once, and when it has gone out.
struct Heard {
    int times = 0;
};

template <typename Changed>
void listenForOwn(Context* context, const std::shared_ptr<Heard>& heard) {
    context->session.listen(
        [heard, self = context->session.account()->self.id](const Event& event) {
            const auto* changed = std::get_if<Changed>(&event);
            if (changed == nullptr)
                return;
            if constexpr (std::is_same_v<Changed, StatusChanged>)
                heard->times += changed->user == self ? 1 : 0;
            else
                heard->times += changed->owner == AvatarOwner(self) ? 1 : 0;
        });
}

using Saying = std::function<void(Client&, const Reply<void>&)>;

/// Says it, and waits until the others can hear it.
template <typename Changed>
Task<Result<void>> tell(Context* context, Saying saying) {
    const auto reaching = context->session.reach(context->deadline());
    const auto reached = co_await reaching;
    if (!reached.ok())
        co_return reached.error();
    const auto heard = std::make_shared<Heard>();
    listenForOwn<Changed>(context, heard);
    const auto asked = context->session.ask<void>(saying);
    const auto said = co_await asked;
    if (!said.ok())
        co_return said.error();
    const auto waiting = context->session.until([heard] { return heard->times > 1; },
                                                context->session.now() + kTelling);
    const auto told = co_await waiting;
    context->session.listen({});
    const bool nobody = !told.ok() && told.error().code == ErrorCode::TimedOut;
    if (nobody)
        co_return Result<void>();
    co_return told;
}

Task<Result<void>> showStatus(Context* context) {
    if (context->arguments.to.isEmpty()) {
        context->output.status(context->session.account()->self);
        co_return Result<void>();
    }
    auto finding = findPerson(context, context->arguments.to);
    const auto person = co_await finding;
    if (!person.ok())
        co_return person.error();
    context->output.status(person.value());
    co_return Result<void>();
}

} // namespace

Task<Result<void>> setStatus(Context* context) {
    if (context->arguments.words.isEmpty()) {
        auto showing = showStatus(context);
        const auto shown = co_await showing;
        co_return shown;
    }
    Status status = statusOf(context->arguments.words);
    if (context->arguments.ends)
        status.until = context->session.clock().sinceEpoch() + *context->arguments.ends;
    const Saying saying = [status](Client& client, const Reply<void>& reply) {
        client.setStatus(status, reply);
    };
    auto telling = tell<StatusChanged>(context, saying);
    const auto told = co_await telling;
    co_return told;
}

Task<Result<void>> setName(Context* context) {
    const QString name = context->arguments.words.front();
    const auto reaching = context->session.reach(context->deadline());
    const auto reached = co_await reaching;
    if (!reached.ok())
        co_return reached.error();
    const auto asked = context->session.askServer<void>(
        context->deadline(),
        [name](Client& client, const Reply<void>& reply) { client.rename(name, reply); });
    const auto renamed = co_await asked;
    co_return renamed;
}

Task<Result<void>> setAvatar(Context* context) {
    const QString path = context->arguments.words.front();
    QByteArray picture;
    if (path != "none") {
        QFile file(path);
        if (!file.open(QFile::ReadOnly))
            co_return Error(ErrorCode::Storage, {path.toStdString()});
        picture = file.read(static_cast<qint64>(limits::kAvatarBytes) + 1);
    }
    const Saying saying = [picture](Client& client, const Reply<void>& reply) {
        client.setAvatar(picture, reply);
    };
    auto telling = tell<AvatarChanged>(context, saying);
    const auto told = co_await telling;
    co_return told;
}

} // namespace kontor::cli
