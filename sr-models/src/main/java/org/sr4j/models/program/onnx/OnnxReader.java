package org.sr4j.models.program.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.Suggestion;
import org.sr4j.api.error.WeightsException;
import org.sr4j.models.program.Program;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * Reads ONNX files of opset {@value #MIN_OPSET} to {@value #MAX_OPSET} whose operators have a
 * meaning in programs; docs/onnx.md lists them. Neither ND4J's backend nor any native library is
 * needed.
 */
public final class OnnxReader {

  /** Larger files are no lightweight network; a reader must hold them twice. */
  public static final long MAX_BYTES = 512L << 20;

  static final int MIN_OPSET = 9;
  static final int MAX_OPSET = 21;

  private static final int SNIFFED = 9;
  private static final int VERSION_FIELD = 8;
  private static final int MAX_VERSION = 64;

  private static final Set<String> DOMAINS = Set.of("", "ai.onnx");

  private OnnxReader() {}

  /**
   * Whether a file may be ONNX, told by its first bytes: the version of the format, a small number.
   * False if it cannot be read.
   */
  public static boolean isOnnx(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(SNIFFED);
      boolean safetensors = start.length == SNIFFED && start[7] == 0 && start[8] == '{';
      return start.length > 2
          && start[0] == VERSION_FIELD
          && start[1] > 0
          && start[1] <= MAX_VERSION
          && !safetensors;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Reads a file.
   *
   * @throws WeightsException if it is missing, too large, not ONNX, malformed, keeps its weights in
   *     other files, holds values that are not finite, or has operators that are not read (all are
   *     named)
   */
  public static Program read(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new WeightsException(
            problem(file).got("a file of " + size + " bytes").expected("at most " + MAX_BYTES));
      }
      return read(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new WeightsException(problem(file).got(reason(e)), e);
    }
  }

  /**
   * Reads the bytes of a file.
   *
   * @param where its name in errors
   * @throws WeightsException as for a file
   */
  public static Program read(byte[] file, String where) {
    ModelProto model = parse(file, where);
    try {
      int opset = opset(model);
      requireKnownOperators(model, where);
      GraphReader reader = new GraphReader(model, opset);
      return reader.read();
    } catch (MalformedException e) {
      Problem got = problem(where).got(e.getMessage());
      throw new WeightsException(e.expected() == null ? got : got.expected(e.expected()), e);
    } catch (GraphException | ArithmeticException e) {
      throw new WeightsException(problem(where).got(printable(e.getMessage())), e);
    }
  }

  private static ModelProto parse(byte[] file, String where) {
    try {
      WireScan.check(file);
      ModelProto model = ModelProto.parseFrom(file);
      if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
        throw new WeightsException(
            problem(where).got("a file without a network").expected("an ONNX file"));
      }
      return model;
    } catch (MalformedException e) {
      throw new WeightsException(problem(where).got(e.getMessage()).expected(e.expected()), e);
    } catch (InvalidProtocolBufferException e) {
      throw new WeightsException(
          problem(where)
              .got("a damaged file, or one of another format")
              .expected("an ONNX file")
              .advice("The parser says: " + printable(e.getMessage())),
          e);
    } catch (IOException e) {
      throw new WeightsException(problem(where).got(reason(e)), e);
    }
  }

  private static int opset(ModelProto model) {
    for (OperatorSetIdProto set : model.getOpsetImportList()) {
      if (DOMAINS.contains(set.getDomain())) {
        if (set.getVersion() < MIN_OPSET || set.getVersion() > MAX_OPSET) {
          throw new MalformedException("opset " + set.getVersion(), MIN_OPSET + " to " + MAX_OPSET);
        }
        return (int) set.getVersion();
      }
    }
    throw new MalformedException("no opset", "one of " + MIN_OPSET + " to " + MAX_OPSET);
  }

  /** All that are unknown are named at once, each with its first node. */
  private static void requireKnownOperators(ModelProto model, String where) {
    Map<String, String> unknown = new TreeMap<>();
    for (NodeProto node : model.getGraph().getNodeList()) {
      boolean standard = DOMAINS.contains(node.getDomain());
      String operator = standard ? node.getOpType() : node.getDomain() + "." + node.getOpType();
      if (!standard || !Operators.known().containsKey(operator)) {
        unknown.putIfAbsent(operator, node.getName());
      }
    }
    if (!unknown.isEmpty()) {
      String names =
          unknown.entrySet().stream()
              .limit(8)
              .map(e -> e.getKey() + (e.getValue().isEmpty() ? "" : " (node " + e.getValue() + ")"))
              .collect(Collectors.joining(", "));
      throw new WeightsException(
          problem(where)
              .got(printable("operators that are not supported: " + names))
              .advice(
                  Suggestion.advice(
                      printable(unknown.keySet().iterator().next()),
                      new TreeSet<>(Operators.known().keySet()))));
    }
  }

  private static String printable(String text) {
    return MalformedException.printable(String.valueOf(text));
  }

  private static Problem problem(Object where) {
    return Problem.cannot("read the ONNX file").at(where);
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "no such file or folder"
        : List.of(e.getClass().getSimpleName(), String.valueOf(e.getMessage())).toString();
  }
}
