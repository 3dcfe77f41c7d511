#pragma once

#include "app/emoji/emoji_search.h"
#include "app/emoji/shortcode_typing.h"
#include "app/view_models/emoji_choices.h"

#include <QAbstractListModel>
#include <QLocale>
#include <QtQml/qqmlregistration.h>

#include <optional>
#include <vector>

namespace kontor {

/// What is offered while somebody types `:shortcode` (app/emoji/shortcode_typing.h). The composer
/// tells of each change of its text and caret; what is to be put in place of typed letters comes
/// back by replaced().
class EmojiCompletionModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(bool shown READ shown NOTIFY offered FINAL)
    /// The row that Tab and Enter take.
    Q_PROPERTY(int current READ current NOTIFY currentChanged FINAL)

public:
    static constexpr int kRows = 6;

    enum class Role {
        Sign = Qt::UserRole + 1, ///< the emoji
        Name,                    ///< in the language of the window
        Code,                    ///< with colons
    };

    EmojiCompletionModel(EmojiChoices& choices, emoji::EmojiSearch& search);

    [[nodiscard]] bool shown() const { return !m_found.empty(); }
    [[nodiscard]] int current() const { return m_current; }
    void setLocale(const QLocale& locale);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE void follow(const QString& text, int caret);
    /// Up or down, around the ends.
    Q_INVOKABLE void move(int step);
    Q_INVOKABLE void accept(int row);
    /// Not offered again for the code that is being typed.
    Q_INVOKABLE void dismiss();

signals:
    void offered();
    void currentChanged();
    /// Put the emoji in place of the letters from `start` on.
    void replaced(int start, int length, const QString& emoji);

private:
    void offer(std::optional<emoji::TypedCode> code);
    void show(std::vector<emoji::EmojiId> found);
    void setCurrent(int row);
    void replace(qsizetype start, qsizetype length, emoji::EmojiId id);
    [[nodiscard]] QString textOf(emoji::EmojiId id) const;

    EmojiChoices& m_choices;
    emoji::EmojiSearch& m_search;
    emoji::Language m_language = emoji::Language::English;
    QString m_text; ///< as it was at the last change
    qsizetype m_start = 0;
    qsizetype m_length = 0;
    std::optional<qsizetype> m_dismissed; ///< where the code begins that is not to be completed
    std::vector<emoji::EmojiId> m_found;
    int m_current = 0;
};

} // namespace kontor
