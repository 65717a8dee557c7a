package dev.millrace.standalone;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands have: {@code --help}, and the streams they print to. */
@Command(mixinStandardHelpOptions = true, versionProvider = Millrace.Version.class)
abstract class SubCommand implements Callable<Integer> {

    static final int OK = 0;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    static void requireWithin(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw CommandFailure.wrongUse(option + " must be from " + least + " to " + most + ", is " + value);
        }
    }

    static void requirePositive(String option, double value, int most) {
        if (!(value > 0 && value <= most)) {
            throw CommandFailure.wrongUse(option + " must be above 0, to " + most + ", is " + value);
        }
    }
}
