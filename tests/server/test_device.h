#pragma once

#include "crypto/hash.h"
#include "crypto/identity/device_certificate.h"
#include "crypto/identity/invite_link.h"
#include "crypto/identity/login_proof.h"
#include "crypto/mls/group.h"
#include "crypto/mls/rejoin.h"
#include "protocol/version.h"
#include "tests/crypto/repeatable_random.h"
#include "tests/server/line.h"
#include "tests/support/memory_group_store.h"

#include <QtGlobal>

#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>

/// A client made of crypto/mls and little else: what it sends is what a real one sends, and a test
/// can bend any part of it.
namespace kontor::test {

template <typename T>
T must(Result<T> result) {
    if (!result.ok())
        qFatal("unexpected: %s", std::string(nameOf(result.error().code)).c_str());
    return std::move(result).value();
}
inline void must(Result<void> result) {
    if (!result.ok())
        qFatal("unexpected: %s", std::string(nameOf(result.error().code)).c_str());
}

inline std::string str(ByteView bytes) {
    return std::string(textOf(bytes));
}

/// Where a server is, as far as proofs go.
struct ServerFacts {
    OrganisationId organisation;
    identity::TlsKeyHash tlsKey;
    Milliseconds now{};
};

class TestDevice {
public:
    TestDevice(std::uint64_t seed, std::string handle)
        : m_random(seed)
        , m_handle(std::move(handle))
        , m_identity(SignatureKeyPair::generate(m_random))
        , m_key(SignatureKeyPair::generate(m_random))
        , m_deviceId(m_random.id<DeviceId>()) {}

    [[nodiscard]] const std::string& handle() const { return m_handle; }
    [[nodiscard]] UserId user() const { return m_certificate.user; }
    [[nodiscard]] DeviceId id() const { return m_deviceId; }
    [[nodiscard]] const identity::DeviceCertificate& certificate() const { return m_certificate; }
    [[nodiscard]] mls::OwnDevice own() const { return {m_certificate, m_key}; }
    [[nodiscard]] RepeatableRandom& random() { return m_random; }
    [[nodiscard]] Line& line() { return *m_line; }
    void use(Line* line) { m_line = line; }

    // ---- Becoming known
    wire::Answer sayHello(std::uint32_t version = protocol::kGreatestVersion) {
        wire::Frame frame;
        frame.mutable_client_hello()->set_version(version);
        frame.mutable_client_hello()->set_program("test 1");
        return line().ask(frame);
    }
    wire::Answer openInvite(const identity::InviteToken& token) {
        wire::Frame frame;
        frame.mutable_open_invite()->set_token(str(token.view()));
        return line().ask(frame);
    }
    wire::Frame registerFrame(const identity::InviteToken& token, const UserId& user,
                              const ServerFacts& server) {
        if (m_certificate.notAfter == 0)
            certify(user, server);
        wire::Frame frame;
        auto& request = *frame.mutable_register_();
        request.set_token(str(token.view()));
        request.set_handle(m_handle);
        request.set_display_name("Test " + m_handle);
        request.set_certificate(str(m_certificate.encode()));
        request.set_proof(proof(server));
        while (m_packages.size() < 10)
            request.add_key_packages(str(newKeyPackage(server.now)));
        request.set_last_resort(str(newKeyPackage(server.now)));
        return frame;
    }
    /// Hello, invite, registration: the usual way.
    wire::Answer join(const identity::InviteToken& token, const ServerFacts& server) {
        sayHello();
        const auto opened = openInvite(token);
        if (opened.code() != wire::OK)
            return opened;
        const auto user = must(UserId::parse(viewOf(opened.invite_opened().user_id())));
        return line().ask(registerFrame(token, user, server));
    }
    wire::Answer logIn(const ServerFacts& server) {
        sayHello();
        wire::Frame frame;
        frame.mutable_login()->set_device_id(str(m_deviceId.view()));
        frame.mutable_login()->set_proof(proof(server));
        return line().ask(frame);
    }
    std::string proof(const ServerFacts& server) {
        identity::LoginChallenge challenge;
        const auto& nonce = line().hello().nonce();
        std::ranges::copy(viewOf(nonce), challenge.nonce.begin());
        challenge.organisation = server.organisation;
        challenge.tlsKey = server.tlsKey;
        return str(identity::proveLogin(m_key, challenge).view());
    }
    Bytes newKeyPackage(Milliseconds now) {
        m_packages.push_back(mls::KeyPackageBundle::generate(own(), m_random, now));
        return m_packages.back().keyPackage;
    }

