#include "app/pictures/picture_library.h"
#include "app/view_models/picture_viewer_model.h"
#include "app/view_models/timeline_model.h"
#include "tests/app/desk.h"

#include <QFile>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using Role = TimelineModel::Role;

namespace {

/// The person always chooses the same place; or none.
struct OnePlace final : FileChooser {
    void pictures(std::function<void(const QStringList&)> /*chosen*/) override {}
    void place(const QString& name, std::function<void(const QString&)> chosen) override {
        asked = name;
        later = std::move(chosen);
        if (!path.isEmpty())
            later(path);
    }
    QString asked;
    QString path;
    std::function<void(const QString&)> later;
};

struct PictureDesk : Desk {
    ConversationId chat = client.addDirect(bob);
    PictureLibrary pictures{workHere(), clock, clock};
    TimelineModel timeline{client, pictures, moments(), clock, clock};
    OnePlace place;
    PictureViewerModel viewer{place, workHere()};

    PictureDesk() {
        onEvent = [this](const Event& event) {
            if (const auto* change = std::get_if<TimelineChanged>(&event))
                timeline.apply(*change);
        };
        timeline.open(chat, ConversationKind::Direct);
        settle();
    }
    MessageRow receive(const QString& caption = {}, const QString& name = {}) {
        const auto row = client.receivePicture(chat, bob,
                                               {.bytes = "the bytes",
                                                .caption = caption,
                                                .fileName = name,
                                                .mediaType = QStringLiteral("image/gif"),
                                                .mosaic = {}},
                                               {640, 480});
        settle();
        return row;
    }
    void become(MessageRow row, PictureView::State state) {
        client.setPicture(row, state);
        settle();
    }
    [[nodiscard]] PictureCard* card() const {
        return roleOf(timeline, 0, Role::Picture).value<PictureCard*>();
    }
    [[nodiscard]] Result<QByteArray> read(PictureCard& card) {
        std::optional<Result<QByteArray>> answer;
        card.read([&answer](Result<QByteArray> bytes) { answer = std::move(bytes); });
        settle();
        return answer.value_or(Error(ErrorCode::Internal));
    }
};

} // namespace

/// A picture in the timeline, and in the whole window.
class TestPictureCard : public QObject {
    Q_OBJECT
private slots:
    void aRowKnowsItsPictureBeforeItIsHere() {
        PictureDesk desk;
        const auto row = desk.receive(QStringLiteral("see https://example.org <b>"));
        QCOMPARE(roleOf(desk.timeline, 0, Role::Kind).toString(), QStringLiteral("picture"));
        auto* const card = desk.card();
        QVERIFY(card != nullptr);
        QCOMPARE(card->size(), QSize(640, 480));
        QCOMPARE(card->badge(), QStringLiteral("GIF"));
        QCOMPARE(card->sender(), QStringLiteral("Bob Lindner"));
        QVERIFY(card->underWay() && !card->here() && card->trouble().isEmpty());
        QVERIFY(card->styled());
        QVERIFY(card->markup().contains(QStringLiteral("&lt;b&gt;")));
        QCOMPARE(desk.read(*card).error().code, ErrorCode::FileMissing);

        // The same card for life: what shows it keeps its place.
        const QSignalSpy changed(card, &PictureSource::changed);
        desk.become(row, PictureView::State::Here);
        QCOMPARE(desk.card(), card);
        QCOMPARE(changed.count(), 1);
        QVERIFY(card->here() && !card->underWay());
        QCOMPARE(desk.read(*card).value(), QByteArray("the bytes"));
    }

    void whatCannotBeSeenSaysWhy() {
        PictureDesk desk;
        const auto row = desk.receive();
        desk.become(row, PictureView::State::Gone);
        QCOMPARE(desk.card()->trouble(),
                 QStringLiteral("The server does not have this file any more."));
        QVERIFY(!desk.card()->here());
        desk.become(row, PictureView::State::Damaged);
        QCOMPARE(desk.card()->trouble(), QStringLiteral("This file is damaged."));
        desk.become(row, PictureView::State::Here);
        QCOMPARE(desk.card()->trouble(), QString());
        desk.card()->setTrouble(Error(ErrorCode::TooLarge, {"80"}));
        QCOMPARE(desk.card()->trouble(), QStringLiteral("This picture is too large to be shown."));
    }

    void anErasedMessageTakesItsPictureAlong() {
        PictureDesk desk;
        const auto row = desk.receive();
        desk.become(row, PictureView::State::Here);
        const QPointer<PictureCard> card(desk.card());
        desk.viewer.open(card);
        const QSignalSpy changed(&desk.viewer, &PictureViewerModel::changed);
        desk.client.remove(row);
        desk.settle();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(card.isNull());
        QCOMPARE(changed.count(), 1);
        QVERIFY(desk.viewer.picture() == nullptr);
    }

    void whatIsSpokenHasTheWords() {
        PictureDesk desk;
        desk.receive(QStringLiteral("the harbour"));
        QVERIFY(roleOf(desk.timeline, 0, Role::Spoken)
                    .toString()
                    .contains(QStringLiteral("Picture: the harbour")));
        QCOMPARE(roleOf(desk.timeline, 0, Role::Text).toString(), QStringLiteral("the harbour"));
    }

    void aPictureIsKeptAsAFile() {
        PictureDesk desk;
        const QTemporaryDir folder;
        desk.become(desk.receive({}, QStringLiteral("harbour.gif")), PictureView::State::Here);
        desk.viewer.open(desk.card());
        desk.place.path = folder.filePath(QStringLiteral("kept.gif"));
        desk.viewer.save();
        desk.settle();
        QCOMPARE(desk.place.asked, QStringLiteral("harbour.gif"));
        QFile file(desk.place.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("the bytes"));
        QCOMPARE(desk.viewer.outcome(), QStringLiteral("Saved as “kept.gif”."));
        QVERIFY(!desk.viewer.failed());

        desk.place.path = folder.filePath(QStringLiteral("no such folder/kept.gif"));
        desk.viewer.save();
        desk.settle();
        QVERIFY(desk.viewer.failed());
        QVERIFY(desk.viewer.outcome().contains(QStringLiteral("cannot be written")));
    }

    void aPictureWithoutANameGetsOne() {
        PictureDesk desk;
        desk.become(desk.receive(), PictureView::State::Here);
        desk.viewer.open(desk.card());
        desk.viewer.save();
        QCOMPARE(desk.place.asked, QStringLiteral("Picture.gif"));
    }

    void whatExpiresWhileAPlaceIsChosenIsNotKept() {
        PictureDesk desk;
        const QTemporaryDir folder;
        const auto row = desk.receive();
        desk.become(row, PictureView::State::Here);
        desk.viewer.open(desk.card());
        desk.viewer.save();
        desk.client.remove(row);
        desk.settle();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        const auto path = folder.filePath(QStringLiteral("late.gif"));
        desk.place.later(path);
        desk.settle();
        QVERIFY(!QFile::exists(path));
    }
};

QTEST_MAIN(TestPictureCard)
#include "tst_picture_card.moc"
