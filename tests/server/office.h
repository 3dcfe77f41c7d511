#pragma once

#include "tests/server/backend_desk.h"
#include "tests/server/test_device.h"

#include <map>
#include <memory>
#include <string>

namespace kontor::test {

/// A backend and its people, each with a line.
class Office {
public:
    BackendDesk desk;

    [[nodiscard]] ServerFacts facts() {
        return {.organisation = desk.organisation(),
                .tlsKey = desk.tlsKey(),
                .now = desk.clock().sinceEpoch()};
    }
    [[nodiscard]] Milliseconds now() { return desk.clock().sinceEpoch(); }

    /// Registered and logged in.
    TestDevice& hire(const std::string& handle) {
        auto device = std::make_unique<TestDevice>(++m_seed, handle);
        connect(*device);
        const auto joined = device->join(desk.inviteNew(handle), facts());
        if (joined.code() != wire::OK)
            qFatal("not registered: %d %s", joined.code(), joined.args().rule().c_str());
        m_people.push_back(std::move(device));
        return *m_people.back();
    }
    /// A fresh line, not logged in.
    void connect(TestDevice& device) {
        m_lines[&device] = desk.call();
        device.use(m_lines[&device].get());
        desk.commit();
    }
    [[nodiscard]] BackendDesk::Telephone& telephone(TestDevice& device) {
        return *m_lines.at(&device);
    }
    wire::Answer reconnect(TestDevice& device) {
        connect(device);
        return device.logIn(facts());
    }
    /// A group that the others have joined from their inboxes.
    GroupId group(TestDevice& creator, std::initializer_list<TestDevice*> others) {
        TestDevice::NewGroup wanted;
        for (auto* other : others) {
            for (auto& package : creator.claim({other->user()}))
                wanted.keyPackages.push_back(std::move(package));
        }
        const auto id = creator.create(wanted, now());
        if (!id)
            qFatal("no group");
        for (auto* other : others)
            other->readInbox();
        return *id;
    }

private:
    std::uint64_t m_seed = 100;
    std::vector<std::unique_ptr<TestDevice>> m_people;
    std::map<TestDevice*, std::unique_ptr<BackendDesk::Telephone>> m_lines;
};

/// An answer in words: "OK", "STALE", "BAD_REQUEST sender-leaf".
inline std::string said(const wire::Answer& answer) {
    std::string text = wire::StatusCode_Name(answer.code());
    if (!answer.args().rule().empty())
        text += " " + answer.args().rule();
    return text;
}

} // namespace kontor::test
