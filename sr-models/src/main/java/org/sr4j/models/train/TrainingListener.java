package org.sr4j.models.train;

import java.nio.file.Path;
import java.util.List;

/** Sees a training run; called on the thread that trains. */
public interface TrainingListener {

  /** A listener that does nothing. */
  TrainingListener NONE = new TrainingListener() {};

  default void onStart(TrainingStart start) {}

  default void onStep(StepReport step) {}

  default void onValidation(ValidationReport validation) {}

  default void onCheckpoint(Path file, long step) {}

  default void onEnd(TrainingResult result) {}

  /** The run failed; the error is thrown to the caller after this. */
  default void onFailure(RuntimeException error) {}

  /** Asked after every step; true writes a checkpoint and ends the run. */
  default boolean shouldStop() {
    return false;
  }

  /** Tells all of them, in order. */
  static TrainingListener all(TrainingListener... listeners) {
    List<TrainingListener> list = List.of(listeners);
    return new TrainingListener() {
      @Override
      public void onStart(TrainingStart start) {
        list.forEach(l -> l.onStart(start));
      }

      @Override
      public void onStep(StepReport step) {
        list.forEach(l -> l.onStep(step));
      }

      @Override
      public void onValidation(ValidationReport validation) {
        list.forEach(l -> l.onValidation(validation));
      }

      @Override
      public void onCheckpoint(Path file, long step) {
        list.forEach(l -> l.onCheckpoint(file, step));
      }

      @Override
      public void onEnd(TrainingResult result) {
        list.forEach(l -> l.onEnd(result));
      }

      @Override
      public void onFailure(RuntimeException error) {
        list.forEach(l -> l.onFailure(error));
      }

      @Override
      public boolean shouldStop() {
        return list.stream().anyMatch(TrainingListener::shouldStop);
      }
    };
  }
}
