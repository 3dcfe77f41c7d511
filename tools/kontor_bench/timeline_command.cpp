#include "tools/kontor_bench/timeline_command.h"

#include "app/main/painted.h"
#include "app/main/window.h"
#include "base/error_codes.h"
#include "core/async/qt_timers.h"
#include "tools/kontor_bench/office_profile.h"
#include "tools/kontor_bench/process_figures.h"
#include "tools/kontor_bench/samples.h"

#include <QEventLoop>
#include <QGuiApplication>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>

#include <cmath>
#include <ctime>
#include <iostream>
#include <random>
#include <unistd.h>

namespace kontor::bench {
namespace {

constexpr int kSteps = 2'000;
constexpr int kJumps = 200;
constexpr std::chrono::seconds kPatience{20};
constexpr double kStillness = 0.5; ///< pixels that rounding may move

double threadMilliseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1'000 + static_cast<double>(now.tv_nsec) / 1'000'000;
}

QQuickItem* itemIn(QQuickItem& parent, const QString& name) {
    if (parent.objectName() == name)
        return &parent;
    for (auto* const child : parent.childItems())
        if (auto* const found = itemIn(*child, name))
            return found;
    return nullptr;
}

/// The window on a profile, and the list in it.
class Desk {
public:
    explicit Desk(const QString& profile)
        : m_application(
              [profile](Mailbox& owner, std::function<void(const Event&)> onEvent) {
                  return makeClient({.profile = profile.toStdString()}, owner, std::move(onEvent));
              },
              m_clock, m_timers, {}) {
        m_application.start({});
        m_window = std::make_unique<MainWindow>(m_application);
    }

    [[nodiscard]] Application& application() { return m_application; }
    [[nodiscard]] bool open() {
        return m_window->window() != nullptr && frame([this] { return isComplete(m_application); });
    }
    /// Frames are drawn until one began when that was true.
    template <typename Condition>
    [[nodiscard]] bool frame(Condition condition) {
        QEventLoop loop;
        bool complete = false;
        const auto deadline = Steady::now() + kPatience;
        const auto begins = QObject::connect(m_window->window(), &QQuickWindow::afterAnimating,
                                             [&] { complete = condition(); });
        const auto ends = QObject::connect(m_window->window(), &QQuickWindow::frameSwapped, [&] {
            if (complete || Steady::now() > deadline)
                loop.quit();
            else
                m_window->window()->update();
        });
        m_window->window()->update();
        loop.exec();
        QObject::disconnect(begins);
        QObject::disconnect(ends);
        return complete;
    }
    [[nodiscard]] bool frame() {
        return frame([] { return true; });
    }
    [[nodiscard]] QQuickItem* list() {
        return itemIn(*m_window->window()->contentItem(), QStringLiteral("timeline"));
    }

private:
    SystemClock m_clock;
    QtTimers m_timers{m_clock};
    Application m_application;
    std::unique_ptr<MainWindow> m_window;
};

/// A row in the middle of the view, to see whether it stays where it is.
struct Anchor {
    double id = 0;
    double y = 0; ///< in the view
};

class TimelineBench {
public:
    TimelineBench(Desk& desk, std::uint32_t messages, OutputForm form)
        : m_desk(desk)
        , m_messages(messages)
        , m_form(form) {}

    [[nodiscard]] Result<void> run() {
        if (!m_desk.open())
            return ErrorCode::TimedOut;
        m_list = m_desk.list();
        if (m_list == nullptr)
            return ErrorCode::Internal;
        const auto before = pssOf(getpid());
        if (!scroll() || !jumps())
            return ErrorCode::TimedOut;
        const auto after = pssOf(getpid());
        print("timeline/moved", m_moved, "steps", m_form);
        print("timeline/grown", after.value_or(0) - before.value_or(0), "MB", m_form);
        return {};
    }

private:
    [[nodiscard]] std::optional<Anchor> anchor() const {
        const double top = m_list->property("contentY").toDouble();
        const double middle = top + m_list->height() / 2;
        auto* const content = m_list->property("contentItem").value<QQuickItem*>();
        for (const auto* row : content->childItems()) {
            const auto id = row->property("entryId");
            if (id.isValid() && row->isVisible() && row->y() <= middle &&
                row->y() + row->height() > middle)
                return Anchor{id.toDouble(), row->y() - top};
        }
        return std::nullopt;
    }
    [[nodiscard]] std::optional<double> placeOf(double id) const {
        const double top = m_list->property("contentY").toDouble();
        auto* const content = m_list->property("contentItem").value<QQuickItem*>();
        for (const auto* row : content->childItems())
            if (row->isVisible() && row->property("entryId").toDouble() == id)
                return row->y() - top;
        return std::nullopt;
    }

