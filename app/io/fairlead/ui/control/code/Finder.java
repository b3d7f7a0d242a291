package io.fairlead.ui.control.code;

import io.fairlead.files.Bytes;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import io.fairlead.ui.fx.Texts;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a text in what a viewer shows: counts on the worker, and goes from match to match; a
 * newer question ends an older search. FX thread only, but for the searches.
 */
final class Finder implements FindBar.Listener {

  /** What a viewer does with it. */
  interface Place {

    /** Where to begin. */
    long start();

    /** Shows a match; null when there is none any more. */
    void show(@Nullable Match match);

    /** Closes the bar. */
    void close();
  }

  private record Question(
      long number, @Nullable Bytes bytes, @Nullable Needle needle, Search.Found found) {
    Search search(BooleanSupplier stopped) {
      if (bytes == null || needle == null) {
        throw new IllegalStateException("nothing to look for");
      }
      return new Search(bytes, needle, stopped);
    }

    boolean isEmpty() {
      return bytes == null || needle == null;
    }
  }

  private record Move(Question question, long from, boolean forward, long number) {}

  private static final int MOST_STEPS = 50;

  private final Door door;
  private final Recomputation counting;
  private final Recomputation moving;
  private final Place place;
  private final Consumer<String> say;
  private @Nullable Bytes bytes;
  private @Nullable Charset charset;
  private String text = "";
  private boolean matchCase;
  private volatile Question question = new Question(0, null, null, Search.Found.NOTHING);
  private volatile Move move = new Move(question, 0, true, 0);
  private @Nullable Match current;
  private boolean counted;
  private boolean absent;
  private boolean underWay;
  private int steps;

  Finder(Executor worker, Door door, Place place, Consumer<String> say) {
    this.door = door;
    this.place = place;
    this.say = say;
    this.counting = new Recomputation(worker, this::count);
    this.moving = new Recomputation(worker, this::go);
  }

  /** Looks in other bytes from now on. */
  void lookIn(@Nullable Bytes bytes, @Nullable Charset charset) {
    this.bytes = bytes;
    this.charset = charset;
    current = null;
    ask();
  }

  /** There are more bytes: what was found is counted again. */
  void grown() {
    if (!question.isEmpty() && !question.found().more()) {
      counting.request();
    }
  }

  @Nullable Needle needle() {
    return question.needle();
  }

  @Nullable Match current() {
    return current;
  }

  @Override
  public void wanted(String text, boolean matchCase) {
    if (text.equals(this.text) && matchCase == this.matchCase && !question.isEmpty()) {
      return;
    }
    this.text = text;
    this.matchCase = matchCase;
    long from = current == null ? place.start() : current.from();
    ask();
    moveFrom(from, true);
  }

  private void ask() {
    Charset in = charset;
    Needle needle = in == null ? null : Needle.of(text, in, matchCase).orElse(null);
    question = new Question(question.number() + 1, bytes, needle, Search.Found.NOTHING);
    counted = false;
    absent = false;
    current = null;
    underWay = false;
    steps = 0;
    if (question.isEmpty()) {
      absent = !text.isEmpty();
      place.show(null);
    } else {
      counting.request();
    }
    tell();
  }

  @Override
  public void move(boolean forward) {
    if (underWay) {
      // Who presses faster than a search runs gets as many steps, one after the other.
      steps = Math.clamp(steps + (forward ? 1L : -1L), -MOST_STEPS, MOST_STEPS);
      return;
    }
    step(forward);
  }

  private void step(boolean forward) {
    Match at = current;
    long from = at == null ? place.start() : forward ? at.to() : at.from();
    moveFrom(from, forward);
  }

  private void moveFrom(long from, boolean forward) {
    if (!question.isEmpty()) {
      move = new Move(question, from, forward, move.number() + 1);
      underWay = true;
      moving.request();
    }
  }

  @Override
  public void closed() {
    text = "";
    ask();
    place.close();
  }

  private void count() {
    Question asked = question;
    if (asked.isEmpty()) {
      return;
    }
    try {
      Search.Found found = asked.search(() -> question.number() != asked.number()).all();
      door.post(
          counting,
          () -> {
            if (question.number() == asked.number()) {
              question = new Question(asked.number(), asked.bytes(), asked.needle(), found);
              counted = true;
              // What has grown may hold what was not there before.
              absent &= found.count() == 0;
              tell();
            }
          });
    } catch (IOException _) {
      // The viewer says so where the bytes are shown.
    }
  }

  private void go() {
    Move wanted = move;
    Question asked = wanted.question();
    if (asked.isEmpty()) {
      return;
    }
    try {
      Optional<Match> match = find(wanted, asked);
      door.post(
          moving,
          () -> {
            if (move.number() == wanted.number() && question.number() == asked.number()) {
              current = match.orElse(null);
              absent = match.isEmpty();
              place.show(current);
              tell();
              goOn();
            }
          });
    } catch (IOException _) {
      // The viewer says why where the bytes are shown.
      door.post(moving, () -> underWay = false);
    }
  }

  private void goOn() {
    underWay = false;
    if (steps != 0 && current != null) {
      boolean forward = steps > 0;
      steps += forward ? -1 : 1;
      step(forward);
    }
  }

  /** From what was counted, where that holds all; else by looking from there. */
  private Optional<Match> find(Move wanted, Question asked) throws IOException {
    Search search =
        asked.search(() -> move.number() != wanted.number() || question.number() != asked.number());
    Search.Found found = question.number() == asked.number() ? question.found() : asked.found();
    if (found.count() > 0 && !found.more()) {
      return search.at(found.around(wanted.from(), wanted.forward()));
    }
    return wanted.forward() ? search.next(wanted.from()) : search.previous(wanted.from());
  }

  private void tell() {
    Search.Found found = question.found();
    Match at = current;
    if (text.isEmpty()) {
      say.accept("");
    } else if (absent || (counted && found.count() == 0)) {
      say.accept(Texts.of("viewer.no-match"));
    } else if (!counted) {
      say.accept(Texts.of("viewer.counting"));
    } else if (found.more()) {
      say.accept(Texts.of("viewer.many-matches", found.count()));
    } else {
      int number = at == null ? -1 : found.numberOf(at);
      say.accept(
          number < 0
              ? Texts.of("viewer.matches", found.count())
              : Texts.of("viewer.match-of", number + 1, found.count()));
    }
  }
}
