/** Errors: what failed, where, got and expected, what to do. */
package org.sr4j.api.error;
