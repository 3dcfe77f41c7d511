#pragma once

#include "crypto/identity/device_certificate.h"
#include "crypto/mls/rejoin.h"
#include "tests/crypto/repeatable_random.h"
#include "tests/support/memory_group_store.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <list>
#include <memory>
#include <set>
#include <string>

/// People, their devices, a server that keeps a group's public state and a log: everything by hand,
/// so that a test decides who gets what and when.
namespace kontor::test {

inline std::string describe(const Error& error) {
    std::string text(nameOf(error.code));
    for (const auto& arg : error.args)
        text += " " + arg;
    return text;
}

/// Ends a test whose ground has gone.
[[noreturn]] inline void stop(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::abort();
}

/// The value; a test that needs one ends here when there is an error.
template <typename T>
T must(Result<T> result) {
    if (!result.ok())
        stop("unexpected: " + describe(result.error()));
    return std::move(result).value();
}
inline void must(Result<void> result) {
    if (!result.ok())
        stop("unexpected: " + describe(result.error()));
}

/// What went wrong, in words: "GroupInvalid path_required"; "ok" when nothing did.
template <typename T>
std::string outcome(const Result<T>& result) {
    return result.ok() ? "ok" : describe(result.error());
}

inline constexpr Milliseconds kNow{1'800'000'000'000};

/// A user with one device and, once in it, her state of the group.
struct Person {
    std::string name;
    SignatureKeyPair identity;
    SignatureKeyPair deviceKey;
    identity::DeviceCertificate certificate;
    RepeatableRandom random;
    std::list<mls::KeyPackageBundle> packages;
    MemoryGroupStore store;
    std::optional<mls::Group> group;
    bool reloads = true; ///< after each step the group is dropped and loaded again

