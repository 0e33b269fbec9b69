/**
 * Runs of an upscaler over a folder of pictures, with everything that is needed to judge or repeat
 * the numbers: the protocols, the data set's digest, the weights' origin, the machine.
 */
package org.sr4j.eval.benchmark;
