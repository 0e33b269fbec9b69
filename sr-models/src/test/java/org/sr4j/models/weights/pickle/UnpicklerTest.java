package org.sr4j.models.weights.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.sr4j.models.weights.pickle.PickleBytes.protocol2;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sr4j.models.weights.binary.ByteSource;
import org.sr4j.models.weights.binary.MalformedException;

class UnpicklerTest {

  /** Knows one name, and shows what it was asked. */
  private static final PickleTypes TYPES =
      new PickleTypes() {
        @Override
        public Object global(String module, String name) {
          if (!module.equals("known")) {
            throw new MalformedException("forbidden " + module + "." + name, null);
          }
          return "global " + name;
        }

        @Override
        public Object call(Object callable, Tuple arguments) {
          return callable + " with " + arguments.items();
        }

        @Override
        public Object persistent(Object id) {
          return "persistent " + id;
        }
      };

  private static Object read(byte[] pickle) {
    try {
      return Unpickler.read(new PickleInput(ByteSource.of(pickle), 0, Integer.MAX_VALUE), TYPES);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Arguments> values() {
    return Stream.of(
        arguments(protocol2().ops("N"), None.NONE),
        arguments(protocol2().op(0x88), true),
        arguments(protocol2().op(0x89), false),
        arguments(protocol2().number(-3), -3L),
        arguments(protocol2().op('K', 200), 200L),
        arguments(protocol2().op('M', 0xe9, 0x03), 1001L),
        arguments(protocol2().op(0x8a, 0), 0L),
        arguments(protocol2().op(0x8a, 2, 0xff, 0x7f), 32767L),
        arguments(protocol2().op(0x8a, 1, 0xff), -1L),
        arguments(protocol2().op(0x8b).int32(1).op(5), 5L),
        arguments(protocol2().op(0x8a, 9, 0, 0, 0, 0, 0, 0, 0, 0, 1), BigInteger.ONE.shiftLeft(64)),
        // 0.5 is 3fe0000000000000, big-endian.
        arguments(protocol2().op('G', 0x3f, 0xe0, 0, 0, 0, 0, 0, 0), 0.5),
        arguments(protocol2().text("größe"), "größe"),
        arguments(protocol2().op('U', 2).ops("ab"), "ab"),
        arguments(protocol2().op('T').int32(2).ops("ab"), "ab"),
        arguments(protocol2().op(0x8c, 2).ops("ab"), "ab"),
        arguments(protocol2().op(0x8d).int64(2).ops("ab"), "ab"),
        arguments(protocol2().ops(")"), new Tuple(List.of())),
        arguments(protocol2().tuple(1, 2, 3, 4), new Tuple(List.of(1L, 2L, 3L, 4L))),
        arguments(protocol2().number(1).op(0x85), new Tuple(List.of(1L))),
        arguments(protocol2().number(1).number(2).op(0x86), new Tuple(List.of(1L, 2L))),
        arguments(
            protocol2().number(1).number(2).number(3).op(0x87), new Tuple(List.of(1L, 2L, 3L))),
        arguments(protocol2().ops("]").number(1).ops("a"), List.of(1L)),
        arguments(protocol2().ops("](").number(1).number(2).ops("e"), List.of(1L, 2L)),
        arguments(protocol2().ops("}").text("k").number(1).ops("s"), Map.of("k", 1L)),
        arguments(
            protocol2().ops("}(").text("k").number(1).text("l").ops("Nu"),
            Map.of("k", 1L, "l", None.NONE)),
        arguments(protocol2().number(1).number(2).ops("0"), 1L),
        arguments(protocol2().number(1).ops("(").number(2).ops("1"), 1L),
        arguments(protocol2().ops("(").number(7).ops("2t"), new Tuple(List.of(7L, 7L))),
        arguments(
            protocol2().ops("(").number(7).op('q', 3, 'h', 3).ops("t"), new Tuple(List.of(7L, 7L))),
        arguments(
            protocol2().ops("(").number(7).ops("r").int32(-1).ops("j").int32(-1).ops("t"),
            new Tuple(List.of(7L, 7L))),
        arguments(
            protocol2().ops("(").number(7).op(0x94, 'h', 0).ops("t"), new Tuple(List.of(7L, 7L))),
        arguments(protocol2().op(0x95).int64(5).number(7), 7L),
        arguments(protocol2().global("known", "f"), "global f"),
        arguments(protocol2().text("known").text("f").op(0x93), "global f"),
        arguments(protocol2().global("known", "f").tuple(1).ops("R"), "global f with [1]"),
        arguments(protocol2().global("known", "f").tuple(1).op(0x81), "global f with [1]"),
        arguments(protocol2().ops("}").tuple(1).ops("b"), Map.of()),
        arguments(protocol2().op(0x8f, '(').number(1).op(0x90), List.of(1L)),
        arguments(protocol2().ops("(").number(1).op(0x91), new Tuple(List.of(1L))),
        arguments(protocol2().text("id").ops("Q"), "persistent id"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void reads(PickleBytes pickle, Object value) {
    assertThat(read(pickle.stop())).isEqualTo(value);
  }

  @Test
  void readsSeveralPicklesInARow() throws IOException {
    byte[] two = protocol2().bytes(new byte[0]).number(1).stop();
    byte[] row = new PickleBytes().bytes(two).bytes(protocol2().text("x").stop()).unfinished();
    PickleInput input = new PickleInput(ByteSource.of(row), 0, row.length);

    assertThat(Unpickler.read(input, TYPES)).isEqualTo(1L);
    assertThat(input.position()).isEqualTo(two.length);
    assertThat(Unpickler.read(input, TYPES)).isEqualTo("x");
    assertThat(input.position()).isEqualTo(row.length);
  }

  @Test
  void readsTextsLargerThanItsBuffer() {
    String text = "abc".repeat(10_000);

    assertThat(read(protocol2().ops("(").number(1).text(text).number(2).ops("t").stop()))
        .isEqualTo(new Tuple(List.of(1L, text, 2L)));
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        arguments(protocol2().unfinished(), "the end of the pickle at byte 2, its STOP"),
        arguments(protocol2().stop(), "leaves 0 values"),
        arguments(protocol2().number(1).number(2).stop(), "leaves 2 values"),
        arguments(protocol2().ops("(").number(1).stop(), "leaves 1 values"),
        arguments(protocol2().ops("0").stop(), "takes a value which is not there"),
        arguments(protocol2().number(1).ops("(0").stop(), "takes a value which is not there"),
        arguments(protocol2().ops("t").stop(), "ends a list it did not begin"),
        arguments(protocol2().op('h', 9).stop(), "a reference to item 9, which is not there"),
        arguments(protocol2().number(1).number(2).ops("a").stop(), "something that is no list"),
        arguments(protocol2().ops("]").number(1).number(2).ops("s").stop(), "no dictionary"),
        arguments(protocol2().ops("}(").number(1).ops("u").stop(), "no dictionary"),
        arguments(
            protocol2().ops("}(").text("k").ops("N").text("k").ops("Nu").stop(),
            "two entries named k"),
        arguments(protocol2().global("known", "f").number(1).ops("R").stop(), "without arguments"),
        arguments(protocol2().number(1).text("f").op(0x93).stop(), "whose name is no text"),
        arguments(protocol2().ops("c" + "m".repeat(1000)).stop(), "a line of more than 512 bytes"),
        arguments(new PickleBytes().op(0x80, 6).stop(), "pickle protocol 6"),
        arguments(protocol2().op('X').int32(-1).stop(), "a text of 4294967295 bytes"),
        arguments(protocol2().op('T').int32(-1).stop(), "a text of -1 bytes"),
        arguments(protocol2().op(0x8d).int64(1L << 40).stop(), "a text of 1099511627776 bytes"),
        arguments(protocol2().op('X').int32(1).op(0xff).stop(), "a text that is not UTF-8"),
        arguments(protocol2().op(0x8b).int32(1 << 30).stop(), "a number of 1073741824 bytes"),
        // NEWOBJ_EX, OBJ, EXT1, PERSID, INST: other ways to objects.
        arguments(protocol2().op(0x92).stop(), "operation 0x92"),
        arguments(protocol2().ops("o").stop(), "operation 0x6f"),
        arguments(protocol2().op(0x82, 1).stop(), "operation 0x82"),
        arguments(protocol2().ops("Pid\n").stop(), "operation 0x50"),
        arguments(protocol2().ops("(iknown\nf\n").stop(), "operation 0x69"),
        arguments(protocol2().ops("(ios\nsystem\n").stop(), "forbidden os.system"),
        arguments(protocol2().global("os", "system").stop(), "forbidden os.system"),
        arguments(protocol2().text("os").text("system").op(0x93).stop(), "forbidden os.system"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void refuses(byte[] pickle, String message) {
    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(MalformedException.class)
        .satisfies(
            e ->
                assertThat(e.getMessage() + ", " + ((MalformedException) e).expected())
                    .contains(message));
  }

  @Test
  void refusesMoreOperationsThanACheckpointNeeds() {
    byte[] pickle = "]".repeat(Unpickler.MAX_OPERATIONS).getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> read(pickle)).hasMessageContaining("more than 1048576 operations");
  }

  @Test
  void refusesToReadPastItsLimit() {
    byte[] pickle = protocol2().text("long text").stop();

    assertThatThrownBy(() -> Unpickler.read(new PickleInput(ByteSource.of(pickle), 0, 10), TYPES))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void deepAndCyclicValuesAreHarmless() {
    PickleBytes deep = protocol2().ops("N");
    for (int i = 0; i < 200_000; i++) {
      deep.op(0x85);
    }
    assertThat(read(deep.stop())).isInstanceOf(Tuple.class).hasToString("a tuple of 1");

    // A tuple of 2^100 leaves as a dictionary's key: hashing it would not end.
    PickleBytes doubled = protocol2().ops("}").ops("N");
    for (int i = 0; i < 100; i++) {
      doubled.op('2', 0x86);
    }
    assertThat((Map<?, ?>) read(doubled.number(1).ops("s").stop())).hasSize(1);

    // A list that contains itself.
    assertThat((List<?>) read(protocol2().op(']', 'q', 0, 'h', 0, 'a').stop())).hasSize(1);
  }

  @Test
  void everyTruncationAndRandomDamageEndsInAValueOrTheDocumentedError() {
    byte[] whole =
        protocol2()
            .ops("}(")
            .text("a")
            .op('q', 0)
            .tuple(1, 2)
            .text("b")
            .ops("](")
            .op('h', 0)
            .op(0x8a, 2, 1, 2)
            .ops("e")
            .text("c")
            .global("known", "f")
            .ops(")Ru")
            .stop();
    assertThat(read(whole)).isInstanceOf(Map.class);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(MalformedException.class);
    }
    Random random = new Random(2);
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = whole.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(read(damaged) == null).isFalse();
      } catch (MalformedException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }
}
