/**
 * The identity service: accounts and tokens for local and small installations. It puts the features
 * together and fixes what they share: one open door for everybody, small bodies, one database.
 */
@NullMarked
package io.tertulia.identity;

import org.jspecify.annotations.NullMarked;
