#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "base/number.h"
#include "base/result.h"
#include "core/account_values.h"
#include "core/calls/call_values.h"
#include "core/formatting/text_span.h"
#include "core/poll_values.h"

#include <QByteArray>
#include <QSize>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

/// The values that cross between the core and whoever shows them. Plain, copyable, without
/// behaviour; times are milliseconds since 1970, UTC.
namespace kontor {

enum class ConversationKind : std::uint8_t { Direct, Group, NoteToSelf };

enum class ConversationState : std::uint8_t {
    Live,
    Lost,    ///< this device cannot follow any more
    Stopped, ///< the server accepted a change against the rules, or the group needs a newer version
    Left,    ///< left or removed: readable, not writable
};

/// What a person wants to say.
struct Draft {
    QString text;
    /// Typed: its signs say how it looks and whom it names (core/formatting/typed_text.h).
    enum class Form : std::uint8_t { Plain, Typed } form = Form::Plain;
    /// Of this message alone: 5 s to 4 weeks; 0: as its conversation has it. The shortest counts.
    Milliseconds lifetime{0};

    Draft() = default;
    Draft(QString plain)
        : text(std::move(plain)) {}
    Draft(const std::string& plain)
        : text(QString::fromStdString(plain)) {}
    Draft(const char* plain)
        : text(QString::fromUtf8(plain)) {}
    [[nodiscard]] static Draft typed(const QString& text) {
        Draft draft(text);
        draft.form = Form::Typed;
        return draft;
    }
};

/// Where an own message stands; None for those of others.
enum class DeliveryState : std::uint8_t {
    None,
    Waiting,   ///< on this computer only
    Sent,      ///< the server has it durably
    Delivered, ///< at least one device of every other member has it in its store
    Read,      ///< every other member has seen it, and all tell so
    Failed,    ///< refused: the person decides, again or discard
};

/// A call that is over.
struct CallView {
    CallResult result = CallResult::Talked;
    std::chrono::seconds talked{0};                                   ///< 0: not known
    enum class Missed : std::uint8_t { No, Yes } missed = Missed::No; ///< it rang here in vain
    friend bool operator==(const CallView&, const CallView&) = default;
};

/// Where a conversation stands in the list, on this device.
enum class Shelf : std::uint8_t {
    Archive,    ///< apart from it
    List,       ///< among the others
    Favourites, ///< above them
};

enum class TypingState : std::uint8_t { Stopped, Writes };

/// The end of time: muted until somebody changes it.
inline constexpr Milliseconds kAlways = Milliseconds::max();

struct ConversationSummary {
    ConversationId id;
    ConversationKind kind = ConversationKind::Direct;
    ConversationState state = ConversationState::Live;
    QString title;                ///< peer's name, group's name; empty for note-to-self
    std::optional<Person> peer;   ///< Direct only
    std::int32_t memberCount = 0; ///< users, oneself included
    std::int32_t unread = 0;
    /// Something unread names oneself.
    enum class Mentioned : std::uint8_t { No, Yes } mentioned = Mentioned::No;
    // The newest entry that has words, for the list:
    QString lastText;          ///< one line, at most 200 letters; empty when lastKind has none
    std::uint8_t lastKind = 0; ///< EntryKind
    std::optional<UserId> lastSender;
    QString lastSenderName;
    CallView::Missed lastCallMissed = CallView::Missed::No;
    DeliveryState lastDelivery = DeliveryState::None;
    Milliseconds lastActivity{0};
    Milliseconds mutedUntil{0}; ///< 0: it makes itself heard. Of this device alone
    Shelf shelf = Shelf::List;
    /// It looks unread because the person wants that.
    enum class Mark : std::uint8_t { None, Unread } mark = Mark::None;
    QString draft{}; ///< what is being written; one line, at most 200 letters
    friend bool operator==(const ConversationSummary&, const ConversationSummary&) = default;
};

enum class EntryKind : std::uint8_t {
    Text,
    GroupCreated,    ///< sender created it
    MembersAdded,    ///< people were added by sender
    MembersRemoved,  ///< people were removed by sender
    MemberLeft,      ///< people (one) left
    GroupNamed,      ///< text is the name
    GroupDescribed,  ///< text is the description; empty: it was taken away
    LifetimeChanged, ///< `lifetime` holds from here on
    AdminsChanged,   ///< people are the admins now, by the rules: the last one had left
    AdminsNamed,     ///< people were made admins by sender
    AdminsDismissed, ///< people are no longer admins, by sender
    JoinedHere,      ///< one's own history begins here, added by sender
    MessagesMissing, ///< the server no longer had some entries
    Undecryptable,   ///< one entry could not be read
    NewerVersion,    ///< a content type that this version does not know
    Deleted,         ///< erased; only the place is left
    Call,            ///< `call` says what it was; sender called
    Poll,            ///< `poll` has it; text is the question
    PollClosed,      ///< by sender; `poll` has it while it is not erased
    PollReopened,    ///< likewise
    Picture,         ///< `picture` has it; text is the caption
    File,            ///< any other file; likewise
    KeyChanged,      ///< sender's identity key is another now: sending pauses until it is accepted
    MembersCutOff,   ///< people were taken out by the server: disabled, or by a new computer
    MessagePinned,   ///< by sender
    Rejoined,        ///< sender's computer had lost its place and came in anew
    Strangers,       ///< people were not known to be members when oneself came back
};

/// A picture or another file that was sent: what is known before its bytes are here.
struct PictureView {
    MessageRow row; ///< of its message
    QString id;     ///< the same on every device
    QString mediaType;
    QString fileName;  ///< may be empty; never a path
    qint64 bytes = 0;  ///< of the file
    QSize size;        ///< pixels, as it is shown; empty: not known
    QByteArray mosaic; ///< content/attachment.h: columns, rows, then their colours; or empty
    enum class State : std::uint8_t {
        Sending, ///< not on the server yet
        Arriving,
        Here,
        Gone,    ///< the server has it no longer
        Damaged, ///< what arrived is not what was sent
    } state = State::Arriving;
    friend bool operator==(const PictureView&, const PictureView&) = default;
};

struct PictureForm {
    QByteArray bytes; ///< JPEG, PNG, GIF and WebP lose what tells where and when they were made
    QString caption;
    QString fileName;
    QString mediaType;        ///< of what is no picture; pictures are known by their bytes
    QByteArray mosaic;        ///< as in PictureView
    Milliseconds lifetime{0}; ///< as in Draft
};

/// What a message answers, as that stands now: looked up each time, never copied, so that what is
/// erased is gone from its quotes as well.
struct QuoteView {
    enum class State : std::uint8_t {
        Here,
        Gone,    ///< deleted, or its life has ended
        Unknown, ///< from before one's own time here
    } state = State::Unknown;
    MessageRow row; ///< Here: where to go
    Person sender;  ///< Here
    EntryKind kind = EntryKind::Text;
    QString text; ///< Here: one line, at most 200 letters; a poll's question, a picture's caption
    friend bool operator==(const QuoteView&, const QuoteView&) = default;
};

/// An emoji that people put to a message.
struct ReactionView {
    QString emoji;
    std::vector<Person> people; ///< in the order of the log; one's own on its way is last
    enum class Mine : std::uint8_t { No, Yes } mine = Mine::No;
    friend bool operator==(const ReactionView&, const ReactionView&) = default;
};

/// What an edited message said before.
struct RevisionView {
    QString text;
    Milliseconds at{0}; ///< since when it said that
    friend bool operator==(const RevisionView&, const RevisionView&) = default;
};

/// What oneself may do with an entry where one may write (ConversationRights); what is not allowed
/// has no control.
struct EntryRights {
    bool mayAnswer = false; ///< reply and react: the log has it
    bool mayEdit = false;
    bool mayDeleteForAll = false;
    bool mayDeleteHere = false; ///< where one may not write, too
    bool mayForward = false;    ///< likewise; a file is here
    bool mayPin = false;        ///< and take it off
    friend bool operator==(const EntryRights&, const EntryRights&) = default;
};

struct TimelineEntry {
    MessageRow row; ///< stable, local, never reused
    Seq seq;        ///< 0 while it waits
    EntryKind kind = EntryKind::Text;
    Person sender;
    enum class Side : std::uint8_t { Other, Own } side = Side::Other;
    Milliseconds sentAt{0};
    QString text;
    std::vector<Person> people;
    DeliveryState delivery = DeliveryState::None;
    std::optional<Error> failure;   ///< with Failed
    std::optional<CallView> call{}; ///< with Call
    std::optional<PollView> poll{}; ///< Poll, PollClosed, PollReopened
    /// How long it lives from when it was sent or seen; none: for ever. LifetimeChanged: that of
    /// messages which are written from here on; 0: for ever.
    std::optional<Milliseconds> lifetime{};
    std::optional<Milliseconds> deadline{}; ///< its clock runs: when it ends
    std::optional<PictureView> picture{};   ///< Picture, File
    ConversationId conversation{};
    QString id{};                           ///< the same on every device; empty for lines
    std::optional<QuoteView> quote{};       ///< what it answers
    std::vector<ReactionView> reactions{};  ///< in the order in which each emoji came first
    std::optional<Milliseconds> editedAt{}; ///< `text` is not what it said at first
    EntryRights rights{};
    /// What oneself did to it: shown already, and on its way to the others.
    enum class Doing : std::uint8_t { Nothing, Waiting } doing = Doing::Nothing;
    enum class Pin : std::uint8_t { Off, On } pin = Pin::Off; ///< it stands on top
    std::vector<TextSpan> spans{};                            ///< how `text` looks (Text)
    friend bool operator==(const TimelineEntry&, const TimelineEntry&) = default;
};

/// Part of a conversation, newest first: log order, then what waits.
struct TimelinePage {
    ConversationId conversation;
    std::vector<TimelineEntry> entries;
    std::uint64_t revision = 0; ///< of the store when it was read: older diffs are contained
    bool reachesNewest = false;
    bool reachesOldest = false;
    std::optional<MessageRow> firstUnread;
    std::optional<MessageRow> atMoment{}; ///< what Anchor::Moment has found
};

struct TimelineRequest {
    ConversationId conversation;
    enum class Anchor : std::uint8_t {
        Newest,
        OlderThan,
        NewerThan,
        Around,
        FirstUnread, ///< around the oldest that was not seen; without one the newest
        Moment,      ///< around the first that was said at `moment` or later; or the newest
    } anchor = Anchor::Newest;
    MessageRow row; ///< with OlderThan, NewerThan and Around
    std::uint32_t count = 50;
    Milliseconds moment{0};
};

/// One change of a timeline. The place of an inserted or moved entry is right after (older side)
/// the entry `newerNeighbour`; none: it is the newest.
struct TimelineDiff {
    enum class Change : std::uint8_t {
        Inserted,
        Updated,
        Moved,
        Removed
    } change = Change::Inserted;
    TimelineEntry entry; ///< Removed: only row is meant
    std::optional<MessageRow> newerNeighbour;
};

struct MemberInfo {
    Person person;
    enum class Role : std::uint8_t { Member, Admin } role = Role::Member;
    enum class Whose : std::uint8_t { Other, Self } whose = Whose::Other;
};

/// What the user may do here now; a control that is not allowed is absent.
struct ConversationRights {
    bool mayWrite = false;
    bool mayAdd = false;
    bool mayRemove = false;
    bool mayLeave = false;
    bool mayName = false;    ///< and describe
    bool mayTime = false;    ///< set how long messages live
    bool mayPromote = false; ///< say who is admin
    friend bool operator==(const ConversationRights&, const ConversationRights&) = default;
};

/// What to change of a conversation's settings; what is absent stays.
struct SettingsForm {
    std::optional<QString> name;
    std::optional<QString> description;
    std::optional<Milliseconds> lifetime; ///< of new messages: 0 (for ever), or 5 s to 4 weeks
    /// Of a group: as Client::setAvatar() takes it; empty: it has none.
    std::optional<QByteArray> avatar{};
    friend bool operator==(const SettingsForm&, const SettingsForm&) = default;
};

struct ConversationDetails {
    ConversationSummary summary;
    std::vector<MemberInfo> members; ///< oneself first, then by name
    ConversationRights rights;
    std::optional<Error> trouble; ///< why it is Lost or Stopped
    Milliseconds since{0};
    QString description{};    ///< of a group
    Milliseconds lifetime{0}; ///< of new messages; 0: for ever
    /// Of one's own change that is not in the log yet: what differs from what holds.
    std::optional<SettingsForm> pending{};
    /// Who is in since this computer was lost: nothing is sent until they are accepted or gone.
    std::vector<Person> strangers{};
};

/// What this device knows of somebody, as one looks at her alone.
struct ContactView {
    Person person;
    /// 60 digits, the same on both screens (crypto/identity/safety_number.h): of her newest key, so
    /// that with KeyChanged it is what her screen shows. Empty: she has no computer yet.
    QString safetyNumber;
    friend bool operator==(const ContactView&, const ContactView&) = default;
};

struct SearchQuery {
    QString words;
    std::optional<ConversationId> conversation; ///< none: everywhere
};

struct SearchHit {
    MessageRow row;
    ConversationId conversation;
    QString conversationTitle;
    QString senderName;
    Milliseconds sentAt{0};
    QString excerpt;                        ///< around the first hit, one line
    std::vector<std::pair<int, int>> marks; ///< start and length in `excerpt`
};

struct SearchResults {
    std::vector<ConversationSummary> conversations;
    std::vector<Person> people;
    std::vector<SearchHit> messages; ///< newest first, at most 50
};

enum class ConnectionState : std::uint8_t {
    Offline, ///< waits for the next try
    Connecting,
    CatchingUp, ///< connected, reading what was missed
    Online,
    Ended, ///< the server will not have this device any more: reason says why; no further tries
};

} // namespace kontor
