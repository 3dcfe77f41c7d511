// Writes the seeds of the group's fuzz targets: write_group_seeds tests/fuzz/seeds. Run it by hand
// when a format changes; the files are part of the repository.
#include "crypto/mls/welcome.h"
#include "tests/fuzz/fixed_group.h"

#include <filesystem>
#include <fstream>

using namespace kontor;
using namespace kontor::mls;

namespace {

void write(const std::filesystem::path& file, ByteView bytes) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << textOf(bytes);
}

void writeCommit(const std::filesystem::path& file, ByteView message) {
    write(file, test::must(PublicMessage::fromMessage(message)).content.content);
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2)
        test::stop("usage: write_group_seeds FOLDER");
    const std::filesystem::path folder = argv[1];
    test::FixedGroup fixed;
    auto& story = fixed.story;
    const auto update = test::must(story.stage(fixed.anna));
    write(folder / "judge" / "message", update.message());
    writeCommit(folder / "judge" / "update", update.message());
    writeCommit(folder / "judge" / "remove",
                test::must(story.stage(fixed.anna, story.removing(fixed.carl))).message());
    const auto rejoin = test::must(story.stageRejoin(fixed.anna));
    write(folder / "judge" / "external_message", rejoin.message());
    writeCommit(folder / "judge" / "external", rejoin.message());
    auto request = test::GroupStory::adding({&fixed.fritz});
    request.newRules = story.server().rules();
    request.newRules->admins.push_back(fixed.carl.user());
    auto staged = test::must(story.stage(fixed.anna, request));
    writeCommit(folder / "judge" / "add_and_rules", staged.message());
    write(folder / "judge" / "self_remove", tls::encode(Proposal{SelfRemove{}}));

    write(folder / "ratchet_tree" / "four", story.server().ratchetTree());
    const auto& part = staged.welcomeParts()[0].encryptedGroupSecrets;
    write(folder / "join" / "part", part);
    const auto secrets = test::must(
        openGroupSecrets(test::must(tls::decode<EncryptedGroupSecrets>(part, "part")),
                         fixed.fritz.packages.back().initKey, staged.encryptedGroupInfo()));
    tls::SecretWriter w;
    secrets.encode(w);
    write(folder / "join" / "secrets", w.view());
    auto info = test::must(GroupInfo::fromMessage(staged.groupInfo()));
    info.extensions.clear();
    write(folder / "join" / "group_info", tls::encode(info));
    write(folder / "join" / "bundle", fixed.fritz.packages.back().serialize().view());
    story.deliver(fixed.anna, std::move(staged), {&fixed.fritz});
    write(folder / "join" / "tree", story.server().ratchetTree());
    write(folder / "ratchet_tree" / "five", story.server().ratchetTree());
    return 0;
}
