#include "core/client.h"

#include "core/async/qt_timers.h"
#include "core/async/qt_wake.h"
#include "core/connection/http_blob_transport.h"
#include "core/connection/websocket_socket.h"
#include "core/profile_keeper.h"
#include "core/store_reader.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QThread>

#include <future>
#include <thread>
#include <unordered_map>

namespace kontor {
namespace {

/// A thread with an event loop and the mailbox that it drains. No QThread: waiting for one does not
/// wait for what its thread still does on its way out, and that would meet the end of the process.
class Worker {
public:
    Worker() {
        std::promise<QThread*> started;
        auto thread = started.get_future();
        m_thread = std::thread([this, &started] {
            QEventLoop loop;
            m_loop = &loop;
            started.set_value(QThread::currentThread());
            loop.exec();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        });
        m_mailbox.moveToThread(thread.get());
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    ~Worker() { finish(); }

    [[nodiscard]] Mailbox& box() { return m_mailbox.box(); }
    /// After what is posted already. The thread is gone when it returns.
    void finish() {
        if (!m_thread.joinable())
            return;
        m_mailbox.box().post([this] { m_loop->quit(); });
        m_thread.join();
    }

private:
    QEventLoop* m_loop = nullptr; ///< of the thread; set before it is said to have started
    std::thread m_thread;
    QtMailbox m_mailbox;
};

/// Everything that lives on the core thread, made and destroyed there.
struct CoreRoom {
    SystemClock clock;
    SystemRandom random;
    QtTimers timers{clock};
    std::unique_ptr<ProfileKeeper> keeper;
};

/// The face on the owner's thread. Work goes to the core's mailbox or the reader's; what comes back
/// is matched here by number, so that nothing of the owner's ever leaves her thread.
class ThreadedClient final : public Client {
public:
    ThreadedClient(ClientOptions options, Mailbox& owner, std::function<void(const Event&)> onEvent)
        : m_owner(owner)
        , m_onEvent(std::move(onEvent)) {
        m_core.box().post([this, options = std::move(options)] { begin(options); });
    }
    ~ThreadedClient() override {
        m_alive.reset();
        m_replies.clear();
        m_closing.request_stop();
        // The reader first: it reads from the store that the core closes.
        m_storeReader.close();
        m_reader.finish();
        m_core.box().post([this] { m_room.reset(); });
        m_core.finish();
        // What it has worked on meanwhile nobody waits for any more.
        m_files.finish();
    }

    void open() override {
        atCore([](ProfileKeeper& keeper) { keeper.open(); });
    }
    void startAfresh() override {
        atCore([](ProfileKeeper& keeper) { keeper.startAfresh(); });
    }
    void connectNow() override {
        atCore([](ProfileKeeper& keeper) { keeper.connectNow(); });
    }

    void checkInvite(const QString& link, Reply<InviteOffer> reply) override {
        atCore([link, answer = expect(std::move(reply))](ProfileKeeper& keeper) {
            keeper.checkInvite(link, answer);
        });
    }
    void registerAccount(const RegistrationForm& form, Reply<Account> reply) override {
        atCore([form, answer = expect(std::move(reply))](ProfileKeeper& keeper) {
            keeper.registerAccount(form, answer);
        });
    }

