/** Pictures in memory. */
package org.sr4j.api.image;
