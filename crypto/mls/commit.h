#pragma once

#include "crypto/mls/proposals.h"
#include "crypto/mls/update_path.h"

#include <optional>
#include <variant>
#include <vector>

namespace kontor::mls {

/// RFC 9420, 5.2: the hash of the AuthenticatedContent that carried the proposal.
struct ProposalRef {
    Bytes hash;
    friend bool operator==(const ProposalRef&, const ProposalRef&) = default;
};

/// RFC 9420, 12.4.
struct ProposalOrRef {
    std::variant<Proposal, ProposalRef> content;
    friend bool operator==(const ProposalOrRef&, const ProposalOrRef&) = default;
    void encode(tls::Writer& w) const;
    static ProposalOrRef parse(tls::Reader& r);
};

struct Commit {
    std::vector<ProposalOrRef> proposals;
    std::optional<UpdatePath> path;

    friend bool operator==(const Commit&, const Commit&) = default;
    void encode(tls::Writer& w) const;
    static Commit parse(tls::Reader& r);
};

} // namespace kontor::mls
