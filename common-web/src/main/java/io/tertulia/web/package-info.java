/**
 * What every HTTP service of Tertulia answers alike: problem details for whatever goes wrong, the
 * caller taken from the token, pages, and paths with or without their trailing slash. It decides
 * nothing about chats.
 */
@NullMarked
package io.tertulia.web;

import org.jspecify.annotations.NullMarked;