    // ---- Groups
    struct Membership {
        MemoryGroupStore store;
        std::optional<mls::Group> group;
        std::uint64_t start = 0; ///< the seq of the commit that let us in
    };
    [[nodiscard]] Membership& in(const GroupId& group) { return *m_groups.at(group); }
    [[nodiscard]] mls::Group& mlsGroup(const GroupId& group) { return *in(group).group; }
    [[nodiscard]] bool isIn(const GroupId& group) const { return m_groups.contains(group); }
    void forget(const GroupId& group) { m_groups.erase(group); }

    IdempotencyKey newKey() { return m_random.id<IdempotencyKey>(); }

    wire::Frame appendFrame(const GroupId& group, ByteView payload) {
        wire::Frame frame;
        auto& append = *frame.mutable_append();
        append.set_group(str(group.view()));
        append.set_incarnation(line().hello().incarnation());
        append.set_idempotency_key(str(newKey().view()));
        append.set_payload(str(payload));
        return frame;
    }
    wire::Frame messageFrame(const GroupId& group, std::string_view text) {
        auto& membership = in(group);
        const Bytes sealed =
            must(membership.group->protect(own(), viewOf(text), m_random, membership.store));
        return appendFrame(group, sealed);
    }
    wire::Answer say(const GroupId& group, std::string_view text) {
        return line().ask(messageFrame(group, text));
    }

    static void addParts(wire::Append& append, const mls::StagedCommit& staged) {
        auto& parts = *append.mutable_commit();
        parts.set_group_info(str(staged.groupInfo()));
        parts.set_encrypted_group_info(str(staged.encryptedGroupInfo()));
        for (const auto& part : staged.welcomeParts()) {
            auto& welcome = *parts.add_welcome();
            welcome.set_device_id(str(part.device.view()));
            welcome.set_key_package_ref(str(part.keyPackageRef));
            welcome.set_encrypted_group_secrets(str(part.encryptedGroupSecrets));
        }
    }

    /// A commit that is made and not yet sent.
    struct Prepared {
        GroupId group;
        mls::StagedCommit staged;
        wire::Frame frame;
    };
    Prepared prepare(const GroupId& group, const mls::CommitRequest& request, Milliseconds now) {
        auto staged = must(mlsGroup(group).stageCommit(own(), request, m_random, now));
        wire::Frame frame = appendFrame(group, staged.message());
        addParts(*frame.mutable_append(), staged);
        return {group, std::move(staged), std::move(frame)};
    }
    /// An external commit from what FetchRejoin gives.
    struct PreparedRejoin {
        mls::StagedRejoin staged;
        wire::Frame frame;
    };
    PreparedRejoin prepareRejoin(const GroupId& group) {
        wire::Frame ask;
        ask.mutable_fetch_rejoin()->set_group(str(group.view()));
        const auto answer = line().ask(ask);
        const auto& material = answer.rejoin();
        std::vector<Bytes> selfRemoves;
        for (const auto& message : material.self_removes())
            selfRemoves.push_back(toBytes(viewOf(message)));
        const auto statement =
            must(identity::ServerStatement::parse(viewOf(line().hello().statement())));
        auto staged = must(mls::StagedRejoin::stage(own(),
                                                    {.group = group,
                                                     .groupInfo = viewOf(material.group_info()),
                                                     .ratchetTree = viewOf(material.tree()),
                                                     .selfRemoves = selfRemoves,
                                                     .removalKey = statement.removalKey.view()},
                                                    m_random));
        wire::Frame frame = appendFrame(group, staged.message());
        frame.mutable_append()->mutable_commit()->set_group_info(str(staged.groupInfo()));
        return {std::move(staged), std::move(frame)};
    }
    void comeBack(const GroupId& group, mls::StagedRejoin staged) {
        auto membership = std::make_unique<Membership>();
        membership->group.emplace(must(mls::Group::rejoin(std::move(staged), membership->store)));
        m_groups[group] = std::move(membership);
    }
    wire::Answer rejoin(const GroupId& group) {
        auto prepared = prepareRejoin(group);
        auto answer = line().ask(prepared.frame);
        if (answer.code() == wire::OK)
            comeBack(group, std::move(prepared.staged));
        return answer;
    }
    void merge(Prepared prepared) {
        auto& membership = in(prepared.group);
        must(membership.group->merge(std::move(prepared.staged), membership.store));
    }
    wire::Answer commit(const GroupId& group, const mls::CommitRequest& request, Milliseconds now) {
        auto prepared = prepare(group, request, now);
        auto answer = line().ask(prepared.frame);
        if (answer.code() == wire::OK)
            merge(std::move(prepared));
        return answer;
    }

