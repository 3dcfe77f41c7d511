#include "base/limits.h"
#include "core/content/content.h"
#include "core/content/mimi_content.h"

#include <QCborMap>
#include <QCborStreamWriter>
#include <QFloat16>
#include <QTest>

#include <rapidcheck.h>

using namespace kontor;
using namespace kontor::content;
using namespace std::chrono_literals;

namespace {

Origin origin() {
    SystemRandom random;
    return {random.id<OrganisationId>(), random.id<UserId>(), random.id<GroupId>()};
}

template <typename T>
std::optional<T> bodyThatArrives(const Body& body) {
    SystemRandom random;
    const auto from = origin();
    const auto sealable = encode(body, from, random);
    if (!sealable.ok())
        return std::nullopt;
    const auto received = parse(sealable.value().bytes, from);
    if (!received.ok() || received.value().id != sealable.value().id)
        return std::nullopt;
    const auto* arrived = std::get_if<T>(&received.value().body);
    return arrived == nullptr ? std::nullopt : std::optional(*arrived);
}

Result<Received> parsed(const MimiContent& content) {
    return parse(content.encode(), origin());
}

MimiContent with(std::string type, const Bytes& bytes) {
    MimiContent content;
    content.nestedPart.part = SinglePart{std::move(type), bytes};
    return content;
}

Poll lunch() {
    return {"Lunch?",
            {{OptionId(1), "Soup"}, {OptionId(2), "Rice with 🍄"}, {OptionId(7), "Bread"}},
            Poll::Choices::Several};
}

bool isNewer(const Result<Received>& received) {
    return received.ok() && std::holds_alternative<NewerVersion>(received.value().body);
}

/// Past the greatest that a log can have, past the store's integers, and the greatest there is.
constexpr std::uint64_t kNoSeqs[] = {limits::kGreatestSeq + 1, 1ULL << 63U,
                                     std::numeric_limits<std::uint64_t>::max()};

Bytes cbor(const QCborMap& map) {
    const auto bytes = map.toCborValue().toCbor();
    return {bytes.begin(), bytes.end()};
}

} // namespace

