package io.schism.checkers.linear;

/** The budget ended; the message says which part of it. Caught where the verdict of a key is made. */
final class SpentException extends RuntimeException {
    SpentException(String message) {
        super(message, null, false, false);
    }
}
