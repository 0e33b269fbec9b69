/** Scores of pictures. */
package org.sr4j.api.metric;
