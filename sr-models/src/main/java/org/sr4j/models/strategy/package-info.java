/** The library's own strategies; one package below for each. */
package org.sr4j.models.strategy;
