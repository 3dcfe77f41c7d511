#include "app/pictures/picture_in_memory.h"

#include "app/texts/error_text.h"

namespace kontor {

PictureInMemory::PictureInMemory(PictureLibrary& library, QByteArray bytes,
                                 const pictures::Facts& facts, QByteArray mosaic)
    : PictureSource(library, nullptr)
    , m_bytes(std::move(bytes))
    , m_facts(facts)
    , m_mosaic(std::move(mosaic)) {}

QString PictureInMemory::badge() const {
    return m_facts.mediaType == "image/gif" ? QStringLiteral("GIF") : QString();
}

void PictureInMemory::setTrouble(const Error& error) {
    m_trouble = ErrorText::of(error);
    emit changed();
}

} // namespace kontor
