#include "tests/gui/gallery/scenes.h"

#include "tests/support/sample_picture.h"

#include <QDateTime>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QQuickItem>
#include <QQuickWindow>

namespace kontor {

namespace {

const QString kInvite =
    QStringLiteral("kontor://chat.hansen.example:8443/invite/7Q2MBX#q83vq83vq83v");

/// The rows of a list are children to the eye alone.
QQuickItem* below(QQuickItem& item, const QString& name) {
    if (item.objectName() == name)
        return &item;
    for (auto* const child : item.childItems())
        if (auto* const found = below(*child, name))
            return found;
    return nullptr;
}

QQuickItem* named(MainWindow& window, const char* name) {
    return below(*window.window()->contentItem(), QString::fromLatin1(name));
}

/// Something is held over it, and not dropped yet.
void hover(QWindow& window) {
    QMimeData data;
    data.setImageData(sampleImage({1920, 1080}));
    QDragEnterEvent event(QPoint(window.width() - 40, window.height() / 2), Qt::CopyAction, &data,
                          Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &event);
}

} // namespace

void press(MainWindow& window, const char* name) {
    if (auto* item = named(window, name))
        QMetaObject::invokeMethod(item, "activate"); // tidy: allow no thread is crossed
}

HalfPastTwo::HalfPastTwo()
    : m_shift(Milliseconds(QDateTime(QDate(2026, 11, 25), QTime(14, 32)).toMSecsSinceEpoch()) -
              m_system.sinceEpoch()) {}

Milliseconds HalfPastTwo::sinceEpoch() const {
    return m_system.sinceEpoch() + m_shift;
}

Milliseconds HalfPastTwo::steady() const {
    return m_system.steady();
}

QStringList Scene::names() {
    return QStringLiteral(
               "welcome invite taken list empty conversation direct quiet long settings "
               "new group nobody search nothing offline ended failure left add leave "
               "edit formatted actions pinned forwarding info days "
               "lists nothing_listed answering changing menu history unread shelves "
               "rowmenu archive typing picture viewer preview dropping "
               "unreadable failed ringing calling call beside warning missed number changed "
               "poll-dates poll-hidden poll-closed poll-matrix poll-matrix-50 poll-editor-texts "
               "poll-editor-dates poll-slot poll-slot-night poll-deadline poll-list "
               "closed profile status avatars contact grouppicture damaged")
        .split(QLatin1Char(' '));
}

Scene::Scene(QString name, const Clock& clock)
    : m_name(std::move(name))
    , m_clock(clock) {}

ClientFactory Scene::client() {
    return [this](Mailbox& owner, std::function<void(const Event&)> onEvent) {
        auto client = std::make_unique<FakeClient>(owner, std::move(onEvent), m_clock);
        m_client = client.get();
        prepare(*client);
        return client;
    };
}

CallHardware Scene::hardware() {
    return {
        .voices = [this](media::Setup setup,
                         media::Sink sink) { return m_voices(std::move(setup), std::move(sink)); },
        .startRinging = [] {},
        .stopRinging = [] {}};
}

bool Scene::showsCall() const {
    static const QStringList kCalls{QStringLiteral("ringing"), QStringLiteral("calling"),
                                    QStringLiteral("call"),    QStringLiteral("beside"),
                                    QStringLiteral("warning"), QStringLiteral("missed")};
    return kCalls.contains(m_name);
}

bool Scene::showsDoings() const {
    static const QStringList kDoings{
        QStringLiteral("actions"),        QStringLiteral("answering"), QStringLiteral("changing"),
        QStringLiteral("menu"),           QStringLiteral("history"),   QStringLiteral("pinned"),
        QStringLiteral("forwarding"),     QStringLiteral("info"),      QStringLiteral("lists"),
        QStringLiteral("nothing_listed"), QStringLiteral("days")};
    return kDoings.contains(m_name);
}

/// Somebody calls, talks, is warned; or has called in vain.
bool Scene::callStep(Application& app) {
    const auto is = [this](const char* name) { return m_name == QLatin1String(name); };
    if (m_steps == 1) {
        app.openRow(2);
        return true;
    }
    CallSignalled signal;
    signal.conversation = *app.conversation()->id();
    signal.sender = *app.conversation()->summary().peer;
    if (m_steps == 2) {
        if (is("missed"))
            m_client->call(signal.conversation, signal.sender,
                           {CallResult::Unanswered, {}, CallView::Missed::Yes},
                           m_clock.sinceEpoch());
        signal.signal.what = CallOffer{{"o", {}}, calls::kRing};
        signal.signal.call.bytes[0] = 1;
        signal.left = calls::kRing;
        if (is("ringing"))
            m_client->tell(signal);
        if (is("missed") || is("ringing"))
            return false;
        app.startCall();
        return true;
    }
    if (m_steps == 3) {
        m_voices.one().describe("a");
        return !is("calling");
    }
    signal.signal.call = m_client->callSignals().back().signal.call;
    signal.signal.what = CallAnswer{{"b", {}}};
    signal.words = {"Anorak", "Bison", "Delta", "Kiosk"};
    m_client->tell(signal);
    m_voices.one().tell(media::event::Connected());
    if (is("beside"))
        emit app.conversationOpened();
    if (is("warning"))
        m_voices.one().tell(media::event::WrongCertificate());
    return false;
}

void Scene::prepare(FakeClient& client) {
    client.setDelivering(true);
    const auto is = [this](const char* name) { return m_name == QLatin1String(name); };
    if (is("welcome") || is("invite") || is("taken"))
        client.setRegistered(false);
    if (is("failed"))
        client.setOpenError(Error(ErrorCode::StoreTooNew));
    else if (is("damaged"))
        client.setOpenError(Error(ErrorCode::StoreDamaged));
    else if (!is("empty") && !is("nobody"))
        m_company = fillSampleCompany(client, m_clock);
    if (is("long"))
        client.fill(m_company.sales, 100'000);
    if (is("picture") || is("viewer"))
        addPictures(client);
    if (showsDoings())
        addDoings(client);
    if (showsShelves())
        addShelves(client);
    if (showsPolls())
        addPolls(client);
    if (showsProfiles() && !is("damaged"))
        addProfiles(client);
    if (is("unreadable"))
        client.failReadingWith(Error(ErrorCode::Storage));
}

void Scene::addPictures(FakeClient& client) {
    const auto own = samplePicture({1200, 560}, QStringLiteral("So sieht es heute aus 👷"));
    const auto sent = client.receivePicture(m_company.sales, client.self(), own, {1200, 560});
    const auto come = client.receivePicture(m_company.sales, m_company.eda,
                                            samplePicture({640, 360}), {640, 360});
    for (const auto row : {sent, come})
        client.setPicture(row, PictureView::State::Here);
}

/// Answers, a change, reactions, and what is left of a message that was deleted.
void Scene::addDoings(FakeClient& client) {
    const auto team = m_company.sales;
    const auto text = [](const char* words) { return QString::fromUtf8(words); };
    const auto wrong = client.receive(team, m_company.eda, text("Der Termin ist am Mittwoch."));
    const auto asked =
        client.receive(team, m_company.cora,
                       text("Können wir die Preisliste bis Freitag schicken, oder fehlt "
                            "die Rabattstaffel noch?"));
    client.receiveReply(team, m_company.bob, text("Am Donnerstag."), wrong);
    m_own = client.receiveReply(team, client.self(), text("Ja, Freitag passt."), asked);
    client.changeText(m_own, text("Ja, Freitag passt. Der Entwurf kommt heute Abend."));
    client.putReaction(asked, client.self(), text("👍"));
    client.putReaction(asked, m_company.bob, text("👍"));
    client.putReaction(m_own, m_company.cora, text("❤️"));
    client.putReaction(m_own, m_company.petra, text("❤️"));
    client.putReaction(m_own, m_company.bob, text("😂"));
    client.deleteEverywhere(wrong);
    addPins(client, asked);
}

/// Two messages on top, links, and who has read the newest of one's own.
void Scene::addPins(FakeClient& client, MessageRow asked) {
    if (m_name != QLatin1String("pinned") && m_name != QLatin1String("lists") &&
        m_name != QLatin1String("info"))
        return;
    for (const char* const page : {"preise", "rabatte", "kalender/november"})
        client.receive(m_company.sales, m_company.bob,
                       QStringLiteral("https://intern.hansen.example/") + QLatin1String(page));
    client.setPin(m_own, m_company.bob);
    client.setPin(asked, m_company.cora);
    MessageInfo info;
    info.sentAt = m_clock.sinceEpoch() - std::chrono::minutes(5);
    const auto ago = [this](int minutes) {
        return m_clock.sinceEpoch() - std::chrono::minutes(minutes);
    };
    info.people = {{m_company.bob, ago(4), ago(2)},
                   {m_company.cora, ago(4), ago(3)},
                   {m_company.eda, ago(4), std::nullopt},
                   {m_company.petra, std::nullopt, std::nullopt}};
    client.setInfo(m_own, info);
}

bool Scene::showsProfiles() const {
    static const QStringList kProfiles{QStringLiteral("profile"),      QStringLiteral("status"),
                                       QStringLiteral("avatars"),      QStringLiteral("contact"),
                                       QStringLiteral("grouppicture"), QStringLiteral("damaged")};
    return kProfiles.contains(m_name);
}

/// What people say of themselves, one of each kind; some have a picture.
void Scene::addProfiles(FakeClient& client) {
    const auto says = [](Status::Availability availability, const char* line) {
        Status status;
        status.availability = availability;
        status.line = QString::fromUtf8(line);
        return status;
    };
    auto meeting = says(Status::Availability::Busy, "Im Termin 📊");
    meeting.until = m_clock.sinceEpoch() + std::chrono::minutes(28);
    client.changeStatus(m_company.bob.id, meeting);
    client.changeStatus(m_company.cora.id, says(Status::Availability::Away, "Im Urlaub"));
    client.changeStatus(m_company.petra.id, says(Status::Availability::Available, ""));
    client.changeAvatar(m_company.bob.id, samplePicture({256, 256}).bytes);
    client.changeAvatar(m_company.sales, samplePicture({200, 256}).bytes);
    client.changeAvatar(m_company.petra.id, "damaged");
    if (m_name == QLatin1String("profile"))
        client.changeAvatar(client.self().id, samplePicture({256, 200}).bytes);
    client.setStatus(says(Status::Availability::Available, "Im Büro"), [](const Result<void>&) {});
}

bool Scene::profileStep(Application& app, MainWindow& window) {
    const auto is = [this](const char* name) { return m_name == QLatin1String(name); };
    if (is("damaged"))
        return false;
    if (m_steps == 1) {
        app.openRow(is("grouppicture") ? 0 : 2);
        return true;
    }
    constexpr int kOnePane = 720;
    if (m_steps == 2 && window.window()->width() < kOnePane &&
        (is("avatars") || is("status") || is("profile"))) {
        app.closeConversation();
        return !is("avatars");
    }
    if (is("avatars"))
        return false;
    constexpr int kThreePanes = 1100;
    if (m_steps == 2 && window.window()->width() < kThreePanes) {
        press(window, "panel");
        return true;
    }
    press(window, is("profile")   ? "settings"
                  : is("status")  ? "ownStatus"
                  : is("contact") ? "safety"
                                  : "editGroup");
    return false;
}

/// What a menu offers is done through its view model, as the menu does.
bool Scene::doingStep(Application& app, MainWindow& window) {
    const auto is = [this](const char* name) { return m_name == QLatin1String(name); };
    auto& actions = *app.messageActions();
    const auto id = static_cast<double>(m_own.value);
    if (m_steps == 1) {
        app.openRow(0);
        return true;
    }
    if (is("pinned") || is("forwarding") || is("info") || is("lists") || is("nothing_listed") ||
        is("days"))
        return pinStep(app, window);
    if (is("answering")) {
        actions.answer(id);
        app.composer()->setText(QStringLiteral("Danke"));
    } else if (is("changing")) {
        actions.editLast();
    } else if (m_steps == 2) {
        if (auto* list = named(window, "timeline"))
            list->forceActiveFocus(Qt::TabFocusReason);
        return !is("actions");
    } else if (m_steps == 3) {
        press(window, "more");
        return is("history");
    } else {
        press(window, "menuEarlier");
    }
    return false;
}

bool Scene::showsShelves() const {
    static const QStringList kShelves{QStringLiteral("unread"), QStringLiteral("shelves"),
                                      QStringLiteral("rowmenu"), QStringLiteral("archive"),
                                      QStringLiteral("typing")};
    return kShelves.contains(m_name);
}

/// A favourite, a draft, a mark, two in the archive; and more unread than fit.
void Scene::addShelves(FakeClient& client) {
    const auto done = [](const Result<void>&) {};
    if (m_name == QLatin1String("unread")) {
        client.fill(m_company.site, 300);
        client.setUnread(m_company.site, 121);
    }
    client.shelve(m_company.bobDirect, Shelf::Favourites, done);
    client.markUnread(m_company.petraDirect, done);
    client.shelve(m_company.lunch, Shelf::Archive, done);
    client.shelve(m_company.notes, Shelf::Archive, done);
    client.remember(QStringLiteral("draft.%1").arg(m_company.coraDirect.value),
                    QStringLiteral("Ich komme gleich hoch, hast du"));
}

bool Scene::shelfStep(Application& app, MainWindow& window) {
    const auto is = [this](const char* name) { return m_name == QLatin1String(name); };
    if (m_steps == 1) {
        if (is("unread"))
            emit app.search()->conversationChosen(m_company.site);
        else if (is("typing"))
            app.openRow(1);
        else
            app.closeConversation();
        return true;
    }
    TypingChanged typing;
    typing.conversation = m_company.sales;
    typing.people = {m_company.bob, m_company.cora};
    m_client->tell(typing);
    if (is("archive"))
        press(window, "archived");
    if (is("rowmenu"))
        if (auto* row = named(window, "conversation"))
            QMetaObject::invokeMethod(row, "openMenu"); // tidy: allow no thread is crossed
    return false;
}

/// Said by both sides, and typed.
void Scene::sayFormatted(Application& app) {
    m_client->receive(
        m_company.sales, m_company.bob,
        Draft::typed(QStringLiteral("*Morgen früh:*\n- Angebot an _Köhler_ (~Montag~ Dienstag)\n"
                                    "- `make demo` auf dem Laptop\n1. Anna begrüßt\n2. ich zeige\n"
                                    "> Bitte ohne Folien!\nPasst das, @anna und @cora?")));
    m_client->sendText(
        m_company.sales,
        Draft::typed(QStringLiteral("Ja, *gern*. So starten wir:\n```\n"
                                    "./run --demo\ngit pull\n```\n@bob übernimmst du?")),
        [](const Result<MessageRow>&) {});
    app.composer()->setText(QStringLiteral("Bis *morgen*, @cora! `make` _läuft_"));
}

bool Scene::pinStep(Application& app, MainWindow& window) {
    const auto is = [this](const char* name) { return m_name == QLatin1String(name); };
    auto& actions = *app.messageActions();
    if (is("pinned"))
        return false;
    if (is("lists") || is("nothing_listed") || is("days")) {
        constexpr int kThreePanes = 1100; // the panel lies over the timeline
        if (m_steps == 2 && window.window()->width() < kThreePanes)
            press(window, "panel");
        else
            press(window, is("days") ? "goToDay" : is("lists") ? "listLinks" : "listFiles");
        return m_steps == 2;
    }
    if (m_steps == 2) {
        if (auto* list = named(window, "timeline"))
            list->forceActiveFocus(Qt::TabFocusReason);
    } else if (m_steps == 3) {
        press(window, "more");
        actions.aim(static_cast<double>(m_own.value));
    } else if (m_steps == 4) {
        press(window, is("info") ? "menuInfo" : "menuForward");
    } else {
        app.forwarding()->toggle(1);
        app.forwarding()->toggle(2);
    }
    return m_steps < (is("info") ? 4 : 5);
}

bool Scene::step(Application& app, MainWindow& window) {
    ++m_steps;
    if (showsShelves())
        return shelfStep(app, window);
    if (showsPolls())
        return pollStep(app, window);
    if (showsDoings())
        return doingStep(app, window);
    if (showsCall())
        return callStep(app);
    if (showsProfiles())
        return profileStep(app, window);
    return m_steps == 1 ? first(app, window) : second(window);
}

void Scene::doubt() {
    if (m_name == QLatin1String("changed"))
        m_client->changeKey(m_company.bob.id);
    if (m_name == QLatin1String("strangers"))
        m_client->comeBackAmong(m_company.sales, m_company.bob.id);
    if (m_name == QLatin1String("closed"))
        m_client->closeAccount(m_company.bob.id);
}

bool Scene::first(Application& app, MainWindow& window) {
    const auto is = [this](const char* name) { return m_name == QLatin1String(name); };
    if (is("welcome") || is("failed") || is("unreadable"))
        return false;
    if (is("invite") || is("taken")) {
        app.registration()->setLink(kInvite);
        if (is("taken"))
            app.registration()->setName(QStringLiteral("Bob Zwei"));
        app.registration()->checkLink();
        return is("taken");
    }
    if (is("list"))
        app.closeConversation();
    else if (!is("empty") && !is("nobody"))
        app.openRow(is("direct") || is("number") || is("changed") || is("closed") ? 2
                    : is("quiet")                                                 ? 5
                                                                                  : 0);
    constexpr int kOnePane = 720; // the list is behind the conversation
    const bool inTheList =
        is("new") || is("group") || is("nobody") || is("search") || is("nothing");
    if (inTheList && window.window()->width() < kOnePane)
        app.closeConversation();
    if (is("settings"))
        press(window, "settings");
    if (is("new") || is("group") || is("nobody"))
        press(window, "newConversation");
    if (is("search") || is("nothing")) {
        const auto words = is("search") ? QStringLiteral("preis") : QStringLiteral("Quittung");
        press(window, "search");
        app.search()->setWords(words);
        named(window, "search")->setProperty("text", words);
    }
    if (is("offline"))
        m_client->setConnection(ConnectionState::Offline, Error(ErrorCode::NotReachable),
                                std::chrono::seconds(8));
    if (is("ended"))
        m_client->setConnection(ConnectionState::Ended, Error(ErrorCode::DeviceRevoked));
    if (is("failure")) {
        m_client->setDelivering(false);
        m_client->sendText(m_company.sales, QStringLiteral("Ich bringe Kuchen mit 🍰"),
                           [this](const Result<MessageRow>& row) {
                               m_client->setDelivery(row.value(), DeliveryState::Failed);
                           });
    }
    if (is("preview")) {
        PictureOffer offer;
        offer.pixels = sampleImage({1920, 1080});
        app.composer()->pictures()->take({offer, offer});
        app.composer()->setText(QStringLiteral("Der neue Entwurf"));
    }
    if (is("formatted"))
        sayFormatted(app);
    doubt();
    if (is("dropping"))
        hover(*window.window());
    if (is("left"))
        m_client->leave(m_company.sales, [](const Result<void>&) {});
    return is("group") || is("add") || is("leave") || is("edit") || is("viewer") || is("number");
}

bool Scene::second(MainWindow& window) {
    if (m_name == QLatin1String("group"))
        press(window, "newGroup");
    else if (m_name == QLatin1String("add"))
        press(window, "addPeople");
    else if (m_name == QLatin1String("leave"))
        press(window, "leave");
    else if (m_name == QLatin1String("edit"))
        press(window, "editGroup");
    else if (m_name == QLatin1String("number"))
        press(window, "safety");
    else if (m_name == QLatin1String("viewer"))
        press(window, "pictureBubble");
    else if (m_name == QLatin1String("taken"))
        press(window, "register");
    return false;
}

} // namespace kontor
