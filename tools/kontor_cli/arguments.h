#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/values.h"
#include "tools/kontor_cli/poll_arguments.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace kontor::cli {

enum class Command : std::uint8_t {
    Register,
    Send,
    Note,
    GroupCreate,
    GroupAdd,
    GroupRemove,
    GroupLeave,
    GroupAccept,
    GroupShow,
    GroupRename,
    GroupDescribe,
    GroupSettings,
    GroupPromote,
    GroupDemote,
    Timer,
    Unread,
    Archive,
    Favourite,
    Receive,
    History,
    Conversations,
    Search,
    Directory,
    StartAfresh,
    Call,
    Answer,
    PollCreate,
    PollVote,
    PollWithdraw,
    PollClose,
    PollReopen,
    PollRemind,
    PollShow,
    PollList,
    PollExport,
    FileSend,
    FileSave,
    Reply,
    Edit,
    Delete,
    React,
    Revisions,
    Verify,
    Pin,
    Forward,
    Info,
    List,
    Status,
    Name,
    Avatar,
};

enum class OutputForm : std::uint8_t { Words, Json };
enum class RelayUse : std::uint8_t { WhenNeeded, Always };
enum class TextSource : std::uint8_t { Argument, Lines };

struct Arguments {
    Command command = Command::Receive;
    QString profile;
    OutputForm output = OutputForm::Words;
    /// How long to wait for the server, and with Receive for a message.
    std::optional<Milliseconds> wait;
    QString to;     ///< a handle
    QString group;  ///< a name, or a conversation's number
    QString handle; ///< Register
    QString name;   ///< Register
    TextSource texts = TextSource::Argument;
    Draft::Form form = Draft::Form::Plain; ///< Send, Reply, Edit
    std::optional<std::uint32_t> count;    ///< History
    std::optional<Milliseconds> lifetime;  ///< Timer; 0: off. Send, FileSend: of these alone
    // Call and Answer
    QString audioIn; ///< WAV files instead of microphone and loudspeaker: both or none
    QString audioOut;
    std::optional<Milliseconds> ends{};  ///< Status: in so long
    std::optional<Milliseconds> seconds; ///< how long to talk
    RelayUse relay = RelayUse::WhenNeeded;
    PollArguments poll;
    QString caption;                                                                ///< FileSend
    enum class Reach : std::uint8_t { Everywhere, Here } reach = Reach::Everywhere; ///< Delete
    /// Verify: what is said of the key; none: it is only shown.
    enum class Saying : std::uint8_t {
        Nothing,
        Same,
        Accepted,
        Unverified
    } saying = Saying::Nothing;
    ReactionView::Mine reaction = ReactionView::Mine::Yes;      ///< React; No: takes it back
    enum class Undo : std::uint8_t { No, Yes } undo = Undo::No; ///< Unread, Archive, Favourite
    TimelineEntry::Pin pin = TimelineEntry::Pin::On;            ///< Pin
    QStringList words;                                          ///< what stands behind the command
};

/// What the person asked for instead of a command, or what is wrong with the line.
struct NoCommand {
    enum class Reason : std::uint8_t { Help, Version, Wrong } reason = Reason::Wrong;
    QString sentence; ///< with Wrong
};

class Parsed {
public:
    // NOLINTNEXTLINE(google-explicit-constructor): `return arguments;`
    Parsed(Arguments arguments)
        : m_arguments(std::move(arguments)) {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    Parsed(NoCommand instead)
        : m_instead(std::move(instead)) {}
    [[nodiscard]] const std::optional<Arguments>& arguments() const { return m_arguments; }
    [[nodiscard]] const NoCommand& instead() const { return m_instead; }

private:
    std::optional<Arguments> m_arguments;
    NoCommand m_instead;
};

/// `line` without the program's name. Options stand anywhere; behind `--` everything is a word.
/// `now`, since 1970: what has to come is later.
[[nodiscard]] Parsed parseArguments(const QStringList& line, Milliseconds now = Milliseconds(0));

// help_text.cpp
[[nodiscard]] QString helpText();

} // namespace kontor::cli