    void conversations(std::uint32_t offset, std::uint32_t count,
                       Reply<std::vector<ConversationSummary>> reply) override {
        atReader([this, offset, count, answer = expect(std::move(reply))] {
            answer(m_storeReader.conversations(offset, count));
        });
    }
    void archived(std::uint32_t offset, std::uint32_t count,
                  Reply<std::vector<ConversationSummary>> reply) override {
        atReader([this, offset, count, answer = expect(std::move(reply))] {
            answer(m_storeReader.archived(offset, count));
        });
    }
    void countArchived(Reply<std::int64_t> reply) override {
        atReader(
            [this, answer = expect(std::move(reply))] { answer(m_storeReader.countArchived()); });
    }
    void totalUnread(Reply<std::int64_t> reply) override {
        atReader(
            [this, answer = expect(std::move(reply))] { answer(m_storeReader.totalUnread()); });
    }
    void details(ConversationId conversation, Reply<ConversationDetails> reply) override {
        atReader([this, conversation, answer = expect(std::move(reply))] {
            answer(m_storeReader.details(conversation));
        });
    }
    void timeline(const TimelineRequest& request, Reply<TimelinePage> reply) override {
        atReader([this, request, answer = expect(std::move(reply))] {
            answer(m_storeReader.timeline(request));
        });
    }
    void directory(const QString& words, Reply<std::vector<Person>> reply) override {
        atReader([this, words, answer = expect(std::move(reply))] {
            answer(m_storeReader.directory(words));
        });
    }
    void contact(const UserId& user, Reply<ContactView> reply) override {
        atProfile(std::move(reply), [user](OpenProfile& profile, const auto& answer) {
            answer(profile.trust().contact(user));
        });
    }
    void setTrust(const UserId& user, const QString& safetyNumber, Trust trust,
                  Reply<void> reply) override {
        atProfile(std::move(reply), [user, number = safetyNumber.toStdString(),
                                     trust](OpenProfile& profile, const auto& answer) {
            answer(profile.trust().set(user, number, trust));
        });
    }
    void rename(const QString& name, Reply<void> reply) override {
        atProfile(std::move(reply),
                  [name = name.simplified().toStdString()](
                      OpenProfile& profile, const auto& answer) { profile.rename(name, answer); });
    }
    void setStatus(const Status& status, Reply<void> reply) override {
        atProfile(std::move(reply), [status](OpenProfile& profile, const auto& answer) {
            answer(profile.setStatus(status));
        });
    }
    void setAvatar(const QByteArray& picture, Reply<void> reply) override {
        atProfile(std::move(reply), [picture](OpenProfile& profile, const auto& answer) {
            answer(profile.setAvatar(picture));
        });
    }
    void avatar(const AvatarOwner& owner, Reply<QByteArray> reply) override {
        atReader([this, owner, answer = expect(std::move(reply))] {
            answer(m_storeReader.avatar(owner));
        });
    }
    void search(const SearchQuery& query, Reply<SearchResults> reply) override {
        const auto ticket = m_storeReader.announceSearch();
        atReader([this, query, ticket, answer = expect(std::move(reply))] {
            answer(m_storeReader.search(query, ticket));
        });
    }

