package dev.millrace.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A TCP port on loopback, as a command line gives it. */
record Port(int number) {

    private static final int HIGHEST = 65_535;

    /** Reads a port from an option. */
    static final class Converter implements ITypeConverter<Port> {
        @Override
        public Port convert(String value) {
            int number = value.matches("\\d{1,5}") ? Integer.parseInt(value) : 0;
            if (number < 1 || number > HIGHEST) {
                throw new TypeConversionException("'" + value + "' is not a port: give a number from 1 to " + HIGHEST);
            }
            return new Port(number);
        }
    }

    void requireFree(String flag) {
        try (ServerSocket socket = new ServerSocket(number, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assert socket.isBound();
        } catch (IOException e) {
            throw CommandFailure.failed(
                    "Port " + number + " is taken by another process: stop it or choose another" + " with " + flag);
        }
    }
}
