package io.yilu.desk.repairs;

import io.yilu.node.problem.RequestRefused;
import io.yilu.schemas.failure.PermanentException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Several repairs of one kind, each in its own transaction: what is refused stops none of the others. */
final class RepairBatch {

    private static final int MOST = 200;

    private RepairBatch() {}

    /**
     * What became of one.
     *
     * @param code the error code if it was refused
     */
    record Outcome(
            String id,
            boolean done,
            @Nullable String code,
            @Nullable String what) {}

    static <T> List<Outcome> of(@Nullable List<T> those, Function<T, String> name, Consumer<T> repair) {
        if (those == null || those.isEmpty() || those.size() > MOST) {
            throw RequestRefused.malformed(
                    "YILU-REQUEST-001", "没有列出要处理的内容，或超过 " + MOST + " 项。", "请列出 1 到 " + MOST + " 项。");
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (T one : those) {
            outcomes.add(attempt(name.apply(one), () -> repair.accept(one)));
        }
        return outcomes;
    }

    private static Outcome attempt(String id, Runnable repair) {
        try {
            repair.run();
            return new Outcome(id, true, null, null);
        } catch (PermanentException refused) {
            return new Outcome(id, false, refused.code(), refused.what());
        }
    }
}
