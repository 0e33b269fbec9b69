/**
 * From SameDiff's inference graphs to inference programs. Sizes are followed with symbols, so that
 * what a graph computes of shapes when it runs is known when it is lowered; reshapes and
 * permutations are followed as rearrangements, so that pixel shuffles are found however they are
 * written.
 */
package org.sr4j.models.program.lowering;
