package dev.weft.sources.git.remote;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PackParser;
import org.jspecify.annotations.Nullable;

/** A bare repository of our own, that takes of a fetch no more than it may bring. JGit has such limits only for who is pushed to. */
public final class BoundedRepository extends FileRepository {

    /** What forges take at most; a document is far smaller. */
    static final long LARGEST_OBJECT = 100L * 1024 * 1024;

    private volatile @Nullable Bounded bounds;

    private BoundedRepository(File folder) throws IOException {
        super(new FileRepositoryBuilder().setGitDir(folder).setBare().setup());
    }

    /** Makes it where it is not there yet. */
    public static BoundedRepository open(File folder) throws IOException {
        RemoteRepository.prepare();
        BoundedRepository repository = new BoundedRepository(folder);
        if (!new File(folder, "HEAD").exists()) {
            repository.create(true);
        }
        return repository;
    }

    /** Of the packs that come from now on. */
    void bound(Bounded next) {
        bounds = next;
    }

    @Override
    public ObjectInserter newObjectInserter() {
        ObjectInserter inserter = super.newObjectInserter();
        Bounded bound = bounds;
        return bound == null ? inserter : new Inserter(inserter, bound);
    }

    /** Hands packs to a parser that keeps the bounds. */
    private static final class Inserter extends ObjectInserter.Filter {

        private final ObjectInserter inserter;
        private final Bounded bounds;

        Inserter(ObjectInserter inserter, Bounded bounds) {
            this.inserter = inserter;
            this.bounds = bounds;
        }

        @Override
        protected ObjectInserter delegate() {
            return inserter;
        }

        @Override
        public PackParser newPackParser(InputStream pack) throws IOException {
            PackParser parser = inserter.newPackParser(bounds.counting(pack, bounds.leftBytes()));
            parser.setMaxObjectSizeLimit(LARGEST_OBJECT);
            return parser;
        }
    }
}
