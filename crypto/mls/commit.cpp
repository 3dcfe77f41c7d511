#include "crypto/mls/commit.h"

namespace kontor::mls {

namespace {
constexpr std::uint8_t kProposal = 1;
constexpr std::uint8_t kReference = 2;
} // namespace

void ProposalOrRef::encode(tls::Writer& w) const {
    if (const auto* proposal = std::get_if<Proposal>(&content)) {
        w.u8(kProposal);
        w.value(*proposal);
    } else {
        w.u8(kReference);
        w.opaque(std::get<ProposalRef>(content).hash);
    }
}

ProposalOrRef ProposalOrRef::parse(tls::Reader& r) {
    switch (r.u8()) {
    case kProposal:
        return {r.value<Proposal>()};
    case kReference:
        return {ProposalRef{r.opaque()}};
    default:
        r.fail();
        return {ProposalRef{}};
    }
}

void Commit::encode(tls::Writer& w) const {
    w.vector(proposals);
    w.optional(path);
}

Commit Commit::parse(tls::Reader& r) {
    return {r.vector<ProposalOrRef>(), r.optional<UpdatePath>()};
}

} // namespace kontor::mls
