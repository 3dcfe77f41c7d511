#include "tools/kontor_bench/app_command.h"

#include "base/error_codes.h"
#include "tools/kontor_bench/company_archive.h"
#include "tools/kontor_bench/office_profile.h"
#include "tools/kontor_bench/process_figures.h"
#include "tools/kontor_bench/samples.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QProcess>
#include <QRasterWindow>
#include <QTemporaryDir>
#include <QThread>

#include <iostream>
#include <memory>

namespace kontor::bench {
namespace {

constexpr int kStarts = 20;
constexpr int kPatience = 60'000; ///< milliseconds until a frame
constexpr unsigned long kSettled = 10;
constexpr unsigned long kIdle = 30;

QString programBeside() {
    return QFileInfo(QStringLiteral("/proc/self/exe")).symLinkTarget().section('/', 0, -2) +
           QStringLiteral("/kontor");
}

bool hasDisplay() {
    return !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

/// A window that takes the focus: a caret that blinks is not idle.
class Distraction {
public:
    Distraction() {
        m_window.resize(kSide, kSide);
        m_window.show();
        m_window.requestActivate();
        const auto end = Steady::now() + kPatience;
        while (!m_window.isActive() && Steady::now() < end)
            QCoreApplication::processEvents(QEventLoop::AllEvents, kTurn);
    }

private:
    static constexpr int kSide = 50;
    static constexpr std::chrono::seconds kPatience{3};
    static constexpr int kTurn = 50;
    QRasterWindow m_window;
};

QProcessEnvironment environment() {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("QT_LINUX_ACCESSIBILITY_ALWAYS_ON"));
    if (!hasDisplay())
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("QT_QUICK_BACKEND"), QStringLiteral("software"));
    return environment;
}

class Run {
public:
    explicit Run(const QString& profile) {
        m_process.setProcessEnvironment(environment());
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        const auto begin = Steady::now();
        m_process.start(programBeside(),
                        {QStringLiteral("--profile"), profile, QStringLiteral("--tell-painted")});
        while (!m_said.contains("painted\n") && m_process.waitForReadyRead(kPatience))
            m_said += m_process.readAllStandardOutput();
        m_taken = std::chrono::duration<double, std::milli>(Steady::now() - begin).count();
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;
    ~Run() {
        m_process.terminate();
        if (!m_process.waitForFinished())
            m_process.kill();
        m_process.waitForFinished();
    }

    [[nodiscard]] bool painted() const { return m_said.contains("painted\n"); }
    [[nodiscard]] double taken() const { return m_taken; }
    [[nodiscard]] qint64 id() const { return m_process.processId(); }

private:
    QProcess m_process;
    QByteArray m_said;
    double m_taken = 0;
};

Result<void> measure(const QString& profile, const std::string& what, OutputForm form) {
    Samples starts;
    for (int i = 0; i < kStarts; ++i) {
        const Run run(profile);
        if (!run.painted())
            return ErrorCode::TimedOut;
        starts.add(run.taken());
    }
    starts.print(("app/start_" + what).c_str(), form);
    const Run run(profile);
    QThread::sleep(kSettled);
    const auto memory = pssOf(run.id());
    const auto distraction = hasDisplay() ? std::make_unique<Distraction>() : nullptr;
    const auto before = cpuSecondsOf(run.id());
    QThread::sleep(kIdle);
    const auto after = cpuSecondsOf(run.id());
    if (!memory || !before || !after)
        return ErrorCode::Internal;
    print(("app/memory_" + what).c_str(), *memory, "MB", form);
    print(("app/idle_" + what).c_str(), 100 * (*after - *before) / static_cast<double>(kIdle), "%",
          form);
    return {};
}

Result<void> run(std::uint32_t messages, OutputForm form) {
    const QTemporaryDir folder;
    const auto empty = folder.filePath(QStringLiteral("empty"));
    const auto full = folder.filePath(QStringLiteral("full"));
    if (auto made = makeOfficeProfile(empty.toStdString(), {}); !made.ok())
        return made;
    if (auto made =
            makeOfficeProfile(full.toStdString(), {CompanyArchive::kConversations, messages});
        !made.ok())
        return made;
    if (auto measured = measure(empty, "empty", form); !measured.ok())
        return measured;
    return measure(full, "full", form);
}

} // namespace

int runApp(std::uint32_t messages, OutputForm form) {
    if (!hasDisplay())
        qputenv("QT_QPA_PLATFORM", "offscreen");
    int count = 1;
    char name[] = "kontor-bench";
    char* arguments[] = {&name[0], nullptr};
    const QGuiApplication gui(count, &arguments[0]);
    const auto done = run(messages, form);
    if (done.ok())
        return 0;
    std::cerr << "kontor-bench: " << nameOf(done.error().code) << '\n';
    return 1;
}

} // namespace kontor::bench
