// Every screen of the real window on a company in memory: nothing may complain, whatever takes the
// focus has a name, and no text runs out of its place, in both languages, both themes, narrow and
// wide, with small and with large letters.
#include "tests/gui/gallery/scenes.h"
#include "tests/support/accessible_tree.h"
#include "tests/support/fake_clock.h"

#include <QDateTime>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTest>

using namespace kontor;

namespace {

QStringList g_complaints; // a message handler is a plain function

void collect(QtMsgType type, const QMessageLogContext&, const QString& message) {
    // The offscreen platform has no window manager to tell sizes to.
    if (type == QtDebugMsg || type == QtInfoMsg ||
        message.startsWith(QLatin1String("This plugin does not support propagateSizeHints")))
        return;
    g_complaints << message;
}

/// Complaints while it lives.
struct Listening {
    Listening() {
        g_complaints.clear();
        before = qInstallMessageHandler(collect);
    }
    ~Listening() { qInstallMessageHandler(before); }
    Q_DISABLE_COPY_MOVE(Listening)
    QtMessageHandler before = nullptr;
};

struct Looks {
    Appearance::Language language = Appearance::Language::German;
    Appearance::Scheme scheme = Appearance::Scheme::Light;
    QSize size{1280, 800};
    int percent = 100;
};

void process() {
    for (int turn = 0; turn < 20; ++turn)
        QCoreApplication::processEvents();
}

/// The window in one state; destroyed in the order in which a program ends.
struct Screen {
    test::FakeClock clock;
    Scene scene;
    Application app;
    std::unique_ptr<MainWindow> window;

    Screen(const QString& name, const Looks& looks)
        : scene(name, clock)
        , app(scene.client(), clock, clock, {}, scene.hardware()) {
        clock.setWall(
            Milliseconds(QDateTime(QDate(2026, 11, 25), QTime(14, 32)).toMSecsSinceEpoch()));
        app.appearance()->setLanguage(looks.language);
        app.appearance()->setScheme(looks.scheme);
        while (app.appearance()->textPercent() < looks.percent)
            app.appearance()->grow();
        while (app.appearance()->textPercent() > looks.percent)
            app.appearance()->shrink();
        app.start({});
        window = std::make_unique<MainWindow>(app);
        window->window()->resize(looks.size);
        process();
        while (scene.step(app, *window))
            process();
        process();
    }
    [[nodiscard]] QImage picture() const { return window->window()->grabWindow(); }
};

/// Where the letters of a Text item are, in the window.
QRectF drawnPlace(const QQuickItem& text) {
    const auto wide = text.property("contentWidth").toReal();
    const auto right = text.property("effectiveHorizontalAlignment").toInt() == Qt::AlignRight;
    const auto centre = text.property("effectiveHorizontalAlignment").toInt() == Qt::AlignHCenter;
    const auto left = right ? text.width() - wide : centre ? (text.width() - wide) / 2 : 0;
    return text.mapRectToScene(QRectF(left, 0, wide, text.height()));
}

/// It scrolls sideways: what is beside it is not lost.
bool scrollsSideways(const QQuickItem& item) {
    return item.clip() && item.property("contentX").isValid() &&
           item.property("contentWidth").toReal() > item.width();
}

/// Texts wider than their place that are not cut with dots, and those that leave the window.
QStringList overflowing(const QQuickItem& root, const QSizeF& window) {
    QStringList found;
    for (const auto* item : root.childItems()) {
        if (!item->isVisible() || item->opacity() == 0)
            continue;
        if (item->inherits("QQuickText") && item->property("contentWidth").toReal() > 0) {
            const auto place = drawnPlace(*item);
            const bool spills = place.width() > item->width() + 1;
            if (spills || place.left() < -1 || place.right() > window.width() + 1)
                found << item->property("text").toString();
        }
        constexpr qreal kAnywhere = 1e6;
        found += overflowing(*item, scrollsSideways(*item) ? QSizeF(kAnywhere, kAnywhere) : window);
    }
    return found;
}

void addLooks(const QString& scene) {
    const auto row = [&scene](const char* name, const Looks& looks) {
        QTest::addRow("%s %s", qPrintable(scene), name)
            << scene << static_cast<int>(looks.language) << static_cast<int>(looks.scheme)
            << looks.size << looks.percent;
    };
    using Language = Appearance::Language;
    using Scheme = Appearance::Scheme;
    row("german light", {.language = Language::German, .scheme = Scheme::Light});
    row("english dark", {.language = Language::English, .scheme = Scheme::Dark});
    row("german dark narrow",
        {.language = Language::German, .scheme = Scheme::Dark, .size = {480, 800}});
    row("english light narrow",
        {.language = Language::English, .scheme = Scheme::Light, .size = {480, 800}});
    row("small letters", {.size = {960, 700}, .percent = 80});
    row("large letters", {.percent = 200});
    row("large letters narrow", {.size = {480, 800}, .percent = 200});
}

} // namespace

class TestScreens : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QGuiApplication::setApplicationVersion(QStringLiteral("0.1.0"));
        setFonts();
        QAccessible::setActive(true); // as when a screen reader runs
    }

    void everyScreen_data() {
        QTest::addColumn<QString>("scene");
        QTest::addColumn<int>("language");
        QTest::addColumn<int>("scheme");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("percent");
        for (const auto& scene : Scene::names())
            addLooks(scene);
    }

    void everyScreen() {
        QFETCH(QString, scene);
        QFETCH(int, language);
        QFETCH(int, scheme);
        QFETCH(QSize, size);
        QFETCH(int, percent);
        const Listening listening;
        {
            const Screen screen(scene, {.language = static_cast<Appearance::Language>(language),
                                        .scheme = static_cast<Appearance::Scheme>(scheme),
                                        .size = size,
                                        .percent = percent});
            const auto picture = screen.picture();
            QCOMPARE(picture.size(), size);
            auto* tree = test::accessible(screen.window->window());
            QVERIFY(tree);
            QVERIFY(tree->childCount() > 0);
            // A row that is being taken out of the view stands there without words for a moment.
            QTRY_COMPARE(test::namelessOnes(*tree).join(QLatin1Char('\n')), QString());
            QCOMPARE(test::controlsWithoutPress(*tree).join(QLatin1Char('\n')), QString());
            QCOMPARE(
                overflowing(*screen.window->window()->contentItem(), size).join(QLatin1Char('\n')),
                QString());
        }
        QCOMPARE(g_complaints.join(QLatin1Char('\n')), QString());
    }
};

QTEST_MAIN(TestScreens)
#include "tst_screens.moc"
