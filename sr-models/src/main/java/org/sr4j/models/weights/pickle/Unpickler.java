package org.sr4j.models.weights.pickle;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * Reads one pickle: a program for a stack machine whose operations push, group and name data. Those
 * that can make objects of arbitrary classes are not implemented, and a name means only what the
 * given {@link PickleTypes} says. The result consists of {@link Long}, {@link BigInteger}, {@link
 * Double}, {@link Boolean}, {@link String}, {@code byte[]}, {@link None}, {@link Tuple}, {@link
 * ArrayList}, {@link LinkedHashMap} and what the types made; it may contain itself.
 */
public final class Unpickler {

  /** A checkpoint of 1000 tensors takes about 40 000. Bounds time and memory. */
  static final int MAX_OPERATIONS = 1 << 20;

  private static final int MAX_LONG_BYTES = 64;
  private static final int MAX_PROTOCOL = 5;

  private final PickleInput input;
  private final PickleTypes types;
  private final PickleStack stack = new PickleStack();
  private final Map<Long, Object> memo = new HashMap<>();

  private Unpickler(PickleInput input, PickleTypes types) {
    this.input = input;
    this.types = types;
  }

  /**
   * Reads the pickle that begins at the input's position; leaves the input behind its end.
   *
   * @throws MalformedException if it is malformed, too large, uses an operation that is not
   *     supported, or a name that is not allowed
   */
  public static Object read(PickleInput input, PickleTypes types) throws IOException {
    return new Unpickler(input, types).run();
  }

  private Object run() throws IOException {
    for (int operations = 0; operations < MAX_OPERATIONS; operations++) {
      int operation = input.unsignedByte();
      if (operation == '.') {
        return stack.only();
      }
      if (!pushAtom(operation) && !group(operation) && !name(operation)) {
        throw new MalformedException(
            "the pickle operation 0x%02x before byte %d".formatted(operation, input.position()),
            "one of those that hold tensors and plain containers");
      }
    }
    throw new MalformedException("a pickle of more than " + MAX_OPERATIONS + " operations", null);
  }

