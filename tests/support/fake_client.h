#pragma once

#include "core/client.h"

#include <QStringList>

#include <map>
#include <set>
#include <vector>

namespace kontor {

/// A company in memory behind the core's face, for the window's tests. Answers come through the
/// owner's mailbox, as the real ones do: a test decides when by draining it, or by hold() and
/// release(). Everything that a colleague would do, a test does through say(), add() and so on.
class FakeClient final : public Client {
public:
    FakeClient(Mailbox& owner, std::function<void(const Event&)> onEvent, const Clock& clock);

    void open() override;
    void startAfresh() override;
    void connectNow() override;
    void checkInvite(const QString& link, Reply<InviteOffer> reply) override;
    void registerAccount(const RegistrationForm& form, Reply<Account> reply) override;
    void conversations(std::uint32_t offset, std::uint32_t count,
                       Reply<std::vector<ConversationSummary>> reply) override;
    void totalUnread(Reply<std::int64_t> reply) override;
    void archived(std::uint32_t offset, std::uint32_t count,
                  Reply<std::vector<ConversationSummary>> reply) override;
    void countArchived(Reply<std::int64_t> reply) override;
    void details(ConversationId conversation, Reply<ConversationDetails> reply) override;
    void timeline(const TimelineRequest& request, Reply<TimelinePage> reply) override;
    void directory(const QString& words, Reply<std::vector<Person>> reply) override;
    void contact(const UserId& user, Reply<ContactView> reply) override;
    void setTrust(const UserId& user, const QString& safetyNumber, Trust trust,
                  Reply<void> reply) override;
    void rename(const QString& name, Reply<void> reply) override;
    void setStatus(const Status& status, Reply<void> reply) override;
    void setAvatar(const QByteArray& picture, Reply<void> reply) override;
    void avatar(const AvatarOwner& owner, Reply<QByteArray> reply) override;
    void acceptStrangers(ConversationId conversation, Reply<void> reply) override;
    void search(const SearchQuery& query, Reply<SearchResults> reply) override;
    void startDirect(const UserId& peer, Reply<ConversationId> reply) override;
    void noteToSelf(Reply<ConversationId> reply) override;
    void createGroup(const QString& name, const std::vector<UserId>& members,
                     Reply<ConversationId> reply) override;
    void addMembers(ConversationId conversation, const std::vector<UserId>& members,
                    Reply<void> reply) override;
    void removeMember(ConversationId conversation, const UserId& member,
                      Reply<void> reply) override;
    void leave(ConversationId conversation, Reply<void> reply) override;
    void setRole(ConversationId conversation, const UserId& member, MemberInfo::Role role,
                 Reply<void> reply) override;
    void changeSettings(ConversationId conversation, const SettingsForm& form,
                        Reply<void> reply) override;
    void mute(ConversationId conversation, Milliseconds until, Reply<void> reply) override;
    void shelve(ConversationId conversation, Shelf shelf, Reply<void> reply) override;
    void markUnread(ConversationId conversation, Reply<void> reply) override;
    void markRead(ConversationId conversation, Reply<void> reply) override;
    void sendText(ConversationId conversation, const Draft& draft,
                  Reply<MessageRow> reply) override;
    void sendReply(ConversationId conversation, const Draft& draft, MessageRow to,
                   Reply<MessageRow> reply) override;
    void editText(MessageRow row, const Draft& draft, Reply<void> reply) override;
    void revisions(MessageRow row, Reply<std::vector<RevisionView>> reply) override;
    void deleteForAll(MessageRow row, Reply<void> reply) override;
    void deleteHere(MessageRow row, Reply<void> reply) override;
    void react(MessageRow row, const QString& emoji, ReactionView::Mine mine,
               Reply<void> reply) override;
    void pin(MessageRow row, TimelineEntry::Pin pin, Reply<void> reply) override;
    void forward(MessageRow row, const std::vector<ConversationId>& to,
                 Reply<std::vector<MessageRow>> reply) override;
    void messageInfo(MessageRow row, Reply<MessageInfo> reply) override;
    void listing(const ListingRequest& request, Reply<ListingPage> reply) override;
    void findEntry(const QString& id, Reply<TimelineEntry> reply) override;
    void askPoll(ConversationId conversation, const PollForm& form,
                 Reply<MessageRow> reply) override;
    void vote(const VoteForm& form, Reply<void> reply) override;
    void closePoll(MessageRow poll, Reply<void> reply) override;
    void reopenPoll(MessageRow poll, Reply<void> reply) override;
    void remindSilent(MessageRow poll, const QString& words, Reply<MessageRow> reply) override;
    void pollTable(MessageRow poll, Reply<PollTable> reply) override;
    void findPoll(const QString& id, Reply<PollView> reply) override;
    void sendPicture(ConversationId conversation, const PictureForm& form,
                     Reply<MessageRow> reply) override;
    void picture(MessageRow row, Reply<QByteArray> reply) override;
    void findPicture(const QString& id, Reply<PictureView> reply) override;
    void sendAgain(MessageRow row, Reply<void> reply) override;
    void discard(MessageRow row, Reply<void> reply) override;
    void markSeen(ConversationId conversation, const std::vector<MessageRow>& onScreen) override;
    void typing(ConversationId conversation, TypingState state) override;
    void sendCallSignal(ConversationId conversation, const CallSignal& signal,
                        Reply<void> reply) override;
    void sendCallCandidates(ConversationId conversation, const CallId& call,
                            const std::vector<CallCandidate>& candidates) override;
    void callServers(Reply<CallServers> reply) override;
    void remember(const QString& name, const QString& value) override;
    void recall(const QString& name, Reply<QString> reply) override;

