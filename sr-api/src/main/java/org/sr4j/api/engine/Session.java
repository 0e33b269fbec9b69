package org.sr4j.api.engine;

import java.util.List;
import java.util.Map;
import org.sr4j.api.weights.Tensor;

/** A network ready to run on an engine. Owns native memory; used by one thread at a time. */
public interface Session extends AutoCloseable {

  /** What can be asked of a run. */
  enum Form {
    /** The whole picture at once. */
    WHOLE,
    /** A tile of it: global means are among the inputs. */
    TILE
  }

  /** Names of the inputs, outputs and global means of {@link #run}. */
  Signature signature(Form form);

  /**
   * @param inputs tensors {@code [N,C,H,W]} by placeholder name; sizes may differ from run to run
   * @param outputs names of variables wanted
   * @return the outputs in the order asked for
   */
  List<Tensor> run(Form form, Map<String, Tensor> inputs, List<String> outputs);

  @Override
  void close();
}
