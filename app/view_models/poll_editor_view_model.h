#pragma once

#include "app/view_models/draft_life.h"
#include "app/view_models/poll_deadline_form.h"
#include "app/view_models/poll_slot_form.h"
#include "app/view_models/poll_slots_model.h"
#include "core/client.h"

#include <QStringListModel>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace kontor {

/// A poll that is being written: a question, and options of text, with an empty one at the end as
/// long as there may be more, or dates. Both are kept; the kind says which of them are asked.
class PollEditorViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(QString title READ title WRITE setTitle NOTIFY changed FINAL)
    Q_PROPERTY(Kind kind READ kind WRITE setKind NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel* options READ options CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel* dates READ dates CONSTANT FINAL)
    Q_PROPERTY(kontor::PollSlotForm* slotForm READ slotForm CONSTANT FINAL)
    Q_PROPERTY(kontor::PollDeadlineForm* deadline READ deadline CONSTANT FINAL)
    Q_PROPERTY(bool several READ several WRITE setSeveral NOTIFY changed FINAL)
    Q_PROPERTY(bool third READ third WRITE setThird NOTIFY changed FINAL)    ///< "if need be"
    Q_PROPERTY(bool hidden READ hidden WRITE setHidden NOTIFY changed FINAL) ///< until the closing
    Q_PROPERTY(bool named READ named WRITE setNamed NOTIFY changed FINAL)
    /// How long it lives, where the composer was told so; or empty.
    Q_PROPERTY(QString life READ life NOTIFY changed FINAL)
    Q_PROPERTY(bool full READ full NOTIFY changed FINAL) ///< no more dates
    Q_PROPERTY(bool canSend READ canSend NOTIFY changed FINAL)
    /// What is wrong with what was typed, or why the last try did not work; all of it is kept.
    Q_PROPERTY(QString failure READ failure NOTIFY changed FINAL)

public:
    static constexpr int kGreatestOptions = 50;
    enum class Kind { Texts, Dates };
    Q_ENUM(Kind)

    /// `life` is what the composer was told of the next message; it must outlive this.
    PollEditorViewModel(Client& client, const Clock& clock, const Moments& moments,
                        DraftLife* life = nullptr);

    /// For this conversation; what was written for another one is not carried along.
    void open(ConversationId conversation);
    void close() { m_conversation.reset(); }
    void setLocale(const QLocale& locale);
    /// The same questions again, in place of what was written.
    void fill(const PollView& poll);

    [[nodiscard]] const QString& title() const { return m_title; }
    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] QAbstractItemModel* options() { return &m_options; }
    [[nodiscard]] QAbstractItemModel* dates() { return &m_dates; }
    [[nodiscard]] PollSlotForm* slotForm() { return &m_slotForm; }
    [[nodiscard]] PollDeadlineForm* deadline() { return &m_deadline; }
    [[nodiscard]] bool several() const { return m_several; }
    [[nodiscard]] bool third() const { return m_third; }
    [[nodiscard]] bool hidden() const { return m_hidden; }
    [[nodiscard]] bool named() const { return m_named; }
    [[nodiscard]] QString life() const;
    [[nodiscard]] bool full() const { return m_dates.rowCount() >= kGreatestOptions; }
    [[nodiscard]] bool canSend() const;
    [[nodiscard]] const QString& failure() const { return m_failure; }
    void setTitle(const QString& title);
    void setKind(Kind kind);
    void setSeveral(bool several);
    void setThird(bool third);
    void setHidden(bool hidden);
    void setNamed(bool named);
    Q_INVOKABLE void setOption(int row, const QString& text);
    /// Lines become options, the first one in this row.
    Q_INVOKABLE void paste(int row);
    Q_INVOKABLE void removeOption(int row);
    /// slotForm is about a new date, or about the one in that row.
    Q_INVOKABLE void beginDate();
    Q_INVOKABLE void changeDate(int row);
    Q_INVOKABLE void removeDate(int row);
    Q_INVOKABLE void send();
    /// Throws away what was written.
    Q_INVOKABLE void clear();

signals:
    void changed();
    void sent();

private:
    /// Without the empty ones.
    [[nodiscard]] QStringList filled() const;
    [[nodiscard]] QString trouble() const;
    [[nodiscard]] PollForm form() const;
    void keepOneEmpty();
    void takeSlot(const PollSlot& slot);
    void judge();
    void tellRefused(const Error& error);

    Client& m_client;
    DraftLife* m_life;
    std::optional<ConversationId> m_conversation;
    QString m_title;
    QStringListModel m_options;
    PollSlotsModel m_dates;
    PollSlotForm m_slotForm;
    PollDeadlineForm m_deadline;
    std::optional<int> m_changing; ///< the row that slotForm is about
    QString m_failure;
    Kind m_kind = Kind::Texts;
    bool m_several = false;
    bool m_third = false;
    bool m_hidden = false;
    bool m_named = true;
    bool m_chosen = false; ///< several and third are the person's wish, not the kind's
    bool m_busy = false;
};

} // namespace kontor
