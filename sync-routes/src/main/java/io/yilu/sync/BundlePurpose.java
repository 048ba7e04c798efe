package io.yilu.sync;

/** Why a bundle is written. */
public enum BundlePurpose {
    /** To be carried to the receiver. */
    TRANSFER,
    /** A second copy of what was never synced, in case this machine is lost; only the receiver can read it. */
    SECOND_COPY
}
