package dev.onesug.serving.context;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Stands before a server and can go silent: it takes what comes, and says nothing any more. */
public final class StallingProxy implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final List<Socket> sockets = new ArrayList<>();
  private volatile boolean silent;

  public StallingProxy(int target) {
    this.target = target;
    try {
      door = new ServerSocket(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::acceptAll);
  }

  public int port() {
    return door.getLocalPort();
  }

  /** Answers of the connections that there are, and of those to come, are held back for ever. */
  public void goSilent() {
    silent = true;
  }

  /** Connections made from now on work; those that went silent stay so. */
  public void speakToNewcomers() {
    silent = false;
  }

  @Override
  public synchronized void close() throws IOException {
    door.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void acceptAll() {
    try {
      while (true) {
        connect(door.accept());
      }
    } catch (IOException e) {
      // The door is closed.
    }
  }

  private synchronized void connect(Socket client) throws IOException {
    sockets.add(client);
    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
    sockets.add(server);
    daemon(() -> copy(client, server, false));
    daemon(() -> copy(server, client, true));
  }

  private void copy(Socket from, Socket to, boolean mayGoSilent) {
    byte[] buffer = new byte[4096];
    boolean wentSilent = false;
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        wentSilent |= mayGoSilent && silent;
        if (!wentSilent) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException e) {
      // One of both closed.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "stalling-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
