#pragma once

#include "app/notifications/notification_desk.h"
#include "app/pictures/avatar_book.h"
#include "app/pictures/background_pool.h"
#include "app/texts/translation.h"
#include "app/view_models/account_view_model.h"
#include "app/view_models/appearance.h"
#include "app/view_models/background_view_model.h"
#include "app/view_models/call_view_model.h"
#include "app/view_models/composer_view_model.h"
#include "app/view_models/connection_view_model.h"
#include "app/view_models/conversation_list_model.h"
#include "app/view_models/conversation_view_model.h"
#include "app/view_models/emoji_completion_model.h"
#include "app/view_models/emoji_picker_model.h"
#include "app/view_models/forward_view_model.h"
#include "app/view_models/listing_model.h"
#include "app/view_models/message_actions_view_model.h"
#include "app/view_models/message_info_view_model.h"
#include "app/view_models/month_model.h"
#include "app/view_models/mute_view_model.h"
#include "app/view_models/new_conversation_view_model.h"
#include "app/view_models/notification_choices.h"
#include "app/view_models/picture_viewer_model.h"
#include "app/view_models/pins_view_model.h"
#include "app/view_models/poll_editor_view_model.h"
#include "app/view_models/poll_table_model.h"
#include "app/view_models/privacy_choices.h"
#include "app/view_models/profile_view_model.h"
#include "app/view_models/registration_view_model.h"
#include "app/view_models/search_view_model.h"
#include "app/view_models/timeline_model.h"
#include "core/client.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace kontor {

class QtMailbox;
class SystemWishes;

/// Makes the client of one account; `owner` and `onEvent` are for makeClient (core/client.h).
using ClientFactory = std::function<std::unique_ptr<Client>(
    Mailbox& owner, std::function<void(const Event&)> onEvent)>;

/// How the desktop is told of what comes, and asked for files; what is not there is not told, or
/// gives none.
struct DesktopSigns {
    std::unique_ptr<Tray> tray;
    std::unique_ptr<Notifier> notifier;
    std::function<void()> chime; ///< the sound of a message
    std::unique_ptr<FileChooser> files;
};

/// Builds everything the window shows and owns it; the only place that does. One for each account:
/// nothing here is global. Clock and timers must outlive it. UI thread.
class Application : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by main")
    Q_PROPERTY(Screen screen READ screen NOTIFY screenChanged FINAL)
    /// Why the profile cannot be opened, as a sentence.
    Q_PROPERTY(QString openFailure READ openFailure NOTIFY screenChanged FINAL)
    /// The store is damaged: one may go on with a new one.
    Q_PROPERTY(bool damaged READ damaged NOTIFY screenChanged FINAL)
    Q_PROPERTY(QString version READ version CONSTANT FINAL)
    Q_PROPERTY(kontor::Appearance* appearance READ appearance CONSTANT FINAL)
    Q_PROPERTY(kontor::AccountViewModel* account READ account CONSTANT FINAL)
    Q_PROPERTY(kontor::ProfileViewModel* profile READ profile CONSTANT FINAL)
    Q_PROPERTY(kontor::ConnectionViewModel* connection READ connection CONSTANT FINAL)
    Q_PROPERTY(kontor::RegistrationViewModel* registration READ registration CONSTANT FINAL)
    Q_PROPERTY(kontor::ConversationListModel* conversations READ conversations CONSTANT FINAL)
    Q_PROPERTY(kontor::ConversationListModel* archive READ archive CONSTANT FINAL)
    Q_PROPERTY(kontor::ConversationViewModel* conversation READ conversation CONSTANT FINAL)
    Q_PROPERTY(kontor::TimelineModel* timeline READ timeline CONSTANT FINAL)
    Q_PROPERTY(kontor::ComposerViewModel* composer READ composer CONSTANT FINAL)
    Q_PROPERTY(kontor::MessageActionsViewModel* messageActions READ messageActions CONSTANT FINAL)
    Q_PROPERTY(kontor::ForwardViewModel* forwarding READ forwarding CONSTANT FINAL)
    Q_PROPERTY(kontor::MessageInfoViewModel* messageInfo READ messageInfo CONSTANT FINAL)
    Q_PROPERTY(kontor::PinsViewModel* pins READ pins CONSTANT FINAL)
    Q_PROPERTY(kontor::ListingModel* listing READ listing CONSTANT FINAL)
    Q_PROPERTY(kontor::EmojiPickerModel* reactionPicker READ reactionPicker CONSTANT FINAL)
    Q_PROPERTY(kontor::EmojiPickerModel* emojiPicker READ emojiPicker CONSTANT FINAL)
    Q_PROPERTY(kontor::EmojiCompletionModel* emojiCompletion READ emojiCompletion CONSTANT FINAL)
    Q_PROPERTY(
        kontor::NewConversationViewModel* newConversation READ newConversation CONSTANT FINAL)
    Q_PROPERTY(kontor::PollEditorViewModel* pollEditor READ pollEditor CONSTANT FINAL)
    Q_PROPERTY(kontor::PollTableModel* pollTable READ pollTable CONSTANT FINAL)
    Q_PROPERTY(kontor::PictureViewerModel* pictureViewer READ pictureViewer CONSTANT FINAL)
    Q_PROPERTY(kontor::MonthModel* month READ month CONSTANT FINAL)
    Q_PROPERTY(kontor::SearchViewModel* search READ search CONSTANT FINAL)
    Q_PROPERTY(kontor::CallViewModel* call READ call CONSTANT FINAL)
    /// The person of the open conversation can be called from this computer, now.
    Q_PROPERTY(bool canCall READ canCall NOTIFY callAbilityChanged FINAL)
    Q_PROPERTY(kontor::MuteViewModel* mute READ mute CONSTANT FINAL)
    Q_PROPERTY(kontor::PrivacyChoices* privacy READ privacy CONSTANT FINAL)
    Q_PROPERTY(kontor::NotificationChoices* notifications READ notifications CONSTANT FINAL)
    Q_PROPERTY(kontor::BackgroundViewModel* background READ background CONSTANT FINAL)
    /// Somebody looks at the open conversation: it is on the screen, in a window that has the
    /// focus.
    Q_PROPERTY(bool attending READ attending WRITE setAttending FINAL)

