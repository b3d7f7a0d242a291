package io.fairlead.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Header;
import io.fairlead.support.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the book that are cut, broken, too new or not to be written. */
class CallBookDamageTest {

  private static final FunctionRef ECHO =
      new FunctionRef(new GatewayId("prod"), "openfaas-fn", "echo");

  private static final CallSpec SPEC =
      CallSpec.of(ECHO).withPath("/a").withHeaders(List.of(new Header("Accept", "*/*")));

  private final List<CallBook> open = new ArrayList<>();
  private final AtomicReference<Runnable> later = new AtomicReference<>(() -> {});
  @TempDir private Path parent;

  @AfterEach
  void close() {
    open.forEach(CallBook::close);
  }

  @Test
  void aFileThatIsCutAnywhereIsReplacedByItsCopyAndKept() throws IOException {
    byte[] whole = write();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      Files.write(main(), cut);
      CallBook book = open();
      assertThat(book.draft(ECHO)).as("cut to %d", length).contains(KeptCall.whole(SPEC));
      assertThat(book.problem()).get().asString().contains("damaged").contains("copy is used");
      book.close();
      Path aside = main().resolveSibling(main().getFileName() + ".damaged-1");
      assertThat(aside).as("cut to %d", length).hasBinaryContent(cut);
      Files.delete(aside);
    }
  }

  @Test
  void whereTheCopyIsCutTooBothAreKeptAndTheBookGoesOn() throws IOException {
    byte[] whole = write();
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    Files.write(main(), half);
    Files.write(copy(), half);
    CallBook book = open();
    assertThat(book.draft(ECHO)).isEmpty();
    assertThat(book.problem()).get().asString().contains("its calls are lost");
    book.remember(SPEC.withPath("/new"));
    book.close();
    assertThat(names())
        .contains(
            main().getFileName() + ".damaged-1",
            copy().getFileName() + ".damaged-1",
            main().getFileName().toString());
    CallBook next = open();
    assertThat(next.draft(ECHO).orElseThrow().spec().path()).isEqualTo("/new");
    assertThat(next.problem()).isEmpty();
  }

  @Test
  void aKillBetweenTheFileAndItsCopyLeavesTheNewerOne() throws IOException {
    byte[] earlier = write();
    CallBook book = open();
    book.remember(SPEC.withPath("/later"));
    book.close();
    Files.write(copy(), earlier);
    Files.write(main().resolveSibling(".half.part"), new byte[] {1, 2});
    CallBook next = open();
    assertThat(next.draft(ECHO).orElseThrow().spec().path()).isEqualTo("/later");
    assertThat(next.problem()).isEmpty();
  }

  @Test
  void aLostFileIsReplacedByItsCopy() throws IOException {
    write();
    Files.delete(main());
    assertThat(open().draft(ECHO)).contains(KeptCall.whole(SPEC));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{}",
        "{\"version\":1}",
        "{\"version\":0,\"gateway\":\"prod\"}",
        "{\"version\":1,\"gateway\":\"prod\",\"namespace\":\"n\",\"function\":\"f\",\"draft\":{}}",
        "{\"version\":1,\"gateway\":\"p\",\"namespace\":\"n\",\"function\":\"f\",\"calls\":[null]}",
        "not json at all",
        "{\"version\":1}{\"version\":1}"
      })
  void whateverStandsInAFileTheBookOpensAndKeepsIt(String content) throws IOException {
    write();
    Files.writeString(main(), content);
    Files.delete(copy());
    CallBook book = open();
    assertThat(book.problem()).isPresent();
    assertThat(book.draft(ECHO)).isEmpty();
    book.remember(SPEC);
    book.close();
    assertThat(open().draft(ECHO)).contains(KeptCall.whole(SPEC));
    assertThat(main().resolveSibling(main().getFileName() + ".damaged-1")).hasContent(content);
  }

  @Test
  void aFileOfALaterVersionIsLeftAloneUntilItsPlaceIsNeeded() throws IOException {
    String whole = new String(write(), StandardCharsets.UTF_8);
    String later = whole.replace("\"version\" : 1", "\"version\" : 2");
    assertThat(later).isNotEqualTo(whole);
    Files.writeString(main(), later);
    CallBook book = open();
    assertThat(book.problem()).get().asString().contains("later version");
    book.close();
    assertThat(main()).hasContent(later);
    CallBook second = open();
    second.remember(SPEC.withPath("/x"));
    second.close();
    assertThat(main().resolveSibling(main().getFileName() + ".kept-1")).hasContent(later);
    assertThat(open().draft(ECHO).orElseThrow().spec().path()).isEqualTo("/x");
  }

  @Test
  void aReadOnlyFileIsNotReplacedAndThatIsSaidAndTriedAgain() throws IOException {
    byte[] whole = write();
    Files.setPosixFilePermissions(main(), PosixFilePermissions.fromString("r--------"));
    CallBook book = open();
    book.remember(SPEC.withPath("/x"));
    later.get().run();
    Await.until("the problem", () -> book.problem().isPresent());
    assertThat(book.problem()).get().asString().contains("read-only").contains("remembered until");
    assertThat(book.draft(ECHO).orElseThrow().spec().path()).isEqualTo("/x");
    assertThat(main()).hasBinaryContent(whole);
    Files.setPosixFilePermissions(main(), PosixFilePermissions.fromString("rw-------"));
    book.close();
    assertThat(book.problem()).isEmpty();
    assertThat(open().draft(ECHO).orElseThrow().spec().path()).isEqualTo("/x");
  }

  @Test
  void aFolderThatIsNoneIsSaidAndTheBookRemembersAllTheSame() throws IOException {
    Files.writeString(folder(), "a file");
    CallBook book = open();
    assertThat(book.problem()).get().asString().contains("is no folder");
    book.remember(SPEC);
    assertThat(book.draft(ECHO)).contains(KeptCall.whole(SPEC));
    book.close();
    assertThat(book.problem()).get().asString().contains("cannot be saved");
    assertThat(folder()).hasContent("a file");
  }

  @Test
  void anotherProgramsFilesAreLeftAlone() throws IOException {
    write();
    Files.copy(main(), folder().resolve("copied by hand.json"));
    Files.writeString(folder().resolve("notes.txt"), "mine");
    CallBook book = open();
    assertThat(book.problem()).isEmpty();
    book.close();
    assertThat(names()).contains("copied by hand.json", "notes.txt");
  }

  /** Writes one page and gives back its bytes. */
  private byte[] write() throws IOException {
    CallBook book = open();
    book.remember(SPEC);
    book.close();
    return Files.readAllBytes(main());
  }

  private CallBook open() {
    CallBook book =
        CallBook.open(
            folder(), GatewayId::value, InstantSource.system(), (_, task) -> later.set(task));
    open.add(book);
    return book;
  }

  private Path folder() {
    return parent.resolve("calls");
  }

  private Path main() {
    return folder().resolve(CallFolder.fileName(new CallPage.Key("prod", "openfaas-fn", "echo")));
  }

  private Path copy() {
    return main().resolveSibling(main().getFileName() + ".last");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