    void startDirect(const UserId& peer, Reply<ConversationId> reply) override {
        atProfile(std::move(reply), [peer](OpenProfile& profile, const auto& answer) {
            profile.startDirect(peer, answer);
        });
    }
    void noteToSelf(Reply<ConversationId> reply) override {
        atProfile(std::move(reply),
                  [](OpenProfile& profile, const auto& answer) { profile.noteToSelf(answer); });
    }
    void createGroup(const QString& name, const std::vector<UserId>& members,
                     Reply<ConversationId> reply) override {
        atProfile(std::move(reply), [name = name.simplified().toStdString(),
                                     members](OpenProfile& profile, const auto& answer) {
            profile.createGroup(name, members, answer);
        });
    }
    void addMembers(ConversationId conversation, const std::vector<UserId>& members,
                    Reply<void> reply) override {
        atProfile(std::move(reply),
                  [conversation, members](OpenProfile& profile, const auto& answer) {
                      profile.addMembers(conversation, members, answer);
                  });
    }
    void removeMember(ConversationId conversation, const UserId& member,
                      Reply<void> reply) override {
        atProfile(std::move(reply),
                  [conversation, member](OpenProfile& profile, const auto& answer) {
                      profile.removeMember(conversation, member, answer);
                  });
    }
    void leave(ConversationId conversation, Reply<void> reply) override {
        atProfile(std::move(reply), [conversation](OpenProfile& profile, const auto& answer) {
            profile.leave(conversation, answer);
        });
    }
    void setRole(ConversationId conversation, const UserId& member, MemberInfo::Role role,
                 Reply<void> reply) override {
        atProfile(std::move(reply),
                  [conversation, member, role](OpenProfile& profile, const auto& answer) {
                      profile.setRole(conversation, member, role, answer);
                  });
    }
    void changeSettings(ConversationId conversation, const SettingsForm& form,
                        Reply<void> reply) override {
        atProfile(std::move(reply), [conversation, form](OpenProfile& profile, const auto& answer) {
            answer(profile.changeSettings(conversation, form));
        });
    }
    void acceptStrangers(ConversationId conversation, Reply<void> reply) override {
        atProfile(std::move(reply), [conversation](OpenProfile& profile, const auto& answer) {
            answer(profile.acceptStrangers(conversation));
        });
    }
    void mute(ConversationId conversation, Milliseconds until, Reply<void> reply) override {
        atProfile(std::move(reply),
                  [conversation, until](OpenProfile& profile, const auto& answer) {
                      answer(profile.mute(conversation, until));
                  });
    }
    void shelve(ConversationId conversation, Shelf shelf, Reply<void> reply) override {
        atProfile(std::move(reply),
                  [conversation, shelf](OpenProfile& profile, const auto& answer) {
                      answer(profile.shelve(conversation, shelf));
                  });
    }
    void markUnread(ConversationId conversation, Reply<void> reply) override {
        atProfile(std::move(reply), [conversation](OpenProfile& profile, const auto& answer) {
            answer(profile.markUnread(conversation));
        });
    }
    void markRead(ConversationId conversation, Reply<void> reply) override {
        atProfile(std::move(reply), [conversation](OpenProfile& profile, const auto& answer) {
            answer(profile.markRead(conversation));
        });
    }
    void sendText(ConversationId conversation, const Draft& draft,
                  Reply<MessageRow> reply) override {
        atProfile(std::move(reply),
                  [conversation, draft](OpenProfile& profile, const auto& answer) {
                      answer(profile.sendText(conversation, draft));
                  });
    }
    void sendReply(ConversationId conversation, const Draft& draft, MessageRow to,
                   Reply<MessageRow> reply) override {
        atProfile(std::move(reply),
                  [conversation, draft, to](OpenProfile& profile, const auto& answer) {
                      answer(profile.sendText(conversation, draft, to));
                  });
    }
    void editText(MessageRow row, const Draft& draft, Reply<void> reply) override {
        atProfile(std::move(reply), [row, draft](OpenProfile& profile, const auto& answer) {
            answer(profile.actions().edit(row, draft));
        });
    }
    void revisions(MessageRow row, Reply<std::vector<RevisionView>> reply) override {
        atReader([this, row, answer = expect(std::move(reply))] {
            answer(m_storeReader.revisions(row));
        });
    }
    void deleteForAll(MessageRow row, Reply<void> reply) override {
        atProfile(std::move(reply), [row](OpenProfile& profile, const auto& answer) {
            answer(profile.actions().deleteForAll(row));
        });
    }
    void deleteHere(MessageRow row, Reply<void> reply) override {
        atProfile(std::move(reply), [row](OpenProfile& profile, const auto& answer) {
            answer(profile.actions().deleteHere(row));
        });
    }
    void react(MessageRow row, const QString& emoji, ReactionView::Mine mine,
               Reply<void> reply) override {
        atProfile(std::move(reply), [row, emoji = emoji.toStdString(), mine](OpenProfile& profile,
                                                                             const auto& answer) {
            answer(profile.actions().react(row, emoji, mine));
        });
    }
    void pin(MessageRow row, TimelineEntry::Pin pin, Reply<void> reply) override {
        atProfile(std::move(reply), [row, pin](OpenProfile& profile, const auto& answer) {
            answer(profile.actions().pin(row, pin));
        });
    }
    void forward(MessageRow row, const std::vector<ConversationId>& to,
                 Reply<std::vector<MessageRow>> reply) override {
        atProfile(std::move(reply), [row, to](OpenProfile& profile, const auto& answer) {
            profile.forwarding().forward(row, to, answer);
        });
    }
    void messageInfo(MessageRow row, Reply<MessageInfo> reply) override {
        atReader([this, row, answer = expect(std::move(reply))] {
            answer(m_storeReader.messageInfo(row));
        });
    }
    void listing(const ListingRequest& request, Reply<ListingPage> reply) override {
        atReader([this, request, answer = expect(std::move(reply))] {
            answer(m_storeReader.listing(request));
        });
    }
    void findEntry(const QString& id, Reply<TimelineEntry> reply) override {
        atReader(
            [this, id, answer = expect(std::move(reply))] { answer(m_storeReader.entry(id)); });
    }
    void askPoll(ConversationId conversation, const PollForm& form,
                 Reply<MessageRow> reply) override {
        atProfile(std::move(reply), [conversation, form](OpenProfile& profile, const auto& answer) {
            answer(profile.polls().ask(conversation, form));
        });
    }
    void vote(const VoteForm& form, Reply<void> reply) override {
        atProfile(std::move(reply), [form](OpenProfile& profile, const auto& answer) {
            answer(profile.polls().vote(form));
        });
    }
    void reopenPoll(MessageRow poll, Reply<void> reply) override {
        atProfile(std::move(reply), [poll](OpenProfile& profile, const auto& answer) {
            answer(profile.polls().reopen(poll));
        });
    }
    void remindSilent(MessageRow poll, const QString& words, Reply<MessageRow> reply) override {
        atProfile(std::move(reply), [poll, words](OpenProfile& profile, const auto& answer) {
            answer(profile.polls().remind(poll, words));
        });
    }
    void pollTable(MessageRow poll, Reply<PollTable> reply) override {
        atReader([this, poll, answer = expect(std::move(reply))] {
            answer(m_storeReader.pollTable(poll));
        });
    }
    void closePoll(MessageRow poll, Reply<void> reply) override {
        atProfile(std::move(reply), [poll](OpenProfile& profile, const auto& answer) {
            answer(profile.polls().close(poll));
        });
    }
    void findPoll(const QString& id, Reply<PollView> reply) override {
        atReader([this, id, answer = expect(std::move(reply))] { answer(m_storeReader.poll(id)); });
    }
    void sendPicture(ConversationId conversation, const PictureForm& form,
                     Reply<MessageRow> reply) override {
        atProfile(std::move(reply), [conversation, form](OpenProfile& profile, const auto& answer) {
            profile.files().send(conversation, form, answer);
        });
    }
    void picture(MessageRow row, Reply<QByteArray> reply) override {
        atProfile(std::move(reply), [row](OpenProfile& profile, const auto& answer) {
            profile.files().open(row, answer);
        });
    }
    void findPicture(const QString& id, Reply<PictureView> reply) override {
        atReader(
            [this, id, answer = expect(std::move(reply))] { answer(m_storeReader.picture(id)); });
    }
    void sendAgain(MessageRow row, Reply<void> reply) override {
        atProfile(std::move(reply), [row](OpenProfile& profile, const auto& answer) {
            answer(profile.sendAgain(row));
        });
    }
    void discard(MessageRow row, Reply<void> reply) override {
        atProfile(std::move(reply), [row](OpenProfile& profile, const auto& answer) {
            answer(profile.discard(row));
        });
    }
    void markSeen(ConversationId conversation, const std::vector<MessageRow>& onScreen) override {
        atCore([conversation, onScreen](ProfileKeeper& keeper) {
            if (OpenProfile* const profile = keeper.profile())
                (void)profile->markSeen(conversation, onScreen);
        });
    }

