/** Evaluation results as text, CSV and JSON; each holds the full text of its protocols. */
package org.sr4j.eval.report;
