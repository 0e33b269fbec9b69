package org.sr4j.models.weights.pytorch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sr4j.models.weights.binary.ElementType;
import org.sr4j.models.weights.binary.MalformedException;
import org.sr4j.models.weights.binary.TensorRules;
import org.sr4j.models.weights.pickle.None;
import org.sr4j.models.weights.pickle.PickleTypes;
import org.sr4j.models.weights.pickle.Tuple;
import org.sr4j.models.weights.pickle.Unpickler;

/**
 * The names that checkpoints may use: tensors and their storages, ordered dictionaries, and some
 * harmless values that training states hold beside the weights, which become an opaque mark.
 */
final class TorchTypes implements PickleTypes {

  /** Names whose calls give data. */
  private enum Callable {
    TENSOR,
    PARAMETER,
    ORDERED_DICT,
    DEFAULT_DICT,
    IGNORED
  }

  /** Storage classes by name. */
  private static final Map<String, ElementType> STORAGES =
      Map.of(
          "torch.FloatStorage", ElementType.F32,
          "torch.DoubleStorage", ElementType.F64,
          "torch.HalfStorage", ElementType.F16,
          "torch.BFloat16Storage", ElementType.BF16,
          "torch.LongStorage", ElementType.I64,
          "torch.IntStorage", ElementType.I32,
          "torch.ShortStorage", ElementType.I16,
          "torch.CharStorage", ElementType.I8,
          "torch.ByteStorage", ElementType.U8,
          "torch.BoolStorage", ElementType.BOOL);

  private static final Map<String, Callable> CALLABLES =
      Map.of(
          "torch._utils._rebuild_tensor_v2", Callable.TENSOR,
          "torch._utils._rebuild_tensor", Callable.TENSOR,
          "torch._utils._rebuild_parameter", Callable.PARAMETER,
          "collections.OrderedDict", Callable.ORDERED_DICT,
          "collections.defaultdict", Callable.DEFAULT_DICT);

  /** Values in training states (schedules, metrics, options) that no weights depend on. */
  private static final Set<String> IGNORED =
      Set.of(
          "torch.Size",
          "torch.device",
          "torch.float32",
          "torch.float64",
          "torch.float16",
          "torch.bfloat16",
          "torch.int64",
          "collections.Counter",
          "argparse.Namespace",
          "numpy.dtype",
          "numpy.ndarray",
          "numpy.core.multiarray.scalar",
          "numpy.core.multiarray._reconstruct",
          "numpy._core.multiarray.scalar",
          "numpy._core.multiarray._reconstruct",
          "_codecs.encode");

  /** Types of Python itself, harmless like the above; the module's name is Python 2's or 3's. */
  private static final Pattern BUILTIN =
      Pattern.compile("(__builtin__|builtins)\\.(dict|list|set|frozenset|int|float)");

  /** An entry of an ordered dictionary may be named in many calls: bounds the copies. */
  private static final int MAX_PAIRS = 1 << 20;

  private static final int MAX_RANK = 64;

  private final Map<String, Storage> storages = new LinkedHashMap<>();
  private int pairs;

  /** The storages that the pickle named, by key. */
  Map<String, Storage> storages() {
    return storages;
  }

  @Override
  public Object global(String module, String name) {
    String full = module + "." + name;
    return Optional.<Object>ofNullable(STORAGES.get(full))
        .or(() -> Optional.ofNullable(CALLABLES.get(full)))
        .or(() -> isIgnored(full) ? Optional.of(Callable.IGNORED) : Optional.empty())
        .orElseThrow(
            () ->
                new MalformedException(
                    "a pickle that asks for the forbidden " + full,
                    "tensors and plain containers; nothing was run. If you trust the file, load it"
                        + " in PyTorch and save the state dict alone"));
  }

  private static boolean isIgnored(String name) {
    return IGNORED.contains(name) || BUILTIN.matcher(name).matches();
  }

