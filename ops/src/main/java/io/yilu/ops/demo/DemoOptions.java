package io.yilu.ops.demo;

import io.yilu.ops.fleet.Ports;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param repository the folder that was built
 * @param townships how many towns, the three of the demo first
 * @param data where the nodes keep everything, if said
 * @param archive whether to make and use the shared class archive
 */
public record DemoOptions(
        Path repository,
        int townships,
        boolean fresh,
        Optional<Path> data,
        boolean check,
        Optional<Integer> portBase,
        String bind,
        boolean archive) {

    private static final int ALL_TOWNSHIPS = 21;

    /** Above it the nodes' databases choose their ports. */
    private static final int HIGHEST_BASE = 26_900;

    /** Carries the argument that was not understood. */
    public static final class WrongOptionException extends Exception {
        private static final long serialVersionUID = 1L;

        WrongOptionException(String option) {
            super(option);
        }
    }

    /** Reads the command line; the last word on a matter counts. */
    public static DemoOptions parse(List<String> arguments) throws WrongOptionException {
        Path repository = Path.of("").toAbsolutePath();
        int townships = 3;
        boolean fresh = false;
        Optional<Path> data = Optional.empty();
        boolean check = false;
        Optional<Integer> portBase = Optional.empty();
        String bind = "127.0.0.1";
        boolean archive = true;
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "--repository" -> repository = Path.of(value(option, rest)).toAbsolutePath();
                case "--townships" -> townships = number(option, rest, 1, ALL_TOWNSHIPS);
                case "--fresh" -> fresh = true;
                case "--data" -> data = Optional.of(Path.of(value(option, rest)).toAbsolutePath());
                case "--check" -> check = true;
                case "--port-base" -> portBase = Optional.of(number(option, rest, 1024, HIGHEST_BASE));
                case "--bind" -> bind = value(option, rest);
                case "--no-archive" -> archive = false;
                default -> throw new WrongOptionException(option);
            }
        }
        return new DemoOptions(repository, townships, fresh, data, check, portBase, bind, archive);
    }

    public Path dataOrDefault() {
        return data.orElse(repository.resolve("var").resolve("demo"));
    }

    public Ports ports() {
        return portBase.map(Ports::from).orElseGet(Ports::standard);
    }

    private static String value(String option, Deque<String> rest) throws WrongOptionException {
        if (rest.isEmpty()) {
            throw new WrongOptionException(option);
        }
        return rest.pop();
    }

    private static int number(String option, Deque<String> rest, int least, int most) throws WrongOptionException {
        String text = value(option, rest);
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new WrongOptionException(option + " " + text);
        }
        return Integer.parseInt(text);
    }
}
