package io.yilu.ops.trial.load;

import io.yilu.ops.fleet.NodePlan;
import io.yilu.ops.rehearsal.NodeApi;
import io.yilu.ops.rehearsal.NodeApi.RefusedException;
import io.yilu.ops.rehearsal.RoundTrip;
import io.yilu.ops.rehearsal.Scan;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One person's place at one node: signs in when needed, and again when the node has forgotten the token. */
public final class Desk {

    private static final int UNAUTHORIZED = 401;

    private final NodePlan node;
    private final String user;
    private @Nullable NodeApi signedIn;

    public Desk(NodePlan node, String user) {
        this.node = node;
        this.user = user;
    }

    /** One request to a node. */
    private interface Request<T> {
        T by(NodeApi api) throws IOException, InterruptedException;
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return signedIn(api -> api.get(path));
    }

    public byte[] bytes(String path) throws IOException, InterruptedException {
        return signedIn(api -> api.bytes(path));
    }

    public JsonNode post(String path, String key, Object body) throws IOException, InterruptedException {
        return signedIn(api -> api.post(path, key, body));
    }

    JsonNode upload(Scan scan) throws IOException, InterruptedException {
        return signedIn(api -> api.upload(scan));
    }

    private <T> T signedIn(Request<T> request) throws IOException, InterruptedException {
        try {
            return request.by(api());
        } catch (RefusedException refused) {
            if (refused.status() != UNAUTHORIZED) {
                throw refused;
            }
            forget();
            return request.by(api());
        }
    }

    private synchronized NodeApi api() throws IOException, InterruptedException {
        NodeApi known = signedIn;
        if (known == null) {
            known = NodeApi.signIn(node.address(), user, RoundTrip.PASSWORD);
            signedIn = known;
        }
        return known;
    }

    private synchronized void forget() {
        signedIn = null;
    }
}