    Person(std::string called, std::uint64_t number)
        : Person(std::move(called), number, number) {}
    /// A second device of the user `number` (with her identity key) has another `deviceNumber`.
    Person(std::string called, std::uint64_t number, std::uint64_t deviceNumber)
        : name(std::move(called))
        , identity(keyFrom(2 * number))
        , deviceKey(keyFrom(2 * deviceNumber + 1))
        , certificate(makeCertificate(number, deviceNumber))
        , random(1'000 + deviceNumber) {}
    Person(const Person&) = delete;
    Person& operator=(const Person&) = delete;

    [[nodiscard]] mls::OwnDevice device() const { return {certificate, deviceKey}; }
    [[nodiscard]] UserId user() const { return certificate.user; }
    [[nodiscard]] mls::Group& in() { return group.value(); }
    [[nodiscard]] mls::LeafIndex leaf() { return in().ownLeaf(); }

    /// A fresh key package, as the server would hand it out.
    Bytes keyPackage() {
        packages.push_back(mls::KeyPackageBundle::generate(device(), random, kNow));
        return packages.back().keyPackage;
    }

    /// Runs `step` in a transaction of her store.
    template <typename Step>
    auto transact(Step step) {
        store.begin();
        auto done = step(store);
        if (!done.ok()) {
            store.rollback();
            if (group)
                group.emplace(must(mls::Group::load(store)));
            return done;
        }
        store.commit();
        reload();
        return done;
    }
    void reload() {
        if (reloads && group)
            group.emplace(must(mls::Group::load(store)));
    }

    Result<Bytes> protect(std::string_view text) {
        return transact([&](mls::GroupStore& rows) {
            return in().protect(device(), viewOf(text), random, rows);
        });
    }
    Result<mls::Unprotected> unprotect(ByteView message, Milliseconds now = kNow) {
        mls::UnprotectOptions options;
        options.now = now;
        return transact(
            [&](mls::GroupStore& rows) { return in().unprotect(message, options, rows); });
    }
    Result<void> receive(ByteView commit) {
        auto staged = in().stageReceived(commit);
        if (!staged.ok())
            return staged.error();
        return merge(std::move(staged).value());
    }
    Result<void> merge(mls::StagedCommit staged) {
        return transact([&](mls::GroupStore& rows) { return in().merge(std::move(staged), rows); });
    }

    static SignatureKeyPair keyFrom(std::uint64_t number) {
        RepeatableRandom random(500'000 + number);
        return SignatureKeyPair::generate(random);
    }

private:
    identity::DeviceCertificate makeCertificate(std::uint64_t number,
                                                std::uint64_t deviceNumber) const {
        identity::DeviceCertificate content;
        // Ascending with their numbers: "the lowest user id" is the first person.
        content.user.bytes[15] = static_cast<std::uint8_t>(number);
        content.user.bytes[14] = static_cast<std::uint8_t>(number >> 8U);
        content.device.bytes[0] = static_cast<std::uint8_t>(deviceNumber);
        content.device.bytes[1] = static_cast<std::uint8_t>(deviceNumber >> 8U);
        content.organisation.bytes[0] = 7;
        content.deviceKey = deviceKey.publicKey();
        content.notBefore = 1;
        content.notAfter = 4'000'000'000;
        return identity::DeviceCertificate::issue(content, identity);
    }
};

/// One group with its server's view.
class GroupStory {
public:
    explicit GroupStory(rules::GroupKind kind = rules::GroupKind::Group)
        : m_kind(kind)
        , m_removalKey(Person::keyFrom(99'999)) {}

    [[nodiscard]] mls::PublicGroup& server() { return m_server.value(); }
    [[nodiscard]] MemoryGroupStore& serverStore() { return m_serverStore; }
    [[nodiscard]] const SignatureKeyPair& removalKey() const { return m_removalKey; }
    [[nodiscard]] const std::vector<Person*>& members() const { return m_members; }

    /// Epoch 0 with one member, the server informed.
    void found(Person& creator) {
        rules::KontorRules rules;
        rules.kind = m_kind;
        if (m_kind == rules::GroupKind::Group)
            rules.admins = {creator.user()};
        GroupId id;
        id.bytes.fill(0x47);
        creator.group.emplace(must(mls::Group::create(
            creator.device(), id, rules, m_removalKey.publicKey().view(), creator.random, kNow)));
        must(creator.transact([&](mls::GroupStore& rows) { return creator.in().save(rows); }));
        m_groupInfo = must(creator.in().groupInfo(creator.device()));
        m_server.emplace(must(mls::PublicGroup::fromGroupInfo(
            m_groupInfo, creator.in().publicState().ratchetTree())));
        must(m_server->save(m_serverStore));
        m_members = {&creator};
    }

    /// Made by `committer` in her present state; nobody has it yet.
    Result<mls::StagedCommit> stage(Person& committer, const mls::CommitRequest& request = {}) {
        return committer.in().stageCommit(committer.device(), request, committer.random, kNow);
    }

    /// The server takes a commit or says why not.
    Result<void> append(ByteView message, ByteView groupInfo) {
        auto judged = server().judge(message, groupInfo);
        if (!judged.ok())
            return judged.error();
        must(server().advance(std::move(judged).value(), m_serverStore));
        m_server.emplace(must(mls::PublicGroup::load(m_serverStore)));
        m_groupInfo = toBytes(groupInfo);
        return {};
    }

    /// A commit from making it to everybody's having it, those in `added` included.
    void commit(Person& committer, const mls::CommitRequest& request,
                const std::vector<Person*>& added = {}) {
        auto staged = must(stage(committer, request));
        deliver(committer, std::move(staged), added);
    }
    void deliver(Person& committer, mls::StagedCommit staged,
                 const std::vector<Person*>& added = {}) {
        must(append(staged.message(), staged.groupInfo()));
        const Bytes tree = server().ratchetTree();
        const Bytes message = toBytes(staged.message());
        std::erase_if(m_members, [&](Person* member) {
            if (member == &committer)
                return false;
            auto theirs = must(member->in().stageReceived(message));
            if (theirs.removesUs())
                return true;
            must(member->merge(std::move(theirs)));
            return false;
        });
        for (Person* joiner : added)
            join(*joiner, staged, tree);
        must(committer.merge(std::move(staged)));
    }
    void join(Person& joiner, const mls::StagedCommit& staged, ByteView tree) {
        const auto part = std::ranges::find(staged.welcomeParts(), joiner.certificate.device,
                                            &mls::WelcomePart::device);
        if (part == staged.welcomeParts().end())
            stop("no Welcome for " + joiner.name);
        auto joined = must(mls::Group::join(
            joiner.device(), {part->encryptedGroupSecrets, staged.encryptedGroupInfo(), tree,
                              joiner.packages.back(), m_removalKey.publicKey().view()}));
        joiner.store.rows().clear();
        joiner.group.emplace(std::move(joined.group));
        must(joiner.transact([&](mls::GroupStore& rows) { return joiner.in().save(rows); }));
        m_members.push_back(&joiner);
    }

    /// An external commit of somebody who cannot follow, from what the server has now.
    Result<mls::StagedRejoin> stageRejoin(Person& lost) {
        const Bytes tree = server().ratchetTree();
        std::vector<Bytes> selfRemoves;
        for (const auto& pending : server().pending())
            if (pending.cause == mls::RemovalCause::SelfRemove)
                selfRemoves.push_back(pending.message);
        return mls::StagedRejoin::stage(
            lost.device(),
            {server().groupId(), m_groupInfo, tree, selfRemoves, m_removalKey.publicKey().view()},
            lost.random);
    }
    /// From making it to everybody's having it but those in `alsoLost`, who cannot follow.
    void rejoin(Person& lost, const std::set<Person*>& alsoLost = {}) {
        deliver(lost, must(stageRejoin(lost)), alsoLost);
    }
    void deliver(Person& lost, mls::StagedRejoin staged, const std::set<Person*>& alsoLost = {}) {
        must(append(staged.message(), staged.groupInfo()));
        const Bytes message = toBytes(staged.message());
        std::erase_if(m_members, [&](Person* member) {
            if (member == &lost || alsoLost.contains(member))
                return false;
            auto theirs = must(member->in().stageReceived(message));
            if (theirs.removesUs())
                return true;
            must(member->merge(std::move(theirs)));
            return false;
        });
        std::ignore = must(lost.transact([&](mls::GroupStore& rows) -> Result<bool> {
            auto back = mls::Group::rejoin(std::move(staged), rows);
            if (!back.ok())
                return back.error();
            lost.group.emplace(std::move(back).value());
            return true;
        }));
    }

    /// A proposal in the log: the server takes it, all members keep it.
    void propose(ByteView proposal) {
        must(server().advance(must(server().judge(proposal)), m_serverStore));
        m_server.emplace(must(mls::PublicGroup::load(m_serverStore)));
        for (Person* member : m_members)
            std::ignore = must(member->transact([&](mls::GroupStore& rows) {
                return member->in().receiveProposal(proposal, rows);
            }));
    }

    /// Founded, and everybody in.
    void gather(Person& creator, const std::vector<Person*>& others) {
        found(creator);
        commit(creator, adding(others), others);
    }
    static mls::CommitRequest adding(const std::vector<Person*>& people) {
        mls::CommitRequest request;
        for (Person* person : people)
            request.addKeyPackages.push_back(person->keyPackage());
        return request;
    }
    mls::CommitRequest removing(Person& person) {
        mls::CommitRequest request;
        request.removes.push_back(leafOf(person));
        return request;
    }
    mls::LeafIndex leafOf(const Person& person) {
        return server().memberOf(person.certificate.device).value().leaf;
    }

    /// All members and the server are in the same state.
    [[nodiscard]] bool agrees() {
        const Bytes authenticator = m_members.front()->in().epochAuthenticator();
        return std::ranges::all_of(m_members,
                                   [&](Person* member) {
                                       return member->in().epochAuthenticator() == authenticator &&
                                              member->in().publicState().groupContext() ==
                                                  server().groupContext() &&
                                              member->in().publicState().ratchetTree() ==
                                                  server().ratchetTree();
                                   }) &&
               server().members().size() == m_members.size();
    }

    /// `sender` says it, and all others can read it.
    [[nodiscard]] bool allHear(Person& sender, std::string_view text) {
        const Bytes message = must(sender.protect(text));
        return std::ranges::all_of(m_members, [&](Person* member) {
            if (member == &sender)
                return true;
            const auto heard = member->unprotect(message);
            return heard.ok() && textOf(heard.value().content) == text &&
                   heard.value().sender.certificate == sender.certificate;
        });
    }

private:
    rules::GroupKind m_kind;
    SignatureKeyPair m_removalKey;
    std::optional<mls::PublicGroup> m_server;
    MemoryGroupStore m_serverStore;
    Bytes m_groupInfo; ///< of the server's epoch
    std::vector<Person*> m_members;
};

} // namespace kontor::test
