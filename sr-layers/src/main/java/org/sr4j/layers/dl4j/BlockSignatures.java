package org.sr4j.layers.dl4j;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;

/**
 * Signatures of a block by the channels of its inputs. Many layers (activations, attention, pixel
 * shuffle) take any number of channels with the same parameters; their provider declares one.
 * Clones of a configuration, on whatever thread, share them.
 */
final class BlockSignatures {

  private final Block block;
  private final Map<List<Integer>, BlockSignature> known = new HashMap<>();

  BlockSignatures(Block block) {
    this.block = block;
  }

  Block block() {
    return block;
  }

  /** For the channels that the provider declares: names the parameters. */
  synchronized BlockSignature declared() {
    return known.computeIfAbsent(block.channels(), channels -> BlockSignature.of(block));
  }

  /**
   * For other channels of the inputs that the definition is handed.
   *
   * @throws RuntimeException what the block says if it cannot take them
   * @throws GraphException if it would need other parameters
   */
  synchronized BlockSignature with(List<Integer> channels) {
    BlockSignature signature = known.get(channels);
    if (signature == null) {
      signature = BlockSignature.of(block.withChannels(channels));
      if (!signature.parameters().equals(declared().parameters())) {
        throw new GraphException(
            Problem.cannot("take other channels than the declared ones")
                .at(block.id())
                .got(channels + " and other parameters with them")
                .expected(block.channels()));
      }
      known.put(List.copyOf(channels), signature);
    }
    return signature;
  }
}
