/**
 * The protocols' scores for validation during training; found by {@link java.util.ServiceLoader}.
 */
package org.sr4j.eval.validation;
