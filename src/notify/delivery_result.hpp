// What becomes of a delivery after Discord's answer.
#pragma once

#include "discord/rest.hpp"
#include "store/notify/outbox.hpp"

namespace cs2::notify {

// Of an answer that is no success. `probes`: how often the target has refused us in a row is not known here,
// so the pause of a blocked one comes from the attempts.
store::DeliveryResult classify_refusal(const store::Delivery& delivery, const discord::RestError& error,
                                       Timestamp now);

}  // namespace cs2::notify
