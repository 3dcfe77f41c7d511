#pragma once

#include "app/texts/moments.h"
#include "app/view_models/contact_view_model.h"
#include "app/view_models/group_editor_view_model.h"
#include "app/view_models/lifetime_model.h"
#include "app/view_models/members_model.h"
#include "app/view_models/people_model.h"
#include "core/client.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <map>
#include <optional>

namespace kontor {

/// The open conversation as its header and its panel show it, and what may be done with it.
class ConversationViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(bool isOpen READ isOpen NOTIFY changed FINAL)
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(QString subtitle READ subtitle NOTIFY changed FINAL)
    /// The subtitle says who is writing.
    Q_PROPERTY(bool typing READ typing NOTIFY changed FINAL)
    Q_PROPERTY(int unread READ unread NOTIFY changed FINAL)
    Q_PROPERTY(QString initials READ initials NOTIFY changed FINAL)
    Q_PROPERTY(int colour READ colour NOTIFY changed FINAL)
    /// Whose picture it is (app/pictures/avatar_key.h).
    Q_PROPERTY(QString owner READ owner NOTIFY changed FINAL)
    /// Of the person of a direct one: as ProfileViewModel numbers it, 0 where nothing is said.
    Q_PROPERTY(int availability READ availability NOTIFY changed FINAL)
    Q_PROPERTY(QString availabilityWords READ availabilityWords NOTIFY changed FINAL)
    Q_PROPERTY(QString statusLine READ statusLine NOTIFY changed FINAL)
    Q_PROPERTY(bool notes READ notes NOTIFY changed FINAL)
    Q_PROPERTY(bool isGroup READ isGroup NOTIFY changed FINAL)
    Q_PROPERTY(bool verified READ verified NOTIFY changed FINAL)
    Q_PROPERTY(bool isDirect READ isDirect NOTIFY changed FINAL)
    Q_PROPERTY(int memberCount READ memberCount NOTIFY changed FINAL)
    Q_PROPERTY(QString since READ since NOTIFY changed FINAL)
    Q_PROPERTY(bool mayWrite READ mayWrite NOTIFY changed FINAL)
    Q_PROPERTY(bool mayAdd READ mayAdd NOTIFY changed FINAL)
    Q_PROPERTY(bool mayLeave READ mayLeave NOTIFY changed FINAL)
    /// Name and description.
    Q_PROPERTY(bool mayEdit READ mayEdit NOTIFY changed FINAL)
    Q_PROPERTY(QString description READ description NOTIFY changed FINAL)
    /// That an own change of name or description is not with the others yet; empty otherwise.
    Q_PROPERTY(QString waiting READ waiting NOTIFY changed FINAL)
    /// Why nothing can be written here; empty while it can.
    Q_PROPERTY(QString closedBecause READ closedBecause NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ busy NOTIFY workChanged FINAL)
    Q_PROPERTY(QString failure READ failure NOTIFY workChanged FINAL)
    Q_PROPERTY(kontor::MembersModel* members READ members CONSTANT FINAL)
    Q_PROPERTY(kontor::LifetimeModel* lifetimes READ lifetimes CONSTANT FINAL)
    Q_PROPERTY(kontor::PeopleModel* candidates READ candidates CONSTANT FINAL)
    /// Whom the panel shows alone, and whose changed key one has to decide about before anything
    /// goes out: `doubtful` while there is somebody.
    Q_PROPERTY(kontor::ContactViewModel* contact READ contact CONSTANT FINAL)
    Q_PROPERTY(kontor::ContactViewModel* doubt READ doubt CONSTANT FINAL)
    Q_PROPERTY(bool doubtful READ doubtful NOTIFY changed FINAL)
    /// Who was not known as a member when this computer came back: nothing goes out before one has
    /// said yes. Empty: nobody.
    Q_PROPERTY(QString strangers READ strangers NOTIFY changed FINAL)
    Q_PROPERTY(kontor::GroupEditorViewModel* editor READ editor CONSTANT FINAL)

public:
    ConversationViewModel(Client& client, Moments moments);

    void open(const ConversationSummary& summary);
    void close();
    void apply(const std::vector<ConversationSummary>& changed);
    void apply(const DetailsChanged& change);
    void apply(const Policies& policies);
    void apply(const TypingChanged& change);
    void setLocale(const QLocale& locale);

