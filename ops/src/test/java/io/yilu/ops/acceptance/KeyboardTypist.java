package io.yilu.ops.acceptance;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills in a form as a clerk without a mouse does: Tab from field to field, each field by its own keys.
 *
 * <p>Nothing here knows a form: what has the cursor says what it is, and the sample says what goes in.
 */
final class KeyboardTypist {

    private static final int MOST_STEPS = 400;

    /** What has the cursor. */
    private static final String FOCUS = """
            () => {
              const e = document.activeElement;
              const table = e.closest('[data-table]');
              return {
                tag: e.tagName.toLowerCase(), type: e.type || '', name: e.name || '', value: e.value || '',
                checked: e.checked ? 'yes' : '', widget: e.dataset.widget || '',
                scan: e.matches('[data-scan]') ? e.id : '', add: e.matches('[data-add-row]') ? 'yes' : '',
                table: table ? table.dataset.table : '',
                rows: table ? String(table.querySelectorAll('[data-rows] > [data-row]').length) : '0',
                accept: e.matches('[data-accept-button]') ? 'yes' : ''
              };
            }""";

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * What has the cursor; a mark is empty where it does not hold.
     *
     * @param scan the id of a file button of a material
     * @param add marks the button that adds a row to its table
     * @param rows how many rows the table has now
     * @param accept marks the button that accepts
     */
    private record Focus(
            String tag,
            String type,
            String name,
            String value,
            String checked,
            String widget,
            String scan,
            String add,
            String table,
            String rows,
            String accept) {}

    private final Page page;
    private final JsonNode form;
    private final Function<String, List<Path>> scans;
    private final Set<String> done = new HashSet<>();
    private List<Path> offered = List.of();

    /**
     * @param form the filled-in form by field names
     * @param scans the files for the file button of that id
     */
    KeyboardTypist(Page page, JsonNode form, Function<String, List<Path>> scans) {
        this.page = page;
        this.form = form;
        this.scans = scans;
    }

    /** Begins where the page has put the cursor and ends on the button that accepts. */
    void fillIn() {
        // Listened to all the time: a listener made for each press would sometimes come after the browser's dialog.
        Consumer<FileChooser> dialog = chooser -> chooser.setFiles(offered.toArray(new Path[0]));
        page.onFileChooser(dialog);
        walk();
        page.offFileChooser(dialog);
    }

    private void walk() {
        for (int step = 0; step < MOST_STEPS; step++) {
            Focus focus = focus();
            if (!focus.accept().isEmpty()) {
                return;
            }
            boolean isMoved = !focus.add().isEmpty() && addRow(focus);
            if (!isMoved) {
                handle(focus);
                page.keyboard().press("Tab");
            }
        }
        throw new AssertionError(
                "After " + MOST_STEPS + " steps the button that accepts was not reached; the cursor is on " + focus());
    }

    private Focus focus() {
        return JSON.convertValue(page.evaluate(FOCUS), Focus.class);
    }

    private boolean addRow(Focus focus) {
        if (Integer.parseInt(focus.rows()) >= form.path(focus.table()).size()) {
            return false;
        }
        page.keyboard().press("Enter");
        return true;
    }

    private void handle(Focus focus) {
        if (!focus.scan().isEmpty()) {
            chooseScans(focus.scan());
            return;
        }
        JsonNode value = at(focus.name());
        if (value.isMissingNode() || focus.name().isEmpty()) {
            return;
        }
        switch (focus.tag() + " " + focus.type()) {
            case "input radio" -> chooseRadio(focus, value.asString());
            case "input checkbox" -> tick(focus, value);
            case "select select-one" -> chooseOption(focus, value.asString());
            default -> type(focus, value);
        }
    }

    /** members[1].name → the name of the second member. */
    private JsonNode at(String name) {
        JsonNode node = form;
        for (String part : name.split("[.\\[\\]]+", -1)) {
            if (!part.isEmpty()) {
                node = part.matches("\\d+") ? node.path(Integer.parseInt(part)) : node.path(part);
            }
        }
        return node;
    }

    private void type(Focus focus, JsonNode value) {
        String text = value.asString();
        page.keyboard().press("Control+A");
        // A date is typed as eight digits; the page puts in the rest.
        page.keyboard().type("date".equals(focus.widget()) ? text.replace("-", "") : text);
    }

    private void chooseRadio(Focus focus, String wanted) {
        if (!done.add(focus.name())) {
            return;
        }
        if (focus.value().equals(wanted)) {
            page.keyboard().press("Space");
            return;
        }
        for (int i = 0; i < 20 && !focus().value().equals(wanted); i++) {
            page.keyboard().press("ArrowDown");
        }
    }

    private void tick(Focus focus, JsonNode value) {
        boolean isWanted = value.isArray()
                ? value.valueStream().anyMatch(one -> one.asString().equals(focus.value()))
                : value.asBoolean();
        if (isWanted == focus.checked().isEmpty()) {
            page.keyboard().press("Space");
        }
    }

    private void chooseOption(Focus focus, String wanted) {
        if (focus.value().equals(wanted)) {
            return;
        }
        page.keyboard().press("Home");
        for (int i = 0; i < 100 && !focus().value().equals(wanted); i++) {
            page.keyboard().press("ArrowDown");
        }
    }

    private void chooseScans(String button) {
        List<Path> files = scans.apply(button);
        if (files.isEmpty() || !done.add(button)) {
            return;
        }
        String material = button.replace("scan-", "#material-");
        try {
            offered = files;
            page.keyboard().press("Space");
            page.waitForFunction(
                    "([row, count]) => document.querySelectorAll(row + ' [data-file]').length >= count"
                            + " && !document.querySelector(row + ' [data-uploads] li')",
                    List.of(material, files.size()));
        } catch (TimeoutError late) {
            throw new AssertionError(
                    "No scan came into: " + page.locator(material).innerText() + "; the cursor is on " + focus(), late);
        }
    }
}