    // What a test arranges before the window looks. Nothing is told by events.
    Person addPerson(const QString& handle, const QString& name, Trust trust = Trust::FirstUse);
    /// What is known of somebody changes.
    void setPerson(const Person& person);
    /// She has a new computer, while the window looks.
    void changeKey(const UserId& user);
    /// One came back by oneself, and this member was not known to be one.
    void comeBackAmong(ConversationId conversation, const UserId& stranger);
    /// She says something else of herself, while the window looks.
    void changeStatus(const UserId& user, const Status& status);
    /// A person or a group has another picture (empty: none), while the window looks.
    void changeAvatar(const AvatarOwner& owner, const QByteArray& picture);
    /// How often a damaged store was left for a new one.
    [[nodiscard]] int freshStarts() const { return m_freshStarts; }
    /// An administrator disables her.
    void closeAccount(const UserId& user);
    void setSelf(const Person& self) { m_account.self = self; }
    [[nodiscard]] const Person& self() const { return m_account.self; }
    ConversationId addDirect(const Person& peer);
    ConversationId addGroup(const QString& name, const std::vector<Person>& others);
    ConversationId addNotes();
    /// An entry at a time; of its own account when `who` is self.
    MessageRow say(ConversationId conversation, const Person& who, const QString& text,
                   Milliseconds at, DeliveryState delivery = DeliveryState::Delivered);
    MessageRow note(ConversationId conversation, EntryKind kind, const Person& who,
                    const std::vector<Person>& people, Milliseconds at, const QString& text = {});
    /// A call that is over.
    MessageRow call(ConversationId conversation, const Person& caller, const CallView& what,
                    Milliseconds at);
    /// `count` made-up messages, two minutes apart, the last one now.
    void fill(ConversationId conversation, std::size_t count);
    void setUnread(ConversationId conversation, std::int32_t count);
    void setState(ConversationId conversation, ConversationState state);
    void setRegistered(bool registered) { m_registered = registered; }
    void setOpenError(std::optional<Error> error) { m_openError = std::move(error); }
    /// What the server says about a link that it knows.
    void setOffer(const InviteOffer& offer) { m_offer = offer; }
    void setDescription(ConversationId conversation, const QString& description);
    void setAdmin(ConversationId conversation, const Person& who);
    /// Oneself is an admin of every group unless a test says otherwise.
    void setOwnRole(ConversationId conversation, MemberInfo::Role role);