    struct NewGroup {
        rules::GroupKind kind = rules::GroupKind::Group;
        std::vector<Bytes> keyPackages;
        std::optional<UserId> directPeer;
        std::optional<GroupId> id;
    };
    Prepared prepareCreation(const NewGroup& wanted, Milliseconds now) {
        const GroupId id = wanted.id.value_or(m_random.id<GroupId>());
        rules::KontorRules rules;
        rules.kind = wanted.kind;
        if (wanted.kind == rules::GroupKind::Group)
            rules.admins = {user()};
        const auto statement =
            must(identity::ServerStatement::parse(viewOf(line().hello().statement())));
        auto membership = std::make_unique<Membership>();
        membership->group.emplace(
            must(mls::Group::create(own(), id, rules, statement.removalKey.view(), m_random, now)));
        must(membership->group->save(membership->store));
        membership->start = 1;
        m_groups[id] = std::move(membership);
        const Bytes groupInfo = must(mlsGroup(id).groupInfo(own()));
        const Bytes tree = mlsGroup(id).publicState().ratchetTree();
        mls::CommitRequest first;
        first.addKeyPackages = wanted.keyPackages;
        auto prepared = prepare(id, first, now);
        auto& creation = *prepared.frame.mutable_append()->mutable_creation();
        creation.set_group_info(str(groupInfo));
        creation.set_tree(str(tree));
        if (wanted.directPeer)
            creation.set_direct_peer(str(wanted.directPeer->view()));
        return prepared;
    }
    /// The group, or nothing when the server refused.
    std::optional<GroupId> create(const NewGroup& wanted, Milliseconds now) {
        auto prepared = prepareCreation(wanted, now);
        const GroupId id = prepared.group;
        if (line().ask(prepared.frame).code() != wire::OK) {
            m_groups.erase(id);
            return std::nullopt;
        }
        merge(std::move(prepared));
        return id;
    }
    std::vector<Bytes> claim(std::initializer_list<UserId> users) {
        wire::Frame frame;
        for (const auto& user : users)
            frame.mutable_claim_key_packages()->add_user_ids(str(user.view()));
        std::vector<Bytes> packages;
        const auto answer = line().ask(frame);
        for (const auto& claimed : answer.key_packages().claimed())
            packages.push_back(toBytes(viewOf(claimed.key_package())));
        return packages;
    }

