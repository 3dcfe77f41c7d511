#pragma once

#include "server/requests/context.h"

/// What the server says in groups on its own (delivery rule 3): that a device has to go whose user
/// is disabled, or that was revoked. It proposes by its removal key; a member commits it.
namespace kontor::server {

/// For each leaf of such a device for which none waits yet. In the transaction of every commit, so
/// that nobody stays who was added, or came by an external commit, while being cut off. A group in
/// which every leaf has one is closed.
void proposeRemovals(Context& context, LiveGroup& group);

/// In every group of a device that has just been cut off.
void proposeRemovalsOf(Context& context, DeviceRow device);

} // namespace kontor::server
