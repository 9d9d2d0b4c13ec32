package io.schism.nemesis;

/**
 * A fault that the cluster itself has to agree to, and did not: a change of members, a transfer of leadership. Nothing was done. While
 * other faults are in force that is to be expected and the fault is left out; otherwise it is a problem like any other.
 */
public final class NotNowException extends FaultException {
    public NotNowException(FaultException refused) {
        super(String.valueOf(refused.getMessage()), refused);
    }

    public NotNowException(String message) {
        super(message);
    }
}
