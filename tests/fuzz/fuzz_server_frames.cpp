#include "protocol/frame_codec.h"
#include "tests/fuzz/small_office.h"

#include <cstdlib>

namespace {

using namespace kontor;
using namespace kontor::test;

/// What came in one WebSocket message, as the connection hands it on.
void hear(SmallOffice& small, server::SessionId session, ByteView message) {
    auto& backend = small.office.desk.backend();
    const auto batch = protocol::decodeBatch(message);
    if (!batch.ok()) {
        backend.refuse(session, batch.error());
        return;
    }
    for (const auto& frame : batch.value().frames())
        backend.handle(session, frame);
}

wire::Frame hello() {
    wire::Frame frame;
    frame.mutable_client_hello()->set_version(protocol::kGreatestVersion);
    return frame;
}

} // namespace

/// A message before the hello, before the login, and of a member; afterwards the others can work.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static SmallOffice small;
    auto& desk = small.office.desk;
    const ByteView message(data, size);
    {
        const auto stranger = desk.call();
        hear(small, stranger->session(), message);
        desk.commit();
    }
    {
        const auto spoken = desk.call();
        desk.backend().handle(spoken->session(), hello());
        hear(small, spoken->session(), message);
        desk.commit();
    }
    hear(small, small.office.telephone(small.bob).session(), message);
    desk.commit();
    (void)small.bob.line().pushes();
    (void)small.anna.line().pushes();
    if (!small.bob.line().isOpen() && small.office.reconnect(small.bob).code() != wire::OK)
        std::abort();
    wire::Frame ping;
    ping.mutable_ping();
    if (small.anna.line().ask(ping).code() != wire::OK)
        std::abort();
    desk.clock().advance(Milliseconds(1'000));
    return 0;
}
