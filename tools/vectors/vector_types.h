#pragma once

#include "tools/vectors/vector_case.h"

#include <QJsonObject>

#include <span>
#include <string_view>

namespace kontor::vectors {

/// One kind of vector file. Formats: the test-vectors.md of mlswg/mls-implementations; for HPKE
/// those of RFC 9180, appendix A.
struct VectorType {
    /// How a file's name begins; the longest that fits wins.
    std::string_view name;
    /// Is this case of a suite, or mode, that is built?
    bool (*supported)(const QJsonObject& testCase);
    void (*verify)(const VectorCase& testCase);
};

/// Every kind that can be verified.
[[nodiscard]] std::span<const VectorType> vectorTypes();

void verifyCryptoBasics(const VectorCase& c);
void verifyDeserialization(const VectorCase& c);
void verifyExternalJoin(const VectorCase& c);
void verifyHpke(const VectorCase& c);
void verifyKeySchedule(const VectorCase& c);
void verifyMessageProtection(const VectorCase& c);
void verifyMessages(const VectorCase& c);
void verifySecretTree(const VectorCase& c);
void verifyTranscriptHashes(const VectorCase& c);
void verifyTreeKem(const VectorCase& c);
void verifyTreeMath(const VectorCase& c);
void verifyTreeOperations(const VectorCase& c);
void verifyTreeValidation(const VectorCase& c);
void verifyWelcome(const VectorCase& c);

} // namespace kontor::vectors
