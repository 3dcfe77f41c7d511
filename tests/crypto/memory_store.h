#pragma once

#include "crypto/mls/group_store.h"

#include <cstddef>
#include <map>
#include <utility>

namespace kontor::test {

/// The rows of one group, in memory; counts what is written.
class MemoryStore final : public mls::GroupStore {
public:
    Result<std::optional<SecretBytes>> get(mls::StatePart part,
                                           std::uint64_t index) const override {
        const auto found = m_rows.find({part, index});
        if (found == m_rows.end())
            return std::optional<SecretBytes>{};
        return std::optional<SecretBytes>(SecretBytes::copyOf(found->second));
    }
    Result<void> visit(mls::StatePart part, const Visit& each) const override {
        for (const auto& [key, value] : m_rows)
            if (key.first == part)
                if (auto visited = each(key.second, SecretBytes::copyOf(value)); !visited.ok())
                    return visited;
        return {};
    }
    Result<void> put(mls::StatePart part, std::uint64_t index, ByteView value) override {
        ++puts;
        m_rows[{part, index}] = toBytes(value);
        return {};
    }
    Result<void> erase(mls::StatePart part, std::uint64_t index) override {
        ++erases;
        m_rows.erase({part, index});
        return {};
    }
    Result<void> eraseAll(mls::StatePart part) override {
        std::erase_if(m_rows, [&](const auto& row) { return row.first.first == part; });
        return {};
    }

    [[nodiscard]] std::size_t count(mls::StatePart part) const {
        return static_cast<std::size_t>(std::ranges::count_if(
            m_rows, [&](const auto& row) { return row.first.first == part; }));
    }
    /// Does any row contain these bytes?
    [[nodiscard]] bool holds(ByteView bytes) const {
        return std::ranges::any_of(m_rows, [&](const auto& row) {
            return !std::ranges::search(row.second, bytes).empty();
        });
    }
    std::map<std::pair<mls::StatePart, std::uint64_t>, Bytes>& rows() { return m_rows; }

    std::size_t puts = 0;
    std::size_t erases = 0;

private:
    std::map<std::pair<mls::StatePart, std::uint64_t>, Bytes> m_rows;
};

} // namespace kontor::test
