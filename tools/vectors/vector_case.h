#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/secret.h"

#include <QJsonObject>

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kontor::vectors {

/// One case of a vector file while it is verified: gives its fields, and keeps the first thing that
/// was wrong. A field that is missing or of another kind is a failure, too, and reads as nothing,
/// so that a verifier needs no checks of its own.
class VectorCase {
public:
    explicit VectorCase(QJsonObject object)
        : m_object(std::move(object))
        , m_failure(std::make_shared<std::optional<std::string>>()) {}

    [[nodiscard]] Bytes hex(const char* field) const;
    [[nodiscard]] Secret<32> secret(const char* field) const;
    [[nodiscard]] std::string text(const char* field) const;
    [[nodiscard]] std::uint64_t number(const char* field) const;
    [[nodiscard]] VectorCase object(const char* field) const;
    [[nodiscard]] std::vector<VectorCase> objects(const char* field) const;
    /// An array whose elements are arrays of objects.
    [[nodiscard]] std::vector<std::vector<VectorCase>> objectLists(const char* field) const;
    [[nodiscard]] QJsonArray array(const char* field) const;
    [[nodiscard]] bool has(const char* field) const;

    /// `what` says what should have been true.
    void expect(std::same_as<bool> auto truth, std::string_view what) const {
        if (!truth)
            fail(what);
    }
    void fail(std::string_view what) const;
    /// Is it what the field says?
    void equal(ByteView got, const char* field) const;
    /// The value, or a failure and nothing. Only for results whose value can be made from nothing.
    template <typename T>
    [[nodiscard]] std::optional<T> got(Result<T> result, std::string_view what) const {
        expect(result.ok(), what);
        if (!result.ok())
            return std::nullopt;
        return std::move(result).value();
    }

    [[nodiscard]] const std::optional<std::string>& failure() const { return *m_failure; }

private:
    VectorCase(QJsonObject object, std::shared_ptr<std::optional<std::string>> failure)
        : m_object(std::move(object))
        , m_failure(std::move(failure)) {}
    [[nodiscard]] QJsonValue field(const char* name, QJsonValue::Type type) const;

    QJsonObject m_object;
    std::shared_ptr<std::optional<std::string>> m_failure; ///< shared with what lies inside
};

} // namespace kontor::vectors