  @Override
  public Object call(Object callable, Tuple arguments) {
    if (!(callable instanceof Callable known)) {
      throw new MalformedException("a call of something that is no function", null);
    }
    return switch (known) {
      case TENSOR -> tensor(arguments);
      case PARAMETER -> parameter(arguments);
      case ORDERED_DICT -> orderedDict(arguments);
      case DEFAULT_DICT -> new LinkedHashMap<>(2); // its entries follow
      case IGNORED -> Callable.IGNORED;
    };
  }

  /** {@code (storage, offset, sizes, strides, ...)}: the rest concerns gradients. */
  private static StoredTensor tensor(Tuple arguments) {
    if (arguments.size() >= 4
        && arguments.get(0) instanceof StorageView view
        && arguments.get(1) instanceof Long offset) {
      long[] sizes = numbers(arguments.get(2));
      long[] strides = numbers(arguments.get(3));
      return view.tensor(offset, sizes, strides);
    }
    throw new MalformedException(
        "a tensor that is not made of storage, offset, sizes, strides", null);
  }

  private static StoredTensor parameter(Tuple arguments) {
    if (arguments.size() >= 1 && arguments.get(0) instanceof StoredTensor tensor) {
      return tensor;
    }
    throw new MalformedException("a parameter that is no tensor", null);
  }

  private Object orderedDict(Tuple arguments) {
    Map<Object, Object> map = new LinkedHashMap<>();
    if (arguments.size() == 0) {
      return map;
    }
    if (arguments.size() != 1 || !(arguments.get(0) instanceof List<?> list)) {
      throw new MalformedException("an ordered dictionary that is not made of pairs", null);
    }
    pairs = Math.addExact(pairs, list.size());
    if (pairs > MAX_PAIRS) {
      throw new MalformedException(
          "ordered dictionaries of more than " + MAX_PAIRS + " pairs", null);
    }
    for (Object pair : list) {
      List<?> items = pair instanceof Tuple tuple ? tuple.items() : asList(pair);
      if (items.size() != 2) {
        throw new MalformedException("an ordered dictionary that is not made of pairs", null);
      }
      Unpickler.put(map, items.get(0), items.get(1));
    }
    return map;
  }

  private static List<?> asList(Object item) {
    return item instanceof List<?> list ? list : List.of();
  }

  private static long[] numbers(Object item) {
    List<?> items = item instanceof Tuple tuple ? tuple.items() : asList(item);
    if (items.size() > MAX_RANK || !items.stream().allMatch(Long.class::isInstance)) {
      throw new MalformedException("sizes or strides that are no numbers", "at most 64 numbers");
    }
    return items.stream().mapToLong(Long.class::cast).toArray();
  }

  /**
   * {@code ("storage", type, key, device, elements)} and, in the legacy format, None or {@code (key
   * of the view, offset, elements)}.
   */
  @Override
  public Object persistent(Object id) {
    if (!(id instanceof Tuple parts)
        || parts.size() < 5
        || !"storage".equals(parts.get(0))
        || !(parts.get(1) instanceof ElementType type)
        || !(parts.get(2) instanceof String key)
        || !(parts.get(4) instanceof Long elements)
        || elements < 0
        || elements > TensorRules.MAX_ELEMENTS) {
      throw new MalformedException("a reference to something that is no storage", "a storage");
    }
    Storage storage = new Storage(key, type, elements);
    Storage before = storages.putIfAbsent(key, storage);
    if (before != null && !before.equals(storage)) {
      throw new MalformedException("storage " + key + " described in two ways", null);
    }
    Object view = parts.size() > 5 ? parts.get(5) : None.NONE;
    return view == None.NONE ? new StorageView(storage, 0, elements) : view(storage, view);
  }

  private static StorageView view(Storage storage, Object metadata) {
    if (metadata instanceof Tuple parts
        && parts.size() == 3
        && parts.get(1) instanceof Long offset
        && parts.get(2) instanceof Long elements) {
      return new StorageView(storage, offset, elements);
    }
    throw new MalformedException("a view of storage " + storage.key() + " that is none", null);
  }
}
