#pragma once

#include "core/search/search_filters.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// The filters of a search as buttons: a press types one among the words, another takes it away. So
/// whoever presses learns what can be typed. UI thread.
class SearchFilterModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SearchViewModel")

public:
    enum class Role {
        Text = Qt::UserRole + 1,
        Chosen, ///< it stands among the words
    };

    /// `words` as typed; `open`: title of the open conversation; none: there is no such button.
    void set(const QString& words, const QString& open);
    void retranslate();

    /// The words after a press of that button.
    [[nodiscard]] QString pressed(int row, const QDate& today) const;
    Q_INVOKABLE void press(int row) { emit wordsWanted(pressed(row, QDate::currentDate())); }

    /// The sender that is being typed at the end; none: something else is.
    [[nodiscard]] static std::optional<TypedFilter> senderBeingTyped(const QString& words);
    /// The words with that sender instead of the one being typed.
    [[nodiscard]] static QString withSender(const QString& words, const QString& handle);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void wordsWanted(const QString& words);

private:
    enum class Button : std::uint8_t { Picture, Link, Poll, File, Sender, Here, Week, Before };
    [[nodiscard]] Button at(int row) const;
    [[nodiscard]] static QString textOf(Button button);
    [[nodiscard]] QString typed(Button button, const QDate& today) const;
    [[nodiscard]] bool says(Button button, const TypedFilter& filter) const;
    [[nodiscard]] bool chosen(Button button) const;

    QString m_words;
    QString m_open;
};

} // namespace kontor
