package dev.weft.sources.git.remote;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the Git configuration of user and machine out: it may rewrite urls, switch certificate checks off, run programs. Holds for the
 * whole process.
 */
final class OwnConfiguration extends SystemReader {

    private final SystemReader system;

    private OwnConfiguration(SystemReader system) {
        this.system = system;
    }

    /** From now on. */
    static synchronized void install() {
        if (!(SystemReader.getInstance() instanceof OwnConfiguration)) {
            SystemReader.setInstance(new OwnConfiguration(SystemReader.getInstance()));
        }
    }

    @Override
    public String getHostname() {
        return "localhost";
    }

    @Override
    public @Nullable String getenv(String variable) {
        return variable.startsWith("GIT_") || variable.startsWith("XDG_") ? null : system.getenv(variable);
    }

    @Override
    public String getProperty(String key) {
        return system.getProperty(key);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    @SuppressWarnings("deprecation") // Abstract in the superclass.
    public long getCurrentTime() {
        return system.getCurrentTime();
    }

    @Override
    @SuppressWarnings("deprecation") // Abstract in the superclass.
    public int getTimezone(long when) {
        return system.getTimezone(when);
    }

    /** A configuration file that is not there and is never written. */
    private static final class Nothing extends FileBasedConfig {

        Nothing(@Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // There is nothing to load.
        }

        @Override
        public void save() {
            // What was measured is not kept.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
