#include "app/texts/formatted_words.h"

namespace kontor {

FormattedWords::FormattedWords(FormattedText words, QObject* parent)
    : QObject(parent) {
    set(words);
}

void FormattedWords::set(const FormattedText& words) {
    if (m_words == words)
        return;
    m_words = words;
    m_blocks.clear();
    for (std::size_t i = 0; i < m_words.spans.size(); ++i)
        if (m_words.spans[i].isBlock())
            m_blocks.push_back(i);
    emit changed();
}

const TextSpan* FormattedWords::block(int number) const {
    const bool there = number >= 0 && static_cast<std::size_t>(number) < m_blocks.size();
    return there ? &m_words.spans[m_blocks[static_cast<std::size_t>(number)]] : nullptr;
}

FormattedWords::Block FormattedWords::kind(int block) const {
    const auto* span = this->block(block);
    if (span == nullptr || span->kind == TextSpan::Kind::CodeBlock)
        return Block::Code;
    return span->kind == TextSpan::Kind::Quote ? Block::Quote : Block::Item;
}

int FormattedWords::start(int block) const {
    const auto* span = this->block(block);
    return span == nullptr ? 0 : static_cast<int>(span->start);
}

int FormattedWords::end(int block) const {
    const auto* span = this->block(block);
    return span == nullptr ? 0 : static_cast<int>(span->end());
}

QString FormattedWords::sign(int block) const {
    const auto* span = this->block(block);
    if (span == nullptr || this->kind(block) != Block::Item)
        return {};
    return span->kind == TextSpan::Kind::Bullet ? QStringLiteral("•")
                                                : QString::number(span->number) + u'.';
}

} // namespace kontor
