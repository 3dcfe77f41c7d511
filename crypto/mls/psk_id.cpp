#include "crypto/mls/psk_id.h"

namespace kontor::mls {

void PreSharedKeyId::encode(tls::Writer& w) const {
    w.value(psktype);
    if (psktype == PskType::external) {
        w.opaque(psk_id);
    } else {
        w.value(usage);
        w.opaque(psk_group_id);
        w.u64(psk_epoch);
    }
    w.opaque(psk_nonce);
}

PreSharedKeyId PreSharedKeyId::parse(tls::Reader& r) {
    PreSharedKeyId id;
    id.psktype = r.oneOf<PskType>({PskType::external, PskType::resumption});
    if (id.psktype == PskType::external) {
        id.psk_id = r.opaque();
    } else {
        id.usage =
            r.oneOf<ResumptionPskUsage>({ResumptionPskUsage::application,
                                         ResumptionPskUsage::reinit, ResumptionPskUsage::branch});
        id.psk_group_id = r.opaque();
        id.psk_epoch = r.u64();
    }
    id.psk_nonce = r.opaque();
    return id;
}

} // namespace kontor::mls
