#pragma once

#include "core/async/task.h"
#include "tools/kontor_cli/arguments.h"
#include "tools/kontor_cli/cli_session.h"
#include "tools/kontor_cli/error_sentence.h"
#include "tools/kontor_cli/output.h"

/// One function a command, each a task on the session. What they get a pointer to outlives them.
namespace kontor::cli {

struct Context {
    CliSession& session;
    const Arguments& arguments;
    const Output& output;
    std::function<QStringList()> inputLines;               ///< of the standard input
    std::function<void(const QByteArray&)> standardOutput; ///< a file's bytes, as they are
    /// When the server must have been reached.
    [[nodiscard]] Milliseconds deadline() const {
        return begun + arguments.wait.value_or(kPatience);
    }
    Milliseconds begun = session.now();
    /// Messages that are in the profile and not on the server: they go out some time.
    std::size_t kept = 0;
    static constexpr Milliseconds kPatience{10'000};
};

/// Opens the profile and does what the arguments say.
[[nodiscard]] Task<Result<void>> runCommand(Context* context);

// sending_commands.cpp
/// What a person typed, in the form that was asked for.
[[nodiscard]] Draft draftOf(const Context* context, const QString& text);
[[nodiscard]] Task<Result<void>> sendTexts(Context* context);
/// The conversation that --to, --group or `note` mean; begun when there is none yet.
[[nodiscard]] Task<Result<ConversationId>> target(Context* context);
/// Until the server has it durably, or refuses it.
[[nodiscard]] Task<Result<void>> awaitSent(Context* context, ConversationId conversation,
                                           MessageRow row, Milliseconds deadline);
using SayInTarget =
    std::function<void(Client& client, ConversationId conversation, const Reply<MessageRow>&)>;
/// Says something in the target, and waits until the server has it: then as it stands there.
[[nodiscard]] Task<Result<TimelineEntry>> sayAndWait(Context* context, SayInTarget say);
// poll_commands.cpp
[[nodiscard]] Task<Result<void>> createPoll(Context* context);
/// Without options: takes the vote back.
[[nodiscard]] Task<Result<void>> votePoll(Context* context);
[[nodiscard]] Task<Result<void>> closePoll(Context* context);
[[nodiscard]] Task<Result<void>> reopenPoll(Context* context);
[[nodiscard]] Task<Result<void>> remindSilent(Context* context);
[[nodiscard]] Task<Result<void>> showPoll(Context* context);
[[nodiscard]] Task<Result<void>> exportPoll(Context* context);
// action_commands.cpp
[[nodiscard]] Task<Result<void>> replyTo(Context* context);
[[nodiscard]] Task<Result<void>> editText(Context* context);
[[nodiscard]] Task<Result<void>> deleteMessage(Context* context);
[[nodiscard]] Task<Result<void>> reactTo(Context* context);
[[nodiscard]] Task<Result<void>> showRevisions(Context* context);
// trust_commands.cpp
[[nodiscard]] Task<Result<void>> verifyPerson(Context* context);
[[nodiscard]] Task<Result<void>> pinMessage(Context* context);
/// The message that the first word names; somebody may have sent it a moment ago.
[[nodiscard]] Task<Result<TimelineEntry>> findEntry(Context* context);
// listing_commands.cpp
[[nodiscard]] Task<Result<void>> forwardMessage(Context* context);
[[nodiscard]] Task<Result<void>> showInfo(Context* context);
[[nodiscard]] Task<Result<void>> listMessages(Context* context);
// file_commands.cpp
[[nodiscard]] Task<Result<void>> sendFile(Context* context);
[[nodiscard]] Task<Result<void>> saveFile(Context* context);
/// Whole, or not at all. Storage with the path.
[[nodiscard]] Result<void> writeFile(const QByteArray& bytes, const QString& path);
// reading_commands.cpp
[[nodiscard]] Task<Result<void>> receive(Context* context);
[[nodiscard]] Task<Result<void>> history(Context* context);
[[nodiscard]] Task<Result<void>> listConversations(Context* context);
[[nodiscard]] Task<Result<void>> search(Context* context);
[[nodiscard]] Task<Result<void>> directory(Context* context);
// group_commands.cpp
[[nodiscard]] Task<Result<void>> createGroup(Context* context);
[[nodiscard]] Task<Result<void>> changeGroup(Context* context);
[[nodiscard]] Task<Result<void>> showGroup(Context* context);
[[nodiscard]] Task<Result<void>> setGroup(Context* context);
[[nodiscard]] Task<Result<void>> showSettings(Context* context);
[[nodiscard]] Task<Result<void>> setTimer(Context* context);
/// Changes settings and waits until the log has them. NotAllowed: it has, and they do not hold.
[[nodiscard]] Task<Result<void>> changeSettings(Context* context, ConversationId conversation,
                                                SettingsForm form);

// card_commands.cpp
[[nodiscard]] Task<Result<void>> setStatus(Context* context);
[[nodiscard]] Task<Result<void>> setName(Context* context);
[[nodiscard]] Task<Result<void>> setAvatar(Context* context);
// shelf_commands.cpp
/// unread, archive, favourite: what this computer alone knows of a conversation.
[[nodiscard]] Task<Result<void>> placeConversation(Context* context);
// call_commands.cpp
[[nodiscard]] Task<Result<void>> callPerson(Context* context);
[[nodiscard]] Task<Result<void>> answerCall(Context* context);

// What several need.
/// By handle; the server's directory is awaited for somebody unknown. UserUnknown.
[[nodiscard]] Task<Result<Person>> findPerson(Context* context, QString handle);
[[nodiscard]] Task<Result<std::vector<UserId>>> findPeople(Context* context, QStringList handles);
[[nodiscard]] Task<Result<std::vector<ConversationSummary>>> allConversations(Context* context);
/// By name or number; what the server has not delivered yet is awaited. ConversationUnknown.
[[nodiscard]] Task<Result<ConversationSummary>> findGroup(Context* context, QString name);
/// With a person, if there is one on this computer.
[[nodiscard]] Task<Result<std::optional<ConversationSummary>>> findDirect(Context* context,
                                                                          QString handle);

} // namespace kontor::cli
