// The real window on a company in memory: for looking at, for pictures, for measuring the start.
// Never installed. `gallery --help` lists the scenes.
#include "core/async/qt_timers.h"
#include "tests/gui/gallery/scenes.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QQuickWindow>
#include <QTimer>

namespace {

using namespace kontor;

void declareOptions(QCommandLineParser& options) {
    options.addHelpOption();
    options.addPositionalArgument(QStringLiteral("scene"), Scene::names().join(QLatin1Char(' ')));
    options.addOptions({{QStringLiteral("german"), QStringLiteral("texts in German")},
                        {QStringLiteral("dark"), QStringLiteral("dark colours")},
                        {QStringLiteral("percent"), QStringLiteral("text size"),
                         QStringLiteral("N"), QStringLiteral("100")},
                        {QStringLiteral("size"), QStringLiteral("of the window"),
                         QStringLiteral("WxH"), QStringLiteral("1280x800")},
                        {QStringLiteral("picture"), QStringLiteral("write a picture and end"),
                         QStringLiteral("FILE")}});
}

void applyLooks(Appearance& appearance, const QCommandLineParser& options) {
    appearance.setLanguage(options.isSet(QStringLiteral("german")) ? Appearance::Language::German
                                                                   : Appearance::Language::English);
    appearance.setScheme(options.isSet(QStringLiteral("dark")) ? Appearance::Scheme::Dark
                                                               : Appearance::Scheme::Light);
    const auto percent = options.value(QStringLiteral("percent")).toInt();
    while (appearance.textPercent() < percent && appearance.canGrow())
        appearance.grow();
    while (appearance.textPercent() > percent && appearance.canShrink())
        appearance.shrink();
}

} // namespace

int main(int argc, char** argv) {
    QGuiApplication gui(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("kontor-gallery"));
    QGuiApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    QCommandLineParser options;
    declareOptions(options);
    options.process(gui);
    kontor::setFonts();

    const HalfPastTwo clock;
    QtTimers timers(clock);
    Scene scene(options.positionalArguments().value(0, QStringLiteral("conversation")), clock);
    Application app(scene.client(), clock, timers, {}, scene.hardware());
    applyLooks(*app.appearance(), options);
    app.start({});
    MainWindow window(app);
    if (!window.window())
        return 1;
    const auto size = options.value(QStringLiteral("size")).split(QLatin1Char('x'));
    window.window()->resize(size.value(0).toInt(), size.value(1).toInt());

    QTimer steps;
    QObject::connect(&steps, &QTimer::timeout, &gui, [&] {
        if (!scene.step(app, window))
            steps.stop();
    });
    steps.start(200);
    if (const auto file = options.value(QStringLiteral("picture")); !file.isEmpty())
        QTimer::singleShot(1200, &gui, [&window, file] {
            window.window()->grabWindow().save(file);
            QGuiApplication::quit();
        });
    return QGuiApplication::exec();
}
