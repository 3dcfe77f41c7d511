#pragma once

#include "base/mailbox.h"
#include "core/events.h"
#include "core/listing_values.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace kontor {

/// Called exactly once, on the owner's thread; dropped unseen when the Client is destroyed before.
template <typename T>
using Reply = std::function<void(Result<T>)>;

/// The client without a window: verbs in, events out. Everything that a user can do. One for each
/// account. Every call returns at once; work happens on threads of its own, and answers and events
/// come back through the owner's mailbox in the order in which they became true. All methods are
/// called from the owner's thread.
class Client {
public:
    virtual ~Client() = default;

    /// Opens the profile: answers by Ready, NeedsRegistration or OpenFailed, then connects by
    /// itself.
    virtual void open() = 0;
    /// After StoreDamaged: puts the damaged store aside under a name that says when (nothing of it
    /// is thrown away), makes a new one for the same account from the backup of its keys, and goes
    /// back into its groups alone. Answers as open() does.
    virtual void startAfresh() = 0;
    /// Tries to connect now: the network is back, the lid was opened, the person asked.
    virtual void connectNow() = 0;

    // Before registration
    /// Connects, checks the server against the link's fingerprint, asks what the invite is for.
    /// LinkMalformed, FingerprintWrong, StatementWrong, InviteUnknown/Used/Expired, NotReachable
    /// ...
    virtual void checkInvite(const QString& link, Reply<InviteOffer> reply) = 0;
    /// Makes the keys, registers, then Ready. HandleTaken, HandleInvalid, NameInvalid, and as
    /// above.
    virtual void registerAccount(const RegistrationForm& form, Reply<Account> reply) = 0;

    // Reading
    /// Messages that nobody has seen, in all conversations that are not muted.
    virtual void totalUnread(Reply<std::int64_t> reply) = 0;
    /// Favourites first, then newest activity first, without the archive; `offset` for lists longer
    /// than a window.
    virtual void conversations(std::uint32_t offset, std::uint32_t count,
                               Reply<std::vector<ConversationSummary>> reply) = 0;
    /// Those of the archive, newest activity first.
    virtual void archived(std::uint32_t offset, std::uint32_t count,
                          Reply<std::vector<ConversationSummary>> reply) = 0;
    virtual void countArchived(Reply<std::int64_t> reply) = 0;
    virtual void details(ConversationId conversation, Reply<ConversationDetails> reply) = 0;
    virtual void timeline(const TimelineRequest& request, Reply<TimelinePage> reply) = 0;
    /// People of the organisation whose name or handle has the words, oneself left out, by name.
    virtual void directory(const QString& words, Reply<std::vector<Person>> reply) = 0;
    /// UserUnknown; NotAllowed: oneself.
    virtual void contact(const UserId& user, Reply<ContactView> reply) = 0;
    /// A newer search interrupts an older one, which is answered with Stopped.
    virtual void search(const SearchQuery& query, Reply<SearchResults> reply) = 0;

    // Trust
    /// Verified: the numbers were compared in person. FirstUse: not, or not any more; a changed key
    /// is accepted by either, and what waited for that goes out. `safetyNumber` is the one that the
    /// person saw: SafetyNumberWrong when it is another by now. UserUnknown; NotAllowed: oneself,
    /// or to KeyChanged.
    virtual void setTrust(const UserId& user, const QString& safetyNumber, Trust trust,
                          Reply<void> reply) = 0;
    /// Those whom ConversationDetails::strangers names may stay: what waits goes out.
    virtual void acceptStrangers(ConversationId conversation, Reply<void> reply) = 0;

    // What one says of oneself
    /// Answered when the server has it. NameInvalid, NotReachable.
    virtual void rename(const QString& name, Reply<void> reply) = 0;
    /// Told to everybody whom one shares a conversation with, encrypted. Durable when answered,
    /// goes out by itself, and ends by itself. TooLarge (the line), NotAllowed (it ends before
    /// now).
    virtual void setStatus(const Status& status, Reply<void> reply) = 0;
    /// Likewise. JPEG, PNG or WebP of at most limits::kAvatarBytes, without what tells where it was
    /// made; empty: none any more. TooLarge, FileDamaged (no such picture).
    virtual void setAvatar(const QByteArray& picture, Reply<void> reply) = 0;
    /// As it was set; empty: there is none.
    virtual void avatar(const AvatarOwner& owner, Reply<QByteArray> reply) = 0;

