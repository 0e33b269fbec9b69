/** Changes that act at a network's markers. */
package org.sr4j.api.strategy;