public:
    enum class Screen {
        Opening,    ///< the store is being opened: a moment
        Onboarding, ///< nobody has registered in this profile
        Company,    ///< conversations
        Failed,     ///< the profile cannot be opened: openFailure says why
    };
    Q_ENUM(Screen)

    Application(const ClientFactory& makeClient, const Clock& clock, Timers& timers,
                const QString& settingsFile, CallHardware hardware = {}, DesktopSigns desktop = {});
    ~Application() override;
    Q_DISABLE_COPY_MOVE(Application)

    /// Opens the profile. `link` is an invite link that the program was started with, or empty.
    void start(const QString& link);
    /// A link that was clicked while the program runs: fills the welcome screen, if nobody has
    /// registered yet.
    void takeLink(const QString& link);

    /// Somebody started the program again, perhaps with a link.
    void comeForward(const QString& link);

    /// Into the desktop's panel, once the window is there.
    void enterTray() { m_background.begin(); }

    [[nodiscard]] Screen screen() const { return m_screen; }
    [[nodiscard]] const QString& openFailure() const { return m_openFailure; }
    [[nodiscard]] bool damaged() const { return m_damaged; }
    [[nodiscard]] QString version() const;
    [[nodiscard]] Appearance* appearance() { return &m_appearance; }
    [[nodiscard]] AccountViewModel* account() { return &m_account; }
    [[nodiscard]] ProfileViewModel* profile() { return &m_profile; }
    [[nodiscard]] AvatarBook* avatars() { return &m_avatars; }
    [[nodiscard]] ConnectionViewModel* connection() { return &m_connection; }
    [[nodiscard]] RegistrationViewModel* registration() { return &m_registration; }
    [[nodiscard]] ConversationListModel* conversations() { return &m_conversations; }
    [[nodiscard]] ConversationListModel* archive() { return &m_archive; }
    [[nodiscard]] ConversationViewModel* conversation() { return &m_conversation; }
    [[nodiscard]] TimelineModel* timeline() { return &m_timeline; }
    [[nodiscard]] ComposerViewModel* composer() { return &m_composer; }
    [[nodiscard]] MessageActionsViewModel* messageActions() { return &m_messageActions; }
    [[nodiscard]] ForwardViewModel* forwarding() { return &m_forwarding; }
    [[nodiscard]] MessageInfoViewModel* messageInfo() { return &m_messageInfo; }
    [[nodiscard]] PinsViewModel* pins() { return &m_pins; }
    [[nodiscard]] ListingModel* listing() { return &m_listing; }
    [[nodiscard]] EmojiPickerModel* reactionPicker() { return &m_reactionPicker; }
    [[nodiscard]] EmojiPickerModel* emojiPicker() { return &m_emojiPicker; }
    [[nodiscard]] EmojiCompletionModel* emojiCompletion() { return &m_emojiCompletion; }
    [[nodiscard]] NewConversationViewModel* newConversation() { return &m_newConversation; }
    [[nodiscard]] PollEditorViewModel* pollEditor() { return &m_pollEditor; }
    [[nodiscard]] PollTableModel* pollTable() { return &m_pollTable; }
    [[nodiscard]] PictureViewerModel* pictureViewer() { return &m_pictureViewer; }
    [[nodiscard]] MonthModel* month() { return &m_month; }
    [[nodiscard]] SearchViewModel* search() { return &m_search; }
    [[nodiscard]] CallViewModel* call() { return &m_call; }
    [[nodiscard]] bool canCall() const;
    [[nodiscard]] MuteViewModel* mute() { return &m_mute; }
    [[nodiscard]] PrivacyChoices* privacy() { return &m_privacy; }
    [[nodiscard]] NotificationChoices* notifications() { return &m_notificationChoices; }
    [[nodiscard]] BackgroundViewModel* background() { return &m_background; }
    [[nodiscard]] bool attending() const { return m_attending; }
    void setAttending(bool attending);

    Q_INVOKABLE void openRow(int row);
    Q_INVOKABLE void openArchived(int row);
    /// The next conversation down (1) or up (-1) the list.
    Q_INVOKABLE void openBeside(int step);
    Q_INVOKABLE void closeConversation();
    /// Calls the person of the open conversation.
    Q_INVOKABLE void startCall();
    /// Tries again after openFailure.
    Q_INVOKABLE void openAgain();
    /// Where it is damaged: puts it aside and goes on with a new one.
    Q_INVOKABLE void startAfresh();
    /// Opens a web address of a message in the browser.
    Q_INVOKABLE void openLink(const QString& link);
    Q_INVOKABLE void copy(const QString& text);
    Q_INVOKABLE void keepDraft() { m_composer.keepDraft(); }

