package org.sr4j.models.program.onnx;

import java.io.IOException;
import onnx.Onnx.ModelProto;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.Descriptors.Descriptor;
import org.nd4j.shade.protobuf.Descriptors.FieldDescriptor;
import org.nd4j.shade.protobuf.WireFormat;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * Counts the fields of a message before it is parsed: two bytes of a file can become an object of a
 * hundred, and a network has few of them.
 */
final class WireScan {

  static final int MAX_FIELDS = 1 << 20;
  private static final int MAX_DEPTH = 32;

  private int fields;

  private WireScan() {}

  /**
   * @throws MalformedException if there are more fields, or more levels of them, than any network
   *     has
   * @throws IOException if the bytes are no message
   */
  static void check(byte[] file) throws IOException {
    new WireScan().scan(CodedInputStream.newInstance(file), ModelProto.getDescriptor(), 0);
  }

  private void scan(CodedInputStream in, Descriptor message, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new MalformedException(
          "messages in messages, " + depth + " deep", "at most " + MAX_DEPTH);
    }
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (++fields > MAX_FIELDS) {
        throw new MalformedException("more than " + MAX_FIELDS + " fields", "a network");
      }
      FieldDescriptor field = message.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      boolean nested =
          field != null
              && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
              && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      if (nested) {
        int outer = in.pushLimit(in.readRawVarint32());
        scan(in, field.getMessageType(), depth + 1);
        in.popLimit(outer);
      } else if (!in.skipField(tag)) {
        throw new MalformedException("a group that ends without a beginning", "an ONNX file");
      }
    }
  }
}
