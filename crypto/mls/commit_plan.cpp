#include "crypto/mls/commit_plan.h"

#include <algorithm>
#include <chrono>

namespace kontor::mls {

namespace {

/// A package that promises to be good for longer was not made by a client of ours.
constexpr std::chrono::hours kLongestLife{24 * 90};

/// What binds the committer alone (delivery.md, rule 1): is the package good today?
Result<KeyPackage> usableKeyPackage(ByteView message, Milliseconds now) {
    using std::chrono::duration_cast;
    using std::chrono::seconds;
    auto package = KeyPackage::fromMessage(message);
    if (!package.ok())
        return package;
    const Lifetime& life = package.value().leaf_node.lifetime;
    const auto today = static_cast<std::uint64_t>(duration_cast<seconds>(now).count());
    const auto longest = static_cast<std::uint64_t>(seconds(kLongestLife).count());
    if (today < life.not_before || today > life.not_after ||
        life.not_after - life.not_before > longest)
        return Error(ErrorCode::Malformed, {"key_package_lifetime"});
    const auto certificate = certificateOf(package.value().leaf_node);
    if (!certificate.ok() || !certificate.value().validAt(now))
        return Error(ErrorCode::Malformed, {"key_package_certificate"});
    return package;
}

class Planner {
public:
    Planner(const GroupState& group, const CommitRequest& request)
        : m_group(group)
        , m_state(group.state())
        , m_request(request) {}

    Result<void> takePending() {
        for (const PendingProposal& pending : m_state.pending) {
            if (pending.target == m_group.own())
                return Error(ErrorCode::NotAllowed, {"own_removal_pending"});
            m_plan.proposals.push_back({ProposalRef{pending.ref}});
            if (pending.cause == RemovalCause::SelfRemove)
                m_plan.list.push_back({{SelfRemove{}}, Sender::member(pending.target), true});
            else
                m_plan.list.push_back({{Remove{pending.target}}, Sender::external(0), true});
            m_going.insert(pending.target);
        }
        return {};
    }

    void takeRemoves() {
        for (const LeafIndex leaf : m_request.removes)
            if (m_going.insert(leaf).second)
                byValue({Remove{leaf}});
    }

    Result<void> takeAdds(Milliseconds now) {
        if (m_request.addKeyPackages.size() > m_request.mostAdds)
            return Error(ErrorCode::TooLarge, {std::to_string(m_request.mostAdds)});
        const std::size_t members =
            m_state.roster.members().size() - m_going.size() + m_request.addKeyPackages.size();
        if (!m_request.addKeyPackages.empty() && members > m_request.mostMembers)
            return Error(ErrorCode::GroupFull, {std::to_string(m_request.mostMembers)});
        for (const Bytes& message : m_request.addKeyPackages) {
            auto package = usableKeyPackage(message, now);
            if (!package.ok())
                return package.error();
            byValue({Add{std::move(package).value()}});
        }
        return {};
    }

    void takeRules() {
        auto newRules = m_request.newRules;
        if (!newRules)
            newRules = rules::repairedRules(m_state.kontor.rules, m_state.roster.users(m_going));
        if (newRules)
            byValue({GroupContextExtensions{
                KontorExtensions{*newRules, m_state.kontor.removalKey}.build()}});
    }

    CommitPlan take() && { return std::move(m_plan); }

private:
    void byValue(Proposal proposal) {
        m_plan.list.push_back({proposal, Sender::member(m_group.own()), false});
        m_plan.proposals.push_back({std::move(proposal)});
    }

    const GroupState& m_group;
    const PublicState& m_state;
    const CommitRequest& m_request;
    std::set<LeafIndex> m_going;
    CommitPlan m_plan;
};

} // namespace

Result<CommitPlan> planCommit(const GroupState& group, const CommitRequest& request,
                              Milliseconds now) {
    Planner planner(group, request);
    if (auto pending = planner.takePending(); !pending.ok())
        return pending.error();
    planner.takeRemoves();
    if (auto adds = planner.takeAdds(now); !adds.ok())
        return adds.error();
    planner.takeRules();
    return std::move(planner).take();
}

} // namespace kontor::mls
