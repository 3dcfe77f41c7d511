#include "app/calls/voice_folder.h"

#include <QCoreApplication>

namespace kontor {

std::string voiceFolder() {
    return QCoreApplication::applicationDirPath().toStdString() + "/../lib/kontor";
}

} // namespace kontor
