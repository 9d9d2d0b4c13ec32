package io.schism.harness.system.raft.store;

import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Ranges.Entry;
import io.schism.workloads.client.Ranges.View;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Transactions.Action;
import io.schism.workloads.client.Transactions.Append;
import io.schism.workloads.client.Transactions.Comparison;
import io.schism.workloads.client.Transactions.Delete;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.OnNumber;
import io.schism.workloads.client.Transactions.OnValue;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Quantity;
import io.schism.workloads.client.Transactions.Result;
import io.schism.workloads.client.Transactions.Transaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Requests and replies as bytes: between client and node, between nodes, and in the log. All three are the same build of this class,
 * so there is no version in it.
 */
public final class Wire {
    private Wire() {}

    public static byte[] encode(Request request) {
        return written(out -> {
            if (request instanceof Request.Run run) {
                out.writeByte(run.forwarded() ? 1 : 0);
                write(out, run.transaction());
            }
            if (request instanceof Request.Inspect inspect) {
                out.writeByte(2);
                out.writeLong(inspect.index());
            }
            if (request instanceof Request.Scan scan) {
                out.writeByte(3);
                out.writeBoolean(scan.forwarded());
                write(out, scan.prefix());
            }
            if (request instanceof Request.TakeSnapshot) {
                out.writeByte(4);
            }
            if (request instanceof Request.MoveLeader move) {
                out.writeByte(5);
                write(out, move.node());
            }
            if (request instanceof Request.Members) {
                out.writeByte(6);
            }
            if (request instanceof Request.ChangeMember change) {
                out.writeByte(7);
                write(out, change.node());
                write(out, change.address());
                out.writeBoolean(change.joins());
            }
        });
    }

    public static Request request(byte[] bytes) {
        return read(bytes, in -> {
            int tag = in.readByte();
            return switch (tag) {
                case 0, 1 -> new Request.Run(transaction(in), tag == 1);
                case 2 -> new Request.Inspect(in.readLong());
                case 3 -> scan(in);
                case 4 -> new Request.TakeSnapshot();
                case 5 -> new Request.MoveLeader(text(in));
                case 6 -> new Request.Members();
                case 7 -> new Request.ChangeMember(text(in), text(in), in.readBoolean());
                default -> throw new IOException("request tag " + tag);
            };
        });
    }

    public static byte[] encode(Reply reply) {
        return written(out -> {
            if (reply instanceof Reply.Ran ran) {
                out.writeByte(0);
                write(out, ran.result());
            }
            if (reply instanceof Reply.Standing standing) {
                out.writeByte(1);
                write(out, standing.report());
            }
            if (reply instanceof Reply.Refused refused) {
                out.writeByte(2);
                out.writeByte(refused.kind().ordinal());
                write(out, refused.message());
            }
            if (reply instanceof Reply.Found found) {
                out.writeByte(3);
                write(out, found.view());
            }
            if (reply instanceof Reply.Done done) {
                out.writeByte(4);
                out.writeLong(done.index());
            }
            if (reply instanceof Reply.Listed listed) {
                out.writeByte(5);
                out.writeInt(listed.members().size());
                for (String member : listed.members()) {
                    write(out, member);
                }
            }
        });
    }

    public static Reply reply(byte[] bytes) {
        return read(bytes, in -> {
            int tag = in.readByte();
            return switch (tag) {
                case 0 -> new Reply.Ran(result(in));
                case 1 -> new Reply.Standing(report(in));
                case 2 -> new Reply.Refused(Kind.values()[in.readByte()], text(in));
                case 3 -> new Reply.Found(view(in));
                case 4 -> new Reply.Done(in.readLong());
                case 5 -> listed(in);
                default -> throw new IOException("reply tag " + tag);
            };
        });
    }

    public static byte[] encode(Transaction transaction) {
        return written(out -> write(out, transaction));
    }

    public static Transaction transaction(byte[] bytes) {
        return read(bytes, Wire::transaction);
    }

