package io.yilu.ops.simulation;

/**
 * One thing that goes wrong.
 *
 * @param number its place in the schedule, from 1
 * @param atMessage strikes once the accepted cases come to so many messages
 * @param seed decides where and how long, whatever other faults there are
 */
record Fault(int number, long atMessage, FaultKind kind, long seed) {

    @Override
    public String toString() {
        return "fault " + number + " at message " + atMessage + ": " + kind.words();
    }
}
