// Writes the seeds of crypto's fuzz targets: write_crypto_seeds tests/fuzz/seeds. Run it by hand
// when a format changes; the files are part of the repository.
#include "crypto/identity/device_certificate.h"
#include "crypto/identity/invite_link.h"
#include "crypto/identity/organisation.h"
#include "crypto/identity/policy_statement.h"
#include "crypto/mls/commit.h"
#include "crypto/mls/group_info.h"
#include "crypto/mls/key_package.h"
#include "crypto/mls/private_message.h"
#include "crypto/mls/public_message.h"
#include "crypto/mls/welcome.h"
#include "tests/crypto/repeatable_random.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace {

using namespace kontor;
using namespace kontor::mls;

struct Seeds {
    std::filesystem::path folder;
    test::RepeatableRandom random;
    SignatureKeyPair key = SignatureKeyPair::generate(random);
    identity::DeviceCertificate certificate;

    void write(const char* target, const char* name, ByteView bytes) const {
        std::filesystem::create_directories(folder / target);
        std::ofstream out(folder / target / name, std::ios::binary);
        out << textOf(bytes);
    }
    Bytes keyPackage() {
        return KeyPackageBundle::generate({certificate, key}, random, Milliseconds(0)).keyPackage;
    }
    AuthenticatedContent sign(WireFormat format, ContentType type, Bytes content) const {
        return signContent(format,
                           {
                               .group_id = Bytes(16, 1),
                               .epoch = Epoch(2),
                               .sender = Sender::member(LeafIndex(0)),
                               .authenticated_data = {},
                               .content_type = type,
                               .content = std::move(content),
                           },
                           key, {});
    }
    Bytes commit() {
        const auto package = KeyPackage::fromMessage(keyPackage()).value();
        Commit commit;
        commit.proposals = {
            {Proposal{Add{package}}},
            {Proposal{Remove{LeafIndex(1)}}},
            {ProposalRef{Bytes(32, 3)}},
            {Proposal{GroupContextExtensions{{{ExtensionType::kontor_rules, {1}}}}}}};
        UpdatePath path{package.leaf_node, {{Bytes(32, 4), {{Bytes(32, 5), Bytes(48, 6)}}}}};
        path.leaf_node.leaf_node_source = LeafNodeSource::commit;
        path.leaf_node.parent_hash = Bytes(32, 7);
        commit.path = path;
        return tls::encode(commit);
    }
};

void writeIdentity(Seeds& seeds) {
    identity::ServerStatement statement;
    statement.name = "Example";
    statement.tlsKeyHashes = {seeds.random.id<identity::TlsKeyHash>()};
    statement.removalKey = seeds.key.publicKey();
    statement.number = 1;
    seeds.write("statement", "one_key", statement.sign(seeds.key));
    identity::PolicyStatement policies;
    policies.number = 2;
    seeds.write("policies", "none", policies.sign(seeds.key));
    policies.longestLife = std::chrono::hours(1);
    policies.others = {{"calls", {0}}, {"zeal", {1, 2, 3}}};
    seeds.write("policies", "unknown_ones", policies.sign(seeds.key));
    seeds.write("certificate", "device", seeds.certificate.encode());
    identity::InviteLink link{"chat.example.com", 8443, seeds.random.id<identity::InviteToken>(),
                              seeds.random.id<OrganisationId>()};
    seeds.write("invite_link", "name", viewOf(link.format()));
    link.host = "::1";
    seeds.write("invite_link", "v6", viewOf("<" + link.format() + ">\r\n"));
}

void writeHandshakes(Seeds& seeds) {
    const HashSecret membership_key;
    const auto publicMessage = [&](ContentType type, Bytes content) {
        auto message = seeds.sign(WireFormat::mls_public_message, type, std::move(content));
        if (type == ContentType::commit)
            message.auth.confirmation_tag = Bytes(32, 8);
        return PublicMessage::protect(std::move(message), membership_key, {}).value().toMessage();
    };
    const Bytes commit = seeds.commit();
    seeds.write("mls_message", "commit", publicMessage(ContentType::commit, commit));
    seeds.write("mls_message", "self_remove",
                publicMessage(ContentType::proposal, tls::encode(Proposal{SelfRemove{}})));
    seeds.write("mls_message", "key_package", seeds.keyPackage());
    const Welcome welcome{3, {{Bytes(32, 1), {Bytes(32, 2), Bytes(100, 3)}}}, Bytes(200, 4)};
    seeds.write("mls_message", "welcome",
                wrapMessage(WireFormat::mls_welcome, tls::encode(welcome)));
    GroupInfo info;
    info.group_context.cipher_suite = 3;
    info.group_context.group_id = Bytes(16, 1);
    info.group_context.extensions = {{ExtensionType::kontor_rules, Bytes(5)}};
    info.confirmation_tag = Bytes(32, 2);
    info.sign(seeds.key);
    seeds.write("mls_message", "group_info",
                wrapMessage(WireFormat::mls_group_info, tls::encode(info)));
}

void writePrivate(Seeds& seeds) {
    SecretTree tree(HashSecret(), LeafCount(1));
    const auto message = seeds.sign(WireFormat::mls_private_message, ContentType::application,
                                    toBytes(viewOf("hello")));
    const Bytes sealed =
        sealPrivateMessage(message, tree.seal(LeafIndex(0), RatchetType::application).value(),
                           HashSecret(), seeds.random)
            .value();
    seeds.write("mls_message", "application", sealed);
    seeds.write("private_message", "sealed", sealed);
    const auto content = [&](const char* name, ContentType type, ByteView bytes) {
        tls::Writer w;
        encodeContent(w, type, bytes);
        FramedContentAuthData{Bytes(64, 1), Bytes(32, 2)}.encode(w, type);
        w.zeros(30);
        seeds.write("private_message", name, w.view());
    };
    content("application", ContentType::application, viewOf("hello"));
    content("proposal", ContentType::proposal, tls::encode(Proposal{Remove{LeafIndex(1)}}));
    content("commit", ContentType::commit, seeds.commit());
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: write_crypto_seeds FOLDER\n", stderr);
        return 2;
    }
    Seeds seeds;
    seeds.folder = argv[1];
    seeds.certificate.user = seeds.random.id<UserId>();
    seeds.certificate.device = seeds.random.id<DeviceId>();
    seeds.certificate.deviceKey = seeds.key.publicKey();
    seeds.certificate = identity::DeviceCertificate::issue(seeds.certificate, seeds.key);
    writeIdentity(seeds);
    writeHandshakes(seeds);
    writePrivate(seeds);
    return 0;
}
