/** A service that breaks a rule, for {@code ServiceArchitectureRulesTests}. */
@NullMarked
package io.tertulia.test.sleepy;

import org.jspecify.annotations.NullMarked;
