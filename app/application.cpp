#include "app/application.h"

#include "app/platform/system_wishes.h"
#include "app/texts/entry_text.h"
#include "app/texts/error_text.h"
#include "app/texts/message_markup.h"
#include "base/limits.h"
#include "core/async/qt_wake.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QPointer>

namespace kontor {

namespace {

const QString kOpenConversation = QStringLiteral("open_conversation");
/// Closed by the person: the next start shows the list alone.
const QString kNoConversation = QStringLiteral("none");

template <class... Handlers>
struct Each : Handlers... {
    using Handlers::operator()...;
};
template <class... Handlers>
Each(Handlers...) -> Each<Handlers...>;

class NoNotifier final : public Notifier {
    void show(const NotificationKey& /*key*/, const NotificationFace& /*face*/) override {}
    void take(const NotificationKey& /*key*/) override {}
};

class NoFiles final : public FileChooser {
    void pictures(std::function<void(const QStringList&)> /*chosen*/) override {}
    void place(const QString& /*name*/, std::function<void(const QString&)> /*chosen*/) override {}
};

DesktopSigns completed(DesktopSigns desktop) {
    if (!desktop.notifier)
        desktop.notifier = std::make_unique<NoNotifier>();
    if (!desktop.chime)
        desktop.chime = [] {};
    if (!desktop.files)
        desktop.files = std::make_unique<NoFiles>();
    return desktop;
}

} // namespace

Application::Application(const ClientFactory& makeClient, const Clock& clock, Timers& timers,
                         const QString& settingsFile, CallHardware hardware, DesktopSigns desktop)
    : m_appearance(settingsFile)
    , m_mailbox(std::make_unique<QtMailbox>())
    , m_client(makeClient(m_mailbox->box(), [this](const Event& event) { handle(event); }))
    , m_desktop(completed(std::move(desktop)))
    , m_decoding(m_mailbox->box())
    , m_pictureLibrary(m_decoding.background(), clock, timers)
    , m_avatars(*m_client, m_pictureLibrary)
    , m_avatarPicker(*m_desktop.files, m_decoding.background())
    , m_profile(*m_client, m_avatarPicker, clock, Moments(clock, m_appearance.locale()))
    , m_connection(*m_client, clock, timers)
    , m_registration(*m_client, clock, timers)
    , m_conversations(*m_client, Moments(clock, m_appearance.locale()))
    , m_archive(*m_client, Moments(clock, m_appearance.locale()),
                ConversationListModel::Which::Archive)
    , m_conversation(*m_client, Moments(clock, m_appearance.locale()))
    , m_timeline(*m_client, m_pictureLibrary, Moments(clock, m_appearance.locale()), clock, timers)
    , m_pictureViewer(*m_desktop.files, m_decoding.background())
    , m_pictures(*m_client, m_pictureLibrary, m_decoding.background(), *m_desktop.files)
    , m_composer(*m_client, m_pictures, clock, timers)
    , m_emojiChoices(*m_client)
    , m_emojiPicker(m_emojiChoices, m_emojiSearch)
    , m_reactionPicker(m_emojiChoices, m_emojiSearch)
    , m_messageActions(*m_client, m_timeline, Moments(clock, m_appearance.locale()))
    , m_forwarding(*m_client)
    , m_messageInfo(*m_client, Moments(clock, m_appearance.locale()))
    , m_pins(*m_client)
    , m_listing(*m_client, Moments(clock, m_appearance.locale()))
    , m_emojiCompletion(m_emojiChoices, m_emojiSearch)
    , m_newConversation(*m_client)
    , m_pollEditor(*m_client, clock, Moments(clock, m_appearance.locale()), m_composer.draftLife())
    , m_pollTable(*m_client, FileKeeper(*m_desktop.files, m_decoding.background()), pollFiles(),
                  clock, Moments(clock, m_appearance.locale()))
    , m_search(*m_client, Moments(clock, m_appearance.locale()))
    , m_month(clock, m_appearance.locale())
    , m_call(*m_client, clock, timers, m_mailbox->box(), std::move(hardware))
    , m_mute(*m_client, clock, Moments(clock, m_appearance.locale()))
    , m_privacy(*m_client)
    , m_notificationChoices(settingsFile)
    , m_background(m_notificationChoices, m_desktop.tray.get())
    , m_systemWishes(std::make_unique<SystemWishes>()) {
    m_notificationDesk = std::make_unique<NotificationDesk>(
        *m_desktop.notifier, m_notificationChoices, clock, m_desktop.chime);
    m_conversation.editor()->setPicker(&m_avatarPicker);
    wire();
    wireActions();
    wireDesktop();
    applyLanguage();
}

Application::~Application() {
    m_composer.keepDraft();
    m_call.disconnect(this); // the desk is gone before the call is
}

void Application::wire() {
    connect(&m_appearance, &Appearance::languageChanged, this, &Application::applyLanguage);
    connect(m_systemWishes.get(), &SystemWishes::changed, this, [this] {
        m_appearance.setSystemDark(m_systemWishes->dark());
        m_appearance.setSystemCalm(m_systemWishes->calm());
    });
    connect(&m_pollEditor, &PollEditorViewModel::sent, &m_timeline, &TimelineModel::showNewest);
    connect(&m_timeline, &TimelineModel::pollCopyWanted, &m_pollEditor, &PollEditorViewModel::fill);
    connect(&m_pollTable, &PollTableModel::copyWanted, &m_pollEditor, &PollEditorViewModel::fill);
    connect(&m_composer, &ComposerViewModel::sent, &m_timeline, &TimelineModel::showNewest);
    connect(&m_call, &CallViewModel::changed, this, &Application::callAbilityChanged);
    connect(&m_conversation, &ConversationViewModel::changed, this,
            &Application::callAbilityChanged);
    const auto openAndTell = [this](ConversationId conversation) {
        open(conversation);
        emit conversationOpened();
    };
    connect(&m_newConversation, &NewConversationViewModel::opened, this, openAndTell);
    connect(&m_conversation, &ConversationViewModel::changed, this, [this] {
        m_search.setOpenTitle(m_conversation.notes() ? QStringLiteral("notes")
                                                     : m_conversation.title());
    });
    connect(&m_search, &SearchViewModel::conversationChosen, this, openAndTell);
    connect(&m_search, &SearchViewModel::personChosen, this, &Application::openPerson);
    connect(&m_month, &MonthModel::wanted, this, [this] { m_month.show(m_timeline.dayInView()); });
    connect(&m_month, &MonthModel::chosen, &m_timeline, &TimelineModel::showDay);
    connect(&m_search, &SearchViewModel::messageChosen, this, &Application::openMessage);
}

void Application::wireActions() {
    using Actions = MessageActionsViewModel;
    connect(&m_messageActions, &Actions::answerWanted, &m_composer, &ComposerViewModel::answer);
    connect(&m_messageActions, &Actions::editWanted, &m_composer, &ComposerViewModel::edit);
    connect(&m_messageActions, &Actions::failed, &m_composer, &ComposerViewModel::showFailure);
    connect(&m_reactionPicker, &EmojiPickerModel::chosen, &m_messageActions, &Actions::react);
    connect(&m_conversation, &ConversationViewModel::changed, this, &Application::tellRights);
    connect(m_conversation.lifetimes(), &LifetimeModel::changed, this,
            [this] { m_composer.setLongestLife(m_conversation.lifetimes()->lifetime()); });
    connect(&m_messageActions, &Actions::forwardWanted, &m_forwarding, &ForwardViewModel::start);
    connect(&m_messageActions, &Actions::infoWanted, &m_messageInfo, &MessageInfoViewModel::start);
    connect(&m_pins, &PinsViewModel::entryWanted, &m_timeline, &TimelineModel::showEntry);
}

/// Of the open conversation, to whoever offers what may be done in it.
void Application::tellRights() {
    const auto members = static_cast<std::size_t>(m_conversation.memberCount());
    m_messageActions.setMayWrite(m_conversation.mayWrite());
    m_messageActions.setTold(m_conversation.isGroup() && members > 1 &&
                             members <= limits::kReceiptMembers);
    m_composer.mentions()->setPeople(m_conversation.others());
}

void Application::wireDesktop() {
    m_desktop.notifier->setListener(
        {.pressed = [this](const NotificationKey& key) { followNotification(key); },
         .dismissed = [this](const NotificationKey& key) { m_notificationDesk->forget(key); }});
    connect(&m_notificationChoices, &NotificationChoices::changed, this,
            [this] { m_notificationDesk->choicesChanged(); });
    connect(&m_conversation, &ConversationViewModel::changed, this, &Application::tellAttended);
    connect(&m_background, &BackgroundViewModel::availableChanged, this, &Application::countUnread);
    connect(&m_background, &BackgroundViewModel::openWanted, this, &Application::raised);
    connect(&m_call, &CallViewModel::changed, this, &Application::tellOfCall);
}

void Application::followNotification(const NotificationKey& key) {
    m_notificationDesk->forget(key);
    emit raised();
    if (key.about == NotificationKey::About::Backlog)
        return;
    open(key.conversation);
    emit conversationOpened();
}

void Application::setAttending(bool attending) {
    m_attending = attending;
    tellAttended();
}

void Application::tellAttended() {
    m_notificationDesk->setAttended(m_attending ? m_conversation.id() : std::nullopt);
}

/// A window in front shows the call itself.
void Application::tellOfCall() {
    if (m_call.stage() != CallViewModel::Stage::Incoming)
        return m_notificationDesk->stopRinging();
    if (!QGuiApplication::focusWindow())
        m_notificationDesk->ring(m_call.conversation(), m_call.name());
}

/// For the mark in the tray; one question at a time.
void Application::countUnread() {
    if (!m_background.available() || m_screen != Screen::Company)
        return;
    if (std::exchange(m_counting, m_counting == Counting::No ? Counting::Asked : Counting::Again) !=
        Counting::No)
        return;
    m_client->totalUnread([self = QPointer(this)](const Result<std::int64_t>& unread) {
        if (!self)
            return;
        const bool again = std::exchange(self->m_counting, Counting::No) == Counting::Again;
        if (unread.ok())
            self->m_background.setUnread(unread.value() > 0 ? Tray::Mark::Unread
                                                            : Tray::Mark::None);
        if (again)
            self->countUnread();
    });
}

void Application::start(const QString& link) {
    takeLink(link);
    m_client->open();
}

void Application::takeLink(const QString& link) {
    if (!link.isEmpty() && m_screen != Screen::Company)
        m_registration.setLink(link);
}

void Application::comeForward(const QString& link) {
    takeLink(link);
    emit raised();
}

void Application::openAgain() {
    setScreen(Screen::Opening);
    m_client->open();
}

void Application::startAfresh() {
    if (!m_damaged)
        return;
    setScreen(Screen::Opening);
    m_client->startAfresh();
}

QString Application::version() const {
    return QCoreApplication::applicationVersion();
}

void Application::handle(const Event& event) {
    std::visit(Each{
                   [this](const Ready& ready) { becomeReady(ready.account); },
                   [this](const NeedsRegistration&) { setScreen(Screen::Onboarding); },
                   [this](const OpenFailed& failed) { showFailure(failed.error); },
                   [this](const ConnectionChanged& change) {
                       m_connection.apply(change);
                       m_notificationDesk->apply(change);
                   },
                   [this](const ConversationsChanged& change) {
                       m_conversations.apply(change.changed);
                       m_archive.apply(change.changed);
                       m_conversation.apply(change.changed);
                       m_mute.apply(change.changed);
                       m_notificationDesk->apply(change);
                       countUnread();
                   },
                   [this](const TimelineChanged& change) {
                       m_timeline.apply(change);
                       m_pins.apply(change);
                       m_listing.apply(change);
                       m_pollTable.apply(change);
                       m_messageInfo.apply(change);
                   },
                   [this](const DetailsChanged& change) { m_conversation.apply(change); },
                   [this](const PoliciesChanged& change) {
                       m_composer.apply(change.policies);
                       m_conversation.apply(change.policies);
                   },
                   [this](const MessageArrived& message) {
                       if (m_conversation.id() == message.conversation)
                           emit announced(
                               tr("%1: %2", "sender: words")
                                   .arg(message.entry.sender.name, EntryText::of(message.entry)));
                       m_notificationDesk->apply(message);
                   },
                   [this](const ReactionArrived& reaction) { m_notificationDesk->apply(reaction); },
                   [this](const CallSignalled& signal) { m_call.apply(signal); },
                   [this](const CallCandidatesArrived& some) { m_call.apply(some); },
                   [this](const TypingChanged& change) {
                       m_conversations.apply(change);
                       m_archive.apply(change);
                       m_conversation.apply(change);
                   },
                   [this](const StatusChanged& change) { apply(change); },
                   [this](const AvatarChanged& change) { apply(change); },
                   [this](const AccountChanged& change) { apply(change); },
                   [this](const DirectoryUpdated&) {
                       m_newConversation.people()->refresh();
                       m_conversation.candidates()->refresh();
                   },
                   [this](const ContentErased& erased) {
                       m_search.forget(erased.rows);
                       m_composer.forget(erased.rows);
                       m_messageActions.forget(erased.rows);
                       m_forwarding.forget(erased.rows);
                       m_messageInfo.forget(erased.rows);
                       m_pins.forget(erased.rows);
                       m_listing.forget(erased.rows);
                       m_pollTable.forget(erased.rows);
                       m_notificationDesk->apply(erased);
                   },
               },
               event);
}

void Application::showFailure(const Error& error) {
    m_damaged = error.code == ErrorCode::StoreDamaged;
    setScreen(Screen::Failed, ErrorText::of(error));
}

void Application::apply(const StatusChanged& change) {
    m_account.apply(change);
    m_profile.apply(change);
    m_newConversation.people()->refresh();
    m_conversation.candidates()->refresh();
}

void Application::apply(const AvatarChanged& change) {
    m_avatars.apply(change);
    m_profile.apply(change);
    m_conversation.editor()->apply(change);
}

void Application::apply(const AccountChanged& change) {
    m_account.set(change.account);
    m_profile.set(change.account.self);
    m_pollTable.setSelf(change.account.self);
}

void Application::becomeReady(const Account& account) {
    m_account.set(account);
    m_profile.set(account.self);
    m_conversations.setSelf(account.self.id);
    m_archive.setSelf(account.self.id);
    m_call.setSelf(account.self.id);
    m_pollTable.setSelf(account.self);
    m_conversations.load();
    m_emojiChoices.load();
    m_privacy.load();
    openAtStart();
    setScreen(Screen::Company);
    countUnread();
}

/// What was open when the window was closed, if it still exists; at the first start the newest.
void Application::openAtStart() {
    m_client->recall(kOpenConversation, [self = QPointer(this)](const Result<QString>& stored) {
        if (!self || !stored.ok() || self->m_conversation.isOpen())
            return;
        if (stored.value().isEmpty())
            return self->openNewest();
        bool known = false;
        const auto id = stored.value().toLongLong(&known);
        if (known)
            self->whenKnown(ConversationId(id), [self](const ConversationSummary& summary) {
                if (!self->m_conversation.isOpen())
                    self->show(summary);
            });
    });
}

void Application::openNewest() {
    m_client->conversations(
        0, 1, [self = QPointer(this)](const Result<std::vector<ConversationSummary>>& newest) {
            const bool any = self && newest.ok() && !newest.value().empty();
            if (any && !self->m_conversation.isOpen())
                self->show(newest.value().front());
        });
}

/// The summary, from the list or from the store.
void Application::whenKnown(ConversationId conversation,
                            std::function<void(const ConversationSummary&)> then) {
    if (const auto* summary = m_conversations.find(conversation))
        return then(*summary);
    m_client->details(conversation, [self = QPointer(this), then = std::move(then)](
                                        const Result<ConversationDetails>& details) {
        if (self && details.ok())
            then(details.value().summary);
    });
}

void Application::setCurrent(std::optional<ConversationId> conversation) {
    m_conversations.setCurrent(conversation);
    m_archive.setCurrent(conversation);
}

void Application::show(const ConversationSummary& summary) {
    setCurrent(summary.id);
    m_conversation.open(summary);
    m_timeline.open(summary.id, summary.kind);
    m_composer.open(summary.id);
    m_pollEditor.open(summary.id);
    m_mute.open(summary);
    m_pins.open(summary.id);
    m_listing.open(summary.id);
    m_client->remember(kOpenConversation, QString::number(summary.id.value));
}

void Application::open(ConversationId conversation) {
    if (m_conversation.id() != conversation)
        whenKnown(conversation, [this](const ConversationSummary& summary) { show(summary); });
}

void Application::openMessage(ConversationId conversation, MessageRow row) {
    whenKnown(conversation, [this, row](const ConversationSummary& summary) {
        setCurrent(summary.id);
        m_conversation.open(summary);
        m_composer.open(summary.id);
        m_pollEditor.open(summary.id);
        m_mute.open(summary);
        m_pins.open(summary.id);
        m_listing.open(summary.id);
        m_timeline.openAround(summary.id, summary.kind, row);
        m_client->remember(kOpenConversation, QString::number(summary.id.value));
        emit conversationOpened();
    });
}

void Application::openPerson(const UserId& person) {
    m_client->startDirect(person, [self = QPointer(this)](const Result<ConversationId>& made) {
        if (!self || !made.ok())
            return;
        self->open(made.value());
        emit self->conversationOpened();
    });
}

void Application::openRow(int row) {
    const auto id = m_conversations.data(m_conversations.index(row),
                                         static_cast<int>(ConversationListModel::Role::Id));
    open(ConversationId(static_cast<std::int64_t>(id.toDouble())));
    emit conversationOpened();
}

void Application::openArchived(int row) {
    const auto id =
        m_archive.data(m_archive.index(row), static_cast<int>(ConversationListModel::Role::Id));
    open(ConversationId(static_cast<std::int64_t>(id.toDouble())));
    emit conversationOpened();
}

void Application::openBeside(int step) {
    if (const auto next = m_conversations.beside(step)) {
        open(*next);
        emit conversationOpened();
    }
}

void Application::closeConversation() {
    setCurrent(std::nullopt);
    m_conversation.close();
    m_timeline.close();
    m_composer.close();
    m_pollEditor.close();
    m_mute.close();
    m_pins.close();
    m_listing.open(std::nullopt);
    m_client->remember(kOpenConversation, kNoConversation);
}

bool Application::canCall() const {
    return m_call.available() && !m_call.busy() && m_conversation.isDirect() &&
           m_conversation.mayWrite();
}

void Application::startCall() {
    if (canCall() && m_conversation.summary().peer)
        m_call.start(*m_conversation.id(), *m_conversation.summary().peer);
}

void Application::openLink(const QString& link) {
    if (const QUrl url(link); mayOpen(url))
        QDesktopServices::openUrl(url);
}

void Application::copy(const QString& text) {
    if (!text.isEmpty()) // of a picture without words nothing is copied
        QGuiApplication::clipboard()->setText(text);
}

void Application::setScreen(Screen screen, const QString& failure) {
    if (m_screen == screen && m_openFailure == failure)
        return;
    m_screen = screen;
    m_openFailure = failure;
    emit screenChanged();
}

void Application::applyLanguage() {
    const auto locale = m_appearance.locale();
    m_translation.apply(locale);
    m_conversations.setLocale(locale);
    m_archive.setLocale(locale);
    m_conversation.setLocale(locale);
    m_timeline.setLocale(locale);
    m_search.setLocale(locale);
    m_month.setLocale(locale);
    m_mute.setLocale(locale);
    m_pictures.setLocale(locale);
    m_background.retranslate();
    m_emojiPicker.setLocale(locale);
    m_reactionPicker.setLocale(locale);
    m_messageActions.setLocale(locale);
    m_messageInfo.setLocale(locale);
    m_composer.retranslate();
    m_pins.retranslate();
    m_listing.setLocale(locale);
    m_pollEditor.setLocale(locale);
    m_pollTable.setLocale(locale);
    m_emojiCompletion.setLocale(locale);
    m_registration.retranslate();
    m_connection.retranslate();
    m_call.retranslate();
    m_account.retranslate();
    m_profile.setLocale(locale);
    emit retranslated();
}

} // namespace kontor
