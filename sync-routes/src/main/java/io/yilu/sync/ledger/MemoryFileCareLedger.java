package io.yilu.sync.ledger;

import io.yilu.schemas.exchange.FileManifest;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.engine.FileCareLedger;
import io.yilu.sync.ledger.MemoryFileLedger.In;
import io.yilu.sync.ledger.MemoryFileLedger.Known;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The state of a disk, in memory. */
final class MemoryFileCareLedger implements FileCareLedger {

    private final MemoryFileLedger files;

    MemoryFileCareLedger(MemoryFileLedger files) {
        this.files = files;
    }

    @Override
    public List<FileManifest> complete(String afterSha256, int limit) {
        synchronized (files) {
            return whole().map(MemoryFileCareLedger::briefly)
                    .filter(manifest -> manifest.sha256().compareTo(afterSha256) > 0)
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public List<FileManifest> uncheckedSince(Instant moment, Instant now, int limit) {
        synchronized (files) {
            return whole().filter(known -> !isChecked(known, moment, now))
                    .sorted(Comparator.comparing(Known::checkedAt))
                    .map(MemoryFileCareLedger::briefly)
                    .limit(limit)
                    .toList();
        }
    }

    private static boolean isChecked(Known known, Instant since, Instant now) {
        return !known.checkedAt().isBefore(since) && !known.checkedAt().isAfter(now);
    }

    private Stream<Known> whole() {
        return files.known().values().stream().filter(Known::complete);
    }

    private static FileManifest briefly(Known known) {
        FileManifest manifest = known.manifest();
        return new FileManifest(manifest.sha256(), manifest.size(), manifest.chunkSize(), "");
    }

    @Override
    public void markChecked(String sha256, Instant at) {
        synchronized (files) {
            Known known = files.known().get(sha256);
            if (known != null) {
                files.putKnown(new Known(known.manifest(), known.complete(), at, known.lostAt()));
            }
        }
    }

    @Override
    public Set<NodeId> markLost(String sha256, Instant at) {
        synchronized (files) {
            Known known = files.known().get(sha256);
            if (known == null) {
                return Set.of();
            }
            if (known.complete()) {
                files.putKnown(new Known(known.manifest(), false, known.checkedAt(), at));
            }
            Map<NodeId, In> announced = files.announced().getOrDefault(sha256, Map.of());
            Set<NodeId> holders = new TreeSet<>(files.holders(sha256));
            announced.forEach((peer, in) -> {
                if (in.asideAt() == null) {
                    holders.add(peer);
                }
            });
            holders.forEach(peer -> {
                In before = announced.get(peer);
                boolean brought = before != null && before.brought();
                files.putIn(
                        peer,
                        new In(
                                known.manifest(),
                                new BitSet(),
                                false,
                                brought,
                                0,
                                null,
                                before == null ? at : before.announcedAt()));
            });
            return holders;
        }
    }

    @Override
    public List<String> onlyOf(NodeId peer, Collection<String> subjects, int limit) {
        synchronized (files) {
            return whole().map(known -> known.manifest().sha256())
                    .filter(sha256 ->
                            files.announced().getOrDefault(sha256, Map.of()).isEmpty())
                    .filter(sha256 -> files.belongsOnlyTo(peer, subjects, sha256))
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public void markPurged(String sha256, Instant at) {
        synchronized (files) {
            Known known = files.known().get(sha256);
            if (known != null && known.complete()) {
                files.putKnown(new Known(known.manifest(), false, known.checkedAt(), known.lostAt()));
            }
        }
    }

    @Override
    public List<Trouble> troubles(int limit) {
        synchronized (files) {
            List<Trouble> troubles = new ArrayList<>();
            files.announced()
                    .values()
                    .forEach(peers -> peers.forEach((peer, in) -> {
                        if (in.asideAt() != null && !in.complete()) {
                            troubles.add(new Trouble(
                                    in.manifest().sha256(), in.manifest().size(), peer, in.asideAt()));
                        }
                    }));
            files.known().values().forEach(known -> {
                if (known.lostAt() != null) {
                    troubles.add(new Trouble(
                            known.manifest().sha256(), known.manifest().size(), null, known.lostAt()));
                }
            });
            return troubles.stream()
                    .sorted(Comparator.comparing(Trouble::since).thenComparing(Trouble::sha256))
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public void tryAgain(String sha256) {
        synchronized (files) {
            files.announced().getOrDefault(sha256, Map.of()).forEach((peer, in) -> {
                if (in.asideAt() != null) {
                    files.putIn(peer, in.anotherChance());
                }
            });
        }
    }

    @Override
    public Checked checkedSince(Instant moment, Instant now) {
        synchronized (files) {
            return new Checked(
                    whole().count(),
                    whole().filter(known -> isChecked(known, moment, now)).count());
        }
    }
}
