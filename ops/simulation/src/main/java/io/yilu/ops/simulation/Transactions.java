package io.yilu.ops.simulation;

import java.util.ArrayList;
import java.util.List;

/** The business's side of a node's transactions: what it changed can be taken back, what it did is told once it is committed. */
final class Transactions {

    private final List<Runnable> undo = new ArrayList<>();
    private final List<Runnable> onCommit = new ArrayList<>();

    /** A place to roll back to. */
    record Mark(int undo, int onCommit) {}

    Mark mark() {
        return new Mark(undo.size(), onCommit.size());
    }

    /** Notes how to take back what has just been changed. */
    void changed(Runnable takeBack) {
        undo.add(takeBack);
    }

    /** Tells what was done, if it is committed. */
    void committed(Runnable tell) {
        onCommit.add(tell);
    }

    void rollBackTo(Mark mark) {
        for (int i = undo.size() - 1; i >= mark.undo; i--) {
            undo.get(i).run();
        }
        undo.subList(mark.undo, undo.size()).clear();
        onCommit.subList(mark.onCommit, onCommit.size()).clear();
    }

    void commit() {
        undo.clear();
        List<Runnable> done = List.copyOf(onCommit);
        onCommit.clear();
        done.forEach(Runnable::run);
    }
}
