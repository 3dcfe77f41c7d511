#pragma once

#include "app/emoji/emoji_search.h"
#include "app/emoji/shortcode_typing.h"
#include "app/view_models/completion_model.h"
#include "app/view_models/emoji_choices.h"

#include <QLocale>
#include <QtQml/qqmlregistration.h>

#include <optional>
#include <vector>

namespace kontor {

/// What is offered while somebody types `:shortcode` (app/emoji/shortcode_typing.h).
// With its namespace: QML's type registrar finds the base class by that name alone.
class EmojiCompletionModel : public kontor::CompletionModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")

public:
    EmojiCompletionModel(EmojiChoices& choices, emoji::EmojiSearch& search);

    void setLocale(const QLocale& locale);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    void follow(const QString& text, int caret) override;
    void accept(int row) override;
    void dismiss() override;

private:
    void offer(std::optional<emoji::TypedCode> code);
    void show(std::vector<emoji::EmojiId> found);
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
};

} // namespace kontor
