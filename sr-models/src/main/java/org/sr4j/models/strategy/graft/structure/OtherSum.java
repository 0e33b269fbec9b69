package org.sr4j.models.strategy.graft.structure;

/**
 * An addition that is no residual learning.
 *
 * @param add name of the node that adds
 * @param reason why not, as a clause
 * @param changesShape whether what it adds has other channels or another size than the feature that
 *     its inputs are made of, as behind a projection shortcut
 */
public record OtherSum(String add, String reason, boolean changesShape) {}