    // Conversations
    /// The one that exists, or a new one. KeyPackageMissing, NotReachable, UserUnknown.
    virtual void startDirect(const UserId& peer, Reply<ConversationId> reply) = 0;
    virtual void noteToSelf(Reply<ConversationId> reply) = 0;
    virtual void createGroup(const QString& name, const std::vector<UserId>& members,
                             Reply<ConversationId> reply) = 0;
    /// The four below are answered when the change stands in the log, and with NotReachable at
    /// once when there is no connection, so that nobody waits for a change unseen.
    virtual void addMembers(ConversationId conversation, const std::vector<UserId>& members,
                            Reply<void> reply) = 0;
    virtual void removeMember(ConversationId conversation, const UserId& member,
                              Reply<void> reply) = 0;
    virtual void leave(ConversationId conversation, Reply<void> reply) = 0;
    /// Likewise. NotAllowed: by somebody who is no admin; of somebody who is no member; the last
    /// admin, who can only leave.
    virtual void setRole(ConversationId conversation, const UserId& member, MemberInfo::Role role,
                         Reply<void> reply) = 0;
    /// Durable when answered, and sent like a message; holds once the log has it, if one may still
    /// set it there. A group's are its admins' to set; elsewhere each person sets the lifetime, and
    /// there is nothing else. NameInvalid; TooLarge (the description); NotAllowed; PolicyForbids.
    virtual void changeSettings(ConversationId conversation, const SettingsForm& form,
                                Reply<void> reply) = 0;
    /// Of this device alone, and ended by itself at that time of the wall clock; kAlways: never, 0:
    /// at once. ConversationUnknown.
    virtual void mute(ConversationId conversation, Milliseconds until, Reply<void> reply) = 0;
    /// The three below are of this device alone. ConversationUnknown.
    /// A message brings a conversation back from the archive, unless it is muted.
    virtual void shelve(ConversationId conversation, Shelf shelf, Reply<void> reply) = 0;
    /// It looks unread until something in it is seen.
    virtual void markUnread(ConversationId conversation, Reply<void> reply) = 0;
    /// All of it counts as seen.
    virtual void markRead(ConversationId conversation, Reply<void> reply) = 0;

    // Messages
    /// Durable when answered; sending goes on by itself, whenever there is a connection. TooLarge,
    /// NotAllowed (left, lost), Malformed (a lifetime outside of its bounds), PolicyForbids (one
    /// beyond what the organisation lets messages live).
    virtual void sendText(ConversationId conversation, const Draft& draft,
                          Reply<MessageRow> reply) = 0;
    /// The same as an answer to an entry of that conversation which the log has.
    /// ConversationUnknown (it is gone, or elsewhere), and as above.
    virtual void sendReply(ConversationId conversation, const Draft& draft, MessageRow to,
                           Reply<MessageRow> reply) = 0;
    /// An own text says something else from now on; what it said before stays readable. Durable
    /// when answered, and sent like a message; shown here at once. The same text again changes
    /// nothing. NotAllowed (of somebody else, no text, left, lost), TooLarge, Malformed (empty),
    /// ConversationUnknown (it is gone).
    virtual void editText(MessageRow row, const Draft& draft, Reply<void> reply) = 0;
    /// What it said before, oldest first; without what it says now.
    virtual void revisions(MessageRow row, Reply<std::vector<RevisionView>> reply) = 0;
    /// Takes an own message away everywhere: its place stays and says so. Gone from here at once;
    /// durable when answered, and sent like a message. NotAllowed, ConversationUnknown as above.
    virtual void deleteForAll(MessageRow row, Reply<void> reply) = 0;
    /// Takes any entry away from this device, with its place. ConversationUnknown.
    virtual void deleteHere(MessageRow row, Reply<void> reply) = 0;
    /// Puts an emoji to an entry that the log has, or takes one's own back. Durable when answered,
    /// and sent like a message; shown here at once; what is so already changes nothing. NotAllowed
    /// (left, lost, or one's own are limits::kReactionsOfUser already), Malformed (no emoji),
    /// ConversationUnknown (it is gone).
    virtual void react(MessageRow row, const QString& emoji, ReactionView::Mine mine,
                       Reply<void> reply) = 0;
    /// Puts an entry on top of its conversation, or takes it from there, for everybody. Durable
    /// when answered, and sent like a message; holds once the log has it, with a line that says who
    /// pinned. What is so already changes nothing. NotAllowed, ConversationUnknown as above.
    virtual void pin(MessageRow row, TimelineEntry::Pin pin, Reply<void> reply) = 0;
    /// Says the same in each of these conversations, as a new message that does not name the
    /// origin's; durable when answered, with the rows in that order. NotAllowed (a poll, or one of
    /// them cannot be written in: then in none), FileMissing, FileGone, FileDamaged,
    /// ConversationUnknown (it is gone).
    virtual void forward(MessageRow row, const std::vector<ConversationId>& to,
                         Reply<std::vector<MessageRow>> reply) = 0;
    /// Who has an own message. NotAllowed: somebody else's, on its way, or in a conversation of
    /// more than limits::kReceiptMembers; ConversationUnknown: it is gone.
    virtual void messageInfo(MessageRow row, Reply<MessageInfo> reply) = 0;
    /// Pictures and files, links, polls or pins of a conversation, a page at a time.
    virtual void listing(const ListingRequest& request, Reply<ListingPage> reply) = 0;
    /// By the id that every device knows (TimelineEntry::id). ConversationUnknown: none here.
    virtual void findEntry(const QString& id, Reply<TimelineEntry> reply) = 0;

