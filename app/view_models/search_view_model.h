#pragma once

#include "app/texts/moments.h"
#include "app/view_models/search_filter_model.h"
#include "core/client.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// What the words of the search field fit: conversations, people, messages, in this order. Each
/// letter searches; an older search that is still under way is given up.
class SearchViewModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY wordsChanged FINAL)
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(kontor::SearchFilterModel* filters READ filters CONSTANT FINAL)
    Q_PROPERTY(QString failure READ failure NOTIFY stateChanged FINAL)

public:
    enum class State { Idle, Searching, Found, Nothing, Failed };
    Q_ENUM(State)

    enum class Role {
        Section = Qt::UserRole + 1, ///< heading under which the hit stands
        Title,                      ///< conversation or person
        Detail,                     ///< handle, or sender and excerpt, as styled text
        Time,                       ///< of a message
        Initials,
        Colour,
        Owner, ///< whose picture it is (app/pictures/avatar_key.h)
        Notes,
        Spoken, ///< the whole row as one plain sentence, for screen readers
    };

    SearchViewModel(Client& client, Moments moments);

    [[nodiscard]] const QString& words() const { return m_words; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString& failure() const { return m_failure; }
    [[nodiscard]] SearchFilterModel* filters() { return &m_filters; }
    void setWords(const QString& words);
    /// Of the open conversation; empty: there is none.
    void setOpenTitle(const QString& title);
    void setLocale(const QLocale& locale);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// These messages are no hits any more: their contents are gone.
    void forget(const std::vector<MessageRow>& erased);

    Q_INVOKABLE void open(int row);
    Q_INVOKABLE void search();

signals:
    void wordsChanged();
    void stateChanged();
    void conversationChosen(kontor::ConversationId conversation);
    void personChosen(const kontor::UserId& person);
    void messageChosen(kontor::ConversationId conversation, kontor::MessageRow row);

private:
    /// Who is offered while a sender is being typed.
    struct Sender {
        Person person;
    };
    using Hit = std::variant<Sender, ConversationSummary, Person, SearchHit>;
    void take(Result<SearchResults> answer);
    void offerSenders(const QString& letters);
    void ask();
    void takeSenders(const QString& letters, const Result<std::vector<Person>>& found);
    void setState(State state, const QString& failure = {});
    [[nodiscard]] QVariant ofConversation(const ConversationSummary& summary, Role role) const;
    [[nodiscard]] QVariant ofPerson(const Person& person, Role role) const;
    [[nodiscard]] QVariant ofMessage(const SearchHit& hit, Role role) const;

    Client& m_client;
    Moments m_moments;
    SearchFilterModel m_filters;
    QString m_openTitle;
    QString m_words;
    std::vector<Hit> m_rows;
    State m_state = State::Idle;
    QString m_failure;
    int m_generation = 0;
    bool m_waiting = false; ///< for an answer, which may have been read before an erasure
};

} // namespace kontor
