#pragma once

#include "tools/kontor_bench/output_form.h"

#include <string>

namespace kontor::bench {

/// `kontor-bench vectors FOLDER`: verifies every vector file in it. One line a file, `file
/// passed/total`; what cannot be verified is named as skipped, on the same line. The exit code: 0
/// all passed, 1 a case failed or a file is broken, 2 there is no such folder or nothing in it.
[[nodiscard]] int runVectors(const std::string& folder, OutputForm form);

} // namespace kontor::bench
