#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <string>
#include <unistd.h>
#include <utility>

namespace kontor::server {

/// An open file of the system's; closes by itself.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number)
        : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept
        : m_number(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(m_number, other.m_number);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (m_number >= 0)
            ::close(m_number);
    }
    [[nodiscard]] bool isOpen() const { return m_number >= 0; }
    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] int release() { return std::exchange(m_number, -1); }

private:
    int m_number = -1;
};

[[nodiscard]] bool writeAll(int file, ByteView content);
/// What was renamed or removed in it is durable. Storage.
[[nodiscard]] Result<void> syncFolder(const std::string& path);

} // namespace kontor::server
