package io.schism.harness.shaper;

/** Calls of the C library, with its names and arguments; negative answers are failures. Safe for several threads. */
public interface SystemCalls {
    int socket(int domain, int type, int protocol);

    int setsockopt(int socket, int level, int option, byte[] value, int length);

    long send(int socket, byte[] bytes, long length, int flags);

    long sendto(int socket, byte[] bytes, long length, int flags, byte[] address, int addressLength);

    long recv(int socket, byte[] bytes, long length, int flags);
}
