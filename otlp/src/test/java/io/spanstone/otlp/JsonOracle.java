package io.spanstone.otlp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * OTLP/JSON by protobuf-java-util, whose ProtoJSON differs from OTLP/JSON in the ids only: they are
 * in base64 there, in hexadecimal here.
 */
final class JsonOracle {
  private static final Set<String> IDS = Set.of("traceId", "spanId", "parentSpanId");

  private JsonOracle() {}

  static String print(Message message) throws InvalidProtocolBufferException {
    String protoJson = JsonFormat.printer().printingEnumsAsInts().print(message);
    return withIds(
        protoJson, base64 -> HexFormat.of().formatHex(Base64.getDecoder().decode(base64)));
  }

  static Message parse(Signal signal, String otlpJson) throws InvalidProtocolBufferException {
    Message.Builder message = Oracle.empty(signal).newBuilderForType();
    JsonFormat.parser()
        .merge(
            withIds(
                otlpJson, hex -> Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex))),
            message);
    return message.build();
  }

  private static String withIds(String json, UnaryOperator<String> conversion) {
    JsonElement document = JsonParser.parseString(json);
    convertIds(document, conversion);
    return document.toString();
  }

  private static void convertIds(JsonElement element, UnaryOperator<String> conversion) {
    if (element instanceof JsonArray list) {
      list.forEach(each -> convertIds(each, conversion));
    } else if (element instanceof JsonObject object) {
      for (Map.Entry<String, JsonElement> field : object.entrySet()) {
        if (IDS.contains(field.getKey())) {
          field.setValue(new JsonPrimitive(conversion.apply(field.getValue().getAsString())));
        } else {
          convertIds(field.getValue(), conversion);
        }
      }
    }
  }
}
