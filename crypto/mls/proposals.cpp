#include "crypto/mls/proposals.h"

namespace kontor::mls {

void ReInit::encode(tls::Writer& w) const {
    w.opaque(group_id);
    w.value(version);
    w.u16(cipher_suite);
    w.vector(extensions);
}

ReInit ReInit::parse(tls::Reader& r) {
    return {r.opaque(), r.value<ProtocolVersion>(), r.u16(), parseExtensions(r)};
}

ProposalType Proposal::type() const {
    return std::visit([](const auto& proposal) { return proposal.kType; }, content);
}

void Proposal::encode(tls::Writer& w) const {
    w.value(type());
    std::visit([&](const auto& proposal) { proposal.encode(w); }, content);
}

Proposal Proposal::parse(tls::Reader& r) {
    switch (r.value<ProposalType>()) {
    case ProposalType::add:
        return {r.value<Add>()};
    case ProposalType::update:
        return {r.value<Update>()};
    case ProposalType::remove:
        return {r.value<Remove>()};
    case ProposalType::psk:
        return {r.value<PreSharedKey>()};
    case ProposalType::reinit:
        return {r.value<ReInit>()};
    case ProposalType::external_init:
        return {r.value<ExternalInit>()};
    case ProposalType::group_context_extensions:
        return {r.value<GroupContextExtensions>()};
    case ProposalType::self_remove:
        return {r.value<SelfRemove>()};
    }
    r.fail();
    return {SelfRemove{}};
}

} // namespace kontor::mls