signals:
    void callAbilityChanged();
    void screenChanged();
    /// The new texts are in place: QQmlEngine::retranslate() shows them.
    void retranslated();
    /// A conversation was opened by the person, not by the start.
    void conversationOpened();
    /// Somebody started the program again: the window comes forward.
    void raised();
    /// For screen readers: a message that came into the open conversation.
    void announced(const QString& sentence);

private:
    void wire();
    void wireActions();
    void tellRights();
    void handle(const Event& event);
    void showFailure(const Error& error);
    void apply(const StatusChanged& change);
    void apply(const AvatarChanged& change);
    void apply(const AccountChanged& change);
    void becomeReady(const Account& account);
    void openAtStart();
    void openNewest();
    void open(ConversationId conversation);
    void openMessage(ConversationId conversation, MessageRow row);
    void openPerson(const UserId& person);
    void show(const ConversationSummary& summary);
    void setCurrent(std::optional<ConversationId> conversation);
    void whenKnown(ConversationId conversation,
                   std::function<void(const ConversationSummary&)> then);
    void setScreen(Screen screen, const QString& failure = {});
    void applyLanguage();
    void wireDesktop();
    void followNotification(const NotificationKey& key);
    void tellAttended();
    void tellOfCall();
    void countUnread();

    Translation m_translation;
    Appearance m_appearance;
    std::unique_ptr<QtMailbox> m_mailbox;
    std::unique_ptr<Client> m_client;
    DesktopSigns m_desktop;
    BackgroundPool m_decoding;
    PictureLibrary m_pictureLibrary;
    AvatarBook m_avatars;
    AvatarPicker m_avatarPicker;
    ProfileViewModel m_profile;
    AccountViewModel m_account;
    ConnectionViewModel m_connection;
    RegistrationViewModel m_registration;
    ConversationListModel m_conversations;
    ConversationListModel m_archive;
    ConversationViewModel m_conversation;
    TimelineModel m_timeline;
    PictureViewerModel m_pictureViewer;
    PictureDraftViewModel m_pictures;
    ComposerViewModel m_composer;
    emoji::EmojiSearch m_emojiSearch;
    EmojiChoices m_emojiChoices;
    EmojiPickerModel m_emojiPicker;
    EmojiPickerModel m_reactionPicker;
    MessageActionsViewModel m_messageActions;
    ForwardViewModel m_forwarding;
    MessageInfoViewModel m_messageInfo;
    PinsViewModel m_pins;
    ListingModel m_listing;
    EmojiCompletionModel m_emojiCompletion;
    NewConversationViewModel m_newConversation;
    PollEditorViewModel m_pollEditor;
    PollTableModel m_pollTable;
    SearchViewModel m_search;
    MonthModel m_month; ///< days to go to
    CallViewModel m_call;
    MuteViewModel m_mute;
    PrivacyChoices m_privacy;
    NotificationChoices m_notificationChoices;
    BackgroundViewModel m_background;
    std::unique_ptr<NotificationDesk> m_notificationDesk;
    std::unique_ptr<SystemWishes> m_systemWishes;
    Screen m_screen = Screen::Opening;
    QString m_openFailure;
    bool m_damaged = false;
    bool m_attending = false;
    enum class Counting { No, Asked, Again } m_counting = Counting::No;
};

} // namespace kontor
