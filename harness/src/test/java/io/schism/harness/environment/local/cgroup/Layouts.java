package io.schism.harness.environment.local.cgroup;

import java.io.IOException;
import java.util.List;

/** Machines as they are met, each a kernel with the trees it shows. Lines as a real {@code /proc} has them. */
enum Layouts {
    /** No systemd, root: every controller a tree of its own. */
    FIRST {
        @Override
        void build(FakeKernel kernel) {
            kernel.first("/sys/fs/cgroup/freezer", "freezer")
                    .first("/sys/fs/cgroup/memory", "memory")
                    .first("/sys/fs/cgroup/cpu", "cpu");
        }

        @Override
        String mounts() {
            return """
                    30 22 0:27 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
                    31 30 0:28 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu,cpuacct
                    34 30 0:31 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
                    36 30 0:33 / /sys/fs/cgroup/freezer rw,relatime shared:9 - cgroup cgroup rw,freezer
                    38 30 0:35 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids
                    39 30 0:36 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,xattr,name=systemd
                    """;
        }

        @Override
        String groups() {
            return "9:name=systemd:/\n6:freezer:/\n4:memory:/\n1:cpu,cpuacct:/\n";
        }
    },
    /** A user's terminal under systemd, in a scope that was delegated: our own group holds us, the one above it passes controllers on. */
    DELEGATED {
        @Override
        void build(FakeKernel kernel) throws IOException {
            String slice = "/sys/fs/cgroup/user.slice/user-1000.slice";
            String app = slice + "/user@1000.service/app.slice";
            kernel.second("/sys/fs/cgroup")
                    .passes("/sys/fs/cgroup", "memory cpu")
                    .group("/sys/fs/cgroup/user.slice")
                    .passes("/sys/fs/cgroup/user.slice", "memory cpu")
                    .group(slice)
                    .passes(slice, "memory cpu")
                    .group(slice + "/user@1000.service")
                    .passes(slice + "/user@1000.service", "memory cpu")
                    .group(app)
                    .passes(app, "memory cpu")
                    .group(app + "/run-r1.scope")
                    .process(app + "/run-r1.scope", 4711)
                    .closed("/sys/fs/cgroup")
                    .closed("/sys/fs/cgroup/user.slice")
                    .closed(slice);
        }

        @Override
        String mounts() {
            return "29 23 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";
        }

        @Override
        String groups() {
            return "0::/user.slice/user-1000.slice/user@1000.service/app.slice/run-r1.scope\n";
        }
    },
    /** The same user through ssh: nothing from our own group upwards is ours. */
    UNDELEGATED {
        @Override
        void build(FakeKernel kernel) throws IOException {
            String slice = "/sys/fs/cgroup/user.slice/user-1000.slice";
            kernel.second("/sys/fs/cgroup")
                    .group("/sys/fs/cgroup/user.slice")
                    .group(slice)
                    .group(slice + "/session-3.scope")
                    .closed("/sys/fs/cgroup")
                    .closed("/sys/fs/cgroup/user.slice")
                    .closed(slice)
                    .closed(slice + "/session-3.scope");
        }

        @Override
        String mounts() {
            return DELEGATED.mounts();
        }

        @Override
        String groups() {
            return "0::/user.slice/user-1000.slice/session-3.scope\n";
        }
    },
    /** Root without systemd on the second version: nobody passed any controller on. */
    BARE_SECOND {
        @Override
        void build(FakeKernel kernel) {
            kernel.second("/sys/fs/cgroup").process("/sys/fs/cgroup", 4711);
        }

        @Override
        String mounts() {
            return DELEGATED.mounts();
        }

        @Override
        String groups() {
            return "0::/\n";
        }
    },
    /** A container that may only look. */
    READ_ONLY {
        @Override
        void build(FakeKernel kernel) {
            FIRST_KIND.forEach(
                    name -> kernel.first("/sys/fs/cgroup/" + name, name).closed("/sys/fs/cgroup/" + name));
        }

        @Override
        String mounts() {
            return """
                    36 30 0:33 /docker/0123abc /sys/fs/cgroup/freezer ro,relatime - cgroup cgroup rw,freezer
                    34 30 0:31 /docker/0123abc /sys/fs/cgroup/memory ro,relatime - cgroup cgroup rw,memory
                    31 30 0:28 /docker/0123abc /sys/fs/cgroup/cpu ro,relatime - cgroup cgroup rw,cpu
                    """;
        }

        @Override
        String groups() {
            return "6:freezer:/docker/0123abc\n4:memory:/docker/0123abc\n1:cpu:/docker/0123abc\n";
        }
    },
    /** Another kernel. */
    NONE {
        @Override
        void build(FakeKernel kernel) {}

        @Override
        String mounts() {
            return "";
        }

        @Override
        String groups() {
            return "";
        }
    };

    private static final List<String> FIRST_KIND = List.of("freezer", "memory", "cpu");

    abstract void build(FakeKernel kernel) throws IOException;

    /** {@code /proc/self/mountinfo}. */
    abstract String mounts();

    /** {@code /proc/self/cgroup}. */
    abstract String groups();

    FakeKernel kernel() {
        FakeKernel kernel = new FakeKernel();
        try {
            build(kernel);
        } catch (IOException e) {
            throw new AssertionError("the layout contradicts itself", e);
        }
        return kernel;
    }

    List<Tree> trees(FakeKernel kernel) {
        return Tree.parse(kernel, mounts(), groups());
    }
}
