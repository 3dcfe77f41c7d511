#include "tools/kontor_cli/commands.h"

namespace kontor::cli {
namespace {

Task<Result<ContactView>> contactNow(Context* context, UserId user) {
    const auto asked = context->session.ask<ContactView>(
        [user](Client& client, const Reply<ContactView>& reply) { client.contact(user, reply); });
    auto contact = co_await asked;
    co_return contact;
}

} // namespace

Task<Result<void>> verifyPerson(Context* context) {
    auto finding = findPerson(context, context->arguments.to);
    const auto person = co_await finding;
    if (!person.ok())
        co_return person.error();
    const UserId user = person.value().id;
    auto looking = contactNow(context, user);
    const auto contact = co_await looking;
    if (!contact.ok())
        co_return contact.error();
    using Saying = Arguments::Saying;
    const Saying saying = context->arguments.saying;
    if (saying != Saying::Nothing) {
        // What was typed is compared by the core; everything else speaks of what is here.
        QString number = contact.value().safetyNumber;
        if (saying == Saying::Same)
            number = context->arguments.words.join(QString()).remove(QLatin1Char(' '));
        const Trust trust = saying == Saying::Same ? Trust::Verified : Trust::FirstUse;
        const auto asked = context->session.ask<void>(
            [user, number, trust](Client& client, const Reply<void>& reply) {
                client.setTrust(user, number, trust, reply);
            });
        const auto set = co_await asked;
        if (!set.ok())
            co_return set.error();
    }
    auto lookingAgain = contactNow(context, user);
    const auto now = co_await lookingAgain;
    if (!now.ok())
        co_return now.error();
    context->output.contact(now.value());
    co_return Result<void>();
}

} // namespace kontor::cli