    void typing(ConversationId conversation, TypingState state) override {
        atCore([conversation, state](ProfileKeeper& keeper) {
            if (OpenProfile* const profile = keeper.profile())
                profile->typing().set(conversation, state);
        });
    }

    void sendCallSignal(ConversationId conversation, const CallSignal& signal,
                        Reply<void> reply) override {
        atProfile(std::move(reply),
                  [conversation, signal](OpenProfile& profile, const auto& answer) {
                      answer(profile.calls().send(conversation, signal));
                  });
    }
    void sendCallCandidates(ConversationId conversation, const CallId& call,
                            const std::vector<CallCandidate>& candidates) override {
        atCore([conversation, call, candidates](ProfileKeeper& keeper) {
            if (OpenProfile* const profile = keeper.profile())
                (void)profile->calls().sendCandidates(conversation, call, candidates);
        });
    }
    void callServers(Reply<CallServers> reply) override {
        atProfile(std::move(reply), [](OpenProfile& profile, const auto& answer) {
            profile.calls().fetchServers(answer);
        });
    }

    void remember(const QString& name, const QString& value) override {
        atCore([name = name.toStdString(), value = value.toStdString()](ProfileKeeper& keeper) {
            keeper.remember(name, value);
        });
    }
    void recall(const QString& name, Reply<QString> reply) override {
        // By way of the core, so that it sees what was remembered before.
        m_core.box().post([this, name = name.toStdString(), answer = expect(std::move(reply))] {
            atReader([this, name, answer] { answer(m_storeReader.recall(name)); });
        });
    }

private:
    /// On the core thread: the room, and the profile in it.
    void begin(const ClientOptions& options) {
        m_room = std::make_unique<CoreRoom>();
        ProfileKeeper::Surroundings surroundings{
            m_room->clock,
            m_room->timers,
            m_room->random,
            makeWebSocket,
            [this](const Event& event) { tell(event); },
            makeHttpBlobTransport,
            [this](std::function<void()> work, std::function<void()> done) {
                m_files.box().post(
                    [this, work = std::move(work), done = std::move(done)]() mutable {
                        work();
                        m_core.box().post(std::move(done));
                    });
            },
            m_closing.get_token(),
            [this](storage::Database& database, std::optional<UserId> self) {
                m_reader.box().post([this, reader = &database.reader(), self] {
                    m_storeReader.begin(*reader, self);
                });
            },
            [this] { return stopReading(); },
            [this](std::function<void()> work) { m_core.box().post(std::move(work)); }};
        m_room->keeper = std::make_unique<ProfileKeeper>(std::move(surroundings), options);
    }