    /// Back through the conversation, small steps and large ones, now and then some way forward.
    [[nodiscard]] bool scroll() {
        std::mt19937 chance(7);
        Samples frames;
        for (int i = 0; i < kSteps; ++i) {
            const auto start = anchor();
            const double size = chance() % 4 == 0 ? 600 : 40;
            const double step = chance() % 5 == 0 ? size : -size;
            const double begin = threadMilliseconds();
            const double before = m_list->property("contentY").toDouble();
            m_list->parentItem()->setProperty("following", false); // as a hand on the wheel does
            m_list->setProperty("contentY", before + step);
            if (!m_desk.frame())
                return false;
            frames.add(threadMilliseconds() - begin);
            std::optional<double> end;
            if (start)
                end = placeOf(start->id);
            const bool gone = std::abs(step) > m_list->height() / 2;
            if (start && end ? std::abs(start->y - step - *end) > kStillness : !gone)
                ++m_moved;
        }
        frames.print("timeline/frame", m_form);
        return true;
    }

    /// To the newest page and to any message, in turn.
    [[nodiscard]] bool jumps() {
        std::mt19937 chance(11);
        auto& timeline = *m_desk.application().timeline();
        const ConversationId conversation = m_desk.application().conversation()->id().value();
        constexpr auto kKind = ConversationKind::Group;
        Samples newest;
        Samples quoted;
        for (int i = 0; i < kJumps; ++i) {
            const MessageRow row(1 + static_cast<std::int64_t>(chance() % m_messages));
            const bool went =
                timed(quoted, [&] { timeline.openAround(conversation, kKind, row); }) &&
                timed(newest, [&] { timeline.open(conversation, kKind); });
            if (!went)
                return false;
        }
        newest.print("timeline/open", m_form);
        quoted.print("timeline/jump", m_form);
        return true;
    }
    /// Until a frame shows what was opened.
    template <typename Opening>
    [[nodiscard]] bool timed(Samples& samples, Opening opening) {
        auto& timeline = *m_desk.application().timeline();
        bool opened = false;
        const auto hears = QObject::connect(&timeline, &TimelineModel::opened, &timeline,
                                            [&opened] { opened = true; });
        const auto begin = Steady::now();
        opening();
        const bool drawn = m_desk.frame([&opened] { return opened; });
        samples.add(std::chrono::duration<double, std::milli>(Steady::now() - begin).count());
        QObject::disconnect(hears);
        return drawn;
    }

    Desk& m_desk;
    std::uint32_t m_messages;
    OutputForm m_form;
    QQuickItem* m_list = nullptr;
    int m_moved = 0;
};

} // namespace

int runTimeline(std::uint32_t messages, OutputForm form) {
    qputenv("QT_QUICK_BACKEND", "software");
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    int count = 1;
    char name[] = "kontor-bench";
    char* arguments[] = {&name[0], nullptr};
    const QGuiApplication gui(count, &arguments[0]);
    setFonts();
    const QTemporaryDir folder;
    auto done =
        makeOfficeProfile(folder.filePath(QStringLiteral("one")).toStdString(), {1, messages});
    if (done.ok()) {
        Desk desk(folder.filePath(QStringLiteral("one")));
        done = TimelineBench(desk, messages, form).run();
    }
    if (done.ok())
        return 0;
    std::cerr << "kontor-bench: " << nameOf(done.error().code) << '\n';
    return 1;
}

} // namespace kontor::bench
