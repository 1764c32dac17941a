/**
 * Accounts: who may register under which name, how passwords are kept, and how the directory of
 * people hears of somebody new. Nothing outside this package sees a password's hash.
 */
@NullMarked
package io.tertulia.identity.accounts;

import org.jspecify.annotations.NullMarked;
