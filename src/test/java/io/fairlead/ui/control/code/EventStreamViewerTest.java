package io.fairlead.ui.control.code;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamViewerTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private Shown<EventStreamViewer> window;
  private EventStreamViewer viewer;

  @BeforeEach
  void show() {
    window =
        new Shown<>(
            (worker, door) -> new EventStreamViewer("events", ZoneOffset.UTC, worker, door));
    viewer = window.control;
  }

  @AfterEach
  void close() {
    window.close();
  }

  private static EventRow row(int number, String data) {
    return new EventRow(NOON.plusMillis(number), "message", String.valueOf(number), data, false);
  }

  private String info() {
    return onFx(() -> ((Label) window.find("events-info")).getText());
  }

  @SuppressWarnings("unchecked")
  private TableView<EventRow> table() {
    return (TableView<EventRow>) window.find("events-table");
  }

  @Test
  void eventsAreShownInTheOrderInWhichTheyCame() {
    viewer.add(row(1, "a"));
    viewer.add(row(2, "b"));
    window.until("both", () -> viewer.events().size() == 2);
    assertThat(onFx(() -> viewer.events())).extracting(EventRow::data).containsExactly("a", "b");
    assertThat(info()).isEqualTo("2 events");
    assertThat(onFx(() -> table().getColumns().getFirst().getCellData(0)))
        .isEqualTo("12:00:00.001");
    onFx(() -> viewer.clear());
    assertThat(info()).isEqualTo("No events");
  }

  @Test
  void theDataOfTheSelectedEventIsIndented() {
    viewer.add(row(1, "{\"a\":[1]}"));
    viewer.add(row(2, "x".repeat(9_000)));
    window.until("both", () -> viewer.events().size() == 2);
    onFx(() -> table().getSelectionModel().select(0));
    window.until(
        "the data",
        () ->
            window.scene.lookup("#events-detail") instanceof CodeArea area
                && area.getText().equals("{\n  \"a\": [\n    1\n  ]\n}"));
    onFx(() -> table().getSelectionModel().select(1));
    window.until(
        "the long line in the plain area",
        () ->
            window.scene.lookup("#events-detail") instanceof TextInputControl area
                && area.getLength() == 9_000);
  }

  @Test
  void onlyTheLastAreKeptAndTheRestIsCounted() {
    for (int i = 1; i <= 35_000; i++) {
      viewer.add(row(i, "event " + i));
    }
    window.until("all", () -> viewer.received() == 35_000);
    List<EventRow> kept = onFx(() -> viewer.events());
    assertThat(kept).hasSize(EventStreamViewer.MOST_EVENTS);
    assertThat(kept.getLast().data()).isEqualTo("event 35000");
    assertThat(kept.getFirst().data()).isEqualTo("event 25001");
    assertThat(info()).isEqualTo("35,000 events, of which the last 10,000 are kept");
  }

  @Test
  void theSelectedEventStaysSelectedWhileOthersCome() {
    for (int i = 1; i <= EventStreamViewer.MOST_EVENTS; i++) {
      viewer.add(row(i, ""));
    }
    window.until("all", () -> viewer.events().size() == EventStreamViewer.MOST_EVENTS);
    EventRow picked = onFx(() -> viewer.events().get(5_000));
    onFx(() -> table().getSelectionModel().select(picked));
    for (int i = 0; i < 100; i++) {
      viewer.add(row(100_000 + i, ""));
    }
    window.until("all", () -> viewer.received() == EventStreamViewer.MOST_EVENTS + 100);
    assertThat(onFx(() -> table().getSelectionModel().getSelectedItem())).isEqualTo(picked);
  }

  @Test
  void largeEventsAreBoundedByTheirCharacters() {
    List<EventRow> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rows.add(row(i, "x".repeat(100)));
    }
    assertThat(EventLog.firstKept(rows, 10, 10_000)).isEqualTo(40);
    assertThat(EventLog.firstKept(rows, 100, 1_000)).isEqualTo(40);
    assertThat(EventLog.firstKept(rows, 100, 10)).as("the newest stays").isEqualTo(49);
    EventLog log = new EventLog(10, 1_000);
    rows.forEach(log::add);
    EventLog.Taken taken = log.take();
    assertThat(taken.rows().size()).isBetween(10, 20);
    assertThat(taken.rows().size() + taken.dropped()).isEqualTo(50);
  }
}