    /// On the core thread: until the reader has let the store go. When everything ends the reader
    /// ends by itself, and what is posted to it may run no more: false.
    bool stopReading() {
        const auto stopped = std::make_shared<std::promise<void>>();
        auto waiting = stopped->get_future();
        m_reader.box().post([this, stopped] {
            m_storeReader.end();
            stopped->set_value();
        });
        while (waiting.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready)
            if (m_closing.stop_requested())
                return false;
        return true;
    }

    template <typename Work>
    void atCore(Work work) {
        m_core.box().post([this, work = std::move(work)] { work(*m_room->keeper); });
    }
    template <typename Work>
    void atReader(Work work) {
        m_reader.box().post(std::move(work));
    }
    template <typename T, typename Work>
    void atProfile(Reply<T> reply, Work work) {
        atCore([work = std::move(work), answer = expect(std::move(reply))](ProfileKeeper& keeper) {
            if (OpenProfile* const profile = keeper.profile())
                work(*profile, answer);
            else
                answer(ErrorCode::ProfileMissing);
        });
    }

    /// Keeps the reply here; what it returns may be called on any thread.
    template <typename T>
    [[nodiscard]] Reply<T> expect(Reply<T> reply) {
        const std::uint64_t number = ++m_lastReply;
        m_replies.emplace(number, [reply = std::move(reply)](const std::shared_ptr<void>& result) {
            reply(std::move(*std::static_pointer_cast<Result<T>>(result)));
        });
        return [this, owner = &m_owner, alive = std::weak_ptr(m_alive), number](Result<T> result) {
            auto carried = std::make_shared<Result<T>>(std::move(result));
            owner->post([this, alive, number, carried = std::move(carried)] {
                if (!alive.expired())
                    deliver(number, carried);
            });
        };
    }
    void deliver(std::uint64_t number, const std::shared_ptr<void>& result) {
        const auto reply = m_replies.extract(number);
        if (!reply.empty())
            reply.mapped()(result);
    }
    void tell(const Event& event) {
        m_owner.post([this, alive = m_watch, event] {
            if (!alive.expired())
                m_onEvent(event);
        });
    }

    // Owner's thread
    Mailbox& m_owner;
    std::function<void(const Event&)> m_onEvent;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
    const std::weak_ptr<int> m_watch = m_alive; ///< for the other threads: m_alive is taken away
    std::uint64_t m_lastReply = 0;
    std::stop_source m_closing;
    std::unordered_map<std::uint64_t, std::function<void(const std::shared_ptr<void>&)>> m_replies;
    // Core thread
    std::unique_ptr<CoreRoom> m_room;
    // Reader thread, as its header says
    StoreReader m_storeReader;
    Worker m_core;
    Worker m_files;
    Worker m_reader;
};

} // namespace

std::unique_ptr<Client> makeClient(ClientOptions options, Mailbox& owner,
                                   std::function<void(const Event&)> onEvent) {
    return std::make_unique<ThreadedClient>(std::move(options), owner, std::move(onEvent));
}

} // namespace kontor
