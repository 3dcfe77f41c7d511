#include "tools/vectors/vector_case.h"

#include "crypto/encoding.h"

#include <QJsonArray>
#include <QVariant>

namespace kontor::vectors {

QJsonValue VectorCase::field(const char* name, QJsonValue::Type type) const {
    QJsonValue value = m_object.value(QLatin1String(name));
    expect(value.type() == type, std::string("field ") + name);
    return value;
}

Bytes VectorCase::hex(const char* field) const {
    const auto bytes = fromHex(text(field));
    expect(bytes.ok(), std::string("hex of ") + field);
    return bytes.ok() ? bytes.value() : Bytes{};
}

Secret<32> VectorCase::secret(const char* field) const {
    auto secret = Secret<32>::copyOf(hex(field));
    expect(secret.ok(), std::string("32 bytes of ") + field);
    return secret.ok() ? std::move(secret).value() : Secret<32>{};
}

std::string VectorCase::text(const char* field) const {
    return this->field(field, QJsonValue::String).toString().toStdString();
}

std::uint64_t VectorCase::number(const char* field) const {
    return this->field(field, QJsonValue::Double).toVariant().toULongLong();
}

VectorCase VectorCase::object(const char* field) const {
    return {this->field(field, QJsonValue::Object).toObject(), m_failure};
}

QJsonArray VectorCase::array(const char* field) const {
    return this->field(field, QJsonValue::Array).toArray();
}

std::vector<VectorCase> VectorCase::objects(const char* field) const {
    std::vector<VectorCase> cases;
    for (const QJsonValue value : array(field))
        cases.push_back({value.toObject(), m_failure});
    return cases;
}

std::vector<std::vector<VectorCase>> VectorCase::objectLists(const char* field) const {
    std::vector<std::vector<VectorCase>> lists;
    for (const QJsonValue list : array(field)) {
        lists.emplace_back();
        for (const QJsonValue value : list.toArray())
            lists.back().push_back({value.toObject(), m_failure});
    }
    return lists;
}

bool VectorCase::has(const char* field) const {
    const QJsonValue value = m_object.value(QLatin1String(field));
    return !value.isUndefined() && !value.isNull();
}

void VectorCase::fail(std::string_view what) const {
    if (!*m_failure)
        *m_failure = std::string(what);
}

void VectorCase::equal(ByteView got, const char* field) const {
    const Bytes wanted = hex(field);
    expect(std::ranges::equal(got, wanted), field);
}

} // namespace kontor::vectors
