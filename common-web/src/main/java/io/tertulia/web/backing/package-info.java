/**
 * How services reach what is behind them, where that asks for a password or a certificate: Kafka
 * and MongoDB. One set of variables, with the same meaning in every service and for every client.
 */
@NullMarked
package io.tertulia.web.backing;

import org.jspecify.annotations.NullMarked;
