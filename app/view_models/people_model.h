#pragma once

#include "core/client.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <set>

namespace kontor {

/// People of the organisation to choose from, narrowed by words; some may be picked. What was
/// picked stays picked while other words are typed. UI thread.
class PeopleModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by view models")
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY wordsChanged FINAL)
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString failure READ failure NOTIFY stateChanged FINAL)
    Q_PROPERTY(QStringList pickedNames READ pickedNames NOTIFY pickedChanged FINAL)

public:
    /// Nobody: the company has no other people. NotFound: the words fit nobody.
    enum class State { Loading, Nobody, NotFound, Filled, Failed };
    Q_ENUM(State)

    enum class Role {
        Name = Qt::UserRole + 1,
        Handle,       ///< with @, tells two people of one name apart
        Initials,     ///< for the avatar
        Colour,       ///< index of the avatar's colour, 0 to 7
        Owner,        ///< of the picture (app/pictures/avatar_key.h)
        Availability, ///< as ProfileViewModel numbers it; 0: nothing said
        Status,       ///< what she says of herself, in one line; or empty
        Picked,
        Verified, ///< safety numbers were compared in person
        Spoken,   ///< name and handle, for screen readers
    };

    explicit PeopleModel(Client& client);

    [[nodiscard]] const QString& words() const { return m_words; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString& failure() const { return m_failure; }
    [[nodiscard]] QStringList pickedNames() const;
    [[nodiscard]] std::vector<UserId> picked() const;
    [[nodiscard]] const Person& person(int row) const;
    void setWords(const QString& words);
    /// People who are not offered: members already.
    void setLeftOut(std::set<UserId> people);
    /// Nothing picked, no words, and the list read anew.
    void start();
    /// The directory has changed: reads again when somebody looks at it.
    void refresh();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE void toggle(int row);
    Q_INVOKABLE void unpick(int position);
    Q_INVOKABLE void load();

signals:
    void wordsChanged();
    void stateChanged();
    void pickedChanged();

private:
    void take(Result<std::vector<Person>> answer);
    void setState(State state, const QString& failure = {});
    [[nodiscard]] bool isPicked(const UserId& id) const;

    Client& m_client;
    QString m_words;
    std::vector<Person> m_rows;
    std::vector<Person> m_picked;
    std::set<UserId> m_leftOut;
    State m_state = State::Loading;
    QString m_failure;
    int m_generation = 0;
    bool m_started = false;
};

} // namespace kontor
