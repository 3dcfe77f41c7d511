#include "tools/vectors/vector_types.h"

#include "crypto/cipher_suite.h"

#include <array>

namespace kontor::vectors {
namespace {

bool ofOurSuite(const QJsonObject& testCase) {
    return testCase.value(QLatin1String("cipher_suite")).toInt() ==
           static_cast<int>(mls::kCipherSuite);
}

bool ofAnySuite(const QJsonObject& /*testCase*/) {
    return true;
}

/// Base mode, ChaCha20-Poly1305.
bool ofOurHpke(const QJsonObject& testCase) {
    return testCase.value(QLatin1String("mode")).toInt() == 0 &&
           testCase.value(QLatin1String("aead_id")).toInt() == 3;
}

constexpr auto kTypes = std::to_array<VectorType>({
    {"crypto-basics", ofOurSuite, verifyCryptoBasics},
    {"deserialization", ofAnySuite, verifyDeserialization},
    {"key-schedule", ofOurSuite, verifyKeySchedule},
    {"message-protection", ofOurSuite, verifyMessageProtection},
    {"messages", ofAnySuite, verifyMessages},
    {"passive-client-interop-external_join", ofOurSuite, verifyExternalJoin},
    {"secret-tree", ofOurSuite, verifySecretTree},
    {"test-vectors-x25519", ofOurHpke, verifyHpke},
    {"transcript-hashes", ofOurSuite, verifyTranscriptHashes},
    {"tree-math", ofAnySuite, verifyTreeMath},
    // Published for suite 1 alone, whose hash is ours, too.
    {"tree-operations", ofAnySuite, verifyTreeOperations},
    {"tree-validation", ofOurSuite, verifyTreeValidation},
    {"treekem", ofOurSuite, verifyTreeKem},
    {"welcome", ofOurSuite, verifyWelcome},
});

} // namespace

std::span<const VectorType> vectorTypes() {
    return kTypes;
}

} // namespace kontor::vectors
