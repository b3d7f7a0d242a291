package io.fairlead.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.support.Await;
import io.fairlead.support.ManualClock;
import io.fairlead.support.ManualTimer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallBookTest {

  private static final FunctionRef ECHO = function("echo");

  private final ManualClock clock = new ManualClock();
  private final ManualTimer timer = new ManualTimer(clock);
  private final List<CallBook> open = new ArrayList<>();
  @TempDir private Path parent;

  @AfterEach
  void close() {
    open.forEach(CallBook::close);
  }

  @Test
  void theLastInputSurvivesTheProgram() {
    CallSpec spec = CallSpec.of(ECHO).withPath("/a").withBody("Grüße");
    CallBook book = open();
    book.remember(spec.withBody("earlier"));
    book.remember(spec);
    assertThat(book.draft(ECHO)).contains(KeptCall.whole(spec));
    book.close();
    assertThat(open().draft(ECHO)).contains(KeptCall.whole(spec));
  }

  @Test
  void savedCallsSurviveTheProgramInTheirOrder() {
    CallBook book = open();
    book.save("second", CallSpec.of(ECHO).withPath("/2"));
    book.save("first", CallSpec.of(ECHO).withPath("/1"));
    book.save(" second ", CallSpec.of(ECHO).withPath("/two"));
    book.close();
    CallBook next = open();
    assertThat(next.named(ECHO)).extracting(NamedCall::name).containsExactly("second", "first");
    assertThat(next.named(ECHO).getFirst().spec().path()).isEqualTo("/two");
    assertThat(next.draft(ECHO)).isEmpty();
  }

  @Test
  void aCallCanBeRenamedAndRemoved() {
    CallBook book = open();
    book.save("a", CallSpec.of(ECHO));
    book.save("b", CallSpec.of(ECHO));
    assertThat(explanation(book.rename(ECHO, "a", "b"))).contains("Another call is saved");
    assertThat(explanation(book.rename(ECHO, "x", "y"))).contains("No call is saved");
    assertThat(explanation(book.rename(ECHO, "a", " "))).contains("has a name");
    assertThat(book.rename(ECHO, "a", "c").toOptional()).isPresent();
    book.remove(ECHO, "b");
    book.remove(ECHO, "never there");
    book.close();
    CallBook next = open();
    assertThat(next.named(ECHO)).extracting(NamedCall::name).containsExactly("c");
    next.remove(ECHO, "c");
    next.close();
    assertThat(files()).isEmpty();
  }

  @Test
  void theSameFunctionOfAnotherGatewayOrNamespaceHasItsOwnCalls() {
    FunctionRef elsewhere = new FunctionRef(new GatewayId("other"), "openfaas-fn", "echo");
    FunctionRef dev = new FunctionRef(new GatewayId("prod"), "dev", "echo");
    CallBook book = open();
    book.remember(CallSpec.of(ECHO).withPath("/prod"));
    book.remember(CallSpec.of(elsewhere).withPath("/other"));
    book.close();
    CallBook next = open();
    assertThat(next.draft(ECHO).orElseThrow().spec().path()).isEqualTo("/prod");
    assertThat(next.draft(elsewhere).orElseThrow().spec().path()).isEqualTo("/other");
    assertThat(next.draft(dev)).isEmpty();
  }

  @Test
  void aGatewayIsKnownByItsPlaceWhateverItIsCalled() {
    CallBook book = open();
    book.remember(CallSpec.of(ECHO).withPath("/a"));
    book.close();
    FunctionRef renamed = new FunctionRef(new GatewayId("prod-2"), "openfaas-fn", "echo");
    CallBook next = keep(CallBook.open(folder(), _ -> "https://prod", clock, timer::after));
    assertThat(next.draft(renamed).orElseThrow().spec())
        .isEqualTo(CallSpec.of(renamed).withPath("/a"));
  }

  @Test
  void theDiskIsWrittenOnceASecondHoweverOftenSomethingChanges() throws IOException {
    CallBook book = open();
    for (int i = 0; i < 1000; i++) {
      book.remember(CallSpec.of(ECHO).withPath("/" + i));
    }
    assertThat(timer.delays()).containsExactly(CallBook.PACE);
    assertThat(files()).isEmpty();
    timer.advance(CallBook.PACE);
    Await.until("the file", () -> files().size() == 2);
    Await.until("its content", () -> read(main()).contains("/999"));
    assertThat(timer.delays()).isEmpty();
    book.remember(CallSpec.of(ECHO).withPath("/999"));
    assertThat(timer.delays()).as("nothing changed").isEmpty();
  }

  @Test
  void closingWritesWhatWaits() {
    CallBook book = open();
    book.remember(CallSpec.of(ECHO));
    book.close();
    assertThat(files()).hasSize(2);
  }

  @Test
  void onlyTheOwnerMayReadIt() throws IOException {
    CallBook book = open();
    book.remember(CallSpec.of(ECHO));
    book.close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
    for (Path file : files()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void theOldestDraftGoesAndItsSavedCallsStay() {
    CallBook book = open();
    book.save("kept", CallSpec.of(function("f0")));
    IntStream.rangeClosed(0, CallBook.MOST_DRAFTS)
        .forEach(
            i -> {
              clock.advance(Duration.ofSeconds(1));
              book.remember(CallSpec.of(function("f" + i)));
            });
    assertThat(book.draft(function("f0"))).isEmpty();
    assertThat(book.draft(function("f1"))).isPresent();
    assertThat(book.named(function("f0"))).hasSize(1);
    book.close();
    CallBook next = open();
    next.remember(CallSpec.of(function("one-more")));
    assertThat(next.draft(function("f1"))).as("the oldest after a start, too").isEmpty();
    assertThat(next.draft(function("f2"))).isPresent();
    assertThat(next.named(function("f0"))).hasSize(1);
  }

  @Test
  void aFullBookRefusesAndForgetsNothing() {
    CallBook book = CallBook.inMemory();
    for (int i = 0; i < CallBook.MOST_NAMED; i++) {
      assertThat(book.save("n" + i, CallSpec.of(ECHO)).toOptional()).isPresent();
    }
    assertThat(explanation(book.save("one more", CallSpec.of(ECHO)))).contains("50");
    assertThat(book.save("n0", CallSpec.of(ECHO).withPath("/x")).toOptional()).isPresent();
    for (int f = 1; f < CallBook.MOST_NAMED_IN_ALL / CallBook.MOST_NAMED; f++) {
      for (int i = 0; i < CallBook.MOST_NAMED; i++) {
        book.save("n" + i, CallSpec.of(function("f" + f)));
      }
    }
    assertThat(explanation(book.save("n", CallSpec.of(function("last"))))).contains("1000");
    assertThat(book.named(ECHO)).hasSize(CallBook.MOST_NAMED);
    book.close();
  }

  @Test
  void aLongBodyIsNotKeptAndTheDraftSaysSo() {
    CallSpec spec =
        CallSpec.of(ECHO)
            .withBody(new CallBody.Text("ü".repeat(CallBook.LONGEST_BODY / 2 + 1), "text/plain"));
    CallBook book = open();
    book.remember(spec);
    book.close();
    KeptCall kept = open().draft(ECHO).orElseThrow();
    assertThat(kept.spec().body()).isEqualTo(new CallBody.Text("", "text/plain"));
    assertThat(kept.gaps()).containsExactly(new CallGap(CallGap.Kind.BODY, ""));
  }

  @Test
  void theGapOfALongBodyGoesWhenAnotherBodyIsChosen() {
    CallBook book = CallBook.inMemory();
    CallSpec spec = CallSpec.of(ECHO).withBody("x".repeat(CallBook.LONGEST_BODY + 1));
    book.remember(spec);
    book.remember(book.draft(ECHO).orElseThrow().spec().withPath("/a"));
    assertThat(book.draft(ECHO).orElseThrow().gaps()).hasSize(1);
    book.remember(spec.withBody(new CallBody.File(Path.of("a"), "")));
    assertThat(book.draft(ECHO).orElseThrow().gaps()).isEmpty();
    book.close();
  }

  @Test
  void longHeadersAndQueriesAreNotKeptEither() {
    String endless = "x".repeat(CallBook.LONGEST_BODY);
    CallSpec spec =
        CallSpec.of(ECHO)
            .withPath("/a")
            .withQuery("q=" + endless)
            .withHeaders(List.of(new Header("Accept", "*/*"), new Header("X-Long", endless)));
    CallBook book = open();
    book.remember(spec);
    book.close();
    KeptCall kept = open().draft(ECHO).orElseThrow();
    assertThat(kept.spec().query()).isEmpty();
    assertThat(kept.spec().headers())
        .containsExactly(new Header("Accept", "*/*"), new Header("X-Long", ""));
    assertThat(kept.gaps())
        .containsExactlyInAnyOrder(
            new CallGap(CallGap.Kind.QUERY, ""), new CallGap(CallGap.Kind.HEADER, "X-Long"));
  }

  @Test
  void aBodyOfTheLimitIsKept() {
    CallSpec spec = CallSpec.of(ECHO).withBody("x".repeat(CallBook.LONGEST_BODY));
    CallBook book = open();
    book.remember(spec);
    book.close();
    assertThat(open().draft(ECHO)).contains(KeptCall.whole(spec));
  }

  @Test
  void withoutAFolderItIsRememberedUntilTheEnd() {
    try (CallBook book = CallBook.inMemory()) {
      CallSpec spec = CallSpec.of(ECHO).withHeaders(List.of(new Header("Cookie", "a=b")));
      book.remember(spec);
      assertThat(book.draft(ECHO)).contains(KeptCall.whole(spec));
      assertThat(book.problem()).isEmpty();
    }
  }

  @Test
  void aSavedCallIsToldToListeners() {
    CallBook book = open();
    AtomicInteger heard = new AtomicInteger();
    book.onChange(heard::incrementAndGet);
    book.save("a", CallSpec.of(ECHO));
    Await.until("the listener", () -> heard.get() == 1);
  }

  @Test
  void manyThreadsAtOnceLoseNothing() throws InterruptedException {
    CallBook book = open();
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(
                t ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              for (int i = 0; i < 200; i++) {
                                FunctionRef function = function("f" + i % 20);
                                book.remember(CallSpec.of(function).withPath("/" + t + "/" + i));
                                book.save("t" + t, CallSpec.of(function).withPath("/" + i));
                                book.draft(function);
                                book.named(function);
                              }
                            }))
            .toList();
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        timer.advance(CallBook.PACE);
        thread.join(Duration.ofMillis(1));
      }
    }
    List<List<NamedCall>> before =
        IntStream.range(0, 20).mapToObj(i -> book.named(function("f" + i))).toList();
    book.close();
    CallBook next = open();
    assertThat(IntStream.range(0, 20).mapToObj(i -> next.named(function("f" + i))).toList())
        .isEqualTo(before)
        .allMatch(named -> named.size() == 8);
    assertThat(next.problem()).isEmpty();
  }

  private static String explanation(Outcome<NamedCall> outcome) {
    return outcome.toFailure().map(Failure::explanation).orElse("it worked");
  }

  private CallBook open() {
    return keep(
        CallBook.open(folder(), gateway -> "https://" + gateway.value(), clock, timer::after));
  }

  private CallBook keep(CallBook book) {
    open.add(book);
    return book;
  }

  private Path folder() {
    return parent.resolve("calls");
  }

  private Path main() {
    return files().stream()
        .filter(file -> file.toString().endsWith(".json"))
        .findFirst()
        .orElseThrow();
  }

  private List<Path> files() {
    if (!Files.exists(folder())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> !file.toString().endsWith(".part")).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static FunctionRef function(String name) {
    return new FunctionRef(new GatewayId("prod"), "openfaas-fn", name);
  }
}
