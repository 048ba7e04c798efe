package io.yilu.ops.demo;

import io.yilu.ops.fleet.Console;
import io.yilu.ops.fleet.Fleet;
import io.yilu.ops.fleet.Words;

/** What happens on Ctrl-C, on kill, and when the launcher itself fails: everything stops, and it is said. */
final class StopInOrder implements Runnable {

    private final Fleet fleet;
    private final Console console;
    private final Words words;

    StopInOrder(Fleet fleet, Console console, Words words) {
        this.fleet = fleet;
        this.console = console;
        this.words = words;
    }

    @Override
    public void run() {
        console.print("");
        console.say(words.of("stopping"));
        fleet.close();
        console.say(words.of("stopped"));
    }
}
