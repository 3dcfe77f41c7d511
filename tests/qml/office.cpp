#include "tests/qml/office.h"

#include "tests/support/accessible_tree.h"
#include "tests/support/sample_picture.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QMetaEnum>
#include <QQmlEngine>
#include <QQuickWindow>

#include <algorithm>

namespace kontor {

using namespace std::chrono_literals;

Office::Office() {
    const auto factory = [this](Mailbox& owner, std::function<void(const Event&)> onEvent) {
        auto client = std::make_unique<FakeClient>(owner, std::move(onEvent), m_clock);
        m_client = client.get();
        m_bob = client->addPerson(QStringLiteral("bob"), QStringLiteral("Bob Lindner"));
        m_cora = client->addPerson(QStringLiteral("cora"), QStringLiteral("Cora Mikkelsen"));
        return client;
    };
    auto files = std::make_unique<test::FakeFileChooser>();
    m_files = files.get();
    DesktopSigns desktop;
    desktop.files = std::move(files);
    m_app = std::make_unique<Application>(factory, m_clock, m_clock, QString(), CallHardware(),
                                          std::move(desktop));
    m_app->appearance()->setLanguage(Appearance::Language::English);
    m_app->start({});
    settle();
}

void Office::settle() {
    for (int turn = 0; turn < 20; ++turn)
        QCoreApplication::processEvents();
}

void Office::showAvatars() {
    qmlEngine(this)->setProperty(AvatarBook::kProperty, QVariant::fromValue(m_app->avatars()));
}

void Office::openGroup(int count) {
    openUnread(count, 0);
}

void Office::openUnread(int count, int unread) {
    m_open = m_client->addGroup(QStringLiteral("Vertrieb Nord"), {m_bob, m_cora});
    for (int i = 1; i <= count; ++i)
        m_client->say(m_open, i % 3 == 0 ? m_cora : m_bob, QString::number(i),
                      m_clock.sinceEpoch() - std::chrono::minutes(count - i));
    m_client->setUnread(m_open, unread);
    m_app->conversations()->load();
    settle();
    m_app->openRow(0);
    settle();
}

void Office::openGroupOfOthers() {
    m_clock.advance(1s);
    m_open = m_client->addGroup(QStringLiteral("Geschäftsführung"), {m_bob, m_cora});
    m_client->setOwnRole(m_open, MemberInfo::Role::Member);
    m_client->setAdmin(m_open, m_bob);
    m_app->conversations()->load();
    settle();
    m_app->openRow(0);
    settle();
}

void Office::settings(const QString& name, const QString& description) {
    SettingsForm form;
    form.name = name;
    form.description = description;
    m_client->applySettings(m_open, m_bob, form);
    settle();
}

int Office::lifetimeAsked() const {
    const auto& forms = m_client->settingsForms();
    if (forms.empty() || !forms.back().lifetime)
        return -1;
    return static_cast<int>(*forms.back().lifetime / std::chrono::seconds(1));
}

void Office::allowLife(int seconds) {
    m_client->tell(PoliciesChanged{Policies{std::chrono::seconds(seconds)}});
    settle();
}

void Office::giveLives(int seconds) {
    for (std::int64_t row = 1; row <= m_client->newest().value; ++row)
        m_client->setLife(MessageRow(row), std::chrono::seconds(seconds));
}

QList<int> Office::told() const {
    std::set<int> rows;
    for (const MessageRow row : m_client->allSeen())
        rows.insert(static_cast<int>(row.value));
    return {rows.begin(), rows.end()};
}

void Office::openTalk(const QStringList& said) {
    m_open = m_client->addDirect(m_bob);
    for (const auto& text : said)
        m_client->say(m_open, m_bob, text, m_clock.sinceEpoch());
    m_app->conversations()->load();
    settle();
    m_app->openRow(0);
    settle();
}

PollForm Office::datesFrom(int count) const {
    PollForm form;
    form.title = QStringLiteral("Wann?");
    form.choices = PollView::Choices::Several;
    form.third = PollView::Third::Offered;
    const auto today = Moments::dayOf(m_clock.sinceEpoch());
    for (int day = 1; day <= count; ++day) {
        PollSlot slot;
        slot.start = Moments::at(today.addDays(day), QTime(10, 0));
        slot.end = Moments::at(today.addDays(day), QTime(11, 0));
        form.dates.push_back(slot);
    }
    return form;
}

void Office::askDates(int count) {
    m_client->setDelivering(true);
    m_client->askPoll(m_open, datesFrom(count),
                      [this](const Result<MessageRow>& asked) { m_poll = asked.value(); });
    settle();
}

void Office::askManyPeople(int dates, int people) {
    askDates(dates);
    for (int i = 1; i <= people; ++i) {
        const auto who =
            m_client->addPerson(QStringLiteral("p%1").arg(i), QStringLiteral("Person %1").arg(i));
        m_client->castAnswers(m_poll, who, PollView::Vote{{1}, {2}, {}});
    }
    settle();
}

void Office::answerPoll(const QList<int>& yes, const QList<int>& ifNeedBe, const QString& comment) {
    PollView::Vote vote;
    for (const int option : yes)
        vote.yes.push_back(static_cast<PollView::OptionNumber>(option));
    for (const int option : ifNeedBe)
        vote.ifNeedBe.push_back(static_cast<PollView::OptionNumber>(option));
    vote.comment = comment;
    m_client->castAnswers(m_poll, m_bob, vote);
    settle();
}

void Office::openNotes() {
    m_open = m_client->addNotes();
    m_app->conversations()->load();
    settle();
    m_app->openRow(0);
    settle();
}

namespace {

QImage picture(int width, int height) {
    QImage picture(width, height, QImage::Format_RGB32);
    picture.fill(QColor(200, 40, 40));
    return picture;
}

} // namespace

QString Office::makeFile(const QString& name, int width, int height) {
    auto path = m_folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    if (width > 0 && height > 0)
        picture(width, height).save(&file, "PNG");
    else
        file.write("words");
    return path;
}

void Office::copyPicture(int width, int height) {
    QGuiApplication::clipboard()->setImage(picture(width, height));
}

void Office::openAround(int message) {
    m_app->timeline()->openAround(m_open, ConversationKind::Group, MessageRow(message));
    settle();
}

void Office::receive(const QString& text) {
    m_clock.advance(1s);
    m_client->receive(m_open, m_bob, text);
}

void Office::sayOwn(const QString& text) {
    m_clock.advance(1s);
    m_client->receive(m_open, m_client->self(), text);
}

void Office::receiveReply(const QString& text, int to) {
    m_clock.advance(1s);
    m_client->receiveReply(m_open, m_bob, text, MessageRow(to));
}

void Office::putReaction(int message, const QString& emoji) {
    m_client->putReaction(MessageRow(message), m_bob, emoji);
}

void Office::changeText(int message, const QString& text) {
    m_clock.advance(1s);
    m_client->changeText(MessageRow(message), text);
}

void Office::deleteEverywhere(int message) {
    m_client->deleteEverywhere(MessageRow(message));
}

void Office::pin(int message) {
    m_client->setPin(MessageRow(message), m_bob);
}

void Office::tellReaders() {
    const auto now = m_clock.sinceEpoch();
    MessageInfo info;
    info.sentAt = now;
    info.people = {{m_bob, now, now}, {m_cora, now, std::nullopt}};
    m_client->setInfo(m_client->newest(), info);
}

void Office::leave() {
    m_client->leave(m_open, [](const Result<void>&) {});
    settle();
}

QString Office::textOf(int message) const {
    return m_client->textOf(MessageRow(message));
}

void Office::receivePicture(const QString& caption, int width, int height) {
    m_clock.advance(1s);
    m_client->receivePicture(m_open, m_bob, samplePicture({width, height}, caption),
                             {width, height});
}

void Office::pictureIs(const QString& state) {
    using State = PictureView::State;
    m_client->setPicture(m_client->newest(), state == QLatin1String("here")   ? State::Here
                                             : state == QLatin1String("gone") ? State::Gone
                                                                              : State::Damaged);
}

void Office::erase(int message) {
    m_client->remove(MessageRow(message));
}

void Office::refuseEverything() {
    m_client->failWith(Error(ErrorCode::NotAllowed));
}

QString Office::lastSent() const {
    return m_client->textOf(MessageRow(m_client->newest().value));
}

int Office::length() const {
    return static_cast<int>(m_client->length(m_open));
}

int Office::seen() const {
    return static_cast<int>(m_client->seen(m_open).value);
}

void Office::copy(const QString& text) {
    QGuiApplication::clipboard()->setText(text);
}

QString Office::copied() const {
    return QGuiApplication::clipboard()->text();
}

QString Office::nameOf(QQuickItem* item) const {
    auto* one = test::accessible(item);
    return one ? one->text(QAccessible::Name) : QString();
}

QString Office::roleOf(QQuickItem* item) const {
    auto* one = test::accessible(item);
    return one ? QString::fromLatin1(QMetaEnum::fromType<QAccessible::Role>().valueToKey(
                     static_cast<int>(one->role())))
               : QString();
}

QString Office::descriptionOf(QQuickItem* item) const {
    auto* one = test::accessible(item);
    return one ? one->text(QAccessible::Description) : QString();
}

bool Office::checked(QQuickItem* item) const {
    auto* one = test::accessible(item);
    return one && one->state().checked;
}

bool Office::press(QQuickItem* item) const {
    auto* one = test::accessible(item);
    auto* actions = one ? one->actionInterface() : nullptr;
    if (!actions || !actions->actionNames().contains(QAccessibleActionInterface::pressAction()))
        return false;
    actions->doAction(QAccessibleActionInterface::pressAction());
    return true;
}

bool Office::isShortened(QQuickItem* item) const {
    if (item->property("truncated").toBool())
        return true;
    const auto children = item->childItems();
    return std::ranges::any_of(children, [this](QQuickItem* child) { return isShortened(child); });
}

int Office::colourfulPoints(QQuickItem* item) const {
    const auto whole = item->window()->grabWindow();
    const auto place = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
    const auto picture = whole.copy(place.toAlignedRect());
    int colourful = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) {
            const auto point = picture.pixelColor(x, y);
            // The interface is grey and blue-green.
            const auto most = std::max({point.red(), point.green(), point.blue()});
            const auto least = std::min({point.red(), point.green(), point.blue()});
            const bool accent = point.hsvHue() > 168 && point.hsvHue() < 192;
            if (most - least > 40 && !accent)
                ++colourful;
        }
    return colourful;
}

} // namespace kontor
