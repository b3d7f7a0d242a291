package io.fairlead.ui.call;

import io.fairlead.files.Bytes;
import io.fairlead.ui.control.code.BytesViewer;
import io.fairlead.ui.control.code.EventStreamViewer;
import io.fairlead.ui.control.code.Language;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The body of an answer, in the ways that suit it: as text, as it came, as events, as an image. */
final class BodyPane {

  /** A way to look at a body. */
  private enum Way {
    PRETTY,
    EVENTS,
    IMAGE,
    RAW,
    HEX
  }

  private final BytesViewer viewer;
  private final EventStreamViewer events;
  private final EventFeed feed;
  private final ImagePane image;
  private final StackPane place = new StackPane();
  private final HBox head = new HBox();
  private final BorderPane root = new BorderPane(place);
  private final Label empty = new Label(Texts.of("call.empty-body"));
  private final Map<Way, ToggleButton> ways = new EnumMap<>(Way.class);
  private final ToggleGroup chosen = new ToggleGroup();
  private Body shown = Body.empty();
  private boolean coming;

  BodyPane(String prefix, Executor worker, Door door, SaveBody save) {
    this.viewer = new BytesViewer(prefix + "-body", Texts.of("call.response-body"), worker, door);
    viewer.setHexOffered(false);
    this.events = new EventStreamViewer(prefix + "-events", ZoneId.systemDefault(), worker, door);
    this.feed = new EventFeed(worker, door, events);
    this.image = new ImagePane(prefix, worker, door);
    empty.getStyleClass().add("caption");
    head.getStyleClass().add("body-head");
    for (Way way : Way.values()) {
      ToggleButton button = new ToggleButton(name(way));
      button.setId(prefix + "-as-" + id(way));
      button.getStyleClass().add("flat");
      button.setToggleGroup(chosen);
      ways.put(way, button);
    }
    chosen
        .selectedToggleProperty()
        .addListener(
            (observable, before, now) -> {
              if (now == null && before != null) {
                before.setSelected(true);
              } else {
                arrange();
              }
            });
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    head.getChildren().setAll(ways.values());
    head.getChildren().addAll(gap, search(prefix), save.button(prefix, () -> shown));
  }

  private Button search(String prefix) {
    Button search = new Button(Texts.of("viewer.find"), new FontIcon(Feather.SEARCH));
    search.setId(prefix + "-search");
    search.getStyleClass().add("flat");
    search.disableProperty().bind(viewer.parentProperty().isNull());
    search.setOnAction(event -> viewer.find());
    return search;
  }

  private static String id(Way way) {
    return switch (way) {
      case PRETTY -> "pretty";
      case RAW -> "raw";
      case HEX -> "hex";
      case EVENTS -> "events";
      case IMAGE -> "image";
    };
  }

  private static String name(Way way) {
    return switch (way) {
      case PRETTY -> Texts.of("call.as-pretty");
      case RAW -> Texts.of("call.as-raw");
      case HEX -> Texts.of("call.as-hex");
      case EVENTS -> Texts.of("call.as-events");
      case IMAGE -> Texts.of("call.as-image");
    };
  }

  Node node() {
    return root;
  }

  /** Shows a body that is still coming. */
  void showComing(Body body) {
    shown = body;
    coming = true;
    offer(
        switch (body.kind()) {
          case EVENTS -> List.of(Way.EVENTS, Way.RAW);
          case BINARY -> List.of(Way.HEX);
          default -> List.of(Way.RAW);
        });
    feed.show(body.kind() == Body.Kind.EVENTS ? body.arrived() : null);
    arrange();
  }

  /** There is more of the body that is coming. */
  void grew() {
    if (shown.kind() == Body.Kind.EVENTS) {
      feed.grew();
    }
    viewer.grown();
  }

  /** Shows a body that is whole. */
  void show(Body body) {
    Way before = way();
    boolean same = coming && body.arrived().equals(shown.arrived());
    boolean sameEvents = same && body.kind() == Body.Kind.EVENTS;
    boolean inView = same && isLong(body) && body.charset().equals(shown.charset());
    coming = false;
    shown = body;
    if (sameEvents) {
      offer(waysOf(body), before);
      feed.grew();
    } else {
      offer(waysOf(body));
      feed.show(body.kind() == Body.Kind.EVENTS ? body.readable() : null);
    }
    if (inView && before == way() && (before == Way.RAW || before == Way.HEX)) {
      // What is read, selected or searched there stays where it is.
      viewer.complete();
    } else {
      arrange();
    }
  }

  /** A shorter text is shown anew, in colours. */
  private static boolean isLong(Body body) {
    return body.arrived().size() > BytesViewer.MOST_COLOURED
        && body.readable().equals(body.arrived());
  }

  private static List<Way> waysOf(Body body) {
    return switch (body.kind()) {
      case EMPTY -> List.of();
      case JSON, XML -> List.of(Way.PRETTY, Way.RAW, Way.HEX);
      case TEXT -> List.of(Way.RAW, Way.HEX);
      case EVENTS -> List.of(Way.EVENTS, Way.RAW, Way.HEX);
      case IMAGE -> List.of(Way.IMAGE, Way.HEX);
      case BINARY -> List.of(Way.HEX, Way.RAW);
    };
  }

  /** The first way is the one that suits most. */
  private void offer(List<Way> offered) {
    offer(offered, offered.isEmpty() ? Way.RAW : offered.getFirst());
  }

  private void offer(List<Way> offered, Way wanted) {
    ways.forEach(
        (way, button) -> {
          button.setVisible(offered.contains(way));
          button.setManaged(button.isVisible());
        });
    if (!offered.isEmpty()) {
      chosen.selectToggle(ways.get(offered.contains(wanted) ? wanted : offered.getFirst()));
    }
  }

  private Way way() {
    return ways.entrySet().stream()
        .filter(entry -> entry.getValue().isSelected())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(Way.RAW);
  }

  private void arrange() {
    if (shown.kind() != Body.Kind.IMAGE) {
      image.clear();
    }
    if (shown.kind() == Body.Kind.EMPTY && !coming) {
      root.setTop(null);
      place.getChildren().setAll(empty);
      viewer.clear();
      return;
    }
    root.setTop(head);
    switch (way()) {
      case PRETTY -> view(Bytes.of(shown.text()), pretty(), false);
      case RAW -> view(shown.readable(), Language.of(shown.type(), shown.text()), false);
      case HEX -> view(shown.arrived(), Language.TEXT, true);
      case EVENTS -> place.getChildren().setAll(events);
      case IMAGE -> {
        image.show(shown);
        place.getChildren().setAll(image.node());
      }
    }
  }

  private Language pretty() {
    return shown.kind() == Body.Kind.XML ? Language.XML : Language.JSON;
  }

  private void view(Bytes bytes, Language language, boolean hex) {
    viewer.hexProperty().set(hex);
    if (coming) {
      viewer.showGrowing(bytes, shown.charset(), language);
    } else {
      viewer.show(bytes, shown.charset(), language);
    }
    place.getChildren().setAll(viewer);
  }
}
