package org.sr4j.models.train.checkpoint;

import java.util.Map;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;

/**
 * All that a run needs to go on. Random numbers need no state of their own: batches depend on seed
 * and index alone, and the schedule on the step.
 *
 * @param network weights and buffers, with the metadata of the network
 * @param average moving average of the weights, by parameter name
 * @param moments of the optimiser: moment name to tensors by parameter name
 * @param progress where the run is
 * @param config configuration of the run, JSON
 * @param dataDigest digest of the training pictures
 */
public record Checkpoint(
    Weights network,
    Map<String, Tensor> average,
    Map<String, Map<String, Tensor>> moments,
    Progress progress,
    String config,
    String dataDigest) {}
