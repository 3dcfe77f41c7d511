#include "app/calls/voice_folder.h"
#include "app/main/painted.h"
#include "app/main/renderer.h"
#include "app/main/self_test.h"
#include "app/main/window.h"
#include "app/platform/desktop_notifier.h"
#include "app/platform/file_dialogs.h"
#include "app/platform/single_instance.h"
#include "app/platform/system_tray.h"
#include "app/platform/tray_notifier.h"
#include "core/async/qt_timers.h"
#include "media/engine_host.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QIcon>
#include <QQuickWindow>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace {

using namespace kontor;

struct Asked {
    QString profile;
    QString link;
    bool selfTest = false;
    bool tellPainted = false;
};

Asked readArguments() {
    QCommandLineParser options;
    options.setApplicationDescription(
        QStringLiteral("Kontor: the messenger of your company, end-to-end encrypted."));
    options.addHelpOption();
    options.addVersionOption();
    options.addPositionalArgument(QStringLiteral("link"),
                                  QStringLiteral("invite link (kontor://...) to register with"),
                                  QStringLiteral("[link]"));
    const QCommandLineOption profile(
        QStringLiteral("profile"), QStringLiteral("folder of one account"), QStringLiteral("DIR"),
        QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    const QCommandLineOption selfTest(
        QStringLiteral("self-test"),
        QStringLiteral("make one of each part of the interface, then end"));
    const QCommandLineOption tellPainted(
        QStringLiteral("tell-painted"),
        QStringLiteral("say \"painted\" with the first complete frame, for measurements"));
    options.addOptions({profile, selfTest, tellPainted});
    options.process(*QCoreApplication::instance());
    return {.profile = QFileInfo(options.value(profile)).absoluteFilePath(),
            .link = options.positionalArguments().value(0),
            .selfTest = options.isSet(selfTest),
            .tellPainted = options.isSet(tellPainted)};
}

ClientFactory clientOf(const QString& profile) {
    return [profile](Mailbox& owner, std::function<void(const Event&)> onEvent) {
        return makeClient(
            {.profile = profile.toStdString(), .newProfileKey = NewProfileKey::KeychainIfRunning},
            owner, std::move(onEvent));
    };
}

/// A sound from the program itself.
Bytes soundOf(const QString& name) {
    QFile file(QStringLiteral(":/sounds/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto bytes = file.readAll();
    return {bytes.begin(), bytes.end()};
}

CallHardware hardwareOf(media::EngineHost& voices) {
    return {.voices = media::EngineHost::factoryOf(voices),
            .startRinging = [&voices] { voices.startRinging(soundOf(QStringLiteral("ring.wav"))); },
            .stopRinging = [&voices] { voices.stopRinging(); }};
}

DesktopSigns desktopSigns(media::EngineHost& voices) {
    auto tray = std::make_unique<SystemTray>();
#ifdef Q_OS_LINUX
    auto notifier = std::make_unique<DesktopNotifier>();
#else
    auto notifier = std::make_unique<TrayNotifier>(*tray);
#endif
    return {.tray = std::move(tray),
            .notifier = std::move(notifier),
            .chime = [&voices] { voices.chime(soundOf(QStringLiteral("message.wav"))); },
            .files = std::make_unique<FileDialogs>()};
}

/// The desktop's panel is asked for when the window has been painted: the start waits for nobody.
void enterTrayLater(QQuickWindow& window, Application& application) {
    // With a thread that renders, the signal comes from there, and the tray is entered here.
    QObject::connect(&window, &QQuickWindow::frameSwapped, &application, &Application::enterTray,
                     Qt::SingleShotConnection);
}

int runSelfTest(const Clock& clock, Timers& timers) {
    const QTemporaryDir profile;
    Application application(clientOf(profile.path()), clock, timers, {});
    MainWindow window(application);
    return window.window() ? makeEveryType(window, application) : 1;
}

} // namespace

int main(int argc, char** argv) {
    QApplication gui(argc, argv); // more than QGuiApplication for the tray alone (decisions/0006)
    QGuiApplication::setApplicationName(QStringLiteral("kontor"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Kontor"));
    QGuiApplication::setApplicationVersion(QStringLiteral(KONTOR_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.kontor.Kontor"));
    const auto asked = readArguments();
    setFonts();

    const SystemClock clock;
    QtTimers timers(clock);
    if (asked.selfTest)
        return runSelfTest(clock, timers);

    SingleInstance instance(asked.profile);
    if (!instance.claim(asked.link))
        return 0;
    QDir().mkpath(asked.profile);
    const auto settings = QDir(asked.profile).filePath(QStringLiteral("settings.ini"));
    chooseRenderer(settings);

    media::EngineHost voices(voiceFolder()); // nothing is loaded before the first sound
    Application application(clientOf(asked.profile), clock, timers, settings, hardwareOf(voices),
                            desktopSigns(voices));
    QObject::connect(&instance, &SingleInstance::startedAgain, &application,
                     &Application::comeForward);
    application.start(asked.link); // the store opens on its own thread while the window is made
    const MainWindow window(application);
    if (!window.window())
        return 1;
    window.window()->setIcon(QIcon(QStringLiteral(":/kontor.svg")));
    watchRenderer(*window.window(), settings);
    enterTrayLater(*window.window(), application);
    if (asked.tellPainted)
        tellPainted(*window.window(), application);
    return QGuiApplication::exec();
}
