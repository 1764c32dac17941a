/** A service that keeps all rules, for {@code ServiceArchitectureRulesTests}. */
@NullMarked
package io.tertulia.test.tidy;

import org.jspecify.annotations.NullMarked;
