/**
 * What the services' tests share: a real Kafka and a real MongoDB wire, an issuer of tokens,
 * people, a tap on topics, and the rules of the house. It holds no test of any service.
 */
@NullMarked
package io.tertulia.test;

import org.jspecify.annotations.NullMarked;
