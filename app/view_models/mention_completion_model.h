#pragma once

#include "app/view_models/completion_model.h"
#include "core/formatting/typed_text.h"
#include "core/values.h"

namespace kontor {

/// The people of a conversation who are offered while somebody types `@`: by the beginning of the
/// handle, or of any part of the name.
class MentionCompletionModel : public kontor::CompletionModel { // as EmojiCompletionModel
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by ComposerViewModel")
    /// Of everybody who can be named, for showing what names somebody.
    Q_PROPERTY(QStringList handles READ handles NOTIFY peopleChanged FINAL)

public:
    /// In the order in which they are offered.
    void setPeople(std::vector<Person> people);
    [[nodiscard]] QStringList handles() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    void follow(const QString& text, int caret) override;
    void accept(int row) override;
    void dismiss() override;

signals:
    void peopleChanged();

private:
    void show(std::vector<Person> found);

    std::vector<Person> m_people;
    std::vector<Person> m_found;
    TypedHandle m_typed;
    QString m_text;                       ///< as it was at the last change
    std::optional<qsizetype> m_dismissed; ///< where the "@" stands that is not to be completed
};

} // namespace kontor
