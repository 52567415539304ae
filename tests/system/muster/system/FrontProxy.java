// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real web server in front of a muster, with the lines that `package/` has for it: a process of its own with files of
/// its own, below a folder of the test's.
final class FrontProxy implements AutoCloseable {

    private final Process process;
    private final InetSocketAddress address;

    private FrontProxy(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /// Where a program is, if it is installed; servers lie where the path of plain users does not lead.
    static Optional<Path> program(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
    }

    static FrontProxy nginx(Path program, Path folder, InetSocketAddress muster) throws Exception {
        int port = freePort();
        String snippet = Files.readString(Path.of("package/nginx.conf")).replace("127.0.0.1:8888", text(muster));
        Files.writeString(folder.resolve("muster.conf"), snippet);
        // as root its workers would be somebody who may not write below this folder
        String user = System.getProperty("user.name").equals("root") ? "user root;\n" : "";
        Path config = Files.writeString(folder.resolve("nginx.conf"), user + """
                daemon off;
                worker_processes 1;
                pid FOLDER/pid;
                error_log FOLDER/error.log;
                events {}
                http {
                    access_log FOLDER/access.log;
                    client_body_temp_path FOLDER/body;
                    proxy_temp_path FOLDER/proxy;
                    fastcgi_temp_path FOLDER/fastcgi;
                    uwsgi_temp_path FOLDER/uwsgi;
                    scgi_temp_path FOLDER/scgi;
                    server {
                        listen 127.0.0.1:PORT;
                        include FOLDER/muster.conf;
                    }
                }
                """.replace("FOLDER", folder.toString()).replace("PORT", Integer.toString(port)));
        return start(folder, port, Map.of(), program.toString(), "-p", folder.toString(), "-e", folder + "/error.log",
                "-c", config.toString());
    }

    static FrontProxy caddy(Path program, Path folder, InetSocketAddress muster) throws Exception {
        int port = freePort();
        String site = Files.readString(Path.of("package/Caddyfile"))
                .replace("127.0.0.1:8888", text(muster))
                .replace("\nattendance.example.org {", "\nhttp://127.0.0.1:" + port + " {");
        Path config = Files.writeString(folder.resolve("Caddyfile"), "{\nadmin off\n}\n" + site);
        return start(folder, port, Map.of("HOME", folder.toString(), "XDG_DATA_HOME", folder.toString(),
                "XDG_CONFIG_HOME", folder.toString()),
                program.toString(), "run", "--config", config.toString(), "--adapter", "caddyfile");
    }

    private static FrontProxy start(Path folder, int port, Map<String, String> environment, String... command)
            throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().putAll(environment);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        FrontProxy proxy = new FrontProxy(builder.start(), address);
        try {
            Await.until("the proxy listens; it said: " + folder.resolve("said"), () -> proxy.answers());
            return proxy;
        } catch (Throwable e) {
            proxy.close();
            throw e;
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String text(InetSocketAddress address) {
        return "127.0.0.1:" + address.getPort();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().orTimeout(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException late) {
            process.destroyForcibly().onExit().join();
        }
    }
}
