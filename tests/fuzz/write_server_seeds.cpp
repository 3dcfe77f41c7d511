// Writes the seeds of fuzz_server_frames: write_server_seeds tests/fuzz/seeds/server_frames. Run it
// by hand when the wire format or crypto/mls changes; the files are part of the repository.
#include "protocol/frame_codec.h"
#include "tests/fuzz/small_office.h"

#include <filesystem>
#include <fstream>

namespace {

using namespace kontor;
using namespace kontor::test;

struct Seeds {
    std::filesystem::path folder;

    void write(const char* name, wire::Frame frame) const {
        frame.set_request_id(1'000);
        std::ofstream out(folder / name, std::ios::binary);
        out << protocol::encodeFrame(frame).value();
    }
};

void writeEntering(const Seeds& seeds, SmallOffice& small) {
    TestDevice carla(9, "carla");
    small.office.connect(carla);
    wire::Frame frame;
    frame.mutable_client_hello()->set_version(1);
    frame.mutable_client_hello()->set_program("kontor 0.1");
    seeds.write("hello", frame);
    const auto token = small.office.desk.inviteNew("Carla");
    frame.mutable_open_invite()->set_token(str(token.view()));
    seeds.write("open_invite", frame);
    seeds.write("register", carla.registerFrame(token, UserId(), small.office.facts()));
    frame.mutable_login()->set_device_id(str(small.anna.id().view()));
    frame.mutable_login()->set_proof(std::string(64, 'p'));
    seeds.write("login", frame);
}

void writeReading(const Seeds& seeds, SmallOffice& small) {
    const std::string group = str(small.group.view());
    wire::Frame frame;
    frame.mutable_fetch_directory()->set_after_revision(1);
    seeds.write("fetch_directory", frame);
    frame.mutable_claim_key_packages()->add_user_ids(str(small.anna.user().view()));
    seeds.write("claim", frame);
    frame.mutable_list_groups();
    seeds.write("list_groups", frame);
    frame.mutable_fetch()->set_group(group);
    frame.mutable_fetch()->set_limit(7);
    seeds.write("fetch", frame);
    frame.mutable_ack_log()->set_group(group);
    frame.mutable_ack_log()->set_seq(1);
    seeds.write("ack_log", frame);
    frame.mutable_fetch_inbox()->set_after(0);
    seeds.write("fetch_inbox", frame);
    frame.mutable_ack_inbox()->set_seq(1);
    seeds.write("ack_inbox", frame);
    frame.mutable_fetch_tree()->set_group(group);
    frame.mutable_fetch_tree()->set_start_seq(1);
    seeds.write("fetch_tree", frame);
    frame.mutable_fetch_rejoin()->set_group(group);
    seeds.write("fetch_rejoin", frame);
    auto& typing = *frame.mutable_ephemeral();
    typing.set_group(group);
    typing.set_leaf(small.bob.mlsGroup(small.group).ownLeaf().value);
    typing.set_payload("typing");
    seeds.write("ephemeral", frame);
    frame.mutable_fetch_call_servers();
    seeds.write("fetch_call_servers", frame);
    frame.mutable_rename()->set_display_name("Anna");
    seeds.write("rename", frame);
}

void writeAppending(const Seeds& seeds, SmallOffice& small) {
    auto& [office, anna, bob, group] = small;
    wire::Frame publish;
    publish.mutable_publish_key_packages()->add_key_packages(str(bob.newKeyPackage(office.now())));
    seeds.write("publish", publish);
    seeds.write("message", bob.messageFrame(group, "hi"));
    seeds.write("commit", bob.prepare(group, {}, office.now()).frame);
    seeds.write("self_remove",
                bob.appendFrame(group, must(bob.mlsGroup(group).proposeSelfRemove(bob.own()))));
    TestDevice::NewGroup wanted{.kind = rules::GroupKind::Direct,
                                .keyPackages = bob.claim({anna.user()}),
                                .directPeer = anna.user(),
                                .id = {}};
    seeds.write("creation", bob.prepareCreation(wanted, office.now()).frame);
}

} // namespace

int main(int count, char** arguments) {
    if (count != 2)
        return 2;
    const Seeds seeds{arguments[1]};
    std::filesystem::create_directories(seeds.folder);
    SmallOffice small;
    writeEntering(seeds, small);
    writeReading(seeds, small);
    writeAppending(seeds, small);
    return 0;
}
