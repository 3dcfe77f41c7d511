#include "app/calls/call_controller.h"
#include "app/calls/voice_folder.h"
#include "core/calls/fresh_call.h"
#include "media/engine_host.h"
#include "tools/kontor_cli/commands.h"

namespace kontor::cli {
namespace {

/// The line of a call that is over, and with it its end, stands in the log.
constexpr Milliseconds kLineTime{10'000};

/// A call of this program: a controller, and what a command waits for.
class Phone {
public:
    explicit Phone(Context& context)
        : m_context(context)
        , m_host(voiceFolder())
        , m_controller({context.session.client(), context.session.clock(), context.session.timers(),
                        context.session.box(), media::EngineHost::factoryOf(m_host), freshCallId},
                       {[this] { changed(); },
                        [this](CallOutcome outcome, const std::optional<Error>& error) {
                            m_outcome = outcome;
                            m_error = error;
                            m_context.session.lookAgain();
                        }}) {
        CallController::Wishes wishes;
        const Arguments& arguments = context.arguments;
        if (arguments.relay == RelayUse::Always)
            wishes.ways = media::Ways::RelayOnly;
        if (!arguments.audioIn.isEmpty())
            wishes.files = media::AudioFiles{arguments.audioIn.toStdString(),
                                             arguments.audioOut.toStdString()};
        m_controller.setWishes(std::move(wishes));
        m_controller.setSelf(context.session.account()->self.id);
        context.session.listen([this](const Event& event) { take(event); });
    }
    Phone(const Phone&) = delete;
    Phone& operator=(const Phone&) = delete;
    ~Phone() { m_context.session.listen({}); }

    [[nodiscard]] CallController& controller() { return m_controller; }
    [[nodiscard]] CallPhase phase() const { return m_controller.call().phase; }
    [[nodiscard]] bool isOver() const { return m_outcome.has_value(); }
    [[nodiscard]] bool hasLine() const { return m_line; }
    [[nodiscard]] bool wasActive() const { return m_activeSince.has_value(); }

    /// Prints what it was. Talked is well, whoever hung up.
    [[nodiscard]] Result<void> close() {
        std::chrono::seconds talked{0};
        if (m_activeSince)
            talked = std::chrono::duration_cast<std::chrono::seconds>(m_context.session.now() -
                                                                      *m_activeSince);
        m_context.output.callEnded(*m_outcome, talked, m_words);
        const bool well =
            *m_outcome == CallOutcome::HungUp || *m_outcome == CallOutcome::PeerHungUp;
        if (well && wasActive())
            return {};
        if (m_error)
            return *m_error;
        return *m_outcome == CallOutcome::NoConnection ? ErrorCode::NotReachable
                                                       : ErrorCode::Refused;
    }

private:
    void take(const Event& event) {
        if (const auto* signal = std::get_if<CallSignalled>(&event))
            m_controller.apply(*signal);
        else if (const auto* candidates = std::get_if<CallCandidatesArrived>(&event))
            m_controller.apply(*candidates);
        else if (const auto* timeline = std::get_if<TimelineChanged>(&event))
            for (const auto& diff : timeline->diffs)
                m_line = m_line || diff.entry.kind == EntryKind::Call;
    }
    void changed() {
        const auto& call = m_controller.call();
        if (call.activeSince)
            m_activeSince = call.activeSince;
        if (!call.words.empty())
            m_words = call.words;
        if (call.phase != m_told) {
            m_told = call.phase;
            m_context.output.callPhase(call.phase, call.peer);
        }
        m_context.session.lookAgain();
    }

    Context& m_context;
    media::EngineHost m_host;
    CallController m_controller;
    CallPhase m_told = CallPhase::Idle;
    std::optional<CallOutcome> m_outcome;
    std::optional<Error> m_error;
    std::optional<Milliseconds> m_activeSince;
    std::vector<QString> m_words;
    bool m_line = false;
};

/// Until somebody hangs up; we do after --seconds. Conditions that nobody waits for any more stay
/// in the session for a while and are not asked: they hold no phone.
Task<Result<void>> talk(Context* context, std::shared_ptr<Phone> phone) {
    const Phone* const watched = phone.get();
    const auto beginning = context->session.until(
        [watched] { return watched->isOver() || watched->phase() == CallPhase::Active; },
        context->session.now() + calls::kRing + calls::kConnect + calls::kConnect);
    (void)co_await beginning;
    const auto ending = context->session.until(
        [watched] { return watched->isOver(); },
        context->session.now() + context->arguments.seconds.value_or(Milliseconds(0)));
    (void)co_await ending;
    phone->controller().hangUp();
    // Nobody leaves before the other side is told.
    const auto told = context->session.until([watched] { return watched->hasLine(); },
                                             context->session.now() + kLineTime);
    (void)co_await told;
    co_return phone->close();
}

} // namespace

Task<Result<void>> callPerson(Context* context) {
    auto finding = findPerson(context, context->arguments.words.front());
    const auto person = co_await finding;
    if (!person.ok())
        co_return person.error();
    const auto reaching = context->session.reach(context->deadline());
    const auto reached = co_await reaching;
    if (!reached.ok())
        co_return reached.error();
    const UserId peer = person.value().id;
    const auto asked = context->session.ask<ConversationId>(
        [peer](Client& client, const Reply<ConversationId>& reply) {
            client.startDirect(peer, reply);
        });
    const auto conversation = co_await asked;
    if (!conversation.ok())
        co_return conversation.error();
    auto phone = std::make_shared<Phone>(*context);
    phone->controller().start(conversation.value(), person.value());
    auto talking = talk(context, phone);
    auto outcome = co_await talking;
    co_return outcome;
}

Task<Result<void>> answerCall(Context* context) {
    auto phone = std::make_shared<Phone>(*context);
    const Phone* const watched = phone.get();
    const auto waiting = context->session.until(
        [watched] { return watched->phase() == CallPhase::Ringing; }, context->deadline());
    const auto rung = co_await waiting;
    if (!rung.ok())
        co_return rung.error();
    phone->controller().accept();
    auto talking = talk(context, phone);
    auto outcome = co_await talking;
    co_return outcome;
}

} // namespace kontor::cli
