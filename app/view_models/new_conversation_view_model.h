#pragma once

#include "app/view_models/people_model.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// Choosing whom to write to: one person, several as a group, or oneself.
class NewConversationViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(kontor::PeopleModel* people READ people CONSTANT FINAL)
    Q_PROPERTY(QString groupName READ groupName WRITE setGroupName NOTIFY changed FINAL)
    Q_PROPERTY(QString nameError READ nameError NOTIFY changed FINAL)
    Q_PROPERTY(bool canCreate READ canCreate NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ busy NOTIFY changed FINAL)
    Q_PROPERTY(QString failure READ failure NOTIFY changed FINAL)

public:
    explicit NewConversationViewModel(Client& client);

    [[nodiscard]] PeopleModel* people() { return &m_people; }
    [[nodiscard]] const QString& groupName() const { return m_groupName; }
    [[nodiscard]] QString nameError() const;
    [[nodiscard]] bool canCreate() const;
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] const QString& failure() const { return m_failure; }
    void setGroupName(const QString& name);

    /// Nothing chosen yet.
    Q_INVOKABLE void start();
    Q_INVOKABLE void writeTo(int row);
    Q_INVOKABLE void writeToMyself();
    Q_INVOKABLE void createGroup();

signals:
    void changed();
    void opened(kontor::ConversationId conversation);

private:
    [[nodiscard]] Reply<ConversationId> whenMade();
    void setWork(bool busy, const QString& failure);

    Client& m_client;
    PeopleModel m_people;
    QString m_groupName;
    bool m_busy = false;
    QString m_failure;
    int m_generation = 0; ///< an answer to what was given up opens nothing
};

} // namespace kontor
