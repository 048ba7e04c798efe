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
    private final List<Map<?, ?>> tables = new ArrayList<>();
    private List<Runnable> afterCommit = new ArrayList<>();
    private int depth;

    /** Makes a map part of what {@link #copyTo} copies; its keys and values must never change. */
    <M extends Map<?, ?>> M table(M map) {
        tables.add(map);
        return map;
    }

    /** Copies every table to its twin in another ledger that was made by the same constructors. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // twins have the same types
    synchronized void copyTo(UndoLog other) {
        for (int i = 0; i < tables.size(); i++) {
            Map twin = other.tables.get(i);
            twin.clear();
            twin.putAll(tables.get(i));
        }
    }

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
        noteUndo(map, key, before);
    }

    synchronized <K, V> void remove(Map<K, V> map, K key) {
        @Nullable V before = map.remove(key);
        noteUndo(map, key, before);
    }

    private <K, V> void noteUndo(Map<K, V> map, K key, @Nullable V before) {
        if (depth == 0) {
            return;
        }
        undo.push(() -> {
            if (before == null) {
                map.remove(key);
            } else {
                map.put(key, before);
            }
        });
    }
}
