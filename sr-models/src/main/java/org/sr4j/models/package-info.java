/** Enlarging pictures: start at {@link org.sr4j.models.SuperResolution}. */
package org.sr4j.models;
