package io.yilu.ops.trial;

import io.yilu.ops.fleet.Console;
import io.yilu.ops.fleet.NodeFailedException;
import io.yilu.ops.fleet.PortsTakenException;
import io.yilu.ops.fleet.Words;
import io.yilu.ops.trial.TrialOptions.WrongOptionException;
import io.yilu.ops.trial.faults.FaultList;
import java.io.IOException;
import java.util.List;

/** The main program behind {@code ops/trial}. */
public final class Trial {

    private static final int FAILED = 1;
    private static final int WRONG_OPTION = 2;

    private Trial() {}

    public static void main(String[] arguments) {
        Console console = Console.ofTerminal();
        Words words = Words.ofTerminal(System.getenv());
        int exitCode = FAILED;
        try {
            exitCode = run(TrialOptions.parse(List.of(arguments)), console, words);
        } catch (WrongOptionException wrong) {
            console.print(words.of("trial.options.wrong", String.valueOf(wrong.getMessage())));
            exitCode = WRONG_OPTION;
        } catch (PortsTakenException refused) {
            console.print(String.valueOf(refused.getMessage()));
        } catch (NodeFailedException failed) {
            console.say(words.of("failed", String.valueOf(failed.getMessage())));
            failed.logTail().forEach(line -> console.print("    " + line));
        } catch (IOException | RuntimeException failed) {
            console.say(words.of("failed", String.valueOf(failed)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        System.exit(exitCode);
    }

    private static int run(TrialOptions options, Console console, Words words)
            throws IOException, InterruptedException, NodeFailedException, PortsTakenException {
        if (options.list()) {
            console.print(FaultList.table());
            return 0;
        }
        Storm.Outcome outcome = new Storm(options, console, words).run();
        console.say(words.of("trial.report", outcome.report()));
        if (outcome.isGood() && !outcome.notStruck().isEmpty()) {
            console.say(words.of("trial.not.all.struck", outcome.notStruck().size()));
        }
        console.print(outcome.line());
        return outcome.exitCode();
    }
}
