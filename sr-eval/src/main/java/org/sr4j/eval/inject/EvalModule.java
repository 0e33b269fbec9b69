package org.sr4j.eval.inject;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import org.sr4j.eval.benchmark.Evaluator;
import org.sr4j.eval.protocol.Protocol;

/** Binds {@link Evaluator} and the default {@link Protocol}. */
public final class EvalModule extends AbstractModule {

  @Override
  protected void configure() {
    bind(Evaluator.class).in(Singleton.class);
    bind(Protocol.class).toInstance(Protocol.DEFAULT);
  }
}
