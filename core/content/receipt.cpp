#include "core/content/receipt.h"

#include "core/content/versioned_map.h"

#include <QCborStreamWriter>

#include <algorithm>
#include <cassert>

namespace kontor::content {
namespace {

enum Key : std::uint8_t { version = 0, delivered = 1, read = 2 };

void put(QCborStreamWriter& writer, Key key, const std::vector<SeqRange>& ranges) {
    assert(ranges.size() <= Receipt::kGreatestRanges);
    if (ranges.empty())
        return;
    writer.append(quint64{key});
    writer.startArray(ranges.size());
    for (const auto& range : ranges) {
        writer.startArray(2);
        writer.append(quint64{range.first.value});
        writer.append(quint64{range.last.value});
        writer.endArray();
    }
    writer.endArray();
}

std::vector<SeqRange> parseRanges(CborReader& reader) {
    std::vector<SeqRange> ranges;
    const std::size_t count = reader.arrayOf(1, Receipt::kGreatestRanges);
    for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
        reader.array(2);
        const Seq first = readSeq(reader);
        const Seq last = readSeq(reader);
        reader.leave();
        const bool ascending = ranges.empty() || ranges.back().last < first;
        if (first.value == 0 || last < first || !ascending)
            reader.fail();
        ranges.push_back({first, last});
    }
    reader.leave();
    return ranges;
}

} // namespace

SinglePart encodeReceipt(const Receipt& receipt) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    writer.startMap(1 + (receipt.delivered.empty() ? 0 : 1) + (receipt.read.empty() ? 0 : 1));
    writer.append(quint64{Key::version});
    writer.append(quint64{Receipt::kVersion});
    put(writer, Key::delivered, receipt.delivered);
    put(writer, Key::read, receipt.read);
    writer.endMap();
    return {std::string(kReceiptType), Bytes(cbor.begin(), cbor.end())};
}

Result<Receipt> parseReceipt(ByteView cbor) {
    CborReader reader(cbor);
    Receipt receipt;
    const auto map = enterVersioned(reader, 3, Receipt::kVersion);
    if (map.version == MapVersion::Newer)
        return Error(ErrorCode::VersionUnknown, {"receipt"});
    readFields(reader, map.fields, [&](std::uint64_t key) {
        if (key > Key::read)
            reader.fail();
        (key == Key::delivered ? receipt.delivered : receipt.read) = parseRanges(reader);
    });
    if (!reader.finished())
        return Error(ErrorCode::Malformed, {"receipt"});
    return receipt;
}

std::vector<SeqRange> rangesOf(std::vector<Seq> seqs) {
    std::ranges::sort(seqs);
    std::vector<SeqRange> ranges;
    for (const Seq seq : seqs) {
        if (!ranges.empty() && seq <= ranges.back().last.next())
            ranges.back().last = seq;
        else
            ranges.push_back({seq, seq});
    }
    return ranges;
}

} // namespace kontor::content
