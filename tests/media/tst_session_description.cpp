#include "media/session_description.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace kontor;
using namespace kontor::media;

namespace {

/// An offer as webrtcbin of GStreamer 1.22 writes it.
std::string offer() {
    return "v=0\r\n"
           "o=- 3961287034582563171 0 IN IP4 0.0.0.0\r\n"
           "s=-\r\n"
           "t=0 0\r\n"
           "a=ice-options:trickle\r\n"
           "a=group:BUNDLE audio0\r\n"
           "m=audio 9 UDP/TLS/RTP/SAVPF 96\r\n"
           "c=IN IP4 0.0.0.0\r\n"
           "a=setup:actpass\r\n"
           "a=ice-ufrag:PfHi6mUTbFnSPA3fk3VRvzrJKGcz7xCR\r\n"
           "a=ice-pwd:sb27YGTcvBgKTwADAIXnqRkfxXCuDyAs\r\n"
           "a=rtcp-mux\r\n"
           "a=rtcp-rsize\r\n"
           "a=sendrecv\r\n"
           "a=rtpmap:96 OPUS/48000/2\r\n"
           "a=rtcp-fb:96 transport-cc\r\n"
           "a=ssrc:1 msid:user1@host-1 webrtctransceiver0\r\n"
           "a=mid:audio0\r\n"
           "a=fingerprint:sha-256 00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:"
           "10:11:12:13:14:15:16:17:18:19:1A:1B:1C:1D:1E:1f\r\n";
}

Description description(std::string sdp = offer()) {
    Description made;
    made.sdp = std::move(sdp);
    for (std::size_t i = 0; i < made.fingerprint.size(); ++i)
        made.fingerprint[i] = static_cast<std::uint8_t>(i);
    return made;
}

std::string outcome(const Description& described) {
    const auto checked = checkDescription(described);
    return checked.ok() ? "ok" : checked.error().args.at(0);
}

std::string without(std::string_view begin) {
    std::string sdp = offer();
    const auto at = sdp.find(begin);
    return sdp.erase(at, sdp.find('\n', at) + 1 - at);
}

} // namespace

class TestSessionDescription : public QObject {
    Q_OBJECT

private slots:
    void ourOwnIsAccepted() {
        QCOMPARE(outcome(description()), std::string("ok"));
        // Other ends of lines mean the same.
        std::string unix = offer();
        std::erase(unix, '\r');
        QCOMPARE(outcome(description(unix)), std::string("ok"));
    }

    void theFingerprintIsTheMessages() {
        auto other = description();
        other.fingerprint[31] ^= 1U;
        QCOMPARE(outcome(other), std::string("fingerprint"));
        QCOMPARE(outcome(description(without("a=fingerprint"))), std::string("fingerprint"));
        // A second one would leave open which is meant.
        std::string two = offer();
        const auto at = two.find("a=fingerprint");
        std::string second = two.substr(at);
        second.replace(second.find("00:01"), 5, "01:01");
        QCOMPARE(outcome(description(two + second)), std::string("fingerprint"));
        std::string weak = offer();
        weak.replace(weak.find("sha-256"), 7, "sha-1  ");
        QCOMPARE(outcome(description(weak)), std::string("fingerprint"));
    }

    void whatACallDoesNotHaveIsRefused() {
        QCOMPARE(outcome(description("")), std::string("size"));
        QCOMPARE(outcome(description(std::string(9'000, 'v'))), std::string("size"));
        for (const char* line : {"m=video 9 UDP/TLS/RTP/SAVPF 97\r\n",
                                 "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\r\n",
                                 "a=candidate:1 1 UDP 1 192.0.2.1 9 typ host\r\n", "k=clear:x\r\n",
                                 "nonsense\r\n", "a=mid:\x01\r\n", "\r\n"})
            QCOMPARE(outcome(description(offer() + line)), std::string("line"));
        std::string twice = offer(); // g++ 12 sees an overflow in `offer() + literal` here
        twice.append("m=audio 9 UDP/TLS/RTP/SAVPF 96\r\n");
        QCOMPARE(outcome(description(twice)), std::string("media"));
        QCOMPARE(outcome(description(without("m=audio"))), std::string("media"));
        QCOMPARE(outcome(description(without("a=rtpmap"))), std::string("media"));
        QCOMPARE(outcome(description(without("a=ice-pwd"))), std::string("ice"));
        std::string plain = offer();
        plain.replace(plain.find("UDP/TLS/RTP/SAVPF"), 17, "RTP/AVP");
        QCOMPARE(outcome(description(plain)), std::string("line"));
        std::string many = offer();
        for (int i = 0; i < 200; ++i)
            many += "a=mid:x\r\n";
        QCOMPARE(outcome(description(many)), std::string("line"));
    }

    void candidatesAreAddresses() {
        for (const char* good :
             {"1 1 UDP 2015363327 192.0.2.1 40000 typ host",
              "2 1 TCP 1015021823 192.0.2.1 9 typ host tcptype active",
              "3 1 UDP 1679819007 203.0.113.5 40001 typ srflx raddr 192.0.2.1 rport 40000",
              "4 2 UDP 1 2001:db8::1 5 typ relay raddr 192.0.2.1 rport 1 generation 0"})
            QVERIFY2(isCandidate(good), good);
        for (const char* bad :
             {"", "1 1 UDP 1 192.0.2.1 40000", "1 1 UDP 1 a.example 9 typ host",
              "1 1 UDP 1 192.0.2.1 70000 typ host", "1 1 UDP 1 192.0.2.1 40000 typ other",
              "1 1 SCTP 1 192.0.2.1 40000 typ host", "1 3 UDP 1 192.0.2.1 40000 typ host",
              "1 1 UDP 99999999999 192.0.2.1 40000 typ host",
              "1 1 UDP 1 192.0.2.1 40000 typ host raddr x.example",
              "1 1 UDP 1 192.0.2.1 40000 typ host generation",
              "a\r\n 1 UDP 1 192.0.2.1 40000 typ host"})
            QVERIFY2(!isCandidate(bad), bad);
    }
};

QTEST_APPLESS_MAIN(TestSessionDescription)
#include "tst_session_description.moc"