    [[nodiscard]] bool isOpen() const { return m_details.has_value(); }
    [[nodiscard]] std::optional<ConversationId> id() const;
    [[nodiscard]] const ConversationSummary& summary() const { return m_details->summary; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString subtitle() const;
    [[nodiscard]] bool typing() const { return m_details && m_typing.contains(*id()); }
    [[nodiscard]] int unread() const { return m_details ? m_details->summary.unread : 0; }
    [[nodiscard]] QString initials() const;
    [[nodiscard]] int colour() const;
    [[nodiscard]] QString owner() const;
    [[nodiscard]] int availability() const;
    [[nodiscard]] QString availabilityWords() const;
    [[nodiscard]] QString statusLine() const;
    [[nodiscard]] bool notes() const { return is(ConversationKind::NoteToSelf); }
    [[nodiscard]] bool isGroup() const { return is(ConversationKind::Group); }
    [[nodiscard]] bool isDirect() const { return is(ConversationKind::Direct); }
    [[nodiscard]] bool verified() const;
    [[nodiscard]] int memberCount() const;
    [[nodiscard]] QString since() const;
    [[nodiscard]] bool mayWrite() const { return m_details && m_details->rights.mayWrite; }
    [[nodiscard]] bool mayAdd() const { return m_details && m_details->rights.mayAdd; }
    [[nodiscard]] bool mayLeave() const { return m_details && m_details->rights.mayLeave; }
    [[nodiscard]] bool mayEdit() const { return m_details && m_details->rights.mayName; }
    [[nodiscard]] QString description() const;
    [[nodiscard]] QString waiting() const;
    [[nodiscard]] QString closedBecause() const;
    /// Members beside oneself, by name.
    [[nodiscard]] std::vector<Person> others() const;
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] const QString& failure() const { return m_failure; }
    [[nodiscard]] MembersModel* members() { return &m_members; }
    [[nodiscard]] LifetimeModel* lifetimes() { return &m_lifetimes; }
    [[nodiscard]] PeopleModel* candidates() { return &m_candidates; }
    [[nodiscard]] ContactViewModel* contact() { return &m_contact; }
    [[nodiscard]] ContactViewModel* doubt() { return &m_doubt; }
    [[nodiscard]] bool doubtful() const { return m_doubt.id().has_value(); }
    [[nodiscard]] QString strangers() const;
    [[nodiscard]] GroupEditorViewModel* editor() { return &m_editor; }

    /// A member by the handle that `members` shows.
    Q_INVOKABLE void showContact(const QString& handle);
    Q_INVOKABLE void showPeer();
    Q_INVOKABLE void showDoubted();
    Q_INVOKABLE void acceptStrangers();
    /// The list of those who can be added, nobody picked.
    Q_INVOKABLE void startAdding();
    Q_INVOKABLE void addPicked();
    /// Members by the handle that `members` shows: when a question is answered, the row may be
    /// somebody else's. Nothing where she is gone.
    Q_INVOKABLE void remove(const QString& handle);
    Q_INVOKABLE void promote(const QString& handle);
    Q_INVOKABLE void dismiss(const QString& handle);
    /// Fills the editor with what stands there now.
    Q_INVOKABLE void startEditing();
    Q_INVOKABLE void leave();
    /// One of `lifetimes`, for messages that are written from now on.
    Q_INVOKABLE void setLifetime(int row);
    Q_INVOKABLE void forgetFailure();

signals:
    void changed();
    void workChanged();
    /// The people who were picked are members now.
    void added();

private:
    [[nodiscard]] bool is(ConversationKind kind) const;
    [[nodiscard]] Reply<void> whenDone(std::function<void()> then);
    void askDetails();
    void setRole(const QString& handle, MemberInfo::Role role);
    void showLifetime();
    void showTrust();
    void show(const UserId& user);
    [[nodiscard]] QString about() const;
    [[nodiscard]] Status peerStatus() const;
    void setWork(bool busy, const QString& failure);

    Client& m_client;
    Moments m_moments;
    /// Until the details are read: the summary, and no rights.
    std::optional<ConversationDetails> m_details;
    bool m_detailed = false;
    std::map<ConversationId, std::vector<Person>> m_typing; ///< in all of them
    MembersModel m_members;
    PeopleModel m_candidates;
    GroupEditorViewModel m_editor;
    LifetimeModel m_lifetimes;
    ContactViewModel m_contact;
    ContactViewModel m_doubt;
    bool m_busy = false;
    QString m_failure;
};

} // namespace kontor
