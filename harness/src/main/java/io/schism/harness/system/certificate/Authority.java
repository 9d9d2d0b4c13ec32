package io.schism.harness.system.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority that lives as long as one run; its key is never written down. Elliptic keys on P-256, which every TLS library
 * knows and which are made in a millisecond. Safe for several threads.
 *
 * <p>Certificates are good for ten years before and after today: a node whose clock a fault has set must fail for its clock, and not
 * because its peers' certificates look expired to it.
 */
public final class Authority {
    private static final Duration VALID = Duration.ofDays(3650);
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final X500Name name;
    private final Identity self;

    private Authority(X500Name name, Identity self) {
        this.name = name;
        this.self = self;
    }

    /** A new authority; nobody trusts it yet. */
    public static Authority create(String commonName) {
        X500Name name = new X500Name("CN=" + commonName);
        KeyPair pair = keys();
        return new Authority(name, new Identity(sign(name, pair, name, pair, List.of(), true), pair.getPrivate()));
    }

    /** What others trust. */
    public X509Certificate certificate() {
        return self.certificate();
    }

    /** What others trust, as text. */
    public String certificatePem() {
        return self.certificatePem();
    }

    /**
     * A party that can both serve and call: etcd dials itself with what it serves with.
     *
     * @param commonName what it is called
     * @param hosts names and addresses under which it is dialled, and from which it dials; none for one that only dials from anywhere
     */
    public Identity issue(String commonName, List<String> hosts) {
        KeyPair pair = keys();
        KeyPair own = new KeyPair(self.certificate().getPublicKey(), self.key());
        return new Identity(sign(name, own, new X500Name("CN=" + commonName), pair, hosts, false), pair.getPrivate());
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException(
                    "this Java has no elliptic curves; use one with the module jdk.crypto.ec", e);
        }
    }

    private static X509Certificate sign(
            X500Name issuer,
            KeyPair issuing,
            X500Name subject,
            KeyPair subjects,
            List<String> hosts,
            boolean authority) {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(120, new SecureRandom()),
                Date.from(now.minus(VALID)),
                Date.from(now.plus(VALID)),
                subject,
                subjects.getPublic());
        try {
            extend(builder, hosts, authority);
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuing.getPrivate())));
        } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot make the certificate of " + subject, e);
        }
    }

    private static void extend(X509v3CertificateBuilder builder, List<String> hosts, boolean authority)
            throws CertIOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (authority) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return;
        }
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
            KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
        }));
        if (!hosts.isEmpty()) {
            GeneralName[] names = hosts.stream()
                    .distinct()
                    .map(host -> new GeneralName(
                            ADDRESS.matcher(host).matches() ? GeneralName.iPAddress : GeneralName.dNSName, host))
                    .toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
    }
}
