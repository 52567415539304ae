// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import muster.app.command.Commands;
import muster.app.command.Failure;
import muster.app.config.LogLevel;

/// The program's begin: hands the command line to the commands and ends with their exit code.
final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        InstantSource clock = Clock.tickMillis(ZoneOffset.UTC);
        Map<String, String> environment = System.getenv();
        System.exit(ServeLine.plain(arguments)
                .map(line -> serve(new ServeCommand(line, environment, clock)))
                .orElseGet(() -> run(arguments, environment, clock)));
    }

    private static int serve(ServeCommand command) {
        try {
            return command.call();
        } catch (Exception e) { // as with every other command: a line, a hint and a code, never a stack trace
            return Failure.of(e).tell(System.err);
        }
    }

    private static int run(String[] arguments, Map<String, String> environment, InstantSource clock) {
        Logs.open(LogLevel.WARNING);
        Map<String, Supplier<Object>> more = new LinkedHashMap<>();
        more.put("serve", () -> new ServeCommand(environment, clock));
        more.put("config", () -> new ConfigCommand(environment));
        Offline offline = new Offline(environment, clock);
        Commands commands = new Commands(System.out, System.err, environment, System.in, clock,
                offline::intake, offline::fetches, more);
        return commands.run(arguments);
    }
}
