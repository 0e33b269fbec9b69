/** Bytes read by position, element types of tensors, and how a malformed file is reported. */
package org.sr4j.models.weights.binary;
