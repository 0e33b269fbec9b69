package org.sr4j.eval.inject;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import org.junit.jupiter.api.Test;
import org.sr4j.eval.benchmark.Evaluator;
import org.sr4j.eval.protocol.Protocol;

class EvalModuleTest {

  @Test
  void bindsOneEvaluatorAndTheDefaultProtocol() {
    Injector injector = Guice.createInjector(new EvalModule());

    assertThat(injector.getInstance(Evaluator.class))
        .isSameAs(injector.getInstance(Evaluator.class));
    assertThat(injector.getInstance(Protocol.class)).isSameAs(Protocol.C);
  }
}
