/** What plugins implement; found by ServiceLoader. */
package org.sr4j.api.spi;
