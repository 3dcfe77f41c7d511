// The real window on a company in memory: for looking at, for pictures, for measuring the start.
// Never installed. `gallery --help` lists the scenes.
#include "app/main/window.h"
#include "core/async/qt_timers.h"
#include "tests/support/sample_company.h"

#include <QCommandLineParser>
#include <QDateTime>
#include <QGuiApplication>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTimer>

namespace {

using namespace kontor;

/// Time that runs, and at whose start it is half past two: pictures of different days are alike.
class HalfPastTwo final : public Clock {
public:
    [[nodiscard]] Milliseconds sinceEpoch() const override {
        return m_system.sinceEpoch() + m_shift;
    }
    [[nodiscard]] Milliseconds steady() const override { return m_system.steady(); }

private:
    SystemClock m_system;
    Milliseconds m_shift =
        Milliseconds(QDateTime(QDate(2026, 11, 25), QTime(14, 32)).toMSecsSinceEpoch()) -
        m_system.sinceEpoch();
};

struct Gallery {
    HalfPastTwo clock;
    QtTimers timers{clock};
    FakeClient* client = nullptr;
    SampleCompany company;
};

ClientFactory factory(Gallery& gallery, const QString& scene) {
    return [&gallery, scene](Mailbox& owner, std::function<void(const Event&)> onEvent) {
        auto client = std::make_unique<FakeClient>(owner, std::move(onEvent), gallery.clock);
        gallery.client = client.get();
        client->setDelivering(true);
        if (scene == QLatin1String("welcome") || scene == QLatin1String("invite"))
            client->setRegistered(false);
        else if (scene == QLatin1String("failed"))
            client->setOpenError(Error(ErrorCode::StoreTooNew));
        else if (scene != QLatin1String("empty"))
            gallery.company = fillSampleCompany(*client, gallery.clock);
        if (scene == QLatin1String("long"))
            client->fill(gallery.company.sales, 100'000);
        return client;
    };
}

/// Brings the window to what the scene shows, once the conversations are there.
void play(Gallery& gallery, Application& app, MainWindow& window, const QString& scene) {
    auto& client = *gallery.client;
    const auto named = [&window](const char* name) {
        return window.window()->findChild<QQuickItem*>(QString::fromLatin1(name));
    };
    const auto press = [&named](const char* name) {
        if (auto* item = named(name))
            QMetaObject::invokeMethod(item, "activate"); // tidy: allow no thread is crossed
    };
    if (scene == QLatin1String("welcome") || scene == QLatin1String("failed"))
        return;
    if (scene == QLatin1String("invite"))
        return app.registration()->setLink(
            QStringLiteral("kontor://chat.hansen.example:8443/invite/7Q2MBX#q83vq83vq83v"));
    if (scene != QLatin1String("list") && scene != QLatin1String("empty"))
        app.openRow(scene == QLatin1String("direct") ? 2 : 0);
    if (scene == QLatin1String("settings"))
        press("settings");
    if (scene == QLatin1String("new") || scene == QLatin1String("group"))
        press("newConversation");
    if (scene == QLatin1String("group"))
        QTimer::singleShot(50, [press] { press("newGroup"); });
    if (scene == QLatin1String("search")) {
        press("search");
        app.search()->setWords(QStringLiteral("preis"));
        named("search")->setProperty("text", QStringLiteral("preis"));
    }
    if (scene == QLatin1String("offline"))
        client.setConnection(ConnectionState::Offline, Error(ErrorCode::NotReachable),
                             std::chrono::seconds(8));
    if (scene == QLatin1String("failure"))
        client.setDelivery(client.say(gallery.company.sales, client.self(),
                                      QStringLiteral("Ich bringe Kuchen mit 🍰"),
                                      gallery.clock.sinceEpoch()),
                           DeliveryState::Failed);
    if (scene == QLatin1String("left"))
        client.leave(gallery.company.sales, [](const Result<void>&) {});
    if (scene == QLatin1String("add"))
        QTimer::singleShot(100, [press] { press("addPeople"); });
    if (scene == QLatin1String("leave"))
        QTimer::singleShot(100, [press] { press("leave"); });
}

} // namespace

int main(int argc, char** argv) {
    QGuiApplication gui(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("kontor-gallery"));
    QGuiApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    QCommandLineParser options;
    options.addHelpOption();
    options.addPositionalArgument(QStringLiteral("scene"),
                                  QStringLiteral("conversation direct list empty long settings new "
                                                 "group search offline failure left add leave "
                                                 "welcome invite failed"));
    options.addOptions({{QStringLiteral("german"), QStringLiteral("texts in German")},
                        {QStringLiteral("dark"), QStringLiteral("dark colours")},
                        {QStringLiteral("percent"), QStringLiteral("text size"),
                         QStringLiteral("N"), QStringLiteral("100")},
                        {QStringLiteral("size"), QStringLiteral("of the window"),
                         QStringLiteral("WxH"), QStringLiteral("1280x800")},
                        {QStringLiteral("picture"), QStringLiteral("write a picture and end"),
                         QStringLiteral("FILE")}});
    options.process(gui);
    const auto scene = options.positionalArguments().value(0, QStringLiteral("conversation"));
    kontor::setFonts();

    Gallery gallery;
    Application app(factory(gallery, scene), gallery.clock, gallery.timers, {});
    app.appearance()->setLanguage(options.isSet(QStringLiteral("german"))
                                      ? Appearance::Language::German
                                      : Appearance::Language::English);
    app.appearance()->setScheme(options.isSet(QStringLiteral("dark")) ? Appearance::Scheme::Dark
                                                                      : Appearance::Scheme::Light);
    while (app.appearance()->textPercent() < options.value(QStringLiteral("percent")).toInt())
        app.appearance()->grow();
    while (app.appearance()->textPercent() > options.value(QStringLiteral("percent")).toInt())
        app.appearance()->shrink();
    app.start({});
    MainWindow window(app);
    if (!window.window())
        return 1;
    const auto size = options.value(QStringLiteral("size")).split(QLatin1Char('x'));
    window.window()->resize(size.value(0).toInt(), size.value(1).toInt());
    QTimer::singleShot(200, &gui, [&] { play(gallery, app, window, scene); });
    if (const auto file = options.value(QStringLiteral("picture")); !file.isEmpty())
        QTimer::singleShot(1200, &gui, [&window, file] {
            window.window()->grabWindow().save(file);
            QGuiApplication::quit();
        });
    return QGuiApplication::exec();
}
