#include "server/requests/answers.h"

namespace kontor::server {

wire::Answer answerOf(wire::StatusCode code) {
    wire::Answer answer;
    answer.set_code(code);
    return answer;
}

wire::Answer badRequest(std::string_view rule) {
    wire::Answer answer = answerOf(wire::BAD_REQUEST);
    answer.mutable_args()->set_rule(std::string(rule));
    return answer;
}

wire::Answer tooLarge(std::size_t limit) {
    wire::Answer answer = answerOf(wire::TOO_LARGE);
    answer.mutable_args()->set_limit(limit);
    return answer;
}

wire::Answer retryLater(Milliseconds wait) {
    wire::Answer answer = answerOf(wire::RETRY_LATER);
    answer.mutable_args()->set_retry_ms(static_cast<std::uint64_t>(wait.count()));
    return answer;
}

} // namespace kontor::server
