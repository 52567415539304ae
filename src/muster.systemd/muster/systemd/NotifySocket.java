// SPDX-License-Identifier: Apache-2.0
package muster.systemd;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The socket on which a service tells systemd how it is: `NOTIFY_SOCKET` of sd_notify(3). Each message is one datagram
/// of a Unix socket, a kind that Java's channels do not have, so the C library is asked. Thread-safe.
///
/// Numbers and layouts are Linux's: unix(7), socket(2), send(2).
public final class NotifySocket {

    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int FAMILY_BYTES = 2;
    private static final int PATH_BYTES = 108;

    private final String address;
    private final MethodHandle socket;
    private final MethodHandle sendto;
    private final MethodHandle close;
    private final MethodHandle strerror;
    private final StructLayout trouble = Linker.Option.captureStateLayout();
    private final VarHandle errno =
            trouble.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private NotifySocket(String address) {
        this.address = address;
        ValueLayout.OfInt number = ValueLayout.JAVA_INT;
        this.socket = function("socket", FunctionDescriptor.of(number, number, number, number), true);
        this.sendto = function("sendto", FunctionDescriptor.of(ValueLayout.JAVA_LONG, number, ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG, number, ValueLayout.ADDRESS, number), true);
        this.close = function("close", FunctionDescriptor.of(number, number), false);
        this.strerror = function("strerror", FunctionDescriptor.of(ValueLayout.ADDRESS, number), false);
    }

    /// The socket of an address; nothing is sent yet.
    ///
    /// @param address what `NOTIFY_SOCKET` holds: a path, `@` and an abstract name, or null. Others, such as the
    ///     `vsock:` of virtual machines, are nobody's here.
    /// @return nothing when there is nobody to tell
    public static Optional<NotifySocket> at(String address) {
        if (address == null || address.length() < 2 || address.charAt(0) != '/' && address.charAt(0) != '@') {
            return Optional.empty();
        }
        return bytes(address).length < PATH_BYTES ? Optional.of(new NotifySocket(address)) : Optional.empty();
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor descriptor, boolean tellsTrouble) {
        Linker linker = Linker.nativeLinker();
        MemorySegment code = linker.defaultLookup().findOrThrow(name);
        return tellsTrouble
                ? linker.downcallHandle(code, descriptor, Linker.Option.captureCallState("errno"))
                : linker.downcallHandle(code, descriptor);
    }

    /// Sends one message; does not wait for whoever reads.
    ///
    /// @param message lines of `NAME=value`, as in sd_notify(3)
    /// @throws IOException if it could not be handed over; the message names the socket
    public void send(String message) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment problem = arena.allocate(trouble);
            int file = (int) socket.invokeExact(problem, AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            if (file < 0) {
                throw failure(problem);
            }
            try {
                hand(arena, file, message.getBytes(StandardCharsets.UTF_8), problem);
            } finally {
                int ignored = (int) close.invokeExact(file);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    private void hand(Arena arena, int file, byte[] message, MemorySegment problem) throws Throwable {
        MemorySegment text = arena.allocateFrom(ValueLayout.JAVA_BYTE, message);
        MemorySegment to = destination(arena);
        long sent = (long) sendto.invokeExact(problem, file, text, (long) message.length,
                MSG_NOSIGNAL | MSG_DONTWAIT, to, (int) to.byteSize());
        if (sent != message.length) {
            throw failure(problem);
        }
    }

    /// struct sockaddr_un: the family in this machine's byte order, then the path and a zero, or a zero and the name.
    private MemorySegment destination(Arena arena) {
        byte[] name = bytes(address);
        boolean isAbstract = address.charAt(0) == '@';
        MemorySegment all = arena.allocate(FAMILY_BYTES + name.length + (isAbstract ? 0 : 1), Short.BYTES);
        all.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(name, 0, all, ValueLayout.JAVA_BYTE, FAMILY_BYTES, name.length);
        if (isAbstract) {
            all.set(ValueLayout.JAVA_BYTE, FAMILY_BYTES, (byte) 0);
        }
        return all;
    }

    private static byte[] bytes(String address) {
        return address.getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("restricted")
    private IOException failure(MemorySegment problem) throws Throwable {
        int number = (int) errno.get(problem, 0L);
        MemorySegment words = (MemorySegment) strerror.invokeExact(number);
        return new IOException("systemd cannot be told at " + address + ": "
                + words.reinterpret(Long.MAX_VALUE).getString(0));
    }
}
