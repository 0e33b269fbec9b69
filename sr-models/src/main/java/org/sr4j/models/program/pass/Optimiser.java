package org.sr4j.models.program.pass;

import java.util.List;
import java.util.function.UnaryOperator;
import org.sr4j.models.program.Program;

/** All rewriting, in an order in which one pass makes room for the next. */
public final class Optimiser {

  /** More rounds than chains of rewriting are long; the rounds end when nothing changes. */
  private static final int ROUNDS = 12;

  private static final List<UnaryOperator<Program>> PASSES =
      List.of(
          ConstantFolding::apply,
          NeutralOperations::apply,
          CommonSubexpressions::apply,
          GeluRecovery::apply,
          SlicesAndConcats::apply,
          PaddingRecovery::apply,
          ResizeChains::apply,
          GroupedConvolutions::apply,
          DilationRecovery::apply,
          BorderFolding::apply,
          AffineFolding::apply,
          RepeatedInputs::apply,
          KernelIdentities::apply,
          ParallelConvolutions::apply,
          SharedBranches::apply,
          LinearChains::apply,
          DiagonalConvolutions::apply,
          ShuffleChains::apply);

  private Optimiser() {}

  /** A program that gives the same outputs, up to float rounding, for less work. */
  public static Program optimise(Program program) {
    Program current = DeadCode.removed(program);
    for (int round = 0; round < ROUNDS; round++) {
      Program before = current;
      for (UnaryOperator<Program> pass : PASSES) {
        current = pass.apply(current);
      }
      if (current == before) {
        break;
      }
    }
    return current;
  }
}
