#include "crypto/identity/device_certificate.h"

#include "crypto/identity/labelled_signature.h"
#include "crypto/mls/tls_codec.h"

namespace kontor::identity {
namespace {

constexpr std::string_view kLabel = "kontor device v1";

mls::tls::Writer encodeUnsigned(const DeviceCertificate& certificate) {
    mls::tls::Writer w(DeviceCertificate::kBytes);
    w.u16(DeviceCertificate::kVersion);
    w.raw(certificate.organisation.view());
    w.raw(certificate.user.view());
    w.raw(certificate.device.view());
    w.raw(certificate.deviceKey.view());
    w.u64(certificate.notBefore);
    w.u64(certificate.notAfter);
    w.raw(certificate.identityKey.view());
    return w;
}

} // namespace

DeviceCertificate DeviceCertificate::issue(DeviceCertificate content,
                                           const SignatureKeyPair& identityKey) {
    content.identityKey = identityKey.publicKey();
    content.signature = signLabelled(identityKey, kLabel, encodeUnsigned(content).view());
    return content;
}

Bytes DeviceCertificate::encode() const {
    mls::tls::Writer w = encodeUnsigned(*this);
    w.raw(signature.view());
    return std::move(w).take();
}

Result<DeviceCertificate> DeviceCertificate::parse(ByteView bytes) {
    mls::tls::Reader r(bytes);
    if (r.u16() != kVersion)
        return r.ok() ? Error(ErrorCode::VersionUnknown, {"certificate"})
                      : Error(ErrorCode::Malformed, {"certificate"});
    DeviceCertificate certificate;
    certificate.organisation = r.fixed<OrganisationId>();
    certificate.user = r.fixed<UserId>();
    certificate.device = r.fixed<DeviceId>();
    certificate.deviceKey = r.fixed<SignaturePublicKey>();
    certificate.notBefore = r.u64();
    certificate.notAfter = r.u64();
    certificate.identityKey = r.fixed<SignaturePublicKey>();
    certificate.signature = r.fixed<Signature>();
    if (!r.ok() || !r.atEnd() || certificate.notAfter < certificate.notBefore)
        return Error(ErrorCode::Malformed, {"certificate"});
    return certificate;
}

bool DeviceCertificate::isGenuine() const {
    return verifyLabelled(identityKey, kLabel, encodeUnsigned(*this).view(), signature);
}

bool DeviceCertificate::validAt(Milliseconds sinceEpoch) const {
    const auto seconds = static_cast<std::uint64_t>(sinceEpoch.count() / 1000);
    return notBefore <= seconds && seconds <= notAfter;
}

} // namespace kontor::identity