    /// Reads the inbox, joins what it offers, acknowledges it. How many groups it joined.
    int readInbox() {
        wire::Frame frame;
        frame.mutable_fetch_inbox();
        const auto inbox = line().ask(frame).inbox();
        int joined = 0;
        for (const auto& row : inbox.rows()) {
            joined += joinFrom(row) ? 1 : 0;
            wire::Frame ack;
            ack.mutable_ack_inbox()->set_seq(row.seq());
            line().post(ack);
        }
        return joined;
    }
    bool joinFrom(const wire::InboxRow& row) {
        wire::Frame frame;
        frame.mutable_fetch_tree()->set_group(row.group());
        frame.mutable_fetch_tree()->set_start_seq(row.start_seq());
        const std::string tree = line().ask(frame).tree().tree();
        const auto statement =
            must(identity::ServerStatement::parse(viewOf(line().hello().statement())));
        for (const auto& package : m_packages) {
            if (str(package.ref) != row.key_package_ref())
                continue;
            auto joined = must(mls::Group::join(
                own(), {.encryptedGroupSecrets = viewOf(row.encrypted_group_secrets()),
                        .encryptedGroupInfo = viewOf(row.encrypted_group_info()),
                        .ratchetTree = viewOf(tree),
                        .keyPackage = package,
                        .removalKey = statement.removalKey.view()}));
            auto membership = std::make_unique<Membership>();
            membership->group.emplace(std::move(joined.group));
            must(membership->group->save(membership->store));
            membership->start = row.start_seq();
            m_groups[must(GroupId::parse(viewOf(row.group())))] = std::move(membership);
            return true;
        }
        return false;
    }

    wire::Entries fetch(const GroupId& group, std::uint64_t after, std::uint32_t limit = 0) {
        wire::Frame frame;
        frame.mutable_fetch()->set_group(str(group.view()));
        frame.mutable_fetch()->set_after_seq(after);
        frame.mutable_fetch()->set_limit(limit);
        return line().ask(frame).entries();
    }
    /// What the log says after `after`, of others; handshakes are followed.
    std::vector<std::string> read(const GroupId& group, std::uint64_t after) {
        std::vector<std::string> texts;
        auto& membership = in(group);
        const auto fetched = fetch(group, after);
        for (const auto& entry : fetched.entries()) {
            const ByteView payload = viewOf(entry.payload());
            const auto header = must(mls::peek(payload));
            if (header.kind == mls::MessageHeader::Kind::Application) {
                auto opened = membership.group->unprotect(payload, {}, membership.store);
                if (opened.ok())
                    texts.push_back(str(opened.value().content));
            } else if (header.kind == mls::MessageHeader::Kind::Commit) {
                auto staged = membership.group->stageReceived(payload);
                if (staged.ok() && !staged.value().removesUs())
                    must(membership.group->merge(std::move(staged).value(), membership.store));
            } else {
                (void)membership.group->receiveProposal(payload, membership.store);
            }
        }
        return texts;
    }
    void acknowledge(const GroupId& group, std::uint64_t seq) {
        wire::Frame frame;
        frame.mutable_ack_log()->set_group(str(group.view()));
        frame.mutable_ack_log()->set_seq(seq);
        line().post(frame);
    }

    /// The certificate as a test wants it, before registering.
    void certify(const UserId& user, const ServerFacts& server) {
        identity::DeviceCertificate content;
        content.organisation = server.organisation;
        content.user = user;
        content.device = m_deviceId;
        content.deviceKey = m_key.publicKey();
        const auto seconds = static_cast<std::uint64_t>(server.now.count() / 1'000);
        content.notBefore = seconds - 86'400;
        content.notAfter = seconds + 10ULL * 365 * 86'400;
        m_certificate = identity::DeviceCertificate::issue(content, m_identity);
    }

private:
    RepeatableRandom m_random;
    std::string m_handle;
    SignatureKeyPair m_identity;
    SignatureKeyPair m_key;
    DeviceId m_deviceId;
    identity::DeviceCertificate m_certificate;
    std::list<mls::KeyPackageBundle> m_packages;
    std::map<GroupId, std::unique_ptr<Membership>> m_groups;
    Line* m_line = nullptr;
};

} // namespace kontor::test
