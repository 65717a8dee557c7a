package dev.millrace.evaluation.beir;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file line by line, so that what is wrong with one can be named by its number. */
final class Lines {

    private Lines() {}

    /** Takes a line; what it says against it is told with file and number. */
    interface Taker {
        void take(int number, String line) throws Malformed;
    }

    /** What is wrong with a line. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String problem) {
            super(problem);
        }
    }

    /** Hands over every line that is not blank. */
    static void read(Path file, Taker taker) {
        int number = 0;
        try (BufferedReader reader = Files.newBufferedReader(file, UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    taker.take(number, line);
                }
            }
        } catch (CharacterCodingException e) {
            throw new BeirException(file + ": is not UTF-8 text after line " + number + ": convert it");
        } catch (IOException e) {
            throw new BeirException(file + ": can't be read (" + e.getMessage() + "): check its permissions");
        } catch (Malformed e) {
            throw new BeirException(file + ":" + number + ": " + e.getMessage());
        }
    }
}
