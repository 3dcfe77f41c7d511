#pragma once

#include "core/calls/call_state.h"
#include "core/listing_values.h"
#include "tools/kontor_cli/arguments.h"

#include <QJsonObject>

#include <functional>

namespace kontor::cli {

/// What commands print: one JSON object a line, or words for people. Control letters of what others
/// wrote never reach the terminal.
class Output {
public:
    using Sink = std::function<void(const QString& line)>;
    Output(OutputForm form, Sink sink)
        : m_form(form)
        , m_sink(std::move(sink)) {}

    void entry(const ConversationSummary& conversation, const TimelineEntry& entry) const;
    void conversation(const ConversationSummary& conversation) const;
    void person(const Person& person) const;
    void contact(const ContactView& contact) const;
    void status(const Person& person) const;
    void member(const MemberInfo& member) const;
    void hit(const SearchHit& hit) const;
    /// What became of a message that was sent.
    void sent(ConversationId conversation, const TimelineEntry& entry) const;
    void account(const Account& account) const;
    void callPhase(CallPhase phase, const Person& peer) const;
    void callEnded(CallOutcome outcome, std::chrono::seconds talked,
                   const std::vector<QString>& words) const;
    void created(ConversationId conversation) const;
    void settings(const ConversationDetails& details) const;
    void fileSent(const PictureView& file) const;
    void fileSaved(const PictureView& file, const QString& path) const;
    void revision(const RevisionView& revision) const;
    void reader(const MessageInfo::Reader& reader, const MessageInfo& info) const;
    void pollCreated(const PollView& poll) const;
    void poll(const PollView& poll) const;
    void pollTable(const PollTable& table) const;

private:
    /// `words` empty: nothing is printed for people.
    void print(const QJsonObject& object, const QString& words) const;

    OutputForm m_form;
    Sink m_sink;
};

/// The names that stand in the JSON; they stay as they are.
[[nodiscard]] QString kindName(EntryKind kind);
[[nodiscard]] QString stateName(DeliveryState state);

/// Title for people and scripts: a peer's handle, a group's name, "note to self".
[[nodiscard]] QString titleOf(const ConversationSummary& conversation);
/// The text of an option, or its slot in the time of this computer.
[[nodiscard]] QString nameOf(const PollView::Option& option);
/// Without control letters but line breaks.
[[nodiscard]] QString harmless(const QString& text);

} // namespace kontor::cli
