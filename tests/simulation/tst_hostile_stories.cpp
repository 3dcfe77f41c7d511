#include "base/limits.h"
#include "core/conversations/summaries.h"
#include "core/conversations/timeline.h"
#include "tests/simulation/company.h"
#include "tests/simulation/hostile.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

const std::string kOverride = "\xE2\x80\xAE"; // U+202E: what follows reads from right to left
const std::string kIsolate = "\xE2\x81\xA7";  // U+2067
const std::string kNextLine = "\xE2\x80\xA8"; // U+2028

std::vector<TimelineEntry> entriesOf(SimClient& client, ConversationId where) {
    Timeline timeline(client.database().writer(), client.user());
    std::vector<TimelineEntry> entries;
    const auto page = unwrap(client.stores().messages.newest(where, 10'000));
    for (auto message = page.messages.rbegin(); message != page.messages.rend(); ++message)
        entries.push_back(unwrap(timeline.entry(*message)));
    return entries;
}

/// Everything but what is one's own and local: equal where two have read the same.
std::string looks(SimClient& client, ConversationId where) {
    std::string text;
    for (const TimelineEntry& entry : entriesOf(client, where)) {
        if (entry.kind == EntryKind::GroupCreated || entry.kind == EntryKind::JoinedHere ||
            entry.kind == EntryKind::MembersAdded)
            continue;
        text += std::to_string(static_cast<int>(entry.kind)) + " " +
                entry.sender.handle.toStdString() + ": " + entry.text.toStdString();
        for (const ReactionView& reaction : entry.reactions)
            text += " " + reaction.emoji.toStdString() + std::to_string(reaction.people.size());
        if (entry.picture)
            text += " file " + entry.picture->fileName.toStdString();
        text += '\n';
    }
    return text;
}

MessageId idOf(SimClient& client, MessageRow row) {
    return *unwrap(client.stores().messages.find(row))->messageId;
}

/// As no program of ours would write it.
Bytes fileNamed(SimWorld& world, SimClient& sender, const std::string& name) {
    content::Attachment file;
    file.mediaType = "application/octet-stream";
    file.blob = world.random.id<BlobId>();
    file.key = std::make_shared<const FileKey>(world.random.secret<FileKey::kSize>());
    file.size = 10;
    file.fileName = name;
    content::MimiContent content;
    content::writeAttachment(file, sender.profile().account().own.certificate.organisation,
                             content);
    return content.encode();
}

/// Past the greatest that a log can have, past the store's integers, and the greatest there is.
constexpr std::uint64_t kNoSeqs[] = {1ULL << 40U, 1ULL << 63U,
                                     std::numeric_limits<std::uint64_t>::max()};

/// Everything that names a place in the log, with one that no log has.
std::vector<content::Body> naming(Seq seq, Random& random) {
    content::Receipt delivered;
    delivered.delivered = {{Seq(1), seq}};
    content::Receipt read;
    read.read = {{seq, seq}};
    content::Settings settings;
    settings.name = "Nie";
    settings.repeats = seq;
    content::PollState state;
    state.asOf = seq;
    state.poll = random.id<MessageId>();
    state.asked.title = "Lunch?";
    state.asked.options = {{content::OptionId(1), "Soup"}, {content::OptionId(2), "Rice"}};
    content::PollState closed = state;
    closed.closed = content::PollState::Closed{seq, content::PollClosing{state.poll, {}}};
    state.votes = {{random.id<UserId>(), seq, content::encodeVote({state.poll, {}}).content}};
    return {delivered, read, settings, state, closed};
}

int unreadableOf(SimClient& client, ConversationId where) {
    int count = 0;
    for (const TimelineEntry& entry : entriesOf(client, where))
        count += entry.kind == EntryKind::Undecryptable ? 1 : 0;
    return count;
}

} // namespace

#define SETTLES(world)                                                                             \
    do {                                                                                           \
        (world).link.cutAll(); /* what was queued behind their backs goes when they are back */    \
        const std::string left = (world).settle();                                                 \
        QVERIFY2(left.empty(), left.c_str());                                                      \
    } while (false)

/// A member whose program says what it likes: no harm to anybody, and the same picture for all.
class TestHostileStories : public QObject {
    Q_OBJECT
private slots:
    void namesThatTurnWhatFollows() {
        Company company(701);
        auto& [world, anna, bob, carla, dora, emil] = company;
        const auto team = company.of(anna);
        const auto bobs = company.of(bob);
        const auto carlas = company.of(carla);
        content::Settings settings;
        settings.name = "Ge" + kOverride + "halt\n" + kIsolate + kNextLine + "gez\x07 ahlt ";
        settings.description = "eins\nzwei" + kOverride;
        queueBehind(world, anna, team, settings);
        SETTLES(world);
        for (auto& [client, where] : {std::pair(&anna, team), {&bob, bobs}, {&carla, carlas}}) {
            QCOMPARE(recordOf(*client, where).name, std::string("Gehalt gez ahlt"));
            QCOMPARE(recordOf(*client, where).description, std::string("eins\nzwei"));
        }
        QCOMPARE(looks(bob, bobs), looks(carla, carlas));
        // Whoever comes later is told the same.
        anna.add(team, {dora.user()}, "add");
        QVERIFY(world.succeeds(anna, "add"));
        SETTLES(world);
        QCOMPARE(recordOf(dora, *dora.groupNamed("Gehalt gez ahlt")).description,
                 std::string("eins\nzwei"));
    }

    void settingsBeyondAllMeasure() {
        Company company(702);
        auto& [world, anna, bob, carla, dora, emil] = company;
        content::Settings settings;
        settings.name = std::string(5'000, 'x');
        queueBehind(world, anna, company.of(anna), settings);
        world.say(anna, company.of(anna), "danach");
        world.unreadableExpected = true;
        SETTLES(world);
        for (SimClient* who : {&bob, &carla}) {
            QCOMPARE(recordOf(*who, company.of(*who)).name, std::string("Team"));
            QCOMPARE(textsOf(*who, company.of(*who)), Texts{"danach"});
        }
        QCOMPARE(looks(bob, company.of(bob)), looks(carla, company.of(carla)));
    }

    /// A server that keeps no rules of its own.
    void peopleWithSuchNames() {
        Company company(703);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.change("anna", Direction::ToClient, [](wire::Frame& frame) {
            if (!frame.answer().has_directory())
                return;
            for (auto& user : *frame.mutable_answer()->mutable_directory()->mutable_users()) {
                user.set_handle(user.handle() + kOverride + "\n../");
                user.set_display_name(kOverride + std::string(5'000, 'y') + "\n\tz");
            }
        });
        SimClient& frida = world.join("frida"); // the directory has changed
        QVERIFY(world.runUntil([&] {
            const auto seen = unwrap(anna.stores().contacts.find(frida.user()));
            return seen && seen->displayName.size() > 5;
        }));
        const auto seen = *unwrap(anna.stores().contacts.find(frida.user()));
        QCOMPARE(seen.displayName, std::string(limits::kNameLetters, 'y'));
        QCOMPARE(seen.handle, std::string("frida ../"));
        world.link.alter = {};
    }

    void namesOfFiles() {
        Company company(704);
        auto& [world, anna, bob, carla, dora, emil] = company;
        for (const std::string& name :
             {std::string("../../.bashrc"), std::string("/etc/passwd"), std::string(".."),
              std::string(5'000, 'n'), "rechnung" + kOverride + "fdp.exe", std::string("a\nb\tc"),
              kOverride})
            queueBytesBehind(world, anna, company.of(anna), fileNamed(world, anna, name));
        world.say(anna, company.of(anna), "danach");
        world.unreadableExpected = true;
        SETTLES(world);
        QCOMPARE(looks(bob, company.of(bob)), looks(carla, company.of(carla)));
        int shown = 0;
        int unreadable = 0;
        for (const TimelineEntry& entry : entriesOf(bob, company.of(bob))) {
            unreadable += entry.kind == EntryKind::Undecryptable ? 1 : 0;
            if (!entry.picture)
                continue;
            ++shown;
            const QString& name = entry.picture->fileName;
            QVERIFY2(!name.contains(u'/') && !name.contains(u'\n') && !name.contains(QChar(0x202E)),
                     qPrintable(name));
        }
        QCOMPARE(unreadable, 4); // ways out of a folder, and what is no name at all
        QCOMPARE(shown, 3);
    }

    /// Each counts for twenty at most, and the log decides which.
    void aFloodOfReactions() {
        Company company(705);
        auto& [world, anna, bob, carla, dora, emil] = company;
        const auto row = unwrap(anna.send(company.of(anna), "Moin"));
        SETTLES(world);
        content::Envelope to;
        to.inReplyTo = idOf(anna, row);
        std::vector<std::string> signs;
        for (char32_t sign = 0x1F300; sign < 0x1F300 + 0x300; ++sign)
            if (auto emoji = QString::fromUcs4(&sign, 1).toStdString(); content::isReaction(emoji))
                signs.push_back(std::move(emoji));
        for (std::size_t i = 0; i < 10'000; ++i)
            queueBehind(world, bob, company.of(bob), content::Reaction{signs[i % signs.size()]},
                        to);
        SETTLES(world);
        const auto reactions = unwrap(anna.stores().reactions.of(row));
        QVERIFY2(!reactions.empty() && reactions.size() <= limits::kReactionsOfUser,
                 qPrintable(QString::number(reactions.size())));
        QCOMPARE(looks(anna, company.of(anna)), looks(carla, company.of(carla)));
    }

    void changesOfWhatOthersSaid() {
        Company company(706);
        auto& [world, anna, bob, carla, dora, emil] = company;
        const auto row = unwrap(anna.send(company.of(anna), "Moin"));
        SETTLES(world);
        content::Text text;
        text.text = "nonsense";
        content::Envelope replaces;
        replaces.replaces = idOf(anna, row);
        queueBehind(world, bob, company.of(bob), text, replaces);
        queueBehind(world, bob, company.of(bob), content::Deletion(), replaces);
        replaces.replaces = world.random.id<MessageId>();
        for (int i = 0; i < 20; ++i)
            queueBehind(world, bob, company.of(bob), content::Deletion(), replaces);
        SETTLES(world);
        for (SimClient* who : {&anna, &bob, &carla})
            QCOMPARE(textsOf(*who, company.of(*who)), Texts{"Moin"});
        QCOMPARE(looks(anna, company.of(anna)), looks(carla, company.of(carla)));
    }

    /// Each answers the one before, and the first what nobody has: shown, and no way round.
    void answersToAnswers() {
        Company company(707);
        auto& [world, anna, bob, carla, dora, emil] = company;
        content::Envelope to;
        to.inReplyTo = world.random.id<MessageId>();
        for (int i = 0; i < 40; ++i) {
            content::Text text;
            text.text = "Antwort " + std::to_string(i);
            queueBehind(world, bob, company.of(bob), text, to);
            world.link.cutAll();
            QVERIFY(world.runUntil([&] {
                return textsOf(anna, company.of(anna)).size() == static_cast<std::size_t>(i + 1);
            }));
            const auto page = unwrap(anna.stores().messages.newest(company.of(anna), 1));
            to.inReplyTo = page.messages.front().messageId;
        }
        SETTLES(world);
        QCOMPARE(looks(anna, company.of(anna)), looks(carla, company.of(carla)));
        const auto entries = entriesOf(anna, company.of(anna));
        QVERIFY(entries.back().quote && entries.back().quote->text == "Antwort 38");
    }

    void partsThatNobodyKnows() {
        Company company(708);
        auto& [world, anna, bob, carla, dora, emil] = company;
        const auto part = [](const std::string& type, const std::string& words) {
            content::NestedPart nested;
            nested.part = content::SinglePart{type, toBytes(viewOf(words))};
            return nested;
        };
        content::MimiContent mixed;
        mixed.nestedPart.part = content::MultiPart{
            content::PartSemantics::processAll,
            {part("text/plain;charset=utf-8", "Moin"), part("model/obj", "v 1 2 3")}};
        queueBytesBehind(world, bob, company.of(bob), mixed.encode());
        content::MimiContent unknown;
        unknown.nestedPart = part("application/x-tomorrow", "?");
        queueBytesBehind(world, bob, company.of(bob), unknown.encode());
        for (const char* nonsense : {"", "\xff\xff\xff", "words without a form"})
            queueBytesBehind(world, bob, company.of(bob), toBytes(viewOf(nonsense)));
        content::MimiContent text;
        text.nestedPart = part("text/plain", std::string(limits::kTextBytes + 1, 'x'));
        queueBytesBehind(world, bob, company.of(bob), text.encode());
        world.link.cutAll();
        QVERIFY(world.runUntil([&] { return entriesOf(anna, company.of(anna)).size() >= 7; }));
        world.run(10s);
        QCOMPARE(looks(anna, company.of(anna)), looks(carla, company.of(carla)));
        std::vector<EntryKind> kinds;
        for (const TimelineEntry& entry : entriesOf(anna, company.of(anna)))
            if (entry.sender.handle == "bob")
                kinds.push_back(entry.kind);
        using enum EntryKind;
        QVERIFY(kinds == (std::vector{NewerVersion, NewerVersion, Undecryptable, Undecryptable,
                                      Undecryptable, Undecryptable}));
        for (const TimelineEntry& entry : entriesOf(anna, company.of(anna)))
            if (entry.kind == NewerVersion && !entry.text.isEmpty())
                QCOMPARE(entry.text, QString("Moin"));
    }

    void placesThatNoLogHas() {
        Company company(710);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.unreadableExpected = true;
        Texts said;
        int expected = 0;
        for (const std::uint64_t seq : kNoSeqs) {
            for (const content::Body& body : naming(Seq(seq), world.random)) {
                queueBehind(world, anna, company.of(anna), body);
                ++expected;
            }
            said.push_back("danach " + std::to_string(seq));
            world.say(anna, company.of(anna), said.back());
        }
        SETTLES(world);
        // The words of somebody else, with all that hangs on them.
        said.emplace_back("angekommen");
        world.say(carla, company.of(carla), said.back());
        SETTLES(world);
        for (SimClient* who : {&anna, &bob, &carla}) {
            const auto where = company.of(*who);
            const auto record = recordOf(*who, where);
            QCOMPARE(textsOf(*who, where), said);
            QCOMPARE(record.name, std::string("Team"));
            QVERIFY(record.cursor == recordOf(anna, company.of(anna)).cursor);
            const auto shown =
                unwrap(Summaries(who->database().writer(), who->user()).summary(where));
            QCOMPARE(shown.lastText, QString("angekommen"));
            QCOMPARE(shown.unread, record.unread);
        }
        QVERIFY(stateOf(carla, company.of(carla), "angekommen") ==
                storage::MessageState::Delivered);
        QVERIFY(stateOf(anna, company.of(anna), said.front()) == storage::MessageState::Delivered);
        QCOMPARE(looks(bob, company.of(bob)), looks(carla, company.of(carla)));
        QCOMPARE(unreadableOf(bob, company.of(bob)), expected);
    }

    /// Whatever goes wrong with what somebody says: done whole, or not at all, and the log goes on.
    void whatCannotBeDoneIsPassedOver() {
        Company company(711);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.unreadableExpected = true;
        // Carla's program trips over settings after it has written a part of what they ask for.
        const auto carlas = company.of(carla);
        const auto view = settings::ofConversation(settings::kSettingsView, carlas);
        const auto since = settings::ofConversation(settings::kNewcomersSince, carlas);
        {
            auto transaction = unwrap(storage::Transaction::begin(carla.database()));
            QVERIFY(carla.stores().settings.put(transaction, view, Bytes{1, 2, 3}).ok());
            QVERIFY(carla.stores().settings.putNumber(transaction, since, 5).ok());
            (void)unwrap(transaction.commit());
        }
        content::Settings settings;
        settings.name = "Anders";
        queueBehind(world, anna, company.of(anna), settings);
        world.say(anna, company.of(anna), "danach");
        SETTLES(world);
        QCOMPARE(recordOf(bob, *bob.groupNamed("Anders")).name, std::string("Anders"));
        QCOMPARE(recordOf(carla, carlas).name, std::string("Team"));
        QCOMPARE(textsOf(carla, carlas), Texts{"danach"});
        QCOMPARE(unreadableOf(carla, carlas), 1);
        QVERIFY(unwrap(carla.stores().settings.number(since)) == 5);
        // What it was sealed with is spent all the same, and what follows is read.
        world.say(bob, *bob.groupNamed("Anders"), "angekommen");
        world.say(carla, carlas, "auch hier");
        SETTLES(world);
        for (SimClient* who : {&anna, &bob})
            QCOMPARE(textsOf(*who, *who->groupNamed("Anders")).size(), std::size_t{3});
        QCOMPARE(textsOf(carla, carlas).size(), std::size_t{3});
        QVERIFY(recordOf(carla, carlas).cursor == recordOf(bob, *bob.groupNamed("Anders")).cursor);
    }

    /// Refused before anything is kept, and what goes is taken by everybody.
    void wordsBeyondTheLimit() {
        Company company(709);
        auto& [world, anna, bob, carla, dora, emil] = company;
        QCOMPARE(anna.send(company.of(anna), std::string(limits::kTextBytes + 1, 'a')).error().code,
                 ErrorCode::TooLarge);
        QVERIFY(textsOf(anna, company.of(anna)).empty());
        world.say(anna, company.of(anna), std::string(limits::kTextBytes, 'a'));
        AGREE(world);
        QCOMPARE(textsOf(carla, company.of(carla)).front().size(), limits::kTextBytes);
    }
};

QTEST_GUILESS_MAIN(TestHostileStories)
#include "tst_hostile_stories.moc"