    private static Reply listed(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            members.add(text(in));
        }
        return new Reply.Listed(members);
    }

    private static Request scan(DataInputStream in) throws IOException {
        boolean forwarded = in.readBoolean();
        return new Request.Scan(text(in), forwarded);
    }

    private static void write(DataOutputStream out, Transaction transaction) throws IOException {
        out.writeInt(transaction.guards().size());
        for (Guard guard : transaction.guards()) {
            write(out, guard);
        }
        writeActions(out, transaction.then());
        writeActions(out, transaction.otherwise());
    }

    private static Transaction transaction(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Guard> guards = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            guards.add(guard(in));
        }
        return new Transaction(guards, actions(in), actions(in));
    }

    private static void write(DataOutputStream out, Guard guard) throws IOException {
        if (guard instanceof OnValue onValue) {
            out.writeByte(0);
            write(out, onValue.key());
            out.writeByte(onValue.comparison().ordinal());
            write(out, onValue.operand());
        }
        if (guard instanceof OnNumber onNumber) {
            out.writeByte(1);
            write(out, onNumber.key());
            out.writeByte(onNumber.comparison().ordinal());
            out.writeByte(onNumber.quantity().ordinal());
            out.writeLong(onNumber.operand());
        }
    }

    private static Guard guard(DataInputStream in) throws IOException {
        int tag = in.readByte();
        String key = text(in);
        Comparison comparison = Comparison.values()[in.readByte()];
        return tag == 0
                ? new OnValue(key, comparison, text(in))
                : new OnNumber(key, Quantity.values()[in.readByte()], comparison, in.readLong());
    }

    private static void writeActions(DataOutputStream out, List<Action> actions) throws IOException {
        out.writeInt(actions.size());
        for (Action action : actions) {
            if (action instanceof Get) {
                out.writeByte(0);
                write(out, action.key());
            }
            if (action instanceof Put put) {
                out.writeByte(1);
                write(out, put.key());
                write(out, put.value());
            }
            if (action instanceof Append append) {
                out.writeByte(2);
                write(out, append.key());
                write(out, append.element());
            }
            if (action instanceof Delete) {
                out.writeByte(3);
                write(out, action.key());
            }
        }
    }

    private static List<Action> actions(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Action> actions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int tag = in.readByte();
            String key = text(in);
            actions.add(
                    switch (tag) {
                        case 0 -> new Get(key);
                        case 1 -> new Put(key, text(in));
                        case 2 -> new Append(key, text(in));
                        case 3 -> new Delete(key);
                        default -> throw new IOException("action tag " + tag);
                    });
        }
        return actions;
    }

    private static void write(DataOutputStream out, Result result) throws IOException {
        out.writeBoolean(result.succeeded());
        out.writeLong(result.revision());
        out.writeInt(result.values().size());
        for (Optional<Versioned> value : result.values()) {
            out.writeBoolean(value.isPresent());
            if (value.isPresent()) {
                write(out, value.get());
            }
        }
    }

    private static void write(DataOutputStream out, Versioned value) throws IOException {
        write(out, value.value());
        out.writeLong(value.version());
        out.writeLong(value.revision());
    }

    private static Versioned versioned(DataInputStream in) throws IOException {
        return new Versioned(text(in), in.readLong(), in.readLong());
    }

    private static void write(DataOutputStream out, View view) throws IOException {
        out.writeLong(view.revision());
        out.writeInt(view.entries().size());
        for (Entry entry : view.entries()) {
            write(out, entry.key());
            out.writeLong(entry.created());
            write(out, entry.value());
        }
    }

    private static View view(DataInputStream in) throws IOException {
        long revision = in.readLong();
        int count = in.readInt();
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(new Entry(text(in), in.readLong(), versioned(in)));
        }
        return new View(revision, entries);
    }

    private static Result result(DataInputStream in) throws IOException {
        boolean succeeded = in.readBoolean();
        long revision = in.readLong();
        int count = in.readInt();
        List<Optional<Versioned>> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(in.readBoolean() ? Optional.of(versioned(in)) : Optional.empty());
        }
        return new Result(succeeded, revision, values);
    }

    private static void write(DataOutputStream out, NodeReport report) throws IOException {
        write(out, report.node());
        write(out, report.role());
        out.writeBoolean(report.ready());
        out.writeLong(report.term());
        write(out, report.leader());
        write(out, report.vote());
        out.writeLong(report.commitIndex());
        out.writeLong(report.appliedIndex());
        out.writeLong(report.snapshotIndex());
        out.writeLong(report.digestIndex());
        out.writeBoolean(report.known());
        out.writeLong(report.digest());
    }

    private static NodeReport report(DataInputStream in) throws IOException {
        return new NodeReport(
                text(in),
                text(in),
                in.readBoolean(),
                in.readLong(),
                text(in),
                text(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readBoolean(),
                in.readLong());
    }

    /** Length in four bytes, then UTF-8: {@code writeUTF} ends at 64 KB, which appended lists outgrow. */
    static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] bytes, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return reading.from(in);
        } catch (IOException e) {
            throw new UncheckedIOException("a message of " + bytes.length + " bytes does not parse", e);
        }
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }
}
