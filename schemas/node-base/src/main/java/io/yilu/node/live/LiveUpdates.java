package io.yilu.node.live;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends topics to every open page; a page fetches again what carries {@code hx-trigger="sse:TOPIC"}.
 *
 * <p>Only the topic's name travels, so no page learns what its user may not see. Topics published within a quarter of a
 * second are sent together.
 */
public class LiveUpdates implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveUpdates.class);
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int MOST_PAGES = 200;
    private static final long GATHER_MILLIS = 250;
    private static final long HEARTBEAT_SECONDS = 15;

    private final Set<SseEmitter> pages = ConcurrentHashMap.newKeySet();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService sender;
    private @Nullable ScheduledFuture<?> gathering;

    LiveUpdates() {}

    /** To be called after the change, at any rate: inside a transaction it waits for the commit by itself. */
    public void publish(String topic) {
        if (!TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException("A topic is a word of letters, digits, - and _: " + topic);
        }
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    gather(topic);
                }
            });
        } else {
            gather(topic);
        }
    }

    private synchronized void gather(String topic) {
        changed.add(topic);
        ScheduledExecutorService running = sender;
        if (running != null && (gathering == null || gathering.isDone())) {
            gathering = running.schedule(this::sendChanged, GATHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void sendChanged() {
        Set<String> topics = Set.copyOf(changed);
        changed.removeAll(topics);
        if (!topics.isEmpty()) {
            toAll(SseEmitter.event().name("changed").data(String.join(",", topics)));
        }
        synchronized (this) {
            gathering = null;
            if (!changed.isEmpty()) {
                gather(changed.iterator().next());
            }
        }
    }

    /** A new page's stream, or null when there are too many already. */
    @Nullable
    SseEmitter open() {
        if (!isRunning() || pages.size() >= MOST_PAGES) {
            log.warn("{} pages listen for changes already; another has to look by itself", pages.size());
            return null;
        }
        SseEmitter page = new SseEmitter(0L);
        page.onCompletion(() -> pages.remove(page));
        page.onTimeout(() -> pages.remove(page));
        page.onError(failure -> pages.remove(page));
        pages.add(page);
        send(page, SseEmitter.event().comment("open"));
        return page;
    }

    int openPages() {
        return pages.size();
    }

    private void heartbeat() {
        toAll(SseEmitter.event().comment("still here"));
    }

    private void toAll(SseEmitter.SseEventBuilder event) {
        Set<ResponseBodyEmitter.DataWithMediaType> built = event.build();
        for (SseEmitter page : pages) {
            try {
                page.send(built);
            } catch (IOException | IllegalStateException e) {
                drop(page);
            }
        }
    }

    private void send(SseEmitter page, SseEmitter.SseEventBuilder event) {
        try {
            page.send(event);
        } catch (IOException | IllegalStateException e) {
            drop(page);
        }
    }

    /** The browser is gone; the container ends the request by itself. */
    private void drop(SseEmitter page) {
        pages.remove(page);
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "live-updates");
            thread.setDaemon(true);
            return thread;
        });
        var unused =
                started.scheduleWithFixedDelay(this::heartbeat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        sender = started;
    }

    /** Before the web server waits for open requests: these would never end by themselves. */
    @Override
    public synchronized void stop() {
        ScheduledExecutorService running = sender;
        if (running != null) {
            running.shutdownNow();
            sender = null;
        }
        pages.forEach(SseEmitter::complete);
        pages.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return sender != null;
    }
}
