package io.schism.harness.system.etcd;

import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.Site;
import io.schism.harness.system.certificate.Authority;
import io.schism.harness.system.certificate.Identity;
import io.schism.harness.system.channel.ChannelSecurity;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of one run: an authority, one certificate for clients, and for each member one it serves clients with and one it meets
 * its peers with. They are files in a folder of the run, readable by its owner alone. Safe for several threads.
 */
final class EtcdCertificates {
    private static final String LOOPBACK = "127.0.0.1";
    private static final char[] NO_PASSWORD = new char[0];

    private final Authority authority = Authority.create("schism run");
    /** Without hosts: etcd compares the hosts of a client's certificate with where it dials from, and clients dial from anywhere. */
    private final Identity client = authority.issue("client", List.of());

    private final ChannelSecurity clients = ChannelSecurity.mutual(authority.certificate(), client);
    private final Map<Node, List<Path>> files = new ConcurrentHashMap<>();
    private volatile @Nullable Path folder;

    /** What the harness' own channels use. */
    ChannelSecurity clients() {
        return clients;
    }

    /** The same for what is asked over HTTP. */
    SSLSocketFactory sockets() {
        try {
            KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
            known.load(null, null);
            known.setCertificateEntry("authority", authority.certificate());
            known.setKeyEntry("client", client.key(), NO_PASSWORD, new Certificate[] {client.certificate()});
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(known);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(known, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot do TLS: " + e.getMessage(), e);
        }
    }

    /** Writes what does not depend on a member, for whoever wants to look at the cluster with etcdctl. */
    void writeTo(Path directory) {
        Path made = directory.toAbsolutePath();
        write(made.resolve("ca.pem"), authority.certificatePem());
        write(made.resolve("client.pem"), client.certificatePem());
        write(made.resolve("client-key.pem"), client.keyPem());
        folder = made;
    }

    /** The files that a member reads; written when it is first asked for. */
    List<Path> files(Site site) {
        return files.computeIfAbsent(site.node(), node -> written(site));
    }

    /** The flags that tell a member to use them. */
    List<String> flags(Site site) {
        List<Path> all = files(site);
        List<String> flags = new ArrayList<>();
        flags.add("--trusted-ca-file=" + all.get(0));
        flags.add("--cert-file=" + all.get(1));
        flags.add("--key-file=" + all.get(2));
        flags.add("--client-cert-auth");
        flags.add("--peer-trusted-ca-file=" + all.get(0));
        flags.add("--peer-cert-file=" + all.get(3));
        flags.add("--peer-key-file=" + all.get(4));
        flags.add("--peer-client-cert-auth");
        return flags;
    }

    private List<Path> written(Site site) {
        Path here = folder;
        if (here == null) {
            throw new IllegalStateException("prepare the system with a directory before its nodes are started");
        }
        // Peers come from the announced address, or, through the proxies, from loopback; clients always dial loopback.
        List<String> hosts = List.of(LOOPBACK, "localhost", site.announcedHost());
        List<Path> all = new ArrayList<>(List.of(here.resolve("ca.pem")));
        for (String role : List.of("server", "peer")) {
            String name = site.node().name() + "-" + role;
            Identity identity = authority.issue(name, hosts);
            all.add(write(here.resolve(name + ".pem"), identity.certificatePem()));
            all.add(write(here.resolve(name + "-key.pem"), identity.keyPem()));
        }
        return List.copyOf(all);
    }

    /** Made with its permissions, never open to others for a moment in between. */
    private static Path write(Path file, String text) {
        try {
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent, permissions("rwx------"));
            }
            Files.createFile(file, permissions("rw-------"));
            return Files.writeString(file, text);
        } catch (FileAlreadyExistsException e) {
            throw new EnvironmentException(file + " is there already; a run needs a directory of its own", e);
        } catch (IOException e) {
            throw new EnvironmentException("cannot write " + file + " (" + e + "); make its directory writable", e);
        }
    }

    private static FileAttribute<?>[] permissions(String owners) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(owners))}
                : new FileAttribute<?>[0];
    }
}
