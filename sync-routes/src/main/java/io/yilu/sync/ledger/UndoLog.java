package io.yilu.sync.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Transactions over maps in memory: every change notes how to take it back. One transaction at a time. */
final class UndoLog {

    private final Deque<Runnable> undo = new ArrayDeque<>();
    private List<Runnable> afterCommit = new ArrayList<>();
    private int depth;

    synchronized <T> T run(Supplier<T> work) {
        List<Runnable> actions = List.of();
        depth++;
        int mark = undo.size();
        T result;
        try {
            result = work.get();
            if (depth == 1) {
                undo.clear();
                actions = afterCommit;
                afterCommit = new ArrayList<>();
            }
        } catch (RuntimeException | Error failure) {
            while (undo.size() > mark) {
                undo.pop().run();
            }
            if (depth == 1) {
                afterCommit = new ArrayList<>();
            }
            throw failure;
        } finally {
            depth--;
        }
        actions.forEach(Runnable::run);
        return result;
    }

    synchronized boolean isOpen() {
        return depth > 0;
    }

    synchronized void afterCommit(Runnable action) {
        if (depth > 0) {
            afterCommit.add(action);
        } else {
            action.run();
        }
    }

    synchronized <K, V> void put(Map<K, V> map, K key, V value) {
        @Nullable V before = map.put(key, value);
        undo.push(() -> {
            if (before == null) {
                map.remove(key);
            } else {
                map.put(key, before);
            }
        });
        if (depth == 0) {
            undo.clear();
        }
    }

    synchronized <K, V> void remove(Map<K, V> map, K key) {
        @Nullable V before = map.remove(key);
        if (before != null && depth > 0) {
            undo.push(() -> map.put(key, before));
        }
    }
}
