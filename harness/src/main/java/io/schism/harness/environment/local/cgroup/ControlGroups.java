package io.schism.harness.environment.local.cgroup;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.CpuControl;
import io.schism.nemesis.target.FreezeControl;
import io.schism.nemesis.target.MemoryControl;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The control groups of one run: one for each node, under one that is named after the run, in every tree that is needed. Asked for a refusal
 * at any time; made before the nodes start, who are put into them before they become the program; closed when the nodes are dead. Where the
 * machine lends nothing, everything but a fault does nothing. Safe for several threads.
 */
public final class ControlGroups implements AutoCloseable {
    private final Kernel kernel;
    private final List<Tree> trees;
    private final String name;
    private @Nullable Lender lender;
    private volatile List<Home> made = List.of();

    ControlGroups(Kernel kernel, List<Tree> trees, String name) {
        this.kernel = kernel;
        this.trees = List.copyOf(trees);
        this.name = name;
    }

    /** Those of this machine, for the run of that name. Nothing is made yet. */
    public static ControlGroups ofThisMachine(String run) {
        Kernel kernel = new KernelFiles();
        return new ControlGroups(
                kernel, Tree.ofThisMachine(kernel), GroupName.of(run, kernel).toString());
    }

    /** What the machine lends, looked for once: it takes a moment, and most runs need none of it. */
    private synchronized Lender lent() {
        Lender known = lender;
        if (known == null) {
            known = Lender.ask(kernel, trees, name);
            lender = known;
        }
        return known;
    }

    Optional<String> refusal(Ability ability) {
        return lent().refusal(ability);
    }

    /** Why something of it cannot be had here, each reason with its mend; none when all can. */
    public List<String> refusals() {
        return Arrays.stream(Ability.values())
                .flatMap(ability -> refusal(ability).map(why -> ability.controller() + ": " + why).stream())
                .toList();
    }

    /** What can be had, in one line. */
    public String inWords() {
        return Arrays.stream(Ability.values())
                .flatMap(ability -> lent().home(ability).map(home -> home.inWords(ability)).stream())
                .collect(Collectors.joining(", "));
    }

    /** The directories that {@link #make} will make, for who removes them when the harness cannot. */
    public List<Path> places() {
        return lent().homes().stream().map(Home::path).toList();
    }

    /**
     * Makes those above the nodes'; what starts from now on is put into them.
     *
     * @throws FaultException when the kernel does not let us
     */
    public synchronized void make() {
        List<Home> homes = new ArrayList<>();
        for (Home home : lent().homes()) {
            homes.add(home);
            made = List.copyOf(homes); // what fails halfway is removed, too
            try {
                kernel.make(home.path());
                home.group().pass(home.abilities());
            } catch (IOException e) {
                throw new FaultException("no control groups can be made in " + home.path() + ": " + e.getMessage(), e);
            }
        }
    }

    /** Whether the nodes' processor time can be held back by a quota: the groups are made and have it. */
    public boolean haveQuotas() {
        return made.stream().anyMatch(home -> home.abilities().contains(Ability.PROCESSOR));
    }

    /** Puts the process of a node into its groups, which are not frozen then; it has started nothing yet. */
    public void admit(Node node, long pid) throws IOException {
        for (Home home : made) {
            Group group = home.of(node.name());
            kernel.make(group.path());
            if (home.abilities().contains(Ability.FREEZE)) {
                group.thaw();
            }
            group.admit(pid);
        }
    }

    /** Lets a node go on that is frozen: on the first version it could not even die. Does nothing otherwise. */
    public void thaw(Node node) {
        Optional<Group> group = group(node, Ability.FREEZE);
        if (group.isPresent()) {
            try {
                group.get().thaw();
            } catch (IOException e) {
                throw new FaultException("could not thaw " + node + ": " + e.getMessage(), e);
            }
        }
    }

    /** Whether the node has a process and the kernel says that it is frozen. */
    public boolean frozen(Node node) {
        Optional<Group> group = group(node, Ability.FREEZE);
        try {
            return group.isPresent()
                    && group.get().frozen()
                    && !group.get().members().isEmpty();
        } catch (IOException e) {
            throw new FaultException("the kernel does not tell whether " + node + " is frozen: " + e.getMessage(), e);
        }
    }

    /**
     * The freezer.
     *
     * @param undisturbed does something with a node while nobody else signals or starts its process
     */
    public FreezeControl freezer(BiConsumer<Node, Runnable> undisturbed) {
        return new GroupFreezing(this, undisturbed);
    }

    /** The control of memory. */
    public MemoryControl memory() {
        return new GroupMemory(this);
    }

    /** The control of processor time. */
    public CpuControl cpu() {
        return new GroupShares(this);
    }

    /** The group in which that is done to a node. */
    Group of(Node node, Ability ability) {
        return group(node, ability)
                .orElseThrow(() -> new FaultException(
                        "there is no control group of " + node + " for that; the run was not prepared for it"));
    }

    private Optional<Group> group(Node node, Ability ability) {
        return made.stream()
                .filter(home -> home.abilities().contains(ability))
                .map(home -> home.of(node.name()))
                .filter(group -> kernel.there(group.path()))
                .findFirst();
    }

    /**
     * Kills what is still in them and removes them.
     *
     * @throws FaultException when one stays
     */
    @Override
    public synchronized void close() {
        Removal removal = new Removal(kernel);
        made.forEach(home -> removal.add(home.tree(), home.path()));
        List<String> left = removal.carryOut();
        if (!left.isEmpty()) {
            throw new FaultException(String.join("; ", left));
        }
        made = List.of();
    }
}
