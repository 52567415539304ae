// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import muster.app.file.PeopleFile;
import muster.app.file.UnreadableFile;
import muster.model.RosterList.Listed;

/// A file with people, as a command names it.
final class RosterFile {

    private RosterFile() {}

    /// Reads it.
    ///
    /// @param file `-` is standard input
    static List<Listed> read(Path file, InputStream standardInput) throws UserError {
        boolean standard = file.toString().equals("-");
        String name = standard ? "standard input" : file.toString();
        try (InputStream in = standard ? standardInput : Files.newInputStream(file)) {
            return PeopleFile.read(in);
        } catch (NoSuchFileException e) {
            throw new UserError(ExitCode.NO_INPUT, "there is no file " + name, "");
        } catch (UnreadableFile e) {
            throw new UserError(ExitCode.BAD_DATA, name + " cannot be read as a list of people: " + e.getMessage(),
                    e.hint());
        } catch (IOException e) {
            throw new UserError(ExitCode.IO, name + " cannot be read: " + e.getMessage(), "");
        }
    }
}
