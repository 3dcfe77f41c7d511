#pragma once

#include "crypto/mls/group_store.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace kontor::test {

/// The rows of one group, in memory, with transactions as a real store has them: begin(), then
/// either commit() or rollback(). Counts rows that are written and keeps the parts they belong to.
class MemoryGroupStore final : public mls::GroupStore {
public:
    using Key = std::pair<mls::StatePart, std::uint64_t>;

    void begin() {
        m_before = m_rows;
        m_written.clear();
    }
    void commit() { m_before.reset(); }
    void rollback() {
        m_rows = std::move(*m_before);
        m_before.reset();
    }
    /// A test that looks at a fault: the write after `count` more of them fails, and all later
    /// ones.
    void failAfter(std::optional<std::size_t> count) { m_left = count; }

    Result<std::optional<SecretBytes>> get(mls::StatePart part,
                                           std::uint64_t index) const override {
        const auto found = m_rows.find({part, index});
        if (found == m_rows.end())
            return std::optional<SecretBytes>{};
        return std::optional<SecretBytes>(SecretBytes::copyOf(found->second));
    }
    Result<void> visit(mls::StatePart part, const Visit& each) const override {
        for (auto row = m_rows.lower_bound({part, 0}); row != m_rows.end(); ++row) {
            if (row->first.first != part)
                break;
            if (auto visited = each(row->first.second, SecretBytes::copyOf(row->second));
                !visited.ok())
                return visited;
        }
        return {};
    }
    Result<void> put(mls::StatePart part, std::uint64_t index, ByteView value) override {
        if (!mayWrite())
            return ErrorCode::Storage;
        m_written.insert({part, index});
        m_rows[{part, index}] = toBytes(value);
        return {};
    }
    Result<void> erase(mls::StatePart part, std::uint64_t index) override {
        if (!mayWrite())
            return ErrorCode::Storage;
        m_rows.erase({part, index});
        return {};
    }
    Result<void> eraseAll(mls::StatePart part) override {
        if (!mayWrite())
            return ErrorCode::Storage;
        std::erase_if(m_rows, [&](const auto& row) { return row.first.first == part; });
        return {};
    }

    [[nodiscard]] const std::map<Key, Bytes>& rows() const { return m_rows; }
    [[nodiscard]] std::map<Key, Bytes>& rows() { return m_rows; }
    /// Rows put since begin().
    [[nodiscard]] const std::set<Key>& written() const { return m_written; }
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

private:
    bool mayWrite() {
        if (!m_left)
            return true;
        if (*m_left == 0)
            return false;
        --*m_left;
        return true;
    }

    std::map<Key, Bytes> m_rows;
    std::optional<std::map<Key, Bytes>> m_before;
    std::set<Key> m_written;
    std::optional<std::size_t> m_left;
};

} // namespace kontor::test
