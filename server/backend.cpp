#include "server/backend.h"

#include "base/limits.h"
#include "base/log.h"
#include "protocol/version.h"
#include "server/blobs/blob_desk.h"
#include "server/housekeeping.h"
#include "server/request_cost.h"
#include "server/requests/administration_requests.h"
#include "server/requests/answers.h"
#include "server/requests/context.h"
#include "server/requests/requests.h"
#include "server/server_limits.h"

#include <utility>

namespace kontor::server {

namespace {

/// What is said by people, and comes again; not what makes room, or is needed to read.
bool growsTheStore(const wire::Frame& frame) {
    switch (frame.body_case()) {
    case wire::Frame::kAppend:
    case wire::Frame::kStoreBlob:
    case wire::Frame::kRegister:
    case wire::Frame::kPublishKeyPackages:
        return true;
    default:
        return false;
    }
}

} // namespace

struct Backend::Inside {
    explicit Inside(BackendParts parts)
        : context{.store = parts.store,
                  .clock = parts.clock,
                  .random = parts.random,
                  .identity = std::move(parts.identity),
                  .removalKey = parts.removalKey,
                  .callServers = std::move(parts.callServers),
                  .sessions = {},
                  .groups = GroupTable(parts.store),
                  .rates = {}}
        , blobs(context)
        , blobGone(std::move(parts.blobGone))
        , freeBytes(std::move(parts.freeBytes))
        , housekeeping(context, blobs)
        , administration(context) {}

    void begin() {
        if (!std::exchange(inBatch, true))
            context.store.begin();
    }
    void carryOut(Session& session, const wire::Frame& frame);
    [[nodiscard]] std::optional<wire::Answer> answerTo(Session& session, const wire::Frame& frame);
    [[nodiscard]] std::optional<wire::Answer> answerToStranger(Session& session,
                                                               const wire::Frame& frame);
    [[nodiscard]] std::optional<wire::Answer> answerToMember(Session& session,
                                                             const wire::Frame& frame);
    [[nodiscard]] wire::Answer hello(Session& session, const wire::ClientHello& hello);
    void tellDirectoryChanged();
    void tellPoliciesChanged();
    void tellEverybody(const wire::Frame& frame);
    void lookAtDisk();

