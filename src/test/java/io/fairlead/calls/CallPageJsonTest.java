package io.fairlead.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Header;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import okio.ByteString;
import org.junit.jupiter.api.Test;

/** Any call is read back as it was written, secrets and long bodies apart. */
class CallPageJsonTest {

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "Grüße",
          "😀",
          "\uD800",
          "\uDC00x",
          "\u0000\u0001\t\r\n",
          "\"\\/'",
          "{}",
          "a=b&c=%20",
          "null",
          "\u2028\u2029\uFEFF",
          "%zz%",
          "0".repeat(999));

  @Test
  void anyCallSurvives() throws IOException {
    Random random = new Random(20261125);
    for (int round = 0; round < 2000; round++) {
      CallPage page = page(random);
      CallPageJson.Reading reading = CallPageJson.read(CallPageJson.write(page));
      assertThat(reading).as("round %d", round).isEqualTo(new CallPageJson.Read(page));
    }
  }

  private static CallPage page(Random random) {
    CallPage.Key key =
        new CallPage.Key("https://" + text(random), text(random), "f" + text(random));
    FunctionRef function =
        new FunctionRef(new GatewayId("remembered"), key.namespace(), key.function());
    CallPage page =
        CallPage.empty(key)
            .withNamed(
                list(
                    random,
                    () -> new NamedCall(text(random), KeptCall.whole(spec(random, function)))));
    return random.nextBoolean()
        ? page.withDraft(
            KeptCall.whole(spec(random, function)), Instant.ofEpochSecond(random.nextInt(), 7))
        : page;
  }

  private static CallSpec spec(Random random, FunctionRef function) {
    return new CallSpec(
        function,
        random.nextBoolean() ? CallSpec.Mode.SYNC : CallSpec.Mode.ASYNC,
        text(random),
        text(random),
        text(random),
        list(random, () -> new Header(text(random), text(random))),
        body(random),
        new CallOptions(
            Duration.ofSeconds(random.nextInt(100_000), 1 + random.nextInt(999_999_999)),
            random.nextBoolean(),
            random.nextBoolean()));
  }

  private static CallBody body(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> new CallBody.None();
      case 1 -> new CallBody.Text(text(random), text(random));
      case 2 ->
          new CallBody.Form(list(random, () -> new CallBody.Field(text(random), text(random))));
      case 3 ->
          new CallBody.Multipart(
              list(
                  random,
                  () ->
                      new CallBody.Part(
                          text(random),
                          text(random),
                          random.nextBoolean()
                              ? Optional.of(Path.of("folder", "file ü " + random.nextInt()))
                              : Optional.empty())));
      case 4 -> new CallBody.File(Path.of("/some/" + random.nextInt()), text(random));
      default -> {
        byte[] bytes = new byte[random.nextInt(50)];
        random.nextBytes(bytes);
        yield new CallBody.Binary(ByteString.of(bytes), text(random));
      }
    };
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size())) + TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static <T> List<T> list(Random random, Supplier<T> element) {
    List<T> list = new ArrayList<>();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      list.add(element.get());
    }
    return List.copyOf(list);
  }
}
