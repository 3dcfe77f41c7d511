#pragma once

namespace kontor::bench {

enum class OutputForm { Lines, Json };

} // namespace kontor::bench
