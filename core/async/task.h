#pragma once

// The only includer of QCoro: its awaiters leak frames and crash on signals, its Task does not.
#include <qcorotask.h>

namespace kontor {

/// A sequence of steps that waits between them, on one thread. It starts at once; dropping the Task
/// cancels nothing. Rules, because g++ 12 miscompiles the other forms in silence: parameters are
/// values (never references, views or `this` of something that may go first), arguments of an
/// awaited call are named locals or types with a constructor, no conditional operator or brace list
/// in an expression that awaits, no capturing lambda as a coroutine. Await Completions only, and
/// look at the result after each: it says Stopped when the program is being closed.
template <typename T = void>
using Task = QCoro::Task<T>;

} // namespace kontor
