#include "tools/kontor_cli/commands.h"

#include <algorithm>

namespace kontor::cli {
namespace {

constexpr std::uint32_t kPage = 200;
/// The directory follows the login by a moment.
constexpr Milliseconds kDirectoryTime{3'000};

Task<Result<void>> registerAccount(Context* context) {
    RegistrationForm form;
    form.link = context->arguments.words.front();
    form.handle = context->arguments.handle;
    form.name = context->arguments.name;
    const auto asked =
        context->session.ask<Account>([form](Client& client, const Reply<Account>& reply) {
            client.registerAccount(form, reply);
        });
    const auto account = co_await asked;
    if (!account.ok())
        co_return account.error();
    context->output.account(account.value());
    co_return Result<void>();
}

/// What is done to a message, or said of a person.
Task<Result<void>> dispatchAction(Context* context) {
    switch (context->arguments.command) {
    case Command::Reply:
        return replyTo(context);
    case Command::Edit:
        return editText(context);
    case Command::Delete:
        return deleteMessage(context);
    case Command::React:
        return reactTo(context);
    case Command::Revisions:
        return showRevisions(context);
    case Command::Verify:
        return verifyPerson(context);
    case Command::Pin:
        return pinMessage(context);
    case Command::Forward:
        return forwardMessage(context);
    case Command::Info:
        return showInfo(context);
    case Command::List:
        return listMessages(context);
    case Command::Status:
        return setStatus(context);
    case Command::Name:
        return setName(context);
    case Command::Avatar:
        return setAvatar(context);
    default:
        return Task<Result<void>>();
    }
}

Task<Result<void>> dispatchPoll(Context* context) {
    switch (context->arguments.command) {
    case Command::PollCreate:
        return createPoll(context);
    case Command::PollVote:
    case Command::PollWithdraw:
        return votePoll(context);
    case Command::PollClose:
        return closePoll(context);
    case Command::PollReopen:
        return reopenPoll(context);
    case Command::PollRemind:
        return remindSilent(context);
    case Command::PollList:
        return listMessages(context);
    case Command::PollExport:
        return exportPoll(context);
    default:
        return showPoll(context);
    }
}

Task<Result<void>> dispatch(Context* context) {
    switch (context->arguments.command) {
    case Command::Register:
        return registerAccount(context);
    case Command::Send:
    case Command::Note:
        return sendTexts(context);
    case Command::GroupCreate:
        return createGroup(context);
    case Command::GroupAdd:
    case Command::GroupRemove:
    case Command::GroupLeave:
    case Command::GroupAccept:
    case Command::GroupPromote:
    case Command::GroupDemote:
        return changeGroup(context);
    case Command::GroupRename:
    case Command::GroupDescribe:
        return setGroup(context);
    case Command::Timer:
        return setTimer(context);
    case Command::Unread:
    case Command::Archive:
    case Command::Favourite:
        return placeConversation(context);
    case Command::GroupSettings:
        return showSettings(context);
    case Command::GroupShow:
        return showGroup(context);
    case Command::Receive:
        return receive(context);
    case Command::History:
        return history(context);
    case Command::Conversations:
        return listConversations(context);
    case Command::Search:
        return search(context);
    case Command::Directory:
        return directory(context);
    case Command::Call:
        return callPerson(context);
    case Command::Answer:
        return answerCall(context);
    case Command::PollCreate:
    case Command::PollVote:
    case Command::PollWithdraw:
    case Command::PollClose:
    case Command::PollReopen:
    case Command::PollRemind:
    case Command::PollShow:
    case Command::PollList:
    case Command::PollExport:
        return dispatchPoll(context);
    case Command::FileSend:
        return sendFile(context);
    case Command::FileSave:
        return saveFile(context);
    default:
        return dispatchAction(context);
    }
}

Task<Result<std::vector<Person>>> peopleNamed(Context* context, QString words) {
    const auto asked = context->session.ask<std::vector<Person>>(
        [words](Client& client, const Reply<std::vector<Person>>& reply) {
            client.directory(words, reply);
        });
    auto people = co_await asked;
    co_return people;
}

/// None: nobody, or nobody yet.
Task<Result<std::optional<Person>>> personNow(Context* context, QString handle) {
    const auto& account = context->session.account();
    if (account && account->self.handle == handle)
        co_return std::optional(account->self);
    auto asked = peopleNamed(context, handle);
    const auto people = co_await asked;
    if (!people.ok())
        co_return people.error();
    for (const auto& person : people.value()) {
        if (person.handle == handle)
            co_return std::optional(person);
    }
    co_return std::optional<Person>();
}

/// None: no such group here, or several.
const ConversationSummary* groupAmong(const std::vector<ConversationSummary>& conversations,
                                      const QString& name) {
    const ConversationSummary* found = nullptr;
    for (const auto& conversation : conversations) {
        if (conversation.kind != ConversationKind::Group)
            continue;
        if (QString::number(conversation.id.value) == name)
            return &conversation;
        if (conversation.title != name)
            continue;
        if (found != nullptr)
            return nullptr;
        found = &conversation;
    }
    return found;
}

} // namespace

Task<Result<void>> runCommand(Context* context) {
    const bool afresh = context->arguments.command == Command::StartAfresh;
    const auto opening =
        context->session.open(afresh ? CliSession::Way::Afresh : CliSession::Way::AsItIs);
    const auto opened = co_await opening;
    if (!opened.ok())
        co_return opened.error();
    const bool empty = opened.value() == CliSession::Opened::Empty;
    if ((context->arguments.command == Command::Register || afresh) && !empty) {
        // Register sent again after a crash: the account is there.
        context->output.account(*context->session.account());
        co_return Result<void>();
    }
    if (context->arguments.command != Command::Register && empty)
        co_return ErrorCode::ProfileMissing;
    auto running = dispatch(context);
    const auto outcome = co_await running;
    co_return outcome;
}

Task<Result<Person>> findPerson(Context* context, QString handle) {
    auto looking = personNow(context, handle);
    auto person = co_await looking;
    if (!person.ok())
        co_return person.error();
    if (person.value())
        co_return *person.value();
    const auto reaching = context->session.reach(context->deadline());
    const auto reached = co_await reaching;
    if (!reached.ok())
        co_return reached.error();
    const auto until = context->session.now() + kDirectoryTime;
    while (true) {
        auto lookingAgain = personNow(context, handle);
        auto again = co_await lookingAgain;
        if (!again.ok())
            co_return again.error();
        if (again.value())
            co_return *again.value();
        int asked = 0;
        const auto waiting =
            context->session.until([asked]() mutable { return asked++ > 0; }, until);
        const auto event = co_await waiting;
        if (!event.ok())
            co_return Error(ErrorCode::UserUnknown, {handle.toStdString()});
    }
}

Task<Result<std::vector<UserId>>> findPeople(Context* context, QStringList handles) {
    std::vector<UserId> users;
    for (const auto& handle : handles) {
        auto looking = findPerson(context, handle);
        const auto person = co_await looking;
        if (!person.ok())
            co_return person.error();
        users.push_back(person.value().id);
    }
    co_return users;
}

Task<Result<std::vector<ConversationSummary>>> allConversations(Context* context) {
    std::vector<ConversationSummary> all;
    Shelf shelf = Shelf::List;
    std::size_t before = 0;
    while (true) {
        const auto offset = static_cast<std::uint32_t>(all.size() - before);
        const auto asked = context->session.ask<std::vector<ConversationSummary>>(
            [offset, shelf](Client& client, const Reply<std::vector<ConversationSummary>>& reply) {
                if (shelf == Shelf::Archive)
                    client.archived(offset, kPage, reply);
                else
                    client.conversations(offset, kPage, reply);
            });
        auto page = co_await asked;
        if (!page.ok())
            co_return page.error();
        std::ranges::copy(page.value(), std::back_inserter(all));
        if (page.value().size() == kPage)
            continue;
        if (shelf == Shelf::Archive)
            co_return all;
        shelf = Shelf::Archive;
        before = all.size();
    }
}

Task<Result<ConversationSummary>> findGroup(Context* context, QString name) {
    auto listing = allConversations(context);
    auto known = co_await listing;
    if (!known.ok())
        co_return known.error();
    if (const auto* group = groupAmong(known.value(), name))
        co_return *group;
    const auto reaching = context->session.reach(context->deadline());
    const auto reached = co_await reaching;
    if (!reached.ok())
        co_return reached.error();
    auto listingAgain = allConversations(context);
    auto now = co_await listingAgain;
    if (!now.ok())
        co_return now.error();
    if (const auto* group = groupAmong(now.value(), name))
        co_return *group;
    co_return Error(ErrorCode::ConversationUnknown, {name.toStdString()});
}

Task<Result<std::optional<ConversationSummary>>> findDirect(Context* context, QString handle) {
    auto listing = allConversations(context);
    const auto known = co_await listing;
    if (!known.ok())
        co_return known.error();
    for (const auto& conversation : known.value()) {
        if (conversation.kind == ConversationKind::Direct && conversation.peer &&
            conversation.peer->handle == handle)
            co_return std::optional(conversation);
    }
    co_return std::optional<ConversationSummary>();
}

} // namespace kontor::cli
