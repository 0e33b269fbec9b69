package org.sr4j.models.train.validation;

import org.sr4j.models.network.Network;

/** Opens enlargers. */
@FunctionalInterface
public interface EnlargerSource {

  /** An enlarger with the weights that the network has now; the caller closes it. */
  Enlarger open(Network network);
}