    Context context;
    BlobDesk blobs;
    std::function<void(const BlobId& blob)> blobGone;
    std::function<std::uint64_t()> freeBytes;
    Housekeeping housekeeping;
    AdministrationRequests administration;
    bool inBatch = false;
    bool failed = false; ///< for good: what was to leave never does
    SessionId lastSession;
};

Backend::Backend(BackendParts parts)
    : m_inside(std::make_unique<Inside>(std::move(parts))) {}

Backend::~Backend() = default;

SessionId Backend::connect() {
    m_inside->lastSession = m_inside->lastSession.next();
    connect(m_inside->lastSession);
    return m_inside->lastSession;
}

void Backend::connect(SessionId id) {
    m_inside->begin();
    Context& context = m_inside->context;
    Session& session = context.sessions.open(id);
    session.nonce = context.random.array<32>();
    session.deadline = context.clock.steady() + limits::kStrangerPatience;
    wire::Frame frame;
    auto& hello = *frame.mutable_server_hello();
    hello.set_least_version(protocol::kLeastVersion);
    hello.set_greatest_version(protocol::kGreatestVersion);
    hello.set_statement(fieldOf(context.identity.statement));
    hello.set_nonce(fieldOf(session.nonce));
    hello.set_incarnation(fieldOf(context.store.incarnation().view()));
    context.sessions.send(session, frame);
}

void Backend::handle(SessionId id, const wire::Frame& frame) {
    m_inside->begin();
    if (Session* session = m_inside->context.sessions.find(id))
        m_inside->carryOut(*session, frame);
}

void Backend::refuse(SessionId id, const Error& why) {
    m_inside->begin();
    Context& context = m_inside->context;
    Session* session = context.sessions.find(id);
    if (session == nullptr)
        return;
    wire::Frame frame;
    *frame.mutable_answer() = why.code == ErrorCode::TooLarge
                                  ? tooLarge(kontor::limits::kFrameBytes)
                                  : badRequest("batch");
    context.sessions.send(*session, frame);
    context.sessions.end(*session, wire::OK);
}

void Backend::disconnect(SessionId id) {
    m_inside->context.sessions.close(id);
}

bool Backend::tick() {
    m_inside->begin();
    m_inside->lookAtDisk();
    return m_inside->housekeeping.step();
}

void Backend::endAllSessions() {
    m_inside->begin();
    auto& sessions = m_inside->context.sessions;
    sessions.forEach([&](Session& session) { sessions.end(session, wire::RETRY_LATER); });
}

Result<std::vector<Delivery>> Backend::commit() {
    Context& context = m_inside->context;
    if (std::exchange(context.directoryChanged, false))
        m_inside->tellDirectoryChanged();
    if (std::exchange(context.policiesChanged, false))
        m_inside->tellPoliciesChanged();
    if (std::exchange(m_inside->inBatch, false))
        m_inside->failed = !context.store.commit().ok() || m_inside->failed;
    if (m_inside->failed)
        return ErrorCode::Storage;
    context.groups.trim();
    for (const BlobId& blob : m_inside->blobs.takeGone()) {
        if (m_inside->blobGone)
            m_inside->blobGone(blob);
    }
    return context.sessions.takeDeliveries();
}

Administration& Backend::administration() {
    m_inside->begin();
    return m_inside->administration;
}

BlobDesk& Backend::blobs() {
    m_inside->begin();
    return m_inside->blobs;
}

void Backend::setStatement(Bytes signedStatement) {
    m_inside->context.identity.statement = std::move(signedStatement);
}

void Backend::Inside::carryOut(Session& session, const wire::Frame& frame) {
    const auto answer = answerTo(session, frame);
    // Without an id there is nothing that an answer could be matched with.
    if (answer && frame.request_id() != 0) {
        wire::Frame reply;
        reply.set_request_id(frame.request_id());
        *reply.mutable_answer() = *answer;
        context.sessions.send(session, reply);
    }
    if (session.leaves)
        context.sessions.end(session, wire::OK);
}

void Backend::Inside::lookAtDisk() {
    const bool full = freeBytes && freeBytes() < limits::kFreeBytes;
    if (full != context.diskFull)
        log::warning(log::Category::Server,
                     full ? log::Text("the disk is full: nothing new is taken until there is room")
                          : log::Text("there is room on the disk again"));
    context.diskFull = full;
}

std::optional<wire::Answer> Backend::Inside::answerTo(Session& session, const wire::Frame& frame) {
    if (context.diskFull && growsTheStore(frame))
        return retryLater(limits::kDiskRetry);
    switch (session.state) {
    case Session::State::Greeted:
        if (frame.body_case() == wire::Frame::kClientHello)
            return hello(session, frame.client_hello());
        session.leaves = true;
        return badRequest("hello-first");
    case Session::State::Spoken:
        return answerToStranger(session, frame);
    case Session::State::LoggedIn:
        return answerToMember(session, frame);
    case Session::State::Ended:
        break;
    }
    return std::nullopt;
}

wire::Answer Backend::Inside::hello(Session& session, const wire::ClientHello& hello) {
    if (hello.program().size() > limits::kProgramName)
        return badRequest("program");
    if (hello.version() < protocol::kLeastVersion || hello.version() > protocol::kGreatestVersion) {
        session.leaves = true;
        return answerOf(wire::VERSION_UNSUPPORTED);
    }
    session.state = Session::State::Spoken;
    return done();
}

std::optional<wire::Answer> Backend::Inside::answerToStranger(Session& session,
                                                              const wire::Frame& frame) {
    switch (frame.body_case()) {
    case wire::Frame::kOpenInvite:
        return openInvite(context, session, frame.open_invite());
    case wire::Frame::kRegister:
        return registerDevice(context, session, frame.register_());
    case wire::Frame::kLogin:
        return logIn(context, session, frame.login());
    case wire::Frame::kPing:
        return done();
    case wire::Frame::BODY_NOT_SET:
        return badRequest("unknown-request");
    default:
        return answerOf(wire::NOT_LOGGED_IN);
    }
}

std::optional<wire::Answer> Backend::Inside::answerToMember(Session& session,
                                                            const wire::Frame& frame) {
    if (readsMuch(frame) && session.out.bytes() > limits::kBatchAnswers)
        return retryLater(limits::kRetryAfter);
    switch (frame.body_case()) {
    case wire::Frame::kFetchDirectory:
        return fetchDirectory(context, frame.fetch_directory());
    case wire::Frame::kPublishKeyPackages:
        return publishKeyPackages(context, session, frame.publish_key_packages());
    case wire::Frame::kClaimKeyPackages:
        return claimKeyPackages(context, session, frame.claim_key_packages());
    case wire::Frame::kListGroups:
        return listGroups(context, session);
    case wire::Frame::kAppend:
        return append(context, session, frame.append());
    case wire::Frame::kFetch:
        return fetch(context, session, frame.fetch());
    case wire::Frame::kAckLog:
        return ackLog(context, session, frame.ack_log());
    case wire::Frame::kFetchInbox:
        return fetchInbox(context, session, frame.fetch_inbox());
    case wire::Frame::kAckInbox:
        return ackInbox(context, session, frame.ack_inbox());
    case wire::Frame::kFetchTree:
        return fetchTree(context, session, frame.fetch_tree());
    case wire::Frame::kFetchRejoin:
        return fetchRejoin(context, session, frame.fetch_rejoin());
    case wire::Frame::kEphemeral:
        return relay(context, session, frame.ephemeral());
    case wire::Frame::kFetchCallServers:
        return fetchCallServers(context, session);
    case wire::Frame::kRename:
        return rename(context, session, frame.rename());
    case wire::Frame::kStoreBlob:
        return blobs.store(session, frame.store_blob());
    case wire::Frame::kLoadBlob:
        return blobs.load(session, frame.load_blob());
    case wire::Frame::kDropBlob:
        return blobs.drop(session, frame.drop_blob());
    case wire::Frame::kPing:
        return done();
    default:
        return badRequest("unknown-request");
    }
}

void Backend::Inside::tellDirectoryChanged() {
    begin();
    wire::Frame frame;
    frame.mutable_directory_changed()->set_revision(context.store.directory().revision());
    tellEverybody(frame);
}

void Backend::Inside::tellPoliciesChanged() {
    begin();
    wire::Frame frame;
    frame.mutable_policies_changed()->set_policies(fieldOf(context.store.policies()));
    tellEverybody(frame);
}

void Backend::Inside::tellEverybody(const wire::Frame& frame) {
    context.sessions.forEach([&](Session& session) {
        if (session.state == Session::State::LoggedIn)
            context.sessions.send(session, frame);
    });
}

} // namespace kontor::server
