#pragma once

#include "core/client.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace kontor {

/// The first start: an invite link is pasted and checked, then name and handle are chosen. Errors
/// stand at the field that they are about, and what was typed is kept.
class RegistrationViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    /// As it was typed or pasted, and once it is asked about without what a mail put around it.
    Q_PROPERTY(QString link READ link WRITE setLink NOTIFY linkChanged FINAL)
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY nameChanged FINAL)
    Q_PROPERTY(QString handle READ handle WRITE setHandle NOTIFY handleChanged FINAL)
    Q_PROPERTY(LinkState linkState READ linkState NOTIFY changed FINAL)
    /// The company's name, once its server has proved itself.
    Q_PROPERTY(QString organisation READ organisation NOTIFY changed FINAL)
    /// The handle is given: a new computer of somebody who is known.
    Q_PROPERTY(bool handleFixed READ handleFixed NOTIFY changed FINAL)
    Q_PROPERTY(QString linkError READ linkError NOTIFY changed FINAL)
    Q_PROPERTY(QString nameError READ nameError NOTIFY changed FINAL)
    Q_PROPERTY(QString handleError READ handleError NOTIFY changed FINAL)
    /// An error that is about no field.
    Q_PROPERTY(QString failure READ failure NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ busy NOTIFY changed FINAL)

public:
    enum class LinkState { Empty, Checking, Good, Bad };
    Q_ENUM(LinkState)

    RegistrationViewModel(Client& client, const Clock& clock, Timers& timers);
    ~RegistrationViewModel() override;
    Q_DISABLE_COPY_MOVE(RegistrationViewModel)

    [[nodiscard]] const QString& link() const { return m_link; }
    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] const QString& handle() const { return m_handle; }
    [[nodiscard]] LinkState linkState() const { return m_linkState; }
    [[nodiscard]] QString organisation() const;
    [[nodiscard]] bool handleFixed() const { return m_offer && !m_offer->handle.isEmpty(); }
    [[nodiscard]] const QString& linkError() const { return m_linkError; }
    [[nodiscard]] const QString& nameError() const { return m_nameError; }
    [[nodiscard]] const QString& handleError() const { return m_handleError; }
    [[nodiscard]] const QString& failure() const { return m_failure; }
    [[nodiscard]] bool busy() const { return m_busy; }
    void setLink(const QString& link);
    void setName(const QString& name);
    void setHandle(const QString& handle);
    void retranslate();

    /// Asks the server at once, also about what does not look like a link.
    Q_INVOKABLE void checkLink();
    /// Does nothing while something is wrong, except for saying what.
    Q_INVOKABLE void registerAccount();

signals:
    void linkChanged();
    void nameChanged();
    void handleChanged();
    void changed();
    void registered();

private:
    void takeOffer(const Result<InviteOffer>& answer);
    void takeAccount(const Result<Account>& answer);
    void show(const Error& error);
    void clearErrors();
    void forgetError(ErrorCode code);
    [[nodiscard]] bool checkFields();
    void forgetOffer();

    Client& m_client;
    const Clock& m_clock;
    Timers& m_timers;
    QString m_link;
    QString m_name;
    QString m_handle;
    LinkState m_linkState = LinkState::Empty;
    std::optional<InviteOffer> m_offer;
    std::optional<Error> m_error; ///< of the last answer, to say it again in another language
    QString m_linkError;
    QString m_nameError;
    QString m_handleError;
    QString m_failure;
    bool m_busy = false;
    bool m_handleTyped = false; ///< until then it follows the name
    bool m_nameTyped = false;
    int m_generation = 0; ///< answers about a link that was changed since are dropped
    Timers::Handle m_checking = Timers::Handle::None;
};

} // namespace kontor