    // What happens while the window looks: with events.
    MessageRow receive(ConversationId conversation, const Person& who, const Draft& draft);
    void setDelivery(MessageRow row, DeliveryState state);
    MessageRow receiveReply(ConversationId conversation, const Person& who, const QString& text,
                            MessageRow to);
    /// Whoever said it says something else.
    void changeText(MessageRow row, const QString& text);
    /// Whoever said it takes it away from everybody.
    void deleteEverywhere(MessageRow row);
    /// Somebody puts an emoji to it (Yes), or takes it back.
    void putReaction(MessageRow row, const Person& who, const QString& emoji,
                     ReactionView::Mine put = ReactionView::Mine::Yes);
    /// The log has it: somebody pinned it (with a line), or took it off.
    void setPin(MessageRow row, const Person& who, TimelineEntry::Pin pin = TimelineEntry::Pin::On);
    void setInfo(MessageRow row, const MessageInfo& info);
    /// It lives so long; with a deadline its clock runs.
    void setLife(MessageRow row, Milliseconds lifetime, std::optional<Milliseconds> deadline = {});
    void remove(MessageRow row);
    void tell(const Event& event);
    void setConnection(ConnectionState state, std::optional<Error> reason = {},
                       Milliseconds nextTryIn = Milliseconds(0));

    /// What was sent of calls, in order.
    struct SentSignal {
        ConversationId conversation;
        CallSignal signal;
    };
    [[nodiscard]] const std::vector<SentSignal>& callSignals() const { return m_callSignals; }
    [[nodiscard]] int candidatesSent() const { return m_candidatesSent; }
    void setCallServers(CallServers servers) { m_callServers = std::move(servers); }
    /// The log has it: one's own vote on its way counts, or a colleague's.
    void castVote(MessageRow poll, const Person& who,
                  const std::vector<PollView::OptionNumber>& options);
    void castAnswers(MessageRow poll, const Person& who, const PollView::Vote& vote);
    /// A colleague asks; of what she asks to be told after the closing nothing is known here.
    MessageRow receivePoll(ConversationId conversation, const Person& who, const PollForm& form);
    /// Whatever a test wants to be so of a poll: who told of it, what one may.
    void changePoll(MessageRow poll, const std::function<void(PollView&)>& change);
    /// What reminded those who were silent, in order.
    [[nodiscard]] const QStringList& reminders() const { return m_reminders; }

    /// The log has it: one's own change of settings on its way, or a colleague's.
    void applySettings(ConversationId conversation, const Person& who, const SettingsForm& form);
    /// What the window wanted changed, in order.
    [[nodiscard]] const std::vector<SettingsForm>& settingsForms() const { return m_settingsForms; }
    /// A colleague's picture: it is there when setPicture() says so.
    MessageRow receivePicture(ConversationId conversation, const Person& who,
                              const PictureForm& form, QSize size);
    void setPicture(MessageRow row, PictureView::State state);

    // How answers come.
    void hold() { m_held = true; }
    void release();
    /// Every verb but reading answers with it, until it is taken back.
    void failWith(std::optional<Error> error) { m_error = std::move(error); }
    /// Pages, lists and searches as well.
    void failReadingWith(std::optional<Error> error) { m_readError = std::move(error); }
    /// Own messages become sent and delivered by themselves.
    void setDelivering(bool delivering) { m_delivering = delivering; }

    // What the window asked for.
    [[nodiscard]] MessageRow seen(ConversationId conversation) const;
    /// Every entry that was told as seen.
    [[nodiscard]] const std::vector<MessageRow>& allSeen() const { return m_allSeen; }
    /// What was told of writing, oldest first.
    [[nodiscard]] const std::vector<TypingState>& typingTold() const { return m_typingTold; }
    [[nodiscard]] int connectTries() const { return m_connectTries; }
    [[nodiscard]] const QStringList& checkedLinks() const { return m_checkedLinks; }
    [[nodiscard]] const std::vector<RegistrationForm>& forms() const { return m_forms; }
    [[nodiscard]] const QStringList& searches() const { return m_searches; }
    [[nodiscard]] QString remembered(const QString& name) const;
    [[nodiscard]] QString textOf(MessageRow row) const;
    [[nodiscard]] std::size_t length(ConversationId conversation) const;
    /// The entry that came last, in any conversation.
    [[nodiscard]] MessageRow newest() const { return MessageRow(m_lastRow); }

private:
    struct Conversation {
        ConversationSummary summary;
        std::vector<Person> others;
        std::vector<TimelineEntry> entries; ///< oldest first
        std::set<UserId> admins;            ///< beside oneself
        MessageRow seen;
        std::set<MessageRow> looked; ///< since setUnread()
        MemberInfo::Role ownRole = MemberInfo::Role::Admin;
        QString description;
        Milliseconds lifetime{0};
        std::optional<SettingsForm> pending;
        std::vector<Person> strangers;
        std::vector<MessageRow> pins; ///< newest first
    };

