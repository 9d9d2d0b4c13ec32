package io.schism.harness.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest, and the Java it runs on. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "schism " + (version == null ? "(not from a jar)" : version) + ", Java " + Runtime.version()
        };
    }
}
