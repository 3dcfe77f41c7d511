#include "app/calls/voice_folder.h"
#include "app/main/renderer.h"
#include "app/main/self_test.h"
#include "app/main/window.h"
#include "app/platform/single_instance.h"
#include "core/async/qt_timers.h"
#include "media/engine_host.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
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
    options.addOptions({profile, selfTest});
    options.process(*QCoreApplication::instance());
    return {.profile = QFileInfo(options.value(profile)).absoluteFilePath(),
            .link = options.positionalArguments().value(0),
            .selfTest = options.isSet(selfTest)};
}

ClientFactory clientOf(const QString& profile) {
    return [profile](Mailbox& owner, std::function<void(const Event&)> onEvent) {
        return makeClient(
            {.profile = profile.toStdString(), .newProfileKey = NewProfileKey::KeychainIfRunning},
            owner, std::move(onEvent));
    };
}

/// The sound of a call, from the program itself.
Bytes ringSound() {
    QFile file(QStringLiteral(":/sounds/ring.wav"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto bytes = file.readAll();
    return {bytes.begin(), bytes.end()};
}

CallHardware hardwareOf(media::EngineHost& voices) {
    return {.voices = media::EngineHost::factoryOf(voices),
            .startRinging = [&voices] { voices.startRinging(ringSound()); },
            .stopRinging = [&voices] { voices.stopRinging(); }};
}

int runSelfTest(const Clock& clock, Timers& timers) {
    const QTemporaryDir profile;
    Application application(clientOf(profile.path()), clock, timers, {});
    MainWindow window(application);
    return window.window() ? makeEveryType(window, application) : 1;
}

} // namespace

int main(int argc, char** argv) {
    QGuiApplication gui(argc, argv);
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

    media::EngineHost voices(voiceFolder()); // nothing is loaded before the first call
    Application application(clientOf(asked.profile), clock, timers, settings, hardwareOf(voices));
    QObject::connect(&instance, &SingleInstance::startedAgain, &application,
                     &Application::comeForward);
    application.start(asked.link); // the store opens on its own thread while the window is made
    const MainWindow window(application);
    if (!window.window())
        return 1;
    window.window()->setIcon(QIcon(QStringLiteral(":/kontor.svg")));
    watchRenderer(*window.window(), settings);
    return QGuiApplication::exec();
}
