/** Scores of the averaged weights on whole pictures. */
package org.sr4j.models.train.validation;
