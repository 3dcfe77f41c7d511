#pragma once

#include "app/pictures/picture_source.h"

#include <optional>
#include <utility>
#include <vector>

namespace kontor::test {

/// A picture whose bytes are in memory, and arrive when the test says so.
class MemoryPicture final : public PictureSource {
public:
    MemoryPicture(PictureLibrary& library, QByteArray file)
        : PictureSource(library, nullptr)
        , m_file(std::move(file)) {}

    [[nodiscard]] QSize size() const override { return {}; }
    [[nodiscard]] bool here() const override { return m_here; }
    [[nodiscard]] QString badge() const override { return {}; }
    [[nodiscard]] QString trouble() const override { return {}; }
    [[nodiscard]] QByteArray mosaic() const override { return m_mosaic; }
    void read(std::function<void(Result<QByteArray>)> reply) override {
        ++reads;
        if (slow)
            m_waiting.push_back(std::move(reply));
        else
            reply(m_file);
    }
    void setTrouble(const Error& error) override {
        told = error;
        emit changed();
    }

    void setMosaic(const QByteArray& mosaic) { m_mosaic = mosaic; }
    void setHere(bool here) {
        m_here = here;
        emit changed();
    }
    /// What was asked for while it was slow.
    void answer(const Result<QByteArray>& file) {
        for (const auto& reply : std::exchange(m_waiting, {}))
            reply(file);
    }
    void answer() { answer(m_file); }

    int reads = 0;
    bool slow = false;
    std::optional<Error> told;

private:
    QByteArray m_file;
    QByteArray m_mosaic;
    bool m_here = true;
    std::vector<std::function<void(Result<QByteArray>)>> m_waiting;
};

} // namespace kontor::test