class TestContent : public QObject {
    Q_OBJECT
private slots:
    void textArrives() {
        const Text text{"Grüße, 👩🏽‍⚕️ <b>*not bold*</b>\nsecond line", {}};
        QVERIFY(bodyThatArrives<Text>(text) == text);
        TextSpan bold;
        bold.length = 4;
        const Text formatted{"bold *not bold*", {bold}};
        QVERIFY(bodyThatArrives<Text>(formatted) == formatted);
    }
    void textHasLimits() {
        SystemRandom random;
        Text text{std::string(limits::kTextBytes, 'x'), {}};
        QVERIFY(bodyThatArrives<Text>(text) == text);
        text.text += 'x';
        QCOMPARE(encode(text, origin(), random).error().code, ErrorCode::TooLarge);
        QCOMPARE(encode(Text{}, origin(), random).error().code, ErrorCode::Malformed);
        QCOMPARE(parsed(with("text/plain", {0xc3, 0x28})).error().code, ErrorCode::Malformed);
    }
    void mediaTypesAreReadAsTheyAreMeant() {
        const Bytes hi{'h', 'i'};
        for (const char* type : {"text/plain", "TEXT/Plain; charset=utf-8", "text/markdown",
                                 "text/markdown;variant=CommonMark"})
            QVERIFY2(std::holds_alternative<Text>(parsed(with(type, hi)).value().body), type);
        QVERIFY(isNewer(parsed(with("text/html;charset=utf-8", hi))));
        QVERIFY(isNewer(parsed(with("application/vnd.kontor.future+cbor", hi))));
        QVERIFY(isNewer(parsed(with("", hi))));
    }
    void whatChangesTheMeaningIsForANewerVersion() {
        const Bytes hi{'h', 'i'};
        auto otherEdit = with("application/vnd.kontor.future+cbor", hi);
        otherEdit.replaces = MessageId();
        QVERIFY(isNewer(parsed(otherEdit)));
        auto reaction = with("text/plain", hi);
        reaction.nestedPart.disposition = Disposition::reaction;
        QVERIFY(isNewer(parsed(reaction)));
        reaction.inReplyTo = MessageId();
        QVERIFY(isNewer(parsed(reaction))); // letters
        QVERIFY(isNewer(parsed(MimiContent())));
        auto reply = with("text/plain", hi);
        reply.inReplyTo = MessageId();
        QVERIFY(parsed(reply).value().inReplyTo == MessageId());
        QVERIFY(std::holds_alternative<Text>(parsed(reply).value().body));
    }
    void actionsArrive() {
        SystemRandom random;
        const auto from = origin();
        const auto arrived = [&](const Body& body, const Envelope& envelope) {
            return parse(encode(body, from, random, envelope).value().bytes, from).value();
        };
        const auto target = random.id<MessageId>();
        Text text;
        text.text = "better";
        const auto edit = arrived(text, {.replaces = target});
        QVERIFY(edit.replaces == target && std::get<Text>(edit.body) == text);
        const auto answer = arrived(text, {.inReplyTo = target});
        QVERIFY(answer.inReplyTo == target && !answer.replaces);
        const auto gone = arrived(Deletion(), {.replaces = target});
        QVERIFY(gone.replaces == target && std::holds_alternative<Deletion>(gone.body));
        const auto liked = arrived(Reaction{"👍"}, {.inReplyTo = target});
        QVERIFY(liked.inReplyTo == target && std::get<Reaction>(liked.body).emoji == "👍");
        // An emoji that takes the place of another is for a later version, as is one for nothing.
        QVERIFY(isNewer(arrived(Reaction{"👍"}, {.replaces = target, .inReplyTo = target})));
        QVERIFY(isNewer(arrived(Reaction{"👍"}, {})));
        QCOMPARE(encode(Reaction{"no"}, from, random, {}).error().code, ErrorCode::Malformed);
    }
    void reactionsAreSigns_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("is");
        for (const char* sign :
             {"👍", "👍🏽", "❤️", "♥", "👩🏽‍⚕️", "🇩🇪", "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
              "1️⃣", "‼️", "ℹ️", "™️", "👨‍👩‍👧‍👦"})
            QTest::addRow("%s", sign) << QString::fromUtf8(sign) << true;
        QTest::addRow("later unicode") << QString::fromUcs4(U"\U0001FAFF") << true;
        QTest::addRow("empty") << QString() << false;
        QTest::addRow("word") << "ok" << false;
        QTest::addRow("word and sign") << "no👍" << false;
        QTest::addRow("blank") << "👍 👍" << false;
        QTest::addRow("line") << "👍\n" << false;
        QTest::addRow("digit") << "1" << false;
        QTest::addRow("order turned") << QString::fromUtf8("👍\u202E") << false;
        QTest::addRow("joiner alone") << QString(QChar(0x200D)) << false;
        QTest::addRow("much") << QString::fromUtf8("👍").repeated(17) << false;
    }
    void reactionsAreSigns() {
        QFETCH(const QString, text);
        QFETCH(const bool, is);
        QCOMPARE(isReaction(text.toStdString()), is);
        QVERIFY(!isReaction("\xF0\x9F"));
    }
    void aLifeTravelsWithItsMessage() {
        Text text;
        text.text = "hi";
        const auto lifeThatArrives = [&text](Milliseconds lifetime) {
            SystemRandom random;
            const auto from = origin();
            const auto sent = encode(Body(text), from, random, Envelope{lifetime});
            return parse(sent.value().bytes, from).value().lifetime;
        };
        QVERIFY(lifeThatArrives(0s) == 0s);
        QVERIFY(lifeThatArrives(5s) == 5s);
        QVERIFY(lifeThatArrives(1'500ms) == 2s); // whole seconds
        QVERIFY(lifeThatArrives(std::chrono::weeks(4)) == std::chrono::weeks(4));
        auto foreign = with("text/plain", Bytes{'h', 'i'});
        foreign.expires = Expiration{Expiration::Kind::Relative, 0};
        QVERIFY(parsed(foreign).value().lifetime == 1s); // the shortest, not the longest
        foreign.expires = Expiration{Expiration::Kind::Relative, 0xFFFFFFFF};
        QVERIFY(parsed(foreign).value().lifetime == std::chrono::seconds(0xFFFFFFFF));
        // What is not understood ends all the same.
        auto future = with("application/vnd.kontor.future+cbor", Bytes{1});
        future.expires = Expiration{Expiration::Kind::Relative, 60};
        QVERIFY(isNewer(parsed(future)) && parsed(future).value().lifetime == 60s);
    }
    /// As other programs may write it: a moment, from which a life is made where it arrives.
    void anEndTravelsWithItsMessage() {
        for (const char* type : {"text/plain", "application/vnd.kontor.future+cbor"}) {
            auto ending = with(type, Bytes{'h', 'i'});
            ending.expires = Expiration{Expiration::Kind::Absolute, 1'800'000'000};
            const auto received = parsed(ending);
            QVERIFY(received.value().endsAt == std::chrono::seconds(1'800'000'000));
            QVERIFY(received.value().lifetime == 0s);
            QCOMPARE(isNewer(received), type != std::string("text/plain"));
        }
        QVERIFY(!parsed(with("text/plain", Bytes{'h', 'i'})).value().endsAt);
    }
    void ofChoicesTheFirstThatIsUnderstood() {
        NestedPart html;
        html.part = SinglePart{"text/html", {'h'}};
        NestedPart text;
        text.part = SinglePart{"text/plain", {'t'}};
        MimiContent content;
        content.nestedPart.part = MultiPart{PartSemantics::chooseOne, {html, text}};
        QCOMPARE(std::get<Text>(parsed(content).value().body).text, "t");
        content.nestedPart.part = MultiPart{PartSemantics::singleUnit, {html, text}};
        QVERIFY(isNewer(parsed(content)));
    }
    void wordsAmongWhatIsNotUnderstoodAreShown() {
        NestedPart html;
        html.part = SinglePart{"text/html", {'h'}};
        NestedPart text;
        text.part = SinglePart{"text/plain", {'t'}};
        NestedPart broken;
        broken.part = SinglePart{"text/plain", {0xFF}};
        NestedPart inner;
        inner.part = MultiPart{PartSemantics::processAll, {text, html}};
        MimiContent content;
        content.nestedPart.part = MultiPart{PartSemantics::processAll, {html, text, broken, inner}};
        QCOMPARE(std::get<NewerVersion>(parsed(content).value().body).text, "t\n\nt");
        NestedPart large;
        large.part = SinglePart{"text/plain", Bytes(limits::kTextBytes, 'x')};
        content.nestedPart.part = MultiPart{PartSemantics::processAll, {large, text}};
        QCOMPARE(std::get<NewerVersion>(parsed(content).value().body).text.size(),
                 limits::kTextBytes);
    }
    void receiptsArrive() {
        const Receipt receipt{{{Seq(1), Seq(3)}, {Seq(7), Seq(7)}}, {{Seq(1), Seq(2)}}};
        QVERIFY(bodyThatArrives<Receipt>(receipt) == receipt);
        QVERIFY(bodyThatArrives<Receipt>(Receipt{}) == Receipt{});
    }
    void receiptsOfNoSenseAreRefused() {
        const auto ranges = [](const QCborArray& list) {
            return parseReceipt(cbor(QCborMap{{0, 1}, {1, list}}));
        };
        QVERIFY(ranges({QCborArray{1, 2}, QCborArray{4, 4}}).ok());
        QVERIFY(!ranges({QCborArray{2, 1}}).ok());
        QVERIFY(!ranges({QCborArray{0, 1}}).ok());
        QVERIFY(!ranges({QCborArray{1, 4}, QCborArray{4, 5}}).ok());
        QVERIFY(!ranges({QCborArray{1}}).ok());
        QVERIFY(!ranges({}).ok());
        QCOMPARE(parseReceipt(cbor(QCborMap{{0, 2}})).error().code, ErrorCode::VersionUnknown);
        QVERIFY(isNewer(parsed(with(std::string(kReceiptType), cbor(QCborMap{{0, 2}})))));
    }
    void rangesJoinNeighbours() {
        QVERIFY(inWords(rangesOf({Seq(5), Seq(1), Seq(2), Seq(2), Seq(4)})) == "1-2 4-5 ");
        QVERIFY(rangesOf({}).empty());
        QVERIFY(rc::check("ranges name exactly the seqs", [] {
            const auto numbers = *rc::gen::container<std::vector<std::uint64_t>>(
                rc::gen::inRange<std::uint64_t>(1, 60));
            std::vector<Seq> seqs;
            for (const auto number : numbers)
                seqs.emplace_back(number);
            std::set<std::uint64_t> named;
            Seq last(0);
            for (const auto& range : rangesOf(seqs)) {
                RC_ASSERT(range.first > last && range.first <= range.last);
                for (auto seq = range.first; seq <= range.last; seq = seq.next())
                    named.insert(seq.value);
                last = range.last.next();
            }
            RC_ASSERT(named == std::set<std::uint64_t>(numbers.begin(), numbers.end()));
        }));
    }
    void settingsArrive() {
        Settings settings{"Vorstand 🦊", "every Monday", 1h, Seq(17), {}, {}};
        QVERIFY(bodyThatArrives<Settings>(settings) == settings);
        settings.repeats.reset();
        settings.others = {{QCborValue(9), QCborValue(QByteArray("later"))}};
        settings.picture = Bytes{1, 2, 3};
        QVERIFY(bodyThatArrives<Settings>(settings) == settings);
        QVERIFY(bodyThatArrives<Settings>(Settings{}) == Settings{});
    }
    void settingsHaveLimits() {
        const auto code = [](const QString& name, qint64 lifetime) {
            const auto result =
                parseSettings(cbor(QCborMap{{0, 1}, {1, name}, {2, ""}, {3, lifetime}}));
            return result.ok() ? std::optional<ErrorCode>() : result.error().code;
        };
        QVERIFY(!code("x", 0) && !code("x", 5) && !code("x", 28 * 24 * 3600));
        QCOMPARE(code("x", 4), ErrorCode::Malformed);
        QCOMPARE(code("x", 28 * 24 * 3600 + 1), ErrorCode::Malformed);
        QVERIFY(!code(QString(64, u'ä'), 0));
        QCOMPARE(code(QString(65, u'ä'), 0), ErrorCode::Malformed);
        QVERIFY(!parseSettings(cbor(QCborMap{{0, 1}, {1, "only a name"}})).ok());
        QCOMPARE(parseSettings(cbor(QCborMap{{0, 2}, {1, 5}})).error().code,
                 ErrorCode::VersionUnknown);
    }
    void receiptsNamePlacesThatALogHas() {
        const auto code = [](Seq first, Seq last) {
            Receipt receipt;
            receipt.delivered = {{first, last}};
            const auto delivered = parseReceipt(encodeReceipt(receipt).content);
            std::swap(receipt.delivered, receipt.read);
            const auto read = parseReceipt(encodeReceipt(receipt).content);
            return delivered.ok() && read.ok()   ? std::optional<ErrorCode>()
                   : delivered.ok() || read.ok() ? ErrorCode::Internal
                                                 : delivered.error().code;
        };
        QVERIFY(!code(Seq(1), Seq(limits::kGreatestSeq)));
        for (const std::uint64_t seq : kNoSeqs) {
            QCOMPARE(code(Seq(1), Seq(seq)), ErrorCode::Malformed);
            QCOMPARE(code(Seq(seq), Seq(seq)), ErrorCode::Malformed);
        }
    }
    void settingsNamePlacesThatALogHas() {
        const auto code = [](Seq repeats, Seq seq) {
            Settings settings;
            settings.repeats = repeats;
            const auto alone = parseSettings(encodeSettings(settings).content);
            const auto told = parseJoinerView(encodeJoinerView({settings, seq}));
            return told.ok()                      ? std::optional<ErrorCode>()
                   : alone.ok() && seq <= repeats ? ErrorCode::Internal
                                                  : told.error().code;
        };
        const Seq greatest(limits::kGreatestSeq);
        QVERIFY(!code(greatest, greatest));
        for (const std::uint64_t seq : kNoSeqs) {
            QCOMPARE(code(Seq(seq), Seq(0)), ErrorCode::Malformed);
            QCOMPARE(code(Seq(1), Seq(seq)), ErrorCode::Malformed);
        }
    }
    /// What is kept is written again, and has to be read then.
    void settingsOfALaterVersionCanBeKept() {
        const auto code = [](int numbers) {
            QByteArray bytes;
            QCborStreamWriter writer(&bytes);
            writer.startArray(quint64(numbers));
            for (int i = 0; i < numbers; ++i)
                writer.append(qfloat16(0.1F)); // Qt writes it again as a double
            writer.endArray();
            QByteArray map =
                QCborMap{{0, 1}, {1, "x"}, {2, ""}, {3, 0}, {9, 0}}.toCborValue().toCbor();
            map.chop(1);
            map += bytes;
            const auto settings = parseSettings(Bytes(map.begin(), map.end()));
            if (!settings.ok())
                return std::optional(settings.error().code);
            const auto kept = parseJoinerView(encodeJoinerView({settings.value(), Seq(1)}));
            return kept.ok() ? std::nullopt : std::optional(ErrorCode::Internal);
        };
        QVERIFY(!code(100));
        QCOMPARE(code(1'000), ErrorCode::Malformed);
    }
    void settingsOfALaterVersionHaveKeysThatCanBeKept() {
        QByteArray bytes;
        QCborStreamWriter writer(&bytes);
        writer.startMap(5);
        for (const quint64 key : {0U, 1U, 2U, 3U}) {
            writer.append(key);
            if (key == 1 || key == 2)
                writer.append(QString("x"));
            else
                writer.append(quint64{key == 0 ? 1U : 0U});
        }
        writer.append(quint64{1} << 63U);
        writer.append(quint64{7});
        writer.endMap();
        QCOMPARE(parseSettings(Bytes(bytes.begin(), bytes.end())).error().code,
                 ErrorCode::Malformed);
    }
    void joinersSeeTheSettingsOfTheirAdder() {
        const JoinerView view{{"Name", "", 5s, {}, {}, {}}, Seq(42)};
        QVERIFY(parseJoinerView(encodeJoinerView(view)).value() == view);
        QVERIFY(!parseJoinerView({}).ok());
    }
    void pollsArrive() {
        const Poll poll = lunch();
        QVERIFY(bodyThatArrives<Poll>(poll) == poll);
        SystemRandom random;
        const PollClosing closing{random.id<MessageId>()};
        QVERIFY(bodyThatArrives<PollClosing>(closing) == closing);
        const Vote vote{random.id<MessageId>(),
                        {{OptionId(1), Answer::No}, {OptionId(7), Answer::IfNeedBe}}};
        QVERIFY(bodyThatArrives<Vote>(vote) == vote);
        const Vote withdrawn{random.id<MessageId>(), {}};
        QVERIFY(bodyThatArrives<Vote>(withdrawn) == withdrawn);
    }
    void pinsArrive() {
        SystemRandom random;
        for (const auto state : {Pin::State::Off, Pin::State::Pinned}) {
            const Pin pin{random.id<MessageId>(), state};
            QVERIFY(bodyThatArrives<Pin>(pin) == pin);
        }
    }
    void pinsOfNoSenseAreRefused() {
        const QByteArray id(32, 'x');
        const auto code = [](const QCborMap& map) {
            const auto parsed = parsePin(cbor(map));
            return parsed.ok() ? ErrorCode::Internal : parsed.error().code;
        };
        QVERIFY(parsePin(cbor(QCborMap{{0, 1}, {1, id}, {2, 1}, {64, "later"}})).ok());
        QCOMPARE(code({{0, 1}, {1, id}, {2, 2}}), ErrorCode::Malformed);
        QCOMPARE(code({{0, 1}, {1, id}}), ErrorCode::Malformed);
        QCOMPARE(code({{0, 1}, {2, 1}}), ErrorCode::Malformed);
        QCOMPARE(code({{0, 1}, {1, QByteArray(31, 'x')}, {2, 1}}), ErrorCode::Malformed);
        QCOMPARE(code({{0, 1}, {1, id}, {2, 1}, {3, 1}}), ErrorCode::VersionUnknown);
        QCOMPARE(code({{0, 2}, {1, id}}), ErrorCode::VersionUnknown);
    }
    void pollsHaveLimits() {
        SystemRandom random;
        const auto refused = [&](Poll poll) {
            const auto sealable = encode(poll, origin(), random);
            // Who sends it all the same is not believed either.
            return !sealable.ok() && sealable.error().code == ErrorCode::Malformed &&
                   !parsePoll(encodePoll(poll).content).ok();
        };
        Poll poll = lunch();
        poll.title = std::string(Poll::kGreatestLetters, 'x');
        QVERIFY(!refused(poll));
        poll.title += 'x';
        QVERIFY(refused(poll));
        poll = lunch();
        poll.title.clear();
        QVERIFY(refused(poll));
        poll = lunch();
        poll.options.resize(1);
        QVERIFY(refused(poll));
        poll = lunch();
        poll.options[1].text = poll.options[0].text;
        QVERIFY(refused(poll));
        poll = lunch();
        poll.options[1].id = poll.options[0].id;
        QVERIFY(refused(poll));
        poll = lunch();
        for (std::uint32_t number = 10; poll.options.size() < Poll::kGreatestOptions; ++number)
            poll.options.push_back({OptionId(number), std::to_string(number)});
        QVERIFY(!refused(poll));
        poll.options.push_back({OptionId(99), "one too many"});
        QVERIFY(refused(poll));
    }
    void pollsOfALaterVersionAreNotGuessedAt() {
        const QCborArray options{QCborArray{1, "Soup"}, QCborArray{2, "Rice"}};
        const auto code = [](const QCborMap& map) {
            const auto result = parsePoll(cbor(map));
            return result.ok() ? std::optional<ErrorCode>() : result.error().code;
        };
        QVERIFY(!code({{0, 1}, {1, 0}, {2, "Lunch?"}, {3, options}, {4, 1}}));
        QVERIFY(!code({{0, 1}, {1, 0}, {2, "Lunch?"}, {3, options}, {4, 1}, {64, "addition"}}));
        using enum ErrorCode;
        QCOMPARE(code({{0, 2}}), VersionUnknown);
        QCOMPARE(code({{0, 1}, {1, 7}}), VersionUnknown);
        QCOMPARE(code({{0, 1}, {1, 0}, {2, "Lunch?"}, {3, options}, {4, 2}}), VersionUnknown);
        QCOMPARE(code({{0, 1}, {1, 0}, {2, "Lunch?"}, {3, options}, {4, 1}, {11, true}}),
                 VersionUnknown);
        const QCborArray dates{QCborArray{1, 1'790'000'000}, QCborArray{2, "Rice"}};
        QCOMPARE(code({{0, 1}, {1, 0}, {2, "When?"}, {3, dates}, {4, 1}}), VersionUnknown);
        QCOMPARE(code({{0, 1}, {1, 0}, {3, options}, {4, 1}}), Malformed);
        QCOMPARE(code({{0, 1}, {1, 1}, {5, QByteArray(31, 'x')}}), Malformed);
        QCOMPARE(code({{0, 1}, {1, 1}, {2, "Lunch?"}, {5, QByteArray(32, 'x')}}), Malformed);
    }
    void votesOfNoSenseAreRefused() {
        const QByteArray id(32, 'x');
        const auto choices = [&](const QCborArray& list) {
            return parseVote(cbor(QCborMap{{0, 1}, {1, id}, {2, list}})).ok();
        };
        QVERIFY(choices({QCborArray{1, 0}, QCborArray{2, 1}}));
        QVERIFY(!choices({QCborArray{2, 0}, QCborArray{1, 1}}));
        QVERIFY(!choices({QCborArray{1, 3}}));
        QVERIFY(!choices({QCborArray{1}}));
        QVERIFY(!parseVote(cbor(QCborMap{{0, 1}, {1, id}})).ok());
        QVERIFY(
            !parseVote(cbor(QCborMap{{0, 1}, {1, QByteArray(33, 'x')}, {2, QCborArray()}})).ok());
    }
    void idsAreBoundToSenderAndGroup() {
        SystemRandom random;
        const auto here = origin();
        auto there = here;
        there.group = random.id<GroupId>();
        const auto sealable = encode(Text{"hi", {}}, here, random).value();
        QVERIFY(idAt(sealable.bytes, here).value() == sealable.id);
        QVERIFY(idAt(sealable.bytes, there).value() != sealable.id);
        QCOMPARE(sealable.id.bytes.front(), 1);
    }
    void aFalseNameIsRefused() {
        const auto from = origin();
        auto content = with("text/plain", {'h', 'i'});
        content.mimiExtensions = {
            {QCborValue(1), QString::fromStdString(userUri(from.organisation, from.sender))},
            {QCborValue(2), QString::fromStdString(roomUri(from.organisation, from.group))}};
        QVERIFY(parse(content.encode(), from).ok());
        QVERIFY(!parse(content.encode(), origin()).ok());
    }

private:
    static std::string inWords(const std::vector<SeqRange>& ranges) {
        std::string text;
        for (const auto& range : ranges)
            text +=
                std::to_string(range.first.value) + "-" + std::to_string(range.last.value) + " ";
        return text;
    }
};

QTEST_GUILESS_MAIN(TestContent)
#include "tst_content.moc"
