#include "app/view_models/poll_files.h"

#include "core/polls/poll_files.h"

namespace kontor {

PollFiles pollFiles() {
    return {polls::pollCsv, polls::pollCalendar};
}

} // namespace kontor
