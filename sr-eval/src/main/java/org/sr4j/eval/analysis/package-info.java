/**
 * What happens inside a network: power spectra of its blocks' outputs and the sizes of its
 * residuals, as the paper of GGAS and CWSS (ICASSP 2022) looks at them. docs/analysis.md gives the
 * definitions.
 */
package org.sr4j.eval.analysis;
