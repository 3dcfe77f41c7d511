#include "core/calls/call_words.h"

#include "core/calls/word_list.h"

namespace kontor {

Result<CallWords> callWords(const mls::Group& group, const CallId& call,
                            const DtlsFingerprint& caller, const DtlsFingerprint& callee) {
    Bytes context = call.toBytes();
    for (const DtlsFingerprint& side : {caller, callee})
        context.insert(context.end(), side.bytes.begin(), side.bytes.end());
    CallWords words;
    const auto secret = group.exportSecret("Kontor 1.0 call words", context, words.size());
    if (!secret.ok())
        return secret.error();
    for (std::size_t i = 0; i < words.size(); ++i)
        words.at(i) = kCallWords.at(secret.value().view()[i]);
    return words;
}

} // namespace kontor
