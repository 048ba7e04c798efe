package io.yilu.sync.routes;

/** The register of the message headers of the exchange; whatever else a message carries is stripped at the border. */
enum ExchangeHeader {
    /** The kind of frame in the body; written by the sender, read by the receiver. */
    FRAME("YiluFrame"),
    /** The session in which it was said. */
    SESSION("YiluSession"),
    /** The queue that a frame goes to; only within the node. */
    QUEUE("CamelJmsDestinationName");

    private final String key;

    ExchangeHeader(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
