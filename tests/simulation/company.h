#pragma once

#include "core/setting_names.h"
#include "tests/simulation/stories.h"

namespace kontor::test {

/// Anna created it; Bob and Carla are in it. Dora and Emil are not.
struct Company {
    explicit Company(std::uint64_t seed)
        : world(seed)
        , anna(world.join("anna"))
        , bob(world.join("bob"))
        , carla(world.join("carla"))
        , dora(world.join("dora"))
        , emil(world.join("emil")) {
        world.group("Team", anna, {&bob, &carla});
        if (const auto wrong = world.settle(); !wrong.empty())
            qFatal("%s", wrong.c_str());
    }

    [[nodiscard]] ConversationId of(SimClient& client) const {
        const auto team = client.groupNamed("Team");
        if (!team)
            qFatal("%s is not in the group", client.name().c_str());
        return *team;
    }
    /// The own leaf's key is a week old: the next message brings an update.
    void age(SimClient& client) const {
        auto transaction = unwrap(storage::Transaction::begin(client.database()));
        (void)client.stores().settings.putNumber(
            transaction, settings::ofConversation(settings::kLeafSince, of(client)), 1);
        (void)unwrap(transaction.commit());
    }
    [[nodiscard]] std::set<std::string> members(SimClient& client) const {
        std::set<std::string> names;
        for (const auto& member : unwrap(client.stores().conversations.members(of(client))))
            for (const auto& [name, other] : world.clients())
                if (other->user() == member.user)
                    names.insert(name);
        return names;
    }

    SimWorld world;
    SimClient& anna;
    SimClient& bob;
    SimClient& carla;
    SimClient& dora;
    SimClient& emil;
};

using Names = std::set<std::string>;

} // namespace kontor::test