    [[nodiscard]] std::vector<ConversationSummary> shelved(Shelf least, Shelf greatest) const;
    [[nodiscard]] std::optional<std::size_t> firstUnread(const Conversation& conversation) const;
    template <typename T>
    void answer(const Reply<T>& reply, Result<T> result);
    template <typename T>
    void work(const Reply<T>& reply, std::function<Result<T>()> done);
    void later(std::function<void()> deliver);
    [[nodiscard]] Conversation& at(ConversationId id);
    [[nodiscard]] Conversation& add(ConversationKind kind, const QString& title);
    [[nodiscard]] TimelineEntry* find(MessageRow row, Conversation*& in);
    MessageRow append(Conversation& conversation, TimelineEntry entry);
    void summarise(Conversation& conversation);
    void tellTimeline(const Conversation& conversation, TimelineDiff diff);
    void tellSummary(Conversation& conversation);
    void tellOf(Conversation& in, const TimelineEntry& entry);
    void deliver(MessageRow row);
    [[nodiscard]] FormattedText wordsIn(const Conversation& conversation, const Draft& draft);
    void requote(Conversation& in, const TimelineEntry& quoted);
    [[nodiscard]] static QuoteView quoteOf(const TimelineEntry& entry);
    [[nodiscard]] static EntryRights rightsOf(const TimelineEntry& entry);
    void insertAndTell(Conversation& conversation, TimelineEntry entry);
    MessageRow insertFile(Conversation& conversation, TimelineEntry entry, const QByteArray& bytes);
    [[nodiscard]] std::optional<Person> person(const UserId& id) const;
    [[nodiscard]] QString safetyNumber(const UserId& user) const;
    void retrust(const UserId& user, Trust trust);
    /// Wherever she is.
    void spread(const Person& person);
    MessageRow insertPoll(Conversation& in, const Person& who, const PollForm& form);
    /// What the votes make of it.
    void tally(const Conversation& in, PollView& poll);
    void tellPoll(const Conversation& in, const TimelineEntry& entry);
    [[nodiscard]] static bool fits(const QString& text, const QString& words);

    Mailbox& m_owner;
    std::function<void(const Event&)> m_onEvent;
    const Clock& m_clock;
    Account m_account;
    std::vector<Person> m_people;
    std::map<ConversationId, Conversation> m_conversations;
    std::map<UserId, int> m_keys; ///< how many she had before
    std::map<QString, QString> m_settings;
    std::vector<std::function<void()>> m_waiting;
    std::optional<InviteOffer> m_offer;
    QStringList m_checkedLinks;
    QStringList m_searches;
    std::vector<RegistrationForm> m_forms;
    std::optional<Error> m_error;
    std::optional<Error> m_readError;
    std::optional<Error> m_openError;
    std::vector<MessageRow> m_allSeen;
    std::vector<TypingState> m_typingTold;
    std::int64_t m_lastRow = 0;
    std::uint64_t m_revision = 1;
    std::map<AvatarOwner, QByteArray> m_avatars;
    int m_freshStarts = 0;
    int m_connectTries = 0;
    bool m_registered = true;
    bool m_held = false;
    bool m_delivering = false;
    std::vector<SentSignal> m_callSignals;
    int m_candidatesSent = 0;
    std::map<MessageRow, QByteArray> m_files;
    std::map<MessageRow, std::vector<RevisionView>> m_revisions;
    std::map<MessageRow, MessageInfo> m_infos;
    CallServers m_callServers;
    std::vector<SettingsForm> m_settingsForms;
    struct CastVote {
        Person person;
        PollView::Vote vote;
    };
    std::map<MessageRow, std::vector<CastVote>> m_votes; ///< in the order in which they came
    QStringList m_reminders;
};

template <typename T>
void FakeClient::answer(const Reply<T>& reply, Result<T> result) {
    later([reply, result = std::move(result)] { reply(result); });
}

template <typename T>
void FakeClient::work(const Reply<T>& reply, std::function<Result<T>()> done) {
    if (m_error)
        answer<T>(reply, *m_error);
    else
        answer<T>(reply, done());
}

} // namespace kontor