    // Polls
    /// Durable when answered. Malformed: no question, not 2 to 50 different options, something
    /// longer than 256 letters, a slot that ends before it starts, a time out of bounds
    /// (content/poll.h); NotAllowed (left, lost); PolicyForbids as in sendText().
    virtual void askPoll(ConversationId conversation, const PollForm& form,
                         Reply<MessageRow> reply) = 0;
    /// Durable when answered; counts once the log has it. PollClosed, OptionUnknown, TooLarge (the
    /// comment), NotAllowed (also several choices where one is asked for, or an answer that is not
    /// offered); PollClosed also where it is erased.
    virtual void vote(const VoteForm& form, Reply<void> reply) = 0;
    /// NotAllowed: PollView::mayClose says who may. PollClosed: it is already, or erased.
    virtual void closePoll(MessageRow poll, Reply<void> reply) = 0;
    /// NotAllowed: only its author may, and only what is closed.
    virtual void reopenPoll(MessageRow poll, Reply<void> reply) = 0;
    /// One message that answers the poll: these words, and a mention of each who is silent.
    /// NotAllowed: only its author may, while it is open, once a day, where somebody is silent.
    virtual void remindSilent(MessageRow poll, const QString& words, Reply<MessageRow> reply) = 0;
    /// By the id that every device knows (PollView::id). ConversationUnknown: there is none here.
    virtual void findPoll(const QString& id, Reply<PollView> reply) = 0;
    /// ConversationUnknown: no such poll.
    virtual void pollTable(MessageRow poll, Reply<PollTable> reply) = 0;

    // Pictures and other files
    /// Durable when answered, sealed, without what tells where it was made; the message leaves once
    /// the server has the file. TooLarge (file, caption), FileDamaged (a picture that is none),
    /// NotAllowed (left, lost).
    virtual void sendPicture(ConversationId conversation, const PictureForm& form,
                             Reply<MessageRow> reply) = 0;
    /// Its bytes, opened and checked, in memory alone. FileMissing (not here yet), FileGone,
    /// FileDamaged, ConversationUnknown (no such file).
    virtual void picture(MessageRow row, Reply<QByteArray> reply) = 0;
    /// By the id that every device knows (PictureView::id). ConversationUnknown: none here.
    virtual void findPicture(const QString& id, Reply<PictureView> reply) = 0;

    /// A Failed message: queued again, or thrown away.
    virtual void sendAgain(MessageRow row, Reply<void> reply) = 0;
    virtual void discard(MessageRow row, Reply<void> reply) = 0;
    /// From the oldest to the newest of these everything was on screen in a focused window, and is
    /// read; what is older stays as it was. The lives of those that others sent begin.
    virtual void markSeen(ConversationId conversation, const std::vector<MessageRow>& onScreen) = 0;

    /// Said with each letter, and once when nothing is left to be sent; told to the others now and
    /// then, unless the person does not want that (core/setting_names.h).
    virtual void typing(ConversationId conversation, TypingState state) = 0;

    // Calls (docs/calls.md); whoever calls holds core/calls/call_state.h
    /// Durable when answered. NotReachable: an offer without a connection; IdentityChanged;
    /// NotAllowed: no direct conversation, left, lost.
    virtual void sendCallSignal(ConversationId conversation, const CallSignal& signal,
                                Reply<void> reply) = 0;
    /// Where there is no connection, or the other side is away, they are lost in silence.
    virtual void sendCallCandidates(ConversationId conversation, const CallId& call,
                                    const std::vector<CallCandidate>& candidates) = 0;
    virtual void callServers(Reply<CallServers> reply) = 0;

    // Settings of this profile that the store keeps (drafts and the like; small texts by name)
    virtual void remember(const QString& name, const QString& value) = 0;
    virtual void recall(const QString& name, Reply<QString> reply) = 0;
};

struct ClientOptions {
    std::filesystem::path profile;
    /// An existing profile stays with the holder of its key. The core thread asks it, and gives up
    /// when the Client is destroyed.
    NewProfileKey newProfileKey = NewProfileKey::KeyFile;
};

/// The real one. `owner` is the caller's mailbox; it must outlive the Client.
[[nodiscard]] std::unique_ptr<Client> makeClient(ClientOptions options, Mailbox& owner,
                                                 std::function<void(const Event&)> onEvent);

} // namespace kontor