  /** Operations that push a number, a text or an empty container. */
  private boolean pushAtom(int operation) throws IOException {
    switch (operation) {
      case 'N' -> stack.push(None.NONE);
      case 0x88 -> stack.push(Boolean.TRUE);
      case 0x89 -> stack.push(Boolean.FALSE);
      case 'J' -> stack.push((long) input.signedInt());
      case 'K' -> stack.push((long) input.unsignedByte());
      case 'M' -> stack.push((long) input.unsignedShort());
      case 0x8a -> stack.push(integer(input.unsignedByte()));
      case 0x8b -> stack.push(integer(input.signedInt()));
      case 'G' -> stack.push(input.bigEndianDouble());
      case 'U' -> stack.push(input.latin1(input.unsignedByte()));
      case 'T' -> stack.push(input.latin1(input.signedInt()));
      case 0x8c -> stack.push(input.utf8(input.unsignedByte()));
      case 'X' -> stack.push(input.utf8(input.unsignedInt()));
      case 0x8d -> stack.push(input.utf8(input.signedLong()));
      case 'C' -> stack.push(input.bytes(input.unsignedByte()));
      case 'B' -> stack.push(input.bytes(input.unsignedInt()));
      case 0x8e -> stack.push(input.bytes(input.signedLong()));
      case ')' -> stack.push(new Tuple(List.of()));
      case ']', 0x8f -> stack.push(new ArrayList<>(0)); // a set is a list to us
      case '}' -> stack.push(new LinkedHashMap<>(2));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Operations that arrange what the stack and the memo hold. */
  private boolean group(int operation) throws IOException {
    switch (operation) {
      case '(' -> stack.mark();
      case '0' -> stack.pop();
      case '1' -> stack.popToMark();
      case '2' -> stack.push(stack.top());
      case 't', 0x91 -> stack.push(new Tuple(stack.popToMark())); // 0x91: a frozen set
      case 0x85 -> stack.push(new Tuple(stack.pop(1)));
      case 0x86 -> stack.push(new Tuple(stack.pop(2)));
      case 0x87 -> stack.push(new Tuple(stack.pop(3)));
      case 'a' -> append(stack.pop(1));
      case 'e', 0x90 -> append(stack.popToMark());
      case 's' -> put(stack.pop(2));
      case 'u' -> put(stack.popToMark());
      case 'q' -> memo.put((long) input.unsignedByte(), stack.top());
      case 'r' -> memo.put(input.unsignedInt(), stack.top());
      case 0x94 -> memo.put((long) memo.size(), stack.top());
      case 'h' -> stack.push(remembered(input.unsignedByte()));
      case 'j' -> stack.push(remembered(input.unsignedInt()));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Operations that ask the types, and those about the pickle itself. */
  private boolean name(int operation) throws IOException {
    switch (operation) {
      case 0x80 -> checkProtocol(input.unsignedByte());
      case 0x95 -> input.signedLong(); // the length of a frame, which only helps buffering
      case 'c' -> stack.push(types.global(input.line(), input.line()));
      case 'i' -> types.global(input.line(), input.line()); // INST: refused below if ever allowed
      case 0x93 -> stackGlobal();
      case 'R', 0x81 -> { // 0x81 makes an object of a class: here it is a call like any other
        Object arguments = stack.pop();
        stack.push(types.call(stack.pop(), tuple(arguments)));
      }
      case 'b' -> build();
      case 'Q' -> stack.push(types.persistent(stack.pop()));
      default -> {
        return false;
      }
    }
    return operation != 'i';
  }

  private static void checkProtocol(int protocol) {
    if (protocol > MAX_PROTOCOL) {
      throw new MalformedException("pickle protocol " + protocol, "at most " + MAX_PROTOCOL);
    }
  }

  private Object integer(int length) throws IOException {
    if (length < 0 || length > MAX_LONG_BYTES) {
      throw new MalformedException("a number of " + length + " bytes", "at most " + MAX_LONG_BYTES);
    }
    byte[] littleEndian = input.bytes(length);
    if (length == 0) {
      return 0L;
    }
    byte[] bigEndian = new byte[length];
    for (int i = 0; i < length; i++) {
      bigEndian[i] = littleEndian[length - 1 - i];
    }
    BigInteger value = new BigInteger(bigEndian);
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private Object remembered(long index) {
    Object item = memo.get(index);
    if (item == null) {
      throw new MalformedException("a reference to item " + index + ", which is not there", null);
    }
    return item;
  }

  private void stackGlobal() {
    List<Object> names = stack.pop(2);
    if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
      throw new MalformedException("a global whose name is no text", null);
    }
    stack.push(types.global(module, name));
  }

  private static Tuple tuple(Object item) {
    if (item instanceof Tuple tuple) {
      return tuple;
    }
    throw new MalformedException("a call without arguments", "a tuple");
  }

  @SuppressWarnings("unchecked") // only this class makes lists, all of Object
  private void append(List<Object> items) {
    if (!(stack.top() instanceof ArrayList<?> list)) {
      throw new MalformedException("values added to something that is no list", null);
    }
    ((List<Object>) list).addAll(items);
  }

  @SuppressWarnings("unchecked") // only this class and the types make maps, all of Object
  private void put(List<Object> items) {
    if (!(stack.top() instanceof LinkedHashMap<?, ?> map) || items.size() % 2 != 0) {
      throw new MalformedException("entries added to something that is no dictionary", null);
    }
    for (int i = 0; i < items.size(); i += 2) {
      put((Map<Object, Object>) map, items.get(i), items.get(i + 1));
    }
  }

  /**
   * Adds an entry to a dictionary.
   *
   * @throws MalformedException if the key is a text that the dictionary has already
   */
  public static void put(Map<Object, Object> map, Object key, Object value) {
    boolean plain =
        key instanceof String
            || key instanceof Long
            || key instanceof Boolean
            || key instanceof Double;
    // Equality of other keys could take forever, or never end; nobody looks them up.
    if (map.put(plain ? key : new Object(), value) != null && key instanceof String) {
      throw new MalformedException("two entries named " + key, "one");
    }
  }

  /** Attributes of an object, such as a state dict's version numbers: no data of ours are there. */
  private void build() {
    stack.pop();
    stack.top();
  }
}
